// Tests of lemmas/assumptions.hpp, and of the constants of the problems that all tests here draw.
#include "lemmas/assumptions.hpp"

#include "lemmas/numbers/ldlt.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// The same problem with sample 0 drawn once more than the others: a fast worker that is over-represented.
class OverRepresented {
 public:
  explicit OverRepresented(ExactProblem problem) : problem_(std::move(problem)) {}
  std::size_t n() const { return problem_.n() + 1; }
  std::size_t dimension() const { return problem_.dimension(); }
  const Constants& constants() const { return problem_.constants(); }
  Exact f(const Vector<Exact>& x) const { return problem_.f(x); }
  Vector<Exact> gradient(const Vector<Exact>& x) const { return problem_.gradient(x); }
  Vector<Exact> gradient_i(std::size_t i, const Vector<Exact>& x) const { return problem_.gradient_i(i % problem_.n(), x); }
  Vector<Exact> gradient_difference(const Vector<Exact>& x, const Vector<Exact>& gap) const { return problem_.gradient_difference(x, gap); }

 private:
  ExactProblem problem_;
};

/// A problem that knows its variance and its next expected value by a formula: the quiz.
struct Quick {
  std::size_t n() const { return 2; }
  std::size_t dimension() const { return 1; }
  const Constants& constants() const { return constants_; }
  Exact f(const Vector<Exact>& x) const { return norm2(x) / 2; }
  Vector<Exact> gradient(const Vector<Exact>& x) const { return x; }
  Vector<Exact> gradient_i(std::size_t, const Vector<Exact>&) const { throw std::logic_error("the formula is not used"); }
  Vector<Exact> gradient_difference(const Vector<Exact>&, const Vector<Exact>& gap) const { return gap; }
  Exact variance(const Vector<Exact>&) const { return 1; }
  Exact expected_f_next(const Exact& gamma, const Vector<Exact>& x, const Vector<Exact>& x_virtual) const {
    return (norm2(Vector<Exact>(x_virtual - gamma * x)) + gamma * gamma) / 2;
  }
  Constants constants_ = {.L = 1, .M = 0, .sigma2 = 1, .f_lower = Exact(0)};
};

Moment<Exact> at(const ExactProblem& problem, const Exact& x) { return moment<Exact>(problem, 1, vector({x}), vector({x})); }

}  // namespace

TEST_CASE("The problems of these tests are finite sums over every number type that judges, and not over double") {
  STATIC_REQUIRE(FiniteSum<ExactProblem, Exact>);
  STATIC_REQUIRE(FiniteSum<ExactProblem, Enclosure>);
  STATIC_REQUIRE(FiniteSum<ExactProblem, WideEnclosure>);
  STATIC_REQUIRE(FiniteSum<OverRepresented, Exact>);
  STATIC_REQUIRE(FiniteSum<Quick, Exact>);
  STATIC_REQUIRE_FALSE(FiniteSum<Quick, Enclosure>);
}

TEST_CASE("The variance assumption holds at every point with certified M and σ²") {
  property("for every family", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    const auto proof = variance_assumption(moment<Exact>(problem, 1, x, x), problem.constants());
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(disagreement(variance_assumption(moment<Enclosure>(problem, 1, x, x), problem.constants()), proof) == "");
    RC_ASSERT(disagreement(variance_assumption(moment<WideEnclosure>(problem, 1, x, x), problem.constants()), proof) == "");
  }, {.cases = 300});
}

TEST_CASE("The variance assumption is refuted with a σ² below the supremum") {
  property("by any amount, where the constants are tight everywhere", [] {
    const Exact L = *draw::positive_rational().as("L"), m = *draw::rational().as("√M"), s = *draw::rational().as("σ");
    const ExactProblem problem = noisy_quadratic(L, m, s);
    const auto here = at(problem, *draw::any_rational().as("x"));
    Constants c = problem.constants();
    RC_ASSERT(variance_assumption(here, c)[0].slack() == 0);
    c.sigma2 -= *draw::any_step_size().as("off");
    RC_ASSERT(variance_assumption(here, c).outcome() == Outcome::violated);
  });
  // a = (1, 3), b = (1, −1): V(x) = x² + 2x + 1 and ∇f = 2x; the supremum for M = 1/2 is 2, attained at x = 1
  const std::vector<Matrix<Exact>> A = {matrix({{1}}), matrix({{3}})};
  const std::vector<Vector<Exact>> b = {vector({1}), vector({-1})};
  Constants c = {.L = 2, .M = ratio(1, 2), .sigma2 = 2, .f_lower = {}};
  const ExactProblem problem("two parabolas", A, b, c);
  CHECK(variance_assumption(at(problem, 1), c)[0].slack() == 0);
  c.sigma2 -= power_of_two(-1000);
  CHECK(variance_assumption(at(problem, 1), c).outcome() == Outcome::violated);
  c.M = 0;  // no σ² is enough without M: V(x) is not bounded
  c.sigma2 = 1000000;
  CHECK(variance_assumption(at(problem, 1000), c).outcome() == Outcome::violated);
}

TEST_CASE("The smallest σ² for each M is the exact curve") {
  const std::vector<Matrix<Exact>> A = {matrix({{1}}), matrix({{3}})};
  const std::vector<Vector<Exact>> b = {vector({1}), vector({-1})};
  CHECK_FALSE(smallest_sigma2(A, b, ratio(1, 4)));
  CHECK(smallest_sigma2(A, b, ratio(1, 3)) == Exact(4));
  CHECK(smallest_sigma2(A, b, ratio(1, 2)) == Exact(2));
  CHECK(smallest_sigma2(A, b, 1) == ratio(4, 3));
  CHECK(smallest_sigma2(A, b, 2) == ratio(8, 7));
  CHECK(smallest_sigma2(A, b, 10) == ratio(40, 39));
}

TEST_CASE("The smoothness constants are certified: L·I ± Ā ⪰ 0") {
  property("for every quadratic", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const Matrix<Exact> bound = problem.constants().L * identity(static_cast<Eigen::Index>(problem.dimension()));
    RC_ASSERT(problem.constants().L > 0);
    RC_ASSERT(positive_semidefinite(Matrix<Exact>(bound - problem.mean_A())));
    RC_ASSERT(positive_semidefinite(Matrix<Exact>(bound + problem.mean_A())));
  });
  CHECK_FALSE(positive_semidefinite(Matrix<Exact>(ratio(99, 100) * identity(1) - quiz().mean_A())));
}

TEST_CASE("The lower bounds are below every value") {
  property("f(x) ≥ f_lower", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    if (problem.constants().f_lower) RC_ASSERT(problem.f(x) >= *problem.constants().f_lower);
  }, {.cases = 300});
}

TEST_CASE("The stochastic gradient is unbiased at every point") {
  property("every coordinate of the average is that of ∇f", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    const auto proof = unbiasedness(problem, x);
    RC_ASSERT(proof.size() == problem.dimension());
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(disagreement(unbiasedness(problem, as<Enclosure>(x)), proof) == "");
    RC_ASSERT(disagreement(unbiasedness(problem, as<WideEnclosure>(x)), proof) == "");
  }, {.cases = 300});
}

TEST_CASE("Unbiasedness is refuted when one sample is over-represented") {
  property("wherever that sample's gradient is not ∇f", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    const bool same = problem.gradient_i(0, x) == problem.gradient(x);
    RC_ASSERT(unbiasedness(OverRepresented(problem), x).outcome() == (same ? Outcome::holds : Outcome::violated));
  });
  const auto proof = unbiasedness(OverRepresented(quiz()), vector({0}));  // gradients −1 and 1, drawn 2:1
  CHECK(proof[0].left == ratio(-1, 3));
  CHECK(proof[0].right == 0);
}

TEST_CASE("A moment holds what the lemmas ask of two points") {
  property("by the definitions", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x"), x_virtual = *draw::point(problem.dimension()).as("x̃");
    const Exact gamma = *draw::any_step_size().as("γ"), n = problem.n();
    const Moment<Exact> here = moment<Exact>(problem, gamma, x, x_virtual);
    RC_ASSERT(here.gap == Vector<Exact>(x_virtual - x));
    RC_ASSERT(here.G == problem.gradient(x) && here.G_virtual == problem.gradient(x_virtual));
    RC_ASSERT(here.G_difference == Vector<Exact>(here.G_virtual - here.G));
    RC_ASSERT(here.f_virtual == problem.f(x_virtual));
    Exact next = 0, squares = 0;
    for (std::size_t i = 0; i < problem.n(); ++i) {
      const Vector<Exact> g = problem.gradient_i(i, x);
      next += problem.f(Vector<Exact>(x_virtual - gamma * g)) / n;
      squares += norm2(g) / n;
    }
    RC_ASSERT(here.expected_f_next == next);
    RC_ASSERT(here.variance == squares - norm2(here.G));  // E‖g‖² = ‖∇f‖² + V, for the unbiased
    const Moment<Enclosure> enclosed = moment<Enclosure>(problem, gamma, x, x_virtual);
    RC_ASSERT(contains(enclosed.f_virtual, here.f_virtual) && contains(enclosed.expected_f_next, next));
    RC_ASSERT(contains(enclosed.variance, here.variance));
    for (Eigen::Index c = 0; c < x.size(); ++c)
      RC_ASSERT(contains(enclosed.G_difference(c), here.G_difference(c)) && contains(enclosed.gap(c), here.gap(c)));
  }, {.cases = 300});
}

TEST_CASE("The gradients at one point do not differ, not even over enclosures") {
  property("G̃ − G is exactly zero for a zero gap", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    const auto here = moment<Enclosure>(problem, 1, x, x);
    for (Eigen::Index c = 0; c < x.size(); ++c) RC_ASSERT(here.gap(c).is_zero() && here.G_difference(c).is_zero());
  });
}

TEST_CASE("A problem that knows a number faster is asked for it") {
  const Vector<Exact> x = vector({3}), x_virtual = vector({ratio(5, 2)});
  const auto quick = moment<Exact>(Quick(), ratio(1, 10), x, x_virtual), slow = moment<Exact>(quiz(), ratio(1, 10), x, x_virtual);
  CHECK(quick.variance == slow.variance);
  CHECK(quick.expected_f_next == slow.expected_f_next);
}
