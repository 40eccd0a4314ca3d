// Tests of the mutants of Difference.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("Difference turns from true to false between 1/100 and 1/101 for consistent reads") {
  CHECK(truth_of("difference reads=consistent p=1/100 q=1/10") == Truth::yes);
  CHECK(truth_of("difference reads=consistent p=1/101 q=1/10") == Truth::no);
  CHECK(truth_of("difference reads=consistent p=1/100 q=1/11") == Truth::no);
  CHECK(truth_of("difference reads=consistent kappa=8 p=1/64 q=1/8") == Truth::yes);
  CHECK(truth_of("difference reads=consistent kappa=799/100 p=1/64 q=1/8") == Truth::no);
}

TEST_CASE("Difference holds with the lecture's constants, with half of them for consistent reads only") {
  CHECK(truth_of("difference") == Truth::yes);
  CHECK(truth_of("difference masks=coordinate") == Truth::yes);
  const Answer halved = ask("difference p=1/100 q=1/10");
  REQUIRE(halved.witness);
  CHECK(halved.witness->sides == Sides{ratio(841, 160000), ratio(401, 80000)});
  CHECK(truth_of("difference p=1/200") == Truth::no);
  CHECK(truth_of("difference q=1/20") == Truth::no);
  CHECK(truth_of("difference p=3/200 q=3/10") == Truth::yes);  // s = 1/2: (pκ²−1)(qκ−1) = 1
  CHECK(truth_of("difference p=3/200 q=1/5") == Truth::unknown);
  CHECK(truth_of("difference p=1/100 q=1/10 tau=1") == Truth::yes);  // one update missing: nothing to add up
}

TEST_CASE("Ranges, powers of the delay and windows of Difference are decided") {
  for (const std::string wrong : {"tau-power=2", "range=no-M", "range=M", "kappa=1", "kappa=5", "window=tau-1", "gradient-L=1", "noise-L=0",
                                  "noise-L=2", "noise=shared", "noise=shared tau=3", "expectation=none", "reads=dependent",
                                  "reads=dependent tau=5", "range=sqrt kappa=9 q=1/10", "p=0", "q=0", "p=-1"}) {
    CAPTURE(wrong);
    CHECK(truth_of("difference " + wrong) == Truth::no);
  }
  for (const std::string right : {"tau-power=0", "window=tau+1", "noise-tau=1", "kappa=20", "reads=dependent tau=1",
                                  "reads=dependent tau=2", "tau=7", "kappa=10 tau-power=2 p=1/10 tau=<=5", "range=sqrt"}) {
    CAPTURE(right);
    CHECK(truth_of("difference " + right) == Truth::yes);
  }
  CHECK(truth_of("difference reads=dependent tau=4") == Truth::unknown);
}

TEST_CASE("Delays that depend on the noise refute Difference from τ = 5 on, and not at τ = 4") {
  const Answer four = ask("difference-majority tau=4");
  CHECK(four.verdict == Truth::yes);
  CHECK(four.why.find("1/200 ≤ 1/200") != std::string::npos);
  const Answer five = ask("difference-majority tau=5");
  REQUIRE(five.witness);
  CHECK(five.witness->sides == Sides{ratio(39, 8000), ratio(1, 250)});
  const Answer eight = ask("difference reads=dependent tau=8");
  REQUIRE(eight.witness);
  CHECK(eight.witness->sides == Sides{ratio(9, 3200), ratio(1, 400)});
}

TEST_CASE("The second line of the proof of Difference is decided in its factors") {
  CHECK(truth_of("difference-line") == Truth::yes);
  CHECK(truth_of("difference-line gradient=3/2 M=3 noise=3") == Truth::yes);
  CHECK(truth_of("difference-line gradient=1 M=1 noise=1") == Truth::no);
  CHECK(truth_of("difference-line gradient=1 M=1 noise=1 reads=consistent") == Truth::yes);
  CHECK(truth_of("difference-line noise-tau=0") == Truth::no);
  CHECK(truth_of("difference-line reads=dependent") == Truth::no);
  CHECK(truth_of("difference-line reads=dependent gradient=1 M=1 M-tau=1 noise=1 noise-tau=2") == Truth::yes);
  CHECK(truth_of("difference-sure") == Truth::yes);
  CHECK(truth_of("difference-sure J-power=0") == Truth::no);
  CHECK(truth_of("difference-sure factor=1/2") == Truth::no);
}
