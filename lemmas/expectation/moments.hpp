// E of a sum of quadratics along a fixed schedule, of any length: second moments instead of nᵀ paths.
#pragma once

#include "lemmas/expectation/enclosed_moments.hpp"

namespace lemmata {

/// (1,x)(1,x)ᵀ.
inline Matrix<Exact> outer_square(const Vector<Exact>& x) {
  Vector<Exact> z(1 + x.size());
  z << Exact(1), x;
  return z * z.transpose();
}

/// Σ₀ → Σ₁ → … → Σ_T.
template <class Number>
Expectations<Number> moments(const MomentRecursion<Number>& recursion, const Matrix<Number>& outer, std::size_t T) {
  Expectations<Number> E;
  Matrix<Number> Sigma = recursion.start(outer);
  for (std::size_t t = 0; t < T; ++t) {
    E.f_virtual.push_back(recursion.f(Sigma));
    recursion.step(Sigma, t, E);
  }
  E.f_virtual.push_back(recursion.f(Sigma));
  return E;
}

/// For any fixed masks, over Exact, Enclosure or WideEnclosure. With d coordinates and at most m updates missing at once, Σ has
/// N = 1+d+2md rows, an iteration costs O(N(|J|+d)d + d⁴), and memory is O(N² + d⁴), whatever n and T are.
/// Throws std::invalid_argument for γ ≤ 0, for dimensions that do not agree, and for N² or d⁴/4 above 10⁸.
template <class Real>
Expectations<Real> moments(const QuadraticSum& sum, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule) {
  check_shapes(sum);
  check_setting(sum.dimension(), gamma, x0, schedule.dimension());
  const Units units{.gradients2 = 1 / (gamma * gamma)};
  if constexpr (std::is_same_v<Real, Enclosure>) {
    const MomentRecursion<Rounded> recursion(moment_maps<Rounded>(sum, gamma), schedule);
    return enclosed_moments(recursion, as_matrix<Rounded>(outer_square(x0)), schedule.size(), units);
  } else {
    const MomentRecursion<Real> recursion(moment_maps<Real>(sum, gamma), schedule);
    return in_units<Real>(moments(recursion, as_matrix<Real>(outer_square(x0)), schedule.size()), [&](std::size_t) { return units; });
  }
}

template <class Real, SumOfQuadratics P>
Expectations<Real> moments(const P& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule) {
  return moments<Real>(quadratic_sum(problem), gamma, x0, schedule);
}

}  // namespace lemmata
