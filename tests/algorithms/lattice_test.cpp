// Tests of algorithms/lattice.hpp: on a lattice, what the theory says of a race is true to the last bit.
#include "algorithms/lattice.hpp"

#include <stdexcept>

#include "algorithms/audit.hpp"
#include "algorithms/delayed_sgd.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "algorithms/problems/linear_model.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "algorithms/gallery/broken_cells.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<Quadratic> quadratics() {
  return {quiz(1, 3), noisy_quadratic(), coordinate({1, ratio(1, 2), ratio(1, 3)}), saddle(), small_least_squares(), small_interpolation()};
}

HogwildOptions race_of_eight(std::size_t d, Writes writes, std::optional<int> q) {
  return {.gamma = ratio(3, 1000), .workers = 8, .iterations = 300, .seed = 5, .writes = writes, .overlap = true,
          .x0 = std::vector<double>(d, 1), .lattice_bits = q};
}

std::string failures(const Audit& audit) {
  std::string failed;
  for (const Check& check : audit.checks)
    if (check.required && !check.passed) failed += check.name + ": " + check.detail + "\n";
  return failed;
}

/// Every read is the virtual iterate without the missing updates, with no rounding at all.
bool reads_are_exact(const Run& run) {
  const Matrix<Exact> x_virtual = virtual_iterates(run), read = reads_in_real_numbers(run);
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    if (rounding(run, t, read.col(column)) != 0) return false;
    if (read_identity(run, t, read.col(column), x_virtual.col(column)).outcome() != Outcome::holds) return false;
  }
  return true;
}

/// x₀ and all updates on record, added as rationals, are the memory at the end.
bool nothing_is_lost(const Recording& r) {
  for (std::size_t c = 0; c < r.dimension(); ++c) {
    Exact sum = exact(r.x0[c]);
    for (std::size_t t = 0; t < r.iterations(); ++t) sum += exact(r.update[t][c]);
    if (sum != exact(r.x_final[c])) return false;
  }
  return true;
}

template <class Each>
void for_each_number(const Recording& r, Each&& each) {
  for (std::size_t c = 0; c < r.dimension(); ++c) {
    each(r.x0[c]), each(r.x_final[c]);
    for (std::size_t t = 0; t < r.iterations(); ++t) each(r.read[t][c]), each(r.update[t][c]);
  }
}

LinearModel<GemanMcClure> robust_line() {
  return LinearModel<GemanMcClure>({.name = "three points", .row_begin = {0, 2, 3, 5}, .column = {0, 1, 1, 0, 1},
                                    .value = {1, 0.3, -1, 0.7, 1}, .label = {1, -1, 0.1}, .exponent = {0, 0}, .line = {}});
}

/// f(x) = −x: every update is γ.
Quadratic slope() { return Quadratic(std::vector<Quadratic::Term>{{Matrix<Exact>::Zero(1, 1), Vector<Exact>::Ones(1)}}); }

}  // namespace

TEST_CASE("A comparison digit by digit goes up with exactly the probability of the fraction") {
  for (int d = 1; d <= 70; ++d)
    for (int r = 0; r < d; ++r) {
      Exact chance = 0;  // of all words of 8 digits; a tie leaves the chance of what is left
      for (int w = 0; w < 256; ++w) {
        Integer rest = r;
        const auto up = above(rest, Integer(d), static_cast<std::uint8_t>(w));
        chance += up ? Exact(*up ? 1 : 0) : Exact(rest) / d;
      }
      REQUIRE(chance / 256 == ratio(r, d));
    }
}

TEST_CASE("Stochastic rounding is unbiased, summed over all digits that decide, where rounding to nearest is not") {
  int biased = 0;
  for (int k = -600; k <= 600; k += 7) {
    const Exact y = ratio(k, 256);
    Exact sum = 0;
    for (int w = 0; w < 256; ++w) {
      const Integer rounded = stochastically_rounded(y, [w](std::uint32_t) { return static_cast<std::uint8_t>(w); });
      REQUIRE(abs(Exact(Exact(rounded) - y)) < 1);
      sum += Exact(rounded);
    }
    REQUIRE(sum / 256 == y);
    biased += Exact(floor(y + ratio(1, 2))) != y;
  }
  CHECK(biased > 100);
}

TEST_CASE("A tie is decided by the next word") {
  for (const int k : {1, 255, 256, 40000, 65535}) {
    const Exact y = ratio(-k, 65536);
    long long up = 0;
    for (int w = 0; w < 65536; ++w) {
      const auto digits = [w](std::uint32_t attempt) { return static_cast<std::uint8_t>(attempt == 0 ? w >> 8 : w & 255); };
      up += stochastically_rounded(y, digits) == 0;
    }
    CHECK(ratio(up, 65536) == 1 + y);
  }
}

TEST_CASE("An integer is rounded to itself and asks for no digits") {
  for (const int k : {-3, 0, 2})
    CHECK(stochastically_rounded(Exact(k), [](std::uint32_t) -> std::uint64_t { throw std::logic_error("asked"); }) == k);
}

TEST_CASE("The digits that round are none that draw a sample, and others for every iteration and coordinate") {
  const Arithmetic a{.gamma = 1, .seed = 4, .lattice_bits = 0};
  const auto up = [&a](std::size_t t, std::uint32_t c) { return *lattice_update(a, t, c, ratio(1, 2)) == 1; };
  int as_the_sample = 0, as_the_next = 0, as_the_neighbour = 0, ups = 0;
  for (std::size_t t = 0; t < 400; ++t) {
    as_the_sample += up(t, 0) == (sample(a.seed, t, 0, 2) == 0);
    as_the_next += up(t, 0) == up(t + 1, 0);
    as_the_neighbour += up(t, 0) == up(t, 1);
    ups += up(t, 0);
  }
  for (const int count : {as_the_sample, as_the_next, as_the_neighbour, ups}) {
    CHECK(count > 140);
    CHECK(count < 260);
  }
}

TEST_CASE("On a lattice every identity of a race holds exactly, and the audit passes") {
  std::size_t tau = 0;
  for (const Writes writes : {Writes::coordinate, Writes::vector})
    for (const Quadratic& p : quadratics())
      for (const int q : {8, 40}) {
        const Recording r = hogwild(p, race_of_eight(p.dimension(), writes, q));
        INFO(failures(audit(p, r)));
        REQUIRE(audit(p, r).passed());
        REQUIRE_FALSE(r.diverged_at);
        REQUIRE(reads_are_exact(to_run(r)));
        REQUIRE(nothing_is_lost(r));
        for_each_number(r, [q](double a) { REQUIRE(on_lattice(a, q)); });
        tau = std::max(tau, schedule(r).tau());
      }
  CHECK(tau > 0);
}

TEST_CASE("In doubles the same races round") {
  for (const Writes writes : {Writes::coordinate, Writes::vector}) {
    const Recording r = hogwild(quiz(1, 3), race_of_eight(3, writes, std::nullopt));
    CHECK(audit(quiz(1, 3), r).passed());
    CHECK_FALSE(reads_are_exact(to_run(r)));
  }
}

TEST_CASE("Rational gradients are enough for an exact race, quadratic or not") {
  const auto p = robust_line();
  const Recording r = hogwild(p, race_of_eight(2, Writes::coordinate, 45));
  CHECK(failures(audit(p, r)).empty());
  CHECK(reads_are_exact(to_run(r)));
  CHECK(nothing_is_lost(r));
}

TEST_CASE("A race on a lattice, frozen and replayed by delayed SGD, is the same run") {
  const Quadratic p = small_least_squares();
  const HogwildOptions options = race_of_eight(2, Writes::coordinate, 30);
  const Run run = to_run(hogwild(p, options));
  const Delayed again = delayed_sgd(p, run.schedule, {.gamma = options.gamma, .seed = options.seed, .x0 = options.x0, .lattice_bits = 30});
  CHECK(again.run.x == run.x);
  CHECK(again.run.update == run.update);
  CHECK(again.run.sample == run.sample);
  CHECK(audit(p, again).passed());
  CHECK(reads_are_exact(again.run));
}

TEST_CASE("Mini-batches on a lattice are exact, by any number of workers") {
  const Quadratic p = coordinate({1, ratio(1, 2), ratio(1, 3)});
  MiniBatchOptions options{.gamma = ratio(1, 30), .batch = 5, .workers = 1, .iterations = 40, .seed = 2,
                           .x0 = {1, 1, 1}, .lattice_bits = 35};
  const Recording one = mini_batch_sgd(p, options);
  options.workers = 4;
  const Recording four = mini_batch_sgd(p, options);
  CHECK(failures(audit(p, four)).empty());
  CHECK(reads_are_exact(to_run(four)));
  CHECK(nothing_is_lost(four));
  CHECK(four.update == one.update);
}

TEST_CASE("Unrecorded, a run on a lattice ends at the same numbers") {
  const Quadratic p = quiz(1, 3);
  HogwildOptions options = race_of_eight(3, Writes::coordinate, 40);
  options.workers = 1;
  CHECK(hogwild_unrecorded(p, options).x == hogwild(p, options).x_final);
}

TEST_CASE("Updates rounded to nearest, or with another seed, are not those of the run") {
  const Quadratic p = quiz(1, 2);
  Recording r = hogwild(p, race_of_eight(2, Writes::coordinate, 12));
  REQUIRE(audit(p, r).passed());
  Recording nearest_point = r;
  for (std::size_t t = 0; t < r.iterations(); ++t)
    for (std::size_t c = 0; c < 2; ++c) {
      const Vector<Exact> g = p.gradient_i(r.sample[t], exact(Eigen::Map<const Vector<double>>(r.read[t].data(), 2)));
      const Exact y = -r.gamma * g(static_cast<Eigen::Index>(c)) * power_of_two(12);
      nearest_point.update[t][c] = std::ldexp(floor(y + ratio(1, 2)).convert_to<double>(), -12);
    }
  CHECK_FALSE(audit(p, nearest_point)["updates"].passed);
  r.seed += 1;
  CHECK_FALSE(audit(p, r)["updates"].passed);
  r.seed -= 1;
  r.lattice_bits = 13;
  CHECK_FALSE(audit(p, r)["updates"].passed);
  r.lattice_bits.reset();
  CHECK_FALSE(audit(p, r)["updates"].passed);
}

TEST_CASE("Cells that lose updates are caught on a lattice as in doubles") {
  const Quadratic p = quiz(1, 2);
  const HogwildOptions two{.gamma = ratio(1, 8), .workers = 2, .iterations = 2, .seed = 1, .overlap = false, .x0 = {2, 2},
                           .lattice_bits = 20};
  const auto failed = [&](const Recording& r, const char* check) { return !audit(p, r)[check].passed; };
  CHECK(failed(recorded<SharedIterate<LoadStoreCell>>(p, two), "versions"));
  CHECK(failed(recorded<SharedIterate<LostUpdateCell>>(p, two), "once"));
  CHECK(failed(recorded<SharedIterate<AddedTwiceCell>>(p, two), "once"));
  const Recording overwritten = recorded<SharedIterate<ExchangeCell>>(p, two);
  CHECK(failed(overwritten, "final memory"));
  CHECK_FALSE(nothing_is_lost(overwritten));
  CHECK(failed(recorded<LabelBeforeRead>(p, two), "causality"));
}

TEST_CASE("A run that outgrows the lattice has diverged: nothing wraps, and the sums on record are still exact") {
  for (const Writes writes : {Writes::coordinate, Writes::vector})
    for (const std::size_t workers : {1u, 8u})
      for (const Exact& gamma : {Exact(3), Exact(1000)}) {
        HogwildOptions options = race_of_eight(2, writes, 40);
        options.gamma = gamma;
        options.workers = workers;
        const Quadratic p = quiz(1, 2);
        const Recording r = hogwild(p, options);
        REQUIRE(r.diverged_at);
        CHECK(*r.diverged_at < 100);
        CHECK(failures(audit(p, r)).empty());
        CHECK(nothing_is_lost(r));
        CHECK(reads_are_exact(to_run(r)));
        for_each_number(r, [](double a) { REQUIRE(std::abs(a) <= 0x1p13); });
        CHECK(hogwild_unrecorded(p, options).diverged_at);
      }
  const Quadratic p = quiz();
  CHECK(mini_batch_sgd(p, {.gamma = 3, .batch = 2, .iterations = 100, .x0 = {1}, .lattice_bits = 40}).diverged_at);
  CHECK(delayed_sgd(p, Schedule::constant_delay(100, 1, 2), {.gamma = 3, .x0 = {1}, .lattice_bits = 40}).diverged_at);
}

TEST_CASE("At the edge of the lattice, the largest updates of all workers together stay within 2^53") {
  for (const std::size_t workers : {1u, 8u, 64u}) {
    const Quadratic p = slope();
    const HogwildOptions options{.gamma = power_of_two(12) / Exact(workers), .workers = workers, .iterations = 1000, .seed = 3,
                                 .lattice_bits = 40};
    const Recording r = hogwild(p, options);
    REQUIRE(r.diverged_at);
    CHECK(failures(audit(p, r)).empty());
    CHECK(nothing_is_lost(r));
    CHECK(r.x_final[0] > 0x1p12);
    CHECK(r.x_final[0] <= 0x1p13);
    HogwildOptions larger = options;
    larger.gamma = options.gamma + power_of_two(-40);
    CHECK(hogwild(p, larger).diverged_at == 0u);
  }
}

TEST_CASE("What cannot be on the lattice is refused by name") {
  const Quadratic p = quiz(1, 2);
  const auto run = [&p](std::vector<double> x0, int q) {
    return hogwild(p, {.gamma = 1, .iterations = 1, .x0 = std::move(x0), .lattice_bits = q});
  };
  CHECK_THROWS_WITH(run({1, 1.0 / 3}, 40), ContainsSubstring("x0[1] = 0.333333 is not a multiple of 2^-40"));
  CHECK_THROWS_WITH(run({8192, 0}, 40), ContainsSubstring("x0[0] = 8192.000000 is not a multiple of 2^-40, or beyond 2^52"));
  CHECK_THROWS_WITH(run({}, 53), ContainsSubstring("must be 0, ..., 52, got 53"));
  CHECK_THROWS_WITH(run({}, -1), ContainsSubstring("got -1"));
  const auto irrational = SmallProblem::dense(3, 2);
  const HogwildOptions on_a_lattice{.gamma = 1, .iterations = 1, .lattice_bits = 40};
  CHECK_THROWS_WITH(hogwild(irrational, on_a_lattice), ContainsSubstring("rational gradients"));
  CHECK_THROWS_WITH(hogwild_unrecorded(irrational, on_a_lattice), ContainsSubstring("rational gradients"));
  Recording r = hogwild(irrational, {.gamma = ratio(1, 8), .iterations = 5});
  r.lattice_bits = 40;
  CHECK_THAT(audit(irrational, r)["shape"].detail, ContainsSubstring("not rational"));
  r = hogwild(p, {.gamma = ratio(1, 8), .iterations = 5, .x0 = {0.25, 0}, .lattice_bits = 2});
  r.lattice_bits = 1;
  CHECK_THAT(audit(p, r)["shape"].detail, ContainsSubstring("x0[0] = 0.250000"));
}

TEST_CASE("A negative zero is zero on the lattice") {
  const Quadratic p = quiz(1, 2);
  const Recording r = hogwild(p, {.gamma = ratio(1, 8), .workers = 2, .iterations = 20, .x0 = {-0.0, 0}, .lattice_bits = 10});
  CHECK(failures(audit(p, r)).empty());
}
