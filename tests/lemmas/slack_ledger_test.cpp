// Tests of lemmas/slack_ledger.hpp.
#include "lemmas/slack_ledger.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// One path of a problem that is bounded below, along any masks.
struct Instance {
  Constants constants;
  Schedule schedule;
  std::size_t tau;
  Exact gamma;
  SamplePath<Exact> path;
};
Instance instance(const Exact& share = 1) {
  const auto [problem, constants] = *draw::bounded_problem().as("problem");
  const std::size_t T = *draw::count(1, problem.quadratic() ? 8 : 3).as("T"), d = problem.dimension();
  const Schedule schedule = *draw::schedule(T, d).as("schedule");
  const std::size_t tau = schedule.tau() + *draw::count(0, 2).as("τ beyond the realised one");
  const Exact gamma = *draw::step_size_up_to(share * critical_step_size(constants, tau)).as("γ");
  const Vector<Exact> x0 = problem.quadratic() ? *draw::point(d).as("x₀") : *draw::direction(d).as("x₀");
  const Path path = delayed_sgd(problem, gamma, x0, schedule, *draw::samples(T, problem.n()).as("samples"));
  return {constants, schedule, tau, gamma, sample_path(problem, gamma, path)};
}

template <class Real>
SamplePath<Real> enclosed(const SamplePath<Exact>& path) {
  SamplePath<Real> result;
  for (const auto& s : path.steps)
    result.steps.push_back({as<Real>(s.g), as<Real>(s.G), as<Real>(s.G_virtual), as<Real>(s.G_difference), as<Real>(s.variances),
                            as<Real>(s.f_virtual), as<Real>(s.expected_f_next)});
  result.f_end = as<Real>(path.f_end);
  return result;
}

SamplePath<Exact> quiz_path(const Exact& gamma, const Exact& x0, const Schedule& schedule, const Samples& samples) {
  return sample_path(quiz(), gamma, delayed_sgd(quiz(), gamma, vector({x0}), schedule, samples));
}

}  // namespace

TEST_CASE("The thirteen slacks are non-negative and add up exactly") {
  property("γ ≤ γ_crit(τ), any masks by coordinate, at every iteration", [] {
    const Instance i = instance();
    const auto ledger = slack_ledger(i.path, i.schedule, i.constants, i.gamma, i.tau);
    RC_ASSERT(ledger.discrepancy() == 0);
    RC_ASSERT(objections(ledger_identity(ledger)) == "");
    const auto signs = slack_signs(ledger, i.schedule, i.constants, i.gamma, i.tau);
    RC_ASSERT(signs.size() == 13u);
    RC_ASSERT(objections(signs) == "");
    for (std::size_t t = 0; t < i.path.iterations(); ++t)
      RC_ASSERT(objections(slack_signs(ledger, i.schedule, i.constants, i.gamma, i.tau, t)) == "");
  });
  property("the identity at every γ, and for a τ that does not cover the schedule; what then is negative is vacuous", [] {
    const Instance i = instance(50);
    const std::size_t tau = *draw::count(0, i.tau).as("declared τ");
    const auto ledger = slack_ledger(i.path, i.schedule, i.constants, i.gamma, tau);
    RC_ASSERT(ledger.discrepancy() == 0);
    for (std::size_t t = 0; t < i.path.iterations(); ++t)
      RC_ASSERT(slack_signs(ledger, i.schedule, i.constants, i.gamma, tau, t).outcome() <= Outcome::vacuous);
  });
  property("the identity for any vectors at all", [] {
    const auto d = *draw::count(1, 3).as("d"), T = *draw::count(1, 6).as("T");
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    SamplePath<Exact> path;
    const auto drawn = *draw::points(4 * T, d).as("g, G, G̃, E ξ²");
    for (std::size_t t = 0; t < T; ++t)
      path.steps.push_back({drawn[4 * t], drawn[4 * t + 1], drawn[4 * t + 2], drawn[4 * t + 2] - drawn[4 * t + 1], drawn[4 * t + 3],
                            *draw::any_rational(), 0});
    const Constants c = {.L = 2, .M = 1, .sigma2 = 3, .f_lower = *draw::rational()};
    const Exact gamma = *draw::any_step_size().as("γ");
    RC_ASSERT(slack_ledger(path, schedule, c, gamma, *draw::count(0, 6).as("τ")).discrepancy() == 0);
    RC_ASSERT(slack_ledger(path, schedule, {2, 1, 3, {}}, gamma, 1).discrepancy() == 0);
  });
}

TEST_CASE("The ledger over intervals contains the ledger over rationals, and its discrepancy is narrow") {
  property("every slack", [] {
    const Instance i = instance();
    const auto ledger = slack_ledger(i.path, i.schedule, i.constants, i.gamma, i.tau);
    const auto wide = slack_ledger(enclosed<Enclosure>(i.path), i.schedule, i.constants, i.gamma, i.tau);
    RC_ASSERT(contains(wide.discrepancy(), 0));
    RC_ASSERT(disagreement(slack_signs(wide, i.schedule, i.constants, i.gamma, i.tau),
                           slack_signs(ledger, i.schedule, i.constants, i.gamma, i.tau)) == "");
    RC_ASSERT(ledger_identity(wide)[0].holds != Truth::no);
  });
  const auto schedule = Schedule::constant_delay(50, 1, 4);
  Samples samples;
  for (std::size_t t = 0; t < 50; ++t) samples.push_back(t * t % 3 % 2);
  const auto path = quiz_path(ratio(1, 40), 1, schedule, samples);
  const auto ledger = slack_ledger(enclosed<Enclosure>(path), schedule, quiz().constants(), ratio(1, 40), 4);
  CHECK(ledger.discrepancy().radius() < 1e-12 * ledger.right.upper());
}

TEST_CASE("A lost mask makes the lipschitz slack negative, and a constant that is too small its own slack") {
  const auto schedule = Schedule::constant_delay(6, 1, 2);
  const Exact gamma = ratio(1, 20);
  const auto path = quiz_path(gamma, 1, schedule, {0, 1, 1, 0, 0, 1});
  const auto sign = [&](Slack s, const Constants& c, const Schedule& masks, const Exact& step, std::size_t tau) {
    const auto signs = slack_signs(slack_ledger(path, masks, c, step, tau), masks, c, step, tau);
    for (const auto& line : signs)
      if (line.reason == name(s)) return line.holds;
    return Truth::unknown;
  };
  const Constants c = quiz().constants();
  for (std::size_t s = 0; s < slack_names.size(); ++s) CHECK(sign(static_cast<Slack>(s), c, schedule, gamma, 2) == Truth::yes);
  SECTION("a mask that was lost: ‖G̃−G‖² is not explained by xₜ−x̃ₜ") {
    CHECK(sign(Slack::lipschitz, c, Schedule::constant_delay(6, 1, 0), gamma, 2) == Truth::no);
  }
  SECTION("L, σ² and f* that are not bounds") {
    CHECK(sign(Slack::smooth, {ratio(1, 2), 0, 1, Exact(0)}, schedule, gamma, 2) == Truth::no);
    CHECK(sign(Slack::lipschitz, {ratio(1, 2), 0, 1, Exact(0)}, schedule, gamma, 2) == Truth::no);
    CHECK(sign(Slack::variance, {1, 0, ratio(1, 2), Exact(0)}, schedule, gamma, 2) == Truth::no);
    CHECK(sign(Slack::diff_variance, {1, 0, ratio(1, 2), Exact(0)}, schedule, gamma, 2) == Truth::no);
    CHECK(sign(Slack::final_gap, {1, 0, 1, Exact(1)}, schedule, gamma, 2) == Truth::no);
  }
  SECTION("γ and τ that are not bounds") {
    CHECK(sign(Slack::stepsize, c, schedule, ratio(3, 5), 2) == Truth::no);
    CHECK(sign(Slack::stepsize_diff, c, schedule, ratio(1, 5), 2) == Truth::no);
    CHECK(sign(Slack::mask_window_grad, c, schedule, gamma, 1) == Truth::no);
  }
  SECTION("one entry wrong by 10⁻³⁰⁰") {
    auto ledger = slack_ledger(path, schedule, c, gamma, 2);
    ledger.at(Slack::mask_noise, 3) += *parse_exact("1e-300");
    CHECK(ledger_identity(ledger).outcome() == Outcome::violated);
  }
}

TEST_CASE("The sure forms of Difference and of the main inequality hold on every path") {
  property("any samples, any masks", [] {
    const Instance i = instance();
    for (std::size_t t = 0; t < i.path.iterations(); ++t)
      RC_ASSERT(objections(sure_difference(i.path, i.schedule, i.constants, i.gamma, i.tau, t)) == "");
    RC_ASSERT(objections(sure_averaged_gradient(i.path, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
  property("all paths of one run: the remainders average to 0, and the sure forms to the lemmas", [] {
    const auto [problem, constants] = *rc::gen::suchThat(draw::bounded_problem(), [](const auto& p) { return p.first.quadratic(); }).as("problem");
    const std::size_t T = horizon(problem.n(), 70, 5), d = problem.dimension();
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    const Exact gamma = critical_step_size(constants, schedule.tau());
    const Vector<Exact> x0 = *draw::direction(d).as("x₀");
    const auto paths = every_path(problem.n(), T);
    const auto E = average(problem, gamma, x0, schedule);
    std::vector<Exact> left(T), W(T);
    Exact N = 0, ledger_N = 0;
    for (const Samples& samples : paths) {
      const auto path = sample_path(problem, gamma, delayed_sgd(problem, gamma, x0, schedule, samples));
      for (std::size_t t = 0; t < T; ++t) {
        left[t] += path_difference(path, schedule, gamma, t) / Exact(paths.size());
        W[t] += noise_remainder(path, schedule, t);
      }
      const auto proof = sure_averaged_gradient(path, schedule, constants, gamma, schedule.tau());
      N += proof[0].right - (path.steps[0].f_virtual - *constants.f_lower) / (gamma * Exact(T)) - gamma * constants.L * constants.sigma2;
      const auto ledger = slack_ledger(path, schedule, constants, gamma, schedule.tau());
      ledger_N += ledger.sum(ledger.remainder);
    }
    for (std::size_t t = 0; t < T; ++t) RC_ASSERT(W[t] == 0);
    RC_ASSERT(left == E.difference);
    RC_ASSERT(N == 0);
    RC_ASSERT(ledger_N == 0);
  }, {.cases = 40});
  property("over intervals as over rationals", [] {
    const Instance i = instance();
    const auto path = enclosed<Enclosure>(i.path);
    RC_ASSERT(disagreement(sure_averaged_gradient(path, i.schedule, i.constants, i.gamma, i.tau),
                           sure_averaged_gradient(i.path, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
}

TEST_CASE("The sure forms are refuted without their martingale remainders") {
  const auto schedule = Schedule::constant_delay(4, 1, 3);
  const Exact gamma = ratio(1, 30);
  const auto path = sample_path(coin(), gamma, delayed_sgd(coin(), gamma, vector({0}), schedule, {1, 1, 1, 1}));
  const auto proof = sure_difference(path, schedule, coin().constants(), gamma, 3, 3);
  CHECK(proof[0].outcome() == Outcome::holds);
  CHECK(proof[0].left == ratio(1, 100));  // all ξ = +1: γ²τ²
  CHECK(proof[0].right - 2 * gamma * gamma * noise_remainder(path, schedule, 3) == ratio(1, 150));
  SECTION("the main inequality: a run that noise drives away from the minimum") {
    const auto sequential = Schedule::constant_delay(60, 1, 0);
    const auto away = quiz_path(ratio(1, 10), 0, sequential, Samples(60, 0));
    const auto main = sure_averaged_gradient(away, sequential, quiz().constants(), ratio(1, 10), 1);
    CHECK(main[0].outcome() == Outcome::holds);
    CHECK(main[0].left > ratio(1, 10));  // F₀ = 0, γLσ² = 1/10
  }
}

TEST_CASE("A ledger of no iterations is refused") {
  CHECK_THROWS_AS(slack_ledger(SamplePath<Exact>{}, Schedule{}, quiz().constants(), 1, 1), std::invalid_argument);
  CHECK_THROWS_AS(sure_averaged_gradient(SamplePath<Exact>{}, Schedule{}, quiz().constants(), 1, 1), std::invalid_argument);
}
