// Tests of lemmas/numbers/enclosure.hpp: above all, that the true value never escapes.
#include "lemmas/numbers/enclosure.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/numbers/expression.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

/// An interval of doubles as one writes it at first: each end as the machine rounds it.
struct Naive {
  double lower, upper;
  Naive(double a) : lower(a), upper(a) {}
  Naive(double a, double b) : lower(a), upper(b) {}
  static Naive hull(double p, double q, double r, double s) {
    return {std::min(std::min(p, q), std::min(r, s)), std::max(std::max(p, q), std::max(r, s))};
  }
  Naive operator-() const { return {-upper, -lower}; }
  friend Naive operator+(Naive a, Naive b) { return {a.lower + b.lower, a.upper + b.upper}; }
  friend Naive operator-(Naive a, Naive b) { return a + -b; }
  friend Naive operator*(Naive a, Naive b) { return hull(a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper); }
  friend Naive operator/(Naive a, Naive b) { return hull(a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper); }
};
Naive square(Naive a) { return a * a; }
bool contains(const Naive& a, const Exact& value) {
  if (std::isnan(a.lower) || std::isnan(a.upper)) return false;
  return (a.lower == -inf || (a.lower < inf && Exact(a.lower) <= value)) && (a.upper == inf || (a.upper > -inf && value <= Exact(a.upper)));
}

/// An enclosure with a rational inside: a double, a rational's enclosure, or a wide one.
struct Enclosed {
  Enclosure a;
  Exact value;
};
std::ostream& operator<<(std::ostream& out, const Enclosed& e) { return out << e.value << " in " << e.a; }

rc::Gen<Enclosed> enclosed() {
  return rc::gen::exec([]() -> Enclosed {
    const double middle = *draw::any_double();
    switch (*draw::count(0, 3)) {
      case 0: return {middle, Exact(middle)};
      case 1: {
        const Exact a = *draw::any_rational();
        return {Enclosure(a), a};
      }
      case 2: {  // [middle − radius, middle + radius], and a point in it
        const double radius = std::abs(*draw::any_double());
        return {Enclosure::around(middle, radius), Exact(Exact(middle) + ratio(*draw::integer(4), 4) * Exact(radius))};
      }
      default: return {Enclosure::everything(), Exact(middle)};
    }
  });
}

}  // namespace

TEST_CASE("20000 random expressions lie in their enclosures") {
  property("zeros, subnormals, overflow, division and squares among them", [] {
    const Expression e = *draw::expression(7).as("expression");
    const auto enclosure = evaluate<Enclosure>(e);
    if (!enclosure) return;
    RC_ASSERT(!std::isnan(enclosure->lower()) && !std::isnan(enclosure->upper()));
    RC_ASSERT(contains(*enclosure, *evaluate<Exact>(e)));
  }, {.cases = 20000});
}

TEST_CASE("Without outward rounding the true value escapes") {
  CHECK_FALSE(contains(Naive(1) / Naive(3), ratio(1, 3)));
  CHECK_FALSE(contains(Naive(0.1) + Naive(0.2), exact(0.1) + exact(0.2)));
  CHECK(contains(Enclosure(1) / Enclosure(3), ratio(1, 3)));
  CHECK(contains(Enclosure(0.1) + Enclosure(0.2), exact(0.1) + exact(0.2)));

  int asked = 0, escaped = 0;
  property("the expressions that enclosures contain", [&] {
    const Expression e = *draw::expression(7);
    if (!evaluate<Enclosure>(e)) return;  // so that neither divides by what may be zero
    ++asked;
    if (!contains(*evaluate<Naive>(e), *evaluate<Exact>(e))) ++escaped;
  }, {.cases = 20000});
  CAPTURE(asked, escaped);
  if (!std::getenv("RC_PARAMS")) CHECK(4 * escaped > asked);  // of the cases drawn here
}

TEST_CASE("Every operation contains the result for every number inside its operands") {
  property("a + b, a − b, a·b, a/b, a², −a", [] {
    const auto [a, x] = *enclosed().as("a");
    const auto [b, y] = *enclosed().as("b");
    RC_ASSERT(contains(a, x) && contains(b, y));
    RC_ASSERT(contains(a + b, x + y));
    RC_ASSERT(contains(a - b, x - y));
    RC_ASSERT(contains(a * b, x * y));
    RC_ASSERT(contains(-a, -x));
    RC_ASSERT(contains(square(a), x * x));
    RC_ASSERT(square(a).lower() >= 0);
    if (b.lower() > 0 || b.upper() < 0) RC_ASSERT(contains(a / b, x / y));
    auto c = a;
    c += b;
    RC_ASSERT(c == a + b);
    c -= b;
    RC_ASSERT(c == a + b - b);
    c *= a;
    RC_ASSERT(c == (a + b - b) * a);
  }, {.cases = 5000});
}

TEST_CASE("A verdict on enclosures is right for every pair of numbers inside") {
  property("yes and no are proved, unknown is said where both can be", [] {
    const auto [a, x] = *enclosed().as("a");
    const auto [b, y] = *enclosed().as("b");
    if (le(a, b) == Truth::yes) RC_ASSERT(x <= y);
    if (le(a, b) == Truth::no) RC_ASSERT(x > y);
    if (eq(a, b) == Truth::yes) RC_ASSERT(x == y);
    if (eq(a, b) == Truth::no) RC_ASSERT(x != y);
    if (le(a, b) == Truth::unknown) RC_ASSERT(a.lower() <= b.upper() && a.upper() > b.lower());
  }, {.cases = 5000});
  CHECK(le(Enclosure(1, 2), Enclosure(2, 3)) == Truth::yes);
  CHECK(le(Enclosure(2, 3), Enclosure(1, 2)) == Truth::unknown);
  CHECK(le(Enclosure(3, 4), Enclosure(1, 2)) == Truth::no);
  CHECK(le(Enclosure::everything(), Enclosure(1)) == Truth::unknown);
  CHECK(eq(Enclosure(1, 2), Enclosure(1, 2)) == Truth::unknown);  // the same set, not the same number
  CHECK(Enclosure(1, 2) == Enclosure(1, 2));
  CHECK(eq(Enclosure(1), Enclosure(1)) == Truth::yes);
}

TEST_CASE("The enclosure of a rational is the smallest there is") {
  const auto check = [](const Exact& value) {
    const Enclosure a(value);
    if (!contains(a, value)) return false;
    if (a.is_point()) return true;
    return next_up(a.lower()) == a.upper() && !a.contains(Exact(a.lower() == -inf ? a.upper() : a.lower()) + (a.lower() == -inf ? 1 : -1));
  };
  property("it is a double, or lies between two neighbours", [&] {
    const Exact value = *draw::rational().as("p/q") * power_of_two(*draw::integer(1100).as("exponent"));
    RC_ASSERT(check(value));
  }, {.cases = 5000});
  property("a double is a point", [] {
    const double a = *draw::any_double().as("a");
    RC_ASSERT(Enclosure(Exact(a)).is_point() && Enclosure(Exact(a)).lower() == a);
  }, {.cases = 1000});
  for (const int sign : {1, -1}) {
    CAPTURE(sign);
    CHECK(check(sign * (Exact(largest) + 1)));  // beyond the largest double, and not yet a power of two
    CHECK(check(sign * power_of_two(1024)));
    CHECK(check(sign * power_of_two(5000)));
    CHECK(check(sign * power_of_two(-1075)));
    CHECK(check(sign * power_of_two(-5000)));
    CHECK(check(sign * 3 * power_of_two(-1075)));
  }
}

TEST_CASE("Beyond the largest double an enclosure reaches to infinity") {
  const Enclosure above(Exact(largest) + 1), below(-Exact(largest) - 1);
  CHECK(above.lower() == largest);
  CHECK(above.upper() == inf);
  CHECK(below.lower() == -inf);
  CHECK(below.upper() == -largest);
  const Enclosure doubled = Enclosure(largest) + Enclosure(largest);
  CHECK(doubled.lower() == largest);
  CHECK(doubled.upper() == inf);
  CHECK(contains(doubled - Enclosure(largest), Exact(largest)));
}

TEST_CASE("An exact zero stays exact: 0·a = 0 and 0 + a = a, also where nothing else is known") {
  property("for every enclosure", [] {
    const Enclosure a = (*enclosed()).a;
    for (const Enclosure& zero : {Enclosure(0), Enclosure(-0.0)}) {
      RC_ASSERT((zero * a).is_zero() && (a * zero).is_zero());
      RC_ASSERT(zero + a == a && a + zero == a && a - zero == a);
    }
  });
}

TEST_CASE("An enclosure that nobody set is 0, like a rational") { CHECK(Enclosure().is_zero()); }

TEST_CASE("A square is never negative, and tighter than a product") {
  CHECK(square(Enclosure(-1, 2)).lower() == 0);
  CHECK((Enclosure(-1, 2) * Enclosure(-1, 2)).lower() < -1);
  CHECK(square(Enclosure::everything()).lower() == 0);
  CHECK(square(Enclosure(smallest)).lower() == 0);
  CHECK(square(Enclosure(smallest)).upper() > 0);
  property("it lies in the product", [] {
    const Enclosure a = (*enclosed().as("a")).a, product = a * a, s = square(a);
    RC_ASSERT(product.lower() <= s.lower() && s.upper() <= product.upper());
  }, {.cases = 1000});
}

TEST_CASE("Dividing by an enclosure of zero is refused") {
  CHECK_THROWS_AS(Enclosure(1) / Enclosure(0), std::domain_error);
  CHECK_THROWS_AS(Enclosure(0) / Enclosure(0), std::domain_error);
  CHECK_THROWS_AS(Enclosure(1) / Enclosure(-1, 1), std::domain_error);
  CHECK_THROWS_AS(Enclosure(1) / Enclosure(-1, 0), std::domain_error);
  CHECK_THROWS_AS(Enclosure(1) / Enclosure(-0.0), std::domain_error);
  CHECK_NOTHROW(Enclosure(1) / Enclosure(smallest));
}

TEST_CASE("What contains no real number is not an enclosure") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double a : {nan, inf, -inf}) {
    CAPTURE(a);
    CHECK_THROWS_AS(Enclosure(a), std::invalid_argument);
    CHECK_THROWS_AS(Enclosure(a, a), std::invalid_argument);
  }
  CHECK_THROWS_AS(Enclosure(2, 1), std::invalid_argument);
  CHECK_THROWS_AS(Enclosure(nan, 1), std::invalid_argument);
  CHECK_THROWS_AS(Enclosure(1, nan), std::invalid_argument);
  CHECK_NOTHROW(Enclosure(-inf, inf));
}

TEST_CASE("A middle with a radius is enclosed, and a useless radius says that nothing is known") {
  property("around(m, r) ∋ m − r, m, m + r", [] {
    const double m = *draw::any_double().as("m"), r = std::abs(*draw::any_double().as("r"));
    const Enclosure a = Enclosure::around(m, r);
    for (const int side : {-1, 0, 1}) RC_ASSERT(contains(a, Exact(m) + side * Exact(r)));
    if (r == 0) RC_ASSERT(a.is_point());
  }, {.cases = 1000});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [m, r] : {std::pair{nan, 1.0}, {1.0, nan}, {1.0, -1.0}, {inf, 0.0}, {inf, 1.0}, {-inf, inf}, {inf, inf}, {1.0, inf}}) {
    CAPTURE(m, r);
    CHECK(Enclosure::around(m, r) == Enclosure::everything());
  }
}

TEST_CASE("The middle is inside, and the radius reaches both ends") {
  property("lower ≤ middle ≤ upper, middle − radius ≤ lower, upper ≤ middle + radius", [] {
    const Enclosure a = (*enclosed().as("a")).a;
    RC_ASSERT(std::isfinite(a.middle()));
    RC_ASSERT(a.lower() <= a.middle() && a.middle() <= a.upper());
    if (std::isinf(a.radius())) return;
    RC_ASSERT(Exact(a.middle()) - Exact(a.radius()) <= Exact(a.lower()) && Exact(a.upper()) <= Exact(a.middle()) + Exact(a.radius()));
  }, {.cases = 2000});
  CHECK(Enclosure(1, inf).middle() == 1);
  CHECK(Enclosure(-inf, -1).middle() == -1);
  CHECK(Enclosure(-largest, largest).radius() == inf);
  CHECK(Enclosure(7).radius() == 0);
  CHECK(Enclosure(-3, 2).magnitude() == 3);
}

TEST_CASE("The neighbour of a double is what the standard library says") {
  property("next_up and next_down", [] {
    const double a = *draw::any_double().as("a");
    RC_ASSERT(next_up(a) == std::nextafter(a, inf) && next_down(a) == std::nextafter(a, -inf));
  }, {.cases = 2000});
  CHECK(next_up(-0.0) == smallest);
  CHECK(next_down(0.0) == -smallest);
  CHECK(next_up(-smallest) == 0);
  CHECK(next_up(largest) == inf);
  CHECK(next_up(inf) == inf);
  CHECK(next_up(-inf) == -largest);
  CHECK(next_down(inf) == largest);
  CHECK(std::isnan(next_up(std::numeric_limits<double>::quiet_NaN())));
}
