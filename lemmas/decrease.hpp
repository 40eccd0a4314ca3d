// Lemma 6.4 (Decrease): one step of the virtual iterate decreases f, up to noise and to the difference between xₜ and x̃ₜ.
#pragma once

#include "lemmas/assumptions.hpp"
#include "lemmas/step_size.hpp"

namespace lemmata {

/// For 0 < γ ≤ 1/(2L(M+1)):
///
///   E f(x̃ₜ₊₁) ≤ f(x̃ₜ) − (γ/4)‖∇f(xₜ)‖² + γ²Lσ²/2 + (γL²/2)‖xₜ − x̃ₜ‖²
///
/// E is over the sample of iteration t, given everything up to the end of read t; xₜ and x̃ₜ may be any two points of ℝᵈ.
/// Every line is judged on its own, also where γ is too large: only the last two need the hypothesis, and are vacuous then.
///
/// Proof. With G = ∇f(xₜ), G̃ = ∇f(x̃ₜ), Δ = ‖xₜ − x̃ₜ‖²:
///   E f(x̃ − γg) ≤ f(x̃) − γ⟨G̃,G⟩ + (γ²L/2) E‖g‖²                      L-smoothness at x̃ₜ; E g = G
///               ≤ f(x̃) − γ⟨G̃,G⟩ + (γ²L/2)((M+1)‖G‖² + σ²)             variance assumption at xₜ
///   Now −⟨G̃,G⟩ = −‖G‖² − ⟨G̃−G,G⟩ ≤ −½‖G‖² + ½‖G̃−G‖²                  −aᵀb ≤ ½‖a‖² + ½‖b‖²
///   and  ‖G̃−G‖² ≤ L²Δ                                                 ∇f is L-Lipschitz
///   and  −γ/2 + γ²L(M+1)/2 ≤ −γ/4                                      γ ≤ 1/(2L(M+1))
///
/// Source: slide "Proof of Lemma (Decrease)"; [SK20], [SMJ21].
template <class Real>
Proof<Real> decrease(const Moment<Real>& at, const Constants& problem, const Exact& gamma) {
  const Exact &L = problem.L, &M = problem.M, &sigma2 = problem.sigma2;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const Real f = at.f_virtual, G2 = norm2(at.G), inner = dot(at.G_virtual, at.G), Delta = norm2(at.gap);
  const Real second_moment = G2 + at.variance;
  const Exact smooth = gamma * gamma * L / 2;

  Proof<Real> proof(at.expected_f_next);
  proof.le(f - times(gamma, inner) + times(smooth, second_moment), claims::A21a, "L-smoothness at x̃ₜ")
      .now(second_moment)
      .le(times(M + 1, G2) + as<Real>(sigma2), claims::A21b, "variance assumption at xₜ")
      .now(-inner)
      .le(times(ratio(1, 2), norm2(at.G_difference) - G2), claims::A21c, "−aᵀb ≤ ½‖a‖² + ½‖b‖²")
      .now(norm2(at.G_difference))
      .le(times(L * L, Delta), claims::A21d, "∇f is L-Lipschitz")
      .given(step_size_for_decrease(gamma, problem))
      .scalars(-gamma / 2 + gamma * gamma * L * (M + 1) / 2, -gamma / 4, claims::A21e, "γ ≤ 1/(2L(M+1))")
      .now(at.expected_f_next)
      .le(f - times(gamma / 4, G2) + as<Real>(smooth * sigma2) + times(gamma * L * L / 2, Delta), claims::A21, "Lemma 6.4 (Decrease)");
  return proof;
}

/// For every γ > 0, with the exact variance V(xₜ) in place of its bound and no Young (the polarisation identity instead):
///
///   E f(x̃ₜ₊₁) ≤ f(x̃ₜ) − (γ/2)‖∇f(x̃ₜ)‖² − (γ/2)(1 − γL)‖∇f(xₜ)‖² + (γ²L/2) V(xₜ) + (γL²/2)‖xₜ − x̃ₜ‖²
///
/// Proof. Smoothness as above; −⟨G̃,G⟩ = −½‖G̃‖² − ½‖G‖² + ½‖G̃−G‖²; ∇f is L-Lipschitz.
/// Source: sharper than the lecture; not on the slides.
template <class Real>
Proof<Real> decrease_for_every_step_size(const Moment<Real>& at, const Constants& problem, const Exact& gamma) {
  const Exact& L = problem.L;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  Proof<Real> proof(at.expected_f_next);
  proof.given({"γ > 0", positive(gamma)});
  proof.le(at.f_virtual - times(gamma / 2, norm2(at.G_virtual)) - times(gamma / 2 * (1 - gamma * L), norm2(at.G)) +
               times(gamma * gamma * L / 2, at.variance) + times(gamma * L * L / 2, norm2(at.gap)),
           claims::C1, "Decrease for every γ > 0");
  return proof;
}

}  // namespace lemmata
