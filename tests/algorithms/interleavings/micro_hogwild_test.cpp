#include "algorithms/interleavings/micro_hogwild.hpp"

#include "algorithms/audit.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

std::uint64_t binomial(std::uint64_t n, std::uint64_t k) {
  std::uint64_t b = 1;
  for (std::uint64_t i = 1; i <= k; ++i) b = b * (n - k + i) / i;
  return b;
}

}  // namespace

TEST_CASE("Two workers, two updates, two coordinates: audit, delay and lines are right in every interleaving") {
  const MicroCounts found = micro_hogwild({});
  CHECK(found.interleavings == binomial(20, 10));  // 2 loads, a label, 2 additions, twice
  CHECK(found.interleavings == micro_interleavings_one_by_one({}));
  CHECK(found.audit_passed == found.interleavings);
  CHECK(found.lost_update == 0);
  CHECK(found.later_update_seen == 0);
  CHECK(found.unnoticed == 0);
  CHECK(found.seen_in_part > 0);  // updates are seen by halves, and it does not matter
  CHECK(found.lines > 40 * found.records);
  CHECK(found.lines_that_hold == found.lines);
  CHECK(found.by_delay.size() == 4);  // τ = 0, 1, 2, 3
  std::uint64_t sum = 0;
  for (const auto& [tau, ways] : found.by_delay) sum += ways;
  CHECK(sum == found.interleavings);
}

TEST_CASE("Three workers: the same in every interleaving") {
  const MicroCounts found = micro_hogwild({.workers = 3, .updates = 1, .dimension = 2});
  CHECK(found.interleavings == binomial(15, 5) * binomial(10, 5));
  CHECK(found.audit_passed == found.interleavings);
  CHECK(found.unnoticed == 0);
  CHECK(found.lines_that_hold == found.lines);
  CHECK(found.by_delay.rbegin()->first == 2);
}

TEST_CASE("Load, add, store loses updates, and the audit fails in exactly these interleavings") {
  for (const MicroRace& race : {MicroRace{MicroKernel::load_and_store, 2, 1, 1}, MicroRace{MicroKernel::load_and_store, 2, 2, 2},
                                MicroRace{MicroKernel::load_and_store, 3, 1, 1}}) {
    const MicroCounts found = micro_hogwild(race);
    CAPTURE(race.workers, race.updates, race.dimension);
    CHECK(found.lost_update > 0);
    CHECK(found.unnoticed == 0);
    CHECK(found.audit_passed + found.lost_update == found.interleavings);
    CHECK(found.lines_that_hold == found.lines);
  }
  CHECK(micro_hogwild({MicroKernel::load_and_store, 2, 1, 1}).interleavings == binomial(8, 4));
}

TEST_CASE("The failure of a lost update is named") {
  std::size_t lost = 0;
  for (const MicroEnd& end : micro_ends({MicroKernel::load_and_store, 2, 1, 1})) {
    const Audit found = audit(quiz(1, 1), end.recording);
    if (end.final_contents[0] == 3) continue;
    ++lost;
    CHECK_FALSE(found["versions"].passed);
  }
  CHECK(lost > 0);
}

TEST_CASE("A label that may overtake loads lets reads see later updates, and causality fails in exactly these executions") {
  const MicroRace race{MicroKernel::relaxed_label, 2, 1, 2};
  const MicroCounts found = micro_hogwild(race);
  CHECK(found.later_update_seen > 0);
  CHECK(found.unnoticed == 0);
  CHECK(found.audit_passed + found.later_update_seen == found.interleavings);
  CHECK(found.lines_that_hold == found.lines);
  for (const MicroEnd& end : micro_ends(race)) {
    bool later = false;
    for (std::size_t t = 0; t < end.contents.size(); ++t)
      for (const std::uint64_t contents : end.contents[t]) later = later || contents >> t != 0;
    CHECK(audit(quiz(1, 2), end.recording)["causality"].passed == !later);
  }
}

TEST_CASE("A micro race has 1, ..., 64 updates") {
  CHECK_THROWS_AS(micro_hogwild({.workers = 0}), std::invalid_argument);
  CHECK_THROWS_AS(micro_hogwild({.workers = 13, .updates = 5}), std::invalid_argument);
}

}  // namespace lemmata
