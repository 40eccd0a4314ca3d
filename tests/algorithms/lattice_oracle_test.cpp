// Tests of algorithms/problems/lattice_oracle.hpp: exact expectations over samples and rounding, and what rounding costs.
#include "algorithms/problems/lattice_oracle.hpp"

#include "algorithms/hogwild.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

using Oracle = LatticeOracle<Quadratic>;
using Squares = LatticeOracle<LinearModel<Squared>>;
static_assert(FiniteSum<Oracle, Exact> && FiniteSum<Oracle, Enclosure> && FiniteSum<Oracle, WideEnclosure> && SampleGradients<Oracle>);
static_assert(FiniteSum<Squares, Exact> && FiniteSum<Squares, Enclosure> && FiniteSum<Squares, WideEnclosure> && SampleGradients<Squares>);

std::vector<Quadratic> quadratics() {
  return {quiz(1, 3), noisy_quadratic(), coordinate({1, ratio(1, 2), ratio(1, 3)}), saddle(), small_least_squares(), small_interpolation()};
}

Vector<Exact> constant(std::size_t d, const Exact& a) { return Vector<Exact>::Constant(static_cast<Eigen::Index>(d), a); }

/// E over all n samples and all 2ᵈ ways to round, by definition.
struct ByDefinition {
  Vector<Exact> mean;
  Exact variance = 0, f_next = 0;

  ByDefinition(const Quadratic& p, const Exact& gamma, int q, const Exact& other_gamma, const Vector<Exact>& x,
               const Vector<Exact>& x_virtual)
      : mean(Vector<Exact>::Zero(x.size())) {
    const Vector<Exact> G = p.gradient(x);
    const Exact unit = power_of_two(-q);
    for (std::size_t i = 0; i < p.n(); ++i) {
      const Vector<Exact> update = -gamma * p.gradient_i(i, x);
      for (unsigned ways = 0; ways < 1u << x.size(); ++ways) {
        Exact chance = 1 / Exact(p.n());
        Vector<Exact> g(x.size());
        for (Eigen::Index c = 0; c < x.size(); ++c) {
          const Exact y = update(c) / unit, below = Exact(floor(y));
          const bool up = ways >> c & 1u;
          chance *= up ? Exact(y - below) : Exact(1 - y + below);
          g(c) = -(below + (up ? 1 : 0)) * unit / gamma;
        }
        mean += chance * g;
        variance += chance * norm2(Vector<Exact>(g - G));
        f_next += chance * p.f(Vector<Exact>(x_virtual - other_gamma * g));
      }
    }
  }
};

/// The anti-example: γ∇fᵢ(x) is rounded to the nearest point of the lattice. Constants as if that were unbiased.
struct RoundedToNearest {
  Oracle oracle;
  Exact unit;  // 2^−q/γ

  std::size_t n() const { return oracle.n(); }
  std::size_t dimension() const { return oracle.dimension(); }
  const Constants& constants() const { return oracle.constants(); }
  Exact f(const Vector<Exact>& x) const { return oracle.f(x); }
  Vector<Exact> gradient(const Vector<Exact>& x) const { return oracle.gradient(x); }
  Vector<Exact> gradient_i(std::size_t i, const Vector<Exact>& x) const {
    return oracle.gradient_i(i, x).unaryExpr([this](const Exact& g) { return Exact(Exact(floor(g / unit + ratio(1, 2))) * unit); });
  }
  Vector<Exact> gradient_difference(const Vector<Exact>& x, const Vector<Exact>& gap) const { return oracle.gradient_difference(x, gap); }
};

Run race(const Quadratic& p, const Exact& gamma, int q) {
  return to_run(hogwild(p, {.gamma = gamma, .workers = 8, .iterations = 120, .seed = 3, .overlap = true,
                            .x0 = std::vector<double>(p.dimension(), 1), .lattice_bits = q}));
}

/// The worst outcome of these lines at every read of a run.
template <class Lines>
Outcome along(const Oracle& oracle, const Run& run, Lines&& lines) {
  const Matrix<Exact> x_virtual = virtual_iterates(run);
  Outcome worst = Outcome::holds;
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    const Vector<Exact> x = exact(run.x.col(column));
    const Moment<Exact> at = moment<Exact>(oracle, run.gamma, x, x_virtual.col(column));
    worst = std::max(worst, lines(at, x).outcome());
  }
  return worst;
}

}  // namespace

TEST_CASE("The expectations over sample and rounding are the sums over all of them") {
  const auto problems = quadratics();
  property("mean, variance and f behind the next step, also with another step size", [&problems] {
    const Quadratic& p = problems[*rc::gen::inRange<std::size_t>(0, problems.size())];
    const int q = *rc::gen::inRange(0, 6);
    const auto any = [] { return ratio(*rc::gen::inRange(-20, 21), *rc::gen::inRange(1, 9)); };
    const Exact gamma = ratio(*rc::gen::inRange(1, 20), *rc::gen::inRange(1, 50)), other = *rc::gen::element(gamma, ratio(1, 7), Exact(2));
    Vector<Exact> x = constant(p.dimension(), 0), x_virtual = x;
    for (Eigen::Index c = 0; c < x.size(); ++c) x(c) = any(), x_virtual(c) = any();
    const Oracle oracle(p, gamma, q);
    const ByDefinition sums(p, gamma, q, other, x, x_virtual);
    RC_ASSERT(sums.mean == oracle.gradient(x));
    RC_ASSERT(sums.variance == variance(oracle, x));
    RC_ASSERT(sums.f_next == expected_f_next(oracle, other, x, x_virtual));
    RC_ASSERT(unbiasedness<Exact>(oracle, x).outcome() == Outcome::holds);
    RC_ASSERT(variance(oracle, x) <= oracle.constants().M * norm2(oracle.gradient(x)) + oracle.constants().sigma2);
  }, {.cases = 300});
}

TEST_CASE("Rounding to nearest is refuted: it is biased, and Decrease fails by exact numbers") {
  const Exact gamma = ratio(1, 8);
  const Oracle oracle(coordinate({1}), gamma, 2);
  const RoundedToNearest twin{oracle, power_of_two(-2) / gamma};
  const Vector<Exact> x = constant(1, ratio(3, 4));  // γ∇f(x) = 3/32 is nearer to 0 than to 1/4: the run stands still
  CHECK(unbiasedness<Exact>(oracle, x).outcome() == Outcome::holds);
  const auto biased = unbiasedness<Exact>(twin, x);
  CHECK(biased[0].left == 0);
  CHECK(biased[0].right == ratio(3, 4));
  CHECK(biased.outcome() == Outcome::violated);
  const auto last_line = [&](const auto& problem) {
    const auto proof = decrease(moment<Exact>(problem, gamma, x, x), problem.constants(), gamma);
    return proof[proof.size() - 1];
  };
  CHECK(last_line(oracle).outcome() == Outcome::holds);
  CHECK(last_line(twin).outcome() == Outcome::violated);
  CHECK(last_line(twin).left == ratio(9, 32));
  CHECK(last_line(twin).right == ratio(9, 32) - ratio(9, 512) + ratio(1, 128));
}

TEST_CASE("What rounding adds to the variance is at most d/(4 gamma^2 4^q), is that at halves, and cannot be left out") {
  const Exact gamma = ratio(1, 4);
  const Quadratic p = quiz(1, 2);
  const Oracle oracle(p, gamma, 1);
  CHECK(oracle.added_sigma2() == 2);
  CHECK(variance(oracle, constant(2, ratio(1, 2))) == 1 + ratio(3, 4) * oracle.added_sigma2());  // y = ¼, −¾ or −¼: φ(1−φ) = ¾·¼
  const Quadratic one = quiz();
  const Oracle halves(one, gamma, 1);
  const Vector<Exact> zero = constant(1, 0);
  CHECK(variance(halves, zero) == 1 + halves.added_sigma2());
  const auto at = moment<Exact>(halves, gamma, zero, zero);
  CHECK(variance_assumption(at, halves.constants()).outcome() == Outcome::holds);
  CHECK(variance_assumption(at, halves.constants())[0].slack() == 0);
  CHECK(variance_assumption(at, one.constants()).outcome() == Outcome::violated);
  CHECK(decrease(at, halves.constants(), gamma).outcome() == Outcome::holds);
  const auto left_out = decrease(at, one.constants(), gamma);
  CHECK(left_out[left_out.size() - 1].outcome() == Outcome::violated);
}

TEST_CASE("Along a race on a lattice Decrease holds exactly, with what rounding adds to sigma^2") {
  for (const Quadratic& p : quadratics())
    for (const int q : {6, 40}) {
      const Exact gamma = ratio(1, 100);
      const Run run = race(p, gamma, q);
      const Oracle oracle(p, gamma, q);
      const Constants& c = oracle.constants();
      CHECK(along(oracle, run, [&](const auto& at, const auto&) { return decrease(at, c, gamma); }) == Outcome::holds);
      CHECK(along(oracle, run, [&](const auto& at, const auto&) { return decrease_for_every_step_size(at, c, gamma); }) == Outcome::holds);
      CHECK(along(oracle, run, [&](const auto& at, const auto&) { return variance_assumption(at, c); }) == Outcome::holds);
      CHECK(along(oracle, run, [&](const auto&, const auto& x) { return unbiasedness<Exact>(oracle, x); }) == Outcome::holds);
    }
}

TEST_CASE("Along a race on a lattice the variance assumption fails if what rounding adds is left out") {
  for (const Quadratic& p : {quiz(1, 3), noisy_quadratic(), small_interpolation()}) {
    const Run run = race(p, ratio(1, 100), 40);
    const Oracle oracle(p, run.gamma, 40);
    CHECK(along(oracle, run, [&](const auto& at, const auto&) { return variance_assumption(at, p.constants()); }) == Outcome::violated);
  }
}

TEST_CASE("Intervals contain the exact moment") {
  const Exact gamma = ratio(1, 30);
  for (const Quadratic& p : quadratics()) {
    const Oracle oracle(p, gamma, 3);
    const Vector<Exact> x = constant(p.dimension(), ratio(5, 8)), x_virtual = constant(p.dimension(), ratio(1, 2));
    const auto exactly = moment<Exact>(oracle, gamma, x, x_virtual);
    const auto doubles = moment<Enclosure>(oracle, gamma, x, x_virtual);
    const auto wide_ones = moment<WideEnclosure>(oracle, gamma, x, x_virtual);
    CHECK(doubles.variance.contains(exactly.variance));
    CHECK(doubles.expected_f_next.contains(exactly.expected_f_next));
    CHECK(narrow(wide_ones.variance).contains(exactly.variance));
    CHECK(narrow(wide_ones.expected_f_next).contains(exactly.expected_f_next));
    CHECK(doubles.variance.upper() - doubles.variance.lower() <= 1.001 * oracle.added_sigma2().convert_to<double>());
  }
}

TEST_CASE("The constants of the oracle are certified, and nothing less than what rounding adds is") {
  for (const Quadratic& p : quadratics()) {
    const Oracle oracle(p, ratio(1, 30), 10);
    Constants c = oracle.constants();
    CHECK(c.sigma2 == p.constants().sigma2 + oracle.added_sigma2());
    CHECK(certified(oracle, c));
    c.sigma2 -= power_of_two(-80);
    CHECK_FALSE(certified(oracle, c));
  }
}

TEST_CASE("No oracle without a step size or a lattice") {
  CHECK_THROWS_WITH(Oracle(quiz(), 0, 4), "the step size gamma must be positive, got 0");
  CHECK_THROWS_WITH(Oracle(quiz(), 1, 60), "the number of bits of the lattice must be 0, ..., 52, got 60");
}
