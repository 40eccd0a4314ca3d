// Tests of the mutants of Decrease. The constants at which it turns are those of the characterisation, one step on either side.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

TEST_CASE("Decrease turns from true to false between 9/20 and 23/50, 5/14 and 1/3, 1/2 and 49/100") {
  CHECK(truth_of("decrease") == Truth::yes);
  CHECK(truth_of("decrease c=9/20") == Truth::yes);
  CHECK(truth_of("decrease c=23/50") == Truth::no);
  CHECK(truth_of("decrease c=451/1000") == Truth::no);
  CHECK(truth_of("decrease d=5/14") == Truth::yes);
  CHECK(truth_of("decrease d=1/3") == Truth::no);
  CHECK(truth_of("decrease e=49/100") == Truth::no);
  CHECK(truth_of("decrease kappa=2") == Truth::yes);
  CHECK(truth_of("decrease kappa=19/10") == Truth::no);
  CHECK(truth_of("decrease kappa=2 range=M") == Truth::yes);
  CHECK(truth_of("decrease c=-1 d=-1/100") == Truth::no);
  CHECK(truth_of("decrease c=-100 d=0") == Truth::no);
}

TEST_CASE("A mutant of Decrease is false with the numbers of its witness") {
  const Answer half = ask("decrease c=1/2");
  REQUIRE(half.witness);
  CHECK(half.witness->sides == Sides{ratio(1, 200), 0});
  const Answer noise = ask("decrease e=1/4");
  REQUIRE(noise.witness);
  CHECK(noise.witness->sides == Sides{ratio(1, 200), ratio(1, 400)});
  const Answer labels = ask("decrease labels=at-write");
  REQUIRE(labels.witness);
  CHECK(labels.witness->sides == Sides{ratio(133, 3200), ratio(111, 3200)});
  const Answer reshuffled = ask("decrease samples=without-replacement");
  REQUIRE(reshuffled.witness);
  CHECK(reshuffled.witness->sides == Sides{ratio(-1, 20000), ratio(-1, 4000)});
}

TEST_CASE("Each hypothesis of Decrease is needed, and any masks will do") {
  for (const std::string dropped :
       {"labels=at-write", "samples=without-replacement", "iterates=real", "noise=virtual", "smooth=no", "least-tau=0", "range=every"}) {
    CAPTURE(dropped);
    CHECK(truth_of("decrease " + dropped) == Truth::no);
  }
  CHECK(truth_of("decrease reads=dependent") == Truth::yes);
  CHECK(truth_of("decrease labels=before-read") == Truth::unknown);
}

TEST_CASE("Decrease may lose the virtual gradient as well, and holds for every step size with its exact factor") {
  CHECK(truth_of("decrease virtual=1/2 range=M kappa=2") == Truth::yes);
  CHECK(truth_of("decrease virtual=51/100 range=M kappa=2") == Truth::no);
  CHECK(truth_of("decrease c=1/2 virtual=1/2 square=1/2 range=every") == Truth::yes);
  CHECK(truth_of("decrease c=1/2 virtual=1/2 square=49/100 range=every") == Truth::no);
  CHECK(truth_of("decrease c=51/100 virtual=1/2 square=1/2 range=every") == Truth::no);
}

TEST_CASE("An L that is lost or halved is found by its units") {
  CHECK(truth_of("decrease noise-L=0") == Truth::no);
  CHECK(truth_of("decrease noise-L=2") == Truth::no);
  CHECK(truth_of("decrease noise-gamma=3") == Truth::no);
  CHECK(truth_of("decrease noise-gamma=1 noise-L=0") == Truth::yes);
  CHECK(truth_of("decrease noise-gamma=1 noise-L=0 e=1/20") == Truth::yes);
  CHECK(truth_of("decrease noise-gamma=1 noise-L=0 e=1/21") == Truth::no);
  CHECK(truth_of("decrease difference-L=1") == Truth::no);
  CHECK(truth_of("decrease difference-gamma=0 difference-L=1") == Truth::yes);
  CHECK(truth_of("decrease difference-gamma=0 difference-L=1 d=1/28") == Truth::yes);
  CHECK(truth_of("decrease difference-gamma=0 difference-L=1 d=1/29") == Truth::no);
  CHECK(truth_of("decrease L=1/2") == Truth::no);
  CHECK(truth_of("decrease L=2") == Truth::yes);
}

TEST_CASE("Every Decrease is decided, and as its characterisation says") {
  property("e ≥ 1/2, d > 0, 1−c−a/2 > 0 and d(1−c−a/2) ≥ 1/4 at a = 1/κ",
           [] {
             const auto hundredths = [](int least, int most) {
               return rc::gen::map(rc::gen::inRange(least, most), [](int k) { return ratio(k, 100); });
             };
             const Exact c = *hundredths(-20, 80), d = *hundredths(0, 120), e = *hundredths(40, 60), kappa = *hundredths(50, 2000);
             const Exact slack = 1 - c - 1 / (2 * kappa);
             const bool valid = e >= ratio(1, 2) && d > 0 && slack > 0 && d * slack >= ratio(1, 4);
             const auto question =
                 "decrease c=" + to_string(c) + " d=" + to_string(d) + " e=" + to_string(e) + " kappa=" + to_string(kappa);
             RC_ASSERT(truth_of(question) == truth(valid));
           },
           {.cases = 300});
}

TEST_CASE("Parameters that do not exist are refused by name, and what would be right is said") {
  const auto message = [](const std::string& question) -> std::string {
    try {
      ask(question);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK(message("increase").find("decrease") != std::string::npos);
  CHECK(message("decrease g=1").find("'g'; there are c, d, e, kappa") != std::string::npos);
  CHECK(message("decrease c").find("'c' is not name=value") != std::string::npos);
  CHECK(message("decrease c=1/0") == "decrease: c='1/0'; right would be a rational like 1/4");
  CHECK(message("decrease c=") == "decrease: c=''; right would be a rational like 1/4");
  CHECK(message("decrease kappa=0") == "decrease: kappa='0'; right would be a rational above 0 like 10");
  CHECK(message("decrease range=all") == "decrease: range='all'; right would be tau, M, every");
  CHECK(message("decrease c=1 c=2").find("second time") != std::string::npos);
  CHECK(message("decrease noise-L=1/2").find("whole number") != std::string::npos);
}
