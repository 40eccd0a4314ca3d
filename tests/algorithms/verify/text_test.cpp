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

TEST_CASE("Text is broken at spaces, where a line would be too long, and nowhere else") {
  CHECK(wrapped("", 2, 10) == "");
  CHECK(wrapped("one two", 2, 10) == "one two");
  CHECK(wrapped("one two three", 2, 10) == "one two\n  three");
  CHECK(wrapped("one two x̃ₜ", 2, 10) == "one two x̃ₜ");  // 10 columns
  CHECK(wrapped("  a  b", 2, 10) == "  a  b");
  CHECK(wrapped("    note: too long for it", 4, 12) == "    note:\n    too long\n    for it");
  CHECK(wrapped("immeasurable", 2, 5) == "immeasurable");
  CHECK(wrapped("a immeasurable b", 2, 5) == "a\n  immeasurable\n  b");
  CHECK(wrapped("a b  ", 0, 80) == "a b  ");
}

TEST_CASE("What is no terminal is 80 columns wide") {
  std::FILE* const file = std::tmpfile();
  REQUIRE(file != nullptr);
  CHECK(terminal_width(file) == 80);
  CHECK(Style(file).bold("plain") == "plain");
  std::fclose(file);
}
