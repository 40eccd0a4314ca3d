// Tests of lemmas/difference.hpp in full expectation. The expectations are averages over all paths (tests/lemmas/every_path.hpp).
#include "lemmas/difference.hpp"

#include "lemmas/averaged_gradient.hpp"
#include "lemmas/expectation/over_paths.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// A drawn instance: a quadratic problem, a fixed schedule, a step size up to `share` times the critical one.
struct Instance {
  ExactProblem problem;
  Schedule schedule;
  std::size_t tau;
  Exact gamma;
  Expectations<Exact> E;
};
Instance instance(const Exact& share = 1, bool consistent = false) {
  const ExactProblem problem = *draw::quadratic().as("problem");
  const std::size_t T = horizon(problem.n(), 130, 6), d = problem.dimension();
  const Schedule schedule = consistent ? *draw::consistent_schedule(T, d).as("schedule") : *draw::schedule(T, d).as("schedule");
  const std::size_t tau = schedule.tau() + *draw::count(0, 1).as("τ beyond the realised one");
  const Exact gamma = *draw::step_size_up_to(share * critical_step_size(problem.constants(), tau)).as("γ");
  return {problem, schedule, tau, gamma, average(problem, gamma, *draw::point(d).as("x₀"), schedule)};
}

/// Read t misses the updates k of the window {0, …, t−1} for which `late(samples, k)`; samples 0 and 1 are ξ = +1 and −1.
template <class Late>
Schedule dependent(const Samples& samples, const Late& late) {
  std::vector<std::vector<Missing>> missing(samples.size());
  for (std::size_t t = 0; t < samples.size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      if (late(samples, t, k)) missing[t].push_back({k});
  return Schedule(1, std::move(missing));
}
Schedule slow_iff_plus(const Samples& samples) {
  return dependent(samples, [](const Samples& s, std::size_t, std::size_t k) { return s[k] == 0; });
}
Schedule majority_late(const Samples& samples) {
  return dependent(samples, [](const Samples& s, std::size_t t, std::size_t k) {
    const auto plus = 2 * std::count(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(t), 0u);
    return (plus >= static_cast<std::ptrdiff_t>(t)) == (s[k] == 0);
  });
}

/// E‖xₜ−x̃ₜ‖² at t = τ, for f = 0, ξ = ±1, γ = γ_crit(τ), and the lemma's last line there.
struct AtTau {
  Exact left, right;
  Truth holds;
};
AtTau coin_at(std::size_t tau, Schedule (*rule)(const Samples&)) {
  const Exact gamma = critical_step_size(coin().constants(), tau);
  const auto E = average(coin(), gamma, vector({0}), every_path(2, tau + 1), rule);
  const auto proof = difference(E, Schedule::constant_delay(tau + 1, 1, tau), coin().constants(), gamma, tau, tau);
  const auto& last = proof[proof.size() - 1];
  return {last.left, last.right, last.holds};
}

/// Some line that claims this is false.
bool refuted(const Proof<Exact>& proof, const Claim& claim) {
  return std::any_of(proof.begin(), proof.end(), [&](const auto& step) { return step.claim == &claim && step.holds == Truth::no; });
}

}  // namespace

TEST_CASE("Difference holds in full expectation for every fixed schedule") {
  property("γ ≤ γ_crit(τ), any masks", [] {
    const Instance i = instance();
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      RC_ASSERT(objections(difference(i.E, i.schedule, i.problem.constants(), i.gamma, i.tau, t)) == "");
  });
}

TEST_CASE("Every line of Difference holds on its own in expectation") {
  property("any γ: only the lines that rest on γ ≤ γ_crit may fail, and are vacuous then", [] {
    const Instance i = instance(20);
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      for (const auto& step : difference(i.E, i.schedule, i.problem.constants(), i.gamma, i.tau, t)) {
        RC_ASSERT(step.outcome() != Outcome::violated);
        if (step.given == Truth::yes) RC_ASSERT(step.holds == Truth::yes);
      }
  });
  property("a τ smaller than the realised one is vacuous from |J| ≤ τ on, not before", [] {
    const auto tau = *draw::count(2, 4).as("τ");
    const auto schedule = Schedule::constant_delay(6, 1, tau);
    const Exact gamma = critical_step_size(quiz().constants(), tau);
    const auto proof = difference(average(quiz(), gamma, vector({1}), schedule), schedule, quiz().constants(), gamma, tau - 1, 5);
    RC_ASSERT(proof[0].outcome() == Outcome::holds);
    RC_ASSERT(proof[1].outcome() == Outcome::holds);
    for (std::size_t s = 2; s < proof.size(); ++s) RC_ASSERT(proof[s].outcome() == Outcome::vacuous);
  });
  SECTION("the aligned instance: half of the bound, at every τ") {
    for (const std::size_t tau : {1u, 2u, 3u, 7u}) {
      const Exact gamma = critical_step_size(noiseless().constants(), tau);
      const auto schedule = Schedule::blocks(tau + 1, 1, tau + 1);
      const auto proof = difference(average(noiseless(), gamma, vector({1}), schedule), schedule, noiseless().constants(), gamma, tau, tau);
      const auto& last = proof[proof.size() - 1];
      CHECK(last.left == ratio(1, 100));
      CHECK(last.right == ratio(1, 50));
    }
  }
}

TEST_CASE("The expectations that the lemmas are asked with are those over all paths") {
  property("two routes, one number", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const std::size_t T = problem.quadratic() ? horizon(problem.n(), 70, 5) : horizon(problem.n(), 9, 3), d = problem.dimension();
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    const Exact gamma = *draw::step_size_up_to(critical_step_size(problem.constants(), schedule.tau())).as("γ");
    const Vector<Exact> x0 = *draw::direction(d).as("x₀");
    RC_ASSERT(over_paths<Exact>(problem, gamma, x0, schedule) == average(problem, gamma, x0, schedule));
  }, {.cases = 50});
}

TEST_CASE("Difference over intervals contains Difference over rationals") {
  property("every line", [] {
    const Instance i = instance(2);
    const auto E = enclosed<Enclosure>(i.E);
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      RC_ASSERT(disagreement(difference(E, i.schedule, i.problem.constants(), i.gamma, i.tau, t),
                             difference(i.E, i.schedule, i.problem.constants(), i.gamma, i.tau, t)) == "");
  });
}

TEST_CASE("Difference is refuted when the schedule depends on the noise: 9/3200 > 1/400") {
  SECTION("slow if and only if the noise is +1, τ = 8") {
    const auto at = coin_at(8, slow_iff_plus);
    CHECK(at.left == ratio(9, 3200));
    CHECK(at.right == ratio(1, 400));
    CHECK(at.holds == Truth::no);
    CHECK(coin_at(7, slow_iff_plus).holds == Truth::yes);
  }
  SECTION("the majority sign is late: refuted at τ = 5, equality at τ = 4") {
    const auto at = coin_at(5, majority_late);
    CHECK(at.left == ratio(39, 8000));
    CHECK(at.right == ratio(1, 250));
    CHECK(at.holds == Truth::no);
    CHECK(coin_at(4, majority_late).left == ratio(1, 200));
    CHECK(coin_at(4, majority_late).right == ratio(1, 200));
  }
  SECTION("P(+1) = 5/12, values 1 and −5/7: refuted at τ = 7") {
    const std::size_t tau = 7;
    const Exact gamma = ratio(1, 70), sigma2 = ratio(5, 7);
    Exact E = 0;  // of (number of late updates)²
    for (const Samples& path : every_path(2, tau)) {
      Exact probability = 1;
      for (const std::size_t i : path) probability *= i == 0 ? ratio(5, 12) : ratio(7, 12);
      E += probability * square(Exact(std::count(path.begin(), path.end(), 0u)));
    }
    CHECK(gamma * gamma * E == ratio(1, 480));
    CHECK(gamma / 5 * sigma2 == ratio(1, 490));
  }
}

TEST_CASE("A schedule that is not known to be oblivious makes Difference undecided, one that is not makes it vacuous") {
  const auto schedule = Schedule::constant_delay(3, 1, 2);
  const auto E = average(quiz(), ratio(1, 20), vector({1}), schedule);
  const auto ask = [&](Truth oblivious) {
    return difference(E, schedule, quiz().constants(), ratio(1, 20), 2, 2, {"oblivious schedule", oblivious}).outcome();
  };
  CHECK(ask(Truth::yes) == Outcome::holds);
  CHECK(ask(Truth::unknown) == Outcome::undecided);
  CHECK(ask(Truth::no) == Outcome::vacuous);
}

TEST_CASE("The noises of missing updates do not add up when workers share a seed or delay one sign") {
  SECTION("one seed: E‖Σξ‖² = τ², τ = 3") {
    const auto schedule = Schedule::constant_delay(4, 1, 3);
    const Exact gamma = ratio(1, 30);
    const auto E = average(coin(), gamma, vector({0}), {{0, 0, 0, 0}, {1, 1, 1, 1}}, [&](const Samples&) { return schedule; });
    const auto proof = difference(E, schedule, coin().constants(), gamma, 3, 3);
    CHECK(line(proof, claims::A22d).holds == Truth::no);
    CHECK(line(proof, claims::A22d).left == 9);
    CHECK(line(proof, claims::A22d).right == 3);
    CHECK(proof[proof.size() - 1].left == ratio(1, 100));
    CHECK(proof[proof.size() - 1].right == ratio(1, 150));
  }
  SECTION("one sign is late") {
    const auto E = average(coin(), ratio(1, 80), vector({0}), every_path(2, 9), slow_iff_plus);
    const auto step = line(difference(E, Schedule::constant_delay(9, 1, 8), coin().constants(), ratio(1, 80), 8, 8), claims::A22d);
    CHECK(step.holds == Truth::no);
    CHECK(step.left == 18);  // τ(τ+1)/4
    CHECK(step.right == 4);  // half of them are late
  }
}

TEST_CASE("The noise of the window is refuted with τ−1 in place of τ") {
  const auto schedule = Schedule::constant_delay(4, 1, 3);
  const Exact gamma = critical_step_size(coin().constants(), 3);
  const auto E = average(coin(), gamma, vector({0}), schedule);
  CHECK(line(difference(E, schedule, coin().constants(), gamma, 3, 3), claims::A22e).slack() == 0);
  const auto step = line(difference(E, schedule, coin().constants(), gamma, 2, 3), claims::A22e);
  CHECK(step.holds == Truth::no);
  CHECK(step.left == 3);
  CHECK(step.right == 2);
}

TEST_CASE("The step-size line of Difference is refuted above the critical step size") {
  const auto schedule = Schedule::blocks(3, 1, 3);
  SECTION("γ = 1/(5L(M+τ)): 1/25 > 1/50") {
    const auto E = average(noiseless(), ratio(1, 10), vector({1}), schedule);
    const auto proof = difference(E, schedule, noiseless().constants(), ratio(1, 10), 2, 2);
    const auto& last = proof[proof.size() - 1];
    CHECK(refuted(proof, claims::A22f));
    CHECK(last.outcome() == Outcome::vacuous);
    CHECK(last.left == ratio(1, 25));
    CHECK(last.right == ratio(1, 50));
  }
  SECTION("γ = 1/(10Lτ), M = 9 forgotten: 11/200 > 1/50") {
    const ExactProblem problem = noisy_quadratic(1, 3, 0);
    const auto proof = difference(average(problem, ratio(1, 20), vector({1}), schedule), schedule, problem.constants(), ratio(1, 20), 2, 2);
    const auto& last = proof[proof.size() - 1];
    CHECK(refuted(proof, claims::A22f));
    CHECK(last.outcome() == Outcome::vacuous);
    CHECK(last.left == ratio(11, 200));
    CHECK(last.right == ratio(1, 50));
  }
}

TEST_CASE("Difference is refuted with a quarter of either constant") {
  const auto schedule = Schedule::blocks(3, 1, 3);
  const Exact gamma = ratio(1, 20);
  CHECK(average(noiseless(), gamma, vector({1}), schedule).difference[2] == ratio(1, 100));  // 1/(200τ)·2 = 1/200
  CHECK(average(quiz(), gamma, vector({0}), schedule).difference[2] == ratio(1, 200));       // γ/20 = 1/400, and E‖∇f‖² = 0
}

TEST_CASE("Consistent reads halve both constants of Difference") {
  property("whole updates, arriving in any order, for all readers at once", [] {
    const Instance i = instance(1, true);
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      RC_ASSERT(objections(difference_of_consistent_reads(i.E, i.schedule, i.problem.constants(), i.gamma, i.tau, t)) == "");
  });
  SECTION("with equality when all read x₀: gradients only, noise only") {
    const auto schedule = Schedule::blocks(3, 1, 3);
    for (const auto& [problem, x0] : {std::pair(noiseless(), 1), std::pair(quiz(), 0)}) {
      const auto E = average(problem, ratio(1, 20), vector({x0}), schedule);
      CHECK(difference_of_consistent_reads(E, schedule, problem.constants(), ratio(1, 20), 2, 2)[1].slack() == 0);
    }
  }
}

TEST_CASE("The halved constants are refuted by a slow reader: 841/160000 > 401/80000") {
  const ExactProblem concave = additive_noise(matrix({{-1}}), {vector({1})});
  const auto schedule = Schedule::slow_reader(3, 1, 2);
  const auto E = average(concave, ratio(1, 20), vector({0}), schedule);
  const auto proof = difference_of_consistent_reads(E, schedule, concave.constants(), ratio(1, 20), 2, 2);
  CHECK(proof[1].holds == Truth::no);
  CHECK(proof[1].outcome() == Outcome::vacuous);
  CHECK(proof[1].left == ratio(841, 160000));
  CHECK(proof[1].right == ratio(401, 80000));
  CHECK(difference(E, schedule, concave.constants(), ratio(1, 20), 2, 2).outcome() == Outcome::holds);
}

TEST_CASE("Missing gradients and missing noise are orthogonal under consistent reads") {
  property("for every γ", [] {
    const Instance i = instance(100, true);
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      RC_ASSERT(difference_of_consistent_reads(i.E, i.schedule, i.problem.constants(), i.gamma, i.tau, t)[0].outcome() == Outcome::holds);
  });
}

namespace {

/// f = −x₁x₂ with noise ±(1/20, 1), x₀ = 0: read 1 has seen coordinate 1 of g₀, read 2 nothing more. By coordinate that is consistent.
struct ByCoordinate {
  ExactProblem problem = additive_noise(matrix({{0, -1}, {-1, 0}}), {vector({ratio(1, 20), 1})});
  Schedule schedule{2, {{}, {{0, {false, true}}}, {{0, {false, true}}, {1}}}};
  Exact gamma = ratio(1, 20);
  Expectations<Exact> E = average(problem, gamma, vector({0, 0}), schedule);
};

}  // namespace

TEST_CASE("Missing gradients and missing noise are not orthogonal for reads consistent by coordinate only") {
  const ByCoordinate i;
  CHECK(i.schedule.consistent());
  const auto proof = difference_of_consistent_reads(i.E, i.schedule, i.problem.constants(), i.gamma, 2, 2);
  CHECK(proof[0].holds == Truth::no);
  CHECK(proof[0].outcome() == Outcome::vacuous);
  CHECK(proof[0].left - proof[0].right == 2 * ratio(1, 20) * ratio(1, 20) * i.gamma * i.gamma);  // 2γ²E⟨G₁, D₀ξ₀⟩ = 2γ²·γ/20
}

TEST_CASE("Coordinate writes keep all constants of Difference and of the main inequality") {
  property("any masks by coordinate, d = 2 and 3", [] {
    const auto d = *draw::count(2, 3).as("d");
    const auto [problem, constants] = *rc::gen::suchThat(draw::bounded_problem(), [d](const auto& p) {
      return p.first.dimension() == d && p.first.quadratic();
    }).as("problem");
    const std::size_t T = horizon(problem.n(), 130, 6);
    const auto mask = rc::gen::container<std::vector<bool>>(d, rc::gen::arbitrary<bool>());
    const auto masks = *rc::gen::container<std::vector<std::vector<bool>>>(T * T, mask).as("masks");
    std::vector<std::vector<Missing>> missing(T);
    for (std::size_t t = 0; t < T; ++t)
      for (std::size_t k = 0; k < t; ++k)
        if (const auto& D = masks[t * T + k]; std::count(D.begin(), D.end(), true) > 0) missing[t].push_back({k, D});
    const Schedule schedule(d, std::move(missing));
    const Exact gamma = *draw::step_size_up_to(critical_step_size(constants, schedule.tau())).as("γ");
    const auto E = average(problem, gamma, *draw::direction(d).as("x₀"), schedule);
    for (std::size_t t = 0; t < T; ++t) RC_ASSERT(objections(difference(E, schedule, constants, gamma, schedule.tau(), t)) == "");
    RC_ASSERT(objections(averaged_gradient(E, schedule, constants, gamma, schedule.tau())) == "");
  });
}

TEST_CASE("Coordinate writes do not keep the halved constants") {
  const ByCoordinate i;
  const auto proof = difference_of_consistent_reads(i.E, i.schedule, i.problem.constants(), i.gamma, 2, 2);
  CHECK(proof[1].holds == Truth::no);
  CHECK(proof[1].left > proof[1].right);
  CHECK(difference(i.E, i.schedule, i.problem.constants(), i.gamma, 2, 2).outcome() == Outcome::holds);
}

TEST_CASE("Difference under any schedule holds even when the schedule depends on the noise") {
  property("any γ, masks that are any function of the past samples", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const std::size_t T = horizon(problem.n(), 70, 5), d = problem.dimension(), tau = *draw::count(1, 4).as("τ");
    const auto salt = *rc::gen::inRange<std::size_t>(0, 1000).as("salt");
    const auto rule = [&](const Samples& samples) {
      std::vector<std::vector<Missing>> missing(T);
      std::size_t hash = salt;
      for (std::size_t t = 0; t < T; ++t) {
        for (std::size_t k = t - std::min(t, tau); k < t; ++k) {
          std::vector<bool> mask(d);
          for (std::size_t c = 0; c < d; ++c) mask[c] = (hash >> (3 * k + c)) % 3 == 0;
          if (std::count(mask.begin(), mask.end(), true) > 0) missing[t].push_back({k, mask});
        }
        hash = (hash + samples[t] + 1) * 2654435761u;
      }
      return Schedule(d, std::move(missing));
    };
    const Exact gamma = *draw::step_size_up_to(3 * critical_step_size(problem.constants(), tau)).as("γ");
    const auto E = average(problem, gamma, *draw::point(d).as("x₀"), every_path(problem.n(), T), rule);
    for (std::size_t t = 0; t < T; ++t)
      RC_ASSERT(difference_under_any_schedule(E, problem.constants(), gamma, tau, t).outcome() == Outcome::holds);
  });
}

TEST_CASE("Difference under any schedule is refuted with τ in place of τ²") {
  const Exact gamma = ratio(1, 80);
  const auto E = average(coin(), gamma, vector({0}), every_path(2, 9), slow_iff_plus);
  CHECK(difference_under_any_schedule(E, coin().constants(), gamma, 8, 8).outcome() == Outcome::holds);
  CHECK(E.difference[8] == ratio(9, 3200));
  CHECK(E.difference[8] > gamma * gamma * 8);
}
