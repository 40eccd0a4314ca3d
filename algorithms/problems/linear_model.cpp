// The first rung. With u = 2⁻⁵³ and s = 1 + 2⁻²⁰, which absorbs all terms of second order and the rounding of the bounds themselves:
//
//   a sum of k products in any order   |computed − true| ≤ (k+2)·u·s·Σ|aₖ||xₖ| + k·2⁻¹⁰⁷⁴
//   a margin aᵢᵀx, x = middle ± radius  that, and Σ|aₖ|·radiusₖ more
//   a slope φ'(zᵢ)                      sup|φ''|·(error of zᵢ) + derivative_units·u·s·|computed|
//   a change φ'(zᵢ+δᵢ) − φ'(zᵢ)         sup|φ‴|·|δᵢ|·(error of zᵢ) + sup|φ''|·(error of δᵢ), and the error of Loss::derivative_difference
//   a loss φ(zᵢ)                        Loss::spread over the error of zᵢ, and the error of Loss::sum
//
// Anything that overflows makes its own bound ∞ or NaN, and the enclosure then is (−∞, ∞).
#include "algorithms/problems/linear_model.hpp"

#include <utility>

#include "algorithms/problems/lanes.hpp"
#include "algorithms/problems/linear_model_constants.hpp"

namespace lemmata {
namespace {

constexpr double u = kernel::u, s = kernel::slop;
constexpr double lost = 0x1p-960;  // more than what u·|x| loses where it underflows; no product with it is slow
constexpr std::size_t lanes = 8, block = 512;

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
  if (noise_) {
    const auto wide_matrix = [](const Matrix<Exact>& A) { return Matrix<WideEnclosure>(A.unaryExpr([](const Exact& a) { return wide(a); })); };
    forms_ = {wide_matrix(noise_->A), wide_matrix(noise_->Q), as<WideEnclosure>(noise_->b), as<WideEnclosure>(noise_->r),
              wide(proved.f_at_zero), wide(noise_->s)};
  }
  for (const Exact& a : proved.row_norm2) row_norm2_.push_back(a);
  for (const Exact& a : proved.row_bend) row_bend_.push_back(a);

  std::vector<double> column_sum(dimension(), 0.0);
  for (std::size_t k = 0; k < data_.value.size(); ++k) column_sum[data_.column[k]] += std::abs(data_.value[k]);
  for (std::size_t i = 0; i < n(); ++i) {  // in aᵢᵀaⱼ only products with an entry of aᵢ can round: sums with zero are exact
    const auto row = data_.row(i);
    gram_error_.push_back(rounding_of_products(row.value.size(), s * dot_magnitudes(row, column_sum)) +
                          static_cast<double>(n() * row.value.size()) * 0x1p-1074);
  }
  if (2 * data_.value.size() >= n() * dimension()) {
    columns_.assign(n() * dimension(), 0.0);
    for (std::size_t i = 0; i < n(); ++i)
      for (std::size_t k = 0; k < data_.row(i).column.size(); ++k) columns_[data_.row(i).column[k] * n() + i] = data_.row(i).value[k];
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

/// By columns where most entries are there: in blocks of rows whose margins stay in the nearest cache.
template <class Loss>
typename LinearModel<Loss>::Rounded LinearModel<Loss>::margins(const Vector<Enclosure>& x) const {
  const std::size_t d = dimension();
  std::vector<double> middle(d), weight(d);  // the error of aᵢᵀx is below Σ|aₖ|·weightₖ
  bool zero = true;
  for (std::size_t c = 0; c < d; ++c) {
    const Enclosure& x_c = x(index(c));
    middle[c] = x_c.middle();
    weight[c] = (static_cast<double>(d) + 2) * u * s * std::abs(middle[c]) + s * x_c.radius() + lost;
    zero = zero && x_c.is_zero();
  }
  Rounded z(n());
  if (zero) return z;
  if (columns_.empty()) {
    for (std::size_t i = 0; i < n(); ++i) {
      z.value[i] = dot(data_.row(i), middle);
      z.error[i] = dot_magnitudes(data_.row(i), weight);
    }
  } else {
    for (std::size_t begin = 0; begin < n(); begin += block) {
      const std::size_t size = std::min(block, n() - begin);
      double *value = z.value.data() + begin, *error = z.error.data() + begin;
      for (std::size_t c = 0; c < d; ++c) {
        const double *a = column(c) + begin, x_c = middle[c], w_c = weight[c];
        for (std::size_t i = 0; i < size; ++i) value[i] += a[i] * x_c, error[i] += std::abs(a[i]) * w_c;
      }
    }
  }
  for (std::size_t i = 0; i < n(); ++i)  // 0·value: a sum that overflows says nothing
    z.error[i] = s * z.error[i] + 0 * std::abs(z.value[i]) + static_cast<double>(d) * 0x1p-1074;
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

/// Where most entries are there, by columns in lanes: depth = n/16 + 5 additions, else n in turn. One rounding more for the product and for an
/// entry that is itself rounded.
template <class Loss>
template <class Entry>
Vector<Enclosure> LinearModel<Loss>::mean_of_rows(const Rounded& scale, const Entry& entry) const {
  constexpr std::size_t wide = 16;
  using Lanes = Eigen::Array<double, wide, 1>;
  const std::size_t d = dimension();
  const double depth = static_cast<double>(columns_.empty() ? n() : n() / wide + 5) + 3;
  std::vector<double> weight(n()), sum(d, 0.0), error(d, 0.0);
  for (std::size_t i = 0; i < n(); ++i) weight[i] = scale.error[i] + depth * u * std::abs(scale.value[i]) + lost;
  const double size = sum_magnitudes(scale.value);  // an entry that underflows is off by 2⁻¹⁰⁷⁵
  Vector<Enclosure> result = Vector<Enclosure>::Zero(index(d));
  if (size == 0 && sum_magnitudes(scale.error) == 0) return result;
  if (columns_.empty()) {
    for (std::size_t i = 0; i < n(); ++i) {
      const auto [column, value] = data_.row(i);
      for (std::size_t k = 0; k < column.size(); ++k)
        sum[column[k]] += scale.value[i] * entry(value[k]), error[column[k]] += weight[i] * std::abs(entry(value[k]));
    }
  } else {
    for (std::size_t c = 0; c < d; ++c) {
      const double* a = column(c);
      Lanes p_sum = Lanes::Zero(), w_sum = Lanes::Zero();
      std::size_t i = 0;
      for (; i + wide <= n(); i += wide) {
        p_sum += Lanes::Map(scale.value.data() + i) * entry(Lanes::Map(a + i));
        w_sum += Lanes::Map(weight.data() + i) * entry(Lanes::Map(a + i)).abs();
      }
      for (; i < n(); ++i) {
        p_sum[index(i % wide)] += scale.value[i] * entry(a[i]);
        w_sum[index(i % wide)] += weight[i] * std::abs(entry(a[i]));
      }
      sum[c] = sum_in_lanes<wide>(wide, [&](std::size_t l) { return p_sum[index(l)]; });
      error[c] = sum_in_lanes<wide>(wide, [&](std::size_t l) { return w_sum[index(l)]; });
    }
  }
  const Enclosure samples = static_cast<double>(n());
  const double underflow = (static_cast<double>(n()) + size) * 0x1p-1073;
  for (std::size_t c = 0; c < d; ++c) result(index(c)) = Enclosure::around(sum[c], s * error[c] + underflow) / samples;
  return result;
}

template <class Loss>
Enclosure LinearModel<Loss>::f(const Vector<Enclosure>& x) const {
  return f_of(margins(x));
}

template <class Loss>
Enclosure LinearModel<Loss>::f_of(const Rounded& z) const {
  const RoundedNumber sum = Loss::sum(z.value, data_.label);
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
  const double curvature = Enclosure(Loss::curvature()).upper();
  Rounded change(n());
  for (std::size_t i = 0; i < n(); ++i) {  // apart from the next, so that compilers vectorise both
    const RoundedNumber computed = Loss::derivative_difference(z.value[i], delta.value[i], data_.label[i]);
    change.value[i] = computed.value;
    change.error[i] = computed.error;
  }
  for (std::size_t i = 0; i < n(); ++i)
    change.error[i] += s * (Loss::third * (std::abs(delta.value[i]) + delta.error[i]) * z.error[i] + curvature * delta.error[i]);
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

template <class Loss>
WideEnclosure LinearModel<Loss>::f(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared> {
  const Vector<WideEnclosure> Hx = forms_->H * x;
  return lemmata::dot(Hx, x) / 2 - lemmata::dot(forms_->b, x) + forms_->half_y2;
}
template <class Loss>
Vector<WideEnclosure> LinearModel<Loss>::gradient(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared> {
  return forms_->H * x - forms_->b;
}
template <class Loss>
Vector<WideEnclosure> LinearModel<Loss>::gradient_difference(const Vector<WideEnclosure>&, const Vector<WideEnclosure>& gap) const
  requires std::same_as<Loss, Squared>
{
  return forms_->H * gap;
}
template <class Loss>
WideEnclosure LinearModel<Loss>::variance(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared> {
  const Vector<WideEnclosure> Qx = forms_->Q * x;
  return lemmata::dot(Qx, x) - 2 * lemmata::dot(forms_->r, x) + forms_->s;
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
                 mean_of_rows(squared, [](const auto& a) { return a * a; }), f_of(z_virtual)};
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
      const RoundedNumber losses = Loss::sum(z, data_.label);
      const double R = gram_.empty() ? sum_magnitudes(row) : gram_size_[i], E = gram_error_[i];
      const double z_error = m_error + c_i.radius() * (R + E) + std::abs(c) * E + u * (m_size + 2 * std::abs(c) * R);
      row_sum[i] = losses.value;
      error += losses.error + s * Loss::spread(0, 0, s * z_error);
    }
    if (!std::isfinite(error)) return Enclosure::everything();
    const RoundedNumber sum = sum_of_nonnegative(row_sum);
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
