// What Theorem 6.1 says of the batch size: how many iterations reach ε, how far the speed-up is linear, how the step size scales.
#pragma once

#include "lemmas/mini_batch_rate.hpp"
#include "lemmas/sampling.hpp"

namespace lemmata {

/// T = 2C₁LF₀(M+b)/(bε) + 4C₂²LF₀σ²/(bε²) iterations bring C₁LF₀(M+b)/(bT) + C₂√(LF₀σ²/(bT)) to ε or below: each term to ε/2.
/// `share` of these iterations are made; 1 is enough. Throws std::invalid_argument if ε ≤ 0, b = 0, F₀ ≤ 0 or share ≤ 0.
inline Proof<Exact> complexity(const Exact& epsilon, const Exact& F0, const Constants& problem, std::size_t b, const RateConstants& rate,
                               const Exact& share = 1) {
  if (b == 0 || F0 <= 0 || share <= 0) throw std::invalid_argument("a complexity needs b ≥ 1, F₀ > 0 and a positive share");
  const Exact bT = share * gradients_to_reach(epsilon, F0, problem, b, rate), LF0 = problem.L * F0;
  Proof<Exact> proof;
  proof.scalars(rate.deterministic() * LF0 * (problem.M + b) / bT, epsilon / 2, claims::A10, "C₁LF₀(M+b)/(bT) ≤ ε/2")
      .scalars(rate.stochastic_squared() * LF0 * problem.sigma2 / bT, epsilon * epsilon / 4, claims::A10, "C₂²LF₀σ²/(bT) ≤ (ε/2)²");
  return proof;
}

/// The two regimes of (M+b)/b on slide "Discussion", whose "=" are O()-equalities: within a factor 2 of M/b for b ≤ M, of 1 for b ≥ M.
/// Throws std::invalid_argument if b = 0.
inline Proof<Exact> regimes(const Exact& M, std::size_t b) {
  if (b == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  const Exact term = (M + b) / b, limit = b <= M ? Exact(M / b) : Exact(1);
  Proof<Exact> proof;
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
  Proof<Exact> proof;
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
  std::size_t b, T;
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
