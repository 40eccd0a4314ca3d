// Tests of lemmas/expectation/moments.hpp, moment_recursion.hpp and enclosed_moments.hpp.
#include "lemmas/expectation/moments.hpp"

#include "lemmas/expectation/over_paths.hpp"
#include "lemmas/numbers/ldlt.hpp"
#include "tests/lemmas/expectation/agreement.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A least squares problem in the plane and a schedule of T reads with τ = 3, some masks among them.
QuadraticSum four_points() {
  const std::vector<Vector<Exact>> a = {vector({1, 0}), vector({1, 1}), vector({ratio(1, 2), -1}), vector({0, 2})};
  return data_of(least_squares(a, {1, 0, 2, -1}));
}
Schedule masked(std::size_t T) {
  std::vector<std::vector<Missing>> missing(T);
  for (std::size_t t = 1; t < T; ++t) {
    if (t % 4 == 3) missing[t].push_back({t - 3, {false, true}});
    if (t % 2 == 0) missing[t].push_back({t - 2, {true, false}});
    missing[t].push_back({t - 1});
  }
  return Schedule(2, missing);
}

double relative_width(const Enclosure& a) { return (a.upper() - a.lower()) / a.magnitude(); }
double worst(const std::vector<Enclosure>& values) {
  double width = 0;
  for (const Enclosure& a : values) width = std::max(width, a.is_zero() ? 0 : relative_width(a));
  return width;
}

}  // namespace

TEST_CASE("Moments and paths agree identically") {
  property("on quadratic problems, any masks, τ ≤ 5, any step size", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const std::size_t T = *draw::count(0, horizon(problem.n(), 256, 6)).as("T");
    const Schedule schedule = *draw::schedule(T, problem.dimension()).as("schedule");
    const Exact gamma = *draw::any_step_size().as("γ");
    const Vector<Exact> x0 = *draw::point(problem.dimension()).as("x₀");
    const auto E = over_paths<Exact>(data_of(problem), gamma, x0, schedule);
    RC_ASSERT(moments<Exact>(data_of(problem), gamma, x0, schedule) == E);
    RC_ASSERT(contains(moments<Enclosure>(data_of(problem), gamma, x0, schedule), E));
    RC_ASSERT(contains(moments<WideEnclosure>(data_of(problem), gamma, x0, schedule), E));
  }, {.cases = 300});
}

TEST_CASE("Moments under another mask, another order or another sample are other moments") {
  const Vector<Exact> x0 = vector({1, -1});
  const auto E = [&](const QuadraticSum& sum, const Schedule& schedule) { return moments<Exact>(sum, ratio(1, 10), x0, schedule); };
  const QuadraticSum sum = four_points();
  const Schedule schedule(2, {{}, {{0, {true, false}}}, {{0}, {1, {false, true}}}});
  CHECK(E(sum, schedule) == over_paths<Exact>(sum, ratio(1, 10), x0, schedule));
  CHECK_FALSE(E(sum, schedule) == E(sum, Schedule(2, {{}, {{0}}, {{0}, {1, {false, true}}}})));
  CHECK_FALSE(E(sum, schedule) == E(sum, Schedule(2, {{}, {{0, {true, false}}}, {{0}}})));
  CHECK_FALSE(E(sum, schedule) == E(sum, Schedule(2, {{}, {{0, {true, false}}}, {{0, {false, true}}, {1}}})));
  QuadraticSum noisier = sum;  // the same f
  noisier.b[0] += unit(2, 0);
  noisier.b[1] -= unit(2, 0);
  CHECK(E(noisier, schedule).f_virtual[0] == E(sum, schedule).f_virtual[0]);
  CHECK_FALSE(E(noisier, schedule).noise2 == E(sum, schedule).noise2);
}

TEST_CASE("The moments of undelayed SGD on the quiz are a geometric sum") {
  // x̃ₜ₊₁ = (1−γ)x̃ₜ ± γ: E x̃² = (1−γ)²ᵗ x₀² + γ²(1 + (1−γ)² + … ), and f = x²/2.
  const Exact gamma = ratio(1, 5), x0 = 3;
  const auto E = moments<Exact>(data_of(quiz()), gamma, vector({x0}), Schedule::blocks(60, 1, 1));
  Exact second_moment = x0 * x0;
  for (std::size_t t = 0; t <= 60; ++t) {
    CHECK(E.f_virtual[t] == second_moment / 2);
    if (t == 60) break;
    CHECK(E.gradient2[t] == second_moment);
    CHECK(E.noise2[t] == 1);
    CHECK(E.difference[t] == 0);
    second_moment = square(Exact(1 - gamma)) * second_moment + gamma * gamma;
  }
}

TEST_CASE("A slow reader by moments: 841/160000 > 401/80000 again") {
  const QuadraticSum hill = data_of(additive_noise(matrix({{-1}}), {vector({1})}));
  const auto E = moments<Exact>(hill, ratio(1, 20), vector({0}), Schedule::slow_reader(9, 1, 2));
  CHECK(E.difference[2] == ratio(841, 160000));
  CHECK(E.difference[2] > ((E.gradient2[0] + E.gradient2[1]) / 100 + ratio(1, 100)) / 2);
}

TEST_CASE("When all reads see x₀, Difference has the ratio τ/(2(M+τ)), by noise alone or by gradients alone") {
  for (const int m : {0, 1, 3})
    for (std::size_t tau = 1; tau <= 12; ++tau)
      for (const bool noise : {true, false}) {
        if (m > 0 && noise && tau > 4) continue;
        const ExactProblem problem = noisy_quadratic(1, m, noise ? 1 : 0);
        const Exact M = m * m, gamma = 1 / (10 * (M + tau));
        const auto E = moments<Exact>(data_of(problem), gamma, vector({noise ? 0 : 1}), Schedule::constant_delay(tau + 1, 1, tau));
        Exact window = 0;
        for (std::size_t k = 0; k < tau; ++k) window += E.gradient2[k];
        const Exact lecture = window / (50 * Exact(tau)) + gamma / 5 * (noise ? 1 : 0);
        CHECK(E.difference[tau] / lecture == Exact(tau) / (2 * (M + tau)));
      }
}

TEST_CASE("Enclosed moments stay narrow: their error goes through the recursion, not through intervals") {
  const QuadraticSum sum = four_points();
  const Exact gamma = ratio(1, 8);
  const Vector<Exact> x0 = vector({1, -1});
  const auto E = moments<Enclosure>(sum, gamma, x0, masked(600));
  CHECK(worst(E.gradient2) < 1e-11);
  CHECK(worst(E.difference) < 1e-11);
  CHECK(worst(E.f_virtual) < 1e-10);
  CHECK(contains(moments<Enclosure>(sum, gamma, x0, masked(40)), moments<Exact>(sum, gamma, x0, masked(40))));

  // The same recursion in interval arithmetic: nothing is left of the digits.
  const MomentRecursion<Enclosure> recursion(moment_maps<Enclosure>(sum, gamma), masked(600));
  const auto naive = moments(recursion, as_matrix<Enclosure>(outer_square(x0)), 600);
  CHECK(relative_width(naive.gradient2.back()) > 1);
}

TEST_CASE("Without the bound that travels along, the exact moment escapes") {
  // f = 10⁻⁶x²/2, ξ = ±1: E x̃² grows by almost the same number each step, and so does the error.
  const QuadraticSum plain = data_of(quiz(ratio(1, 1000000)));
  const Exact gamma = ratio(1, 3);
  const Vector<Exact> x0 = vector({0});
  const Schedule schedule = Schedule::blocks(400, 1, 1);
  const MomentRecursion<Rounded> recursion(moment_maps<Rounded>(plain, gamma), schedule);
  Matrix<Rounded> S = recursion.start(as_matrix<Rounded>(outer_square(x0)));
  Expectations<Rounded> E;
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    take_errors(S);  // and forget them
    recursion.step(S, t, E);
  }
  const auto exact = moments<Exact>(plain, gamma, x0, schedule);
  CHECK_FALSE(contains(Enclosure(E.gradient2.back()), Exact(gamma * gamma * exact.gradient2.back())));
  CHECK(contains(moments<Enclosure>(plain, gamma, x0, schedule), exact));
}

TEST_CASE("A step size that diverges gives wide enclosures and no wrong ones") {
  const QuadraticSum sum = data_of(quiz());
  const auto E = moments<Enclosure>(sum, 10, vector({1}), Schedule::blocks(400, 1, 1));  // E x² grows by 81 each step, past 10³⁰⁸
  CHECK(contains(E, moments<Exact>(sum, 10, vector({1}), Schedule::blocks(400, 1, 1))));
  CHECK(E.gradient2.back().upper() == std::numeric_limits<double>::infinity());
  CHECK(E.gradient2.back().lower() == 0);
}

TEST_CASE("A rounded number is no further from the exact one than its error") {
  property("sums and products, of any size", [] {
    const auto numbers = *rc::gen::container<std::vector<Exact>>(6, draw::any_rational()).as("numbers");
    Rounded a(numbers[0]), tiny(power_of_two(-1000));
    Exact x = numbers[0];
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      const int what = *draw::integer(2);
      const Rounded b = what == 2 ? tiny : Rounded(numbers[i]);
      const Exact y = what == 2 ? power_of_two(-1000) : numbers[i];
      if (what <= -1) a += b, x += y;
      else if (what == 0) a -= b, x -= y;
      else a *= b, x *= y;
      RC_ASSERT(contains(Enclosure(a), x));
      RC_ASSERT(contains(Enclosure(-a), -x));
    }
  }, {.cases = 2000});
  CHECK_FALSE(contains(Enclosure(Rounded(Rounded(ratio(1, 3)).value, 0)), ratio(1, 3)));
  CHECK((Rounded(0, 1) * Rounded(0, 1)).error >= 1);  // anything in [−1, 1] times anything there
}

TEST_CASE("Products of rounded numbers that underflow, and sums of many, stay within their errors") {
  property("factors around 2⁻⁵³⁷, with and without errors", [] {
    Rounded sum;
    Exact exact = 0;
    for (std::size_t k = 0; k < 40; ++k) {
      const auto factor = [] { return power_of_two(*draw::integer(20) - 537) * *draw::rational(); };
      const Exact x = factor(), y = factor(), shift = factor() * power_of_two(-40);
      const Rounded a(x), b = Rounded(y + shift) + Rounded(0, Enclosure(Exact(abs(shift))).upper());
      sum += a * b;
      exact += x * y;
      RC_ASSERT(contains(Enclosure(a * b), x * y));
    }
    RC_ASSERT(contains(Enclosure(sum), exact));
  });
  const Rounded tiny(power_of_two(-540)), third(ratio(1, 3));
  CHECK((tiny * tiny).error >= for_underflow);  // 2⁻¹⁰⁸⁰ is 0 as a double
  CHECK(contains(Enclosure(tiny * tiny * third), power_of_two(-1080) / 3));
  CHECK_FALSE(contains(Enclosure(Rounded((tiny * tiny).value, 0)), power_of_two(-1080)));
  CHECK((tiny * Rounded(0)).error == 0);
}

TEST_CASE("The diagonal dominates every symmetric matrix of such errors") {
  property("R ± E is positive semidefinite", [] {
    const auto d = *draw::count(1, 4).as("d");
    const auto size = static_cast<Eigen::Index>(d);
    const Matrix<Exact> values = *draw::symmetric(d).as("values"), signs = *draw::symmetric(d).as("part of the error");
    Matrix<Rounded> M(size, size);
    Matrix<Exact> E(size, size);
    for (Eigen::Index i = 0; i < size; ++i)
      for (Eigen::Index j = 0; j < size; ++j) {
        const double error = std::abs(values(i, j).convert_to<double>()) * 0x1p-40;
        M(i, j) = Rounded(values(i, j).convert_to<double>(), error);
        E(i, j) = exact(error) * signs(i, j) / 30;  // |signs| ≤ 30
      }
    Matrix<Exact> R = Matrix<Exact>::Zero(size, size);
    const Vector<double> diagonal = take_errors(M);
    for (Eigen::Index i = 0; i < size; ++i) R(i, i) = exact(diagonal(i));
    RC_ASSERT(positive_semidefinite(Matrix<Exact>(R + E)) && positive_semidefinite(Matrix<Exact>(R - E)));
  }, {.cases = 300});
}

TEST_CASE("The errors that are taken out of a matrix are bounded, and by little more than they are") {
  Matrix<Rounded> M(2, 2);
  M << Rounded(4, 0x1p-50), Rounded(2, 0), Rounded(2, 0), Rounded(9, 1e-310);
  const Vector<double> R = take_errors(M);
  CHECK((R(0) >= 0x1p-50 && R(0) <= 1.001 * 0x1p-50));
  CHECK((R(1) >= 1e-310 && R(1) <= 1e-299));
  CHECK((M(0, 0).error == 0 && M(1, 1).error == 0));
  Matrix<Rounded> point = Matrix<Rounded>::Constant(1, 1, Rounded(3));
  CHECK(take_errors(point)(0) == 0);
  const Matrix<Rounded> ones = Matrix<Rounded>::Constant(2, 2, Rounded(1));
  Matrix<Rounded> B = Matrix<Rounded>::Zero(2, 2);
  B(0, 0) = 4, B(1, 1) = 9;
  const double bound = bound_on_product(ones, B).value;  // E = [4, 6; 6, 9] is within B: (2+3)²
  CHECK((bound >= 25 && bound <= 25.001));
}

TEST_CASE("The error of the mean is bounded too, where f is linear in it") {
  // f = x²/2 − 1000x near 0: what is off in E x counts a thousand times.
  const QuadraticSum tilted{{matrix({{1}})}, {vector({1000})}};
  const Exact gamma = ratio(1, 3'000'000);
  const Schedule schedule = Schedule::blocks(800, 1, 1);
  const auto exact = moments<Exact>(tilted, gamma, vector({ratio(1, 7)}), schedule);
  CHECK(contains(moments<Enclosure>(tilted, gamma, vector({ratio(1, 7)}), schedule), exact));
}

TEST_CASE("A common denominator is the least, and a unit scales what it is the unit of") {
  Matrix<Exact> A(1, 3);
  A << 1, ratio(1, 2), ratio(1, 3);
  CHECK(common_denominator(A) == 6);
  CHECK(common_denominator(Matrix<Exact>::Constant(1, 1, Exact(5))) == 1);
  const auto E = moments<Exact>(data_of(quiz()), ratio(1, 5), vector({3}), Schedule::blocks(3, 1, 1));
  const auto scaled = in_units<Exact>(E, [](std::size_t) { return Units{.points2 = 2, .gradients2 = 3, .f = 5}; });
  for (std::size_t t = 0; t < 3; ++t) {
    CHECK(scaled.f_virtual[t] == 5 * E.f_virtual[t]);
    CHECK(scaled.gradient2[t] == 3 * E.gradient2[t]);
    CHECK(scaled.difference[t] == 2 * E.difference[t]);
  }
  CHECK(in_units<Exact>(E, [](std::size_t) { return Units{.f = 2}; }).f_virtual[1] == 2 * E.f_virtual[1]);
}

TEST_CASE("Only updates that a later read misses are carried along") {
  std::vector<std::vector<Missing>> missing(300);
  for (std::size_t t = 1; t < 300; ++t) missing[t].push_back({0});  // τ = 299, and one update
  missing[200].push_back({199});
  const Schedule schedule(2, missing);
  const MomentRecursion<Exact> recursion(moment_maps<Exact>(four_points(), ratio(1, 10)), schedule);
  CHECK(recursion.start(Matrix<Exact>::Zero(3, 3)).rows() == 1 + 2 + 2 * 2 * 2);
  const MomentRecursion<Exact> none(moment_maps<Exact>(four_points(), ratio(1, 10)), Schedule::blocks(300, 2, 1));
  CHECK(none.start(Matrix<Exact>::Zero(3, 3)).rows() == 1 + 2);
}

TEST_CASE("Moments of what cannot be are refused by name") {
  const QuadraticSum sum = four_points();
  const Vector<Exact> x0 = vector({0, 0});
  const Schedule fine = Schedule::constant_delay(3, 2, 1);
  CHECK_THROWS_WITH(moments<Exact>(sum, 0, x0, fine), ContainsSubstring("γ = 0"));
  CHECK_THROWS_WITH(moments<Exact>(sum, 1, vector({0}), fine), ContainsSubstring("1 coordinates") && ContainsSubstring("d = 2"));
  CHECK_THROWS_WITH(moments<Enclosure>(sum, 1, x0, Schedule::constant_delay(3, 1, 1)), ContainsSubstring("dimension 1"));
  QuadraticSum bad = sum;
  bad.b.pop_back();
  CHECK_THROWS_WITH(moments<Exact>(bad, 1, x0, fine), ContainsSubstring("4 matrices, 3 vectors"));
  const QuadraticSum large{{Matrix<Exact>::Zero(141, 141)}, {Vector<Exact>::Zero(141)}};
  const Vector<Exact> zero = Vector<Exact>::Zero(141);
  CHECK_THROWS_WITH(moments<Enclosure>(large, 1, zero, Schedule::blocks(1, 141, 1)),
                    ContainsSubstring("dimension 141") && ContainsSubstring("10153 × 10011"));
  const MomentMaps<Rounded> maps{Matrix<Rounded>::Zero(50, 51), {}, {}};
  CHECK_NOTHROW(MomentRecursion<Rounded>(maps, Schedule::constant_delay(100, 50, 99)));
  CHECK_THROWS_WITH(MomentRecursion<Rounded>(maps, Schedule::constant_delay(101, 50, 100)),
                    ContainsSubstring("100 missing updates in dimension 50") && ContainsSubstring("10051 × 10051"));
}
