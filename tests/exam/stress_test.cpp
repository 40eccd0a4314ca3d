// Stress: every family passes; a family with a planted wrong key, or with what does not print, is named.
#include "exam/stress.hpp"

#include "tests/exam/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;
using namespace lemmata::exam;

namespace {

/// Wrong at seed-dependent times: the second route disagrees when a = 3.
Question wrong_at_three(Draw& draw) {
  const long long a = draw.between("a", 1, 3);
  Question q;
  q.statement = "Twice \\(" + std::to_string(a) + "\\) is [[1]].";
  q.gaps = {{.key = std::to_string(2 * a), .points = 2}};
  q.derivations = {{"[[1]]", std::to_string(2 * a), "a + a", std::to_string(a == 3 ? 7 : 2 * a), "counting"}};
  q.solution = {{"Double it.", nullptr}};
  return q;
}

}  // namespace

TEST_CASE("Every family passes a short stress with its corners") {
  std::vector<const Family*> all;
  for (const Family& f : families()) all.push_back(&f);
  for (const Stressed& r : stress(all, 25, 2)) {
    INFO(r.family);
    CHECK(r.variants == 25);
    CHECK(r.corners >= 1);
    for (const std::string& objection : r.objections) FAIL_CHECK(objection);
  }
}

TEST_CASE("A planted wrong key is caught, at its seeds and at its corner") {
  const Family planted{.id = "E02", .title = "Planted", .kind = exam::Kind::number, .claims = {&claims::A1}, .make = wrong_at_three};
  const auto results = stress({&planted}, 50, 2);
  CHECK(results[0].objections.size() > 3);
  CHECK_THAT(results[0].objections[0], Catch::Matchers::ContainsSubstring("E02 corner 1") && Catch::Matchers::ContainsSubstring("6 by a + a, but 7 by counting"));
}

TEST_CASE("A planted formula that does not print is caught and named") {
  Question q = sample(exam::Kind::essay);
  CHECK(unprintable(q).empty());
  q.statement += " \\(\\unheard{of}\\)";
  const auto wrong = unprintable(q);
  REQUIRE_FALSE(wrong.empty());
  CHECK_THAT(wrong[0], Catch::Matchers::ContainsSubstring("\\unheard"));
}
