#include "algorithms/verify/one_run.hpp"

#include "algorithms/delayed_sgd.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "lemmas/step_size.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

const Bet& bet(const OneRun& one, const Claim& claim) {
  for (const Bet& b : one.bets)
    if (b.claim == &claim) return b;
  throw std::out_of_range("no bet on " + std::string(claim.id));
}

void check_lines(const OneRun& one) {
  for (const Row& r : one.verdicts.rows()) {
    CAPTURE(r.claim->id, r.line);
    CHECK((r.outcome == Outcome::holds || r.outcome == Outcome::vacuous));
  }
}

Run with_samples_of(const Schedule& schedule, std::uint64_t seed) {
  return delayed_sgd(quiz(), schedule, {.gamma = ratio(1, 100), .seed = seed, .x0 = {0.0}}).run;
}

}  // namespace

TEST_CASE("On real data the ledger adds up within 1e-12 of the sum of its thirteen slacks, for both algorithms") {
  const Problem problem = make_problem({.name = "logistic"});
  const auto& logistic = std::get<LinearModel<Logistic>>(problem);
  const Run race = to_run(hogwild(logistic, {.gamma = critical_step_size(logistic.constants(), 300), .workers = 8, .iterations = 300, .seed = 2,
                                             .writes = Writes::coordinate}));
  const Run batches = to_run(mini_batch_sgd(logistic, {.gamma = critical_step_size(logistic.constants(), 8), .batch = 8, .workers = 2,
                                                       .iterations = 40, .seed = 2}));
  for (const Run* run : {&race, &batches}) {
    const OneRun one = one_run(problem, *run, true, 2);
    check_lines(one);
    CHECK(one.budget.relative_width() <= 1e-12);
    CHECK(one.budget.discrepancy.contains(0));
    for (const Enclosure& slack : one.budget.slacks) CHECK(slack.upper() >= 0);
    CHECK(one.budget.total() > 0);
    CHECK(one.bets.size() == 3);
  }
}

TEST_CASE("Of a sum of quadratics the ledger adds up exactly") {
  const Problem problem = make_problem({.name = "rational-least-squares"});
  const auto& quadratic = std::get<Quadratic>(problem);
  const OneRun one = one_run(problem, to_run(hogwild(quadratic, {.gamma = critical_step_size(quadratic.constants(), 100), .workers = 8,
                                                                 .iterations = 150, .seed = 4, .x0 = {1, 1}})), true, 2);
  check_lines(one);
  CHECK(one.budget.discrepancy.is_zero());
  for (const Row& r : one.verdicts.rows()) CHECK(r.evidence() == Evidence::exact);
}

TEST_CASE("A schedule that delays the samples of one sign is rejected, one that does not look is not") {
  constexpr std::size_t T = 400;
  const Run oblivious = with_samples_of(Schedule::constant_delay(T, 1, 6), 11);
  std::vector<std::vector<Missing>> missing(T);
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t k = t - std::min<std::size_t>(t, 6); k < t; ++k)
      if (oblivious.sample[k] == 0) missing[t].push_back({k});
  const Run dependent = with_samples_of(Schedule(1, std::move(missing)), 11);  // the same samples: they depend on seed and label alone
  REQUIRE(dependent.sample == oblivious.sample);
  const Problem problem = make_problem({.name = "quiz"});
  CHECK_FALSE(bet(one_run(problem, oblivious, true, 1), claims::D34a).rejected(rejection_level()));
  CHECK(bet(one_run(problem, dependent, true, 1), claims::D34a).rejected(rejection_level()));
}

TEST_CASE("Samples of which one comes too often are rejected as not uniform") {
  Run run = with_samples_of(Schedule::constant_delay(400, 1, 2), 5);
  const Problem problem = make_problem({.name = "quiz"});
  CHECK_FALSE(bet(one_run(problem, run, true, 1), claims::D34b).rejected(rejection_level()));
  for (std::size_t t = 0; t < run.sample.size(); t += 2) run.sample[t] = 0;
  CHECK(bet(one_run(problem, run, true, 1), claims::D34b).rejected(rejection_level()));
}

TEST_CASE("Without independent samples no bet is made") {
  CHECK(one_run(make_problem({.name = "quiz"}), with_samples_of(Schedule::constant_delay(20, 1, 2), 5), false, 1).bets.empty());
  CHECK_THROWS_AS(one_run(make_problem({.name = "quiz"}), Run{}, true, 1), std::invalid_argument);
}

}  // namespace lemmata
