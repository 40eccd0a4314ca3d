// Tests of exam/distributed.hpp: races that are drawn, recorded, and that threads have run just now.
#include "exam/distributed.hpp"

#include "algorithms/audit.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/input_error.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "exam/bank/gantt.hpp"
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Catch::Matchers::ContainsSubstring;
using Keys = std::vector<std::string>;

namespace {

Quadratic parabola() { return noisy_quadratic(1, 0, 0); }

HogwildOptions by_hand(std::size_t T, std::size_t workers = 1) {
  return {.gamma = ratio(1, 2), .workers = workers, .iterations = T, .seed = 1, .overlap = true, .x0 = {8}, .lattice_bits = 20};
}

/// A record of f = x²/2, x₀ = 8, γ = ½ with these versions, as the threads would leave it: reads and updates follow.
Recording recorded_race(const std::vector<std::uint32_t>& worker, const std::vector<std::uint32_t>& seen, const std::vector<std::uint32_t>& landed) {
  Recording r = hogwild(parabola(), by_hand(seen.size()));
  r.workers = 1 + *std::max_element(worker.begin(), worker.end());
  r.worker = worker;
  r.x_final[0] = 8;
  for (std::size_t t = 0; t < seen.size(); ++t) {
    r.seen[t][0] = seen[t], r.landed[t][0] = landed[t];
    r.read[t][0] = 8;
    for (std::size_t k = 0; k < t; ++k)
      if (landed[k] <= seen[t]) r.read[t][0] += r.update[k][0];
    r.update[t][0] = -r.read[t][0] / 2;
    r.x_final[0] += r.update[t][0];
  }
  return r;
}

/// Update 0 is late: it lands after 1 and 2, and read 3 has seen 1 only.
Recording late_race() { return recorded_race({0, 1, 1, 2, 1}, {0, 0, 1, 1, 2}, {3, 1, 2, 5, 4}); }

Recording changed(const std::function<void(Recording&)>& change) {
  Recording r = late_race();
  change(r);
  return r;
}

/// Who missed what, on f = x²/2 with x₀ = 40 and γ = 1/20.
RaceByHand of_gantt(const bank::Gantt& gantt) {
  RaceByHand race{.story = "A race.", .table = gantt.table(), .x0 = 40, .gamma = ratio(1, 20)};
  Exact x_virtual = 40;
  for (std::size_t t = 0; t < gantt.size(); ++t) {
    race.missing.push_back(gantt.missing(t)), race.applied_again.push_back(gantt.applied_by_clock(t));
    race.read.push_back(x_virtual);
    for (const std::size_t k : gantt.missing(t)) race.read[t] += race.read[k] / 20;
    x_virtual -= race.read[t] / 20;
  }
  return race;
}

}  // namespace

TEST_CASE("The distributed exercise, worked by hand: three workers, delay 2, half of what Lemma 6.5 allows") {
  // A reads at 2, writes at 6; B at 3 and 7; C at 1 and 4, 5 and 8: read 3 has seen 0 and misses 1 and 2, all of them at 40
  const Question q = distributed_question(of_gantt(bank::Gantt({{0, 2, 6}, {1, 3, 7}, {2, 1, 4}, {2, 5, 8}})));
  CHECK(keys(q) == Keys{"{0}", "{1,2}", "2", "(40,40,38)", "34", "1", "16", "32", "2.0"});
  CHECK(q.points == 18);
}

TEST_CASE("A schedule that disagrees with the clock is an objection to the distributed exercise") {
  RaceByHand race = of_gantt(bank::Gantt({{0, 2, 6}, {1, 3, 7}, {2, 1, 4}, {2, 5, 8}}));
  race.applied_again[3] = {0, 1};
  Question q = distributed_question(race);
  q.kind = exam::Kind::cloze;
  CHECK(exam::objections(q).size() >= 4);  // seen, missing, reads, left side
}

TEST_CASE("Two reads of one value have one gradient: the drawn exercise is about a function") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Question q = question(exam::family("D1"), seed);
    CHECK_THAT(q.statement, ContainsSubstring("\\frac{1}{2}x^2"));
    CHECK_THAT(q.statement, ContainsSubstring("\\gamma \\le \\gamma_{crit}"));
    const auto left = parse_exact(q.gaps[6].key), right = parse_exact(q.gaps[7].key);
    REQUIRE((left && right));
    CHECK(*left <= *right);  // Lemma 6.5
  }
}

TEST_CASE("A recorded race becomes the distributed exercise, its key from the recorder and again from the order of the writes") {
  const Recording race = late_race();
  REQUIRE(audit(parabola(), race).passed());
  const Question q = distributed_exercise(race);
  CHECK(exam::objections(q).empty());
  CHECK(exam::unfit(q).empty());
  // reads 8, 8, 4, 4, 2; read 3 has seen 1 and misses 0 and 2; the virtual iterate is 8 − 4 − 4 − 2, and 288 is 2γ²·4·(64+64+16)
  CHECK(keys(q) == Keys{"{1}", "{0,2}", "4", "(8,4,4)", "-2", "2", "36", "288", "8.0"});
  CHECK_THAT(q.statement, ContainsSubstring("so Lemma (Difference) says nothing"));  // ½ is above the critical step size
}

TEST_CASE("Another order of the writes is another key") {
  const Recording other = recorded_race({0, 1, 1, 2, 1}, {0, 0, 1, 2, 2}, {3, 1, 2, 5, 4});
  REQUIRE(audit(parabola(), other).passed());
  CHECK(keys(distributed_exercise(other)) != keys(distributed_exercise(late_race())));
}

TEST_CASE("Races that threads have run just now are exercises with proved keys, or it is said why not") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    HogwildOptions options = by_hand(6, 3);
    options.seed = seed;
    const Recording race = hogwild(parabola(), options);
    try {
      const Question q = distributed_exercise(race, "race.trace");
      CHECK(exam::objections(q).empty());
    } catch (const InputError& refused) {
      CHECK_THAT(refused.what(), ContainsSubstring("race.trace: is no exercise"));
    }
  }
}

TEST_CASE("What is no exercise is refused in a line that says what would be") {
  const auto refused = [](const Recording& race, const std::string& why) { CHECK_THROWS_WITH(distributed_exercise(race, "a.trace"), (ContainsSubstring("a.trace: ") && ContainsSubstring(why))); };
  refused(hogwild(parabola(), by_hand(50)), "'50'; 3 to 8 updates");
  refused(hogwild(parabola(), by_hand(2)), "'2'; 3 to 8 updates");
  refused(hogwild(parabola(), by_hand(5)), "too little is missing");
  refused(hogwild(quiz(1, 2), {.gamma = ratio(1, 4), .workers = 1, .iterations = 5}), "'2'; d = 1");
  refused(hogwild(quiz(), {.gamma = ratio(1, 4), .workers = 1, .iterations = 5, .x0 = {3}}), "no multiple of the read");
}

TEST_CASE("A record that contradicts itself is no exercise") {
  const auto refused = [](const Recording& race) { CHECK_THROWS_WITH(distributed_exercise(race), ContainsSubstring("contradicts itself")); };
  refused(changed([](Recording& r) { r.read[3][0] = 6, r.update[3][0] = -3; }));   // nor this
  refused(changed([](Recording& r) { r.seen[4][0] = 1; }));                       // version 1 held something else
  refused(changed([](Recording& r) { r.landed[0][0] = 2; }));                     // two writes made version 2
  refused(changed([](Recording& r) { r.seen[1][0] = 5; }));                       // what comes later was seen
}
