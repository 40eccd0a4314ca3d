// Exam, the bank: questions on mini-batches. The numbers are those that were found by hand.
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Keys = std::vector<std::string>;

TEST_CASE("E09: critical batch size 32: speed-up 11/3, 33/5 and 33/2") {
  const auto keys_at = [](const char* b) { return keys(with_parameters("E09", {{"M", "12"}, {"sigma2", "4"}, {"one_over_epsilon", "5"}, {"b", b}})); };
  CHECK(keys_at("4") == Keys{"32", "11/3", "33/2"});
  CHECK(keys_at("8") == Keys{"32", "33/5", "33/2"});
}

TEST_CASE("E11: with 21 gradients and a tenth of 1/L the factor is -11/10, the mean form does not care") {
  const Question q = with_parameters("E11", {{"mean_form", "0"}, {"L", "1"}, {"kappa", "10"}, {"b", "21"}});
  CHECK_FALSE(truth_of(q));
  REQUIRE(q.answer->witness);
  CHECK(q.answer->witness->sides == Sides{ratio(121, 200), ratio(1, 2)});
  CHECK_THAT(q.solution[0].text, Catch::Matchers::ContainsSubstring("-\\frac{11}{10}"));
  CHECK(truth_of(with_parameters("E11", {{"mean_form", "1"}})));
}

TEST_CASE("E12: a planted ratio is refused by the fixed point of the recursion") {
  Question q = with_parameters("E12", {{"L", "1"}, {"sigma", "1"}, {"one_over_gamma_L", "10"}});
  CHECK(q.derivations[2].again == "19/2");
  q.gaps[2].key = q.derivations[2].value = "9";
  CHECK_FALSE(exam::objections(q).empty());
}

TEST_CASE("Every seed of the questions on mini-batches has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E07", "E08", "E09", "E10", "E11", "E12"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}
