// Instances that refute mutants of Difference: all read x₀; a reader that is slow; a scheduler that sees the noise; one draw for all.
#pragma once

#include "lemmas/mutant/instance.hpp"

namespace lemmata {

/// EΔ ≤ p/(L^i τ^k) W + qγτⁿ/L^j σ² for γ ≤ 1/(κL(M+τ)), or without M, or with 1 for τ, or for γ ≤ 1/(κL√(τ(M+τ))).
struct DifferenceTerms {
  Exact p, q, kappa;
  unsigned tau_power, noise_tau, gradient_L, noise_L;
  int window;  // W over this many more terms than τ
  Delays tau;
  std::string range;

  Exact largest_step(const Exact& L, const Exact& M, std::size_t at) const {
    return 1 / (kappa * L * (range == "M" ? Exact(M + 1) : range == "no-M" ? Exact(at) : Exact(M + at)));
  }
  Exact right(const Exact& L, const Exact& gamma, std::size_t at, const Exact& W, const Exact& sigma2) const {
    return p / (to_the(L, gradient_L) * to_the(at, tau_power)) * W + q * gamma * to_the(at, noise_tau) / to_the(L, noise_L) * sigma2;
  }
};

/// J_t = {0, …, t−1} for all t ≤ τ: all read x₀.
inline Schedule all_read_x0(std::size_t tau) { return Schedule::constant_delay(tau + 1, 1, tau); }
/// J_t = {} for t < τ, J_τ = {0, …, τ−1}: a reader that is slow.
inline Schedule last_read_x0(std::size_t tau) { return Schedule::slow_reader(tau + 1, 1, tau); }
/// Those of `some` that are admitted, and the largest delay that is.
std::vector<std::size_t> tried(const Delays& tau, std::initializer_list<std::size_t> some);

/// Where all read x₀, with an exact oracle, with multiplicative noise, or with noise only; these reads are consistent.
std::optional<Answer> aligned_refutes(const DifferenceTerms& terms);
/// Where one reader is slow and the others are sequential: E⟨u,v⟩ is not 0.
std::optional<Answer> slow_reader_refutes(const DifferenceTerms& terms);
/// f = 0, ξ = ±1, and J_τ has all k of the sign that occurs more often: EΔ = γ²E max(N₊,N₋)². τ ≤ 14.
Witness majority(const DifferenceTerms& terms, std::size_t tau);
/// Delays that depend on the noise: of the majority's sign, or of +1.
std::optional<Answer> dependence_refutes(const DifferenceTerms& terms);
/// One draw for all, or one path instead of the expectation: f = 0, ξₖ = ξ₀, Δ = γ²τ²σ².
std::optional<Answer> equal_noises_refute(const DifferenceTerms& terms, const std::string& noise, const std::string& why);

}  // namespace lemmata
