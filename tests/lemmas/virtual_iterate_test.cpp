// Tests of lemmas/run.hpp and lemmas/virtual_iterate.hpp, on runs whose memory is simulated here.
#include "lemmas/virtual_iterate.hpp"

#include <numeric>

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

Matrix<double> doubles(std::size_t rows, std::size_t columns, const std::vector<double>& entries) {
  return Eigen::Map<const Matrix<double>>(entries.data(), static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
}

bool read_missed(const Schedule& schedule, std::size_t t, std::size_t k, Eigen::Index c) {
  for (const Missing& m : schedule.missing(t))
    if (m.k == k) return m.missed(static_cast<std::size_t>(c));
  return false;
}

/// x₀ and the updates that read t saw, added up by the machine in this order of the updates.
Vector<double> machine_read(const Run& run, std::size_t t, const std::vector<std::size_t>& order) {
  Vector<double> x = run.x0;
  for (const std::size_t k : order)
    if (k < t)
      for (Eigen::Index c = 0; c < x.size(); ++c)
        if (!read_missed(run.schedule, t, k, c)) x(c) += run.update(c, static_cast<Eigen::Index>(k));
  return x;
}

/// What memory holds after these updates have landed, each once, in this order.
Vector<double> memory_after(const Run& run, const std::vector<std::size_t>& order) {
  Vector<double> x = run.x0;
  for (const std::size_t k : order) x += run.update.col(static_cast<Eigen::Index>(k));
  return x;
}

rc::Gen<std::vector<std::size_t>> order(std::size_t T) {
  return rc::gen::map(rc::gen::container<std::vector<int>>(T, draw::integer(1000)), [T](const std::vector<int>& keys) {
    std::vector<std::size_t> order(T);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    return order;
  });
}

/// A run whose updates landed in `order` in memory; its numbers are drawn from `entry`.
struct Drawn {
  Run run;
  std::vector<std::size_t> order;
};
std::ostream& operator<<(std::ostream& out, const Drawn& drawn) {
  const auto& [gamma, x0, x, update, sample, schedule] = drawn.run;
  return out << "x0 = (" << x0.transpose() << "), updates = (" << update << "), schedule " << schedule;
}
rc::Gen<Drawn> a_run(rc::Gen<double> entry, std::size_t shortest = 0) {
  return rc::gen::exec([entry, shortest]() -> Drawn {
    const auto T = *draw::count(shortest, 7), d = *draw::count(1, 3);
    const auto numbers = [&](std::size_t count) { return *rc::gen::container<std::vector<double>>(count, entry); };
    Run run{.gamma = ratio(1, 16),
            .x0 = doubles(d, 1, numbers(d)),
            .x = Matrix<double>::Zero(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(T)),
            .update = doubles(d, T, numbers(d * T)),
            .sample = std::vector<std::uint32_t>(T, 0),
            .schedule = *draw::schedule(T, d)};
    auto landed = *order(T);
    for (std::size_t t = 0; t < T; ++t) run.x.col(static_cast<Eigen::Index>(t)) = machine_read(run, t, landed);
    return {std::move(run), std::move(landed)};
  });
}

/// Multiples of 1/16: their sums are exact in doubles.
rc::Gen<double> sixteenth() {
  return rc::gen::map(draw::integer(1000), [](int p) { return p / 16.0; });
}
/// Decimals, which no double is, at very different scales: every addition rounds.
rc::Gen<double> decimal() {
  return rc::gen::map(rc::gen::pair(draw::integer(1000), draw::among({1.0, 1e-9, 1e9})),
                      [](const std::pair<int, double>& r) { return r.first / 10.0 * r.second; });
}

Vector<Exact> column(const Matrix<Exact>& A, std::size_t t) { return A.col(static_cast<Eigen::Index>(t)); }

/// The run's schedule without update `j` of Jₜ.
Schedule without(const Schedule& schedule, std::size_t t, std::size_t j) {
  std::vector<std::vector<Missing>> missing;
  for (std::size_t s = 0; s < schedule.size(); ++s) missing.push_back(schedule.missing(s));
  missing[t].erase(missing[t].begin() + static_cast<std::ptrdiff_t>(j));
  return Schedule(schedule.dimension(), std::move(missing));
}

}  // namespace

TEST_CASE("A run is plain data of T iterations in d dimensions, and its doubles are rationals") {
  const Run run{.gamma = 1,
                .x0 = doubles(2, 1, {0.5, 0.25}),
                .x = doubles(2, 3, {0, 0, 0, 0, 0, 0}),
                .update = doubles(2, 3, {0, 0, 0, 0, 0, 0}),
                .sample = {0, 1, 0},
                .schedule = Schedule::blocks(3, 2, 1)};
  CHECK(run.iterations() == 3);
  CHECK(run.dimension() == 2);
  CHECK(exact(run.x0)(0) == ratio(1, 2));
  CHECK(exact(run.x0)(1) == ratio(1, 4));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(exact(Vector<double>(Vector<double>::Constant(1, nan))), std::invalid_argument);
}

TEST_CASE("The virtual iterate receives one gradient per iteration, in the order of the labels") {
  property("x̃₀ = x₀, x̃ₜ₊₁ = x̃ₜ − γgₜ", [] {
    const auto [run, landed] = *a_run(decimal()).as("run");
    const Matrix<Exact> x_virtual = virtual_iterates(run);
    RC_ASSERT(x_virtual.cols() == run.update.cols() + 1);
    RC_ASSERT(column(x_virtual, 0) == exact(run.x0));
    for (std::size_t t = 0; t < run.iterations(); ++t)
      RC_ASSERT(column(x_virtual, t + 1) == column(x_virtual, t) + exact(run.update.col(static_cast<Eigen::Index>(t))));
  });
}

TEST_CASE("The virtual iterate after T updates is the final memory") {
  property("in whatever order the updates land, where sums are exact", [] {
    const auto [run, landed] = *a_run(sixteenth()).as("run");
    RC_ASSERT(column(virtual_iterates(run), run.iterations()) == exact(memory_after(run, landed)));
  });
}

TEST_CASE("A lost update leaves memory different from the virtual iterate") {
  property("by that update", [] {
    auto [run, landed] = *a_run(sixteenth(), 1).as("run");
    const std::size_t lost = landed.back();
    run.update(0, static_cast<Eigen::Index>(lost)) += 2000;  // not zero
    landed.pop_back();
    const Vector<Exact> off = column(virtual_iterates(run), run.iterations()) - exact(memory_after(run, landed));
    RC_ASSERT(off == exact(run.update.col(static_cast<Eigen::Index>(lost))));
    RC_ASSERT(off(0) != 0);
  });
}

TEST_CASE("A read is the virtual iterate plus the missing updates") {
  property("for any masks, where sums are exact", [] {
    const auto [run, landed] = *a_run(sixteenth()).as("run");
    const Matrix<Exact> x_virtual = virtual_iterates(run), reads = reads_in_real_numbers(run);
    for (std::size_t t = 0; t < run.iterations(); ++t) {
      const Vector<Exact> x = exact(run.x.col(static_cast<Eigen::Index>(t)));
      RC_ASSERT(x == column(x_virtual, t) - missing_updates(run, t));
      RC_ASSERT(x == column(reads, t));
      RC_ASSERT(rounding(run, t, column(reads, t)) == 0);
      RC_ASSERT(objections(read_identity(run, t, x, column(x_virtual, t))) == "");
    }
  }, {.cases = 300});
}

TEST_CASE("The identity of the read fails when a missing update is dropped") {
  property("by that update, in the coordinates that the read had missed", [] {
    auto [run, landed] = *a_run(sixteenth(), 1).as("run");
    for (std::size_t t = 0; t < run.iterations(); ++t)
      for (std::size_t j = 0; j < run.schedule.missing(t).size(); ++j) {
        const Missing dropped = run.schedule.missing(t)[j];
        Exact largest = 0;
        for (Eigen::Index c = 0; c < run.x0.size(); ++c)
          if (dropped.missed(static_cast<std::size_t>(c)))
            largest = std::max(largest, Exact(abs(exact(run.update(c, static_cast<Eigen::Index>(dropped.k))))));
        if (largest == 0) continue;
        Run wrong = run;
        wrong.schedule = without(run.schedule, t, j);
        const Vector<Exact> x = exact(run.x.col(static_cast<Eigen::Index>(t)));
        RC_ASSERT(read_identity(wrong, t, x, column(virtual_iterates(wrong), t)).outcome() == Outcome::violated);
        RC_ASSERT(rounding(wrong, t, column(reads_in_real_numbers(wrong), t)) == largest);
        RC_ASSERT(rounding_bound(wrong, t, column(reads_in_real_numbers(wrong), t), column(summed_magnitudes(wrong), t)).outcome() ==
                  Outcome::violated);
      }
  });
}

TEST_CASE("What the machine's rounding cost stays within its bound, in whatever order it added") {
  int rounded = 0;
  property("|xₜ − x̄ₜ| ≤ tu/(1−tu)·Σ|…|", [&] {
    const auto [run, landed] = *a_run(decimal()).as("run");
    const Matrix<Exact> x_virtual = virtual_iterates(run), reads = reads_in_real_numbers(run), magnitudes = summed_magnitudes(run);
    for (std::size_t t = 0; t < run.iterations(); ++t) {
      RC_ASSERT(objections(read_identity(run, t, column(reads, t), column(x_virtual, t))) == "");
      RC_ASSERT(objections(rounding_bound(run, t, column(reads, t), column(magnitudes, t))) == "");
      rounded += rounding(run, t, column(reads, t)) > 0;
    }
  }, {.cases = 300});
  if (!std::getenv("RC_PARAMS")) CHECK(rounded > 100);  // the identity of the read is false for the machine's own numbers
}

TEST_CASE("A read of one is what it was before: rounding is measured exactly") {
  const Run run{.gamma = 1,
                .x0 = doubles(1, 1, {0x1p53}),
                .x = doubles(1, 2, {0x1p53, 0x1p53}),  // 2⁵³ + 1 rounds to 2⁵³
                .update = doubles(1, 2, {1, 1}),
                .sample = {0, 0},
                .schedule = Schedule::blocks(2, 1, 1)};
  const Matrix<Exact> reads = reads_in_real_numbers(run);
  CHECK(rounding(run, 0, column(reads, 0)) == 0);
  CHECK(rounding(run, 1, column(reads, 1)) == 1);
  const auto bound = rounding_bound(run, 1, column(reads, 1), column(summed_magnitudes(run), 1));
  CHECK(bound.outcome() == Outcome::holds);
  CHECK(bound[0].right == (power_of_two(53) + 1) / (power_of_two(53) - 1));  // u/(1−u) · (2⁵³ + 1)
}
