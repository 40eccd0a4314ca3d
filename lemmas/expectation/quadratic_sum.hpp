// Sums of quadratics with rational data: ∇fᵢ is affine in x and f is a quadratic form in (1, x), so that expectations along a fixed
// schedule need second moments only, and paths integers only.
#pragma once

#include <string>
#include <vector>

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// f = (1/n) Σᵢ fᵢ, fᵢ(x) = ½xᵀAᵢx − bᵢᵀx + cᵢ on ℝᵈ.
struct QuadraticSum {
  std::vector<Matrix<Exact>> A;  // symmetric, d × d
  std::vector<Vector<Exact>> b;
  std::vector<Exact> c = {};     // none: all are 0

  std::size_t n() const { return A.size(); }
  std::size_t dimension() const { return b.empty() ? 0 : static_cast<std::size_t>(b[0].size()); }
};

/// A problem that says itself which quadratics it is the mean of.
template <class P>
concept SumOfQuadratics = requires(const P& problem) {
  { problem.terms().front().A } -> std::convertible_to<Matrix<Exact>>;
  { problem.terms().front().b } -> std::convertible_to<Vector<Exact>>;
  { problem.terms().front().c } -> std::convertible_to<Exact>;
};
template <SumOfQuadratics P>
QuadraticSum quadratic_sum(const P& problem) {
  QuadraticSum sum;
  for (const auto& term : problem.terms()) {
    sum.A.push_back(term.A);
    sum.b.push_back(term.b);
    sum.c.push_back(term.c);
  }
  return sum;
}

/// Throws std::invalid_argument unless there are n ≥ 1 symmetric d×d matrices, n vectors of ℝᵈ, d ≥ 1, and n or no constants.
inline void check_shapes(const QuadraticSum& sum) {
  const auto text = [](auto number) { return std::to_string(number); };
  const auto refuse = [](const std::string& what) { throw std::invalid_argument("a sum of quadratics " + what); };
  const auto d = static_cast<Eigen::Index>(sum.dimension());
  if (sum.n() == 0 || sum.b.size() != sum.n() || (!sum.c.empty() && sum.c.size() != sum.n()))
    refuse("of " + text(sum.n()) + " matrices, " + text(sum.b.size()) + " vectors and " + text(sum.c.size()) + " constants");
  if (d == 0) refuse("in dimension 0");
  for (std::size_t i = 0; i < sum.n(); ++i) {
    const Matrix<Exact>& A = sum.A[i];
    const std::string term = "in dimension " + text(d) + " whose term " + text(i) + " has ";
    if (A.rows() != d || A.cols() != d || sum.b[i].size() != d)
      refuse(term + "a matrix of " + text(A.rows()) + " × " + text(A.cols()) + " and a vector of " + text(sum.b[i].size()));
    if (A != A.transpose()) refuse(term + "a matrix that is not symmetric");
  }
}

/// [−γbᵢ | γAᵢ], d × (1+d): γ∇fᵢ(x) = [−γbᵢ | γAᵢ] (1, x).
inline Matrix<Exact> gradient_map(const QuadraticSum& sum, std::size_t i, const Exact& gamma) {
  Matrix<Exact> map(sum.b[i].size(), 1 + sum.b[i].size());
  map << -sum.b[i], sum.A[i];
  return gamma * map;
}
/// [−γb̄ | γĀ], the mean of these.
inline Matrix<Exact> gradient_map(const QuadraticSum& sum, const Exact& gamma) {
  Matrix<Exact> map = gradient_map(sum, 0, gamma);
  for (std::size_t i = 1; i < sum.n(); ++i) map += gradient_map(sum, i, gamma);
  return map / Exact(sum.n());
}
/// F = [c̄, −b̄ᵀ/2; −b̄/2, Ā/2], (1+d) × (1+d): f(x) = (1,x)ᵀ F (1,x).
inline Matrix<Exact> value_form(const QuadraticSum& sum) {
  const auto d = static_cast<Eigen::Index>(sum.dimension());
  Matrix<Exact> F = Matrix<Exact>::Zero(1 + d, 1 + d);
  F.bottomRows(d) = gradient_map(sum, ratio(1, 2));
  F.topRightCorner(1, d) = F.bottomLeftCorner(d, 1).transpose();
  for (const Exact& c : sum.c) F(0, 0) += c / Exact(sum.n());
  return F;
}

/// What every expectation along a schedule asks for. Throws std::invalid_argument unless γ > 0 and all dimensions are d.
inline void check_setting(std::size_t d, const Exact& gamma, const Vector<Exact>& x0, std::size_t schedule_dimension) {
  const std::string problem = ", the problem d = " + std::to_string(d);
  if (gamma <= 0) throw std::invalid_argument("the step size must be positive, got γ = " + to_string(gamma));
  if (static_cast<std::size_t>(x0.size()) != d) throw std::invalid_argument("x₀ has " + std::to_string(x0.size()) + " coordinates" + problem);
  if (schedule_dimension != d) throw std::invalid_argument("the schedule has dimension " + std::to_string(schedule_dimension) + problem);
}

}  // namespace lemmata
