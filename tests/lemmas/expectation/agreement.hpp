// What the expectations by recursion are tested on: the data of a quadratic problem; every expectation contains the exact one.
#pragma once

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/expectation/quadratic_sum.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"

namespace lemmata {

/// The data of a quadratic problem, read off its gradients: ∇fᵢ(0) = −bᵢ, ∇fᵢ(e_c) − ∇fᵢ(0) = Aᵢe_c.
inline QuadraticSum data_of(const ExactProblem& problem) {
  const auto d = static_cast<Eigen::Index>(problem.dimension());
  const Vector<Exact> zero = Vector<Exact>::Zero(d);
  QuadraticSum sum;
  for (std::size_t i = 0; i < problem.n(); ++i) {
    Matrix<Exact> A(d, d);
    for (Eigen::Index c = 0; c < d; ++c) A.col(c) = problem.gradient_i(i, unit(d, c)) - problem.gradient_i(i, zero);
    sum.A.push_back(A);
    sum.b.push_back(-problem.gradient_i(i, zero));
  }
  sum.c.assign(problem.n(), problem.f(zero));
  return sum;
}

/// Every expectation contains the exact one.
template <class Real>
bool contains(const Expectations<Real>& enclosed, const Expectations<Exact>& exact) {
  const auto all = [](const std::vector<Real>& a, const std::vector<Exact>& x) {
    bool inside = a.size() == x.size();
    for (std::size_t t = 0; inside && t < x.size(); ++t) inside = contains(a[t], x[t]);
    return inside;
  };
  bool inside = all(enclosed.f_virtual, exact.f_virtual);
  for (std::size_t m = 0; m < exact.point_squares.size(); ++m)
    inside = inside && all(enclosed.*enclosed.point_squares[m], exact.*exact.point_squares[m]);
  for (std::size_t m = 0; m < exact.gradient_squares.size(); ++m)
    inside = inside && all(enclosed.*enclosed.gradient_squares[m], exact.*exact.gradient_squares[m]);
  return inside;
}

}  // namespace lemmata
