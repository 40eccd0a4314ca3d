// Tests of lemmas/expectation/over_paths.hpp and paths.hpp.
#include "lemmas/expectation/over_paths.hpp"

#include "tests/lemmas/expectation/agreement.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

namespace {

/// fᵢ(x) = −bᵢx: the gradient is b̄ everywhere, and all that moves is the noise.
QuadraticSum noise_only(const std::vector<Exact>& b) {
  QuadraticSum sum;
  for (const Exact& b_i : b) {
    sum.A.push_back(matrix({{0}}));
    sum.b.push_back(vector({b_i}));
  }
  return sum;
}
const QuadraticSum coin_flip = noise_only({1, -1});

/// An update of sample `slow` is missing for τ reads, every other one for none.
auto slow_if(std::size_t slow, std::size_t tau) {
  return [=](std::size_t t, std::span<const std::size_t> samples) {
    std::vector<Missing> J;
    for (std::size_t k = t - std::min(t, tau); k < t; ++k)
      if (samples[k] == slow) J.push_back({k});
    return J;
  };
}
/// Of the last τ updates, those of the sample drawn most often are missing.
auto majority_is_slow(std::size_t tau) {
  return [=](std::size_t t, std::span<const std::size_t> samples) {
    const auto window = samples.last(std::min(t, tau));
    const auto ones = static_cast<std::size_t>(std::count(window.begin(), window.end(), 1u));
    return slow_if(2 * ones > window.size() ? 1 : 0, tau)(t, samples);
  };
}

struct Terms {
  struct Term {
    Matrix<Exact> A;
    Vector<Exact> b;
    Exact c;
  };
  std::vector<Term> list;
  const std::vector<Term>& terms() const { return list; }
  std::size_t n() const { return list.size(); }
  std::size_t dimension() const { return 1; }
};

}  // namespace

TEST_CASE("The expectation over all paths is the average over all sequences of samples") {
  property("of any problem under any fixed masks", [] {
    const ExactProblem problem = *draw::problem().as("problem");
    const std::size_t T = *draw::count(0, horizon(problem.n(), 256, problem.quadratic() ? 5 : 2)).as("T");
    const Schedule schedule = *draw::schedule(T, problem.dimension()).as("schedule");
    const Exact gamma = *draw::any_step_size().as("γ");
    const Vector<Exact> x0 = *draw::point(problem.dimension()).as("x₀");
    const auto E = over_paths<Exact>(problem, gamma, x0, schedule);
    RC_ASSERT(E == average(problem, gamma, x0, schedule));
    RC_ASSERT(contains(over_paths<Enclosure>(problem, gamma, x0, schedule), E));
    RC_ASSERT(contains(over_paths<WideEnclosure>(problem, gamma, x0, schedule), E));
    if (!problem.quadratic()) return;
    RC_ASSERT(over_paths<Exact>(data_of(problem), gamma, x0, schedule) == E);
    RC_ASSERT(contains(over_paths<Enclosure>(data_of(problem), gamma, x0, schedule), E));
  });
  property("under a schedule that depends on the samples", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const std::size_t T = *draw::count(0, horizon(problem.n(), 256, 5)).as("T");
    const auto schedules = *rc::gen::container<std::vector<Schedule>>(3, draw::schedule(T, problem.dimension())).as("schedules");
    const Vector<Exact> x0 = *draw::point(problem.dimension()).as("x₀");
    // Which of the schedules serves read t is decided by the samples before it.
    const auto choice = [&](std::span<const std::size_t> samples) {
      std::size_t sum = 0;
      for (const std::size_t i : samples) sum = 2 * sum + i;
      return sum % 3;
    };
    const auto missing = [&](std::size_t t, std::span<const std::size_t> samples) { return schedules[choice(samples)].missing(t); };
    const auto of_sequence = [&](const std::vector<std::size_t>& samples) {
      std::vector<std::vector<Missing>> reads;
      for (std::size_t t = 0; t < T; ++t) reads.push_back(missing(t, std::span(samples).first(t)));
      return Schedule(problem.dimension(), reads);
    };
    const auto E = over_paths<Exact>(problem, ratio(1, 7), x0, T, missing);
    RC_ASSERT(E == average(problem, ratio(1, 7), x0, every_path(problem.n(), T), of_sequence));
    RC_ASSERT(E == over_paths<Exact>(data_of(problem), ratio(1, 7), x0, T, missing));
  });
}

TEST_CASE("One coordinate of one mask changes the expectation over all paths") {
  const ExactProblem problem = saddle(1, 1);
  const Vector<Exact> x0 = vector({1, 1});
  const Schedule masked(2, {{}, {{0, {true, false}}}}), whole(2, {{}, {{0}}});
  const auto expected = average(problem, ratio(1, 10), x0, masked);
  CHECK(over_paths<Exact>(problem, ratio(1, 10), x0, masked) == expected);
  CHECK_FALSE(over_paths<Exact>(problem, ratio(1, 10), x0, whole) == expected);
}

TEST_CASE("Constants of the terms are part of E f") {
  const Terms terms{{{matrix({{2}}), vector({1}), 5}, {matrix({{0}}), vector({3}), ratio(1, 3)}}};
  const auto E = over_paths<Exact>(terms, ratio(1, 2), vector({1}), Schedule::blocks(1, 1, 1));
  // f = x²/2 − 2x + 8/3 at 1, and at 1 − ½(2−1) = ½ and 1 − ½(0−3) = 5/2.
  CHECK(E.f_virtual == std::vector<Exact>{ratio(7, 6), (ratio(1, 8) - 1 + ratio(8, 3) + ratio(25, 8) - 5 + ratio(8, 3)) / 2});
}

TEST_CASE("A mini-batch costs multisets, not sequences") {
  // C(2+b−1, b) = b+1 multisets of b = 20 samples: 1 + 2 + … + 21 nodes, not 2²¹ − 1.
  CHECK(nodes_of_paths(2, exchangeable(Schedule::blocks(20, 1, 20)), 1000) == 231);
  CHECK(nodes_of_paths(3, exchangeable(Schedule::blocks(4, 1, 2)), 1000) == 1 + 3 + 6 + 18 + 36);
  CHECK(nodes_of_paths(2, exchangeable(Schedule::constant_delay(3, 1, 1)), 1000) == 15);  // read 2 tells g₀ from g₁
  CHECK(nodes_of_paths(2, std::vector<bool>(20, false), 3'000'000) == (1u << 21) - 1);
}

TEST_CASE("Samples are exchanged only if no read tells them apart") {
  CHECK(exchangeable(Schedule::blocks(6, 1, 3)) == std::vector<bool>{false, true, true, false, true, true});
  CHECK(exchangeable(Schedule::blocks(5, 1, 2)) == std::vector<bool>{false, true, false, true, false});
  const Schedule told_apart(1, {{}, {{0}}, {{1}}});  // read 2 misses g₁ only
  CHECK(exchangeable(told_apart) == std::vector<bool>{false, false, false});
  const Schedule by_coordinate(2, {{}, {{0, {true, false}}}});  // read 1 saw half of g₀
  CHECK(exchangeable(by_coordinate) == std::vector<bool>{false, false});

  // What would come out if they were exchanged all the same: the first sample no larger than the second, counted twice if smaller.
  const Vector<Exact> x0 = vector({1});
  const QuadraticSum sum{{matrix({{1}}), matrix({{2}})}, {vector({1}), vector({-1})}};
  auto numbers = IntegerNumbers(sum, ratio(1, 10), x0, 3);
  const auto missing = [&](std::size_t t, std::span<const std::size_t>) -> const std::vector<Missing>& { return told_apart.missing(t); };
  const auto right = Paths(numbers, {false, false, false}, missing).sums(), wrong = Paths(numbers, {false, true, false}, missing).sums();
  CHECK(right.gradient2[1] == wrong.gradient2[1]);
  CHECK_FALSE(right.gradient2[2] == wrong.gradient2[2]);
}

TEST_CASE("A slow reader: the halved constants of Difference are refuted by 841/160000 > 401/80000") {
  // f = −x²/2, ξ = ±1, τ = 2, γ = γ_crit = 1/20, x₀ = 0; reads 1 and 2 saw g₀, and nothing.
  const QuadraticSum hill{{matrix({{-1}}), matrix({{-1}})}, {vector({1}), vector({-1})}};
  const Exact gamma = ratio(1, 20);
  const auto E = over_paths<Exact>(hill, gamma, vector({0}), Schedule(1, {{}, {}, {{0}, {1}}}));
  const Exact lecture = (E.gradient2[0] + E.gradient2[1]) / 100 + gamma / 5;
  CHECK(E.difference[2] == ratio(841, 160000));
  CHECK(lecture / 2 == ratio(401, 80000));
  CHECK(E.difference[2] > lecture / 2);
  CHECK(E.difference[2] <= lecture);
}

TEST_CASE("A schedule that depends on the noise refutes Difference, from τ = 8, or τ = 5 if it is clever") {
  const auto difference = [](std::size_t tau, const auto& missing) {
    return over_paths<Exact>(coin_flip, 1 / Exact(10 * tau), vector({0}), tau + 1, missing).difference.back();
  };
  const auto allowed = [](std::size_t tau) { return Exact(1 / Exact(50 * tau)); };  // γσ²/(5L), and no gradient
  for (std::size_t tau = 1; tau <= 9; ++tau) {
    CAPTURE(tau);
    CHECK(difference(tau, slow_if(0, tau)) == Exact(tau * (tau + 1)) / (400 * Exact(tau * tau)));  // γ²τ(τ+1)/4
    CHECK((difference(tau, slow_if(0, tau)) > allowed(tau)) == (tau >= 8));
    CHECK((difference(tau, majority_is_slow(tau)) > allowed(tau)) == (tau >= 5));
  }
  CHECK(difference(8, slow_if(0, 8)) == ratio(9, 3200));
  CHECK(allowed(8) == ratio(1, 400));
  CHECK(difference(5, majority_is_slow(5)) == ratio(4875, 1000000));
  CHECK(difference(4, majority_is_slow(4)) == allowed(4));  // equality

  // The line that gives way is independence: E‖Σξ‖² = Σ E‖ξ‖² holds for the fixed schedule that covers it, and not here.
  const auto dependent = over_paths<Exact>(coin_flip, ratio(1, 80), vector({0}), 9, slow_if(0, 8));
  const auto fixed = over_paths<Exact>(coin_flip, ratio(1, 80), vector({0}), Schedule::constant_delay(9, 1, 8));
  CHECK(dependent.missed_noise[8] == 18);
  CHECK(dependent.missed_noises[8] == 4);
  CHECK(fixed.missed_noise[8] == fixed.missed_noises[8]);
}

TEST_CASE("Too many paths are refused: how many they are, and what applies instead") {
  const auto sequential = [](std::size_t, std::span<const std::size_t>) { return std::vector<Missing>{}; };
  CHECK_THROWS_WITH(over_paths<Exact>(data_of(quiz()), ratio(1, 10), vector({0}), 25, sequential), ContainsSubstring("more than 20000000 nodes"));
  const Vector<Exact> x0 = vector({0});
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, 1, x0, Schedule::constant_delay(40, 1, 3)),
                    ContainsSubstring("2^40, about 10^12") && ContainsSubstring("20000000 nodes") && ContainsSubstring("moment recursion"));
  CHECK_THROWS_AS(over_paths<Exact>(coin_flip, 1, x0, Schedule::constant_delay(4, 1, 1), 10), std::invalid_argument);
  CHECK_THROWS_AS(over_paths<Exact>(coin_flip, 1, x0, 40, slow_if(0, 3)), std::invalid_argument);
  CHECK_NOTHROW(over_paths<Exact>(coin_flip, 1, x0, Schedule::blocks(40, 1, 40)));
}

TEST_CASE("Paths of what cannot be are refused by name") {
  const Vector<Exact> x0 = vector({0});
  const Schedule fine = Schedule::constant_delay(2, 1, 1);
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, 0, x0, fine), ContainsSubstring("γ = 0"));
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, ratio(-1, 2), x0, fine), ContainsSubstring("γ = -1/2"));
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, 1, vector({0, 0}), fine), ContainsSubstring("2 coordinates") && ContainsSubstring("d = 1"));
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, 1, x0, Schedule::constant_delay(2, 3, 1)), ContainsSubstring("dimension 3"));
  const auto itself = [](std::size_t t, auto) { return std::vector<Missing>{{t}}; };
  CHECK_THROWS_WITH(over_paths<Exact>(coin_flip, 1, x0, 2, itself), ContainsSubstring("not causal"));
  CHECK_THROWS_WITH(over_paths<Exact>(QuadraticSum{}, 1, Vector<Exact>(0), Schedule(0, {})), ContainsSubstring("0 matrices"));
  const QuadraticSum skew{{matrix({{0, 1}, {0, 0}})}, {vector({0, 0})}}, ragged{{matrix({{1}})}, {vector({0, 0})}};
  CHECK_THROWS_WITH(over_paths<Exact>(skew, 1, vector({0, 0}), Schedule::blocks(1, 2, 1)), ContainsSubstring("not symmetric"));
  CHECK_THROWS_WITH(over_paths<Exact>(ragged, 1, vector({0, 0}), Schedule::blocks(1, 2, 1)), ContainsSubstring("1 × 1"));
}
