// Tests of lemmas/schedule.hpp.
#include "lemmas/schedule.hpp"

#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Whether read t misses coordinate c of update k.
bool misses(const Schedule& schedule, std::size_t t, std::size_t k, std::size_t c) {
  for (const Missing& m : schedule.missing(t))
    if (m.k == k) return m.missed(c);
  return false;
}

/// I_j ⊆ I_t for every j < t, by its definition: what read j had seen, read t has seen.
bool consistent_by_definition(const Schedule& schedule) {
  for (std::size_t t = 0; t < schedule.size(); ++t)
    for (std::size_t j = 0; j < t; ++j)
      for (std::size_t k = 0; k < j; ++k)
        for (std::size_t c = 0; c < schedule.dimension(); ++c)
          if (!misses(schedule, j, k, c) && misses(schedule, t, k, c)) return false;
  return true;
}

std::size_t tau_by_definition(const Schedule& schedule) {
  std::size_t tau = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      for (std::size_t c = 0; c < schedule.dimension(); ++c)
        if (misses(schedule, t, k, c)) tau = std::max(tau, t - k);
  return tau;
}

/// Mini-batch SGD in the sum form: X_{s+1} = X_s − γ Σ g, b gradients at X_s.
std::vector<Vector<Exact>> mini_batch_sgd(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, std::size_t b,
                                          const std::vector<std::size_t>& samples) {
  std::vector<Vector<Exact>> X = {x0};
  for (std::size_t s = 0; s + b <= samples.size(); s += b) {
    Vector<Exact> sum = Vector<Exact>::Zero(x0.size());
    for (std::size_t i = 0; i < b; ++i) sum += problem.gradient_i(samples[s + i], X.back());
    X.push_back(X.back() - gamma * sum);
  }
  return X;
}

}  // namespace

TEST_CASE("The delay of a schedule is the largest staleness of a missing update") {
  property("by its definition", [] {
    const auto T = *draw::count(0, 8).as("T"), d = *draw::count(1, 3).as("d");
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    RC_ASSERT(schedule.tau() == tau_by_definition(schedule));
    for (std::size_t t = 0; t < T; ++t) RC_ASSERT(schedule.missing(t).size() <= schedule.tau());
  }, {.cases = 300});
}

TEST_CASE("Reads are consistent exactly if no read misses what an earlier one has seen") {
  property("by its definition, for every way that delays arise", [] {
    const auto T = *draw::count(0, 8).as("T"), d = *draw::count(1, 3).as("d");
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    RC_CLASSIFY(schedule.consistent(), "consistent");
    RC_ASSERT(schedule.consistent() == consistent_by_definition(schedule));
  }, {.cases = 1000});
}

TEST_CASE("A constant delay misses the last τ updates") {
  const Schedule schedule = Schedule::constant_delay(6, 2, 2);
  CHECK(schedule.size() == 6);
  CHECK(schedule.dimension() == 2);
  CHECK(schedule.missing(0).empty());
  CHECK(schedule.missing(1) == std::vector<Missing>{{0}});
  CHECK(schedule.missing(5) == std::vector<Missing>{{3}, {4}});
  CHECK(schedule.tau() == 2);
  CHECK(schedule.consistent());
  CHECK(schedule.all_or_nothing());
  CHECK(Schedule::constant_delay(6, 2, 0).tau() == 0);
  CHECK(Schedule::constant_delay(6, 2, 100).tau() == 5);  // all read x₀
}

TEST_CASE("A slow reader is inconsistent as soon as it is late by two") {
  const Schedule schedule = Schedule::slow_reader(7, 1, 2);
  CHECK(schedule.missing(1).empty());
  CHECK(schedule.missing(2) == std::vector<Missing>{{0}, {1}});
  CHECK(schedule.missing(3).empty());
  CHECK(schedule.missing(5) == std::vector<Missing>{{3}, {4}});
  CHECK(schedule.tau() == 2);
  for (std::size_t tau = 0; tau < 5; ++tau) {
    CAPTURE(tau);
    CHECK(Schedule::slow_reader(12, 1, tau).tau() == tau);
    CHECK(Schedule::slow_reader(12, 1, tau).consistent() == (tau < 2));
  }
}

TEST_CASE("The blocks of a mini-batch have delay b−1") {
  for (std::size_t b = 1; b < 6; ++b) {
    CAPTURE(b);
    const Schedule schedule = Schedule::blocks(3 * b, 1, b);
    CHECK(schedule.tau() == b - 1);
    CHECK(schedule.consistent());
    CHECK(schedule.missing(b).empty());
    CHECK(schedule.missing(2 * b - 1).size() == b - 1);
  }
  CHECK_THROWS_WITH(Schedule::blocks(4, 1, 0), ContainsSubstring("b must be at least 1, got 0"));
}

TEST_CASE("Mini-batch SGD is delayed SGD with τ = b−1") {
  property("x_{sb+i} = X_s, and x̃_{sb} = X_s", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const auto b = *draw::count(1, 3).as("b"), batches = *draw::count(0, 3).as("batches");
    const Vector<Exact> x0 = *draw::point(problem.dimension()).as("x0");
    const Exact gamma = *draw::any_step_size().as("γ");
    const auto samples = *draw::samples(b * batches, problem.n()).as("samples");
    const Schedule schedule = Schedule::blocks(samples.size(), problem.dimension(), b);
    const Path delayed = delayed_sgd(problem, gamma, x0, schedule, samples);
    const auto X = mini_batch_sgd(problem, gamma, x0, b, samples);
    for (std::size_t t = 0; t < samples.size(); ++t) RC_ASSERT(delayed.x[t] == X[t / b]);
    for (std::size_t s = 0; s < X.size(); ++s) RC_ASSERT(delayed.x_virtual[s * b] == X[s]);
    RC_ASSERT(schedule.tau() == (batches > 0 ? b - 1 : 0));
  }, {.cases = 200});
}

TEST_CASE("A delay of b−2 does not cover a mini-batch of size b") {
  for (std::size_t b = 2; b < 6; ++b) {
    CAPTURE(b);
    CHECK(Schedule::blocks(2 * b, 1, b).tau() > b - 2);
  }
  // b = 2: without delay the second gradient is taken at another point, and another iterate comes out
  const ExactProblem problem = quiz();
  const std::vector<std::size_t> samples = {0, 0};
  const Vector<Exact> x0 = vector({0});
  const Vector<Exact> mini_batch = mini_batch_sgd(problem, ratio(1, 10), x0, 2, samples)[1];
  const Vector<Exact> sequential = delayed_sgd(problem, ratio(1, 10), x0, Schedule::blocks(2, 1, 1), samples).x_virtual[2];
  CHECK(mini_batch(0) == ratio(1, 5));
  CHECK(sequential(0) == ratio(19, 100));
}

TEST_CASE("A mask of ones only is stored as whole, so that equal schedules are equal") {
  const Schedule schedule(2, {{}, {{0, {true, true}}}, {{0, {true, false}}, {1}}});
  CHECK(schedule.missing(1) == std::vector<Missing>{{0}});
  CHECK(schedule.missing(1)[0].whole());
  CHECK_FALSE(schedule.missing(2)[0].whole());
  CHECK(schedule.missing(2)[0].missed(0));
  CHECK_FALSE(schedule.missing(2)[0].missed(1));
  CHECK_FALSE(schedule.all_or_nothing());
  CHECK(Schedule().size() == 0);
  CHECK(Schedule().tau() == 0);
  CHECK(Schedule().consistent());
}

TEST_CASE("A schedule that is none is refused, and the refusal names t and k") {
  using Lists = std::vector<std::vector<Missing>>;
  CHECK_THROWS_WITH(Schedule(1, Lists{{{0}}}), ContainsSubstring("t = 0, update k = 0: not causal"));
  CHECK_THROWS_WITH(Schedule(1, Lists{{}, {}, {{0}, {2}}}), ContainsSubstring("t = 2, update k = 2: not causal"));
  CHECK_THROWS_WITH(Schedule(1, Lists{{}, {}, {{1}, {0}}}), ContainsSubstring("t = 2, update k = 0: updates must be listed once, ascending"));
  CHECK_THROWS_WITH(Schedule(1, Lists{{}, {}, {{1}, {1}}}), ContainsSubstring("t = 2, update k = 1: updates must be listed once"));
  CHECK_THROWS_WITH(Schedule(3, Lists{{}, {{0, {true}}}}), ContainsSubstring("t = 1, update k = 0: the mask has 1 coordinates, not 3"));
  CHECK_THROWS_WITH(Schedule(2, Lists{{}, {{0, {false, false}}}}), ContainsSubstring("t = 1, update k = 0: the mask misses no coordinate"));
  CHECK_THROWS_AS(Schedule(1, Lists{{{7}}}), std::invalid_argument);
  CHECK_THROWS_AS(Schedule(1, Lists{{}}).missing(1), std::out_of_range);
}
