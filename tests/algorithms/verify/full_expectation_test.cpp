#include "algorithms/verify/full_expectation.hpp"

#include "algorithms/delayed_sgd.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/input_error.hpp"
#include "lemmas/step_size.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

namespace lemmata {
namespace {

Run delayed_run(const Problem& problem, const Schedule& schedule, const Exact& gamma) {
  return delayed_sgd(std::get<Quadratic>(problem), schedule,
                     {.gamma = gamma, .seed = 3, .x0 = std::vector<double>(dimension(problem), 1.0)}).run;
}

const Row& row(const FullExpectation& E, const Claim& claim, std::string_view line) {
  for (const Row& r : E.verdicts.rows())
    if (r.claim == &claim && r.line == line) return r;
  throw std::out_of_range("no row " + std::string(claim.id) + " " + std::string(line));
}

}  // namespace

TEST_CASE("A race of eight threads is harvested and replayed: every claim in full expectation is decided in rationals") {
  const Problem problem = make_problem({.name = "interpolation"});  // σ = 0: the critical step size is the tuned one
  for (const Writes writes : {Writes::coordinate, Writes::vector}) {
    const Quadratic& quadratic = std::get<Quadratic>(problem);
    const Recording race = hogwild(quadratic, {.gamma = critical_step_size(quadratic.constants(), 200), .workers = 8, .iterations = 120,
                                               .seed = 5, .writes = writes, .x0 = {1, 1}});
    const FullExpectation E = full_expectation(problem, replay(to_run(race)), Expectation::replay, std::nullopt);
    CHECK(E.how == "second moments in rationals");
    for (const Row& r : E.verdicts.rows()) {
      CAPTURE(r.claim->id, r.line);
      CHECK((r.outcome == Outcome::holds || r.claim == &claims::A17));  // γ is not the critical one of the delay that came
      CHECK(r.evidence() == Evidence::exact);
    }
    CHECK(row(E, claims::A22, "Lemma 6.5 (Difference)").checks == 240);
    REQUIRE(E.gradient2);
    CHECK(E.gradient2->lower() > 0);
  }
}

TEST_CASE("All paths and second moments say the same of a run") {
  property("rows and averages", [] {
    const Problem problem = make_problem({.name = *rc::gen::elementOf(std::vector<std::string>{"quiz", "noisy-quadratic"})});
    const std::size_t T = *rc::gen::inRange<std::size_t>(1, 7), tau = *rc::gen::inRange<std::size_t>(0, 4);
    const Run run = delayed_run(problem, Schedule::slow_reader(T, 1, tau), critical_step_size(constants(problem), tau));
    const FullExpectation paths = full_expectation(problem, replay(run), Expectation::paths, std::nullopt);
    const FullExpectation moments = full_expectation(problem, replay(run), Expectation::moments, std::nullopt);
    RC_ASSERT(*paths.gradient2 == *moments.gradient2);
    RC_ASSERT(paths.verdicts.rows().size() == moments.verdicts.rows().size());
    for (std::size_t r = 0; r < paths.verdicts.rows().size(); ++r) {
      const Row &a = paths.verdicts.rows()[r], &b = moments.verdicts.rows()[r];
      RC_ASSERT(a.outcome == b.outcome);
      RC_ASSERT(a.least.has_value() == b.least.has_value());
      if (a.least) RC_ASSERT(a.least->value == b.least->value);
    }
  }, {.cases = 30});
}

TEST_CASE("Of a long run, what can be tight is asked in rationals where the run begins, and the averages in intervals") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const std::size_t T = 9000;
  const Run run = delayed_run(problem, Schedule::constant_delay(T, 1, 4), critical_step_size(constants(problem), 4));
  const FullExpectation E = full_expectation(problem, replay(run), Expectation::strongest, std::nullopt);
  CHECK(E.how.starts_with("second moments, t < "));
  for (const Row& r : E.verdicts.rows()) {
    CAPTURE(r.claim->id, r.line);
    CHECK((r.outcome == Outcome::holds || r.claim == &claims::A17));  // γ is not tuned to T
    if (r.claim == &claims::A22 || r.claim == &claims::A22d || r.claim == &claims::A22e) CHECK(r.evidence() == Evidence::exact);
  }
  CHECK(row(E, claims::A22, "Lemma 6.5 (Difference)").checks < 2 * T);  // asked by itself, and in Proof II
  CHECK(row(E, claims::MAIN, "main inequality").evidence() == Evidence::enclosed);
}

TEST_CASE("Moments that are asked for are of the whole run, in intervals where rationals would take long") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const std::size_t T = 9000;
  const Run run = delayed_run(problem, Schedule::constant_delay(T, 1, 4), critical_step_size(constants(problem), 4));
  const FullExpectation E = full_expectation(problem, replay(run), Expectation::moments, std::nullopt);
  const Row& lemma = row(E, claims::A22, "Lemma 6.5 (Difference)");
  CHECK(lemma.checks == 2 * T);  // asked by itself, and in Proof II
  CHECK(lemma.outcome == Outcome::holds);
  CHECK(lemma.evidence() == Evidence::enclosed);
}

TEST_CASE("Above the critical step size the lemmas in full expectation are vacuous, and what fails without the hypothesis is named") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const Run run = delayed_run(problem, Schedule::constant_delay(12, 1, 5), Exact(1));
  const FullExpectation E = full_expectation(problem, replay(run), Expectation::moments, std::nullopt);
  const Row& lemma = row(E, claims::A22, "Lemma 6.5 (Difference)");
  CHECK(lemma.outcome == Outcome::vacuous);
  CHECK(lemma.failure);
}

TEST_CASE("The tuned step size makes Theorem 6.3 speak, and another leaves it vacuous") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const Constants& c = constants(problem);
  const Exact tuned = tuned_step_size(c, 3, Horizon<Exact>{ratio(1, 2), 200});
  const auto theorem = [&](const Exact& gamma) {
    const FullExpectation E =
        full_expectation(problem, replay(delayed_run(problem, Schedule::constant_delay(200, 1, 3), gamma)), Expectation::moments, std::nullopt);
    return row(E, claims::A17, "(S/T − C₁LF₀(M+τ)/T)₊² ≤ C₂² LF₀σ²/T").outcome;
  };
  CHECK(theorem(tuned) == Outcome::holds);
  CHECK(theorem(tuned / 50) == Outcome::vacuous);
}

TEST_CASE("What cannot be computed is refused, saying what would") {
  using Catch::Matchers::Contains;
  const Problem quiz = make_problem({.name = "quiz"});
  const Run run = delayed_run(quiz, Schedule::constant_delay(64, 1, 1), ratio(1, 20));
  CHECK_THROWS_WITH(full_expectation(quiz, replay(run), Expectation::paths, std::nullopt), Contains("2^64") && Contains("moment"));
  CHECK(full_expectation(quiz, replay(run), Expectation::none, std::nullopt).verdicts.rows().empty());
  const Problem logistic = make_problem({.name = "logistic"});
  const Run race = to_run(hogwild(std::get<LinearModel<Logistic>>(logistic), {.gamma = ratio(1, 1000), .workers = 2, .iterations = 5, .seed = 1}));
  CHECK_THROWS_WITH(full_expectation(logistic, replay(race), Expectation::moments, std::nullopt), Contains("quadratics"));
  CHECK(full_expectation(logistic, replay(race), Expectation::strongest, std::nullopt).verdicts.rows().empty());
  CHECK_THROWS_AS(parse_expectation("guess"), InputError);
}

}  // namespace lemmata
