// A sum of quadratics as a run on a lattice sees it: the oracle g is ∇fᵢ, rounded so that γg lies on 2^−q ℤᵈ (lattice.hpp).
//
//   g[c] = −δ/γ,   δ = 2^−q (⌊y⌋ + B),   y = −2^q γ ∇fᵢ(x)[c],   P(B = 1) = φ = y − ⌊y⌋,   the d digits B independent given i
//
// With v_c(x) = E_i φ(1−φ)/(γ² 4^q), the mean over i of the variance of g[c] given i:
//
//   E g = ∇f(x)
//   E‖g − ∇f(x)‖² = V(x) + Σ_c v_c(x) ≤ M‖∇f(x)‖² + σ² + d/(4γ²4^q)
//   E f(x̃ − γ'g) = E_i f(x̃ − γ'∇fᵢ(x)) + ½γ'² Σ_c Ā_cc v_c(x)
//
// Proof. B has mean φ and variance φ(1−φ) ≤ ¼, so given i, e = g − ∇fᵢ(x) has mean 0 and E e[c]² = φ(1−φ)/(γ²4^q), and E e[c]e[c'] = 0
// for c ≠ c'. Hence E⟨e, ∇fᵢ(x) − ∇f(x)⟩ = 0, which is the second line; and with f quadratic,
// f(x̃ − γ'∇fᵢ − γ'e) = f(x̃ − γ'∇fᵢ) − γ'⟨∇f(x̃ − γ'∇fᵢ), e⟩ + ½γ'² eᵀĀe has the mean of the third.  ∎
//
// Where f is no quadratic, E f(x̃ − γ'g) would be a sum over 2^d digits: not offered.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "algorithms/lattice.hpp"
#include "algorithms/problems/linear_model.hpp"
#include "algorithms/problems/quadratic.hpp"

namespace lemmata {

/// The diagonal of Ā = ∇²f, for the problems where it is constant.
inline Vector<Exact> curvature_by_coordinate(const Quadratic& problem) { return problem.noise().A.diagonal(); }
inline Vector<Exact> curvature_by_coordinate(const LinearModel<Squared>& problem) { return problem.noise()->A.diagonal(); }

/// φ(1−φ), φ = y − ⌊y⌋: the variance of rounding y at random to an integer.
inline Exact rounding_variance(const Exact& y) {
  const Exact phi = y - Exact(floor(y));
  return phi * (1 - phi);
}

/// [0, b]: a number of which no more is known.
template <class Real>
Real up_to(const Exact& b) {
  if constexpr (std::same_as<Real, Enclosure>) return {0, Enclosure(b).upper()};
  else {
    WideEnclosure from_zero = wide(b);
    mpfi_put_si(from_zero.backend().data(), 0);
    return from_zero;
  }
}

template <class P>
  requires requires(const P& p) { { curvature_by_coordinate(p) } -> std::same_as<Vector<Exact>>; }
class LatticeOracle {
 public:
  /// γ as in the run, q ≥ 0. Throws std::invalid_argument unless γ > 0 and q = 0, …, 52.
  LatticeOracle(P problem, const Exact& gamma, int q)
      : problem_(std::move(problem)), gamma_(gamma), q_(q), constants_(problem_.constants()) {
    if (gamma <= 0) throw std::invalid_argument("the step size gamma must be positive, got " + to_string(gamma));
    if (const std::string wrong = off_lattice({}, q); !wrong.empty()) throw std::invalid_argument(wrong);
    curvature_ = curvature_by_coordinate(problem_);
    constants_.sigma2 += added_sigma2();
  }

  /// The problem whose gradients are rounded.
  const P& unrounded() const { return problem_; }
  /// d/(4γ²4^q): what rounding adds to σ².
  Exact added_sigma2() const { return Exact(dimension()) * units2() / 4; }

  std::size_t n() const { return problem_.n(); }
  std::size_t dimension() const { return problem_.dimension(); }
  const Constants& constants() const { return constants_; }
  template <class Real>
  Real f(const Vector<Real>& x) const { return problem_.f(x); }
  template <class Real>
  Vector<Real> gradient(const Vector<Real>& x) const { return problem_.gradient(x); }
  /// E(g given i) = ∇fᵢ(x).
  template <class Real>
  Vector<Real> gradient_i(std::size_t i, const Vector<Real>& x) const { return problem_.gradient_i(i, x); }
  template <class Real>
  Vector<Real> gradient_difference(const Vector<Real>& x, const Vector<Real>& gap) const { return problem_.gradient_difference(x, gap); }

  template <class Real>
  Real variance(const Vector<Real>& x) const {
    Real sum = problem_.variance(x);
    for (const Real& v : rounding_variances(x)) sum += v;
    return sum;
  }
  template <class Real>
  Real expected_f_next(const Exact& gamma, const Vector<Real>& x, const Vector<Real>& x_virtual) const {
    return problem_.expected_f_next(gamma, x, x_virtual) +
           as<Real>(Exact(gamma * gamma / 2)) * dot(as<Real>(curvature_), rounding_variances(x));
  }

  /// v_c(x), c = 1, …, d. Where x is not a rational: something of [0, 1/(4γ²4^q)].
  template <class Real>
  Vector<Real> rounding_variances(const Vector<Real>& x) const {
    if constexpr (std::same_as<Real, Exact>) {
      const Exact scale = gamma_ * power_of_two(q_);
      const auto at = [&](std::size_t i) { return Vector<Exact>((scale * gradient_i(i, x)).unaryExpr(&rounding_variance)); };
      return units2() * vector_over_samples<Exact>(n(), x.size(), at);
    } else {
      return Vector<Real>::Constant(x.size(), up_to<Real>(units2() / 4));
    }
  }

  /// What the threads compute with, as the problem has it: the rounding is the run's.
  std::span<const std::uint32_t> support(std::size_t i) const { return problem_.support(i); }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const { problem_.gradient_i(i, x, g); }
  double f(std::span<const double> x) const { return problem_.f(x); }

 private:
  /// 1/(γ²4^q).
  Exact units2() const { return power_of_two(-2 * q_) / (gamma_ * gamma_); }

  P problem_;
  Exact gamma_;
  int q_;
  Constants constants_;
  Vector<Exact> curvature_;
};

/// The constants of the problem itself are proved, and what rounding adds to σ².
template <class P>
bool certified(const LatticeOracle<P>& oracle, const Constants& c) {
  return certified(oracle.unrounded(), {.L = c.L, .M = c.M, .sigma2 = c.sigma2 - oracle.added_sigma2(), .f_lower = c.f_lower});
}

}  // namespace lemmata
