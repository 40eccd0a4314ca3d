// Tests of lemmas/verdict.hpp.
#include "lemmas/verdict.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"

using namespace lemmata;

TEST_CASE("A verdict says no more than is known of the hypothesis and of the line") {
  using enum Outcome;
  using enum Truth;
  CHECK(outcome(yes, yes) == holds);
  CHECK(outcome(yes, no) == violated);
  CHECK(outcome(yes, unknown) == undecided);
  CHECK(outcome(unknown, yes) == undecided);
  CHECK(outcome(unknown, no) == undecided);
  CHECK(outcome(unknown, unknown) == undecided);
}

TEST_CASE("Where the hypothesis is not met the lemma says nothing, whatever the line does") {
  for (const Truth holds : {Truth::yes, Truth::no, Truth::unknown}) {
    CAPTURE(holds);
    CHECK(outcome(Truth::no, holds) == Outcome::vacuous);
  }
}

TEST_CASE("Outcomes and grades of evidence have the names that the reports show") {
  CHECK(name(Outcome::holds) == "holds");
  CHECK(name(Outcome::vacuous) == "vacuous");
  CHECK(name(Outcome::undecided) == "undecided");
  CHECK(name(Outcome::violated) == "violated");
  CHECK(name(Evidence::certified) == "certified");
  CHECK(name(Evidence::exact) == "exact");
  CHECK(name(Evidence::enclosed) == "enclosed");
  CHECK(name(Evidence::statistical) == "statistical");
}
