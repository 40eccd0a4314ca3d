// Tests of algorithms/shared_iterate.hpp with real threads.
#include "algorithms/shared_iterate.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "algorithms/workers.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

namespace {

/// w threads add 1 to one cell, `each` times.
template <class C>
double sum_of_ones(std::size_t workers, int each) {
  C cell;
  cell.reset(0);
  together(workers, [&](std::size_t) {
    for (int m = 0; m < each; ++m) cell.add(1);
  });
  return cell.read().value;
}

}  // namespace

TEST_CASE("No update of a plain, a versioned or a lattice cell is lost") {
  CHECK(sum_of_ones<PlainCell>(4, 20000) == 80000);
  CHECK(sum_of_ones<VersionedCell>(4, 20000) == 80000);
  CHECK(sum_of_ones<LatticeCell>(4, 20000) == 80000);
}

TEST_CASE("A lossy cell is a cell: alone it loses nothing") { CHECK(sum_of_ones<LossyCell>(1, 1000) == 1000); }

TEST_CASE("The versions of a cell are 1, ..., m, each made by one write") {
  VersionedCell cell;
  cell.reset(0.5);
  CHECK(cell.read().version == 0);
  CHECK(cell.read().value == 0.5);
  std::vector<std::vector<std::uint64_t>> made(4);
  together(4, [&](std::size_t w) {
    for (int m = 0; m < 5000; ++m) made[w].push_back(cell.add(0));
  });
  std::vector<std::uint64_t> all;
  for (const auto& mine : made) {
    CHECK(std::ranges::is_sorted(mine));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  std::ranges::sort(all);
  std::vector<std::uint64_t> expected(20000);
  std::iota(expected.begin(), expected.end(), std::uint64_t{1});
  CHECK(all == expected);
}

TEST_CASE("A read of a versioned cell never mixes the value of one version with the number of another") {
  VersionedCell cell;  // value = version, all along
  cell.reset(0);
  std::vector<int> mixed(4);
  together(4, [&](std::size_t w) {
    std::uint64_t last = 0;
    for (int m = 0; m < 20000; ++m) {
      if (w < 2) cell.add(1);
      const Seen seen = cell.read();
      mixed[w] += seen.value != static_cast<double>(seen.version) || seen.version < last;
      last = seen.version;
    }
  });
  CHECK(mixed == std::vector<int>(4));
  CHECK(cell.read().value == 40000);
}

TEST_CASE("An exchange compares bits: a cell that holds -0 takes an update") {
  VersionedCell cell;
  cell.reset(-0.0);
  CHECK(cell.add(-0.0) == 1);
  CHECK(std::signbit(cell.read().value));
}

TEST_CASE("A lattice cell adds multiples of its unit to the same number in any order") {
  std::vector<double> updates = {-0x1p12, 0x1p-40, 0x1p12, 3 * 0x1p-40};
  std::ranges::sort(updates);
  do {
    LatticeCell cell;
    cell.reset(0x1p11, 40);
    for (const double delta : updates) cell.add(delta);
    CHECK(cell.read().value == 0x1p11 + 0x1p-38);
    CHECK(cell.read().version == 4);
  } while (std::ranges::next_permutation(updates).found);
}

TEST_CASE("A lattice cell refuses what is not on the lattice and sums that no double can hold, and stays as it was") {
  LatticeCell cell;
  CHECK_THROWS_AS(cell.reset(0.3, 40), std::overflow_error);
  CHECK_THROWS_AS(cell.reset(0x1p14, 40), std::overflow_error);
  for (const double sign : {1.0, -1.0}) {
    cell.reset(sign * 0x1p13, 40);  // 2^53 units
    CHECK_THROWS_AS(cell.add(sign * 0x1p-40), std::overflow_error);
    CHECK_THROWS_AS(cell.add(sign * 0x1p13), std::overflow_error);
    CHECK_THROWS_AS(cell.add(0x1p-41), std::overflow_error);
    CHECK_THROWS_AS(cell.add(std::nan("")), std::overflow_error);
    CHECK(cell.read().value == sign * 0x1p13);
    CHECK(cell.read().version == 0);
    CHECK(cell.add(-sign * 0x1p-40) == 1);
    CHECK(cell.read().value == sign * (0x1p13 - 0x1p-40));
  }
}

TEST_CASE("Labels are given once, after the read") {
  const std::vector<double> x0 = {1, 2, 3};
  SharedIterate<VersionedCell> memory(x0);
  std::vector<std::vector<std::size_t>> labels(4);
  together(4, [&](std::size_t w) {
    std::vector<double> x(3);
    std::vector<std::uint32_t> seen(3);
    for (int m = 0; m < 1000; ++m) labels[w].push_back(memory.read(x, seen));
  });
  std::vector<std::size_t> all;
  for (const auto& mine : labels) all.insert(all.end(), mine.begin(), mine.end());
  std::ranges::sort(all);
  std::vector<std::size_t> expected(4000);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  CHECK(all == expected);
  memory.stop(10000);
  CHECK(memory.next_label() >= 10000);
}

TEST_CASE("Memory is read whole and written on the support, wherever the pause falls") {
  const std::vector<double> x0 = {1, 2, 3}, update = {10, 20, 30};
  const std::vector<std::uint32_t> support = {0, 2};
  for (const std::size_t pause : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}, never}) {
    SharedIterate<VersionedCell> memory(x0);
    std::vector<double> x(3);
    std::vector<std::uint32_t> seen(3, 9), landed(3);
    CHECK(memory.read(x, seen, pause) == 0);
    CHECK(x == x0);
    CHECK(seen == std::vector<std::uint32_t>(3));
    memory.add(support, update, landed, pause);
    CHECK(landed == std::vector<std::uint32_t>{1, 0, 1});
    CHECK(memory.read(x, seen, pause) == 1);
    CHECK(x == std::vector<double>{11, 2, 33});
    CHECK(seen == landed);
  }
}

TEST_CASE("One at a time, a reader sees vectors that were in memory") {
  const std::vector<double> x0(8);
  const std::vector<double> ones(8, 1);
  std::vector<std::uint32_t> support(8);
  std::iota(support.begin(), support.end(), 0u);
  OneAtATime<SharedIterate<VersionedCell>> memory(x0);
  std::vector<int> torn(4);
  together(4, [&](std::size_t w) {
    std::vector<double> x(8);
    std::vector<std::uint32_t> seen(8), landed(8);
    for (int m = 0; m < 2000; ++m) {
      memory.read(x, seen);
      torn[w] += std::ranges::adjacent_find(x, std::not_equal_to<>()) != x.end();
      memory.add(support, ones, landed);
    }
  });
  CHECK(torn == std::vector<int>(4));
  CHECK(memory[0].value == 8000);
}
