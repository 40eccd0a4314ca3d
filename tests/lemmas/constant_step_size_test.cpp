// Tests of lemmas/constant_step_size.hpp.
#include "lemmas/constant_step_size.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// Problems with σ = 0: multiplicative noise, separate coordinates, least squares through the origin.
rc::Gen<std::pair<ExactProblem, Constants>> without_noise_at_the_minimum() {
  return rc::gen::exec([] {
    const auto d = *draw::count(1, 2);
    const ExactProblem problem = *rc::gen::inRange(0, 2) == 0 ? noisy_quadratic(*draw::positive_rational(), *draw::rational(), 0)
                                                              : coordinates(*rc::gen::map(draw::direction(d), [](Vector<Exact> v) {
                                                                  for (Eigen::Index c = 0; c < v.size(); ++c) v(c) = abs(v(c));
                                                                  return v;
                                                                }));
    return std::pair(problem, with_lower_bound(problem));
  });
}

}  // namespace

TEST_CASE("SGD without noise at the minimum converges with every constant step size below 2/(L(M+1))") {
  property("0 < γ < 2/(L(M+1))", [] {
    const auto [problem, constants] = *without_noise_at_the_minimum().as("problem");
    const Exact part = *rc::gen::element(ratio(999, 1000), ratio(1, 2), ratio(1, 100)).as("share of 2/(L(M+1))");
    const Exact gamma = part * 2 / (constants.L * (constants.M + 1));
    const auto schedule = Schedule::constant_delay(horizon(problem.n(), 260, 7), problem.dimension(), 0);
    const auto E = average(problem, gamma, *draw::point(problem.dimension()).as("x₀"), schedule);
    RC_ASSERT(objections(constant_step_size(E, schedule, constants, gamma)) == "");
    RC_ASSERT(disagreement(constant_step_size(enclosed<Enclosure>(E), schedule, constants, gamma),
                           constant_step_size(E, schedule, constants, gamma)) == "");
  });
  property("f = Lx²/2, g = (1 ± √M)Lx: E‖∇f(xₜ)‖² is multiplied by (1−γL)² + γ²L²M", [] {
    const Exact L = *draw::positive_rational().as("L"), m = *draw::rational().as("√M");
    const ExactProblem problem = noisy_quadratic(L, m, 0);
    const Exact gamma = *draw::step_size_up_to(3 / (L * (m * m + 1))).as("γ");
    const auto E = average(problem, gamma, vector({1}), Schedule::constant_delay(4, 1, 0));
    const Exact factor = multiplicative_noise_factor(gamma, problem.constants());
    for (std::size_t t = 0; t + 1 < 4; ++t) RC_ASSERT(E.gradient2[t + 1] == factor * E.gradient2[t]);
    const auto proof = multiplicative_noise(gamma, problem.constants());
    RC_ASSERT(proof[0].outcome() == Outcome::holds);
    RC_ASSERT((proof[1].holds == Truth::yes) == (proof[1].given == Truth::yes));  // stable if and only if γ ≤ 2/(L(M+1))
  });
  CHECK(multiplicative_noise_factor(ratio(2, 5), noisy_quadratic(1, 2, 0).constants()) == 1);
  CHECK(multiplicative_noise_factor(ratio(1, 5), noisy_quadratic(1, 2, 0).constants()) == ratio(4, 5));  // M/(M+1)
}

TEST_CASE("The step size of quiz 2 ends at 2/(L(M+1)), and each of its lines can be tight") {
  const Constants c = noisy_quadratic(1, 2, 0).constants();  // M = 4
  CHECK(stable_step_size(ratio(2, 5), c).met == Truth::no);
  CHECK(stable_step_size(ratio(399, 1000), c).met == Truth::yes);
  CHECK(stable_step_size(0, c).met == Truth::no);
  CHECK(multiplicative_noise(ratio(1, 5), c)[0].slack() == 0);
  const ExactProblem noisy = noisy_quadratic(2, 2, 3);  // V = M‖∇f‖² + σ², f'' = L: nothing is lost in a step
  const auto schedule = Schedule::constant_delay(4, 1, 0);
  const auto E = average(noisy, ratio(1, 7), vector({1}), schedule);
  CHECK(constant_step_size(E, schedule, noisy.constants(), ratio(1, 7))[0].slack() == 0);
}

TEST_CASE("Quiz 2 is refuted above 2/(L(M+1)), and where σ is not 0") {
  SECTION("above: E‖∇f(xₜ)‖² grows without bound") {
    const ExactProblem problem = noisy_quadratic(1, 2, 0);  // M = 4, 2/(L(M+1)) = 2/5
    const auto E = average(problem, ratio(1, 2), vector({1}), Schedule::constant_delay(4, 1, 0));
    CHECK(multiplicative_noise(ratio(1, 2), problem.constants())[1].holds == Truth::no);
    CHECK(multiplicative_noise(ratio(1, 2), problem.constants()).outcome() == Outcome::vacuous);
    CHECK(E.gradient2[3] == ratio(125, 64));
  }
  SECTION("with noise at the minimum: F₀ = 0, and the gradients are not 0") {
    const auto schedule = Schedule::constant_delay(4, 1, 0);
    const auto proof = constant_step_size(average(quiz(), ratio(1, 10), vector({0}), schedule), schedule, quiz().constants(), ratio(1, 10));
    CHECK(proof[0].outcome() == Outcome::holds);
    CHECK(proof[1].holds == Truth::no);
    CHECK(proof[1].outcome() == Outcome::vacuous);
  }
  SECTION("and with a delay the lemma says nothing") {
    const auto schedule = Schedule::constant_delay(4, 1, 1);
    const auto E = average(noiseless(), 1, vector({1}), schedule);
    CHECK(constant_step_size(E, schedule, noiseless().constants(), 1).outcome() == Outcome::vacuous);
  }
}
