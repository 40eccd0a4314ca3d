// Tests of lemmas/mini_batch_rate.hpp.
#include "lemmas/mini_batch_rate.hpp"

#include "lemmas/batch_variance.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// Mini-batches of b of a quadratic problem that is bounded below, F₀ > 0.
struct Instance {
  ExactProblem problem;
  Constants constants;
  std::size_t b;
  Schedule schedule;
  Vector<Exact> x0;
  Exact F0;
};
Instance instance() {
  const auto [problem, constants] = *draw::bounded_quadratic().as("problem");
  const auto b = *draw::count(1, 3).as("b");
  const std::size_t bT = std::max<std::size_t>(horizon(problem.n(), 260, 8) / b, 1) * b, d = problem.dimension();
  const Vector<Exact> x0 = *draw::point(d).as("x₀");
  const Exact F0 = problem.f(x0) - *constants.f_lower;
  RC_PRE(F0 > 0);
  return {problem, constants, b, Schedule::blocks(bT, d, b), x0, F0};
}
Exact tuned(const Instance& i, const RateConstants& rate) { return tuned_step_size(i.constants, i.b, {i.F0, i.schedule.size()}, rate); }
Expectations<Exact> expectations(const Instance& i, const Exact& gamma) { return average(i.problem, gamma, i.x0, i.schedule); }

/// One iteration from x, over all nᵇ batches.
BatchStep<Exact> over_batches(const ExactProblem& problem, const Exact& gamma, std::size_t b, const Vector<Exact>& x) {
  const auto batches = every_path(problem.n(), b);
  BatchStep<Exact> at{problem.f(x), 0, norm2(problem.gradient(x)), variance<Exact>(problem, x)};
  for (const Samples& batch : batches) {
    Vector<Exact> next = x;
    for (const std::size_t i : batch) next -= gamma * problem.gradient_i(i, x);
    at.f_next += problem.f(next) / Exact(batches.size());
  }
  return at;
}

std::vector<Vector<Exact>> quiz_gradients() { return {vector({1}), vector({-1})}; }

}  // namespace

TEST_CASE("Theorem 6.1 holds with 200/19 and 20√2/19 at the tuned step size") {
  property("any quadratic problem, b = 1, 2, 3", [] {
    const Instance i = instance();
    const Exact gamma = tuned(i, mini_batch_constants());
    RC_ASSERT(objections(mini_batch_rate(expectations(i, gamma), i.constants, gamma, i.b)) == "");
  });
  property("with 2 and 2√2 up to γ = 1/(L(M+b))", [] {
    const Instance i = instance();
    const RateConstants rate = mini_batch_constants_at_the_largest_step();
    const Exact gamma = tuned(i, rate);
    RC_ASSERT(objections(mini_batch_rate(expectations(i, gamma), i.constants, gamma, i.b, rate)) == "");
  });
  property("the first line at every γ, however large", [] {
    const Instance i = instance();
    const Exact gamma = *draw::any_step_size().as("γ");
    const auto proof = mini_batch_rate(expectations(i, gamma), i.constants, gamma, i.b);
    RC_ASSERT(proof[1].outcome() == Outcome::holds);
    for (const auto& step : proof) RC_ASSERT(step.outcome() == Outcome::holds || step.outcome() == Outcome::vacuous);
  });
  property("the lines over intervals contain those over rationals", [] {
    const Instance i = instance();
    const Exact gamma = tuned(i, mini_batch_constants());
    const auto E = expectations(i, gamma);
    RC_ASSERT(disagreement(mini_batch_rate(enclosed<Enclosure>(E), i.constants, gamma, i.b),
                           mini_batch_rate(E, i.constants, gamma, i.b)) == "");
  });
  CHECK(mini_batch_constants().deterministic() == ratio(200, 19));
  CHECK(mini_batch_constants().stochastic_squared() == ratio(800, 361));
  CHECK(mini_batch_constants_at_the_largest_step().deterministic() == 2);
  CHECK(mini_batch_constants_at_the_largest_step().stochastic_squared() == 8);
}

TEST_CASE("Theorem 6.1 is refuted at thirty times the critical step size") {
  const auto schedule = Schedule::blocks(5, 1, 1);
  const auto E = average(noiseless(), 3, vector({1}), schedule);  // x → −2x
  const auto proof = mini_batch_rate(E, noiseless().constants(), 3, 1);
  const auto& last = proof[proof.size() - 1];
  CHECK(E.gradient2 == std::vector<Exact>{1, 4, 16, 64, 256});
  CHECK(last.holds == Truth::no);
  CHECK(last.outcome() == Outcome::vacuous);
}

TEST_CASE("One step of mini-batch SGD decreases f for every step size") {
  property("over all batches, from any point", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const auto b = *draw::count(1, 3).as("b");
    const Exact gamma = *draw::any_step_size().as("γ");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    RC_ASSERT(objections(mini_batch_decrease(over_batches(problem, gamma, b, x), problem.constants(), gamma, b)) == "");
  });
  SECTION("with equality for f = Lx²/2 with tight noise") {
    const ExactProblem problem = noisy_quadratic(2, 3, 1);
    for (const auto& step : mini_batch_decrease(over_batches(problem, ratio(1, 7), 3, vector({5})), problem.constants(), ratio(1, 7), 3))
      CHECK(step.slack() == 0);
  }
}

TEST_CASE("One step of mini-batch SGD is refuted with M+1 in place of M+b") {
  const Exact gamma = ratio(1, 10);
  const auto at = over_batches(noiseless(), gamma, 3, vector({1}));
  CHECK(at.f_next == ratio(49, 200));
  CHECK(at.f_next > at.f - gamma * 3 * (1 - gamma / 2) * at.gradient2);  // 43/200
}

TEST_CASE("The sum form is the mean form with γ′ = bγ") {
  property("any vectors", [] {
    const auto d = *draw::count(1, 3).as("d"), b = *draw::count(1, 5).as("b");
    const auto g = *draw::points(b, d).as("g");
    const Exact gamma = *draw::any_rational().as("γ");
    RC_ASSERT(objections(batch_forms<Exact>(*draw::point(d).as("x"), g, gamma, gamma * b)) == "");
  });
}

TEST_CASE("The sum form is not the mean form with γ′ = γ") {
  const std::vector<Vector<Exact>> g = {vector({1}), vector({3})};
  const auto proof = batch_forms<Exact>(vector({0}), g, ratio(1, 2), ratio(1, 2));
  CHECK(proof.outcome() == Outcome::violated);
  CHECK(proof[0].left == -2);
  CHECK(proof[0].right == -1);
  CHECK_THROWS_AS(batch_forms<Exact>(vector({0}), {}, 1, 1), std::invalid_argument);
}

TEST_CASE("The second moment of a batch mean is at most (1+M/b)‖∇f‖²+σ²/b") {
  property("V ≤ M‖∇f‖² + σ², and E‖ḡ‖² is what all batches average to", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const auto b = *draw::count(1, 3).as("b");
    const Vector<Exact> x = *draw::point(problem.dimension()).as("x");
    const auto proof = batch_second_moment(over_batches(problem, 1, b, x), problem.constants(), b);
    RC_ASSERT(objections(proof) == "");
    Exact mean = 0;
    const auto batches = every_path(problem.n(), b);
    for (const Samples& batch : batches) {
      Vector<Exact> g = Vector<Exact>::Zero(x.size());
      for (const std::size_t i : batch) g += problem.gradient_i(i, x) / Exact(b);
      mean += norm2(g) / Exact(batches.size());
    }
    RC_ASSERT(proof[0].left == mean);
  });
}

TEST_CASE("The second moment of a batch mean is refuted without the 1") {
  const ExactProblem problem = noisy_quadratic(1, 1, 0);  // M = 1
  const auto proof = batch_second_moment(over_batches(problem, 1, 4, vector({1})), problem.constants(), 4);
  CHECK(proof[0].left == ratio(5, 4));
  CHECK(proof[0].right == ratio(5, 4));
  CHECK(proof[0].left > ratio(1, 4));  // M/b
  CHECK_THROWS_AS(batch_second_moment(BatchStep<Exact>{}, problem.constants(), 0), std::invalid_argument);
}

TEST_CASE("Quiz II: the variance is 1 for one function and 0 for both") {
  const auto xi = quiz_gradients();
  CHECK(batch_variance<Exact>(xi, 1, Sampling::without_replacement, 1)[0].left == 1);
  CHECK(batch_variance<Exact>(xi, 2, Sampling::without_replacement, 1)[0].left == 0);
}

TEST_CASE("Quiz II is refuted for two draws with replacement: the variance is ½") {
  const auto xi = quiz_gradients();
  CHECK(batch_variance<Exact>(xi, 2, Sampling::with_replacement, 1)[0].left == ratio(1, 2));
}

TEST_CASE("The objective is the average of its n parts") {
  property("f and ∇f of a sum of squares", [] {
    const auto d = *draw::count(1, 3).as("d"), n = *draw::count(1, 4).as("n");
    const auto a = *draw::points(n, d).as("a");
    const auto y = *rc::gen::container<std::vector<Exact>>(n, draw::rational()).as("y");
    const Vector<Exact> x = *draw::direction(d).as("x");
    const ExactProblem problem = geman_mcclure(a, y);
    const auto part = [&](std::size_t i) { return geman_mcclure({a[i]}, {y[i]}); };
    const Exact f = over_samples<Exact>(n, [&](std::size_t i) { return part(i).f(x); });
    const Vector<Exact> G = vector_over_samples<Exact>(n, x.size(), [&](std::size_t i) { return part(i).gradient(x); });
    RC_ASSERT(problem.f(x) == f);
    RC_ASSERT(problem.gradient(x) == G);
  });
}

TEST_CASE("An objective is not the average of all parts but one") {
  const std::vector<Vector<Exact>> a = {vector({1}), vector({2})};
  CHECK(geman_mcclure(a, {1, 0}).f(vector({1})) == ratio(2, 5));
  CHECK(geman_mcclure({a[0]}, {1}).f(vector({1})) == 0);
}

TEST_CASE("A mini-batch of one is SGD: the same critical step size and the same bound") {
  property("b = 1 and τ = 1, and bT gradients", [] {
    Instance i = instance();
    RC_ASSERT(critical_step_size(i.constants, 1) == 1 / (10 * i.constants.L * (i.constants.M + 1)));
    const Exact gamma = critical_step_size(i.constants, 1);
    const Schedule one = Schedule::blocks(i.schedule.size(), i.problem.dimension(), 1);
    RC_ASSERT(one.tau() == 0);
    const auto E = average(i.problem, gamma, i.x0, one);
    const auto batch = mini_batch_as_delayed(E, one, i.constants, gamma, 1);
    const auto delayed = delayed_rate(E, one, i.constants, gamma, 1);
    RC_ASSERT(line(batch, claims::A19).left == line(delayed, claims::A17).left);
    RC_ASSERT(line(batch, claims::A19).right == line(delayed, claims::A17).right);
  });
}

TEST_CASE("A mini-batch of two is not SGD: its critical step size is smaller") {
  const Constants c = {.L = 1, .M = 3, .sigma2 = 1, .f_lower = Exact(0)};
  CHECK(critical_step_size(c, 2) < critical_step_size(c, 1));
}

TEST_CASE("Theorem 6.3 gives the mini-batch rate with τ = b and bT gradients") {
  property("any quadratic problem", [] {
    const Instance i = instance();
    const Exact gamma = tuned(i, slide_rate().constants);
    const auto E = expectations(i, gamma);
    const auto proof = mini_batch_as_delayed(E, i.schedule, i.constants, gamma, i.b);
    RC_ASSERT(objections(proof) == "");
    const auto delayed = line(delayed_rate(E, i.schedule, i.constants, gamma, i.b), claims::A17);
    RC_ASSERT(line(proof, claims::A19).left == delayed.left);  // the average over gradients is the average over batches
    RC_ASSERT(line(proof, claims::A19).right == delayed.right);
  });
  SECTION("another schedule is vacuous") {
    const auto schedule = Schedule::constant_delay(4, 1, 2);
    const auto E = average(quiz(), ratio(1, 30), vector({1}), schedule);
    CHECK(mini_batch_as_delayed(E, schedule, quiz().constants(), ratio(1, 30), 2).outcome() == Outcome::vacuous);
  }
}

TEST_CASE("Theorem 6.3 does not give the direct constants of the mini-batch rate") {
  CHECK(slide_rate().constants.deterministic() > mini_batch_constants().deterministic());
  CHECK(slide_rate().constants.stochastic_squared() > mini_batch_constants().stochastic_squared());
  const auto E = average(quiz(), ratio(1, 10), vector({1}), Schedule::blocks(4, 1, 1));
  CHECK_THROWS_WITH(mini_batch_rate(E, quiz().constants(), ratio(1, 10), 3), Catch::Matchers::ContainsSubstring("b = 3"));
  CHECK_THROWS_AS(mini_batch_rate(E, quiz().constants(), ratio(1, 10), 0), std::invalid_argument);
}
