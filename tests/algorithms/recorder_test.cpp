// Tests of algorithms/recorder.hpp: rounding, updates, and masks against their definition.
#include "algorithms/recorder.hpp"

#include <algorithm>
#include <limits>

#include "algorithms/hogwild.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

TEST_CASE("The nearest double") {
  CHECK(nearest(0) == 0);
  CHECK(nearest(ratio(1, 3)) == 1.0 / 3);
  CHECK(nearest(ratio(-1, 10)) == -0.1);
  CHECK(nearest(ratio(1, 250)) == 0.004);
  const Exact half_up = 1 + power_of_two(-53);  // in the middle: to even
  CHECK(nearest(half_up) == 1);
  CHECK(nearest(half_up + power_of_two(-90)) == 1 + 0x1p-52);
  CHECK(nearest(1 + 3 * power_of_two(-53)) == 1 + 0x1p-51);
  CHECK(nearest(power_of_two(-1075)) == 0);
  CHECK(nearest(3 * power_of_two(-1075)) == 0x1p-1073);
  CHECK(std::isinf(nearest(power_of_two(1024))));
  property("no double is nearer", [] {
    const auto p = *rc::gen::inRange<long long>(-1000000, 1000000), q = *rc::gen::inRange<long long>(1, 1000000);
    const Exact a = ratio(p, q) * power_of_two(*rc::gen::inRange(-1060, 900));
    const double d = nearest(a);
    RC_ASSERT(abs(Exact(d) - a) <= abs(Exact(next_up(d)) - a));
    RC_ASSERT(abs(Exact(d) - a) <= abs(Exact(next_down(d)) - a));
  });
  property("of a double, itself", [](double d) { RC_ASSERT(nearest(Exact(d)) == d); });
}

TEST_CASE("An update is -gamma times the gradient, rounded once, on the support") {
  const SmallProblem p(3, {{2, 0, -1}}, {1});
  const std::vector<double> x = {1, 7, 0.5};
  std::vector<double> update(3);
  CHECK(sgd_update(p, 0, 0.1, x, update));
  CHECK(update == std::vector<double>{-0.1 * 1, 0, -0.1 * -0.5});
}

TEST_CASE("An iterate or an update beyond 2^100 or not a number means that the run diverged") {
  const SmallProblem p(2, {{1, 1}}, {0});
  std::vector<double> update(2);
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const double a : {nan, inf, -inf, 0x1.1p100}) {
    update = {3, 3};
    CHECK_FALSE(sgd_update(p, 0, 0.5, std::vector<double>{0, a}, update));
    CHECK(update == std::vector<double>{0, 0});
  }
  CHECK(sgd_update(p, 0, 0.5, std::vector<double>{0, 0x1p100}, update));
  CHECK_FALSE(sgd_update(p, 0, 1e9, std::vector<double>{0, 0x1p100}, update));
  CHECK(update == std::vector<double>{0, 0});
}

namespace {

/// Jₜ and Dₖᵗ as they are defined, looking at every k < t.
std::vector<Missing> by_definition(const Recording& r, std::size_t t) {
  std::vector<Missing> missing;
  for (std::size_t k = 0; k < t; ++k) {
    Missing m{k, std::vector<bool>(r.dimension())};
    std::size_t missed = 0, written = 0;
    for (std::size_t c = 0; c < r.dimension(); ++c) {
      m.mask[c] = r.landed[k][c] > r.seen[t][c];
      missed += m.mask[c];
      written += r.landed[k][c] != 0;
    }
    if (missed == 0) continue;
    if (missed == written) m.mask.clear();
    missing.push_back(m);
  }
  return missing;
}

}  // namespace

TEST_CASE("Masks by scanning are masks by definition") {
  property("on whatever versions", [] {
    const auto d = *rc::gen::inRange<std::size_t>(1, 5), T = *rc::gen::inRange<std::size_t>(0, 12);
    Recording r;
    r.gamma = 1;
    r.requested = T;
    r.x0.assign(d, 0);
    make_room(r, T);
    for (std::size_t t = 0; t < T; ++t)
      for (std::size_t c = 0; c < d; ++c) {
        r.seen[t][c] = *rc::gen::inRange<std::uint32_t>(0, 12);
        r.landed[t][c] = *rc::gen::inRange<std::uint32_t>(0, 12);
      }
    const Schedule s = schedule(r);
    RC_ASSERT(s.size() == T);
    for (std::size_t t = 0; t < T; ++t) {
      auto expected = by_definition(r, t);
      for (Missing& m : expected)
        if (std::count(m.mask.begin(), m.mask.end(), true) == static_cast<std::ptrdiff_t>(d)) m.mask.clear();
      RC_ASSERT(s.missing(t) == expected);
    }
  }, {.cases = 300});
  property("on a race", [](const SmallProblem& p) {
    const auto r = hogwild(p, {.gamma = ratio(1, 64), .workers = 4, .iterations = 60, .seed = 3, .overlap = true});
    const Schedule s = schedule(r);
    for (std::size_t t = 0; t < s.size(); ++t)
      for (const Missing& m : by_definition(r, t)) RC_ASSERT(std::ranges::find(s.missing(t), m.k, &Missing::k) != s.missing(t).end());
  }, {.cases = 20});
}

namespace {

/// What the masks leave of the reads by versions: whether the identity of the read holds at every t.
bool reads_agree(const Run& run, const Matrix<Exact>& reads) {
  const Matrix<Exact> x_virtual = virtual_iterates(run);
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    if (read_identity(run, t, reads.col(column), x_virtual.col(column)).outcome() != Outcome::holds) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("A read by its versions is the virtual iterate plus the missing updates, in every race") {
  property("Hogwild! and mini-batches", [](const SmallProblem& p) {
    const auto workers = *rc::gen::inRange<std::size_t>(1, 7);
    const auto writes = *rc::gen::element(Writes::coordinate, Writes::vector);
    const auto race = hogwild(p, {.gamma = ratio(1, 60), .workers = workers, .iterations = 60, .seed = 3, .writes = writes, .overlap = true});
    RC_ASSERT(reads_agree(to_run(race), reads_by_versions(race)));
    const auto batches = mini_batch_sgd(p, {.gamma = ratio(1, 60), .batch = 3, .workers = workers, .iterations = 9, .seed = 4});
    RC_ASSERT(reads_agree(to_run(batches), reads_by_versions(batches)));
  }, {.cases = 40});
  property("and every value read is near it", [](const SmallProblem& p) {
    const auto race = hogwild(p, {.gamma = ratio(1, 64), .workers = 3, .iterations = 40, .seed = 5});
    const auto reads = reads_by_versions(race);
    for (Eigen::Index t = 0; t < reads.cols(); ++t)
      for (Eigen::Index c = 0; c < reads.rows(); ++c)
        RC_ASSERT(abs(reads(c, t) - exact(race.read[static_cast<std::size_t>(t)][static_cast<std::size_t>(c)])) < ratio(1, 1000000));
  }, {.cases = 20});
}

TEST_CASE("A read by another version than the masks say is refuted") {
  const auto race = hogwild(SmallProblem::dense(5, 3), {.gamma = ratio(1, 60), .workers = 4, .iterations = 60, .seed = 3, .x0 = {1, 2, 3}});
  const Run run = to_run(race);
  REQUIRE(reads_agree(run, reads_by_versions(race)));
  int tampered = 0;
  for (std::size_t t = 0; t < race.iterations(); ++t)
    for (std::size_t c = 0; c < race.dimension(); ++c) {
      const std::uint32_t seen = race.seen[t][c];
      if (seen == 0 || race.update[modification_order(race).of[c][seen - 1]][c] == 0) continue;
      Recording wrong = race;
      --wrong.seen[t][c];
      CHECK_FALSE(reads_agree(run, reads_by_versions(wrong)));
      CHECK(reads_agree(to_run(wrong), reads_by_versions(wrong)));  // an older read, but a read
      ++tampered;
    }
  CHECK(tampered > 100);
}

TEST_CASE("A read that saw its own update or a later one is not the virtual iterate plus any missing updates") {
  Recording r = hogwild(SmallProblem::dense(5, 1), {.gamma = ratio(1, 60), .workers = 1, .iterations = 9, .seed = 3, .x0 = {1}});
  REQUIRE(r.update[4][0] != 0);
  r.seen[4][0] = 5;
  CHECK_FALSE(reads_agree(to_run(r), reads_by_versions(r)));
}

TEST_CASE("Without an order of modification there are no reads by versions") {
  Recording r = hogwild(SmallProblem::dense(5, 1), {.gamma = ratio(1, 60), .workers = 1, .iterations = 9, .seed = 3});
  CHECK(modification_order(r).wrong.empty());
  Recording twice = r, beyond = r, never = r;
  twice.landed[3][0] = 2;
  CHECK(modification_order(twice).wrong == "c = 0: iterations 1 and 3 both made version 2");
  beyond.landed[3][0] = 10;
  CHECK(modification_order(beyond).wrong == "t = 3, c = 0: version 10 of 9 writes");
  never.seen[3][0] = 10;
  for (const Recording& wrong : {twice, beyond, never}) CHECK_THROWS_AS(reads_by_versions(wrong), std::invalid_argument);
}

TEST_CASE("A column of a cache line or more begins with one, and no bytes are lost") {
  for (const std::size_t d : {1u, 7u, 8u, 9u, 30u}) {
    Columns<double> table(d, 5);
    CHECK(table.size() == 5);
    CHECK(table[4].size() == d);
    CHECK(table.stride() < std::max<std::size_t>(2 * d, 8));
    if (d >= 8) CHECK(reinterpret_cast<std::uintptr_t>(table[3].data()) % 64 == 0);
  }
  CHECK(Columns<std::uint32_t>(30, 1).stride() == 32);
}

TEST_CASE("What has no shape has no masks") {
  Recording r;
  r.gamma = 1;
  r.x0 = {0};
  r.requested = 2;
  make_room(r, 2);
  CHECK(misshapen(r).empty());
  CHECK(to_run(r).iterations() == 2);
  r.worker.pop_back();
  CHECK(misshapen(r) == "worker has 1 entries, not 2");
  CHECK_THROWS_AS(schedule(r), std::invalid_argument);
  CHECK_THROWS_AS(to_run(r), std::invalid_argument);
}
