// Tests of algorithms/workers.hpp.
#include "algorithms/workers.hpp"

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>

#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("Workers are there together: they can wait for each other") {
  std::latch all(5);
  std::atomic<int> through = 0;
  together(5, [&](std::size_t) {
    all.arrive_and_wait();
    ++through;
  });
  CHECK(through == 5);
}

TEST_CASE("When workers throw, all are joined and the first by number is heard") {
  std::atomic<int> ended = 0;
  std::string heard;
  try {
    together(4, [&](std::size_t w) {
      ++ended;
      if (w % 2 == 1) throw std::runtime_error("worker " + std::to_string(w));
    });
  } catch (const std::runtime_error& error) {
    heard = error.what();
  }
  CHECK(heard == "worker 1");
  CHECK(ended == 4);
}
