// Tests of lemmas/step_size.hpp: tuning γ.
#include "lemmas/step_size.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

struct Instance {
  Constants c;
  std::size_t tau;
  RateConstants rate;
  Horizon<Exact> horizon;
};
Instance instance() {
  const Constants c = {.L = *draw::any_step_size().as("L"), .M = *rc::gen::element<Exact>(0, 1, 30, ratio(1, 7)).as("M"),
                       .sigma2 = *rc::gen::element<Exact>(0, 1, ratio(1, 9), 1000000).as("σ²"), .f_lower = Exact(0)};
  const auto rate = *rc::gen::element(RateConstants{}, RateConstants{10, ratio(6, 25), ratio(3, 5)}, RateConstants{4, ratio(1, 2), 1},
                                      RateConstants{1, ratio(1, 2), ratio(1, 2)});
  return {c, *draw::count(1, 20).as("τ"), rate, {*draw::any_step_size().as("F₀"), *draw::count(1, 100000).as("T")}};
}

}  // namespace

TEST_CASE("The tuned step size costs at most a factor 2 in the noise term") {
  property("γ = min{γ_crit, s}, s rational", [] {
    Instance i = instance();
    const Exact s = *draw::any_step_size().as("s"), largest = critical_step_size(i.c, i.tau, i.rate.kappa);
    i.horizon.F0 = s * s * i.rate.beta * i.c.L * i.c.sigma2 * Exact(i.horizon.gradients);
    RC_PRE(i.horizon.F0 > 0);
    const Exact gamma = std::min(s, largest);
    RC_ASSERT(tuned_step_size(i.c, i.tau, i.horizon, i.rate) == gamma);
    RC_ASSERT(objections(tuning(gamma, i.c, i.tau, i.horizon, i.rate)) == "");
    RC_ASSERT(tuned(gamma, i.c, i.tau, i.horizon, i.rate).met == Truth::yes);
  });
  property("any F₀: the step size is rational and as good as the tuned one", [] {
    const Instance i = instance();
    const Exact gamma = tuned_step_size(i.c, i.tau, i.horizon, i.rate);
    RC_ASSERT(critical(gamma, i.c, i.tau, i.rate.kappa).met == Truth::yes);
    const Exact s2 = i.c.sigma2 == 0 ? Exact(0) : Exact(i.horizon.F0 / (i.rate.beta * i.c.L * i.c.sigma2 * Exact(i.horizon.gradients)));
    RC_PRE(i.c.sigma2 == 0 || s2 >= power_of_two(-200) * square(gamma));  // see `tuned`
    RC_ASSERT(tuned(gamma, i.c, i.tau, i.horizon, i.rate).met == Truth::yes);
  });
  property("over intervals as over rationals", [] {
    const Instance i = instance();
    const Exact gamma = tuned_step_size(i.c, i.tau, i.horizon, i.rate);
    const Horizon<Enclosure> horizon = {Enclosure(i.horizon.F0), i.horizon.gradients};
    RC_ASSERT(disagreement(tuning(gamma, i.c, i.tau, horizon, i.rate), tuning(gamma, i.c, i.tau, i.horizon, i.rate)) == "");
  });
  SECTION("the 2 is needed: as γ_crit grows, the slack vanishes") {
    Exact last = 1;
    for (const int L_over_ten : {1, 100, 10000}) {  // γ_crit = L_over_ten, s = 1
      const Constants c = {.L = ratio(1, 10 * L_over_ten), .M = 0, .sigma2 = 10 * L_over_ten, .f_lower = Exact(0)};
      const auto proof = tuning(1, c, 1, Horizon<Exact>{100, 100});
      CHECK(proof.outcome() == Outcome::holds);
      CHECK(proof[0].slack() / proof[0].right < last);
      last = proof[0].slack() / proof[0].right;
    }
    CHECK(last < ratio(1, 1000));
  }
}

TEST_CASE("Tuning is refuted with 1 in place of 2: 1/10 > 3/40") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  const Horizon<Exact> horizon = {1, 400};  // s = 1/20 < γ_crit = 1/10
  CHECK(tuned_step_size(c, 1, horizon) == ratio(1, 20));
  CHECK(tuning(ratio(1, 20), c, 1, horizon).outcome() == Outcome::holds);
  CHECK_NOTHROW(tuning(ratio(1, 20), c, 1, Horizon<Exact>{1, 1}));
  CHECK_THROWS_AS(tuning(ratio(1, 20), c, 1, Horizon<Exact>{1, 0}), std::invalid_argument);
  CHECK(tuning(ratio(1, 20), c, 1, horizon, {}, 1).outcome() == Outcome::violated);
  const Exact value = 1 / (ratio(1, 20) * 400) + ratio(1, 20);  // F₀/(γT) + γLσ², the least over all γ
  CHECK(value == ratio(1, 10));
  CHECK(1 / (ratio(1, 10) * 400) + ratio(1, 20) == ratio(3, 40));  // F₀/(γ_crit T) + 1·√(LF₀σ²/T)
}

TEST_CASE("A step size that is not tuned is vacuous, and refused where there is nothing to tune") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  const Horizon<Exact> horizon = {1, 400};
  for (const Exact& gamma : {ratio(1, 2000), ratio(1, 10)}) {
    CAPTURE(gamma);
    CHECK(tuning(gamma, c, 1, horizon).outcome() == Outcome::vacuous);
  }
  CHECK(tuning(ratio(1, 5), c, 1, horizon).outcome() == Outcome::vacuous);
  CHECK(tuned(ratio(1, 2000), c, 1, horizon, {}).met == Truth::no);
  CHECK(tuned(Exact(0), c, 1, horizon, {}).met == Truth::no);
  CHECK_THROWS_WITH(tuned_step_size(c, 1, {0, 400}), Catch::Matchers::ContainsSubstring("F₀ = 0"));
  CHECK_THROWS_AS(tuned_step_size(c, 1, {1, 0}), std::invalid_argument);
  CHECK_THROWS_AS(tuning(0, c, 1, horizon), std::invalid_argument);
}

TEST_CASE("The square root of a rational square is exact, any other is just below") {
  property("r² and any a", [] {
    const Exact r = abs(*draw::any_rational().as("r")), a = abs(*draw::any_rational().as("a"));
    RC_ASSERT(square_root_below(r * r) == r);
    const Exact root = square_root_below(a);
    RC_ASSERT(root * root <= a);
    RC_ASSERT(square(Exact(root * (1 + power_of_two(-60)))) >= a);
  });
  CHECK_THROWS_AS(square_root_below(-1), std::invalid_argument);
}

TEST_CASE("A square is decided against a bound without a square root") {
  CHECK(positive_square(Exact(-3)) == 0);
  CHECK(positive_square(Exact(3)) == 9);
  CHECK(positive_square(Enclosure(-3.0)).is_zero());
  CHECK(contains(positive_square(Enclosure(-1.0, 2.0)), 0));
  CHECK(contains(positive_square(Enclosure(-1.0, 2.0)), 4));
}

TEST_CASE("The slides' weights tune to 50 and 10") {
  const RateConstants slides;
  CHECK(slides.kappa == 10);
  CHECK(slides.alpha == ratio(1, 5));
  CHECK(slides.beta == 1);
  CHECK(slides.deterministic() == 50);
  CHECK(slides.stochastic_squared() == 100);
  const RateConstants best = {.kappa = 4, .alpha = ratio(1, 2), .beta = ratio(9, 4)};
  CHECK(best.deterministic() == 8);
  CHECK(best.stochastic_squared() == 36);
}

TEST_CASE("A horizon that nobody has set is no horizon") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  CHECK_THROWS_WITH(tuned_step_size(c, 1, {}), Catch::Matchers::ContainsSubstring("no iterations"));
  CHECK_THROWS_WITH(tuned_step_size(c, 1, {.gradients = 400}), Catch::Matchers::ContainsSubstring("F₀ = 0"));
}
