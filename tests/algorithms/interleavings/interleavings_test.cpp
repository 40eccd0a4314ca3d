#include "algorithms/interleavings/interleavings.hpp"

#include <stdexcept>

#include "algorithms/interleavings/micro_hogwild.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

/// `workers` of `operations` each.
Execution idle(std::size_t workers, std::size_t operations) {
  return {[=] {
            return std::vector<std::function<void()>>(workers, [=] {
              for (std::size_t i = 0; i < operations; ++i) atomic_operation_follows();
            });
          },
          [] {}};
}

}  // namespace

TEST_CASE("Every interleaving is run, and once: there are as many as the multinomial coefficient says") {
  CHECK(every_interleaving(idle(1, 5)) == 1);
  CHECK(every_interleaving(idle(2, 1)) == 2);
  CHECK(every_interleaving(idle(2, 4)) == 70);
  CHECK(every_interleaving(idle(3, 2)) == 90);
  std::vector<std::string> orders;
  std::string order;
  const auto worker = [&](char name) {
    return [&order, name] {
      for (int i = 0; i < 2; ++i) {
        atomic_operation_follows();
        order += name;
      }
    };
  };
  every_interleaving({[&] {
                        order.clear();
                        return std::vector<std::function<void()>>{worker('a'), worker('b')};
                      },
                      [&] { orders.push_back(order); }});
  CHECK(orders == std::vector<std::string>{"aabb", "abab", "abba", "baab", "baba", "bbaa"});
}

TEST_CASE("What is left open is tried in all ways, and too many interleavings are refused") {
  std::size_t sum = 0;
  const std::size_t count = every_interleaving({[&] { return std::vector<std::function<void()>>{[&] { sum += any_of(3) + 10 * any_of(2); }}; }, [] {}});
  CHECK(count == 6);
  CHECK(sum == 2 * (0 + 1 + 2) + 3 * 10);
  CHECK_THROWS_AS(every_interleaving(idle(2, 4), 69), std::runtime_error);
}

TEST_CASE("What a worker throws is rethrown, and nothing is explored afterwards") {
  const Execution failing{[] { return std::vector<std::function<void()>>{[] { throw std::invalid_argument("by a worker"); }}; }, [] {}};
  CHECK_THROWS_WITH(every_interleaving(failing), "by a worker");
  CHECK_THROWS_AS(any_of(2), std::logic_error);
}

TEST_CASE("Without atomic read-modify-writes 4 of 6 interleavings of two workers lose an update, and 84 of 90 of three") {
  const Decrements two = decrements(2, false), three = decrements(3, false);
  CHECK(two.interleavings == 6);
  CHECK(two.of_them == 4);
  CHECK(three.interleavings == 90);
  CHECK(three.left == std::vector<std::size_t>{0, 48, 36, 6});
  CHECK(decrements(3, true).of_them == 0);
}

TEST_CASE("Of 6 orders of a writer and a reader 2 tear the vector, and 4 if they go opposite ways") {
  const TornReads along = torn_reads(false), against = torn_reads(true);
  CHECK(along.interleavings == 6);
  CHECK(along.of_them == 2);
  CHECK(along.never_there == 1);
  CHECK(against.of_them == 4);
  CHECK(against.never_there == 0);
}

TEST_CASE("Hogwild! is sound in every interleaving of two workers with two updates of two coordinates") {
  const MicroHogwild all = micro_hogwild(2, 2, 2);
  CAPTURE(all.objections);
  CHECK(all.interleavings == 184756);  // 20!/(10! 10!)
  CHECK(all.objections.empty());
  CHECK(all.largest_delay == 3);
  CHECK(all.inconsistent > 0);
  CHECK(all.torn > 0);
}

TEST_CASE("Hogwild! is sound in every interleaving of three workers with one update") {
  const MicroHogwild all = micro_hogwild(3, 1, 1);
  CHECK(all.interleavings == 1680);  // 9!/(3!)³
  CHECK(all.objections.empty());
}

TEST_CASE("The same kernel on cells that load, add and store loses updates in most interleavings") {
  CHECK(lossy_hogwild(2, 1, 1).interleavings == 70);
  CHECK(lossy_hogwild(2, 1, 1).of_them > 0);
  CHECK(lossy_hogwild(1, 2, 2).of_them == 0);
}

TEST_CASE("A label that overtakes the reads breaks causality in some interleaving, and the audit says so") {
  const Counted relaxed = relaxed_labels(2, 1, 1);
  CHECK(relaxed.of_them > 0);
  CHECK(relaxed.of_them < relaxed.interleavings);
  CHECK(relaxed_labels(1, 2, 1).of_them == 0);
}

}  // namespace lemmata
