// Instances that refute mutants of the main inequality: a parabola under a constant delay, noise that stays, samples that are not
// uniform, delays that depend on the noise, a start near a maximum.
#pragma once

#include "lemmas/mutant/instance.hpp"

namespace lemmata {

/// αavg ≤ φF₀/(γT) + βγLσ² for γ ≤ 1/(κL(M+τ)), or without M, or with 1 for τ.
struct MainTerms {
  Exact alpha, beta, gap, kappa;
  Delays tau;
  std::string range, average;

  Exact largest_step(const Exact& M, std::size_t at) const {
    return 1 / (kappa * (range == "M" ? Exact(M + 1) : range == "no-M" ? Exact(at) : Exact(M + at)));
  }
  Exact right(const Exact& gamma, std::size_t T, const Exact& F0, const Exact& sigma2) const {
    return gap * F0 / (gamma * T) + beta * gamma * sigma2;
  }
  std::size_t first() const { return average == "1..T" ? 1 : 0; }
};

/// f = x²/2 under a constant delay `lag` ≤ τ, from x₀ = 1 without noise, or from x₀ = 0 with the noise ±1.
std::optional<Answer> constant_delay_refutes(const MainTerms& terms, std::size_t tau, std::size_t lag, const Exact& gamma, bool of_noise);
/// E xₜ² = x₀² for ever: f = x²/2, J = {}, x₀² = γ/(2−γ), σ = 1. The smaller the numbers, the better.
std::optional<Answer> stationary_noise_refutes(const MainTerms& terms, std::size_t tau, const Exact& largest);
/// These two, at several delays.
std::optional<Answer> lines_refute(const MainTerms& terms);
/// γ without M: multiplicative noise makes E xₜ² grow, x₀ = 1, J = {}.
std::optional<Answer> multiplicative_noise_refutes(const MainTerms& terms);
/// f = −x²/2 on |x| ≤ 1, (2−|x|)²/2 − 1 beyond: L = 1, f* = −1. From x₀ = (1+γ)^{1−T} the last of T gradients is −1.
std::optional<Answer> last_iterate_refutes(const MainTerms& terms);
/// Sample 1 of f₁,₂ = (x∓1)²/2 drawn with probability 3/4: E x → ½, where ‖∇f‖² = 1/4 of F₀ = 1/8. x₀ = ½ stays there in the mean.
std::optional<Answer> biased_samples_refute(const MainTerms& terms);
/// f = x²/2, x₀ = 0, ξ = ±1, slow if and only if +1, T = τ: reads see the noise −1 only, and drift to 1.
std::optional<Answer> drift_refutes(const MainTerms& terms);

}  // namespace lemmata
