// Exam, the bank: questions on oracles and variance. What the keys say is found again by routes that the families do not use.
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;

namespace {

Exact parameter(const Question& q, std::string_view name) {
  for (const auto& [key, value] : q.parameters)
    if (key == name) return *parse_exact(value);
  throw std::out_of_range(std::string(name));
}

}  // namespace

TEST_CASE("E04: the right pair is the least one by the discriminant, and each other one fails at its x") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    const Question q = question(exam::family("E04"), seed);
    const Exact a1 = parameter(q, "a1"), a2 = parameter(q, "a2"), m1 = a1 * parameter(q, "c1"), m2 = a2 * parameter(q, "c2"), M = parameter(q, "M");
    const Exact sigma2 = *parse_exact(q.derivations[0].value);
    // M((a1+a2)x − (m1+m2))²/4 + σ² − ((a1−a2)x − (m1−m2))²/4 = ax² + bx + c, which touches 0 and is nowhere below
    const Exact a = (M * square(Exact(a1 + a2)) - square(Exact(a1 - a2))) / 4;
    const Exact b = -(M * (a1 + a2) * (m1 + m2) - (a1 - a2) * (m1 - m2)) / 2;
    const Exact c = (M * square(Exact(m1 + m2)) - square(Exact(m1 - m2))) / 4 + sigma2;
    CHECK(a > 0);
    CHECK(b * b == 4 * a * c);
    for (const Choice& choice : q.choices)
      if (!choice.right) CHECK(choice.refutation->refutes());
  }
}

TEST_CASE("E04: a distractor whose refutation refutes nothing is an objection") {
  Question q = question(exam::family("E04"), 1);
  for (Choice& choice : q.choices)
    if (choice.refutation) choice.refutation->right = choice.refutation->left;
  CHECK(exam::objections(q).size() == 3);
}

TEST_CASE("E05: true below 2/(L(M+1)), false for any step size, with a step that grows") {
  CHECK(truth_of(with_parameters("E05", {{"below", "1"}})));
  const Question q = with_parameters("E05", {{"below", "0"}, {"L", "1"}, {"root_M", "2"}});
  CHECK_FALSE(truth_of(q));
  REQUIRE(q.answer->witness);
  CHECK(q.answer->witness->sides.left == ratio(8, 5));  // 1 − 2·3/5 + 9/25·5 at γ = 3/5
}

TEST_CASE("E06: the factor is M+1, not M") {
  CHECK_FALSE(truth_of(with_parameters("E06", {{"variant", "0"}})));
  CHECK(truth_of(with_parameters("E06", {{"variant", "1"}})));
}

TEST_CASE("Every seed of the questions on oracles has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E03", "E04", "E05", "E06"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}
