// Tests of lemmas/delayed_rate.hpp.
#include "lemmas/delayed_rate.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

struct Instance {
  ExactProblem problem;
  Constants constants;
  Schedule schedule;
  std::size_t tau;
  Vector<Exact> x0;
  Exact F0;
};
/// A quadratic problem that is bounded below, F₀ > 0.
Instance instance(Reads reads) {
  const auto [problem, constants] = *draw::bounded_quadratic().as("problem");
  const std::size_t T = horizon(problem.n(), 130, 6), d = problem.dimension();
  const Schedule schedule = *(reads == Reads::consistent ? draw::consistent_schedule(T, d) : draw::schedule(T, d)).as("schedule");
  const Vector<Exact> x0 = *draw::point(d).as("x₀");
  const Exact F0 = problem.f(x0) - *constants.f_lower;
  RC_PRE(F0 > 0);
  return {problem, constants, schedule, std::max<std::size_t>(schedule.tau(), 1), x0, F0};
}

Expectations<Exact> deterministic(const Exact& gamma, const Schedule& schedule) {
  return average(noiseless(), gamma, vector({1}), {Samples(schedule.size(), 0)}, [&](const Samples&) { return schedule; });
}

}  // namespace

TEST_CASE("Theorem 6.3 holds with 50 and 10 at the tuned step size") {
  property("any masks", [] {
    const Instance i = instance(Reads::any);
    const Exact gamma = tuned_step_size(i.constants, i.tau, {i.F0, i.schedule.size()});
    const auto proof = delayed_rate(average(i.problem, gamma, i.x0, i.schedule), i.schedule, i.constants, gamma, i.tau);
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(line(proof, claims::A17).outcome() == Outcome::holds);
  });
  property("the lines over intervals contain those over rationals", [] {
    const Instance i = instance(Reads::any);
    const Exact gamma = tuned_step_size(i.constants, i.tau, {i.F0, i.schedule.size()});
    const auto E = average(i.problem, gamma, i.x0, i.schedule);
    RC_ASSERT(disagreement(delayed_rate(enclosed<Enclosure>(E), i.schedule, i.constants, gamma, i.tau),
                           delayed_rate(E, i.schedule, i.constants, gamma, i.tau)) == "");
    RC_ASSERT(disagreement(delayed_rate(enclosed<WideEnclosure>(E), i.schedule, i.constants, gamma, i.tau),
                           delayed_rate(E, i.schedule, i.constants, gamma, i.tau)) == "");
  });
  CHECK(slide_rate().constants.deterministic() == 50);
  CHECK(slide_rate().constants.stochastic_squared() == 100);
}

TEST_CASE("Theorem 6.3 is refuted with 1 and 1, and at a step size that is not tuned") {
  const auto schedule = Schedule::constant_delay(30, 1, 0);
  const Rate one = {"1 and 1", &claims::MAIN, {10, 10, 25}};
  CHECK(one.constants.deterministic() == 1);
  CHECK(one.constants.stochastic_squared() == 1);
  const auto theorem = [&](const Exact& gamma, const Rate& rate) {
    return line(delayed_rate(deterministic(gamma, schedule), schedule, noiseless().constants(), gamma, 1, rate), claims::A17);
  };
  const auto tight = theorem(ratio(1, 10), one);
  CHECK(tight.given == Truth::yes);
  CHECK(tight.holds == Truth::no);
  CHECK(tight.outcome() == Outcome::violated);
  const auto slow = theorem(ratio(1, 10000), slide_rate());
  CHECK(slow.holds == Truth::no);
  CHECK(slow.given == Truth::no);
  CHECK(slow.outcome() == Outcome::vacuous);
}

TEST_CASE("Every rate of the table holds at its largest step size") {
  for (std::size_t r = 0; r < rates().size(); ++r) {
    const Rate rate = rates()[r];
    CHECK(objections(rate_scalars(rate)) == "");
    property(std::string(rate.name), [&] {
      const Instance i = instance(rate.reads);
      const bool largest = *rc::gen::arbitrary<bool>().as("γ as large as the rate allows, not tuned");
      const Exact gamma = largest ? critical_step_size(i.constants, i.tau, rate.constants.kappa)
                                  : tuned_step_size(i.constants, i.tau, {i.F0, i.schedule.size()}, rate.constants);
      const auto proof = delayed_rate(average(i.problem, gamma, i.x0, i.schedule), i.schedule, i.constants, gamma, i.tau, rate);
      RC_ASSERT(proof[1].outcome() == Outcome::holds);
      RC_ASSERT(proof[2].outcome() != Outcome::violated);
      if (!largest) RC_ASSERT(proof[2].outcome() == Outcome::holds);
    }, {.cases = 60});
  }
  SECTION("the table") {
    const std::vector<std::pair<Exact, Exact>> table = {{50, 100}, {ratio(125, 3), ratio(125, 3)}, {ratio(25, 2), ratio(25, 4)},
                                                        {8, 16}, {6, 16}, {ratio(200, 17), square(ratio(40, 17))}};
    for (std::size_t r = 0; r < table.size(); ++r) {
      CHECK(rates()[r].constants.deterministic() == table[r].first);
      CHECK(rates()[r].constants.stochastic_squared() == table[r].second);
    }
  }
  property("κ > 2 and κ > 3/2: the weights prove the rate", [] {
    const Exact more = *draw::positive_rational().as("κ beyond");
    RC_ASSERT(objections(rate_scalars(larger_step_rate(2 + more))) == "");
    RC_ASSERT(objections(rate_scalars(consistent_rate(ratio(3, 2) + more))) == "");
    RC_ASSERT(larger_step_rate(2 + more).constants.deterministic() >= 8);  // best at κ = 4
    RC_ASSERT(consistent_rate(ratio(3, 2) + more).constants.deterministic() >= 6);  // best at κ = 3
  });
  CHECK_THROWS_AS(larger_step_rate(2), std::invalid_argument);
  CHECK_THROWS_AS(consistent_rate(ratio(3, 2)), std::invalid_argument);
}

TEST_CASE("No rate of the table holds with a larger α by its own proof") {
  for (Rate rate : rates()) {
    CAPTURE(rate.name);
    const bool by_weights = rate.claim != &claims::MAIN && rate.claim != &claims::C3a;  // the slides' own chain has ¼ for ½ − 1/(2κ)
    if (by_weights) {
      CHECK(rate_scalars(rate)[0].slack() == 0);
      rate.constants.alpha += *parse_exact("1e-300");
      CHECK(rate_scalars(rate)[0].holds == Truth::no);
    } else {
      CHECK((rate.claim == &claims::C3a) == (rate.constants.alpha == ratio(1, 4) - ratio(1, 100)));
    }
  }
}

TEST_CASE("A coefficient of 43/50 is refuted for consistent reads") {
  const auto schedule = Schedule::constant_delay(80, 1, 1);
  const Exact gamma = ratio(1, 10);
  const auto E = deterministic(gamma, schedule);
  const auto coefficient = [&](const Exact& alpha) {
    Rate rate = consistent_rate(10);
    rate.constants.alpha = alpha;
    return delayed_rate(E, schedule, noiseless().constants(), gamma, 1, rate)[1].holds;
  };
  CHECK(coefficient(ratio(17, 20)) == Truth::yes);
  CHECK(coefficient(ratio(43, 50)) == Truth::no);
  const Exact q = gamma;  // γS/F₀ → 2(1+q)/((1−q)(2+q)) for Lx²/2 with τ = 1
  Exact S = 0;
  for (const Exact& G2 : E.gradient2) S += G2;
  const Exact limit = 2 * (1 + q) / ((1 - q) * (2 + q)), here = gamma * S * 2;
  CHECK(here < limit);
  CHECK(limit - here < *parse_exact("1e-6"));
}

TEST_CASE("The least gradient is at most the average one") {
  property("any run", [] {
    const Instance i = instance(Reads::any);
    const Exact gamma = critical_step_size(i.constants, i.tau);
    const auto proof = delayed_rate(average(i.problem, gamma, i.x0, i.schedule), i.schedule, i.constants, gamma, i.tau);
    RC_ASSERT(line(proof, claims::A8).outcome() == Outcome::holds);
    RC_ASSERT(line(proof, claims::A8).left >= 0);
  });
}

TEST_CASE("The last gradient may exceed the average one") {
  const auto E = average(quiz(), ratio(1, 10), vector({0}), Schedule::constant_delay(6, 1, 1));
  Exact S = 0;
  for (const Exact& G2 : E.gradient2) S += G2;
  CHECK(6 * E.gradient2.back() > S);
}

TEST_CASE("Atomic vector operations miss an update whole or not at all") {
  property("delays, batches, slow readers, and updates that arrive in any order", [] {
    const auto T = *draw::count(1, 8).as("T"), d = *draw::count(1, 3).as("d"), tau = *draw::count(1, 4).as("τ");
    RC_ASSERT(Schedule::constant_delay(T, d, tau).all_or_nothing());
    RC_ASSERT(Schedule::blocks(T, d, tau).all_or_nothing());
    RC_ASSERT(Schedule::slow_reader(T, d, tau).all_or_nothing());
    const auto schedule = *draw::consistent_schedule(T, d).as("schedule");
    RC_ASSERT(schedule.all_or_nothing());
    RC_ASSERT(schedule.consistent());
  });
}

TEST_CASE("A coordinate-wise read is not a vector read") {
  const Schedule schedule(2, {{}, {{0, {true, false}}}});
  CHECK_FALSE(schedule.all_or_nothing());
  const Schedule whole(2, {{}, {{0, {true, true}}}});
  CHECK(whole.all_or_nothing());
}

TEST_CASE("The complexity of the slides is 100 and 400, that of the larger step size 16 and 64") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  CHECK(gradients_to_reach(1, 1, c, 1, slide_rate().constants) == 100 + 400);
  CHECK(gradients_to_reach(ratio(1, 2), 1, c, 1, slide_rate().constants) == 200 + 1600);
  CHECK(gradients_to_reach(1, 1, c, 1, larger_step_rate().constants) == 16 + 64);
  CHECK_THROWS_AS(gradients_to_reach(0, 1, c, 1, slide_rate().constants), std::invalid_argument);
}
