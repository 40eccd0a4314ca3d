// Theorem 6.1: the rate of mini-batch SGD, directly and as delayed SGD with τ = b.
#pragma once

#include "lemmas/delayed_rate.hpp"

namespace lemmata {

/// x − γ Σ gⁱ = x − γ′ (1/b) Σ gⁱ, γ′ = bγ, every coordinate (slide "Mini-Batch SGD"). `g[i]` = gⁱ ∈ ℝᵈ.
template <class Real>
Proof<Real> batch_forms(const Vector<Real>& x, std::span<const Vector<Real>> g, const Exact& gamma, const Exact& gamma_mean) {
  if (g.empty()) throw std::invalid_argument("a batch of no samples");
  Vector<Real> sum = Vector<Real>::Zero(x.size()), mean = sum;
  for (const auto& gi : g) {
    sum += gi;
    mean += as<Real>(Exact(1) / g.size()) * gi;
  }
  Proof<Real> proof;
  for (Eigen::Index c = 0; c < x.size(); ++c)
    proof.now(x(c) - as<Real>(gamma) * sum(c)).eq(x(c) - as<Real>(gamma_mean) * mean(c), claims::A6, "γ′ = bγ");
  return proof;
}

/// One iteration of mini-batch SGD with b independent samples, given xₜ or in full expectation.
template <class Real>
struct BatchStep {
  Real f, f_next;  // f(xₜ), E f(xₜ₊₁)
  Real gradient2;  // ‖∇f(xₜ)‖²
  Real variance;   // V(xₜ) = E‖g(xₜ) − ∇f(xₜ)‖² of one sample
};

/// E‖ḡ‖² = ‖∇f‖² + V/b ≤ (1 + M/b)‖∇f‖² + σ²/b for ḡ = (1/b) Σ gⁱ: "(1+M) becomes (b+M)/b" (hand note on slide "Convergence").
/// Throws std::invalid_argument if b = 0.
template <class Real>
Proof<Real> batch_second_moment(const BatchStep<Real>& at, const Constants& problem, std::size_t b) {
  if (b == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  const Exact part = Exact(1) / b;
  return Proof<Real>(at.gradient2 + as<Real>(part) * at.variance)
      .le(as<Real>(1 + problem.M * part) * at.gradient2 + as<Real>(problem.sigma2 * part), claims::A6a, "variance assumption, over b");
}

/// E f(xₜ₊₁) ≤ f(xₜ) − γb‖∇f‖² + (γ²L/2)(b²‖∇f‖² + bV)                  L-smoothness; E‖Σgⁱ‖² = b²‖∇f‖² + bV
///           ≤ f(xₜ) − γb(1 − γL(M+b)/2)‖∇f‖² + γ²Lbσ²/2                  variance assumption
/// for every γ > 0. Not on the slides, which state Theorem 6.1 without proof; "our standard path".
template <class Real>
Proof<Real> mini_batch_decrease(const BatchStep<Real>& at, const Constants& problem, const Exact& gamma, std::size_t b) {
  const Exact &L = problem.L, half = gamma * gamma * L / 2;
  const auto times = [](const Exact& a, const Real& c) { return Real(as<Real>(a) * c); };
  Proof<Real> proof(at.f_next);
  proof.given({"γ > 0", positive(gamma)})
      .le(at.f - times(gamma * b - half * b * b, at.gradient2) + times(half * b, at.variance), claims::A7a, "L-smoothness at xₜ")
      .le(at.f - times(gamma * b * (1 - gamma * L * (problem.M + b) / 2), at.gradient2) + as<Real>(half * b * problem.sigma2), claims::A7a,
          "variance assumption");
  return proof;
}

/// α = 19/20 and β = ½ at γ_crit = 1/(10L(M+b)): C₁ = 200/19, C₂ = 20√2/19. α = ½ at γ ≤ 1/(L(M+b)): C₁ = 2, C₂ = 2√2 (not the lecture's).
inline RateConstants mini_batch_constants() { return {10, ratio(19, 20), ratio(1, 2)}; }
inline RateConstants mini_batch_constants_at_the_largest_step() { return {1, ratio(1, 2), ratio(1, 2)}; }

/// Theorem 6.1 for f ≥ f*, b independent samples per iteration, γ = min{1/(κL(M+b)), √(2F₀/(bTLσ²))}:
///
///   min_{t<T} E‖∇f(xₜ)‖² ≤ (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ C₁ LF₀(M+b)/(bT) + C₂ √(LF₀σ²/(bT))
///
/// `E` speaks of single gradients, bT of them, under Schedule::blocks: iteration t is where gradient tb was computed.
///
/// Proof. Sum mini_batch_decrease over t, with S = Σ E‖∇f(xₜ)‖²:
///   (1 − γL(M+b)/2) S/T ≤ F₀/(γbT) + γLσ²/2                               every γ > 0
///   αS/T ≤ F₀/(γbT) + γLσ²/2                                              γ ≤ 1/(κL(M+b)), α = 1 − 1/(2κ)
/// and tune γ; decided with squares: (S/T − C₁LF₀(M+b)/(bT))₊² ≤ C₂² LF₀σ²/(bT).
///
/// Source: slide "Convergence of Mini-Batch SGD"; [SMJ21]. Throws std::invalid_argument if b does not divide the number of gradients,
/// if there are none, or γ = 0.
template <class Real>
Proof<Real> mini_batch_rate(const Expectations<Real>& E, const Constants& problem, const Exact& gamma, std::size_t b,
                            const RateConstants& rate = mini_batch_constants()) {
  const std::size_t bT = average_over(E.iterations(), gamma);
  if (b == 0 || bT % b != 0)
    throw std::invalid_argument(std::to_string(bT) + " gradients are not a number of batches of b = " + std::to_string(b));
  const Exact &L = problem.L, over_T = Exact(b) / bT, over_bT = Exact(1) / bT, noise = L * problem.sigma2;
  const auto times = [](const Exact& a, const Real& c) { return Real(as<Real>(a) * c); };
  Real sum = 0, least = E.gradient2[0];
  for (std::size_t t = 0; t < bT; t += b) {
    sum += E.gradient2[t];
    least = lesser(least, E.gradient2[t]);
  }
  const Real average = times(over_T, sum), F0 = initial_gap(E, problem);
  const Real right = times(over_bT / gamma, F0) + as<Real>(gamma * noise / 2);
  const Exact C1 = 1 / (rate.alpha * critical_step_size(problem, b, rate.kappa)), factor = 1 - gamma * L * (problem.M + b) / 2;

  Proof<Real> proof(least);
  proof.le(average, claims::A8, "min ≤ average")
      .given(bounded_below(problem))
      .given({"γ > 0", positive(gamma)})
      .now(times(factor, average))
      .le(right, claims::A7, "every γ > 0")
      .given(critical(gamma, problem, b, rate.kappa))
      .scalars(rate.alpha, factor, claims::A7, "γ ≤ 1/(κL(M+b))")
      .now(times(rate.alpha, average))
      .le(right, claims::A7, "γ ≤ γ_crit")
      .given(tuned(gamma, problem, b, Horizon<Real>{F0, bT}, rate))
      .now(positive_square(Real(average - times(C1 * over_bT, F0))))
      .le(times(rate.stochastic_squared() * noise * over_bT, F0), claims::A7, "(S/T − C₁LF₀(M+b)/(bT))₊² ≤ C₂² LF₀σ²/(bT)");
  return proof;
}

/// "T → bT, τ → b": Theorem 6.3 of the same run, seen one gradient at a time, has the form of Theorem 6.1, with 50 and 10. The average
/// over bT gradients is the average over T iterations, for xₜ is the same for all b of them. Throws as mini_batch_rate does.
template <class Real>
Proof<Real> mini_batch_as_delayed(const Expectations<Real>& E, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                                  std::size_t b) {
  if (b == 0 || E.iterations() % b != 0) throw std::invalid_argument("the gradients are not a number of batches");
  const Exact over_bT = Exact(1) / Exact(average_over(E.iterations(), gamma));
  Real of_batches = 0;
  for (std::size_t t = 0; t < E.iterations(); t += b) of_batches += E.gradient2[t];
  const Real average = as<Real>(b * over_bT) * of_batches, F0 = initial_gap(E, problem);
  const RateConstants rate = slide_rate().constants;
  const Schedule batches = Schedule::blocks(E.iterations(), schedule.dimension(), b);
  bool blocks = schedule.size() == E.iterations();
  for (std::size_t t = 0; blocks && t < schedule.size(); ++t) blocks = schedule.missing(t) == batches.missing(t);
  Proof<Real> proof;
  proof.given({"J_{sb+i} = {sb,…,sb+i−1}", truth(blocks)})
      .scalars(schedule.tau(), b - 1, claims::A18, "τ = b−1")
      .given(critical(gamma, problem, b))
      .given(bounded_below(problem))
      .given(tuned(gamma, problem, b, Horizon<Real>{F0, E.iterations()}, rate))
      .now(positive_square(Real(average - as<Real>(50 * problem.L * (problem.M + b) * over_bT) * F0)))
      .le(as<Real>(100 * problem.L * problem.sigma2 * over_bT) * F0, claims::A19, "(S/T − 50LF₀(M+b)/(bT))₊² ≤ 100LF₀σ²/(bT)");
  return proof;
}

}  // namespace lemmata
