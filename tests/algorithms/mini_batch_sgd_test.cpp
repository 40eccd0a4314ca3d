// Tests of algorithms/mini_batch_sgd.hpp: threads change the time and nothing else.
#include "algorithms/mini_batch_sgd.hpp"

#include <atomic>
#include <memory>
#include <stdexcept>

#include "algorithms/audit.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

namespace {

/// Without who did what, and when.
Recording numbers(Recording r) {
  r.workers = 1;
  r.seconds = 0;
  r.worker.assign(r.worker.size(), 0);
  return r;
}

MiniBatchOptions any_options(const SmallProblem& p) {
  const auto sampling = *rc::gen::element(Sampling::with_replacement, Sampling::without_replacement);
  return {.gamma = *rc::gen::element(ratio(1, 8), ratio(1, 100), ratio(3, 1000)),
          .form = *rc::gen::element(Form::sum, Form::mean),
          .batch = *rc::gen::inRange<std::size_t>(1, sampling == Sampling::with_replacement ? 10 : p.n() + 1),
          .workers = *rc::gen::inRange<std::size_t>(1, 9),
          .iterations = *rc::gen::inRange<std::size_t>(0, 20),
          .seed = *rc::gen::arbitrary<std::uint64_t>(),
          .sampling = sampling};
}

}  // namespace

TEST_CASE("The same seed gives the same iterates on 1, 2 and 8 threads, bit for bit") {
  property("for any problem, batch, sampling and step size", [](const SmallProblem& p) {
    MiniBatchOptions options = any_options(p);
    std::vector<Recording> runs;
    for (const std::size_t workers : {1u, 2u, 8u}) {
      options.workers = workers;
      runs.push_back(numbers(mini_batch_sgd(p, options)));
    }
    RC_ASSERT(runs[0] == runs[1]);
    RC_ASSERT(runs[0] == runs[2]);
  }, {.cases = 60});
}

TEST_CASE("Every mini-batch run passes its audit, and its schedule is that of blocks") {
  property("for any problem, batch, workers, sampling and step size", [](const SmallProblem& p) {
    const MiniBatchOptions options = any_options(p);
    const Recording r = mini_batch_sgd(p, options);
    const Audit a = audit(p, r);
    for (const Check& check : a.checks) RC_LOG() << check.name << ": " << check.detail << "\n";
    RC_ASSERT(a.passed());
    RC_ASSERT(r.iterations() == options.iterations * options.batch || r.diverged_at);
  }, {.cases = 100});
  const auto p = SmallProblem::dense(7, 3);
  const Run run = to_run(mini_batch_sgd(p, {.gamma = ratio(1, 100), .batch = 4, .workers = 3, .iterations = 10, .seed = 1}));
  const Schedule blocks = Schedule::blocks(40, 3, 4);
  for (std::size_t t = 0; t < 40; ++t) CHECK(run.schedule.missing(t) == blocks.missing(t));
  CHECK(run.schedule.tau() == 3);
}

TEST_CASE("It is the algorithm of the slide: X - gamma (g_0 + ... + g_{b-1}), added in this order") {
  const auto p = SmallProblem::dense(7, 3);
  const double gamma = 0.01;
  std::vector<double> x(3);
  for (std::size_t s = 0; s < 10; ++s) {
    const std::vector<double> at = x;
    for (const std::size_t i : batch(77, s, 4, 7, Sampling::without_replacement)) {
      std::vector<double> g(3);
      p.gradient_i(i, at, g);
      for (std::size_t c = 0; c < 3; ++c) x[c] += -gamma * g[c];
    }
  }
  const Recording r = mini_batch_sgd(p, {.gamma = ratio(1, 100), .batch = 4, .workers = 2, .iterations = 10, .seed = 77,
                                         .sampling = Sampling::without_replacement});
  CHECK(r.x_final == x);
}

TEST_CASE("The mean form with b gamma is the sum form with gamma") {
  const auto p = SmallProblem::dense(7, 3);
  const Recording sum = mini_batch_sgd(p, {.gamma = ratio(1, 70), .batch = 7, .iterations = 10, .seed = 3});
  const Recording mean = mini_batch_sgd(p, {.gamma = ratio(1, 10), .form = Form::mean, .batch = 7, .iterations = 10, .seed = 3});
  CHECK(numbers(mean) == numbers(sum));
  CHECK(mean.gamma == ratio(1, 70));
}

TEST_CASE("A mini-batch run that diverges stops at the end of its batch") {
  const auto p = SmallProblem::dense(7, 3);
  std::optional<std::size_t> at;
  for (const std::size_t workers : {1u, 3u}) {
    const Recording r = mini_batch_sgd(p, {.gamma = 1000, .batch = 4, .workers = workers, .iterations = 10000, .seed = 3, .x0 = {1, 1, 1}});
    REQUIRE(r.diverged_at);
    CHECK(audit(p, r).passed());
    CHECK(r.iterations() % 4 == 0);
    CHECK(r.iterations() - *r.diverged_at <= 4);
    CHECK(to_run(r).x.allFinite());
    CHECK((!at || at == r.diverged_at));
    at = r.diverged_at;
  }
}

TEST_CASE("What a worker of a batch throws is heard, and nobody waits for it") {
  struct Failing : SmallProblem {
    Failing() : SmallProblem(SmallProblem::dense(5, 2)) {}
    std::shared_ptr<std::atomic<int>> left = std::make_shared<std::atomic<int>>(30);
    void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
      if (--*left == 0) throw std::runtime_error("no gradient");
      SmallProblem::gradient_i(i, x, g);
    }
  };
  CHECK_THROWS_WITH(mini_batch_sgd(Failing(), {.gamma = ratio(1, 100), .batch = 8, .workers = 4, .iterations = 100000 / 8}), "no gradient");
}

TEST_CASE("A mini-batch run that cannot be is refused by name") {
  const auto p = SmallProblem::dense(5, 2);
  CHECK_THROWS_WITH(mini_batch_sgd(p, {.gamma = 1, .batch = 0, .iterations = 1}), "the batch size b must be at least 1, got 0");
  CHECK_THROWS_WITH(mini_batch_sgd(p, {.gamma = 1, .batch = 6, .iterations = 1, .sampling = Sampling::without_replacement}),
                    "without replacement the batch size b must be at most n = 5, got 6");
  const std::size_t huge = std::size_t{1} << 40;
  CHECK_THROWS_AS(mini_batch_sgd(p, {.gamma = 1, .batch = huge, .iterations = huge}), std::invalid_argument);
  CHECK_THROWS_AS(mini_batch_sgd(p, {.gamma = 0, .batch = 2, .iterations = 1}), std::invalid_argument);
  CHECK(mini_batch_sgd(p, {.gamma = 1, .batch = 2}).iterations() == 0);
}
