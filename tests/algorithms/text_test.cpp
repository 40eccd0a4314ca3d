// Tests of algorithms/verify/text.hpp.
#include "algorithms/verify/text.hpp"

#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("Combining marks and colours take no columns") {
  CHECK(columns("") == 0);
  CHECK(columns("x̃ₜ ≤ γ") == 6);
  CHECK(columns("\x1b[32m✓ shape\x1b[0m") == 7);
  CHECK(columns("\x1b[1;31mviolated\x1b[0m at t = 3") == 17);
  CHECK(columns("\x1b[32") == 0);  // cut off
  CHECK(left("\x1b[2mid\x1b[0m", 4) == "\x1b[2mid\x1b[0m  ");
  CHECK(right("x̃", 3) == "  x̃");
}

TEST_CASE("What is no terminal is 80 columns wide") {
  std::FILE* const file = std::tmpfile();
  REQUIRE(file != nullptr);
  CHECK(terminal_width(file) == 80);
  CHECK(Style(file).bold("plain") == "plain");
  std::fclose(file);
}
