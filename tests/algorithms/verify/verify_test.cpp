#include "algorithms/verify/verify.hpp"

#include <set>

#include "algorithms/input_error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

namespace lemmata {
namespace {

RunReport verified(const Words& words) { return verify(request(words), {.threads = 2}); }

const Row& row(const RunReport& report, const Claim& claim, std::string_view line = "") {
  for (const Row& r : report.verdicts.rows())
    if (r.claim == &claim && (line.empty() || r.line == line)) return r;
  throw std::out_of_range("no row " + std::string(claim.id));
}

void require_all_hold(const RunReport& report) {
  for (const Check& check : report.audit.checks)
    if (check.required && !check.passed) RC_FAIL(check.name + ": " + check.detail);
  const bool within = row(report, claims::A16).outcome == Outcome::holds;  // γ ≤ γ_crit(realised τ); else most lines are vacuous
  for (const Row& r : report.verdicts.rows()) {
    RC_ASSERT(r.outcome != Outcome::violated);
    if (r.claim != &claims::D33) RC_ASSERT(r.outcome != Outcome::undecided);  // doubles may leave open a slack that is all but 0
    if (within && lemma_of(r.claim->id) == "A21") RC_ASSERT(r.outcome == Outcome::holds || r.note != "");
  }
}

template <class T>
T pick(std::initializer_list<T> choices) {
  return *rc::gen::elementOf(std::vector<T>(choices));
}

std::string whole(int from, int to) { return std::to_string(*rc::gen::inRange(from, to + 1)); }

}  // namespace

TEST_CASE("Every line holds along real races, whatever the problem, the workers and the step size") {
  property("Hogwild!", [] {
    const std::string problem = pick<std::string>({"quiz", "noisy-quadratic", "saddle", "coordinate", "rational-least-squares", "interpolation"});
    const RunReport report = verified({.problem = problem, .workers = whole(1, 8), .iterations = whole(1, 80), .tau = whole(1, 60),
                                       .writes = pick<std::string>({"coordinate", "vector"}), .seed = whole(0, 1000)});
    require_all_hold(report);
    RC_TAG(report.tau);
  }, {.cases = 60});
  property("mini-batch SGD", [] {
    const std::string problem = pick<std::string>({"quiz", "noisy-quadratic", "coordinate", "interpolation"});
    require_all_hold(verified({.problem = problem, .algorithm = "mini-batch", .workers = whole(1, 4), .batch = whole(1, 6),
                               .form = pick<std::string>({"sum", "mean"}), .iterations = whole(1, 12), .seed = whole(0, 1000)}));
  }, {.cases = 40});
  property("delayed SGD", [] {
    const std::string problem = pick<std::string>({"quiz", "noisy-quadratic", "rational-least-squares"});
    require_all_hold(verified({.problem = problem, .algorithm = "delayed", .schedule = pick<std::string>({"constant", "slow-reader", "blocks"}),
                               .iterations = whole(1, 40), .tau = whole(1, 9), .seed = whole(0, 1000)}));
  }, {.cases = 40});
}

TEST_CASE("On a lattice every line holds, and no read is rounded") {
  property("Hogwild! and delayed SGD", [] {
    const std::string problem = pick<std::string>({"quiz", "noisy-quadratic", "saddle", "coordinate", "rational-least-squares", "interpolation"});
    Words words{.problem = problem, .algorithm = pick<std::string>({"hogwild", "delayed"}), .iterations = whole(1, 60), .tau = whole(1, 9),
                .seed = whole(0, 1000), .arithmetic = "lattice", .lattice_bits = whole(0, 50)};
    if (words.algorithm == "hogwild") words.writes = pick<std::string>({"coordinate", "vector"});
    const RunReport report = verified(words);
    require_all_hold(report);
    RC_ASSERT(report.rounding == 0);
  }, {.cases = 60});
  const RunReport on_data = verified({.problem = "least-squares", .workers = "4", .iterations = "40", .arithmetic = "lattice"});
  require_all_hold(on_data);
  CHECK(on_data.rounding == 0);
}

TEST_CASE("Every line holds along a race on data, for every loss") {
  for (const char* problem : {"logistic", "sigmoid", "geman-mcclure", "least-squares"}) {
    CAPTURE(problem);
    const RunReport report = verified({.problem = problem, .workers = "4", .iterations = "24"});
    CHECK(report.audit.passed());
    CHECK(report.verdicts.rows().size() > 10);
    for (const Row& r : report.verdicts.rows()) {
      CAPTURE(r.claim->id, r.line);
      CHECK((r.outcome == Outcome::holds || r.outcome == Outcome::vacuous || r.claim == &claims::D33));
    }
  }
}

TEST_CASE("A step size above 1/(2L(M+1)) makes Decrease vacuous, and the line that fails without its hypothesis is named") {
  const RunReport report = verified({.problem = "noisy-quadratic", .algorithm = "delayed", .iterations = "20", .tau = "2", .gamma = "1/2"});
  CHECK(row(report, claims::A21).outcome == Outcome::vacuous);
  CHECK(row(report, claims::A21e).outcome == Outcome::vacuous);
  REQUIRE(row(report, claims::A21e).failure);
  CHECK(row(report, claims::A21d).outcome == Outcome::holds);
  CHECK(row(report, claims::C1).outcome == Outcome::holds);
  CHECK(summary({report}).exit_code() == 0);
}

TEST_CASE("A step size just above the critical one makes the run's row vacuous, not holds") {
  const RunReport just = verified({.problem = "quiz", .algorithm = "delayed", .iterations = "9", .tau = "3", .gamma = "1/30"});
  CHECK(row(just, claims::A16).outcome == Outcome::holds);
  const RunReport above = verified({.problem = "quiz", .algorithm = "delayed", .iterations = "9", .tau = "3", .gamma = "1000001/30000000"});
  CHECK(row(above, claims::A16).outcome == Outcome::vacuous);
}

TEST_CASE("A schedule that hides a missing update is violated: the recorded reads are not those of that schedule") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const Delayed delayed = delayed_sgd(std::get<Quadratic>(problem), Schedule::constant_delay(30, 1, 2), {.gamma = ratio(1, 60), .seed = 1, .x0 = {1.0}});
  const auto outcome_of_reads = [&](const Run& run) {
    const Judgement judgement = judge(problem, run, {});
    for (const Row& r : judgement.verdicts.rows())
      if (r.line == "machine sum within rounding") return r.outcome;
    throw std::out_of_range("no such row");
  };
  CHECK(outcome_of_reads(delayed.run) == Outcome::holds);
  Run tampered = delayed.run;
  tampered.schedule = Schedule::constant_delay(30, 1, 1);
  CHECK(outcome_of_reads(tampered) == Outcome::violated);
}

TEST_CASE("A mask that hides a missing update is violated by the versions that the race left behind") {
  const Problem problem = make_problem({.name = "noisy-quadratic"});
  const Recording race = mini_batch_sgd(std::get<Quadratic>(problem), {.gamma = ratio(1, 60), .batch = 3, .iterations = 10, .x0 = {1.0}});
  const auto outcome_of_identity = [&](const Run& run) {
    const Judgement judgement = judge(problem, run, {.reads = reads_by_versions(race)});
    for (const Row& r : judgement.verdicts.rows())
      if (r.claim == &claims::A15 && r.line != "machine sum within rounding") return r.outcome;
    throw std::out_of_range("no such row");
  };
  Run run = to_run(race);
  CHECK(outcome_of_identity(run) == Outcome::holds);
  run.schedule = Schedule::blocks(30, 1, 2);
  CHECK(outcome_of_identity(run) == Outcome::violated);
}

TEST_CASE("Without replacement, what rests on independent samples is vacuous and the batch variance is not") {
  const RunReport report =
      verified({.problem = "coordinate", .algorithm = "mini-batch", .batch = "3", .sampling = "without-replacement", .iterations = "5"});
  CHECK(row(report, claims::A21).outcome == Outcome::vacuous);
  CHECK(row(report, claims::A14).outcome == Outcome::vacuous);
  CHECK(row(report, claims::A2).outcome == Outcome::holds);
}

TEST_CASE("The delay of a recorded mini-batch run is b−1") {
  for (const char* b : {"1", "2", "5"}) {
    const RunReport report = verified({.problem = "quiz", .algorithm = "mini-batch", .batch = b, .iterations = "3"});
    CHECK(report.tau + 1 == std::stoul(b));
    CHECK(row(report, claims::A18).outcome == Outcome::holds);
  }
}

TEST_CASE("A diverging run is reported as diverged, with verdicts on its finite part alone") {
  const RunReport report = verified({.problem = "quiz", .algorithm = "delayed", .iterations = "2000", .tau = "3", .gamma = "1000"});
  REQUIRE(report.diverged_at);
  CHECK(report.iterations <= *report.diverged_at);
  CHECK(report.audit.passed());
  CHECK(row(report, claims::A21).outcome == Outcome::vacuous);
  CHECK(table(report, Style(stdout)).find("diverged") != std::string::npos);
}

TEST_CASE("The verdicts do not depend on the number of judging threads") {
  const Words words{.problem = "noisy-quadratic", .algorithm = "delayed", .iterations = "40", .tau = "3"};
  const auto one = json({verify(request(words), {.threads = 1})}), four = json({verify(request(words), {.threads = 4})});
  CHECK(one == four);
}

TEST_CASE("The JSON report has the documented shape") {
  const nlohmann::json report = json({verified({.problem = "quiz", .iterations = "20", .gamma = "1/250"})});
  CHECK(report["version"] == 1);
  const auto& run = report["runs"][0];
  CHECK(run["gamma"] == "1/250");
  for (const char* key : {"problem", "algorithm", "workers", "iterations", "tau", "mean_staleness", "audit", "claims"}) CHECK(run.contains(key));
  CHECK(run["audit"]["passed"] == true);
  for (const auto& claim : run["claims"])
    for (const char* key : {"id", "line", "outcome", "evidence", "checks", "least_slack", "at"}) CHECK(claim.contains(key));
  const auto& s = report["summary"];
  CHECK(s["holds"].get<std::size_t>() + s["violated"].get<std::size_t>() + s["undecided"].get<std::size_t>() +
            s["vacuous"].get<std::size_t>() == run["claims"].size());
}

TEST_CASE("Each of the claims A1 to A25 has a row, a bet, or a line of its proof in the tour") {
  std::set<std::string> met;
  for (Request r : tour(std::nullopt)) {
    r.iterations = std::min<std::size_t>(r.iterations, 40);
    const RunReport report = verify(r, {.threads = 2});
    CHECK(summary({report}).exit_code() == 0);
    for (const Row& one : report.verdicts.rows())
      if (one.outcome == Outcome::holds || one.claim == &claims::A24) met.insert(std::string(lemma_of(one.claim->id)));
    for (const Bet& bet : report.bets)
      if (bet.claim == &claims::D34b) met.insert("A25");
  }
  for (const Claim* claim : claims::all)
    if (claim->id.starts_with("A")) {
      CAPTURE(claim->id);
      CHECK((met.contains(std::string(lemma_of(claim->id))) || claim == &claims::A24));  // A24 needs a read that saw part of an update
    }
}

TEST_CASE("Repetitions are judged as one, and their e-values averaged") {
  const Words words{.problem = "quiz", .algorithm = "delayed", .iterations = "30", .tau = "2"};
  const RunReport three = verify(request(words), {.threads = 2, .repeat = 3});
  CHECK(three.repetitions == 3);
  CHECK(row(three, claims::A21, "Lemma 6.4 (Decrease)").checks == 90);
  double mean = 0;
  for (const char* seed : {"1", "2", "3"}) {
    Words one = words;
    one.seed = seed;
    mean += verify(request(one), {.threads = 2}).bets.at(1).value.middle() / 3;
  }
  CHECK(three.bets.at(1).value.middle() == Approx(mean));
}

TEST_CASE("The exit code says the worst that was found") {
  RunReport report;
  report.verdicts.add(claims::A12, "a line", Outcome::holds, 1);
  CHECK(summary({report}).exit_code() == 0);
  report.verdicts.add(claims::A13, "a line", Outcome::vacuous, 1);
  CHECK(summary({report}).exit_code() == 0);
  report.verdicts.add(claims::A14, "a line", Outcome::undecided, 1);
  CHECK(summary({report}).exit_code() == 3);
  report.verdicts.add(claims::A15, "a line", Outcome::violated, 1);
  CHECK(summary({report}).exit_code() == 1);
  RunReport unsound;
  unsound.audit.checks.push_back({.name = "replay", .passed = false});
  CHECK(summary({unsound}).exit_code() == 1);
}

}  // namespace lemmata
