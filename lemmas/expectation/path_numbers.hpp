// The arithmetic of paths: a problem over any number type, or a rational sum of quadratics, whose paths consist of integers.
#pragma once

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/expectation/integers.hpp"
#include "lemmas/expectation/quadratic_sum.hpp"

namespace lemmata {

/// U = γ∇f(x), ηᵢ = γ∇fᵢ(x) − U and f(x), as the problem computes them.
template <class Real, class P>
class ProblemNumbers {
 public:
  using Number = Real;
  ProblemNumbers(const P& problem, const Exact& gamma, const Vector<Exact>& x0)
      : problem_(problem), gamma_(as<Real>(gamma)), x0_(as<Real>(x0)), units_{.gradients2 = 1 / (gamma * gamma)} {}

  std::size_t n() const { return problem_.n(); }
  const Vector<Real>& x0() const { return x0_; }
  void gradients(const Vector<Real>& x, Vector<Real>& U, std::vector<Vector<Real>>& eta) {
    U = gamma_ * problem_.gradient(x);
    for (std::size_t i = 0; i < eta.size(); ++i) eta[i] = gamma_ * problem_.gradient_i(i, x) - U;
  }
  Real f(const Vector<Real>& x) { return problem_.f(x); }
  const Units& units() const { return units_; }

 private:
  const P& problem_;
  Real gamma_;
  Vector<Real> x0_;
  Units units_;
};

/// The integers Dx, DU, Dη and φD²f instead. Let q be a common denominator of γAᵢ, γbᵢ and their means, and s one of x₀. Then s qᵗ x̃ₜ,
/// s qᵗ xₜ, s qᵗ⁺¹ Uₜ and s qᵗ⁺¹ ηₜ are integers on every path, so D = s qᵀ makes all of them integers.
class IntegerNumbers {
 public:
  using Number = Integer;
  IntegerNumbers(const QuadraticSum& sum, const Exact& gamma, const Vector<Exact>& x0, std::size_t T)
      : n_(sum.n()), q_(common_denominator(gradient_map(sum, gamma))) {
    for (std::size_t i = 0; i < sum.n(); ++i) q_ = lcm(q_, common_denominator(gradient_map(sum, i, gamma)));
    const Integer D = common_denominator(x0) * pow(q_, static_cast<unsigned>(T));
    x0_ = integers(x0, D);
    for (std::size_t i = 0; i < sum.n(); ++i) {
      const Matrix<Exact> map = gradient_map(sum, i, gamma);
      constant_.push_back(integers(map.leftCols(1), D));
      linear_.push_back(integers(map.rightCols(x0.size()), q_));
    }
    const Matrix<Exact> F = value_form(sum);
    const Integer phi = common_denominator(F);
    value_ = integers(F.topLeftCorner(1, 1), phi * D * D)(0, 0);
    slope_ = integers(2 * F.bottomLeftCorner(x0.size(), 1), phi * D);
    curvature_ = integers(F.bottomRightCorner(x0.size(), x0.size()), phi);
    const Exact D2 = Exact(D) * Exact(D);
    units_ = {.points2 = 1 / D2, .gradients2 = 1 / (D2 * gamma * gamma), .f = 1 / (D2 * Exact(phi))};
  }

  std::size_t n() const { return linear_.size(); }
  const Vector<Integer>& x0() const { return x0_; }
  void gradients(const Vector<Integer>& x, Vector<Integer>& U, std::vector<Vector<Integer>>& eta) {
    for (Eigen::Index c = 0; c < x.size(); ++c) {
      U(c) = 0;
      for (std::size_t i = 0; i < eta.size(); ++i) {
        Integer& step = eta[i](c);
        step = 0;
        for (Eigen::Index j = 0; j < x.size(); ++j) add_product(step, linear_[i](c, j), x(j));
        divide_exactly(step, q_);
        step += constant_[i](c);
        U(c) += step;
      }
      divide_exactly(U(c), n_);
      for (auto& eta_i : eta) eta_i(c) -= U(c);
    }
  }
  /// F₀₀ + Σⱼ xⱼ (2F₀ⱼ + Σₖ Fⱼₖxₖ).
  const Integer& f(const Vector<Integer>& x) {
    f_ = value_;
    for (Eigen::Index j = 0; j < x.size(); ++j) {
      inner_ = slope_(j);
      for (Eigen::Index k = 0; k < x.size(); ++k) add_product(inner_, curvature_(j, k), x(k));
      add_product(f_, inner_, x(j));
    }
    return f_;
  }
  const Units& units() const { return units_; }

 private:
  Integer n_, q_;
  Vector<Integer> x0_;
  std::vector<Vector<Integer>> constant_;  // −Dγbᵢ
  std::vector<Matrix<Integer>> linear_;    // qγAᵢ
  Integer value_;                          // φD²c̄
  Vector<Integer> slope_;                  // −φDb̄
  Matrix<Integer> curvature_;              // φĀ/2
  Units units_;
  Integer f_, inner_;                      // kept, so that paths allocate nothing
};

}  // namespace lemmata
