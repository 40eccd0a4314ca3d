// Tests of lemmas/numbers/truth.hpp.
#include "lemmas/numbers/truth.hpp"

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/exact.hpp"
#include "lemmas/numbers/wide.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"

using namespace lemmata;

namespace {

template <class A, class B = A>
concept Judged = requires(const A& a, const B& b) {
  le(a, b);
  eq(a, b);
};

constexpr Truth truths[] = {Truth::no, Truth::unknown, Truth::yes};

}  // namespace

TEST_CASE("Asking for a verdict on doubles does not compile") {
  STATIC_REQUIRE(Judged<Exact>);
  STATIC_REQUIRE(Judged<Enclosure>);
  STATIC_REQUIRE(Judged<WideEnclosure>);
  STATIC_REQUIRE_FALSE(Judged<double>);
  STATIC_REQUIRE_FALSE(Judged<float>);
  STATIC_REQUIRE_FALSE(Judged<double, int>);
  STATIC_REQUIRE_FALSE(Judged<float, double>);
}

TEST_CASE("Numbers of different kinds are not compared: the rational would have to say as what") {
  STATIC_REQUIRE_FALSE(Judged<Enclosure, Exact>);
  STATIC_REQUIRE_FALSE(Judged<WideEnclosure, Exact>);
  STATIC_REQUIRE_FALSE(Judged<Enclosure, WideEnclosure>);
}

TEST_CASE("Both hold only if each holds, and not if one does not") {
  for (const Truth a : truths)
    for (const Truth b : truths) {
      CAPTURE(a, b);
      CHECK((a && b) == (b && a));
      CHECK(((a && b) == Truth::yes) == (a == Truth::yes && b == Truth::yes));
      CHECK(((a && b) == Truth::no) == (a == Truth::no || b == Truth::no));
    }
}

TEST_CASE("Not knowing whether is not knowing whether not") {
  CHECK((!Truth::yes) == Truth::no);
  CHECK((!Truth::no) == Truth::yes);
  CHECK((!Truth::unknown) == Truth::unknown);
  CHECK(truth(true) == Truth::yes);
  CHECK(truth(false) == Truth::no);
}
