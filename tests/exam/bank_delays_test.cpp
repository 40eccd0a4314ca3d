// Exam, the bank: questions on delays, and numbers of the first three sections that were found by hand.
#include "exam/bank/gantt.hpp"
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;

TEST_CASE("Every seed of E01 and E02 has a key that is proved, and no planted key passes") {
  for (const char* id : {"E01", "E02"}) stress(id), refuses_planted_keys(id);
}

TEST_CASE("The numbers of the bank come out") {
  using Keys = std::vector<std::string>;
  CHECK(keys(with_parameters("E02", {{"g1", "4"}, {"g2", "1"}, {"g3", "-2"}})) == Keys{"15/4", "5/2"});
  CHECK(keys(with_parameters("E07", {{"M", "30"}, {"b", "10"}, {"growth", "2"}})) == Keys{"4/5", "8/5"});
  CHECK(keys(with_parameters("E08", {{"growth", "2"}})) == Keys{"keep it", "divide by 2", "times 2", "keep it"});
  CHECK(keys(with_parameters("E10", {{"b", "2"}, {"L", "1"}, {"root_M", "2"}})) == Keys{"1/3", "2/3"});
  CHECK(keys(with_parameters("E12", {{"L", "1"}, {"sigma", "1"}, {"one_over_gamma_L", "10"}})) == Keys{"1/19", "1/2", "19/2"});
  CHECK(keys(with_parameters("E16", {{"pattern", "0"}, {"x0", "8"}, {"one_over_gamma", "4"}})) == Keys{"8", "6", "4", "4", "5/2", "3/2", "9/4"});
  CHECK(keys(with_parameters("E19", {{"T", "10"}, {"tau", "3"}, {"from_the_end", "1"}}))[1] == "1");
  const Question nine = with_parameters("E09", {{"M", "12"}, {"sigma2", "4"}, {"one_over_epsilon", "5"}, {"b", "8"}});
  CHECK(keys(nine) == Keys{"32", "33/5", "33/2"});
}

TEST_CASE("A schedule on paper says the same by its times and moment by moment") {
  const bank::Gantt race({{0, 1, 6}, {1, 2, 3}, {1, 4, 5}, {0, 7, 8}});
  CHECK(race.missing(2) == bank::Labels{0});
  CHECK(race.applied_by_clock(2) == bank::Labels{1});
  CHECK(race.schedule().tau() == 2);
  CHECK(race.delay_by_clock() == 2);
  CHECK_THROWS_WITH(bank::Gantt({{0, 1, 3}, {1, 3, 4}}), Catch::Matchers::ContainsSubstring("same time"));
  CHECK_THROWS_WITH(bank::Gantt({{0, 1, 4}, {0, 2, 5}}), Catch::Matchers::ContainsSubstring("before it has written"));
}

TEST_CASE("E14: one slow worker makes any delay, the number of missing updates is bounded") {
  const Question delay = with_parameters("E14", {{"count", "0"}, {"workers", "4"}});
  CHECK_FALSE(truth_of(delay));
  REQUIRE(delay.answer->witness);
  CHECK(delay.answer->witness->sides == Sides{5, 3});
  CHECK(truth_of(with_parameters("E14", {{"count", "1"}})));
}

TEST_CASE("E18: the memory ends at the virtual iterate, but need not have passed all of them") {
  const bool truths[] = {true, true, false, true};
  for (int v = 0; v < 4; ++v) CHECK(truth_of(with_parameters("E18", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("Every seed of the questions on delays has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E13", "E14", "E15", "E16", "E17", "E18", "E19", "D1"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}
