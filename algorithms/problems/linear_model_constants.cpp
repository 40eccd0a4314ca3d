// Sums over the rows are sums of integers: every double is an integer times a power of two, the same for all.
#include "algorithms/problems/linear_model_constants.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

#include "algorithms/input_error.hpp"
#include "algorithms/problems/linear_model.hpp"
#include "lemmas/step_size.hpp"

namespace lemmata {
namespace {

using Integer = boost::multiprecision::mpz_int;

constexpr std::size_t largest_certified_dimension = 64, largest_squared_dimension = 40, largest_box = 16;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// aᵢ = 2^exponent · wᵢ.
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

/// f(0) for Squared: ½ E yᵢ².
Exact value_at_zero(const Dataset& data) {
  Exact sum = 0;
  for (const double y : data.label) sum += square(exact(y));
  return sum / (2 * Exact(data.n()));
}

/// Of M = M₀, 2M₀, 4M₀, … from the first on the curve, the one with the least 50LF₀(M+τ)/T + 10√(LF₀σ²/T), the bound of Theorem 6.3:
/// for T = 2000, τ = 64 and F₀ = f(0). Doubles compare; whatever is chosen is exact.
NoiseCurve::Point least_bound(const NoiseCurve& noise, const Exact& L, const Exact& F0) {
  constexpr int T = 2000, tau = 64;
  const RateConstants rate;
  const auto first_term = [&](const Exact& M) { return Exact(rate.deterministic() * L * F0 * (M + tau) / T).convert_to<double>(); };
  const auto bound = [&](const NoiseCurve::Point& point) {
    return first_term(point.M) + std::sqrt(Exact(rate.stochastic_squared() * L * F0 * point.sigma2 / T).convert_to<double>());
  };
  NoiseCurve::Point best = noise.first();
  for (Exact M = 2 * best.M; M > 0 && first_term(M) < bound(best); M *= 2)
    if (const NoiseCurve::Point next{M, *noise.sigma2(M)}; bound(next) < bound(best)) best = next;
  return best;
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

/// ‖aᵢ‖².
std::vector<Exact> squared_norms(const IntegerRows& rows) {
  const Exact scale = power_of_two(2 * rows.exponent);
  std::vector<Exact> result;
  for (const auto& row : rows.row) result.push_back(Exact(norm2(row)) * scale);
  return result;
}

}  // namespace

template <class Loss>
LinearModelConstants linear_model_constants(const Dataset& data, const std::optional<Exact>& M) {
  check<Loss>(data);
  const IntegerRows rows = integer_rows(data);
  LinearModelConstants proved{.constants = {.L = Loss::curvature(), .M = 0, .sigma2 = 0, .f_lower = 0}, .row_norm2 = squared_norms(rows)};
  auto& [constants, row_norm2, noise, row_bend, f_at_zero] = proved;
  Matrix<Exact> H;
  if (data.dimension() <= largest_certified_dimension) {
    H = mean_outer(data, rows, {}, 0);
    constants.L *= smoothness_constant(H);
  } else {
    constants.L *= readable_above(mean(row_norm2));
  }
  if constexpr (std::same_as<Loss, Squared>) {
    noise = noise_of(data, rows, H, row_norm2);
    f_at_zero = value_at_zero(data);
    const auto sigma2 = M && *M >= 0 ? noise->sigma2(*M) : std::nullopt;
    if (M && !sigma2) refuse(data, "no σ² is large enough for this M", to_string(*M), "M = " + to_string(noise->first().M) + " has one");
    const NoiseCurve::Point point = M ? NoiseCurve::Point{*M, *sigma2} : least_bound(*noise, constants.L, f_at_zero);
    constants.M = point.M;
    constants.sigma2 = readable_above(point.sigma2);
    row_bend = bends(data, rows, H);
  } else {
    constants.sigma2 = readable_above(variance_bound<Loss>(data, rows, row_norm2));
  }
  return proved;
}

template <class Loss>
bool certified(const LinearModel<Loss>& problem, const Constants& c) {
  const Dataset& data = problem.data();
  const IntegerRows rows = integer_rows(data);
  const std::vector<Exact> row_norm2 = squared_norms(rows);
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

template LinearModelConstants linear_model_constants<Squared>(const Dataset&, const std::optional<Exact>&);
template LinearModelConstants linear_model_constants<Logistic>(const Dataset&, const std::optional<Exact>&);
template LinearModelConstants linear_model_constants<Sigmoid>(const Dataset&, const std::optional<Exact>&);
template LinearModelConstants linear_model_constants<GemanMcClure>(const Dataset&, const std::optional<Exact>&);
template bool certified(const LinearModel<Squared>&, const Constants&);
template bool certified(const LinearModel<Logistic>&, const Constants&);
template bool certified(const LinearModel<Sigmoid>&, const Constants&);
template bool certified(const LinearModel<GemanMcClure>&, const Constants&);

}  // namespace lemmata
