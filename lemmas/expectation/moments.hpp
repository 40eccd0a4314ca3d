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
/// N = 1+d+2md rows, a step costs O(N(|J|+d)d + d⁴), and memory is O(N² + d⁴).
/// Over Exact, with r = q²n, q a common denominator of γAᵢ, γbᵢ and their means, and s one of x₀: s²rᵗΣₜ is an integer matrix, so all are
/// kept as integers over s²rᵀ.
/// Throws std::invalid_argument for γ ≤ 0 and for dimensions that do not agree.
template <class Real>
Expectations<Real> moments(const QuadraticSum& sum, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule) {
  check_shapes(sum);
  check_setting(sum.dimension(), gamma, x0, schedule.dimension());
  const MomentMaps<Integer> maps = moment_maps(sum, gamma);
  const std::size_t T = schedule.size();
  const Integer s = common_denominator(x0), s2 = s * s;
  const Matrix<Integer> outer = integers(outer_square(x0), s2);
  Units units{.gradients2 = 1 / (gamma * gamma)};
  if constexpr (std::is_same_v<Real, Exact>) {
    const Integer scale = pow(maps.r, static_cast<unsigned>(T));
    const Exact one(1, s2 * scale);
    units = {one, one * units.gradients2, one / Exact(maps.phi)};
    return in_units<Real>(moments(MomentRecursion<Integer>(maps, schedule), Matrix<Integer>(scale * outer), T), [&](std::size_t) { return units; });
  } else if constexpr (std::is_same_v<Real, Enclosure>) {
    const MomentRecursion<Rounded> recursion(as<Rounded>(maps), schedule);
    return in_units<Real>(enclosed_moments(recursion, quotient<Rounded>(outer, s2), T), [&](std::size_t) { return units; });
  } else {
    const MomentRecursion<Real> recursion(as<Real>(maps), schedule);
    return in_units<Real>(moments(recursion, quotient<Real>(outer, s2), T), [&](std::size_t) { return units; });
  }
}

template <class Real, SumOfQuadratics P>
Expectations<Real> moments(const P& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule) {
  return moments<Real>(quadratic_sum(problem), gamma, x0, schedule);
}

}  // namespace lemmata
