// Tests of lemmas/batch_size.hpp.
#include "lemmas/batch_size.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// E ‖∇f(x)‖² after one mini-batch of b from x = 1, for f = x²/2: over all nᵇ batches.
Exact after_one_batch(const ExactProblem& problem, const Exact& gamma, std::size_t b) {
  return 2 * average(problem, gamma, vector({1}), Schedule::blocks(b, 1, b)).f_virtual.back();
}

}  // namespace

TEST_CASE("The complexity suffices to reach ε") {
  property("any constants", [] {
    const Constants c = {
        .L = *draw::any_step_size(), .M = abs(*draw::rational()), .sigma2 = abs(*draw::any_rational()), .f_lower = Exact(0)};
    const Exact epsilon = *draw::any_step_size().as("ε"), F0 = *draw::any_step_size().as("F₀");
    const auto b = *draw::count(1, 100).as("b");
    for (const auto& rate : {slide_rate().constants, mini_batch_constants()}) {
      RC_ASSERT(objections(complexity(epsilon, F0, c, b, rate)) == "");
      const Exact bT = gradients_to_reach(epsilon, F0, c, b, rate), first = rate.deterministic() * c.L * F0 * (c.M + b) / bT;
      RC_ASSERT(rate.stochastic_squared() * c.L * F0 * c.sigma2 / bT <= square(Exact(epsilon - first)));  // the bound itself, squared
    }
  });
}

TEST_CASE("A quarter of the complexity does not suffice to reach ε") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 0, .f_lower = Exact(0)};
  const auto proof = complexity(ratio(1, 10), 1, c, 1, slide_rate().constants, ratio(1, 4));
  CHECK(proof[0].outcome() == Outcome::violated);
  CHECK(proof[0].left == ratio(1, 5));  // 2ε
  CHECK_THROWS_AS(complexity(0, 1, c, 1, slide_rate().constants), std::invalid_argument);
}

TEST_CASE("The speed-up is at least half of linear up to b = M+σ²/ε") {
  property("any constants, every b", [] {
    const Constants c = {.L = 1, .M = abs(*draw::rational()), .sigma2 = abs(*draw::rational()), .f_lower = Exact(0)};
    const Exact epsilon = *draw::positive_rational().as("ε");
    const auto b = *draw::count(1, 100).as("b");
    const auto proof = linear_speed_up(epsilon, c, b);
    RC_ASSERT(proof.outcome() == (b <= critical_batch(epsilon, c) ? Outcome::holds : Outcome::vacuous));
    RC_ASSERT(speed_up(b, critical_batch(epsilon, c)) < 1 + critical_batch(epsilon, c) || critical_batch(epsilon, c) == 0);
    const auto T = [&](const Exact& batch) { return 1 / epsilon + critical_batch(epsilon, c) / (batch * epsilon); };
    RC_ASSERT(speed_up(b, critical_batch(epsilon, c)) == T(1) / T(b));
  });
  SECTION("b* = 32") {
    CHECK(speed_up(4, 32) == ratio(11, 3));
    CHECK(speed_up(8, 32) == ratio(33, 5));
    CHECK(speed_up(32, 32) == ratio(33, 2));
  }
  SECTION("not up to M only: M = 0, σ² = 1, ε = 1/100") {
    CHECK(linear_speed_up(ratio(1, 100), quiz().constants(), 100).outcome() == Outcome::holds);
  }
}

TEST_CASE("The speed-up is not linear far beyond b = M+σ²/ε") {
  const auto proof = linear_speed_up(1, quiz().constants(), 100);  // b* = 1
  CHECK(proof[0].holds == Truth::no);
  CHECK(proof.outcome() == Outcome::vacuous);
  CHECK(speed_up(100, 1) == ratio(200, 101));
}

TEST_CASE("The two regimes of the batch size are right up to a factor of 2") {
  property("every M and b", [] {
    const Exact M = abs(*draw::any_rational().as("M"));
    RC_ASSERT(objections(regimes(M, *draw::count(1, 1000).as("b"))) == "");
  });
  property("doubling b ≤ M improves (M+b)/b by 4/3 to 2, doubling b ≥ M by less", [] {
    const Exact M = abs(*draw::rational().as("M"));
    const auto b = *draw::count(1, 100).as("b");
    const Exact improved = 2 * (M + b) / (M + 2 * b);
    RC_ASSERT((improved >= ratio(4, 3)) == (b <= M));
    RC_ASSERT(improved <= 2);
  });
}

TEST_CASE("The two regimes of the batch size are refuted as equalities") {
  CHECK(regimes(10, 8)[0].left == ratio(5, 4));  // M/b
  CHECK(regimes(10, 8)[0].right == ratio(9, 4));
  CHECK(regimes(8, 10)[0].left == 1);
  CHECK(regimes(8, 10)[0].right == ratio(9, 5));
  CHECK_THROWS_AS(regimes(1, 0), std::invalid_argument);
}

TEST_CASE("The learning rate scales by (M+b)/(M+2b) in the sum form and twice that in the mean form") {
  property("every M and b: in [1/2, 1] and [1, 2]", [] {
    const Constants c = {.L = *draw::any_step_size(), .M = abs(*draw::any_rational().as("M")), .sigma2 = 0, .f_lower = {}};
    const auto b = *draw::count(1, 1000).as("b");
    RC_ASSERT(objections(learning_rate_scaling(c, b, Form::sum)) == "");
    RC_ASSERT(objections(learning_rate_scaling(c, b, Form::mean)) == "");
    const Exact r = critical_ratio(c, b, 2 * b, Form::sum);
    RC_ASSERT(r >= ratio(1, 2) && r <= 1);
  });
  const Constants c = {.L = 1, .M = 30, .sigma2 = 0, .f_lower = {}};
  CHECK(critical_ratio(c, 10, 20, Form::sum) == ratio(4, 5));
  CHECK(critical_ratio(c, 10, 20, Form::mean) == ratio(8, 5));
}

TEST_CASE("Keeping the learning rate of the sum form is refuted for b far above M") {
  const std::size_t b = 5;
  const Exact gamma = ratio(19, 10) / b;  // M = 0, L = 1: x → (1 − γb)x is stable for b, not for 2b
  CHECK(after_one_batch(noiseless(), gamma, b) == ratio(81, 100));
  CHECK(after_one_batch(noiseless(), gamma, 2 * b) == ratio(196, 25));
  SECTION("for b far below M it may be kept: M = 81, b = 1 → 2 at γ = 1/(L(M+1))") {
    CHECK(after_one_batch(noisy_quadratic(1, 9, 0), ratio(1, 82), 1) < 1);
    CHECK(after_one_batch(noisy_quadratic(1, 9, 0), ratio(1, 82), 2) < 1);
  }
}

TEST_CASE("The scaling rule holds for the tuned step size while the critical one is active") {
  property("as many gradients, little noise", [] {
    const Constants c = {
        .L = *draw::positive_rational(), .M = abs(*draw::rational()), .sigma2 = *draw::positive_rational(), .f_lower = Exact(0)};
    const auto b = *draw::count(1, 20).as("b");
    const BatchRun from{b, 100}, to{2 * b, 50};
    const Exact s2_over_F0 = 2 / (Exact(b) * 100 * c.L * c.sigma2), F0 = square(critical_step_size(c, b)) / s2_over_F0;
    RC_ASSERT(objections(tuned_step_size_scaling(c, F0, from, to)) == "");  // γ_crit(2b) ≤ γ_crit(b) = s
  });
}

TEST_CASE("The scaling rule is refuted where the noise term is active") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1000000, .f_lower = Exact(0)};
  const auto same_gradients = tuned_step_size_scaling(c, 1, {10, 100}, {20, 50});
  CHECK(same_gradients[0].left == 1);  // keep γ
  CHECK(same_gradients[0].right == ratio(1, 4));
  CHECK(same_gradients[0].holds == Truth::no);
  CHECK(same_gradients.outcome() == Outcome::vacuous);
  CHECK(tuned_step_size_scaling(c, 1, {10, 100}, {20, 100})[0].left == ratio(1, 2));  // γ/√2
  CHECK_THROWS_AS(tuned_step_size_scaling(c, 0, {10, 100}, {20, 100}), std::invalid_argument);
}

TEST_CASE("What the batch size claims, number by number") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  CHECK(complexity(ratio(1, 10), 1, c, 1, slide_rate().constants)[0].left == complexity(ratio(1, 10), 1, c, 1, slide_rate().constants, 1)[0].left);
  CHECK(regimes(10, 8)[1].right == ratio(5, 2));
  const auto half = linear_speed_up(ratio(1, 100), quiz().constants(), 1);
  CHECK(half[0].outcome() == Outcome::holds);
  CHECK(half[0].left == ratio(1, 2));
  CHECK(linear_speed_up(ratio(1, 100), quiz().constants(), 0).outcome() == Outcome::vacuous);
  CHECK(critical_ratio({.L = 1, .M = 2, .sigma2 = 0, .f_lower = {}}, 1, 2, Form::sum) == ratio(3, 4));
  CHECK(critical_ratio({.L = 1, .M = 2, .sigma2 = 0, .f_lower = {}}, 2, 1, Form::sum) == ratio(4, 3));
  CHECK_THROWS_AS(critical_ratio(c, 0, 1, Form::sum), std::invalid_argument);
  CHECK_THROWS_AS(critical_ratio(c, 1, 0, Form::sum), std::invalid_argument);
  const auto scaling = learning_rate_scaling({.L = 1, .M = 6, .sigma2 = 0, .f_lower = {}}, 3, Form::sum);
  CHECK(scaling[0].equality);
  CHECK(scaling[2].right == 1);  // ½ + 6/12
}

TEST_CASE("The critical step size is active up to the noise term, and not one part in a hundred beyond") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};  // γ_crit(1)² = 1/100
  const auto at = tuned_step_size_scaling(c, 1, {1, 200}, {1, 200});      // 2F₀/(bTLσ²) = 1/100
  CHECK(at.outcome() == Outcome::holds);
  CHECK(at[0].equality);
  CHECK(tuned_step_size_scaling(c, ratio(99, 100), {1, 200}, {1, 200}).outcome() == Outcome::vacuous);
  CHECK_NOTHROW(tuned_step_size_scaling(c, 1, {1, 1}, {1, 1}));
  CHECK_THROWS_AS(tuned_step_size_scaling(c, 1, {0, 1}, {1, 1}), std::invalid_argument);
  CHECK_THROWS_AS(tuned_step_size_scaling(c, 1, {1, 1}, {1, 0}), std::invalid_argument);
}
