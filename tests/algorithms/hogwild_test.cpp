// Tests of algorithms/hogwild.hpp: real threads, whatever they do, pass the audit and are what the theory says they are.
#include "algorithms/hogwild.hpp"

#include <atomic>
#include <barrier>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "algorithms/audit.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

namespace {

std::string failures(const Audit& audit) {
  std::string failed;
  for (const Check& check : audit.checks)
    if (check.required && !check.passed) failed += check.name + ": " + check.detail + "\n";
  return failed;
}

/// fᵢ(x) = ⟨aᵢ, x⟩ with integer aᵢ: gradients do not depend on x, and with γ a power of two every sum of doubles is exact.
struct Linear {
  std::size_t d = 3;
  std::vector<std::vector<std::uint32_t>> supports = {{0, 1, 2}, {1}, {0, 2}, {}};
  std::size_t n() const { return supports.size(); }
  std::size_t dimension() const { return d; }
  std::span<const std::uint32_t> support(std::size_t i) const { return supports[i]; }
  void gradient_i(std::size_t i, std::span<const double>, std::span<double> g) const {
    for (const std::uint32_t c : supports[i]) g[c] = static_cast<double>(3 * i + c) - 4;
  }
};

/// In every round W gradients are computed at once, and nobody writes before all have been: each read misses W−1 updates or fewer.
struct Rounds : Linear {
  explicit Rounds(std::ptrdiff_t workers) : round(std::make_shared<std::barrier<>>(workers)) { supports = {{0, 1, 2}}; }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
    round->arrive_and_wait();
    Linear::gradient_i(i, x, g);
  }
  std::shared_ptr<std::barrier<>> round;
};

HogwildOptions any_options() {
  return {.gamma = *rc::gen::element(ratio(1, 8), ratio(1, 100), ratio(3, 1000), Exact(1) / Exact(1000000)),
          .workers = *rc::gen::inRange<std::size_t>(1, 9),
          .iterations = *rc::gen::inRange<std::size_t>(0, 150),
          .seed = *rc::gen::arbitrary<std::uint64_t>(),
          .writes = *rc::gen::element(Writes::coordinate, Writes::vector),
          .overlap = *rc::gen::element<std::optional<bool>>(true, false, std::nullopt)};
}

}  // namespace

TEST_CASE("Every race passes its audit") {
  property("for any problem, workers, iterations, step size, write mode and seed", [](const SmallProblem& p) {
    const HogwildOptions options = any_options();
    const Recording r = hogwild(p, options);
    const Audit a = audit(p, r);
    RC_LOG() << failures(a);
    RC_ASSERT(a.passed());
    RC_ASSERT(r.diverged_at || r.iterations() == options.iterations);
    RC_CLASSIFY(r.diverged_at.has_value(), "diverged");
    RC_CLASSIFY(options.workers > 1 && schedule(r).tau() > 0, "raced");
    if (options.writes == Writes::vector) RC_ASSERT(schedule(r).consistent() && schedule(r).all_or_nothing());
  }, {.cases = 200});
}

TEST_CASE("Labels given after the read: no read sees its own or a later update") {
  property("in any race", [](const SmallProblem& p) {
    const Check causality = audit(p, hogwild(p, any_options()))["causality"];
    RC_LOG() << causality.detail;
    RC_ASSERT(causality.passed);
  });
}

TEST_CASE("Where sums are exact, what was read is the virtual iterate without the missing updates, to the last bit") {
  const Linear p;
  property("x_t = x~_t + gamma sum D_k g_k, on real threads", [&p] {
    HogwildOptions options = any_options();
    options.gamma = ratio(1, 8);
    const Recording r = hogwild(p, options);
    RC_ASSERT(audit(p, r).passed());
    const Run run = to_run(r);
    const Matrix<Exact> x_virtual = virtual_iterates(run);
    for (std::size_t t = 0; t < run.iterations(); ++t)
      RC_ASSERT(rounding(run, t, Vector<Exact>(x_virtual.col(static_cast<Eigen::Index>(t)) - missing_updates(run, t))) == 0);
    for (std::size_t c = 0; c < p.d; ++c)
      RC_ASSERT(Exact(r.x_final[c]) == x_virtual(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(run.iterations())));
  }, {.cases = 60});
}

TEST_CASE("A frozen schedule replayed by delayed SGD reads the same, where sums are exact") {
  const Linear p;
  const Recording r = hogwild(p, {.gamma = ratio(1, 8), .workers = 6, .iterations = 300, .seed = 11, .overlap = true});
  const Run run = to_run(r);
  const Delayed again = delayed_sgd(p, run.schedule, {.gamma = ratio(1, 8), .seed = 11});
  CHECK(again.run.x == run.x);
  CHECK(again.run.update == run.update);
  CHECK(again.run.sample == run.sample);
}

TEST_CASE("Workers that compute at once miss each other: W at a time, every read of a round misses those before it") {
  const Rounds p(4);
  const HogwildOptions options{.gamma = ratio(1, 8), .workers = 4, .iterations = 40, .seed = 1, .writes = Writes::vector, .overlap = false};
  const Recording r = hogwild(p, options);
  Linear same;
  same.supports = p.supports;
  CHECK(audit(same, r).passed());
  const Schedule s = schedule(r);
  std::size_t missed = 0;
  for (std::size_t t = 0; t < s.size(); ++t) missed += s.missing(t).size();
  CHECK(s.size() == 40);
  CHECK(missed >= 10 * (0 + 1 + 2 + 3));  // at least those of its own round
  CHECK(s.tau() >= 3);
  CHECK(s.tau() <= 7);
}

TEST_CASE("One worker is SGD: nothing is ever missing") {
  const auto p = SmallProblem::dense(5, 4);
  for (const Writes writes : {Writes::coordinate, Writes::vector}) {
    HogwildOptions options{.gamma = ratio(1, 50), .workers = 1, .iterations = 100, .seed = 5, .writes = writes, .overlap = false};
    const Recording r = hogwild(p, options);
    CHECK(schedule(r).tau() == 0);
    CHECK(audit(p, r)["consistent reads"].passed);
    options.overlap = true;
    const Recording same = hogwild(p, options);
    CHECK(same.read == r.read);
    CHECK(same.x_final == r.x_final);
  }
}

TEST_CASE("Unrecorded, the same kernel gives the same numbers") {
  const auto p = SmallProblem::dense(5, 4);
  const HogwildOptions options{.gamma = ratio(1, 50), .workers = 1, .iterations = 200, .seed = 9};
  const std::vector<double> x = hogwild(p, options).x_final;
  CHECK(hogwild_unrecorded(p, options).x == x);
  CHECK(hogwild_unrecorded<VersionedCell>(p, options).x == x);
  CHECK(hogwild_unrecorded<LossyCell>(p, options).x == x);
  const Linear linear;  // all orders of exact sums are one sum
  const HogwildOptions many{.gamma = ratio(1, 8), .workers = 8, .iterations = 500, .seed = 9, .writes = Writes::vector};
  CHECK(hogwild_unrecorded(linear, many).x == hogwild(linear, many).x_final);
}

TEST_CASE("A run that diverges stops, says where, and its finite part can be judged") {
  const auto p = SmallProblem::dense(5, 4);
  for (const Writes writes : {Writes::coordinate, Writes::vector})
    for (const std::size_t workers : {1u, 4u}) {
      const HogwildOptions options{.gamma = 1000, .workers = workers, .iterations = 10000, .seed = 2, .writes = writes, .x0 = {1, 1, 1, 1}};
      const Recording r = hogwild(p, options);
      REQUIRE(r.diverged_at);
      CHECK(*r.diverged_at < 5000);
      CHECK(r.iterations() > *r.diverged_at);
      CHECK(failures(audit(p, r)).empty());
      const Run run = to_run(r);
      CHECK(run.iterations() == *r.diverged_at);
      CHECK(run.x.allFinite());
      CHECK(run.update.allFinite());
      CHECK(hogwild_unrecorded(p, options).diverged_at);
    }
}

TEST_CASE("What a worker throws is heard, and nobody waits for it") {
  struct Failing : Linear {
    std::shared_ptr<std::atomic<int>> left = std::make_shared<std::atomic<int>>(20);
    void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
      if (--*left < 0) throw std::runtime_error("no gradient");
      Linear::gradient_i(i, x, g);
    }
  };
  for (const Writes writes : {Writes::coordinate, Writes::vector}) {
    const Failing p;
    CHECK_THROWS_WITH(hogwild(p, {.gamma = 1, .workers = 4, .iterations = 100000, .writes = writes}), "no gradient");
  }
}

TEST_CASE("A run that cannot be is refused by name") {
  const Linear p;
  CHECK(refusal([&] { hogwild(p, {.gamma = 0, .iterations = 1}); }) == "the step size gamma must be positive, got 0");
  CHECK(refusal([&] { hogwild(p, {.gamma = ratio(-1, 250), .iterations = 1}); }) == "the step size gamma must be positive, got -1/250");
  CHECK(refusal([&] { hogwild(p, {.gamma = power_of_two(-2000), .iterations = 1}); }).find("range of a double") != std::string::npos);
  CHECK(refusal([&] { hogwild(p, {.gamma = 1, .workers = 0, .iterations = 1}); }) == "the number of workers must be 1, ..., 4096, got 0");
  CHECK(refusal([&] { hogwild(p, {.gamma = 1, .workers = 5000, .iterations = 1}); }).find("got 5000") != std::string::npos);
  CHECK(refusal([&] { hogwild(p, {.gamma = 1, .iterations = std::size_t{1} << 33}); }).find("8589934592") != std::string::npos);
  CHECK(refusal([&] { hogwild(p, {.gamma = 1, .iterations = 1, .x0 = {1, 2}}); }) == "x0 has 2 coordinates, the problem 3");
  CHECK(refusal([&] { hogwild(p, {.gamma = 1, .iterations = 1, .x0 = {0, 0, NAN}}); }).find("nan") != std::string::npos);
  CHECK(refusal([&] { hogwild_unrecorded(p, {.gamma = 0, .iterations = 1}); }) == "the step size gamma must be positive, got 0");
  Linear empty;
  empty.supports.clear();
  CHECK(refusal([&] { hogwild(empty, {.gamma = 1, .iterations = 1}); }) == "the problem has n = 0 samples; at least 1 is needed");
  CHECK(hogwild(p, {.gamma = 1}).iterations() == 0);
}
