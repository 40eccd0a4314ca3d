#include "algorithms/verify/bounds.hpp"

#include "lemmas/step_size.hpp"
#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

const Bound& named(const std::vector<Bound>& bounds, std::string_view name) {
  for (const Bound& b : bounds)
    if (b.name == name) return b;
  throw std::out_of_range("no bound " + std::string(name));
}

}  // namespace

TEST_CASE("The bounds of Theorem 6.3 are 50LF₀(M+τ)/T + 10√(LF₀σ²/T), and 5F₀/(γT) + 5γLσ² at a γ that it admits") {
  const Constants c{.L = 2, .M = 1, .sigma2 = 8, .f_lower = 0};
  const auto all = bounds(c, Exact(1), {.gamma = ratio(1, 80), .tau = 3, .tau_declared = 3, .T = 100});
  const Bound& slide = named(all, "Theorem 6.3, realised τ");
  CHECK(slide.constants == "50, 10");
  CHECK(*slide.tuned == Approx(50. * 2 * 4 / 100 + 10 * std::sqrt(16. / 100)));
  CHECK(*slide.here == Approx(5. * 80 / 100 + 5. / 80 * 16));
  CHECK_FALSE(named(bounds(c, Exact(1), {.gamma = ratio(1, 79), .tau = 3, .tau_declared = 3, .T = 100}), "Theorem 6.3, realised τ").here);
}

TEST_CASE("A bound whose constants are not published has no number") {
  const auto all = bounds({.L = 1, .M = 0, .sigma2 = 1, .f_lower = 0}, Exact(1),
                          {.gamma = ratio(1, 40), .tau = 3, .tau_declared = 4, .T = 9, .average_staleness = 2, .workers = 4});
  std::size_t without = 0;
  for (const Bound& b : all)
    if (b.constants.starts_with("O(")) {
      ++without;
      CHECK_FALSE(b.here);
      CHECK_FALSE(b.tuned);
    }
  CHECK(without == 2);
  CHECK(bounds({.L = 1, .M = 0, .sigma2 = 1, .f_lower = {}}, std::nullopt, {}).empty());
}

TEST_CASE("What the constants promise holds, and quiz II has variance 1 and 0") {
  const ProblemSpec spec{.name = "quiz"};
  const Problem problem = make_problem(spec);
  const Vector<double> x0 = Vector<double>::Ones(1);
  const Verdicts verdicts = of_the_constants(problem, spec, x0, {.gamma = ratio(1, 80), .tau = 8, .tau_declared = 8, .T = 80, .batch = 8});
  std::size_t quiz_lines = 0;
  for (const Row& r : verdicts.rows()) {
    CAPTURE(r.claim->id, r.line);
    CHECK(r.outcome == Outcome::holds);
    quiz_lines += r.claim == &claims::A4;
  }
  CHECK(quiz_lines == 2);
  for (const Claim* claim : {&claims::A5, &claims::A9, &claims::A10, &claims::A10a, &claims::A10b, &claims::A11, &claims::A25a})
    CHECK(std::any_of(verdicts.rows().begin(), verdicts.rows().end(), [&](const Row& r) { return r.claim == claim; }));
}

}  // namespace lemmata
