// Exam, the bank: questions of our own, and whether every claim of the lecture has one.
#include <set>

#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Keys = std::vector<std::string>;

TEST_CASE("E37: the table of rates: 12.5, 8 and 6") {
  CHECK(keys(with_parameters("E37", {{"row", "0"}})) == Keys{"4/5", "1", "25/2"});
  CHECK(keys(with_parameters("E37", {{"row", "1"}, {"kappa", "4"}})) == Keys{"1/2", "1", "8"});
  CHECK(keys(with_parameters("E37", {{"row", "2"}, {"kappa", "3"}})) == Keys{"1/2", "1", "6"});
  CHECK(keys(with_parameters("E37", {{"row", "2"}, {"kappa", "10"}})) == Keys{"17/20", "1", "200/17"});
}

TEST_CASE("E38: the sharper Decrease is an equality on parabolas") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Keys key = keys(question(exam::family("E38"), seed));
    CHECK(key[0] == key[1]);
    CHECK(key[3] == "not met");
  }
}

TEST_CASE("E39: consistent reads halve the constants of Difference, 17/20 is true, 43/50 is not") {
  const bool truths[] = {true, false, true, false};
  for (int v = 0; v < 4; ++v) CHECK(truth_of(with_parameters("E39", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("E40: what is left when the schedule depends on the noise") {
  const bool truths[] = {false, true, false, true, false};
  for (int v = 0; v < 5; ++v) CHECK(truth_of(with_parameters("E40", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("E43: eight equal samples reject uniformity at 1/20") {
  const Keys key = keys(with_parameters("E43", {{"one_over_alpha", "20"}}));
  CHECK(key[0] == "1");
  CHECK(key[1] == "20");
  CHECK(key[3] == "8");
}

TEST_CASE("E47: the least and the average, not the last") {
  const bool truths[] = {false, true, true};
  for (int v = 0; v < 3; ++v) CHECK(truth_of(with_parameters("E47", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("The questions of our own: every seed and every corner has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E37", "E38", "E39", "E40", "E41", "E42", "E43", "E44", "E45", "E46", "E47"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}

TEST_CASE("Every claim of the registry is asked about by some family, and every solution cites claims") {
  std::set<std::string_view> named;
  for (const exam::Family& f : exam::families())
    for (const Claim* claim : f.claims) named.insert(claim->id);
  for (const Claim* claim : claims::all) {
    INFO(claim->id);
    CHECK(named.contains(claim->id));
  }
  for (const exam::Family& f : exam::families()) {
    INFO(f.id);
    CHECK_FALSE(f.claims.empty());
    const Question q = question(f, 1);
    CHECK(std::any_of(q.solution.begin(), q.solution.end(), [](const SolutionStep& step) { return step.claim != nullptr; }));
  }
}
