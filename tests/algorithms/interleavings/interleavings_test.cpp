#include "algorithms/interleavings/interleavings.hpp"

#include "algorithms/interleavings/small_races.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

/// Three workers that load, add, store and take labels, with a choice among them.
void mixed(std::size_t w, Steps& steps) {
  if (w == 0) {
    const Held x = steps({Operation::load});
    steps({Operation::store, 1, x});
    if (x.version > 0) steps({Operation::label});  // what is asked may depend on what was answered
  } else {
    const std::uint64_t way = steps({Operation::choose, 0, {.version = 2}}).version;
    steps({Operation::add, way, {.value = 1, .version = 1, .updates = w}});
    steps({Operation::label});
  }
}

}  // namespace

TEST_CASE("Interleavings that are continued together are as many as one by one") {
  const SteppedMemory start{.cell = std::vector<Held>(2)};
  std::map<Situation, std::uint64_t> one_by_one;
  each_interleaving(3, start, mixed, [&](const Situation& end) { ++one_by_one[end]; });
  const auto together = ends_of_all_interleavings(3, start, mixed);
  CHECK(together.size() > 20);
  CHECK(together == one_by_one);
}

TEST_CASE("Workers that never meet have the binomial number of interleavings") {
  const auto alone = [](std::size_t w, Steps& steps) {
    for (int i = 0; i < 5; ++i) steps({Operation::add, w, {.value = 1}});
  };
  std::uint64_t interleavings = 0;
  const auto ends = ends_of_all_interleavings(2, {.cell = std::vector<Held>(2)}, alone);
  for (const auto& [end, ways] : ends) interleavings += ways;
  CHECK(ends.size() == 1);
  CHECK(interleavings == 252);  // 10 over 5
}

TEST_CASE("A worker that asks nothing ends at once") {
  const auto ends = ends_of_all_interleavings(2, {}, [](std::size_t, Steps&) {});
  REQUIRE(ends.size() == 1);
  CHECK(ends.begin()->second == 1);
}

TEST_CASE("Of two threads that load and store 4 of 6 interleavings lose an update, of three 84 of 90") {
  CHECK(decrements(1) == std::map<int, std::uint64_t>{{-1, 1}});
  CHECK(decrements(2) == std::map<int, std::uint64_t>{{-2, 2}, {-1, 4}});
  CHECK(decrements(3) == std::map<int, std::uint64_t>{{-3, 6}, {-2, 36}, {-1, 48}});
}

TEST_CASE("A reader sees a torn vector in 2 of 6 orders, and in 4 of 6 if it reads against the writer") {
  const TornReads same = torn_reads(false), opposite = torn_reads(true);
  CHECK(same.interleavings == 6);
  CHECK(same.half_written == 1);
  CHECK(same.never == 1);
  CHECK(opposite.interleavings == 6);
  CHECK(opposite.half_written == 4);
  CHECK(opposite.never == 0);
}

TEST_CASE("Labels by completion give label 0 the fast sample but in one of 2^p draws") {
  for (std::size_t p = 1; p <= 6; ++p) {
    const FirstLabel found = first_label(p);
    CHECK(found.draws == std::uint64_t{1} << p);
    CHECK(found.fast_by_completion == found.draws - 1);
    CHECK(2 * found.fast_by_read == found.draws);
  }
}

}  // namespace lemmata
