// Tests of the mutants of the main inequality.
#include "lemmas/delayed_rate.hpp"
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("The main inequality turns from true to false between 17/20 and 43/50 for consistent reads") {
  CHECK(truth_of("main reads=consistent alpha=17/20") == Truth::yes);
  CHECK(truth_of("main reads=consistent alpha=43/50") == Truth::no);
  CHECK(truth_of("main alpha=4/5") == Truth::yes);
  CHECK(truth_of("main alpha=9/10") == Truth::no);
  CHECK(truth_of("main alpha=21/25") == Truth::unknown);
}

TEST_CASE("Every rate of the table is proved by the engine as well") {
  for (const Rate& rate : rates()) {
    const auto& [kappa, alpha, beta] = rate.constants;
    CAPTURE(rate.name);
    CHECK(truth_of("main alpha=" + to_string(alpha) + " beta=" + to_string(beta) + " kappa=" + to_string(kappa) +
                   (rate.reads == Reads::consistent ? " reads=consistent" : "")) == Truth::yes);
  }
}

TEST_CASE("Mutants of the main inequality are decided") {
  for (const std::string right :
       {"", "alpha=6/25 beta=3/5", "alpha=1/5 beta=1/4 gap=1/4", "kappa=4 alpha=1/2", "average=1..T", "reads=dependent tau=14",
        "reads=dependent tau=<=14", "tau=3", "range=M tau=1", "alpha=0", "alpha=-1", "masks=coordinate"}) {
    CAPTURE(right);
    CHECK(truth_of("main " + right) == Truth::yes);
  }
  for (const std::string wrong : {"alpha=1", "gap=1/6", "beta=1/10", "kappa=1", "range=M", "range=no-M", "average=last", "sampling=biased",
                                  "reads=dependent", "reads=dependent tau=700", "alpha=2 average=1..T", "beta=0", "gap=0"}) {
    CAPTURE(wrong);
    CHECK(truth_of("main " + wrong) == Truth::no);
  }
}

TEST_CASE("The direct mini-batch inequality is decided completely") {
  CHECK(truth_of("minibatch-main") == Truth::yes);
  CHECK(truth_of("minibatch-main alpha=24/25") == Truth::no);
  CHECK(truth_of("minibatch-main beta=49/100") == Truth::no);
  CHECK(truth_of("minibatch-main alpha=1/2 beta=1/2 kappa=1") == Truth::yes);
  CHECK(truth_of("minibatch-main alpha=51/100 beta=1/2 kappa=1") == Truth::no);
  CHECK(truth_of("minibatch-main kappa=1/2 alpha=1/100") == Truth::no);
  CHECK(truth_of("minibatch-main alpha=1/2 beta=3/10") == Truth::yes);
}
