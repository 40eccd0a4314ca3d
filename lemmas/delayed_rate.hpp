// Theorem 6.3: the rate of delayed SGD, with every constant; the lecture's and what its own proof gives when the weights are chosen.
#pragma once

#include "lemmas/averaged_gradient.hpp"
#include "lemmas/numbers/extremes.hpp"

namespace lemmata {

/// What a read can be. `any`: whatever masks an oblivious schedule has. `consistent`: whole vectors, and j < t ⇒ I_j ⊆ I_t.
enum class Reads { any, consistent };

/// One row of the table of rates: γ ≤ 1/(κL(M+τ)) and Young's weight ε in Decrease prove
///
///   (α/T) S ≤ F₀/(γT) + βγLσ²  for  α ≤ 1 − ε/2 − 1/(2κ) − θ/(2εκ²),  β ≥ ½ + θ/(2εκ),
///
/// θ = 2 in general (‖u+v‖² ≤ 2‖u‖² + 2‖v‖²), θ = 1 for consistent reads (E⟨u,v⟩ = 0).
/// Proof. −⟨G̃−G,G⟩ ≤ (ε/2)‖G‖² + (1/(2ε))‖G̃−G‖²; γL(M+1)/2 ≤ 1/(2κ); E‖xₜ−x̃ₜ‖² ≤ θγ²((τ+M)W + τσ²), each ‖Gₖ‖² at most τ times,
/// γ²L²(τ+M)τ ≤ 1/κ² and γLτ ≤ 1/κ.
struct Rate {
  std::string_view name;
  const Claim* claim;
  RateConstants constants;
  Exact epsilon = 1;
  Reads reads = Reads::any;

  Exact theta() const { return reads == Reads::consistent ? 1 : 2; }
};

/// The slides: (50, 10).
inline Rate slide_rate() { return {"slide", &claims::MAIN, {10, ratio(1, 5), 1}}; }
/// The slides without rounding: (125/3, √(125/3) = 6.455).
inline Rate unrounded_rate() { return {"slide without rounding", &claims::C3a, {10, ratio(6, 25), ratio(3, 5)}}; }
/// Young's weight 1/5 in place of 1, the same γ_crit: (12.5, 2.5).
inline Rate reweighted_rate() { return {"Young's weight 1/5", &claims::C3b, {10, ratio(4, 5), 1}, ratio(1, 5)}; }
/// Young's weight 2/κ, κ > 2: α = 1 − 2/κ, β = 1. Best at κ = 4: (8, 4). Throws std::invalid_argument if κ ≤ 2.
inline Rate larger_step_rate(const Exact& kappa = 4) {
  if (kappa <= 2) throw std::invalid_argument("κ = " + to_string(kappa) + ": this rate needs κ > 2");
  return {"larger step size", &claims::C3c, {kappa, 1 - 2 / kappa, 1}, 2 / kappa};
}
/// Consistent vector reads, Young's weight 1/κ, κ > 3/2: α = 1 − 3/(2κ), β = 1. Best at κ = 3: (6, 4); at κ = 10: (200/17, 40/17).
/// Throws std::invalid_argument if κ ≤ 3/2.
inline Rate consistent_rate(const Exact& kappa = 3) {
  if (2 * kappa <= 3) throw std::invalid_argument("κ = " + to_string(kappa) + ": this rate needs κ > 3/2");
  return {"consistent reads", &claims::C3d, {kappa, 1 - 3 / (2 * kappa), 1}, 1 / kappa, Reads::consistent};
}
/// The table, the lecture's first.
inline std::vector<Rate> rates() {
  Rate at_gamma_crit = consistent_rate(10);
  at_gamma_crit.name = "consistent reads, κ = 10";
  return {slide_rate(), unrounded_rate(), reweighted_rate(), larger_step_rate(), consistent_rate(), at_gamma_crit};
}

/// That a rate follows from its weights: α ≤ 1 − ε/2 − 1/(2κ) − θ/(2εκ²) and ½ + θ/(2εκ) ≤ β. No run is needed: it certifies the
/// rate for every d and every L-smooth f.
inline Proof<Exact> rate_scalars(const Rate& rate) {
  const auto& [kappa, alpha, beta] = rate.constants;
  const Exact e = 2 * rate.epsilon, theta = rate.theta();
  Proof<Exact> proof;
  proof.scalars(alpha, 1 - e / 4 - 1 / (2 * kappa) - theta / (e * kappa * kappa), *rate.claim, "α ≤ 1 − ε/2 − 1/(2κ) − θ/(2εκ²)")
      .scalars(ratio(1, 2) + theta / (e * kappa), beta, *rate.claim, "½ + θ/(2εκ) ≤ β");
  return proof;
}

/// For f ≥ f*, an oblivious schedule and γ = min{1/(κL(M+τ)), √(F₀/(βLTσ²))}, τ ≥ 1:
///
///   min_{t<T} E‖∇f(xₜ)‖² ≤ (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ C₁ LF₀(M+τ)/T + C₂ √(LF₀σ²/T),   C₁ = κ/α, C₂ = 2√β/α
///
/// with C₁ = 50, C₂ = 10 for the lecture. The slide's min_{t≤T} is over x₀, …, x_{T−1}, of the expectations, and not of the last
/// iterate: docs/pages/errata.md. Any γ that is as good as the tuned one will do (`tuned`); others are vacuous in the last line.
///
/// Proof. (α/T) S ≤ F₀/(γT) + βγLσ²                                                          (MAIN) and its variants
///        ≤ F₀/(γ_crit T) + 2√(βLF₀σ²/T)                                                     tuning
/// and the last line is decided with squares: (S/T − C₁LF₀(M+τ)/T)₊² ≤ C₂² LF₀σ²/T.
///
/// Source: slide "Theorem"; [SK20], [SMJ21]; constants other than "slide": not the lecture's. Throws if T = 0 or γ = 0.
template <class Real>
Proof<Real> delayed_rate(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                         std::size_t tau, const Rate& rate = slide_rate(), const Hypothesis& oblivious = fixed_schedule) {
  const std::size_t T = average_over(E.iterations(), gamma);
  const auto& [kappa, alpha, beta] = rate.constants;
  const Exact over_T = Exact(1) / T, noise = problem.L * problem.sigma2;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const Real average = times(over_T, std::accumulate(E.gradient2.begin(), E.gradient2.end(), Real(0)));
  const Real F0 = initial_gap(E, problem);
  const Exact C1 = 1 / (alpha * critical_step_size(problem, tau, kappa));  // (κ/α) L(M+τ)
  const Claim& theorem = rate.claim == &claims::MAIN ? claims::A17 : *rate.claim;

  Real least = E.gradient2[0];
  for (const Real& G2 : E.gradient2) least = lesser(least, G2);
  Proof<Real> proof(least);
  proof.le(average, claims::A8, "min ≤ average")
      .given(critical(gamma, problem, tau, kappa))
      .given(covered(schedule, tau))
      .given(oblivious);
  if (rate.reads == Reads::consistent)
    proof.given({"consistent vector reads", truth(schedule.all_or_nothing() && schedule.consistent())});
  proof.given(bounded_below(problem))
      .now(times(alpha, average))
      .le(times(over_T / gamma, F0) + as<Real>(beta * gamma * noise), *rate.claim, rate.name)
      .given(tuned(gamma, problem, tau, Horizon<Real>{F0, T}, rate.constants))
      .now(positive_square(Real(average - times(C1 * over_T, F0))))
      .le(times(rate.constants.stochastic_squared() * noise * over_T, F0), theorem, "(S/T − C₁LF₀(M+τ)/T)₊² ≤ C₂² LF₀σ²/T");
  return proof;
}

/// How many gradients are enough for (1/T) Σ E‖∇f(xₜ)‖² ≤ ε: T = 2C₁LF₀(M+τ)/ε + 4C₂²LF₀σ²/ε². For mini-batches τ = b, and T counts
/// all of them. Throws std::invalid_argument if ε ≤ 0.
inline Exact gradients_to_reach(const Exact& epsilon, const Exact& F0, const Constants& problem, std::size_t tau,
                                const RateConstants& rate) {
  if (epsilon <= 0) throw std::invalid_argument("ε = " + to_string(epsilon) + " must be positive");
  const Exact LF0 = problem.L * F0;
  return 2 * rate.deterministic() * LF0 * (problem.M + std::max<std::size_t>(tau, 1)) / epsilon +
         4 * rate.stochastic_squared() * LF0 * problem.sigma2 / (epsilon * epsilon);
}

}  // namespace lemmata
