#include "algorithms/verify/bounds.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lemmas/batch_size.hpp"
#include "lemmas/batch_variance.hpp"
#include "lemmas/recap.hpp"
#include "lemmas/run.hpp"

namespace lemmata {
namespace {

double number(const Exact& a) { return a.convert_to<double>(); }

/// The lines whose hypotheses are met: of the constants alone, the others say nothing.
void add_met(const Proof<Exact>& proof, Verdicts& verdicts) {
  for (const auto& step : proof)
    if (step.given == Truth::yes) verdicts.add(step, Rung::exact, 0);
}

/// f(x₀) = (1/n) Σ fᵢ(x₀); for slide "Quiz Week 6 (II)", the variance of one function and of both.
template <class P>
void of_the_objective(const P& problem, const ProblemSpec& spec, const Vector<double>& start, Verdicts& verdicts) {
  if constexpr (FiniteSum<P, Exact> && requires(const Vector<Exact>& x) { problem.f_i(0, x); }) {
    if (problem.n() * problem.dimension() > 1024) return;
    const Vector<Exact> x0 = exact(start);
    const Exact mean = over_samples<Exact>(problem.n(), [&](std::size_t i) { return problem.f_i(i, x0); });
    verdicts.add(Proof<Exact>(problem.f(x0)).eq(mean, claims::A5, "f(x₀) = (1/n) Σ fᵢ(x₀)"), Rung::exact, 0);
    if (spec.name != "quiz" || problem.n() != 2) return;
    const std::vector<Vector<Exact>> xi{problem.gradient_i(0, x0) - problem.gradient(x0), problem.gradient_i(1, x0) - problem.gradient(x0)};
    const auto variance = [&](std::size_t b) { return batch_variance_over_pairs<Exact>(xi, b, Sampling::without_replacement); };
    verdicts.add(Proof<Exact>(variance(1)).eq(1, claims::A4, "one function: variance 1"), Rung::exact, 0);
    verdicts.add(Proof<Exact>(variance(2)).eq(0, claims::A4, "both functions: variance 0"), Rung::exact, 0);
  }
}

void of_the_batch(const Constants& problem, const Exact& epsilon, const Exact& F0, const BoundSetting& s, Verdicts& verdicts) {
  const std::size_t b = *s.batch, T = s.T / b;
  const auto add = [&](const Proof<Exact>& proof) { add_met(proof, verdicts); };
  add(Proof<Exact>(s.T).eq(b * T, claims::A9, "bT gradients"));
  add(regimes(problem.M, b));
  add(linear_speed_up(epsilon, problem, b));
  add(learning_rate_scaling(problem, b, Form::sum));
  add(learning_rate_scaling(problem, b, Form::mean));
  if (T >= 2) add(tuned_step_size_scaling(problem, F0, {.b = b, .T = T}, {.b = 2 * b, .T = T / 2}));
}

/// C₁ or C₂, to four digits.
std::string constant(double value) { return fmt::format("{:.4g}", value); }

Bound bound(std::string name, const Constants& problem, const Exact& F0, const BoundSetting& s, std::size_t delay, const RateConstants& rate) {
  const std::size_t tau = std::max<std::size_t>(delay, 1);
  const Exact LF0 = problem.L * F0, T = s.T, over_alpha = 1 / rate.alpha;
  Bound b{std::move(name), tau, constant(number(rate.deterministic())) + ", " + constant(std::sqrt(number(rate.stochastic_squared()))), {}, {}};
  if (le(s.gamma, critical_step_size(problem, tau, rate.kappa)) == Truth::yes)
    b.here = number(over_alpha * (F0 / (s.gamma * T) + rate.beta * s.gamma * problem.L * problem.sigma2));
  b.tuned = number(rate.deterministic() * LF0 * (problem.M + tau) / T) + std::sqrt(number(rate.stochastic_squared() * LF0 * problem.sigma2 / T));
  return b;
}

}  // namespace

std::optional<Exact> initial_gap(const Problem& problem, const Vector<double>& x0) {
  const auto& f_lower = constants(problem).f_lower;
  if (!f_lower) return std::nullopt;
  return std::visit([&](const auto& p) -> Exact {
    using P = std::decay_t<decltype(p)>;
    if constexpr (FiniteSum<P, Exact>)
      if (p.n() * p.dimension() <= 1024) return p.f(exact(x0)) - *f_lower;
    return exact(p.f(as<Enclosure>(exact(x0))).upper()) - *f_lower;
  }, problem);
}

Verdicts of_the_constants(const Problem& problem, const ProblemSpec& spec, const Vector<double>& x0, const BoundSetting& s,
                          std::string_view lemma) {
  Verdicts verdicts(lemma);
  std::visit([&](const auto& p) { of_the_objective(p, spec, x0, verdicts); }, problem);
  const Constants& c = constants(problem);
  const auto F0 = initial_gap(problem, x0);
  if (!F0 || *F0 <= 0) return verdicts;
  const auto add = [&](const Proof<Exact>& proof) { add_met(proof, verdicts); };
  const Exact epsilon = c.L * *F0 / 100;
  add(complexity(epsilon, *F0, c, s.batch.value_or(std::max<std::size_t>(s.tau, 1)), slide_rate().constants));
  if (s.batch) of_the_batch(c, epsilon, *F0, s, verdicts);
  add(tuning(s.gamma, c, s.tau, Horizon<Exact>{*F0, s.T}));
  add(benefit_of_sgd(epsilon, *F0, c, n(problem)));
  add(bounded_variance(epsilon, *F0, c));
  return verdicts;
}

std::vector<Bound> bounds(const Constants& problem, const std::optional<Exact>& F0, const BoundSetting& s) {
  if (!F0) return {};
  const RateConstants slide = slide_rate().constants;
  std::vector<Bound> all{bound("Theorem 6.3, realised τ", problem, *F0, s, s.tau, slide)};
  if (s.tau_declared > s.tau) all.push_back(bound("Theorem 6.3, declared τ", problem, *F0, s, s.tau_declared, slide));
  if (s.tau_declared < s.tau) all.push_back({"Theorem 6.3, declared τ", s.tau_declared, "exceeded", {}, {}});
  for (const Rate& rate : rates())
    if (rate.claim != &claims::MAIN && (rate.reads == Reads::any || s.consistent))
      all.push_back(bound(std::string(rate.name), problem, *F0, s, s.tau, rate.constants));
  if (s.batch) {
    all.push_back(bound("Theorem 6.1, τ = b", problem, *F0, s, *s.batch, mini_batch_constants()));
    all.push_back(bound("Theorem 6.1, γ ≤ 1/(L(M+b))", problem, *F0, s, *s.batch, mini_batch_constants_at_the_largest_step()));
    return all;
  }
  all.push_back({fmt::format("average delay {:.3g} [KSJ22]", s.average_staleness), {}, "O(√(τ·average)/ε + σ²/ε²), M = 0", {}, {}});
  all.push_back({fmt::format("{} worker{} [MBEW22]", s.workers, s.workers == 1 ? "" : "s"), {}, "O(workers/ε + σ²/ε²), M = 0", {}, {}});
  return all;
}

}  // namespace lemmata
