// Tests of lemmas/sure_forms.hpp.
#include "lemmas/sure_forms.hpp"

#include "lemmas/slack_ledger.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/sample_paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

TEST_CASE("The sure forms of Difference and of the main inequality hold on every path") {
  property("any samples, any masks", [] {
    const PathInstance i = draw::path_instance();
    for (std::size_t t = 0; t < i.path.iterations(); ++t)
      RC_ASSERT(objections(sure_difference(i.path, squared_gradients(i.path), i.schedule, i.constants, i.gamma, i.tau, t)) == "");
    RC_ASSERT(objections(sure_averaged_gradient(i.path, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
  property("their sides by definition", [] {
    const PathInstance i = draw::path_instance();
    const auto& c = i.constants;
    const Exact Tau = i.tau == 0 ? 1 : Exact(i.tau), T = i.path.iterations();
    Exact sum = 0, steps = 0, noise = 0;
    for (std::size_t t = 0; t < i.path.iterations(); ++t) {
      Vector<Exact> v = Vector<Exact>::Zero(static_cast<Eigen::Index>(i.schedule.dimension()));
      Exact W = 0, window = 0;
      for (const Missing& m : i.schedule.missing(t)) {
        v += missed_part(m, i.path.steps[m.k].xi());
        W -= missed_part(m, i.path.steps[m.k].variances).sum();
      }
      W += norm2(v);
      for (std::size_t k = 0; k < t; ++k)
        if (k + i.tau >= t) window += norm2(i.path.steps[k].G);
      RC_ASSERT(noise_remainder(i.path, i.schedule, t) == W);
      const auto proof = sure_difference(i.path, squared_gradients(i.path), i.schedule, c, i.gamma, i.tau, t);
      RC_ASSERT(proof[0].right == window / (50 * c.L * c.L * Tau) + i.gamma * c.sigma2 / (5 * c.L) + 2 * i.gamma * i.gamma * W);
      sum += norm2(i.path.steps[t].G);
      steps += i.path.f_next(t) - i.path.steps[t].expected_f_next;
      noise += W;
    }
    const auto proof = sure_averaged_gradient(i.path, i.schedule, c, i.gamma, i.tau);
    RC_ASSERT(proof[0].left == sum / (5 * T));
    RC_ASSERT(proof[0].right == (i.path.steps[0].f_virtual - *c.f_lower + steps) / (i.gamma * T) + i.gamma * c.L * c.sigma2 +
                                    i.gamma * i.gamma * c.L * c.L * noise / T);
  });
  property("all paths of one run: the remainders average to 0, and the sure forms to the lemmas", [] {
    const auto [problem, constants] = *draw::bounded_quadratic().as("problem");
    const std::size_t T = horizon(problem.n(), 70, 5), d = problem.dimension();
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    const Exact gamma = critical_step_size(constants, schedule.tau());
    const Vector<Exact> x0 = *draw::direction(d).as("x₀");
    const auto paths = every_path(problem.n(), T);
    const auto E = average(problem, gamma, x0, schedule);
    std::vector<Exact> left(T), W(T);
    Exact N = 0, ledger_N = 0;
    for (const Samples& samples : paths) {
      const auto path = sample_path(problem, gamma, delayed_sgd(problem, gamma, x0, schedule, samples));
      for (std::size_t t = 0; t < T; ++t) {
        left[t] += path_difference(path, schedule, gamma, t) / Exact(paths.size());
        W[t] += noise_remainder(path, schedule, t);
      }
      const auto proof = sure_averaged_gradient(path, schedule, constants, gamma, schedule.tau());
      N += proof[0].right - (path.steps[0].f_virtual - *constants.f_lower) / (gamma * Exact(T)) - gamma * constants.L * constants.sigma2;
      const auto ledger = slack_ledger(path, schedule, constants, gamma, schedule.tau());
      ledger_N += ledger.sum(ledger.remainder);
    }
    for (std::size_t t = 0; t < T; ++t) RC_ASSERT(W[t] == 0);
    RC_ASSERT(left == E.difference);
    RC_ASSERT(N == 0);
    RC_ASSERT(ledger_N == 0);
  }, {.cases = 40});
  property("over intervals as over rationals", [] {
    const PathInstance i = draw::path_instance();
    const auto path = enclosed<Enclosure>(i.path);
    RC_ASSERT(disagreement(sure_averaged_gradient(path, i.schedule, i.constants, i.gamma, i.tau),
                           sure_averaged_gradient(i.path, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
}

TEST_CASE("The sure forms are refuted without their martingale remainders") {
  const auto schedule = Schedule::constant_delay(4, 1, 3);
  const Exact gamma = ratio(1, 30);
  const auto path = sample_path(coin(), gamma, delayed_sgd(coin(), gamma, vector({0}), schedule, {1, 1, 1, 1}));
  const auto proof = sure_difference(path, squared_gradients(path), schedule, coin().constants(), gamma, 3, 3);
  CHECK(proof[0].outcome() == Outcome::holds);
  CHECK(proof[0].left == ratio(1, 100));  // all ξ = +1: γ²τ²
  CHECK(proof[0].right - 2 * gamma * gamma * noise_remainder(path, schedule, 3) == ratio(1, 150));
  SECTION("the main inequality: a run that noise drives away from the minimum") {
    const auto sequential = Schedule::constant_delay(60, 1, 0);
    const auto away = quiz_path(ratio(1, 10), 0, sequential, Samples(60, 0));
    const auto main = sure_averaged_gradient(away, sequential, quiz().constants(), ratio(1, 10), 1);
    CHECK(main[0].outcome() == Outcome::holds);
    CHECK(main[0].left > ratio(1, 10));  // F₀ = 0, γLσ² = 1/10
  }
}

TEST_CASE("The sure form of a run without iterations is refused") {
  CHECK_THROWS_AS(sure_averaged_gradient(SamplePath<Exact>{}, Schedule{}, quiz().constants(), 1, 1), std::invalid_argument);
}
