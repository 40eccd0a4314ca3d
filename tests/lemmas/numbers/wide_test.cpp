// Tests of lemmas/numbers/wide.hpp.
#include "lemmas/numbers/wide.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/numbers/expression.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

TEST_CASE("5000 random expressions lie in their wide enclosures") {
  property("zeros, subnormals, division and squares among them", [] {
    const Expression e = *draw::expression(6).as("expression");
    if (const auto exactly = evaluate<Exact>(e)) RC_ASSERT(contains(*evaluate<WideEnclosure>(e), *exactly));
  }, {.cases = 5000});
}

TEST_CASE("The wide enclosure of a rational is at most 2⁻²⁵⁵ of it wide") {
  property("relative to the number", [] {
    const Exact a = *draw::any_rational().as("a");
    RC_ASSERT(contains(wide(a), a));
    if (a == 0) return;
    const Exact off = abs(a) * power_of_two(-255);
    RC_ASSERT(le(wide(a), wide(a + off)) == Truth::yes && le(wide(a - off), wide(a)) == Truth::yes);
    RC_ASSERT(le(wide(a + off), wide(a - off)) == Truth::no);
  });
}

TEST_CASE("256 bits decide where doubles do not, and say so where they do not either") {
  const Exact third = ratio(1, 3);
  const auto asked = [&]<class Real>(int exponent) { return le(as<Real>(third), as<Real>(third + power_of_two(exponent))); };
  CHECK(asked.operator()<Enclosure>(-50) == Truth::yes);
  CHECK(asked.operator()<Enclosure>(-200) == Truth::unknown);
  CHECK(asked.operator()<WideEnclosure>(-200) == Truth::yes);
  CHECK(asked.operator()<WideEnclosure>(-300) == Truth::unknown);
  CHECK(asked.operator()<Exact>(-300) == Truth::yes);
}

TEST_CASE("A verdict on wide enclosures is right") {
  property("as in exact arithmetic, or unknown", [] {
    const Exact a = *draw::any_rational().as("a"), b = *draw::any_rational().as("b");
    const Truth less = le(wide(a), wide(b)), same = eq(wide(a), wide(b));
    RC_ASSERT(less == Truth::unknown || less == le(a, b));
    RC_ASSERT(same == Truth::unknown || same == eq(a, b));
    if (a != b) RC_ASSERT(less != Truth::unknown);
  });
}

TEST_CASE("What is not a number decides nothing") {
  const WideEnclosure nan = WideEnclosure(0) / WideEnclosure(0), one = 1;
  CHECK(le(nan, one) == Truth::unknown);
  CHECK(le(one, nan) == Truth::unknown);
  CHECK(eq(nan, nan) == Truth::unknown);
  CHECK(narrow(nan) == Enclosure::everything());
  const WideEnclosure unbounded = one / WideEnclosure(0);
  CHECK(le(unbounded, one) == Truth::unknown);
  CHECK(le(one, unbounded) == Truth::unknown);
  CHECK(narrow(unbounded) == Enclosure::everything());
}

TEST_CASE("A square is never negative") {
  const WideEnclosure both = wide(ratio(-1, 3)) + wide(ratio(1, 3)), other = both;  // straddle zero
  CHECK(le(WideEnclosure(0), square(both)) == Truth::yes);
  CHECK(le(WideEnclosure(0), both * other) == Truth::unknown);
}

TEST_CASE("Narrowing keeps the number inside") {
  property("narrow(wide(a)) ∋ a, between neighbouring doubles", [] {
    const Exact a = *draw::rational().as("p/q") * power_of_two(*draw::integer(1100).as("exponent"));
    RC_ASSERT(contains(narrow(wide(a)), a));
    RC_ASSERT(narrow(wide(a)) == Enclosure(a));
  }, {.cases = 1000});
}
