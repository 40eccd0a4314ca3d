// Tests of algorithms/audit.hpp: what is sound passes (hogwild_test, mini_batch_sgd_test); here, everything else is caught by name.
#include "algorithms/audit.hpp"

#include <bit>
#include <set>

#include "algorithms/hogwild.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "algorithms/gallery/broken_cells.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

namespace {

using Names = std::set<std::string>;

/// The checks that failed, facts included, without those that could not be judged.
Names failed(const Audit& audit) {
  Names names;
  for (const Check& check : audit.checks)
    if (!check.passed && check.detail.rfind("not judged", 0) != 0) names.insert(check.name);
  return names;
}

/// fᵢ(x) = ⟨aᵢ, x⟩: an update does not depend on what was read, so that a changed read changes nothing else.
struct Linear {
  static constexpr std::uint32_t all[] = {0, 1};
  std::size_t n() const { return 3; }
  std::size_t dimension() const { return 2; }
  std::span<const std::uint32_t> support(std::size_t) const { return all; }
  void gradient_i(std::size_t i, std::span<const double>, std::span<double> g) const {
    g[0] = static_cast<double>(i) + 1;
    g[1] = static_cast<double>(i) - 5;
  }
};

/// A sound recording of 3 workers by rounds: reads 3s, 3s+1, 3s+2 see all updates before 3s and none else. What a race could do.
Recording sound(Writes writes) {
  const Linear p;
  Recording r = mini_batch_sgd(p, {.gamma = ratio(1, 10), .batch = 3, .workers = 3, .iterations = 8, .seed = 5});
  r.algorithm = Algorithm::hogwild;
  r.writes = writes;
  r.batch = 1;
  std::uint32_t version[2] = {0, 0};
  std::vector<double> x = r.x0;
  for (std::size_t s = 0; s < 24; s += 3) {
    for (std::size_t t = s; t < s + 3; ++t) {
      r.worker[t] = static_cast<std::uint32_t>(t - s);
      r.sample[t] = static_cast<std::uint32_t>(sample(5, t, 0, 3));
      std::ranges::copy(x, r.read[t].begin());
      sgd_update(p, r.sample[t], 0.1, r.read[t], r.update[t]);
    }
    for (std::size_t t = s; t < s + 3; ++t)
      for (const std::uint32_t c : {0u, 1u}) x[c] += r.update[t][c], r.landed[t][c] = ++version[c];
  }
  r.x_final = x;
  return r;
}

/// What the audit finds after a change to a sound recording.
template <class Change>
Names after(Change&& change, Writes writes = Writes::vector) {
  Recording r = sound(writes);
  change(r);
  return failed(audit(Linear(), r));
}

double value_of_version(const Recording& r, std::size_t c, std::uint32_t version) {
  double x = r.x0[c];
  for (std::uint32_t v = 1; v <= version; ++v)
    for (std::size_t k = 0; k < r.iterations(); ++k)
      if (r.landed[k][c] == v) x += r.update[k][c];
  return x;
}

void see(Recording& r, std::size_t t, std::size_t c, std::uint32_t version) {
  r.seen[t][c] = version;
  r.read[t][c] = value_of_version(r, c, version);
}

const HogwildOptions two_of_two{.gamma = ratio(1, 8), .workers = 2, .iterations = 2, .seed = 1, .overlap = false};

/// Two workers, two iterations, on this memory.
template <class Memory>
Names caught(const HogwildOptions& options = two_of_two) {
  const Linear p;
  return failed(audit(p, recorded<Memory>(p, options)));
}

}  // namespace

TEST_CASE("A sound recording passes") {
  CHECK(after([](Recording&) {}) == Names{});
  CHECK(after([](Recording&) {}, Writes::coordinate) == Names{});
}

TEST_CASE("A plain load and store is caught: two writes made the same version") {
  CHECK(caught<SharedIterate<LoadStoreCell>>().contains("versions"));
}
TEST_CASE("A lost update is caught: it never landed once") { CHECK(caught<SharedIterate<LostUpdateCell>>().contains("once")); }
TEST_CASE("An exchange instead of a compare-exchange is caught: the final memory is not the replay") {
  CHECK(caught<SharedIterate<ExchangeCell>>() == Names{"final memory"});
}
TEST_CASE("An update added twice is caught: the memory counted more writes than updates") {
  CHECK(caught<SharedIterate<AddedTwiceCell>>().contains("once"));
}
TEST_CASE("A label given before the read is caught by the causality check") {
  CHECK(caught<LabelBeforeRead>().contains("causality"));
}
TEST_CASE("A torn read is caught: its value is not that of its version") {
  CHECK(caught<TornRead>() == Names{"replay"});
}
TEST_CASE("A cache that is never refreshed is caught: a worker misses its own writes") {
  const Names names = caught<SharedIterate<StaleCell>>({.gamma = ratio(1, 8), .workers = 1, .iterations = 5, .seed = 1});
  CHECK(names.contains("own writes"));
}
TEST_CASE("Labels that leave some out are caught") { CHECK(caught<SkippedLabels>().contains("labels")); }
TEST_CASE("A vector that is written by halves is caught where it was promised whole") {
  HogwildOptions vector = two_of_two;
  vector.writes = Writes::vector;
  CHECK(caught<HalfWritten>(vector) == Names{"whole updates"});
}
TEST_CASE("Writes that are put off are caught: more is in flight than there are workers") {
  const HogwildOptions vector{.gamma = ratio(1, 8), .workers = 1, .iterations = 10, .seed = 1, .writes = Writes::vector, .overlap = false};
  CHECK(caught<PutOff>(vector) == Names{"in flight", "own writes"});
}
TEST_CASE("By coordinate, what is not promised is a fact and not a fault") {
  const Linear p;
  const Audit a = audit(p, recorded<HalfWritten>(p, two_of_two));
  CHECK_FALSE(a["whole updates"].passed);
  CHECK_FALSE(a["whole updates"].required);
  CHECK(a.passed());
}
TEST_CASE("A sample drawn from another stream is caught") {
  CHECK(after([](Recording& r) { r.seed += 1; }) == Names{"samples"});
}
TEST_CASE("A gradient that is not that of the problem is caught") {
  struct Shifted : Linear {
    void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
      Linear::gradient_i(i, x, g);
      g[1] += 1;
    }
  };
  const Recording r = hogwild(Shifted(), {.gamma = ratio(1, 8), .workers = 2, .iterations = 20, .seed = 1, .writes = Writes::vector});
  CHECK(failed(audit(Linear(), r)) == Names{"updates"});
}
TEST_CASE("Another step size than the one declared is caught") {
  CHECK(after([](Recording& r) { r.gamma = ratio(11, 100); }) == Names{"updates"});
}

TEST_CASE("Every change to a sound recording is caught by the check that is named for it") {
  const auto up = [](double& a) { a = next_up(a); };
  CHECK(after([](Recording& r) { std::swap(r.label[3], r.label[4]); }) == Names{"labels"});
  CHECK(after([](Recording& r) { r.requested = 30; }) == Names{"labels"});
  CHECK(after([](Recording& r) { r.sample[7] = (r.sample[7] + 1) % 3; }) == Names{"samples", "updates"});
  CHECK(after([](Recording& r) { r.sample[7] = 3; }) == Names{"samples", "updates"});
  CHECK(after([](Recording& r) { r.landed[3][0] = r.landed[4][0]; }) == Names{"versions"});
  CHECK(after([](Recording& r) { r.landed[3][0] = 25; }).contains("versions"));
  CHECK(after([](Recording& r) { r.version_final[1] += 1; }) == Names{"once"});
  CHECK(after([](Recording& r) { r.landed[23][0] = 0; }).contains("once"));
  CHECK(after([](Recording& r) { see(r, 4, 0, r.landed[5][0]); }, Writes::coordinate) == Names{"causality", "consistent reads"});
  CHECK(after([](Recording& r) { see(r, 23, 0, r.landed[23][0]); }, Writes::coordinate) == Names{"causality"});
  CHECK(after([](Recording& r) { see(r, 4, 0, r.landed[1][0] - 1); }, Writes::coordinate) ==
        Names{"own writes", "in flight", "whole updates", "consistent reads"});
  CHECK(after([&](Recording& r) { up(r.read[9][1]); }) == Names{"replay"});
  CHECK(after([](Recording& r) { r.seen[9][1] = 99; }, Writes::coordinate).contains("replay"));
  CHECK(after([&](Recording& r) { up(r.x_final[1]); }) == Names{"final memory"});
  CHECK(after([](Recording& r) { r.workers = 8, r.worker[23] = 7; }) == Names{});
  CHECK(after([](Recording& r) { see(r, 5, 0, 2), see(r, 5, 1, 3); }) ==
        Names{"own writes", "in flight", "whole updates", "consistent reads"});
  CHECK(after([](Recording& r) { r.workers = 2, r.worker.assign(24, 0); }) == Names{"own writes", "in flight"});
  CHECK(after([](Recording& r) { r.diverged_at = 20; }) == Names{"updates"});
  CHECK(after([](Recording& r) { r.update[2][0] = 0; }).contains("updates"));
}

TEST_CASE("Consistent reads are lost when a later read misses what an earlier one saw") {
  const auto change = [](Recording& r) {
    std::swap(r.worker[4], r.worker[5]);  // so that update 5 is not of the worker of read 8
    for (const std::size_t c : {0u, 1u}) see(r, 8, c, r.landed[4][c]);
  };
  CHECK(after(change) == Names{"in flight", "consistent reads"});
}

TEST_CASE("A mini-batch that sees a part of its own batch is caught") {
  const Linear p;
  Recording r = mini_batch_sgd(p, {.gamma = ratio(1, 10), .batch = 4, .workers = 2, .iterations = 5, .seed = 5});
  REQUIRE(failed(audit(p, r)) == Names{});
  for (const std::size_t c : {0u, 1u}) see(r, 7, c, r.landed[4][c]);
  CHECK(failed(audit(p, r)) == Names{"in flight"});
  for (const std::size_t c : {0u, 1u}) see(r, 7, c, r.landed[3][c] - 1);
  CHECK(failed(audit(p, r)).contains("in flight"));
}

TEST_CASE("A recording out of shape is said to be, and nothing else is asked") {
  const auto refused = [](auto&& change) {
    Recording r = sound(Writes::vector);
    change(r);
    const Audit a = audit(Linear(), r);
    return a.checks.size() == 1 && !a.passed() && !a["shape"].passed;
  };
  CHECK(refused([](Recording& r) { r.x0.push_back(0); }));
  CHECK(refused([](Recording& r) { r.x0.clear(); }));
  CHECK(refused([](Recording& r) { r.x0[0] = NAN; }));
  CHECK(refused([](Recording& r) { r.x_final.pop_back(); }));
  CHECK(refused([](Recording& r) { r.version_final.pop_back(); }));
  CHECK(refused([](Recording& r) { r.sample.pop_back(); }));
  CHECK(refused([](Recording& r) { r.read.resize(3); }));
  CHECK(refused([](Recording& r) { r.landed = Columns<std::uint32_t>(1, 48); }));
  CHECK(refused([](Recording& r) { r.workers = 0; }));
  CHECK(refused([](Recording& r) { r.workers = std::size_t{1} << 40; }));
  CHECK(refused([](Recording& r) { r.worker[2] = 9; }));
  CHECK(refused([](Recording& r) { r.batch = 0; }));
  CHECK(refused([](Recording& r) { r.batch = 7; }));
  CHECK(refused([](Recording& r) { r.batch = 6, r.algorithm = Algorithm::mini_batch, r.sampling = Sampling::without_replacement; }));
  CHECK(refused([](Recording& r) { r.gamma = 0; }));
  CHECK(refused([](Recording& r) { r.requested = 5; }));
  CHECK(refused([](Recording& r) { r.diverged_at = 24; }));
  CHECK_THROWS_AS(audit(Linear(), sound(Writes::vector))["no such check"], std::out_of_range);
}

TEST_CASE("No record, however absurd, brings the audit down") {
  property("fields set at random", [] {
    const auto p = SmallProblem::dense(3, 2);
    const auto writes = *rc::gen::element(Writes::coordinate, Writes::vector);
    Recording r = hogwild(p, {.gamma = ratio(1, 10), .workers = 3, .iterations = 12, .seed = 1, .writes = writes});
    const auto changes = *rc::gen::inRange(1, 6);
    const auto number = rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 14), rc::gen::arbitrary<std::uint32_t>());
    for (int m = 0; m < changes; ++m) {
      const auto t = *rc::gen::inRange<std::size_t>(0, 12), c = *rc::gen::inRange<std::size_t>(0, 2);
      const auto real = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
      switch (*rc::gen::inRange(0, 13)) {
        case 0: r.label[t] = *number; break;
        case 1: r.sample[t] = *number; break;
        case 2: r.worker[t] = *number % 4; break;
        case 3: r.seen[t][c] = *number; break;
        case 4: r.landed[t][c] = *number; break;
        case 5: r.read[t][c] = real; break;
        case 6: r.update[t][c] = real; break;
        case 7: r.x_final[c] = real; break;
        case 8: r.version_final[c] = *number; break;
        case 9: r.diverged_at = *number % 16; break;
        case 10: r.requested = *number; break;
        case 11: r.x0[c] = real; break;
        default: r.algorithm = Algorithm::mini_batch, r.batch = *number % 8; break;
      }
    }
    const Audit a = audit(p, r);
    RC_ASSERT(!a.checks.empty());
    if (a["shape"].passed) {
      RC_ASSERT(schedule(r).size() <= 12);
      to_run(r);
    }
  }, {.cases = 2000});
}

TEST_CASE("Delayed SGD: each of its checks catches its own") {
  const Linear p;
  const auto changed = [&p](auto&& change) {
    Delayed delayed = delayed_sgd(p, Schedule::constant_delay(20, 2, 3), {.gamma = ratio(1, 10), .seed = 5});
    change(delayed);
    return failed(audit(p, delayed));
  };
  CHECK(changed([](Delayed&) {}) == Names{});
  CHECK(changed([](Delayed& r) { r.seed += 1; }) == Names{"samples"});
  CHECK(changed([](Delayed& r) { r.run.x(1, 7) = next_up(r.run.x(1, 7)); }) == Names{"reads"});
  CHECK(changed([](Delayed& r) { r.run.schedule = Schedule::constant_delay(20, 2, 2); }) == Names{"reads"});
  CHECK(changed([](Delayed& r) { r.run.update(0, 7) *= 2; }) == Names{"updates", "reads"});
  CHECK(changed([](Delayed& r) { r.run.gamma = ratio(1, 11); }) == Names{"updates"});
  CHECK(changed([](Delayed& r) { r.run.sample[4] = 3; }) == Names{"samples", "updates"});
  CHECK(changed([](Delayed& r) { r.run.update(0, 7) = NAN; }) == Names{"shape"});
  CHECK(changed([](Delayed& r) { r.run.x0(0) = INFINITY; }) == Names{"shape"});
  CHECK(changed([](Delayed& r) { r.run.sample.pop_back(); }) == Names{"shape"});
  CHECK(changed([](Delayed& r) { r.requested = 21; }) == Names{"shape"});
  CHECK(changed([](Delayed& r) { r.run.schedule = Schedule::constant_delay(20, 3, 3); }) == Names{"shape"});
  CHECK(changed([](Delayed& r) { r.run.x(0, 3) = 0x1p101; }) == Names{"updates", "reads"});
}
