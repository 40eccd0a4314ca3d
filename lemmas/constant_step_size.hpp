// Quiz 2: without noise at the minimum (σ = 0), SGD converges with a constant step size. True, for γ < 2/(L(M+1)), and only there.
#pragma once

#include "lemmas/averaged_gradient.hpp"

namespace lemmata {

/// 0 < γ < 2/(L(M+1)).
inline Hypothesis stable_step_size(const Exact& gamma, const Constants& problem) {
  return {"0 < γ < 2/(L(M+1))", positive(gamma) && truth(problem.L * (problem.M + 1) * gamma < 2)};
}

/// For SGD (nothing is ever missing, xₜ = x̃ₜ), σ = 0, 0 < γ < 2/(L(M+1)), f ≥ f*, and every T:
///
///   γ(1 − γL(M+1)/2) Σ_{t<T} E‖∇f(xₜ)‖² ≤ F₀
///
/// so that Σ E‖∇f(xₜ)‖² < ∞, ∇f(xₜ) → 0, and the average is at most F₀/(γ(1 − γL(M+1)/2)T). The iterates need not converge
/// (f = log(1+e⁻ˣ)).
///
/// Proof. E f(xₜ₊₁) ≤ E f(xₜ) − γE‖∇f‖² + (γ²L/2)E‖g‖² ≤ E f(xₜ) − γ(1 − γL(M+1)/2)E‖∇f‖² + γ²Lσ²/2; sum over t; f(x_T) ≥ f*.
/// Source: slide "Quiz Week 6". Throws std::invalid_argument if T = 0 or γ = 0.
template <class Real>
Proof<Real> constant_step_size(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma) {
  const std::size_t T = average_over(E.iterations(), gamma);
  const Exact &L = problem.L, &M = problem.M, gain = gamma * (1 - gamma * L * (M + 1) / 2), noise = gamma * gamma * L * problem.sigma2 / 2;
  const Real sum = as<Real>(gain) * std::accumulate(E.gradient2.begin(), E.gradient2.end(), Real(0));
  Proof<Real> proof(sum);
  proof.given({"γ > 0", positive(gamma)})
      .given({"Jₜ = ∅", truth(schedule.tau() == 0)})
      .le(E.f_virtual[0] - E.f_virtual.at(T) + as<Real>(noise * T), claims::A3, "sum of the steps")
      .given(bounded_below(problem))
      .given({"σ = 0", truth(problem.sigma2 == 0)})
      .given(stable_step_size(gamma, problem))
      .now(sum)
      .le(initial_gap(E, problem), claims::A3, "f(x_T) ≥ f*");
  return proof;
}

/// E‖∇f(xₜ₊₁)‖² / E‖∇f(xₜ)‖² = (1−γL)² + γ²L²M for f = Lx²/2, g = (1 ± √M)Lx: at most 1 if and only if γ ≤ 2/(L(M+1)); least,
/// M/(M+1), at γ = 1/(L(M+1)).
inline Exact multiplicative_noise_factor(const Exact& gamma, const Constants& problem) {
  const Exact s = gamma * problem.L;
  return square(Exact(1 - s)) + s * s * problem.M;
}
inline Proof<Exact> multiplicative_noise(const Exact& gamma, const Constants& problem) {
  const Exact factor = multiplicative_noise_factor(gamma, problem);
  Proof<Exact> proof;
  proof.scalars(problem.M / (problem.M + 1), factor, claims::A3, "best at γ = 1/(L(M+1))")
      .given({"0 < γ ≤ 2/(L(M+1))", positive(gamma) && le(problem.L * (problem.M + 1) * gamma, 2)})
      .scalars(factor, 1, claims::A3, "no growth");
  return proof;
}

}  // namespace lemmata
