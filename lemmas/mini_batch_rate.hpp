// Theorem 6.1: the rate of mini-batch SGD, directly and as delayed SGD with τ = b; what it says of batch sizes and step sizes.
#pragma once

#include "lemmas/delayed_rate.hpp"

namespace lemmata {

/// The two ways to write the update: x − γ Σ gⁱ, and x − γ′ (1/b) Σ gⁱ. γ is always of the sum form; the mean form has γ′ = bγ.
enum class Form { sum, mean };

/// x − γ Σ gⁱ = x − γ′ (1/b) Σ gⁱ, γ′ = bγ, every coordinate (slide "Mini-Batch SGD"). `g[i]` = gⁱ ∈ ℝᵈ.
template <class Real>
Proof<Real> batch_forms(const Vector<Real>& x, std::span<const Vector<Real>> g, const Exact& gamma, const Exact& gamma_mean) {
  if (g.empty()) throw std::invalid_argument("a batch of no samples");
  Vector<Real> sum = Vector<Real>::Zero(x.size()), mean = sum;
  for (const auto& gi : g) {
    sum += gi;
    mean += as<Real>(Exact(1) / g.size()) * gi;
  }
  Proof<Real> proof(0);
  for (Eigen::Index c = 0; c < x.size(); ++c)
    proof.now(x(c) - as<Real>(gamma) * sum(c)).eq(x(c) - as<Real>(gamma_mean) * mean(c), claims::A6, "γ′ = bγ");
  return proof;
}

/// One iteration of mini-batch SGD with b independent samples, given xₜ or in full expectation.
template <class Real>
struct BatchStep {
  Real f, f_next;        // f(xₜ), E f(xₜ₊₁)
  Real gradient2;        // ‖∇f(xₜ)‖²
  Real variance;         // V(xₜ) = E‖g(xₜ) − ∇f(xₜ)‖² of one sample
};

/// E‖ḡ‖² = ‖∇f‖² + V/b ≤ (1 + M/b)‖∇f‖² + σ²/b for ḡ = (1/b) Σ gⁱ: "(1+M) becomes (b+M)/b" (hand note on slide "Convergence").
template <class Real>
Proof<Real> batch_second_moment(const BatchStep<Real>& at, const Constants& problem, std::size_t b) {
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
  Proof<Real> proof(0);
  proof.given({"J_{sb+i} = {sb,…,sb+i−1}", truth(blocks)})
      .scalars(schedule.tau(), b - 1, claims::A18, "τ = b−1")
      .given(critical(gamma, problem, b))
      .given(bounded_below(problem))
      .given(tuned(gamma, problem, b, Horizon<Real>{F0, E.iterations()}, rate))
      .now(positive_square(Real(average - as<Real>(50 * problem.L * (problem.M + b) * over_bT) * F0)))
      .le(as<Real>(100 * problem.L * problem.sigma2 * over_bT) * F0, claims::A19, "(S/T − 50LF₀(M+b)/(bT))₊² ≤ 100LF₀σ²/(bT)");
  return proof;
}

/// T = 2C₁LF₀(M+b)/(bε) + 4C₂²LF₀σ²/(bε²) iterations bring C₁LF₀(M+b)/(bT) + C₂√(LF₀σ²/(bT)) to ε or below: each term to ε/2.
/// `share` of these iterations are made; 1 is enough. Throws std::invalid_argument if ε ≤ 0, b = 0, F₀ ≤ 0 or share ≤ 0.
inline Proof<Exact> complexity(const Exact& epsilon, const Exact& F0, const Constants& problem, std::size_t b, const RateConstants& rate,
                               const Exact& share = 1) {
  if (b == 0 || F0 <= 0 || share <= 0) throw std::invalid_argument("a complexity needs b ≥ 1, F₀ > 0 and a positive share");
  const Exact bT = share * gradients_to_reach(epsilon, F0, problem, b, rate), LF0 = problem.L * F0;
  Proof<Exact> proof(0);
  proof.scalars(rate.deterministic() * LF0 * (problem.M + b) / bT, epsilon / 2, claims::A10, "C₁LF₀(M+b)/(bT) ≤ ε/2")
      .scalars(rate.stochastic_squared() * LF0 * problem.sigma2 / bT, epsilon * epsilon / 4, claims::A10, "C₂²LF₀σ²/(bT) ≤ (ε/2)²");
  return proof;
}

/// The two regimes of (M+b)/b on slide "Discussion", whose "=" are O()-equalities: within a factor 2 of M/b for b ≤ M, of 1 for b ≥ M.
/// Throws std::invalid_argument if b = 0.
inline Proof<Exact> regimes(const Exact& M, std::size_t b) {
  if (b == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  const Exact term = (M + b) / b, limit = b <= M ? Exact(M / b) : Exact(1);
  Proof<Exact> proof(0);
  proof.scalars(limit, term, claims::A10b, "max{M/b, 1} ≤ (M+b)/b").scalars(term, 2 * limit, claims::A10b, "(M+b)/b ≤ 2 max{M/b, 1}");
  return proof;
}

/// b* = M + σ²/ε. With all constants 1, T(b) = LF₀(1/ε + b*/(bε)): the part that b divides is the larger one until b = b*, not until M.
inline Exact critical_batch(const Exact& epsilon, const Constants& problem) {
  if (epsilon <= 0) throw std::invalid_argument("ε = " + to_string(epsilon) + " must be positive");
  return problem.M + problem.sigma2 / epsilon;
}
/// T(1)/T(b) = b(1+b*)/(b+b*).
inline Exact speed_up(const Exact& b, const Exact& critical) { return b * (1 + critical) / (b + critical); }

/// b/2 ≤ T(1)/T(b) ≤ b for b ≤ b*: linear up to a factor 2, the whole way to b ≈ M+σ²/ε (slide: "as long as b ≪ M").
inline Proof<Exact> linear_speed_up(const Exact& epsilon, const Constants& problem, std::size_t b) {
  const Exact critical = critical_batch(epsilon, problem), gained = speed_up(b, critical);
  Proof<Exact> proof(0);
  proof.given({"1 ≤ b ≤ M+σ²/ε", truth(b >= 1 && b <= critical)})
      .scalars(Exact(b) / 2, gained, claims::A10a, "at least half of linear")
      .scalars(gained, b, claims::A10a, "at most linear");
  return proof;
}

/// γ(b₂)/γ(b) of the critical step sizes: (M+b)/(M+b₂) in the sum form, times b₂/b in the mean form. Throws if b or b₂ is 0.
inline Exact critical_ratio(const Constants& problem, std::size_t b, std::size_t b2, Form form) {
  if (b == 0 || b2 == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  const Exact ratio = critical_step_size(problem, b2) / critical_step_size(problem, b);
  return form == Form::sum ? ratio : Exact(ratio * b2 / b);
}

/// Doubling the batch (slide "Learning Rate Scaling"), with the distance to "keep γ" and "use γ/2" (mean form: "use 2γ", "keep γ"):
///   γ(2b)/γ(b) = (M+b)/(M+2b),   1 − b/M ≤ γ(2b)/γ(b) ≤ ½ + M/(4b)        sum form: → 1 for b ≪ M, → ½ for b ≫ M
/// and twice that in the mean form.
inline Proof<Exact> learning_rate_scaling(const Constants& problem, std::size_t b, Form form) {
  const Exact& M = problem.M;
  const Exact r = critical_ratio(problem, b, 2 * b, form), twice = form == Form::sum ? 1 : 2;
  Proof<Exact> proof(r);
  proof.eq(twice * (M + b) / (M + 2 * b), claims::A11, "γ_crit = 1/(10L(M+b))")
      .scalars(twice * (M - b), M * r, claims::A11, "b ≪ M: M(1 − γ(2b)/γ(b)) ≤ b")
      .scalars(r, twice * (ratio(1, 2) + M / (4 * Exact(b))), claims::A11, "b ≫ M: γ(2b)/γ(b) ≤ ½ + M/(4b)");
  return proof;
}

/// A mini-batch run to be tuned: b samples in each of T iterations.
struct BatchRun {
  std::size_t b = 1, T = 1;
};

/// The gap of the rule: γ² of the tuned step sizes, min{γ_crit(b)², 2F₀/(bTLσ²)}, scales like γ_crit² as long as γ_crit is the smaller
/// term for both runs; where the noise term is, γ(b₂)² / γ(b)² = bT/(b₂T₂) instead (sum form): 1 for the same number of gradients, ½ for
/// the same number of iterations.
inline Proof<Exact> tuned_step_size_scaling(const Constants& problem, const Exact& F0, const BatchRun& from, const BatchRun& to) {
  if (F0 <= 0 || from.b * from.T == 0 || to.b * to.T == 0) throw std::invalid_argument("tuning needs F₀ > 0, b ≥ 1 and T ≥ 1");
  const auto noise = [&](const BatchRun& run) { return Exact(2 * F0 / (Exact(run.b) * run.T * problem.L)); };  // σ²s²
  const auto critical = [&](const BatchRun& run) { return square(critical_step_size(problem, run.b)); };
  const auto active = [&](const BatchRun& run) { return truth(critical(run) * problem.sigma2 <= noise(run)); };
  const auto tuned = [&](const BatchRun& run) { return active(run) == Truth::yes ? critical(run) : Exact(noise(run) / problem.sigma2); };
  Proof<Exact> proof(tuned(to) / tuned(from));
  proof.given({"γ_crit ≤ √(2F₀/(bTLσ²)) for both", active(from) && active(to)})
      .eq(square(critical_ratio(problem, from.b, to.b, Form::sum)), claims::A11a, "γ = γ_crit");
  return proof;
}

}  // namespace lemmata
