// Step sizes: the critical one of the theorems, the larger one that Decrease needs.
#pragma once

#include "lemmas/assumptions.hpp"

namespace lemmata {

/// γ > 0.
inline Truth positive(const Exact& gamma) { return truth(gamma > 0); }

/// γ_crit(τ) = 1/(10L(M+τ)), with τ = 0 counted as 1 (slides "Theorem", Definition 6.2; τ ≥ 1: docs/errata.md).
/// Throws std::invalid_argument if L ≤ 0.
inline Exact critical_step_size(const Constants& problem, std::size_t tau) {
  if (problem.L <= 0) throw std::invalid_argument("L = " + to_string(problem.L) + ": a critical step size needs L > 0");
  return 1 / (10 * problem.L * (problem.M + std::max<std::size_t>(tau, 1)));
}

/// 0 < γ ≤ γ_crit(τ): the hypothesis of Theorem 6.3 (τ of the schedule), and of Theorem 6.1 (τ = b).
inline Hypothesis critical(const Exact& gamma, const Constants& problem, std::size_t tau) {
  return {"0 < γ ≤ 1/(10L(M+τ))", positive(gamma) && le(gamma, critical_step_size(problem, tau))};
}

/// 0 < γ ≤ 1/(2L(M+1)): what Decrease needs. Follows from γ ≤ γ_crit(τ), with a factor 5 to spare.
inline Hypothesis step_size_for_decrease(const Exact& gamma, const Constants& problem) {
  return {"0 < γ ≤ 1/(2L(M+1))", positive(gamma) && le(2 * problem.L * (problem.M + 1) * gamma, 1)};
}

/// γ ≤ 1/(10L(M+τ)) as a line with its slack.
inline Proof<Exact> step_size(const Exact& gamma, const Constants& problem, std::size_t tau) {
  Proof<Exact> proof(0);
  proof.given(critical(gamma, problem, tau)).scalars(gamma, critical_step_size(problem, tau), claims::A16, "step size");
  return proof;
}

}  // namespace lemmata
