// Tests of lemmas/numbers/exact.hpp.
#include "lemmas/numbers/exact.hpp"

#include <limits>

#include "tests/lemmas/numbers/expression.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("A recorded double is a rational: mantissa times a power of two") {
  property("exact(a) = m·2ᵉ and back", [] {
    const double a = *draw::any_double().as("a");
    int e = 0;
    const double m = std::frexp(a, &e);  // ½ ≤ |m| < 1
    const auto mantissa = static_cast<long long>(std::ldexp(m, 53));
    RC_ASSERT(exact(a) == Exact(mantissa) * power_of_two(e - 53));
    RC_ASSERT(exact(a).convert_to<double>() == a);
  }, {.cases = 1000});
}

TEST_CASE("The double 0.1 is not the rational 1/10") {
  CHECK(exact(0.1) != ratio(1, 10));
  CHECK(exact(0.1) == Exact(3602879701896397) / power_of_two(55));
  CHECK(*parse_exact("0.1") == ratio(1, 10));
}

TEST_CASE("What is not finite is not a rational, and the refusal names it") {
  CHECK_THROWS_AS(exact(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
  CHECK_THROWS_WITH(exact(std::numeric_limits<double>::infinity()), ContainsSubstring("inf"));
  CHECK_THROWS_WITH(exact(-std::numeric_limits<double>::infinity()), ContainsSubstring("-inf"));
}

TEST_CASE("Powers of two have either sign and multiply by adding") {
  CHECK(power_of_two(0) == 1);
  CHECK(power_of_two(10) == 1024);
  CHECK(power_of_two(-3) == ratio(1, 8));
  CHECK(power_of_two(-1074) == exact(std::numeric_limits<double>::denorm_min()));
  property("2ᵃ·2ᵇ = 2ᵃ⁺ᵇ", [] {
    const int a = *draw::integer(1100).as("a"), b = *draw::integer(1100).as("b");
    RC_ASSERT(power_of_two(a) * power_of_two(b) == power_of_two(a + b));
  });
}

TEST_CASE("The floor is the largest integer that is not above") {
  CHECK(floor(ratio(-1, 2)) == -1);
  CHECK(floor(ratio(7, 2)) == 3);
  CHECK(floor(Exact(-3)) == -3);
  property("⌊a⌋ ≤ a < ⌊a⌋ + 1", [] {
    const Exact a = *draw::any_rational().as("a");
    RC_ASSERT(Exact(floor(a)) <= a);
    RC_ASSERT(a < Exact(floor(a)) + 1);
  }, {.cases = 500});
}

TEST_CASE("A rational is read back from what was written") {
  property("parse_exact(to_string(a)) = a", [] {
    const Exact a = *draw::any_rational().as("a");
    RC_ASSERT(parse_exact(to_string(a)) == a);
  }, {.cases = 500});
}

TEST_CASE("A decimal is read exactly") {
  property("the digits, over a power of ten", [] {
    const int digits = std::abs(*draw::integer(1000000).as("digits")), exponent = *draw::integer(40).as("exponent");
    const auto point = *draw::count(0, 6).as("digits after the point");
    std::string text = std::to_string(digits);
    while (text.size() <= point) text.insert(0, "0");
    const bool negative = *rc::gen::arbitrary<bool>();
    text.insert(text.size() - point, ".");
    text = (negative ? "-" : "") + text + "e" + std::to_string(exponent);
    Exact expected = negative ? -digits : digits;
    for (int e = 0; e < exponent; ++e) expected *= 10;
    for (int e = 0; e > exponent; --e) expected /= 10;
    for (std::size_t p = 0; p < point; ++p) expected /= 10;
    RC_LOG(text);
    RC_ASSERT(parse_exact(text) == expected);
  }, {.cases = 500});
}

TEST_CASE("Every way to write a number is read, and a leading zero does not make it octal") {
  for (const auto& [text, p, q] : std::initializer_list<std::tuple<const char*, int, int>>{
           {"3", 3, 1},      {"-1/250", -1, 250}, {"0.004", 1, 250}, {"4e-3", 1, 250},  {"4E-3", 1, 250}, {"+7", 7, 1},
           {"010", 10, 1},   {"08", 8, 1},        {"1/010", 1, 10},  {"0x", 0, 0},      {".5", 1, 2},     {"5.", 5, 1},
           {"-0", 0, 1},     {"0/7", 0, 1},       {"6/4", 3, 2},     {"1.5e3", 1500, 1}, {"1e+2", 100, 1}, {"000", 0, 1},
           {"-2.50", -5, 2}, {"0e9999", 0, 1}}) {
    CAPTURE(text);
    if (q == 0) CHECK_FALSE(parse_exact(text));
    else CHECK(parse_exact(text) == ratio(p, q));
  }
  CHECK(parse_exact("1e9999") == 1 / *parse_exact("1e-9999"));
}

TEST_CASE("What is not a number is refused, not guessed") {
  for (const char* text : {"", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e-", "1e1.5", "1e12345", "--1", "+-1", "1/", "/2", "1/0", "1/00",
                           "-1/-2", "1/2/3", "1.5/2", "1e3/2", "1..2", "1.2.3", "1,5", " 1", "1 ", "1_000", "0x10", "nan", "inf", "-inf",
                           "1e3e4", "½", "１", "1/2e3", "γ"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_exact(text));
  }
}

TEST_CASE("Rationals always decide") {
  property("a ≤ b or not, never unknown", [] {
    const Exact a = *draw::any_rational().as("a"), b = *draw::any_rational().as("b");
    RC_ASSERT(le(a, b) == truth(!(b < a)));
    RC_ASSERT(eq(a, b) == (le(a, b) && le(b, a)));
    RC_ASSERT(eq(a, a) == Truth::yes);
    RC_ASSERT(le(a, Exact(a + power_of_two(-2000))) == Truth::yes);
    RC_ASSERT(le(Exact(a + power_of_two(-2000)), a) == Truth::no);
  });
}
