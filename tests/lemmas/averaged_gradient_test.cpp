// Tests of lemmas/averaged_gradient.hpp.
#include "lemmas/averaged_gradient.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

struct Instance {
  ExactProblem problem;
  Constants constants;
  Schedule schedule;
  std::size_t tau;
  Exact gamma;
  Expectations<Exact> E;
};
Instance instance(const Exact& share = 1) {
  const auto [problem, constants] = *draw::bounded_problem().as("problem");
  const std::size_t T = problem.quadratic() ? horizon(problem.n(), 130, 6) : horizon(problem.n(), 9, 3), d = problem.dimension();
  const Schedule schedule = *draw::schedule(T, d).as("schedule");
  const std::size_t tau = schedule.tau() + *draw::count(0, 1).as("τ beyond the realised one");
  const Exact gamma = *draw::step_size_up_to(share * critical_step_size(constants, tau)).as("γ");
  const Vector<Exact> x0 = problem.quadratic() ? *draw::point(d).as("x₀") : *draw::direction(d).as("x₀");
  return {problem, constants, schedule, tau, gamma, average(problem, gamma, x0, schedule)};
}

/// Nothing random: Lx²/2 from x₀ = 1 along a schedule.
Expectations<Exact> deterministic(const Exact& gamma, const Schedule& schedule) {
  return average(noiseless(), gamma, vector({1}), {Samples(schedule.size(), 0)}, [&](const Samples&) { return schedule; });
}

/// f = x²/2, ξ = ±1, x₀ = 0, where gradients with ξ = +1 arrive after T reads and the others at once: xₜ₊₁ = xₜ − γ(xₜ − 1) if ξ = −1,
/// else xₜ₊₁ = xₜ; x̃ₜ₊₁ = x̃ₜ − γ(xₜ ± 1). The second moments of (1, x, x̃), of any length.
Expectations<Exact> slow_iff_plus(std::size_t T, const Exact& gamma) {
  Exact x = 0, v = 0, xx = 0, xv = 0, vv = 0;  // E x, E x̃, E x², E xx̃, E x̃²
  const Exact r = 1 - gamma;
  Expectations<Exact> E;
  for (std::size_t t = 0; t < T; ++t) {
    E.gradient2.push_back(xx);
    E.noise2.push_back(1);
    E.difference.push_back(xx - 2 * xv + vv);
    E.f_virtual.push_back(vv / 2);
    const Exact seen = r * r * xx + 2 * r * gamma * x + gamma * gamma;  // E (rx + γ)²
    const Exact minus = r * xv - r * gamma * xx + r * gamma * x + gamma * v - gamma * gamma * x + gamma * gamma;  // (rx+γ)(x̃−γx+γ)
    const Exact plus = xv - gamma * xx - gamma * x;                                                               // x(x̃−γx−γ)
    vv = vv - 2 * gamma * xv + gamma * gamma * xx + gamma * gamma;
    xv = (minus + plus) / 2;
    xx = (seen + xx) / 2;
    v -= gamma * x;
    x = (r * x + gamma + x) / 2;
  }
  E.f_virtual.push_back(vv / 2);
  return E;
}

}  // namespace

TEST_CASE("The main inequality holds for every fixed schedule and every step size up to the critical one") {
  property("any problem that is bounded below, any masks", [] {
    const Instance i = instance();
    const auto proof = averaged_gradient(i.E, i.schedule, i.constants, i.gamma, i.tau);
    RC_ASSERT(line(proof, claims::MAIN).outcome() == Outcome::holds);
  });
}

TEST_CASE("Every line of Proof II holds on its own") {
  property("γ ≤ γ_crit(τ)", [] {
    const Instance i = instance();
    RC_ASSERT(objections(averaged_gradient(i.E, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
  property("beyond it nothing is violated, and only what rests on γ ≤ γ_crit is vacuous", [] {
    const Instance i = instance(30);
    for (const auto& step : averaged_gradient(i.E, i.schedule, i.constants, i.gamma, i.tau))
      RC_ASSERT(step.outcome() == Outcome::holds || step.given == Truth::no);
  });
  property("the lines over intervals contain those over rationals", [] {
    const Instance i = instance(3);
    const auto E = enclosed<Enclosure>(i.E);
    RC_ASSERT(disagreement(averaged_gradient(E, i.schedule, i.constants, i.gamma, i.tau),
                           averaged_gradient(i.E, i.schedule, i.constants, i.gamma, i.tau)) == "");
  });
}

TEST_CASE("Plugging Difference into Decrease holds at every iteration") {
  property("γ ≤ γ_crit(τ)", [] {
    const Instance i = instance();
    for (std::size_t t = 0; t < i.E.iterations(); ++t)
      RC_ASSERT(objections(decrease_with_difference(i.E, i.schedule, i.constants, i.gamma, i.tau, t)) == "");
  });
  SECTION("the scalars are equalities") {
    const auto schedule = Schedule::constant_delay(4, 1, 3);
    const Exact gamma = ratio(1, 30);
    const auto proof = decrease_with_difference(deterministic(gamma, schedule), schedule, noiseless().constants(), gamma, 3, 3);
    CHECK(proof[2].slack() == 0);
    CHECK(proof[3].slack() == 0);
  }
}

TEST_CASE("Plugging Difference into Decrease is refuted without dividing by γ") {
  const auto schedule = Schedule::constant_delay(1, 1, 0);
  const auto E = deterministic(ratio(1, 10), schedule);
  const auto step = line(decrease_with_difference(E, schedule, noiseless().constants(), ratio(1, 10), 1, 0), claims::A23a);
  CHECK(step.left == ratio(1, 4));
  CHECK(step.right == ratio(19, 20));                             // (f(x̃₀) − f(x̃₁))/γ
  CHECK(E.f_virtual[0] - E.f_virtual[1] == ratio(19, 200));       // < 1/4
}

TEST_CASE("The average over t is refuted with Δ/(γT) alone") {
  const auto schedule = Schedule::constant_delay(5, 1, 1);
  const Exact gamma = ratio(1, 10);
  const auto E = average(quiz(), gamma, vector({0}), schedule);  // from the minimum: Δ < 0 < Σ E‖∇f‖²
  const auto step = line(averaged_gradient(E, schedule, quiz().constants(), gamma, 1), claims::A23);
  CHECK(step.outcome() == Outcome::holds);
  CHECK(E.f_virtual[0] - E.f_virtual[5] < 0);
  CHECK(step.left > 0);
}

TEST_CASE("A lower bound above the infimum is refuted by the last virtual iterate") {
  Constants constants = noiseless().constants();
  constants.f_lower = ratio(1, 4);
  const auto schedule = Schedule::constant_delay(10, 1, 1);
  const auto step = line(averaged_gradient(deterministic(ratio(1, 10), schedule), schedule, constants, ratio(1, 10), 1), claims::A23b);
  CHECK(step.outcome() == Outcome::violated);
}

TEST_CASE("Each gradient appears min(τ,T−1−k) times, at most τ") {
  property("counted one by one", [] {
    const auto T = *draw::count(1, 40).as("T"), tau = *draw::count(0, 45).as("τ");
    const auto count = appearances(T, tau);
    for (std::size_t k = 0; k < T; ++k) RC_ASSERT(count[k] == std::min(tau, T - 1 - k));
  });
  CHECK(appearances(10, 3)[8] == 1);
  const auto coefficient = telescoped(3);
  CHECK(coefficient == std::vector<int>{1, 0, 0, -1});
}

TEST_CASE("Each gradient does not appear exactly τ times") {
  const auto count = appearances(20, 5);
  CHECK(count.front() == 5);
  CHECK(count.back() == 0);
}

TEST_CASE("The scalars of Proof II are refuted one notch tighter") {
  const auto schedule = Schedule::constant_delay(2, 1, 1);
  const auto proof = averaged_gradient(deterministic(ratio(1, 10), schedule), schedule, noiseless().constants(), ratio(1, 10), 1);
  CHECK(line(proof, claims::A23d).left == ratio(3, 5));
  CHECK(line(proof, claims::A23d).left > ratio(1, 2));
  CHECK(line(proof, claims::A23e).right == ratio(6, 25));
  CHECK(line(proof, claims::A23e).right < ratio(1, 4));
}

TEST_CASE("The main inequality is refuted when a schedule of delay 625 depends on the noise") {
  const std::size_t T = 625;
  const Exact gamma = ratio(1, 6250);
  const auto E = slow_iff_plus(T, gamma);
  std::vector<std::vector<Missing>> missing(T);  // a schedule that covers it
  for (std::size_t t = 1; t < T; ++t) missing[t].push_back({0});
  const Schedule schedule(1, missing);
  const auto proof = averaged_gradient(E, schedule, quiz().constants(), gamma, T);
  const auto& main = line(proof, claims::MAIN);
  CHECK(main.holds == Truth::no);
  CHECK(main.right == ratio(1, 6250));
  CHECK(main.left > *parse_exact("1.6056e-4"));
  CHECK(main.left < *parse_exact("1.6057e-4"));
  const Hypothesis dependent = {"oblivious schedule", Truth::no};
  CHECK(averaged_gradient(E, schedule, quiz().constants(), gamma, T, dependent).outcome() == Outcome::vacuous);
}

TEST_CASE("The main inequality is refuted with larger step sizes and smaller constants") {
  SECTION("γ = 1/(L(M+τ)): the iterates 1, 1, 0, −1, −1, 0 return, 2/15 > 1/12") {
    const auto schedule = Schedule::constant_delay(6, 1, 1);
    const auto proof = averaged_gradient(deterministic(1, schedule), schedule, noiseless().constants(), 1, 1);
    CHECK(line(proof, claims::MAIN).left == ratio(2, 15));
    CHECK(line(proof, claims::MAIN).right == ratio(1, 12));
    CHECK(line(proof, claims::MAIN).outcome() == Outcome::vacuous);
  }
  SECTION("γ = 1/(10L(M+1)) at τ = 20: 101/760 > 5/38") {
    const auto schedule = Schedule::constant_delay(38, 1, 20);
    const auto proof = averaged_gradient(deterministic(ratio(1, 10), schedule), schedule, noiseless().constants(), ratio(1, 10), 20);
    CHECK(line(proof, claims::MAIN).right == ratio(5, 38));
    CHECK(line(proof, claims::MAIN).holds == Truth::no);
    CHECK(line(proof, claims::MAIN).outcome() == Outcome::vacuous);
  }
  SECTION("1 in place of 1/5, and F₀/6 in place of F₀") {
    const auto schedule = Schedule::constant_delay(16, 1, 0);
    const auto proof = averaged_gradient(deterministic(ratio(1, 10), schedule), schedule, noiseless().constants(), ratio(1, 10), 1);
    const auto& main = line(proof, claims::MAIN);
    CHECK(main.left == *parse_exact("5082437693668815132386428995301/80000000000000000000000000000000"));
    CHECK(main.right == ratio(5, 16));
    CHECK(5 * main.left > main.right);
    CHECK(main.left > main.right / 6);
  }
}

TEST_CASE("The main inequality survives a schedule that depends on the noise up to a delay of 14") {
  SECTION("slow if and only if the noise is +1: τ = T = 1, …, 14") {
    for (std::size_t tau = 1; tau <= 14; ++tau) {
      const Exact gamma = critical_step_size(quiz().constants(), tau);
      CAPTURE(tau);
      CHECK(objections(averaged_gradient_under_any_schedule(slow_iff_plus(tau, gamma), quiz().constants(), gamma, tau)) == "");
    }
  }
  SECTION("the recursion is the average over all paths") {
    const auto rule = [](const Samples& samples) {
      std::vector<std::vector<Missing>> missing(samples.size());
      for (std::size_t t = 0; t < samples.size(); ++t)
        for (std::size_t k = 0; k < t; ++k)
          if (samples[k] == 1) missing[t].push_back({k});  // the quiz's gradient of sample 1 is x + 1
      return Schedule(1, std::move(missing));
    };
    const auto E = average(quiz(), ratio(1, 60), vector({0}), every_path(2, 6), rule), recursion = slow_iff_plus(6, ratio(1, 60));
    CHECK(E.gradient2 == recursion.gradient2);
    CHECK(E.difference == recursion.difference);
    CHECK(E.f_virtual == recursion.f_virtual);
  }
  property("masks that are any function of the past samples", [] {
    const auto [problem, constants] = *draw::bounded_problem().as("problem");
    RC_PRE(problem.quadratic());
    const std::size_t T = horizon(problem.n(), 70, 6), d = problem.dimension(), tau = *draw::count(1, 14).as("τ");
    const auto salt = *rc::gen::inRange<std::size_t>(0, 1000).as("salt");
    const auto rule = [&, d = d](const Samples& samples) {
      std::vector<std::vector<Missing>> missing(T);
      std::size_t hash = salt;
      for (std::size_t t = 0; t < T; ++t) {
        for (std::size_t k = t - std::min(t, tau); k < t; ++k) {
          std::vector<bool> mask(d);
          for (std::size_t c = 0; c < d; ++c) mask[c] = (hash >> (3 * k + c)) % 3 != 0;
          if (std::count(mask.begin(), mask.end(), true) > 0) missing[t].push_back({k, mask});
        }
        hash = (hash + samples[t] + 1) * 2654435761u;
      }
      return Schedule(d, std::move(missing));
    };
    const Exact gamma = *draw::step_size_up_to(critical_step_size(constants, tau)).as("γ");
    const auto E = average(problem, gamma, *draw::direction(d).as("x₀"), every_path(problem.n(), T), rule);
    RC_ASSERT(objections(averaged_gradient_under_any_schedule(E, constants, gamma, tau)) == "");
  });
  property("α ≥ 1/5 and β ≤ 1 for every M and τ ≤ 14", [] {
    const Constants c = {.L = *draw::positive_rational(), .M = *draw::positive_rational(), .sigma2 = 0, .f_lower = Exact(0)};
    const auto tau = *draw::count(1, 14).as("τ");
    Expectations<Exact> E{{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0, 0}};
    RC_ASSERT(objections(averaged_gradient_under_any_schedule(E, c, critical_step_size(c, tau), tau)) == "");
  });
}

TEST_CASE("The scalars of the main inequality under any schedule are refuted at τ = 15") {
  const Exact gamma = critical_step_size(quiz().constants(), 15);
  const auto proof = averaged_gradient_under_any_schedule(slow_iff_plus(15, gamma), quiz().constants(), gamma, 15);
  CHECK(proof[1].holds == Truth::no);
  CHECK(proof[1].left == ratio(29, 28));
  CHECK(proof.outcome() == Outcome::vacuous);
}

TEST_CASE("Without a lower bound of f the main inequality is vacuous, without iterations it is refused") {
  const ExactProblem concave = additive_noise(matrix({{-1}}), {vector({1})});
  const auto schedule = Schedule::constant_delay(3, 1, 1);
  const auto E = average(concave, ratio(1, 10), vector({0}), schedule);
  const auto proof = averaged_gradient(E, schedule, concave.constants(), ratio(1, 10), 1);
  CHECK(line(proof, claims::MAIN).outcome() == Outcome::vacuous);
  CHECK(line(proof, claims::A23).outcome() == Outcome::holds);
  CHECK(initial_gap(E, concave.constants()) == 0);
  CHECK_THROWS_AS(averaged_gradient(Expectations<Exact>{}, Schedule{}, quiz().constants(), 1, 1), std::invalid_argument);
}
