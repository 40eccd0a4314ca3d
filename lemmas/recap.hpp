// The claims of slide "Lecture 6 Recap" that can be checked: when SGD beats GD, and in which sense M = 0 is the difficult case.
#pragma once

#include "lemmas/delayed_rate.hpp"

namespace lemmata {

/// Evaluations of ∇fᵢ to reach ε, by the bound of Theorem 6.3 with τ = 1: SGD with the oracle (M, σ²), and GD, where each iteration
/// evaluates all n of them and the oracle is exact.
inline Exact evaluations_of_sgd(const Exact& epsilon, const Exact& F0, const Constants& problem) {
  return gradients_to_reach(epsilon, F0, problem, 1, slide_rate().constants);
}
inline Exact evaluations_of_gd(const Exact& epsilon, const Exact& F0, const Constants& problem, std::size_t n) {
  return n * evaluations_of_sgd(epsilon, F0, {.L = problem.L, .M = 0, .sigma2 = 0, .f_lower = problem.f_lower});
}

/// "M > 0 allows to explain the benefit of SGD over GD": if σ = 0, GD needs n/(1+M) times the gradient evaluations of SGD, for every ε.
/// There is a benefit if and only if 1+M < n; fᵢ = (n/2)λᵢxᵢ², n = d, has M = n−1 exactly, and none.
/// Throws std::invalid_argument if ε ≤ 0 or F₀ ≤ 0.
inline Proof<Exact> benefit_of_sgd(const Exact& epsilon, const Exact& F0, const Constants& problem, std::size_t n) {
  if (F0 <= 0) throw std::invalid_argument("F₀ = " + to_string(F0) + " must be positive");
  const Exact gd = evaluations_of_gd(epsilon, F0, problem, n), sgd = evaluations_of_sgd(epsilon, F0, problem);
  Proof<Exact> proof(gd / sgd);
  proof.given({"σ = 0", truth(problem.sigma2 == 0)})
      .eq(n / (1 + problem.M), claims::A25, "n·1/ε over (1+M)/ε")
      .given({"1+M < n", truth(1 + problem.M < n)})
      .scalars(sgd, gd, claims::A25, "SGD needs fewer");
  return proof;
}

/// "M = 0 suffices for most purposes, as this is the most difficult scenario". As bounds it is the other way round: what holds with
/// (M, σ²) holds with (0, σ²). What is meant: with σ = 0 half the ε costs twice the gradients (1/T), with σ > 0 up to four times (1/√T).
inline Proof<Exact> bounded_variance(const Exact& epsilon, const Exact& F0, const Constants& problem) {
  if (F0 <= 0) throw std::invalid_argument("F₀ = " + to_string(F0) + " must be positive");
  Constants without_M = problem;
  without_M.M = 0;
  const Exact cost = evaluations_of_sgd(epsilon, F0, problem), of_half = evaluations_of_sgd(epsilon / 2, F0, problem);
  Proof<Exact> proof;
  proof.scalars(evaluations_of_sgd(epsilon, F0, without_M), cost, claims::A25a, "(0,σ²) ⊆ (M,σ²)")
      .scalars(2, of_half / cost, claims::A25a, "1/T at best")
      .scalars(of_half / cost, 4, claims::A25a, "1/√T at worst")
      .given({"σ = 0", truth(problem.sigma2 == 0)})
      .scalars(of_half / cost, 2, claims::A25a, "1/T without noise at the minimum");
  return proof;
}

}  // namespace lemmata
