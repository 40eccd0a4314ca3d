// Tests of lemmas/recap.hpp, and of the recap's "uniform sampling".
#include "lemmas/recap.hpp"

#include "lemmas/e_process.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// f = ½((x−1)²/2 + (x+1)²/2), x₀ = 0, sample 1 with probability p: the moments E xₜ, E xₜ², of any length.
Expectations<Exact> over_represented(const Exact& p, const Exact& gamma, std::size_t T) {
  Exact x = 0, xx = 0;
  Expectations<Exact> E;
  for (std::size_t t = 0; t < T; ++t) {
    E.gradient2.push_back(xx);
    E.f_virtual.push_back((xx + 1) / 2);
    const Exact mean = 2 * p - 1;
    xx = square(Exact(1 - gamma)) * xx + 2 * (1 - gamma) * gamma * mean * x + gamma * gamma;
    x = (1 - gamma) * x + gamma * mean;
  }
  E.f_virtual.push_back((xx + 1) / 2);
  return E;
}
const Constants two_parabolas = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = ratio(1, 2)};

}  // namespace

TEST_CASE("SGD needs n/(1+M) times fewer gradient evaluations than GD if σ is 0") {
  property("1+M < n: holds, else vacuous", [] {
    const Constants c = {.L = *draw::positive_rational(), .M = abs(*draw::rational().as("M")), .sigma2 = 0, .f_lower = Exact(0)};
    const auto n = *draw::count(1, 60).as("n");
    const auto proof = benefit_of_sgd(*draw::any_step_size().as("ε"), *draw::positive_rational().as("F₀"), c, n);
    RC_ASSERT(proof[0].outcome() == Outcome::holds);
    RC_ASSERT(proof[1].outcome() == (1 + c.M < n ? Outcome::holds : Outcome::vacuous));
  });
  const Constants c = {.L = 1, .M = 4, .sigma2 = 0, .f_lower = Exact(0)};
  CHECK(benefit_of_sgd(ratio(1, 100), 1, c, 1000)[0].left == 200);
  CHECK(benefit_of_sgd(ratio(1, 100), 1, c, 1000)[0].equality);
}

TEST_CASE("SGD has no benefit over GD on separate coordinates: M = n−1") {
  property("V = (n−1)‖∇f‖² at every point", [] {
    const auto n = *draw::count(1, 5).as("n = d");
    const ExactProblem problem = coordinates(*draw::direction(n).as("λ"));
    const Vector<Exact> x = *draw::point(n).as("x");
    RC_ASSERT(variance<Exact>(problem, x) == Exact(n - 1) * norm2(problem.gradient(x)));
    RC_ASSERT(problem.constants().M == Exact(n - 1));
    const auto proof = benefit_of_sgd(1, 1, problem.constants(), n);
    RC_ASSERT(proof[0].left == 1);
    RC_ASSERT(proof[1].holds == Truth::yes);  // as many, not fewer
    RC_ASSERT(proof[1].slack() == 0);
    RC_ASSERT(proof[1].outcome() == Outcome::vacuous);
  });
  const Constants noisy = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
  CHECK(benefit_of_sgd(1, 1, noisy, 5).outcome() == Outcome::vacuous);
  CHECK_THROWS_AS(benefit_of_sgd(1, 0, noisy, 5), std::invalid_argument);
}

TEST_CASE("The bound grows with M, and without σ only its 1/T term is left") {
  property("any constants", [] {
    const Exact M = abs(*draw::rational().as("M")), sigma2 = abs(*draw::rational().as("σ²"));
    const Constants c = {.L = *draw::positive_rational(), .M = M, .sigma2 = sigma2, .f_lower = Exact(0)};
    const auto proof = bounded_variance(*draw::any_step_size().as("ε"), *draw::positive_rational().as("F₀"), c);
    for (std::size_t s = 0; s < 3; ++s) RC_ASSERT(proof[s].outcome() == Outcome::holds);
    RC_ASSERT(proof[3].outcome() == (c.sigma2 == 0 ? Outcome::holds : Outcome::vacuous));
  });
}

TEST_CASE("Half the ε costs exactly twice the gradients without σ, and never more than four times") {
  const auto proof = bounded_variance(ratio(1, 10), 1, {.L = 1, .M = 1, .sigma2 = 0, .f_lower = Exact(0)});
  CHECK(proof[1].slack() == 0);
  CHECK(proof[2].right == 4);
  CHECK(proof[3].slack() == 0);
}

TEST_CASE("No σ² bounds the variance with M = 0 when curvatures differ") {
  property("V(x) = ‖∇f(x)‖² for g = (1 ± 1)x, whatever is declared", [] {
    const ExactProblem problem = noisy_quadratic(1, 1, 0);
    Constants bounded = problem.constants();
    bounded.M = 0;
    bounded.sigma2 = *draw::any_step_size().as("σ²");
    const Vector<Exact> x = vector({bounded.sigma2 + 1});
    const auto proof = variance_assumption(moment<Exact>(problem, 1, x, x), bounded);
    RC_ASSERT(proof.outcome() == Outcome::violated);
    RC_ASSERT(variance_assumption(moment<Exact>(problem, 1, x, x), problem.constants()).outcome() == Outcome::holds);
  });
}

TEST_CASE("Uniform samples keep the main inequality and are not rejected") {
  const Exact gamma = ratio(1, 100);
  const auto schedule = Schedule::constant_delay(300, 1, 0);
  const auto E = over_represented(ratio(1, 2), gamma, 300);
  CHECK(objections(averaged_gradient(E, schedule, two_parabolas, gamma, 1)) == "");
  std::vector<std::uint32_t> alternating;
  for (std::uint32_t t = 0; t < 300; ++t) alternating.push_back(t % 2);
  CHECK(uniformity<Exact>(alternating, 2).rejected(ratio(1, 20)) == Truth::no);
}

TEST_CASE("A worker over-represented 3:1 refutes the main inequality and is rejected") {
  const Exact gamma = ratio(1, 100);
  const auto schedule = Schedule::constant_delay(300, 1, 0);
  const auto E = over_represented(ratio(3, 4), gamma, 300);
  const auto main = line(averaged_gradient(E, schedule, two_parabolas, gamma, 1), claims::MAIN);
  CHECK(main.holds == Truth::no);
  CHECK(main.right == ratio(1, 100));
  CHECK(main.left > ratio(1, 50));
  CHECK(E.gradient2.back() > ratio(9, 40));  // → ¼ and what the noise adds
  std::vector<std::uint32_t> three_to_one;
  for (std::uint32_t t = 0; t < 300; ++t) three_to_one.push_back(t % 4 == 0);
  CHECK(uniformity<Exact>(three_to_one, 2).rejected(ratio(1, 20)) == Truth::yes);
}
