// Proof II: Difference into Decrease, averaged over t. The main inequality, from which Theorem 6.3 follows by tuning γ.
#pragma once

#include <numeric>

#include "lemmas/difference.hpp"

namespace lemmata {

/// For every t, with 0 < γ ≤ γ_crit(τ), τ ≥ 1, and an oblivious schedule:
///
///   ¼E‖∇f(xₜ)‖² ≤ (1/γ)(E f(x̃ₜ) − E f(x̃ₜ₊₁)) + γLσ²/2 + (1/(100τ)) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + γLσ²/10
///
/// Proof. Decrease and Difference; (L²/2)/(50L²τ) = 1/(100τ) and (L²/2)γ/(5L) = γL/10; re-arrange, divide by γ.
/// Source: slide "Proof II". Throws std::invalid_argument if γ = 0.
template <class Real>
Proof<Real> decrease_with_difference(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                                     std::size_t tau, std::size_t t, const Hypothesis& oblivious = fixed_schedule) {
  if (gamma == 0) throw std::invalid_argument("dividing by γ = 0");
  const Exact &L = problem.L, &sigma2 = problem.sigma2, Tau = std::max<std::size_t>(tau, 1);
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const Real f = E.f_virtual.at(t), f_next = E.f_virtual.at(t + 1), G2 = E.gradient2.at(t), Delta = E.difference.at(t);
  const Real W = window(E.gradient2, tau, t);

  Proof<Real> proof(f_next);
  proof.given(step_size_for_decrease(gamma, problem))
      .le(f - times(gamma / 4, G2) + as<Real>(gamma * gamma * L * sigma2 / 2) + times(gamma * L * L / 2, Delta), claims::A21,
          "Lemma 6.4 (Decrease), E over all samples")
      .given(critical(gamma, problem, tau))
      .given(covered(schedule, tau, t))
      .given(oblivious)
      .now(Delta)
      .le(times(1 / (50 * L * L * Tau), W) + as<Real>(gamma / (5 * L) * sigma2), claims::A22, "Lemma 6.5 (Difference)")
      .scalars(L * L / 2 / (50 * L * L * Tau), 1 / (100 * Tau), claims::A23a, "½L² · 1/(50L²τ) = 1/(100τ)")
      .scalars(L * L / 2 * gamma / (5 * L), gamma * L / 10, claims::A23a, "½L² · γ/(5L) = γL/10")
      .now(times(ratio(1, 4), G2))
      .le(times(1 / gamma, f - f_next) + as<Real>(gamma * L * sigma2 / 2) + times(1 / (100 * Tau), W) + as<Real>(gamma * L * sigma2 / 10),
          claims::A23a, "plug in, re-arrange, divide by γ");
  return proof;
}

/// How often each ‖∇f(xₖ)‖², k < T, appears in Σ_{t<T} Σ_{k=(t−τ)₊}^{t−1}: counted, one by one.
inline std::vector<std::size_t> appearances(std::size_t T, std::size_t tau) {
  std::vector<std::size_t> count(T);
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t k = t - std::min(t, tau); k < t; ++k) ++count[k];
  return count;
}

/// The coefficient of each a_t, t = 0, …, T, in Σ_{t<T} (a_t − a_{t+1}): collected, term by term.
inline std::vector<int> telescoped(std::size_t T) {
  std::vector<int> coefficient(T + 1);
  for (std::size_t t = 0; t < T; ++t) {
    ++coefficient[t];
    --coefficient[t + 1];
  }
  return coefficient;
}

/// F₀ = E f(x₀) − f_lower, or 0 where f has no lower bound, and then every line that needs it is vacuous.
template <class Real>
Real initial_gap(const Expectations<Real>& E, const Constants& problem) {
  return problem.f_lower ? Real(E.f_virtual.at(0) - as<Real>(*problem.f_lower)) : Real(0);
}
inline Hypothesis bounded_below(const Constants& problem) { return {"f(x) ≥ f*", truth(problem.f_lower.has_value())}; }

/// T, over which a sum is divided by γT.
inline std::size_t average_over(std::size_t T, const Exact& gamma) {
  if (T == 0) throw std::invalid_argument("an average over no iterations");
  if (gamma == 0) throw std::invalid_argument("dividing by γ = 0");
  return T;
}

/// For 0 < γ ≤ γ_crit(τ), τ ≥ 1, an oblivious schedule, f ≥ f*, F₀ = f(x₀) − f*, and T ≥ 1 iterations, (MAIN):
///
///   (1/(5T)) Σ_{t<T} E‖∇f(xₜ)‖² ≤ F₀/(γT) + γLσ²
///
/// Proof. The average over t of decrease_with_difference, with Δ = E f(x̃₀) − E f(x̃_T) and S = Σ_{t<T} E‖∇f(xₜ)‖²:
///   Σ (E f(x̃ₜ) − E f(x̃ₜ₊₁)) = Δ ≤ F₀                                       telescoping; f(x̃_T) ≥ f*
///   Σₜ Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² ≤ τS                                    each appears min(τ,T−1−k) ≤ τ times
///   (1/(4T)) S ≤ Δ/(γT) + γLσ² + (1/(100T)) S                                ½ + 1/10 ≤ 1
///   (1/(5T)) S ≤ F₀/(γT) + γLσ²                                              1/5 ≤ 1/4 − 1/100
///
/// Source: slide "Proof II". Throws std::invalid_argument if T = 0 or γ = 0.
template <class Real>
Proof<Real> averaged_gradient(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                              std::size_t tau, const Hypothesis& oblivious = fixed_schedule) {
  const std::size_t T = average_over(E.iterations(), gamma);
  const Exact Tau = std::max<std::size_t>(tau, 1), noise = gamma * problem.L * problem.sigma2, over_T = Exact(1) / T;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const std::vector<std::size_t> count = appearances(T, tau);
  const std::vector<int> coefficient = telescoped(T);
  std::size_t miscounted = 0, miscollected = 0;
  Real windows = 0;
  for (std::size_t k = 0; k < T; ++k) {
    miscounted += count[k] != std::min(tau, T - 1 - k);
    miscollected += coefficient[k] != (k == 0) || coefficient[T] != -1;
    windows += times(count[k], E.gradient2[k]);
  }
  const Real S = std::accumulate(E.gradient2.begin(), E.gradient2.end(), Real(0)), f_end = E.f_virtual.at(T);
  const Real Delta = E.f_virtual[0] - f_end, F0 = initial_gap(E, problem);

  Proof<Real> proof;
  proof.scalars(miscollected, 0, claims::A23b, "telescoping")
      .scalars(miscounted, 0, claims::A23c, "appears min(τ,T−1−k) times")
      .now(times(over_T / (100 * Tau), windows))
      .le(times(over_T / 100, S), claims::A23c, "at most τ times")
      .scalars(ratio(1, 2) + ratio(1, 10), 1, claims::A23d, "½ + 1/10 ≤ 1")
      .scalars(ratio(1, 5), ratio(1, 4) - ratio(1, 100), claims::A23e, "1/5 ≤ 1/4 − 1/100")
      .given(critical(gamma, problem, tau))
      .given(covered(schedule, tau))
      .given(oblivious)
      .now(times(over_T / 4, S))
      .le(times(over_T / gamma, Delta) + as<Real>(noise) + times(over_T / 100, S), claims::A23, "average over t")
      .given(bounded_below(problem))
      .now(as<Real>(problem.f_lower.value_or(0)))
      .le(f_end, claims::A23b, "f(x̃_T) ≥ f*")
      .now(times(over_T / 5, S))
      .le(times(over_T / gamma, F0) + as<Real>(noise), claims::MAIN, "main inequality");
  return proof;
}

/// Not the lecture's: (MAIN) for every schedule, even one that depends on the samples, if τ ≤ 14.
///
/// Proof. difference_under_any_schedule, and Young with weight 7/5 in Decrease, −⟨G̃−G,G⟩ ≤ (7/10)‖G‖² + (5/14)‖G̃−G‖²:
///   (α/T) S ≤ F₀/(γT) + βγLσ²,  α = 1 − 7/10 − γL(1+M)/2 − (5/14)γ²L²τ²(1+M) ≥ 1/5,  β = ½ + (5/14)γLτ² ≤ 1
template <class Real>
Proof<Real> averaged_gradient_under_any_schedule(const Expectations<Real>& E, const Constants& problem, const Exact& gamma,
                                                 std::size_t tau) {
  const std::size_t T = average_over(E.iterations(), gamma);
  const Exact Tau = std::max<std::size_t>(tau, 1), a = gamma * problem.L * (1 + problem.M), s = gamma * problem.L * Tau * Tau;
  const Real S = std::accumulate(E.gradient2.begin(), E.gradient2.end(), Real(0));
  Proof<Real> proof;
  proof.given(critical(gamma, problem, tau))
      .given({"τ ≤ 14", truth(tau <= 14)})
      .scalars(ratio(1, 5), ratio(3, 10) - a / 2 - ratio(5, 14) * s * a, claims::C3e, "α ≥ 1/5")
      .scalars(ratio(1, 2) + ratio(5, 14) * s, 1, claims::C3e, "β ≤ 1")
      .given(bounded_below(problem))
      .now(as<Real>(Exact(1) / (5 * Exact(T))) * S)
      .le(as<Real>(1 / (gamma * T)) * initial_gap(E, problem) + as<Real>(gamma * problem.L * problem.sigma2), claims::C3e,
          "main inequality under any schedule");
  return proof;
}

}  // namespace lemmata
