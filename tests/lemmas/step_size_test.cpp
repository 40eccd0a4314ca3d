// Tests of lemmas/step_size.hpp: the critical step size and what follows from it.
#include "lemmas/step_size.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

rc::Gen<Constants> constants() {
  return rc::gen::map(rc::gen::pair(draw::any_step_size(), rc::gen::arbitrary<bool>()), [](const std::pair<Exact, bool>& c) {
    return Constants{.L = c.first, .M = c.second ? c.first * c.first : Exact(0), .sigma2 = 1, .f_lower = {}};
  });
}

}  // namespace

TEST_CASE("The critical step size is 1/(10L(M+τ)) with τ at least 1") {
  property("γ_crit·10L(M+τ) = 1, and γ_crit(0) = γ_crit(1)", [] {
    const Constants c = *constants();
    const auto tau = *draw::count(0, 100).as("τ");
    RC_ASSERT(critical_step_size(c, tau) * 10 * c.L * (c.M + std::max<std::size_t>(tau, 1)) == 1);
    RC_ASSERT(critical_step_size(c, 0) == critical_step_size(c, 1));
    RC_ASSERT(critical_step_size(c, tau + 2) < critical_step_size(c, tau));
    const auto proof = step_size(critical_step_size(c, tau), c, tau);
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(proof[0].slack() == 0);
  });
  CHECK(critical_step_size({.L = 2, .M = 3, .sigma2 = 0, .f_lower = {}}, 4) == ratio(1, 140));
}

TEST_CASE("A step size one part above the critical one is vacuous, not holds") {
  property("one part in 10⁶, and one in 10³⁰⁰", [] {
    const Constants c = *constants();
    const auto tau = *draw::count(0, 20).as("τ");
    for (const char* part : {"1e-6", "1e-300"}) {
      const Exact gamma = critical_step_size(c, tau) * (1 + *parse_exact(part));
      RC_ASSERT(step_size(gamma, c, tau).outcome() == Outcome::vacuous);
      RC_ASSERT(step_size(gamma, c, tau)[0].holds == Truth::no);
    }
  });
}

TEST_CASE("With τ = 0 counted as 0 the critical step size would not do for Decrease") {
  const Constants c = {.L = 1, .M = 1, .sigma2 = 0, .f_lower = {}};
  const Exact printed = 1 / (c.L * c.M);  // 1/(10L(M+τ)), τ = 0, and without its factor 10
  CHECK(step_size_for_decrease(critical_step_size(c, 0), c).met == Truth::yes);
  CHECK(step_size_for_decrease(printed, c).met == Truth::no);
}

TEST_CASE("Below the critical step size Decrease has a factor 5 to spare") {
  property("5γ_crit(1) = 1/(2L(M+1))", [] {
    const Constants c = *constants();
    const auto tau = *draw::count(0, 20).as("τ");
    const Exact gamma = *draw::step_size_up_to(critical_step_size(c, tau)).as("γ");
    RC_ASSERT(critical(gamma, c, tau).met == Truth::yes);
    RC_ASSERT(step_size_for_decrease(gamma, c).met == Truth::yes);
    RC_ASSERT(step_size_for_decrease(5 * gamma, c).met == Truth::yes);
    const Exact largest = 5 * critical_step_size(c, 1);
    RC_ASSERT(2 * c.L * (c.M + 1) * largest == 1);
    RC_ASSERT(step_size_for_decrease(largest * (1 + *parse_exact("1e-300")), c).met == Truth::no);
  });
}

TEST_CASE("A step size that is not positive meets no hypothesis") {
  const Constants c = {.L = 1, .M = 0, .sigma2 = 0, .f_lower = {}};
  for (const Exact& gamma : {Exact(0), ratio(-1, 1000)}) {
    CAPTURE(gamma);
    CHECK(positive(gamma) == Truth::no);
    CHECK(critical(gamma, c, 1).met == Truth::no);
    CHECK(step_size_for_decrease(gamma, c).met == Truth::no);
    CHECK(step_size(gamma, c, 1).outcome() == Outcome::vacuous);
  }
}

TEST_CASE("Without smoothness there is no critical step size, and the refusal names L") {
  CHECK_THROWS_WITH(critical_step_size({.L = 0, .M = 0, .sigma2 = 0, .f_lower = {}}, 1), Catch::Matchers::ContainsSubstring("L = 0"));
  CHECK_THROWS_WITH(critical_step_size({.L = ratio(-1, 2), .M = 0, .sigma2 = 0, .f_lower = {}}, 1),
                    Catch::Matchers::ContainsSubstring("L = -1/2"));
}
