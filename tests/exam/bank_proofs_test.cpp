// Exam, the bank: questions on the lemmas, the theorem and step sizes. The numbers are those that were found by hand.
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Keys = std::vector<std::string>;

TEST_CASE("E20 accepts every order in which a proof can be carried out, and no other") {
  const Question q = with_parameters("E20", {{"proof", "0"}});
  const auto& [lines, before, key] = *q.ordering;
  CHECK(lines.size() == 7);
  CHECK(accepted_orders_by_permutations(lines.size(), before) == 7);
  CHECK(q.derivations[0].value == "7");
  auto commuted = key;  // the second moment inserted after the split
  std::swap(commuted[2], commuted[3]);
  CHECK(accepted(commuted, before));
  auto wrong = key;  // Young before the split
  std::swap(wrong[3], wrong[4]);
  CHECK_FALSE(accepted(wrong, before));
  std::swap(wrong[3], wrong[4]);
  std::swap(wrong[0], wrong[1]);  // expectation before smoothness
  CHECK_FALSE(accepted(wrong, before));
}

TEST_CASE("E21: slack 1/50 with 1/4, and -1/200 with 1/2, at x = 1, virtual iterate 0, step size 1/10") {
  const Question q = with_parameters("E21", {{"L", "1"}, {"tau", "1"}, {"c", "50"}});
  const Judged at_key = q.challenge->judge(q.challenge->key);
  CHECK(at_key.left - at_key.right == ratio(1, 200));
  CHECK_THAT(q.solution[2].text, Catch::Matchers::ContainsSubstring("\\frac{1}{50}"));
  CHECK_THAT(q.solution[2].text, Catch::Matchers::ContainsSubstring("\\frac{9}{20}"));
}

TEST_CASE("E21 says what is wrong with an instance") {
  const Question q = with_parameters("E21", {{"L", "1"}, {"tau", "1"}, {"c", "50"}});
  for (const auto& judge : {q.challenge->judge, q.challenge->judge_again}) {
    const Judged above = judge({{"x", 1}, {"x_virtual", 0}, {"gamma", 1}});
    CHECK(above.is == Judged::Is::invalid);
    CHECK_THAT(above.why, Catch::Matchers::ContainsSubstring("above the critical step size 1/10"));
    CHECK(judge({{"x", 1}, {"x_virtual", 0}, {"gamma", 0}}).is == Judged::Is::invalid);
    const Judged kept = judge({{"x", 1}, {"x_virtual", 1}, {"gamma", ratio(1, 10)}});
    CHECK(kept.is == Judged::Is::holds);
    CHECK(judge({{"x", -2}, {"x_virtual", 0}, {"gamma", ratio(1, 20)}}).is == Judged::Is::refutes);  // a student's own
  }
}

TEST_CASE("E22: 1/4 at 1/(2L(M+1)), 9/20 at 1/(10L(M+1))") {
  CHECK(keys(with_parameters("E22", {{"kappa", "2"}})) == Keys{"1/4"});
  CHECK(keys(with_parameters("E22", {{"kappa", "10"}})) == Keys{"9/20"});
}

TEST_CASE("E23: 1/8 and 1/2 for 4") { CHECK(keys(with_parameters("E23", {{"c", "4"}})) == Keys{"1/8", "1/2", "1/16", "1/4"}); }

TEST_CASE("E24: the mutants of Difference") {
  const bool truths[] = {false, false, false, false, true, true, true, true};
  for (int v = 0; v < 8; ++v) CHECK(truth_of(with_parameters("E24", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("E25: constants (3/2, 2) fail at (2, 1): 9 > 8, Young with 1/4 and 1/2 at (-2, 1)") {
  const Question square = with_parameters("E25", {{"inequality", "0"}, {"pair", "0"}});
  const Judged at = square.challenge->judge({{"u", 2}, {"v", 1}});
  CHECK(at.is == Judged::Is::refutes);
  CHECK(at.left == 9);
  CHECK(at.right == 8);
  const Question young = with_parameters("E25", {{"inequality", "1"}, {"pair", "0"}});
  CHECK(young.challenge->judge({{"a", -2}, {"b", 1}}).is == Judged::Is::refutes);
  CHECK(young.challenge->judge({{"a", 1}, {"b", 1}}).is == Judged::Is::holds);
}

TEST_CASE("E26: true for one shared memory, 310/9 > 286/9 for arbitrary sets") {
  CHECK(truth_of(with_parameters("E26", {{"reads", "0"}})));
  const Question q =
      with_parameters("E26", {{"reads", "1"}, {"curvature", "-1"}, {"x0", "2"}, {"one_over_gamma", "3"}, {"twice_slope", "1"}});
  CHECK_FALSE(truth_of(q));
  REQUIRE(q.answer->witness);
  CHECK(q.answer->witness->sides == Sides{ratio(310, 9), ratio(286, 9)});
  CHECK(q.answer->witness->confirmed());
}

TEST_CASE("E27: 6/25 and 3/5 for 10, 3/16 and 3/4 for 4, the best constant is 2 sqrt 3") {
  CHECK(keys(with_parameters("E27", {{"c", "10"}})) == Keys{"6/25", "3/5", "125/3"});
  CHECK(keys(with_parameters("E27", {{"c", "4"}})) == Keys{"3/16", "3/4", "64/3"});
  CHECK(keys(with_parameters("E27", {{"ask", "3"}})) == Keys{"3.46", "20.78"});
}

TEST_CASE("E28: tuning costs a factor 2, not 1") {
  const bool truths[] = {true, false, false, false, true, true};
  for (int v = 0; v < 6; ++v) CHECK(truth_of(with_parameters("E28", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("E29: stable up to 1 for a delay of 1 and 0.618 for 2, 10 and 12.4 times the critical step size") {
  CHECK(keys(with_parameters("E29", {{"tau", "1"}, {"L", "1"}})) == Keys{"1.00", "10.0"});
  CHECK(keys(with_parameters("E29", {{"tau", "2"}, {"L", "1"}})) == Keys{"0.62", "12.4"});
}

TEST_CASE("E31: 1/4 - 1/100 is at least 1/5 and 6/25, not 1/4") {
  const bool truths[] = {true, true, false};
  for (int v = 0; v < 3; ++v) CHECK(truth_of(with_parameters("E31", {{"variant", std::to_string(v)}})) == truths[v]);
}

TEST_CASE("The questions on proofs: every seed and every corner has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E20", "E21", "E22", "E23", "E24", "E25", "E26", "E27", "E28", "E29", "E30", "E31"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}
