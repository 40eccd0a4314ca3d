// Tests of algorithms/problems/softplus.hpp and losses.hpp. The truth is MPFI with 256 bits.
#include "algorithms/problems/losses.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "tests/algorithms/enclosing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

/// Zeros, ones, ends of the argument reduction and of the range, and n draws of every size.
std::vector<double> arguments(std::size_t n) {
  std::vector<double> z = {0.0, -0.0, 0x1p-1074, 0x1p-1022, 0x1p-900, 1e-300, 1e-30, 1e-17, 0x1p-53, 1e-8, 0.5, 1, 36, 37, 40, 706.9999999999999, 707,
                           707.0000000000001, 708, 745.2, 746, 1e4, 1e15, 1e300, std::numeric_limits<double>::max()};
  for (int k = 0; k < 40; ++k)  // where a = (k + ½) ln 2 the reduction changes its k
    for (const double half = (k + 0.5) * 0.6931471805599453; const double a : {next_down(next_down(half)), next_down(half), half, next_up(half)}) z.push_back(a);
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> within(0, 1), exponent(-70, 10);
  for (std::size_t k = 0; k < n; ++k) {
    z.push_back(40 * within(random));
    z.push_back(720 * within(random));
    z.push_back(std::exp2(exponent(random)) * (1 + within(random)));
  }
  for (std::size_t k = z.size(); k-- > 0;) z.push_back(-z[k]);
  return z;
}

/// |computed − truth| ≤ units·u·|computed|·(1+2⁻²⁰) + tail.
Truth within(double computed, double units, const WideEnclosure& truth) {
  const WideEnclosure bound = WideEnclosure(std::abs(computed)) * units * kernel::u * (1 + 0x1p-20) + kernel::tail, error = computed - truth;
  return le(error, bound) && le(WideEnclosure(-error), bound);
}

WideEnclosure wide_decay(double a) { return exp(WideEnclosure(-a)); }

struct Argument {
  double z, gap, y;
  friend std::ostream& operator<<(std::ostream& out, const Argument& a) {
    return out << "z = " << a.z << ", gap = " << a.gap << ", y = " << a.y;
  }
};

}  // namespace

namespace rc {
template <>
struct Arbitrary<Argument> {
  static Gen<Argument> arbitrary() {
    return gen::exec([] {
      const double z = *gen::inRange(-64, 65) / 8.0, gap = *gen::inRange(-64, 65) / 16.0 * *gen::element(1.0, 1e-3, 1e-30);
      return Argument{z, gap, *gen::element(-1.0, 1.0)};
    });
  }
};
}  // namespace rc

TEST_CASE("The kernels are within their proven bounds at every kind of argument") {
  for (const double z : arguments(4000)) {
    INFO("z = " << z);
    const WideEnclosure wide_z = z;
    if (z > 0 && z < 707) REQUIRE(within(kernel::decay(z), 4, wide_decay(z)) == Truth::yes);
    REQUIRE(within(kernel::softplus(z), 12, softplus(wide_z)) == Truth::yes);
    REQUIRE(within(kernel::sigmoid(z), 8, sigmoid(wide_z)) == Truth::yes);
    REQUIRE(within(kernel::sigmoid_slope(z), 12, WideEnclosure(sigmoid(wide_z) * sigmoid(WideEnclosure(-wide_z)))) == Truth::yes);
    if (z >= -707) REQUIRE(within(kernel::one_minus_decay(z), 13, one_minus_decay(wide_z)) == Truth::yes);
    if (z >= 1) {
      const WideEnclosure truth = log(wide_z), bound = 4 * kernel::u * (1 + truth), error = kernel::log_of_product(z) - truth;
      REQUIRE((le(error, bound) && le(WideEnclosure(-error), bound)) == Truth::yes);
    }
  }
}

TEST_CASE("A tenth of the proven bound is refuted") {
  bool decay = false, plus = false, sigma = false;
  for (const double z : arguments(1000)) {
    decay = decay || (z > 0 && z < 707 && within(kernel::decay(z), 0.4, wide_decay(z)) == Truth::no);
    plus = plus || within(kernel::softplus(z), 1.2, softplus(WideEnclosure(z))) == Truth::no;
    sigma = sigma || within(kernel::sigmoid(z), 0.8, sigmoid(WideEnclosure(z))) == Truth::no;
  }
  CHECK((decay && plus && sigma));
}

TEST_CASE("Enclosures of softplus, sigmoid and 1 − e^{−z} contain the value and grow with their argument") {
  for (const double z : arguments(500)) {
    INFO("z = " << z);
    const Enclosure point = z, around(z, z + std::abs(z));
    for (const double inside : {z, z + 0.5 * std::abs(z), z + std::abs(z)}) {
      if (!std::isfinite(inside)) continue;
      REQUIRE(contains(softplus(around), softplus(WideEnclosure(inside))));
      REQUIRE(contains(sigmoid(around), sigmoid(WideEnclosure(inside))));
      REQUIRE(contains(one_minus_decay(around), one_minus_decay(WideEnclosure(inside))));
    }
    REQUIRE(softplus(point).lower() >= 0);
    REQUIRE((sigmoid(point).lower() >= 0 && sigmoid(point).upper() <= 1));
  }
}

TEST_CASE("Far out the enclosures saturate and never become NaN") {
  const Enclosure all = Enclosure::everything();
  CHECK(softplus(all) == Enclosure(0, inf));
  CHECK(sigmoid(all) == Enclosure(0, 1));
  CHECK(one_minus_decay(all) == Enclosure(-inf, 1));
  CHECK(softplus(Enclosure(1e300)).contains(exact(1e300)));
  CHECK(sigmoid(Enclosure(-1e300)).lower() == 0);
  CHECK(sigmoid(Enclosure(-1e300)).upper() < 1e-300);
  CHECK(softplus(Enclosure(-1e300)).upper() < 1e-300);
  CHECK(one_minus_decay(Enclosure(0)).is_zero());
}

TEST_CASE("The kernels compute the same bits on every machine, alone and in vectorised loops") {
  const std::vector<double> z = arguments(300);
  std::vector<double> plus(z.size()), sigma(z.size()), slope(z.size()), alone;
  for (std::size_t k = 0; k < z.size(); ++k) plus[k] = kernel::softplus(z[k]);
  for (std::size_t k = 0; k < z.size(); ++k) sigma[k] = kernel::sigmoid(z[k]);
  for (std::size_t k = 0; k < z.size(); ++k) slope[k] = kernel::sigmoid_slope(z[k]);
  for (std::size_t k = 0; k < z.size(); ++k) {
    volatile double one = z[k];
    REQUIRE(std::bit_cast<std::uint64_t>(kernel::softplus(one)) == std::bit_cast<std::uint64_t>(plus[k]));
    REQUIRE(std::bit_cast<std::uint64_t>(kernel::sigmoid(one)) == std::bit_cast<std::uint64_t>(sigma[k]));
  }
  // Arguments without libm, so that the fingerprint depends on the kernels alone.
  std::vector<double> values;
  for (int k = -4000; k <= 4000; ++k)
    for (const double a : {k / 8.0, k / 3.0e6}) values.insert(values.end(), {kernel::softplus(a), kernel::sigmoid(a), kernel::sigmoid_slope(a), kernel::one_minus_decay(a)});
  CHECK(fingerprint(values) == 0x79906aa621cd44a2u);
}

TEMPLATE_TEST_CASE("The derivative of a loss is its slope, and twice the derivative is refuted", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("φ(z+δ) − φ(z) ∈ φ'([z, z+δ])·δ", [](const Argument& a) {
    const double delta = std::abs(a.gap);
    const WideEnclosure z = a.z, end = z + delta, between = hull(z, end);
    const WideEnclosure change = TestType::value(end, a.y) - TestType::value(z, a.y);
    RC_ASSERT(eq(change, WideEnclosure(TestType::derivative(between, a.y) * delta)) != Truth::no);
  });
  const WideEnclosure z = 0.25, end = 0.25 + 0x1p-20;
  const WideEnclosure change = TestType::value(end, -1) - TestType::value(z, -1);
  CHECK(eq(change, WideEnclosure(2 * TestType::derivative(hull(z, end), -1) * WideEnclosure(0x1p-20))) == Truth::no);
}

TEMPLATE_TEST_CASE("The difference of derivatives has an error relative to the gap, and none for no gap", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("it contains φ'(z+δ) − φ'(z), and is no wider than 2⁻⁴⁰ |δ|", [](const Argument& a) {
    const Enclosure difference = TestType::derivative_difference(Enclosure(a.z), Enclosure(a.gap), a.y);
    const WideEnclosure z = a.z;
    const WideEnclosure truth = TestType::derivative(WideEnclosure(z + a.gap), a.y) - TestType::derivative(z, a.y);
    RC_ASSERT(contains(difference, truth));
    RC_ASSERT(contains(difference, TestType::derivative_difference(z, WideEnclosure(a.gap), a.y)));
    RC_ASSERT(difference.upper() - difference.lower() <= 0x1p-40 * std::abs(a.gap));
  });
  for (const double z : {0.0, 1.5, -700.0, 1e10}) {
    CHECK(TestType::derivative_difference(Enclosure(z), Enclosure(0), 1).is_zero());
    CHECK(TestType::derivative_difference(Enclosure(z, z + 1), Enclosure(0), 1).is_zero());
    CHECK(narrow(TestType::derivative_difference(WideEnclosure(z), WideEnclosure(0), 1)).is_zero());
  }
}

TEMPLATE_TEST_CASE("The rational losses are exact over rationals", "", Squared, GemanMcClure) {
  property("enclosures contain the exact values", [](const Argument& a) {
    const Exact z = exact(a.z), gap = exact(a.gap);
    RC_ASSERT(TestType::value(Enclosure(a.z), a.y).contains(TestType::value(z, a.y)));
    RC_ASSERT(TestType::derivative(Enclosure(a.z), a.y).contains(TestType::derivative(z, a.y)));
    RC_ASSERT(TestType::derivative_difference(z, gap, a.y) == TestType::derivative(Exact(z + gap), a.y) - TestType::derivative(z, a.y));
  });
}

TEMPLATE_TEST_CASE("No loss bends more than sup |φ''| or is steeper than sup |φ'|", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("|φ'(z+δ) − φ'(z)| ≤ sup|φ''|·|δ| and φ'² ≤ sup φ'²", [](const Argument& a) {
    const WideEnclosure z = a.z, gap = a.gap, bound = wide(TestType::curvature()) * WideEnclosure(std::abs(a.gap));
    const WideEnclosure difference = TestType::derivative_difference(z, gap, a.y);
    RC_ASSERT((le(difference, bound) && le(WideEnclosure(-difference), bound)) != Truth::no);
    if (const auto slope2 = TestType::slope2()) RC_ASSERT(le(square(TestType::derivative(z, a.y)), wide(*slope2)) != Truth::no);
  });
}

TEMPLATE_TEST_CASE("A curvature or a slope one part in a thousand smaller is refuted", "", Logistic, Sigmoid, GemanMcClure) {
  const Exact less = ratio(999, 1000);
  bool bends_more = false, steeper = false;
  for (int k = -8000; k <= 8000; ++k) {
    const double z = k / 1000.0;
    const WideEnclosure difference = square(TestType::derivative_difference(WideEnclosure(z), WideEnclosure(0x1p-30), 1));
    bends_more = bends_more || le(difference, wide(square(Exact(less * TestType::curvature() * power_of_two(-30))))) == Truth::no;
    steeper = steeper || le(square(TestType::derivative(WideEnclosure(z), 1)), wide(less * *TestType::slope2())) == Truth::no;
  }
  CHECK(bends_more);
  CHECK(steeper);
}

TEMPLATE_TEST_CASE("The sum of losses is within its bound at every length", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  std::mt19937_64 random(2);
  for (const std::size_t n : {1u, 2u, 15u, 16u, 17u, 511u, 512u, 513u, 1100u})
    for (const double scale : {0.0, 1e-9, 3.0, 900.0}) {
      std::vector<double> z(n), y(n);
      for (std::size_t j = 0; j < n; ++j) {
        z[j] = scale * std::uniform_real_distribution<double>(-1, 1)(random);
        y[j] = random() % 2 == 0 ? -1 : 1;
      }
      const RoundedNumber sum = TestType::sum(z, y);
      WideEnclosure truth = 0;
      for (std::size_t j = 0; j < n; ++j) truth += TestType::value(WideEnclosure(z[j]), y[j]);
      const WideEnclosure error = sum.value - truth;
      INFO("n = " << n << ", scale " << scale);
      CHECK((le(error, WideEnclosure(sum.error)) && le(WideEnclosure(-error), WideEnclosure(sum.error))) == Truth::yes);
      CHECK(sum.error <= 0x1p-44 * (sum.value + static_cast<double>(n)));
    }
}

TEMPLATE_TEST_CASE("The double derivative is within its units, and the spread bounds the loss", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  for (const double z : arguments(300)) {
    if (std::abs(z) > 1e100) continue;
    INFO("z = " << z);
    for (const double y : {-1.0, 1.0}) {
      CHECK(within(TestType::derivative(z, y), TestType::derivative_units, TestType::derivative(WideEnclosure(z), y)) == Truth::yes);
      for (const double radius : {0.0, 1e-20, 0.5, 100.0}) {
        const WideEnclosure change = TestType::value(WideEnclosure(WideEnclosure(z) + radius), y) - TestType::value(WideEnclosure(z), y);
        const WideEnclosure bound = TestType::spread(z, y, radius) * (1 + 0x1p-20);
        CHECK((le(change, bound) && le(WideEnclosure(-change), bound)) != Truth::no);
      }
    }
  }
}

TEMPLATE_TEST_CASE("The double change of a derivative is within its error, which is relative to the gap", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  double widest = 0;
  for (const double z : arguments(300)) {
    if (std::abs(z) > 1e8) continue;  // the exponents of MPFR end
    for (const double gap : {0.0, 0x1p-1074, 1e-300, 1e-30, 1e-9, 0.3, 1.0, 50.0, 1000.0, 1e8, z, 2 * z, 0.999 * z})
      for (const double y : {-1.0, 1.0})
        for (const double delta : {gap, -gap}) {
          INFO("z = " << z << ", δ = " << delta << ", y = " << y);
          const RoundedNumber change = TestType::derivative_difference(z, delta, y);
          const WideEnclosure error = change.value - TestType::derivative_difference(WideEnclosure(z), WideEnclosure(delta), y);
          REQUIRE((le(error, WideEnclosure(change.error)) && le(WideEnclosure(-error), WideEnclosure(change.error))) == Truth::yes);
          if (delta == 0) REQUIRE((change.value == 0 && change.error == 0));
          if (std::abs(z) < 30 && std::abs(delta) < 30 && std::abs(delta) > 1e-290) widest = std::max(widest, change.error / std::abs(delta));
        }
  }
  CHECK(widest <= 64 * kernel::u * (TestType::third + 1));
}

TEMPLATE_TEST_CASE("The third derivative is at most `third`, and a fifteenth less is refuted", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  const auto bend = [](double z, double h) {  // φ'(z+2h) − 2φ'(z+h) + φ'(z) = h²·φ‴ somewhere
    const auto slope = [](double at) { return TestType::derivative(WideEnclosure(at), 1); };
    return WideEnclosure(slope(z + 2 * h) - slope(z + h) - (slope(z + h) - slope(z)));
  };
  bool refuted = TestType::third == 0;
  for (int k = -640; k <= 640; ++k) {
    constexpr double h = 0x1p-12;
    const double z = k / 64.0;
    const WideEnclosure b = bend(z, h), bound = WideEnclosure(TestType::third) * (h * h);
    CHECK((le(b, bound) && le(WideEnclosure(-b), bound)) == Truth::yes);
    const WideEnclosure less = bound * WideEnclosure(ratio(14, 15));
    refuted = refuted || (le(b, less) && le(WideEnclosure(-b), less)) == Truth::no;
  }
  CHECK(refuted);
}
