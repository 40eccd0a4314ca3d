#include "tests/support/property.hpp"

#include <vector>

using lemmata::property;

namespace {

bool params_set() { return std::getenv("RC_PARAMS") != nullptr; }  // then the numbers below are the caller's to choose

}  // namespace

TEST_CASE("A property is asked as many times as it says") {
  int asked = 0;
  property("counting", [&asked] { ++asked; }, {.cases = 37});
  if (!params_set()) CHECK(asked % 37 == 0);
}

TEST_CASE("The same cases are drawn at every run, and others from another seed") {
  static std::vector<int> once, again, otherwise;  // each property is a section, so each is entered on a pass of its own
  property("once", [](int a) { once.push_back(a); }, {.cases = 20});
  property("again", [](int a) { again.push_back(a); }, {.cases = 20});
  property("from another seed", [](int a) { otherwise.push_back(a); }, {.cases = 20, .seed = 7});
  if (again.empty() || params_set()) return;
  CHECK(once == again);
  if (!otherwise.empty()) CHECK(once != otherwise);
}

TEST_CASE("A false property fails", "[!shouldfail]") {
  property("every number is below 0", [](int a) { RC_ASSERT(a < 0); });
}

TEST_CASE("A property whose condition is never met fails", "[!shouldfail]") {
  property("nothing drawn is both above and below 0", [](int a) { RC_PRE(a < 0 && a > 0); });
}
