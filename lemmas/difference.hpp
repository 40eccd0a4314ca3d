// Lemma 6.5 (Difference): how far a read can be from the virtual iterate, on every path and in full expectation.
#pragma once

#include <span>

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/schedule.hpp"
#include "lemmas/step_size.hpp"

namespace lemmata {

/// The updates that one read had missed: Dₖ gₖ and Dₖ ∇f(xₖ) for k ∈ Jₜ, and how old the oldest is.
template <class Real>
struct MissedUpdates {
  std::vector<Vector<Real>> g, G;
  std::size_t staleness = 0;  // max_{k∈Jₜ} (t−k)
};

/// With u = Σ_J DₖGₖ and v = Σ_J Dₖξₖ, ξₖ = gₖ − Gₖ, Gₖ = ∇f(xₖ):
///
///   ‖xₜ − x̃ₜ‖² = γ²‖Σ_J Dₖgₖ‖²                                    definition of x̃ₜ
///              ≤ 2γ²‖u‖² + 2γ²‖v‖²                                 ‖u+v‖² ≤ 2‖u‖² + 2‖v‖²
///              ≤ 2γ² τ Σ_{k=(t−τ)₊}^{t−1} ‖Gₖ‖² + 2γ²‖v‖²           ‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖², ‖Dₖ‖ ≤ 1, J ⊆ {t−τ,…,t−1}
///
/// for any masks and any vectors; what remains of the lemma, E‖v‖², needs an expectation.
/// `difference` is xₜ − x̃ₜ ∈ ℝᵈ with xₜ read in real numbers; `window` is Σ_{k=(t−τ)₊}^{t−1} ‖Gₖ‖²; the last line is vacuous unless
/// J ⊆ {t−τ,…,t−1}.
/// Source: slide "Proof of Lemma (Difference)"; by coordinate: the lecture's exercise.
template <class Real>
Proof<Real> difference_sure_lines(const Exact& gamma, const Vector<Real>& difference, const MissedUpdates<Real>& missed,
                                  std::size_t tau, const Real& window) {
  Vector<Real> sum = Vector<Real>::Zero(difference.size()), u = sum, v = sum;
  Real squares = 0;
  for (std::size_t j = 0; j < missed.g.size(); ++j) {
    sum += missed.g[j];
    u += missed.G[j];
    v += missed.g[j] - missed.G[j];
    squares += norm2(missed.G[j]);
  }
  const auto size = static_cast<int>(missed.g.size());
  const Real gamma2 = as<Real>(gamma * gamma), twice = as<Real>(2 * gamma * gamma);
  Proof<Real> proof(norm2(difference));
  proof.eq(gamma2 * norm2(sum), claims::A22a, "definition of x̃ₜ")
      .le(twice * norm2(u) + twice * norm2(v), claims::A22b, "‖u+v‖² ≤ 2‖u‖² + 2‖v‖²")
      .le(twice * Real(size) * squares + twice * norm2(v), claims::A22c, "‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖²")
      .given({"Jₜ ⊆ {t−τ,…,t−1}", truth(missed.staleness <= tau && missed.g.size() <= tau)})
      .le(twice * Real(static_cast<int>(tau)) * window + twice * norm2(v), claims::A22c, "‖Dₖ‖ ≤ 1, |J| ≤ τ");
  return proof;
}

/// H-O, the hypothesis that the slides leave silent: no mask depends on a sample. True by construction of a schedule that is fixed.
inline constexpr Hypothesis fixed_schedule{"oblivious schedule", Truth::yes};

/// Jₜ ⊆ {t−τ, …, t−1}: for every t, and for one.
inline Hypothesis covered(const Schedule& schedule, std::size_t tau) {
  return {"Jₜ ⊆ {t−τ,…,t−1}", truth(schedule.tau() <= tau)};
}
inline Hypothesis covered(const Schedule& schedule, std::size_t tau, std::size_t t) {
  return {"Jₜ ⊆ {t−τ,…,t−1}", truth(schedule.missing(t).empty() || t - schedule.missing(t).front().k <= tau)};
}

/// Σ_{k=(t−τ)₊}^{t−1} value[k], for any t up to the number of values.
template <class Real>
Real window(const std::vector<Real>& value, std::size_t tau, std::size_t t) {
  Real sum = 0;
  for (std::size_t k = t - std::min(t, tau); k < t; ++k) sum += value.at(k);
  return sum;
}

/// For 0 < γ ≤ γ_crit(τ) = 1/(10L(M+τ)), τ ≥ 1, and a schedule that does not depend on the samples, by coordinate or not:
///
///   E‖xₜ − x̃ₜ‖² ≤ (1/(50L²τ)) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + (γ/(5L))σ²
///
/// E is over all samples. Every line is judged on its own and rests on the hypotheses named before it; τ = 0 counts as 1. A schedule
/// that depends on the samples is asked with one that covers it, and then `oblivious` says what is known.
///
/// Proof. With u = Σ_J DₖGₖ, v = Σ_J Dₖξₖ, and W = Σ_{k=(t−τ)₊}^{t−1} E‖Gₖ‖²:
///   E‖xₜ−x̃ₜ‖² = γ²E‖u+v‖² ≤ 2γ²E‖u‖² + 2γ²E‖v‖²                 ‖u+v‖² ≤ 2‖u‖² + 2‖v‖²
///   E‖u‖² ≤ |J| Σ_J E‖DₖGₖ‖² ≤ τW                                ‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖²; ‖Dₖ‖ ≤ 1, |J| ≤ τ
///   E‖v‖² = Σ_J E‖Dₖξₖ‖²                                         independent noise, masks independent of it
///         ≤ MW + τσ²                                             ‖Dₖ‖ ≤ 1, variance assumption at xₖ
///   2γ²(τ+M) ≤ 1/(50L²(M+τ)) ≤ 1/(50L²τ)                         γ ≤ γ_crit (not on the slide)
///   2γ²τ ≤ γτ/(5L(M+τ)) ≤ γ/(5L)                                 γ ≤ γ_crit (not on the slide)
///
/// Source: slide "Proof of Lemma (Difference)"; by coordinate: the lecture's exercise.
template <class Real>
Proof<Real> difference(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                       std::size_t tau, std::size_t t, const Hypothesis& oblivious = fixed_schedule) {
  const Exact &L = problem.L, &M = problem.M, &sigma2 = problem.sigma2, Tau = std::max<std::size_t>(tau, 1), gamma2 = gamma * gamma;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const Real W = window(E.gradient2, tau, t);

  Proof<Real> proof(E.difference.at(t));
  proof.le(times(2 * gamma2, E.missed_gradient.at(t)) + times(2 * gamma2, E.missed_noise.at(t)), claims::A22b, "‖u+v‖² ≤ 2‖u‖² + 2‖v‖²")
      .now(E.missed_gradient[t])
      .le(times(schedule.missing(t).size(), E.missed_gradients.at(t)), claims::A22c, "‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖²")
      .given(covered(schedule, tau, t))
      .le(times(Tau, W), claims::A22c, "‖Dₖ‖ ≤ 1, |J| ≤ τ")
      .given(oblivious)
      .now(E.missed_noise[t])
      .eq(E.missed_noises.at(t), claims::A22d, "independent noise")
      .now(E.missed_noises[t])
      .le(times(M, W) + as<Real>(Tau * sigma2), claims::A22e, "variance assumption at xₖ")
      .now(E.difference[t])
      .le(times(2 * gamma2 * (Tau + M), W) + as<Real>(2 * gamma2 * Tau * sigma2), claims::A22, "second line of the slide")
      .given(critical(gamma, problem, tau))
      .scalars(2 * gamma2 * (Tau + M), 1 / (50 * L * L * (M + Tau)), claims::A22f, "γ ≤ γ_crit, twice")
      .scalars(1 / (50 * L * L * (M + Tau)), 1 / (50 * L * L * Tau), claims::A22f, "M ≥ 0")
      .scalars(2 * gamma2 * Tau, gamma * Tau / (5 * L * (M + Tau)), claims::A22f, "γ ≤ γ_crit, once")
      .scalars(gamma * Tau / (5 * L * (M + Tau)), gamma / (5 * L), claims::A22f, "τ ≤ M+τ")
      .now(E.difference[t])
      .le(times(1 / (50 * L * L * Tau), W) + as<Real>(gamma / (5 * L) * sigma2), claims::A22, "Lemma 6.5 (Difference)");
  return proof;
}

/// Not the lecture's: both constants halved where reads are vectors (every Dₖᵗ is 0 or I) and consistent (j < t ⇒ I_j ⊆ I_t):
///
///   E‖xₜ − x̃ₜ‖² = γ²E‖u‖² + γ²E‖v‖² ≤ (1/(100L²τ)) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + (γ/(10L))σ²
///
/// since x_j, j ∈ Jₜ, is a function of samples in I_j ⊆ I_t, and ξₖ, k ∈ Jₜ, is not among them: E⟨G_j,ξₖ⟩ = 0. Sharp.
/// False for reads that are consistent by coordinate only: G_j may depend on another coordinate of ξₖ.
template <class Real>
Proof<Real> difference_of_consistent_reads(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem,
                                           const Exact& gamma, std::size_t tau, std::size_t t) {
  const Exact &L = problem.L, Tau = std::max<std::size_t>(tau, 1);
  const Real W = window(E.gradient2, tau, t), gamma2 = as<Real>(gamma * gamma);
  Proof<Real> proof(E.difference.at(t));
  proof.given({"consistent vector reads", truth(schedule.all_or_nothing() && schedule.consistent())})
      .eq(gamma2 * E.missed_gradient.at(t) + gamma2 * E.missed_noise.at(t), claims::C2a, "E⟨G_j,ξₖ⟩ = 0")
      .given(covered(schedule, tau, t))
      .given(critical(gamma, problem, tau))
      .now(E.difference[t])
      .le(as<Real>(1 / (100 * L * L * Tau)) * W + as<Real>(gamma / (10 * L) * problem.sigma2), claims::C2, "Difference, consistent reads");
  return proof;
}

/// Not the lecture's: what is left for a schedule that may depend on the samples, even an adversarial one, for every γ:
///
///   E‖xₜ − x̃ₜ‖² ≤ γ²τ(1+M) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + γ²τ²σ²              ‖Σ_J Dₖgₖ‖² ≤ |J| Σ_J ‖gₖ‖², |J| ≤ τ
template <class Real>
Proof<Real> difference_under_any_schedule(const Expectations<Real>& E, const Constants& problem, const Exact& gamma, std::size_t tau,
                                          std::size_t t) {
  const Exact Tau = std::max<std::size_t>(tau, 1), gamma2 = gamma * gamma;
  return Proof<Real>(E.difference.at(t))
      .le(as<Real>(gamma2 * Tau * (1 + problem.M)) * window(E.gradient2, tau, t) + as<Real>(gamma2 * Tau * Tau * problem.sigma2),
          claims::C2b, "‖ΣDₖgₖ‖² ≤ |J| Σ‖gₖ‖²");
}

}  // namespace lemmata
