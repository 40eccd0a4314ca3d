// Tests of lemmas/slack_ledger.hpp.
#include "lemmas/slack_ledger.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/sample_paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

TEST_CASE("The thirteen slacks are non-negative and add up exactly") {
  property("γ ≤ γ_crit(τ), any masks by coordinate, at every iteration", [] {
    const PathInstance i = draw::path_instance();
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
    const PathInstance i = draw::path_instance(50);
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
    const PathInstance i = draw::path_instance();
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

TEST_CASE("A ledger of no iterations is refused") {
  CHECK_THROWS_AS(slack_ledger(SamplePath<Exact>{}, Schedule{}, quiz().constants(), 1, 1), std::invalid_argument);
}
