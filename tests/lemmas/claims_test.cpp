// Tests of lemmas/claims.hpp. That every test, twin and routine in it exists is asked by tests/registry.sh, over all programs.
#include "lemmas/claims.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "lemmas/batch_variance.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/difference.hpp"
#include "lemmas/elementary.hpp"
#include "lemmas/virtual_iterate.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

namespace {

/// The claims of the lines of each routine's proof, by the name that the registry has for the routine.
std::map<std::string, std::set<const Claim*>> produced() {
  const ExactProblem problem = quiz();
  const Constants& c = problem.constants();
  const Exact gamma = ratio(1, 10);
  const Vector<Exact> x = vector({1});
  const std::vector<Vector<Exact>> xi = {vector({1}), vector({-1})};
  const auto at = moment<Exact>(problem, gamma, x, x);
  const Run run{.gamma = gamma,
                .x0 = Vector<double>::Zero(1),
                .x = Matrix<double>::Zero(1, 1),
                .update = Matrix<double>::Zero(1, 1),
                .sample = {0},
                .schedule = Schedule::blocks(1, 1, 1)};
  const Vector<Exact> zero = vector({0});

  std::map<std::string, std::set<const Claim*>> claims;
  const auto add = [&](const std::string& routine, const Proof<Exact>& proof) {
    for (const auto& step : proof) claims[routine].insert(step.claim);
  };
  add("lemmas/assumptions.hpp: variance_assumption", variance_assumption(at, c));
  add("lemmas/assumptions.hpp: unbiasedness", unbiasedness(problem, x));
  add("lemmas/batch_variance.hpp: batch_variance", batch_variance<Exact>(xi, 2, Sampling::with_replacement, 1));
  add("lemmas/decrease.hpp: decrease", decrease(at, c, gamma));
  add("lemmas/decrease.hpp: decrease_for_every_step_size", decrease_for_every_step_size(at, c, gamma));
  add("lemmas/difference.hpp: difference_sure_lines", difference_sure_lines<Exact>(gamma, gamma * x, {{x}, {x}, 1}, 1, norm2(x)));
  add("lemmas/elementary.hpp: young", young(x, x));
  add("lemmas/elementary.hpp: square_of_sum", square_of_sum(x, x));
  add("lemmas/elementary.hpp: jensen", jensen<Exact>(xi));
  add("lemmas/elementary.hpp: independent_noise", independent_noise<Exact>(std::vector{xi, xi}));
  add("lemmas/step_size.hpp: critical_step_size", step_size(gamma, c, 1));
  add("lemmas/virtual_iterate.hpp: missing_updates", read_identity(run, 0, zero, zero));
  add("lemmas/virtual_iterate.hpp: missing_updates", rounding_bound(run, 0, zero, zero));
  return claims;
}

}  // namespace

TEST_CASE("Every claim has an id of its own") {
  std::set<std::string_view> ids;
  for (const Claim* claim : claims::all) ids.insert(claim->id);
  CHECK(ids.size() == claims::all.size());
}

TEST_CASE("Every claim says what it claims, where the slide is, and what shows it true and false") {
  for (const Claim* claim : claims::all) {
    CAPTURE(claim->id);
    for (const auto field : {claim->id, claim->statement, claim->slide, claim->routine, claim->test, claim->twin, name(claim->kind)})
      CHECK_FALSE(field.empty());
    CHECK(claim->test != claim->twin);
  }
}

TEST_CASE("Every line of a proof has its claim in the registry") {
  for (const auto& [routine, lines] : produced())
    for (const Claim* claim : lines) {
      CAPTURE(routine, claim->id);
      CHECK(std::find(claims::all.begin(), claims::all.end(), claim) != claims::all.end());
    }
}

TEST_CASE("Every line of a proof is claimed of the routine that produces it") {
  for (const auto& [routine, lines] : produced())
    for (const Claim* claim : lines) {
      CAPTURE(routine, claim->id);
      CHECK(claim->routine == routine);
    }
}
