// Exam: keys that are not proved do not leave the generator.
#include "exam/certify.hpp"

#include "exam/family.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;
using namespace lemmata::exam;

TEST_CASE("A planted wrong key of a gap is an objection") {
  Question q = question(exam::family("E02"), 1);
  REQUIRE(exam::objections(q).empty());
  q.gaps[0].key = to_string(Exact(*parse_exact(q.gaps[0].key) + 1));
  const auto wrong = exam::objections(q);
  REQUIRE(wrong.size() == 1);
  CHECK_THAT(wrong[0], Catch::Matchers::ContainsSubstring("is not the"));
}

TEST_CASE("A planted wrong truth value is an objection") {
  Question q = question(exam::family("E01"), 1);
  REQUIRE(exam::objections(q).empty());
  std::swap(q.choices[0].right, q.choices[1].right);
  CHECK(exam::objections(q).size() >= 2);  // the derivation, and the engine
}

TEST_CASE("Two routes that disagree are an objection") {
  Question q = question(exam::family("E02"), 2);
  q.derivations[1].again = "7";
  CHECK_THAT(exam::objections(q).at(0), Catch::Matchers::ContainsSubstring("by all 12 ordered pairs"));
}

TEST_CASE("Accepted orders are counted alike by going through them and over subsets") {
  const std::vector<std::pair<std::size_t, std::size_t>> chain{{0, 1}, {1, 2}, {0, 3}};
  CHECK(accepted_orders_by_permutations(4, chain) == 3);
  CHECK(accepted_orders_by_subsets(4, chain) == 3);
  CHECK(accepted({0, 3, 1, 2}, chain));
  CHECK_FALSE(accepted({1, 0, 2, 3}, chain));
  CHECK_FALSE(accepted({0, 0, 1, 2}, chain));
}

TEST_CASE("The same seed gives the same question, another seed another") {
  const auto text = [](std::uint64_t seed) { return question(exam::family("E02"), seed).statement; };
  CHECK(text(5) == text(5));
  CHECK(text(5) != text(6));
  CHECK(question(exam::family("E02"), 5).stamp.digest == question(exam::family("E02"), 5).stamp.digest);
}
