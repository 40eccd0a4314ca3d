// The first rung. With u = 2⁻⁵³ and s = 1 + 2⁻²⁰, which absorbs all terms of second order and the rounding of the bounds themselves:
//
//   a sum of k products in any order   |computed − true| ≤ (k+2)·u·s·Σ|aₖ||xₖ| + k·2⁻¹⁰⁷⁴
//   a margin aᵢᵀx, x = middle ± radius  that, and Σ|aₖ|·radiusₖ more
//   a slope φ'(zᵢ)                      sup|φ''|·(error of zᵢ) + derivative_units·u·s·|computed|
//   a loss φ(zᵢ)                        Loss::spread over the error of zᵢ, and the error of Loss::sum
//
// Anything that overflows makes its own bound ∞ or NaN, and the enclosure then is (−∞, ∞).
#include "algorithms/problems/linear_model.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "algorithms/input_error.hpp"

namespace lemmata {
namespace {

using Integer = boost::multiprecision::mpz_int;

constexpr double u = kernel::u, s = 1 + 0x1p-20;
constexpr std::size_t lanes = 8;
constexpr std::size_t largest_certified_dimension = 64, largest_squared_dimension = 40, largest_box = 16;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

double rounding_of_products(std::size_t k, double magnitudes) {
  return (static_cast<double>(k) + 2) * u * s * magnitudes + static_cast<double>(k) * 0x1p-1074;
}

/// Σₖ term(k), k < size, in eight lanes and then lane by lane: the same order on every machine.
template <class Term>
double sum_in_lanes(std::size_t size, const Term& term) {
  std::array<double, lanes> lane{};
  std::size_t k = 0;
  for (; k + lanes <= size; k += lanes)
    for (std::size_t l = 0; l < lanes; ++l) lane[l] += term(k + l);
  for (; k < size; ++k) lane[k % lanes] += term(k);
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/// aᵢᵀx, the same bits whether a full row is stored as dense or as sparse.
double dot(const Dataset::Row& row, std::span<const double> x) {
  if (row.value.size() == x.size()) return sum_in_lanes(x.size(), [&](std::size_t k) { return row.value[k] * x[k]; });
  return sum_in_lanes(row.value.size(), [&](std::size_t k) { return row.value[k] * x[row.column[k]]; });
}

/// |aᵢ|ᵀx for x ≥ 0, and Σ|values|.
double dot_magnitudes(const Dataset::Row& row, std::span<const double> x) {
  if (row.value.size() == x.size()) return sum_in_lanes(x.size(), [&](std::size_t k) { return std::abs(row.value[k]) * x[k]; });
  return sum_in_lanes(row.value.size(), [&](std::size_t k) { return std::abs(row.value[k]) * x[row.column[k]]; });
}
double sum_magnitudes(std::span<const double> values) {
  return sum_in_lanes(values.size(), [&](std::size_t k) { return std::abs(values[k]); });
}

// Certificates. The rows as integers: aᵢ = 2^exponent · wᵢ.

struct IntegerRows {
  int exponent = 0;
  std::vector<std::vector<Integer>> row;  // in the order of Dataset::row
};

IntegerRows integer_rows(const Dataset& data) {
  IntegerRows rows;
  const auto split = [](double value) {
    int power = 0;
    auto digits = static_cast<long long>(std::ldexp(std::frexp(value, &power), 53));
    power -= 53;
    for (; digits % 2 == 0; digits /= 2) ++power;
    return std::pair(digits, power);
  };
  rows.exponent = 2000;
  for (const double value : data.value)
    if (value != 0) rows.exponent = std::min(rows.exponent, split(value).second);
  for (std::size_t i = 0; i < data.n(); ++i) {
    auto& row = rows.row.emplace_back();
    for (const double value : data.row(i).value) {
      if (value == 0) {
        row.emplace_back(0);
        continue;
      }
      const auto [digits, power] = split(value);
      row.push_back(Integer(digits) << static_cast<unsigned>(power - rows.exponent));
    }
  }
  return rows;
}

Integer norm2(const std::vector<Integer>& row) {
  Integer sum = 0;
  for (const Integer& w : row) sum += w * w;
  return sum;
}

/// E weightᵢ aᵢaᵢᵀ.
Matrix<Exact> mean_outer(const Dataset& data, const IntegerRows& rows, const std::vector<Integer>& weight, int weight_exponent) {
  const std::size_t d = data.dimension();
  std::vector<Integer> sum(d * d);
  for (std::size_t i = 0; i < data.n(); ++i) {
    const auto column = data.row(i).column;
    const auto& w = rows.row[i];
    for (std::size_t k = 0; k < w.size(); ++k) {
      const Integer weighted = weight.empty() ? w[k] : Integer(weight[i] * w[k]);
      for (std::size_t l = 0; l <= k; ++l)
        mpz_addmul(sum[column[k] * d + column[l]].backend().data(), weighted.backend().data(), w[l].backend().data());
    }
  }
  const Exact scale = power_of_two(2 * rows.exponent + weight_exponent) / Exact(data.n());
  Matrix<Exact> mean(index(d), index(d));
  for (std::size_t c = 0; c < d; ++c)
    for (std::size_t k = 0; k <= c; ++k) mean(index(c), index(k)) = mean(index(k), index(c)) = Exact(sum[c * d + k]) * scale;
  return mean;
}

/// λI − A ⪰ 0.
bool bounded_by(const Exact& lambda, const Matrix<Exact>& A) {
  Matrix<Exact> difference = -A;
  for (Eigen::Index c = 0; c < A.rows(); ++c) difference(c, c) += lambda;
  return positive_semidefinite(difference);
}

Exact mean(const std::vector<Exact>& values) {
  Exact sum = 0;
  for (const Exact& value : values) sum += value;
  return sum / Exact(values.size());
}

/// max over p ∈ {low, 1}ⁿ of E‖pᵢyᵢaᵢ‖² − ‖E pᵢyᵢaᵢ‖², which is convex in p, so it is the maximum over the box [low, 1]ⁿ. Each vertex
/// differs from the one before it in one pᵢ (Gray code).
Exact box_maximum(const Dataset& data, const IntegerRows& rows, int low) {
  const std::size_t n = data.n();
  std::vector<Integer> K(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const auto row_i = data.row(i), row_j = data.row(j);
      for (std::size_t k = 0, l = 0; k < row_i.column.size() && l < row_j.column.size();) {
        if (row_i.column[k] == row_j.column[l]) K[i * n + j] += rows.row[i][k] * rows.row[j][l];
        const bool next_k = row_i.column[k] <= row_j.column[l], next_l = row_j.column[l] <= row_i.column[k];
        k += next_k, l += next_l;
      }
      if (data.label[i] * data.label[j] < 0) K[i * n + j] = -K[i * n + j];
    }
  std::vector<int> p(n, 1);
  Integer sum_squares = 0, square_of_sum = 0, largest = 0;  // Σ pᵢ²Kᵢᵢ, ΣΣ pᵢpⱼKᵢⱼ
  for (std::size_t i = 0; i < n; ++i) {
    sum_squares += K[i * n + i];
    for (std::size_t j = 0; j < n; ++j) square_of_sum += K[i * n + j];
  }
  for (std::uint32_t vertex = 1;; ++vertex) {
    largest = std::max(largest, Integer(Integer(n) * sum_squares - square_of_sum));
    const auto i = static_cast<std::size_t>(std::countr_zero(vertex));
    if (i >= n) break;
    const int next = p[i] == 1 ? low : 1, step = next - p[i];
    Integer row = 0;
    for (std::size_t j = 0; j < n; ++j) row += p[j] * K[i * n + j];
    square_of_sum += 2 * step * row + step * step * K[i * n + i];
    sum_squares += (next * next - p[i] * p[i]) * K[i * n + i];
    p[i] = next;
  }
  return Exact(largest) * power_of_two(2 * rows.exponent) / Exact(n * n);
}

/// V(x) ≤ this for every x.
template <class Loss>
Exact variance_bound(const Dataset& data, const IntegerRows& rows, const std::vector<Exact>& row_norm2) {
  return *Loss::slope2() * (data.n() <= largest_box ? box_maximum(data, rows, Loss::two_classes ? 0 : -1) : mean(row_norm2));
}

/// The curve of Squared: Aᵢ = aᵢaᵢᵀ, bᵢ = yᵢaᵢ, so E Aᵢ² = E‖aᵢ‖²aᵢaᵢᵀ and E Aᵢbᵢ = E yᵢ‖aᵢ‖²aᵢ.
NoiseCurve noise_of(const Dataset& data, const IntegerRows& rows, const Matrix<Exact>& H, const std::vector<Exact>& row_norm2) {
  std::vector<Integer> weight;
  for (const auto& row : rows.row) weight.push_back(norm2(row));
  Vector<Exact> b = Vector<Exact>::Zero(H.rows()), Ab = b;
  Exact b2 = 0;
  for (std::size_t i = 0; i < data.n(); ++i) {
    const auto [column, value] = data.row(i);
    const Exact y = exact(data.label[i]);
    for (std::size_t k = 0; k < column.size(); ++k) {
      const Exact ya = y * exact(value[k]);
      b(column[k]) += ya;
      Ab(column[k]) += row_norm2[i] * ya;
    }
    b2 += y * y * row_norm2[i];
  }
  const Exact n(data.n());
  b /= n;
  return {H, b, mean_outer(data, rows, weight, 2 * rows.exponent) - H * H, Ab / n - H * b, b2 / n - lemmata::norm2(b)};
}

/// aᵢᵀHaᵢ with H = (1/n) Σ aᵢaᵢᵀ, whose entries are integers over 4^−exponent·n.
std::vector<Exact> bends(const Dataset& data, const IntegerRows& rows, const Matrix<Exact>& H) {
  const Exact scale = power_of_two(2 * rows.exponent), n(data.n());
  const auto d = static_cast<std::size_t>(H.rows());
  std::vector<Integer> h(d * d);
  for (std::size_t c = 0; c < d; ++c)
    for (std::size_t k = 0; k < d; ++k) h[c * d + k] = numerator(H(index(c), index(k)) * n / scale);
  std::vector<Exact> result;
  for (std::size_t i = 0; i < data.n(); ++i) {
    const auto column = data.row(i).column;
    const auto& w = rows.row[i];
    Integer sum = 0;
    for (std::size_t k = 0; k < w.size(); ++k) {
      Integer row = 0;
      for (std::size_t l = 0; l < w.size(); ++l)
        mpz_addmul(row.backend().data(), h[column[k] * d + column[l]].backend().data(), w[l].backend().data());
      sum += w[k] * row;
    }
    result.push_back(Exact(sum) * scale * scale / n);
  }
  return result;
}

[[noreturn]] void refuse(const Dataset& data, const std::string& wrong, const std::string& value, const std::string& right, std::size_t i = 0) {
  throw InputError({data.name, i < data.line.size() ? data.line[i] : 0}, wrong, value, right);
}

template <class Loss>
void check(const Dataset& data) {
  if (data.n() == 0) refuse(data, "no rows", "0", "a problem has at least one sample");
  if (std::ranges::all_of(data.value, [](double value) { return value == 0; }))
    refuse(data, "all features are 0", "0", "f would be constant");
  if constexpr (Loss::two_classes)
    for (std::size_t i = 0; i < data.n(); ++i)
      if (data.label[i] != 1 && data.label[i] != -1)
        refuse(data, std::string("label in ") + std::string(Loss::title), std::to_string(data.label[i]), "two classes are −1 and 1", i);
  if (std::same_as<Loss, Squared> && data.dimension() > largest_squared_dimension)
    refuse(data, "too many features for least squares", std::to_string(data.dimension()),
           "its exact variance constants are computed for at most " + std::to_string(largest_squared_dimension));
}

}  // namespace

template <class Loss>
struct LinearModel<Loss>::Rounded {
  std::vector<double> value, error;
  explicit Rounded(std::size_t n) : value(n), error(n) {}
};

template <class Loss>
LinearModel<Loss>::LinearModel(Dataset data, const std::optional<Exact>& M) : data_(std::move(data)) {
  check<Loss>(data_);
  const IntegerRows rows = integer_rows(data_);
  const Exact scale = power_of_two(2 * rows.exponent);
  for (const auto& row : rows.row) row_norm2_.push_back(Exact(norm2(row)) * scale);
  constants_ = {.L = Loss::curvature(), .M = 0, .sigma2 = 0, .f_lower = 0};
  Matrix<Exact> H;
  if (dimension() <= largest_certified_dimension) {
    H = mean_outer(data_, rows, {}, 0);
    constants_.L *= smoothness_constant(H);
  } else {
    constants_.L *= readable_above(mean(row_norm2_.exact));
  }
  if constexpr (std::same_as<Loss, Squared>) {
    noise_ = noise_of(data_, rows, H, row_norm2_.exact);
    const auto sigma2 = M && *M >= 0 ? noise_->sigma2(*M) : std::nullopt;
    if (M && !sigma2) refuse(data_, "no σ² is large enough for this M", to_string(*M), "M = " + to_string(noise_->first().M) + " has one");
    const auto [chosen_M, chosen_sigma2] = M ? NoiseCurve::Point{*M, *sigma2} : noise_->first();
    constants_.M = chosen_M;
    constants_.sigma2 = readable_above(chosen_sigma2);
    for (const Exact& bend : bends(data_, rows, H)) row_bend_.push_back(bend);
  } else {
    constants_.sigma2 = readable_above(variance_bound<Loss>(data_, rows, row_norm2_.exact));
  }

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
template <class Loss>
Vector<Enclosure> LinearModel<Loss>::mean_of_rows(const Rounded& scale) const {
  const std::size_t d = dimension();
  const bool dense = data_.value.size() == n() * d;
  const std::size_t block = dense ? 32 : n();
  const double depth = static_cast<double>(block + n() / block + 3);
  std::vector<double> sum(d, 0.0), part(d, 0.0), error(d, 0.0);
  bool zero = true;
  for (std::size_t i = 0; i < n(); ++i) {
    const auto [column, value] = data_.row(i);
    const double p = scale.value[i], w = scale.error[i] + depth * u * std::abs(p);
    zero = zero && p == 0 && w == 0;
    if (dense)
      for (std::size_t c = 0; c < d; ++c) part[c] += p * value[c], error[c] += w * std::abs(value[c]);
    else
      for (std::size_t k = 0; k < column.size(); ++k) part[column[k]] += p * value[k], error[column[k]] += w * std::abs(value[k]);
    if ((i + 1) % block == 0)
      for (std::size_t c = 0; c < d; ++c) sum[c] += std::exchange(part[c], 0.0);
  }
  Vector<Enclosure> result = Vector<Enclosure>::Zero(index(d));
  if (zero) return result;
  const Enclosure samples = static_cast<double>(n());
  const double underflow = static_cast<double>(n()) * 0x1p-1073;
  for (std::size_t c = 0; c < d; ++c) result(index(c)) = Enclosure::around(sum[c] + part[c], s * error[c] + underflow) / samples;
  return result;
}

template <class Loss>
Enclosure LinearModel<Loss>::f(const Vector<Enclosure>& x) const {
  const Rounded z = margins(x);
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
  const Rounded z = margins(x), delta = margins(gap);
  Rounded change(n());
  for (std::size_t i = 0; i < n(); ++i) {
    const Enclosure difference = Loss::derivative_difference(Enclosure::around(z.value[i], z.error[i]),
                                                             Enclosure::around(delta.value[i], delta.error[i]), data_.label[i]);
    change.value[i] = difference.middle();
    change.error[i] = difference.radius();
  }
  return mean_of_rows(change);
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

template <class Loss>
bool certified(const LinearModel<Loss>& problem, const Constants& c) {
  const Dataset& data = problem.data();
  const IntegerRows rows = integer_rows(data);
  std::vector<Exact> row_norm2;
  for (const auto& row : rows.row) row_norm2.push_back(Exact(norm2(row)) * power_of_two(2 * rows.exponent));
  const Exact lambda = c.L / Loss::curvature();
  const bool smooth = data.dimension() <= largest_certified_dimension ? bounded_by(lambda, mean_outer(data, rows, {}, 0)) : lambda >= mean(row_norm2);
  if (!smooth || c.M < 0 || (c.f_lower && *c.f_lower > 0)) return false;
  if constexpr (std::same_as<Loss, Squared>) {
    const auto sigma2 = noise_of(data, rows, mean_outer(data, rows, {}, 0), row_norm2).sigma2(c.M);
    return sigma2 && *sigma2 <= c.sigma2;
  } else {
    return c.sigma2 >= variance_bound<Loss>(data, rows, row_norm2);
  }
}

template class LinearModel<Squared>;
template class LinearModel<Logistic>;
template class LinearModel<Sigmoid>;
template class LinearModel<GemanMcClure>;
template bool certified(const LinearModel<Squared>&, const Constants&);
template bool certified(const LinearModel<Logistic>&, const Constants&);
template bool certified(const LinearModel<Sigmoid>&, const Constants&);
template bool certified(const LinearModel<GemanMcClure>&, const Constants&);

}  // namespace lemmata
