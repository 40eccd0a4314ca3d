// Tests of algorithms/delayed_sgd.hpp.
#include "algorithms/delayed_sgd.hpp"

#include "algorithms/audit.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

namespace {

/// Any schedule: each earlier update may be missing, whole or in part.
Schedule any_schedule(std::size_t T, std::size_t d) {
  std::vector<std::vector<Missing>> missing(T);
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t k = 0; k < t; ++k) {
      if (*rc::gen::inRange(0, 4) != 0) continue;
      Missing m{k, *rc::gen::container<std::vector<bool>>(d, rc::gen::arbitrary<bool>())};
      if (std::count(m.mask.begin(), m.mask.end(), true) > 0) missing[t].push_back(std::move(m));
    }
  return {d, std::move(missing)};
}

}  // namespace

TEST_CASE("A read follows its schedule, rounded once") {
  property("for any problem and any schedule", [](const SmallProblem& p) {
    const auto T = *rc::gen::inRange<std::size_t>(0, 15);
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const Delayed delayed = delayed_sgd(p, any_schedule(T, p.dimension()), {.gamma = ratio(1, 100), .seed = seed});
    RC_ASSERT(audit(p, delayed).passed());
    const Run& run = delayed.run;
    RC_ASSERT(run.iterations() == T);
    const Matrix<Exact> x_virtual = virtual_iterates(run);
    for (std::size_t t = 0; t < T; ++t) {
      const auto column = static_cast<Eigen::Index>(t);
      const Vector<Exact> x = x_virtual.col(column) - missing_updates(run, t);
      for (Eigen::Index c = 0; c < x.size(); ++c) RC_ASSERT(run.x(c, column) == nearest(x(c)));
    }
  });
}

TEST_CASE("With nothing missing, delayed SGD is SGD") {
  const auto p = SmallProblem::dense(6, 2);
  const Delayed delayed = delayed_sgd(p, Schedule::constant_delay(50, 2, 0), {.gamma = ratio(1, 10), .seed = 4});
  for (Eigen::Index t = 0; t + 1 < 50; ++t) {
    const Vector<Exact> gap = exact(delayed.run.x.col(t + 1)) - exact(delayed.run.x.col(t)) - exact(delayed.run.update.col(t));
    for (Eigen::Index c = 0; c < 2; ++c) CHECK(abs(gap(c)) <= power_of_two(-52));
  }
}

TEST_CASE("Delayed SGD stops before the iteration that diverges") {
  const auto p = SmallProblem::dense(6, 2);
  const Delayed delayed = delayed_sgd(p, Schedule::constant_delay(1000, 2, 3), {.gamma = 1000, .seed = 4, .x0 = {1, 1}});
  REQUIRE(delayed.diverged_at);
  CHECK(delayed.run.iterations() == *delayed.diverged_at);
  CHECK(delayed.run.x.cols() == delayed.run.update.cols());
  CHECK(delayed.run.x.allFinite());
  CHECK(audit(p, delayed).passed());
}

TEST_CASE("A schedule of another dimension, or no step size, is refused") {
  const auto p = SmallProblem::dense(6, 2);
  CHECK_THROWS_WITH(delayed_sgd(p, Schedule::constant_delay(5, 3, 1), {.gamma = 1}), "the schedule is of dimension 3, the problem of 2");
  CHECK_THROWS_WITH(delayed_sgd(p, Schedule::constant_delay(5, 2, 1), {.gamma = 0}), "the step size gamma must be positive, got 0");
}
