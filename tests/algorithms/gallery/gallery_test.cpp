#include "algorithms/gallery/broken_kernels.hpp"
#include "algorithms/gallery/exhibits.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

const Exhibit& exhibit(const std::vector<Exhibit>& all, std::string_view hypothesis) {
  for (const Exhibit& e : all)
    if (e.hypothesis == hypothesis) return e;
  throw std::out_of_range("no exhibit of " + std::string(hypothesis));
}

}  // namespace

TEST_CASE("Every hypothesis has a line that holds with it and breaks without it") {
  const std::vector<Exhibit> all = exhibits();
  CHECK(all.size() >= 11);
  for (const Exhibit& e : all) {
    CAPTURE(e.hypothesis, e.without.left, e.without.right, e.with.left, e.with.right);
    CHECK_FALSE(e.without.holds());
    CHECK(e.with.holds());
  }
}

TEST_CASE("The exhibits have the numbers that were worked out by hand") {
  const std::vector<Exhibit> all = exhibits();
  struct Known {
    std::string_view hypothesis;
    Exact left, right;
  };
  for (const auto& [hypothesis, left, right] :
       {Known{"labels after the read", ratio(133, 3200), ratio(111, 3200)}, Known{"no read sees a later update", ratio(1, 100), 0},
        Known{"fresh samples", ratio(-1, 20000), ratio(-1, 4000)}, Known{"the virtual iterate", ratio(3, 800), ratio(11, 8000)},
        Known{"no mask depends on a sample", ratio(9, 3200), ratio(1, 400)}, Known{"consistent reads", ratio(841, 160000), ratio(401, 80000)},
        Known{"independent noise", 9, 3}, Known{"τ ≥ 1", ratio(1, 2), ratio(1, 4)}, Known{"uniform samples", ratio(1, 2), 0}}) {
    CAPTURE(hypothesis);
    CHECK(exhibit(all, hypothesis).without.left == left);
    CHECK(exhibit(all, hypothesis).without.right == right);
  }
}

TEST_CASE("Every broken kernel is caught by the check that is named for it") {
  for (const BrokenKernel& kernel : broken_kernels()) {
    CAPTURE(kernel.what, kernel.check, kernel.detail);
    CHECK(kernel.caught);
  }
}

}  // namespace lemmata
