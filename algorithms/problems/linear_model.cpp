// The first rung. With u = 2⁻⁵³ and s = 1 + 2⁻²⁰, which absorbs all terms of second order and the rounding of the bounds themselves:
//
//   a sum of k products in any order   |computed − true| ≤ (k+2)·u·s·Σ|aₖ||xₖ| + k·2⁻¹⁰⁷⁴
//   a margin aᵢᵀx, x = middle ± radius  that, and Σ|aₖ|·radiusₖ more
//   a slope φ'(zᵢ)                      sup|φ''|·(error of zᵢ) + derivative_units·u·s·|computed|
//   a loss φ(zᵢ)                        Loss::spread over the error of zᵢ, and the error of Loss::sum
//
// Anything that overflows makes its own bound ∞ or NaN, and the enclosure then is (−∞, ∞).
#include "algorithms/problems/linear_model.hpp"

#include <utility>

#include "algorithms/problems/lanes.hpp"
#include "algorithms/problems/linear_model_constants.hpp"

namespace lemmata {
namespace {

constexpr double u = kernel::u, s = 1 + 0x1p-20;
constexpr std::size_t lanes = 8;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

double rounding_of_products(std::size_t k, double magnitudes) {
  return (static_cast<double>(k) + 2) * u * s * magnitudes + static_cast<double>(k) * 0x1p-1074;
}

/// aᵢᵀx, the same bits whether a full row is stored as dense or as sparse.
double dot(const Dataset::Row& row, std::span<const double> x) {
  if (row.value.size() == x.size()) return sum_in_lanes<lanes>(x.size(), [&](std::size_t k) { return row.value[k] * x[k]; });
  return sum_in_lanes<lanes>(row.value.size(), [&](std::size_t k) { return row.value[k] * x[row.column[k]]; });
}

/// |aᵢ|ᵀx for x ≥ 0, and Σ|values|.
double dot_magnitudes(const Dataset::Row& row, std::span<const double> x) {
  if (row.value.size() == x.size()) return sum_in_lanes<lanes>(x.size(), [&](std::size_t k) { return std::abs(row.value[k]) * x[k]; });
  return sum_in_lanes<lanes>(row.value.size(), [&](std::size_t k) { return std::abs(row.value[k]) * x[row.column[k]]; });
}
double sum_magnitudes(std::span<const double> values) {
  return sum_in_lanes<lanes>(values.size(), [&](std::size_t k) { return std::abs(values[k]); });
}

}  // namespace

template <class Loss>
struct LinearModel<Loss>::Rounded {
  std::vector<double> value, error;
  explicit Rounded(std::size_t n) : value(n), error(n) {}
};

template <class Loss>
LinearModel<Loss>::LinearModel(Dataset data, const std::optional<Exact>& M) : data_(std::move(data)) {
  const LinearModelConstants proved = linear_model_constants<Loss>(data_, M);
  constants_ = proved.constants;
  noise_ = proved.noise;
  for (const Exact& a : proved.row_norm2) row_norm2_.push_back(a);
  for (const Exact& a : proved.row_bend) row_bend_.push_back(a);

  std::vector<double> column_sum(dimension(), 0.0);
  for (std::size_t k = 0; k < data_.value.size(); ++k) column_sum[data_.column[k]] += std::abs(data_.value[k]);
  for (std::size_t i = 0; i < n(); ++i) {  // in aᵢᵀaⱼ only products with an entry of aᵢ can round: sums with zero are exact
    const auto row = data_.row(i);
    gram_error_.push_back(rounding_of_products(row.value.size(), s * dot_magnitudes(row, column_sum)) +
                          static_cast<double>(n() * row.value.size()) * 0x1p-1074);
  }
  if (n() > largest_gram) return;
  gram_.resize(n() * n());
  for (std::size_t i = 0; i < n(); ++i) {
    const auto row = std::span(gram_).subspan(i * n(), n());
    gram_row(i, row);
    gram_size_.push_back(sum_magnitudes(row));
  }
}

template <class Loss>
void LinearModel<Loss>::gram_row(std::size_t i, std::span<double> row) const {
  std::vector<double> a(dimension(), 0.0);
  const auto [column, value] = data_.row(i);
  for (std::size_t k = 0; k < column.size(); ++k) a[column[k]] = value[k];
  for (std::size_t j = 0; j < n(); ++j) row[j] = dot(data_.row(j), a);
}

template <class Loss>
typename LinearModel<Loss>::Rounded LinearModel<Loss>::margins(const Vector<Enclosure>& x) const {
  const std::size_t d = dimension();
  std::vector<double> middle(d), radius(d), magnitude(d);
  bool points = true, zero = true;
  for (std::size_t c = 0; c < d; ++c) {
    middle[c] = x(index(c)).middle();
    radius[c] = x(index(c)).radius();
    magnitude[c] = std::abs(middle[c]);
    points = points && radius[c] == 0;
    zero = zero && x(index(c)).is_zero();
  }
  Rounded z(n());
  if (zero) return z;
  for (std::size_t i = 0; i < n(); ++i) {
    const auto row = data_.row(i);
    z.value[i] = dot(row, middle);
    z.error[i] = rounding_of_products(row.value.size(), dot_magnitudes(row, magnitude));
    if (!points) z.error[i] += s * dot_magnitudes(row, radius);
  }
  return z;
}

template <class Loss>
typename LinearModel<Loss>::Rounded LinearModel<Loss>::slopes(const Rounded& z) const {
  const double curvature = Enclosure(Loss::curvature()).upper();
  Rounded p(n());
  for (std::size_t i = 0; i < n(); ++i) {
    p.value[i] = Loss::derivative(z.value[i], data_.label[i]);
    p.error[i] = s * (curvature * z.error[i] + Loss::derivative_units * u * std::abs(p.value[i])) + kernel::tail;
  }
  return p;
}

/// Dense rows are summed in blocks of 32 and the blocks one after another, sparse ones in turn: depth = 32 + n/32 + 1 or n additions.
/// One rounding more for an entry that is itself rounded.
template <class Loss>
template <class Entry>
Vector<Enclosure> LinearModel<Loss>::mean_of_rows(const Rounded& scale, const Entry& entry) const {
  const std::size_t d = dimension();
  const bool dense = data_.value.size() == n() * d;
  const std::size_t block = dense ? 32 : n(), blocks = n() / block;
  const double depth = static_cast<double>(block + blocks + 4);
  std::vector<double> sum(d, 0.0), part(d, 0.0), error(d, 0.0);
  double size = 0;  // Σ|p|: an entry that underflows is off by 2⁻¹⁰⁷⁵
  bool zero = true;
  for (std::size_t i = 0; i < n(); ++i) {
    const auto [column, value] = data_.row(i);
    const double p = scale.value[i], w = scale.error[i] + depth * u * std::abs(p);
    size += std::abs(p);
    zero = zero && p == 0 && w == 0;
    if (dense)
      for (std::size_t c = 0; c < d; ++c) part[c] += p * entry(value[c]), error[c] += w * std::abs(entry(value[c]));
    else
      for (std::size_t k = 0; k < column.size(); ++k) part[column[k]] += p * entry(value[k]), error[column[k]] += w * std::abs(entry(value[k]));
    if ((i + 1) % block == 0)
      for (std::size_t c = 0; c < d; ++c) sum[c] += std::exchange(part[c], 0.0);
  }
  Vector<Enclosure> result = Vector<Enclosure>::Zero(index(d));
  if (zero) return result;
  const Enclosure samples = static_cast<double>(n());
  const double underflow = (static_cast<double>(n()) + size) * 0x1p-1073;
  for (std::size_t c = 0; c < d; ++c) result(index(c)) = Enclosure::around(sum[c] + part[c], s * error[c] + underflow) / samples;
  return result;
}

template <class Loss>
Enclosure LinearModel<Loss>::f(const Vector<Enclosure>& x) const {
  return f_of(margins(x));
}

template <class Loss>
Enclosure LinearModel<Loss>::f_of(const Rounded& z) const {
  const RoundedSum sum = Loss::sum(z.value, data_.label);
  double spread = 0, size = 0;
  for (std::size_t i = 0; i < n(); ++i) {
    spread += Loss::spread(z.value[i], data_.label[i], z.error[i]);
    size += std::abs(z.value[i]);
  }
  if (!std::isfinite(size)) return Enclosure::everything();
  return Enclosure::around(sum.value, sum.error + s * spread) / Enclosure(static_cast<double>(n()));
}

template <class Loss>
Vector<Enclosure> LinearModel<Loss>::gradient(const Vector<Enclosure>& x) const {
  return mean_of_rows(slopes(margins(x)));
}

template <class Loss>
Vector<Enclosure> LinearModel<Loss>::gradient_difference(const Vector<Enclosure>& x, const Vector<Enclosure>& gap) const {
  return mean_of_rows(slope_changes(margins(x), margins(gap)));
}

template <class Loss>
typename LinearModel<Loss>::Rounded LinearModel<Loss>::slope_changes(const Rounded& z, const Rounded& delta) const {
  Rounded change(n());
  for (std::size_t i = 0; i < n(); ++i) {
    const Enclosure difference = Loss::derivative_difference(Enclosure::around(z.value[i], z.error[i]),
                                                             Enclosure::around(delta.value[i], delta.error[i]), data_.label[i]);
    change.value[i] = difference.middle();
    change.error[i] = difference.radius();
  }
  return change;
}

template <class Loss>
Enclosure LinearModel<Loss>::variance(const Vector<Enclosure>& x) const {
  const Rounded p = slopes(margins(x));
  const Enclosure second_moment = over_samples<Enclosure>(n(), [&](std::size_t i) {
    return square(Enclosure::around(p.value[i], p.error[i])) * row_norm2_.enclosed[i];
  });
  return second_moment - norm2(mean_of_rows(p));
}

/// V by coordinate is E φ'²a[c]² − ∇f(x)[c]².
template <class Loss>
typename LinearModel<Loss>::AtIteration LinearModel<Loss>::at_iteration(const Vector<Enclosure>& x, const Vector<Enclosure>& x_virtual,
                                                                        const Vector<Enclosure>& gap) const {
  const Rounded z = margins(x), z_virtual = margins(x_virtual), p = slopes(z);
  Rounded squared(n());
  for (std::size_t i = 0; i < n(); ++i) {
    squared.value[i] = p.value[i] * p.value[i];
    squared.error[i] = s * (p.error[i] * (2 * std::abs(p.value[i]) + p.error[i]) + u * squared.value[i]) + 0x1p-1074;
  }
  AtIteration at{mean_of_rows(p), mean_of_rows(slopes(z_virtual)), mean_of_rows(slope_changes(z, margins(gap))),
                 mean_of_rows(squared, [](double a) { return a * a; }), f_of(z_virtual)};
  at.variances -= at.G.unaryExpr([](const Enclosure& a) { return square(a); });
  return at;
}

template <class Loss>
std::vector<Vector<Enclosure>> LinearModel<Loss>::gradients(const Vector<Enclosure>& x) const {
  const Rounded p = slopes(margins(x));
  std::vector<Vector<Enclosure>> g(n(), Vector<Enclosure>::Zero(index(dimension())));
  for (std::size_t i = 0; i < n(); ++i) add_row(i, Enclosure::around(p.value[i], p.error[i]), g[i]);
  return g;
}

/// zᵢⱼ = m̃ⱼ − cᵢKᵢⱼ with c = γφ', K = AAᵀ. With errors eⱼ of m̃ⱼ, δᵢ of cᵢ and Eᵢ = Σⱼ errors of Kᵢⱼ, and Rᵢ = Σⱼ |Kᵢⱼ|,
///   Σⱼ |computed zᵢⱼ − true| ≤ Σⱼ eⱼ + δᵢ(Rᵢ+Eᵢ) + |cᵢ|Eᵢ + u(Σⱼ|m̃ⱼ| + 2|cᵢ|Rᵢ),
/// so the n² losses are plain double and their bound is a few numbers a row.
template <class Loss>
Enclosure LinearModel<Loss>::expected_f_next(const Exact& gamma, const Vector<Enclosure>& x, const Vector<Enclosure>& x_virtual) const {
  if constexpr (std::same_as<Loss, Squared>) {
    const Rounded p = slopes(margins(x));
    const Enclosure bend = over_samples<Enclosure>(n(), [&](std::size_t i) {
      return square(Enclosure::around(p.value[i], p.error[i])) * row_bend_.enclosed[i];
    });
    return f(x_virtual) - Enclosure(gamma) * lemmata::dot(gradient(x_virtual), mean_of_rows(p)) + Enclosure(Exact(gamma * gamma / 2)) * bend;
  } else {
    const Rounded p = slopes(margins(x)), m = margins(x_virtual);
    const Enclosure step(gamma);
    double m_error = 0, m_size = 0;
    for (std::size_t j = 0; j < n(); ++j) {
      m_error += m.error[j];
      m_size += std::abs(m.value[j]);
    }
    std::vector<double> z(n()), row(gram_.empty() ? n() : 0), row_sum(n());
    double error = 0;
    for (std::size_t i = 0; i < n(); ++i) {
      const double* K = gram_.data() + i * n();
      if (gram_.empty()) {
        gram_row(i, row);
        K = row.data();
      }
      const Enclosure c_i = step * Enclosure::around(p.value[i], p.error[i]);
      const double c = c_i.middle();
      for (std::size_t j = 0; j < n(); ++j) z[j] = m.value[j] - c * K[j];
      const RoundedSum losses = Loss::sum(z, data_.label);
      const double R = gram_.empty() ? sum_magnitudes(row) : gram_size_[i], E = gram_error_[i];
      const double z_error = m_error + c_i.radius() * (R + E) + std::abs(c) * E + u * (m_size + 2 * std::abs(c) * R);
      row_sum[i] = losses.value;
      error += losses.error + s * Loss::spread(0, 0, s * z_error);
    }
    if (!std::isfinite(error)) return Enclosure::everything();
    const RoundedSum sum = sum_of_nonnegative(row_sum);
    const Enclosure samples = static_cast<double>(n());
    return Enclosure::around(sum.value, sum.error + s * error) / samples / samples;
  }
}

template <class Loss>
void LinearModel<Loss>::gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
  const auto row = data_.row(i);
  const double slope = Loss::derivative(dot(row, x), data_.label[i]);
  for (std::size_t k = 0; k < row.value.size(); ++k) g[row.column[k]] = slope * row.value[k];
}

template <class Loss>
double LinearModel<Loss>::f(std::span<const double> x) const {
  std::vector<double> z(n());
  for (std::size_t i = 0; i < n(); ++i) z[i] = dot(data_.row(i), x);
  return Loss::sum(z, data_.label).value / static_cast<double>(n());
}

template class LinearModel<Squared>;
template class LinearModel<Logistic>;
template class LinearModel<Sigmoid>;
template class LinearModel<GemanMcClure>;

}  // namespace lemmata
