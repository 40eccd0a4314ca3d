// Tests of algorithms/problems/quadratic.hpp.
#include "algorithms/problems/quadratic.hpp"

#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

static_assert(FiniteSum<Quadratic, Exact> && FiniteSum<Quadratic, Enclosure> && FiniteSum<Quadratic, WideEnclosure>);

Vector<Exact> vector(const std::vector<Exact>& entries) {
  Vector<Exact> v(static_cast<Eigen::Index>(entries.size()));
  for (std::size_t c = 0; c < entries.size(); ++c) v(static_cast<Eigen::Index>(c)) = entries[c];
  return v;
}

Quadratic::Term term(const Exact& a, const Exact& b) { return {Matrix<Exact>::Constant(1, 1, a), vector({b})}; }

/// V(x) − M‖∇f(x)‖².
Exact excess(const Quadratic& problem, const Exact& M, const Vector<Exact>& x) { return problem.variance(x) - M * norm2(problem.gradient(x)); }

/// Small integers; Aᵢ symmetric, f convex or not, with Ā invertible or not. Only problems whose variance is bounded for some M.
struct Drawn {
  std::vector<Quadratic::Term> terms;
  Vector<Exact> x, y;
  friend std::ostream& operator<<(std::ostream& out, const Drawn& drawn) {
    for (const auto& [A, b, c] : drawn.terms) {
      out << "A = ";
      Eigen::showValue(A, out);
      out << ", b = ";
      Eigen::showValue(b, out);
      out << "; ";
    }
    out << "x = ";
    Eigen::showValue(drawn.x, out);
    return out;
  }
};

bool has_constants(const std::vector<Quadratic::Term>& terms) {
  try {
    return Quadratic(terms).constants().M >= 0;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

}  // namespace

namespace rc {
template <>
struct Arbitrary<Drawn> {
  static Gen<Drawn> arbitrary() {
    const auto any = gen::exec([] {
      const auto n = *gen::inRange<std::size_t>(1, 5);
      const auto d = *gen::inRange<Eigen::Index>(1, 4);
      const auto entry = [] { return Exact(*gen::inRange(-3, 4)); };
      const auto point = [&] {
        const Exact scale = *gen::element(ratio(1, 8), ratio(1, 1000000000), Exact(1000000));
        Vector<Exact> x(d);
        for (Eigen::Index c = 0; c < d; ++c) x(c) = entry() * scale;
        return x;
      };
      Drawn drawn;
      for (std::size_t i = 0; i < n; ++i) {
        Quadratic::Term t{Matrix<Exact>(d, d), Vector<Exact>(d), entry()};
        for (Eigen::Index c = 0; c < d; ++c) {
          t.b(c) = entry();
          for (Eigen::Index k = 0; k <= c; ++k) t.A(c, k) = t.A(k, c) = entry() / 2;
        }
        drawn.terms.push_back(t);
      }
      drawn.x = point();
      drawn.y = point();
      return drawn;
    });
    return gen::suchThat(any, [](const Drawn& drawn) { return has_constants(drawn.terms); });
  }
};
}  // namespace rc

TEST_CASE("The Pareto curve of a = (1,3), b = (1,−1) is the one computed by hand") {
  const NoiseCurve curve = Quadratic({term(1, 1), term(3, -1)}).noise();
  CHECK_FALSE(curve.sigma2(0));
  CHECK_FALSE(curve.sigma2(ratio(1, 5)));
  CHECK_FALSE(curve.sigma2(ratio(1, 4)));
  CHECK(curve.sigma2(ratio(1, 3)) == Exact(4));
  CHECK(curve.sigma2(ratio(1, 2)) == Exact(2));
  CHECK(curve.sigma2(1) == ratio(4, 3));
  CHECK(curve.sigma2(2) == ratio(8, 7));
  CHECK(curve.sigma2(10) == ratio(40, 39));
  CHECK(curve.admits(ratio(1, 4)));
  CHECK_FALSE(curve.admits(ratio(6, 25)));
  CHECK(curve.first().M == ratio(1, 2));
  CHECK(curve.first().sigma2 == 2);
}

TEST_CASE("On the curve the variance assumption holds at every point, with equality at the worst one") {
  property("V(x) ≤ M‖∇f(x)‖² + σ²(M)", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    const Constants& c = problem.constants();
    RC_ASSERT(excess(problem, c.M, drawn.x) <= c.sigma2);
    RC_ASSERT(excess(problem, c.M, *problem.noise().worst_point(c.M)) == c.sigma2);
    const Exact larger = c.M + 1;
    RC_ASSERT(*problem.noise().sigma2(larger) <= c.sigma2);
    RC_ASSERT(excess(problem, larger, drawn.x) <= *problem.noise().sigma2(larger));
    RC_ASSERT(certified(problem, c));
  });
}

TEST_CASE("A σ² below the curve is refuted at the worst point of every quadratic") {
  property("V(x*) > M‖∇f(x*)‖² + σ² for σ² = σ²(M) − 1/1000", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    Constants c = problem.constants();
    c.sigma2 -= ratio(1, 1000);
    RC_ASSERT(excess(problem, c.M, *problem.noise().worst_point(c.M)) > c.sigma2);
    RC_ASSERT(!certified(problem, c));
  });
}

TEST_CASE("The smoothness constant is certified, and one part in 500 less is rejected") {
  property("L·I ± Ā ⪰ 0", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    const Exact L = problem.constants().L;
    RC_ASSERT(smooth(problem.noise().A, L));
    RC_ASSERT(problem.noise().A.isZero(Exact(0)) || !smooth(problem.noise().A, L * ratio(499, 500)));
    const Vector<Exact> difference = problem.gradient_difference(drawn.x, drawn.y);
    RC_ASSERT(norm2(difference) <= L * L * norm2(drawn.y));
  });
  Matrix<Exact> A(2, 2);
  A << 2, 1, 1, 2;
  CHECK(smoothness_constant(A) == 3);
  CHECK_FALSE(smooth(A, ratio(299999, 100000)));
  A << 1, 2, 2, 1;  // eigenvalues 3 and −1
  CHECK(smoothness_constant(-A) == 3);
  A << 1, 1, 1, 0;  // the golden ratio is irrational: some short rational just above it
  const Exact L = smoothness_constant(A);
  CHECK(L * L - L - 1 > 0);
  CHECK(denominator(L) < 1000);
}

TEST_CASE("The lower bound is the minimum, and there is none without one") {
  property("f_lower ≤ f(x), attained where ∇f = 0", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    if (const auto& f_lower = problem.constants().f_lower) {
      RC_ASSERT(*f_lower <= problem.f(drawn.x));
      const auto x = solve(*ldlt(problem.noise().A), problem.noise().b);
      RC_ASSERT(problem.f(*x) == *f_lower);
      Constants c = problem.constants();
      *c.f_lower += ratio(1, 1000);
      RC_ASSERT(!certified(problem, c));
    }
  });
  CHECK_FALSE(saddle().constants().f_lower);
  CHECK_FALSE(Quadratic({term(0, 1)}).constants().f_lower);  // f(x) = −x
  CHECK(Quadratic({term(0, 0)}).constants().f_lower == Exact(0));
  CHECK(Quadratic({term(0, 1)}).constants().L == 1);
}

TEST_CASE("Values, gradients, variances and expectations agree with their definitions in rationals") {
  property("averages over the n samples", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    const auto n = problem.n();
    RC_ASSERT(problem.f(drawn.x) == over_samples<Exact>(n, [&](std::size_t i) { return problem.f_i(i, drawn.x); }));
    const Vector<Exact> G = problem.gradient(drawn.x);
    RC_ASSERT(G == vector_over_samples<Exact>(n, G.size(), [&](std::size_t i) { return problem.gradient_i(i, drawn.x); }));
    RC_ASSERT(problem.variance(drawn.x) == over_samples<Exact>(n, [&](std::size_t i) { return norm2(Vector<Exact>(problem.gradient_i(i, drawn.x) - G)); }));
    RC_ASSERT(problem.gradient_difference(drawn.x, drawn.y) == problem.gradient(Vector<Exact>(drawn.x + drawn.y)) - G);
    const Exact gamma = ratio(1, 7);
    RC_ASSERT(problem.expected_f_next(gamma, drawn.x, drawn.y) ==
              over_samples<Exact>(n, [&](std::size_t i) { return problem.f(Vector<Exact>(drawn.y - gamma * problem.gradient_i(i, drawn.x))); }));
    const Vector<Exact> up = drawn.x + drawn.y, down = drawn.x - drawn.y;  // the slope of a quadratic is its central difference
    RC_ASSERT(problem.f(up) - problem.f(down) == 2 * dot(G, drawn.y));
  });
}

template <class Real>
bool contains(const Real& a, const Exact& value) {
  if constexpr (std::is_same_v<Real, Enclosure>) return a.contains(value);
  else return eq(a, wide(value)) != Truth::no && narrow(a).contains(value);
}

TEMPLATE_TEST_CASE("Every enclosure of a quadratic contains the exact value", "", Enclosure, WideEnclosure) {
  property("f, ∇f, ∇f(x+gap)−∇f(x), V, E f(x̃−γg)", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    const Vector<TestType> x = as<TestType>(drawn.x), y = as<TestType>(drawn.y);
    RC_ASSERT(contains(problem.f(x), problem.f(drawn.x)));
    RC_ASSERT(contains(problem.variance(x), problem.variance(drawn.x)));
    RC_ASSERT(contains(problem.expected_f_next(ratio(1, 7), x, y), problem.expected_f_next(ratio(1, 7), drawn.x, drawn.y)));
    for (Eigen::Index c = 0; c < x.size(); ++c) {
      RC_ASSERT(contains(problem.gradient(x)(c), problem.gradient(drawn.x)(c)));
      RC_ASSERT(contains(problem.gradient_difference(x, y)(c), problem.gradient_difference(drawn.x, drawn.y)(c)));
    }
  });
}

TEST_CASE("The gradient difference of a quadratic is relative to the gap, down to nothing") {
  const Quadratic problem = small_least_squares();
  const Vector<Enclosure> x = Vector<Enclosure>::Constant(2, 1e10), none = Vector<Enclosure>::Zero(2), gap = Vector<Enclosure>::Constant(2, 1e-30);
  for (Eigen::Index c = 0; c < 2; ++c) {
    CHECK(problem.gradient_difference(x, none)(c).is_zero());
    const Enclosure change = problem.gradient_difference(x, gap)(c);
    CHECK(change.upper() - change.lower() <= 1e-30 * 0x1p-40);
    CHECK(change.lower() > 0);
  }
}

TEST_CASE("The threads compute the gradient on its support, exactly where doubles can") {
  property("∇fᵢ(x) in double is ∇fᵢ(x) for small dyadic data, and nothing is written off the support", [](const Drawn& drawn) {
    const Quadratic problem(drawn.terms);
    std::vector<double> x;
    Vector<Exact> exact_x(drawn.x.size());
    for (Eigen::Index c = 0; c < drawn.x.size(); ++c) {
      x.push_back(static_cast<double>(c) - 1.5);
      exact_x(c) = exact(x.back());
    }
    for (std::size_t i = 0; i < problem.n(); ++i) {
      const auto support = problem.support(i);
      std::vector<double> g(x.size(), 0.0);
      problem.gradient_i(i, x, g);
      for (std::size_t c = 0; c < g.size(); ++c) RC_ASSERT(exact(g[c]) == problem.gradient_i(i, exact_x)(static_cast<Eigen::Index>(c)));
      for (std::size_t k = 1; k < support.size(); ++k) RC_ASSERT(support[k - 1] < support[k]);
    }
  });
  const Quadratic problem = coordinate({1, 2, 3});
  for (std::size_t i = 0; i < 3; ++i) CHECK((problem.support(i).size() == 1 && problem.support(i)[0] == i));
  CHECK(quiz().f(std::vector<double>{3.0}) == 4.5);
}

TEST_CASE("The quiz's two functions have V = 1 everywhere, in one dimension and in many") {
  property("M = 0, σ² = 1, f_lower = 0", [] {
    const auto d = *rc::gen::inRange<std::size_t>(1, 5);
    const Exact L = ratio(*rc::gen::inRange(1, 9), *rc::gen::inRange(1, 9));
    const Quadratic problem = quiz(L, d);
    const Constants& c = problem.constants();
    RC_ASSERT((c.L == L && c.M == 0 && c.sigma2 == 1 && c.f_lower == Exact(0)));
    Vector<Exact> x(static_cast<Eigen::Index>(d));
    for (Eigen::Index k = 0; k < x.size(); ++k) x(k) = *rc::gen::inRange(-5, 6);
    RC_ASSERT(problem.variance(x) == 1);
    RC_ASSERT(problem.f(x) == L * norm2(x) / 2);
  });
  CHECK(quiz().n() == 2);
  CHECK(quiz().gradient_i(0, vector({0}))(0) == 1);
  CHECK(quiz().gradient_i(1, vector({0}))(0) == -1);
}

TEST_CASE("The noisy quadratic attains its noise bound at every point") {
  property("V(x) = M f'(x)² + σ²", [] {
    const auto root = [] { return ratio(*rc::gen::inRange(0, 7), *rc::gen::inRange(1, 4)); };
    const Exact M = square(root()), sigma2 = square(root()), L = ratio(*rc::gen::inRange(1, 9), 3);
    const Quadratic problem = noisy_quadratic(L, M, sigma2);
    const Constants& c = problem.constants();
    RC_ASSERT((c.L == L && c.M == M && c.sigma2 == sigma2 && c.f_lower == Exact(0) && problem.n() == 4));
    const Vector<Exact> x = vector({Exact(*rc::gen::inRange(-9, 10)) / 2});
    RC_ASSERT(problem.variance(x) == M * norm2(problem.gradient(x)) + sigma2);
    RC_ASSERT(problem.gradient(x)(0) == L * x(0));
  });
}

TEST_CASE("Sampling a coordinate has M = d−1 and σ² = 0, attained everywhere") {
  property("V(x) = (d−1)‖∇f(x)‖²", [] {
    const auto lambda = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 6)));
    RC_PRE(lambda.size() < 7u);
    const Quadratic problem = coordinate({lambda.begin(), lambda.end()});
    const Constants& c = problem.constants();
    RC_ASSERT((c.M == Exact(lambda.size()) - 1 && c.sigma2 == 0 && c.L == *std::ranges::max_element(lambda) && c.f_lower == Exact(0)));
    Vector<Exact> x(static_cast<Eigen::Index>(lambda.size()));
    for (Eigen::Index k = 0; k < x.size(); ++k) x(k) = *rc::gen::inRange(-5, 6);
    RC_ASSERT(problem.variance(x) == c.M * norm2(problem.gradient(x)));
  });
}

TEST_CASE("The saddle has additive noise and no minimum") {
  const Quadratic problem = saddle(2, 9);
  CHECK((problem.constants().L == 2 && problem.constants().M == 0 && problem.constants().sigma2 == 9));
  CHECK(problem.f(vector({3, 5})) == 9 - 25);
  CHECK(problem.variance(vector({3, 5})) == 9);
}

TEST_CASE("Least squares that interpolates has σ² = 0 on its curve, and the other has not") {
  const Quadratic interpolation = small_interpolation(), other = small_least_squares();
  CHECK(interpolation.constants().f_lower == Exact(0));
  CHECK(interpolation.constants().sigma2 == 0);
  CHECK(interpolation.variance(vector({1, -2})) == 0);
  CHECK(*other.constants().f_lower > 0);
  CHECK(*other.noise().sigma2(1000000) > 0);
}

TEST_CASE("Another M moves along the curve, and one without a σ² is refused by name") {
  const Quadratic problem({term(1, 1), term(3, -1)});
  CHECK(problem.constants().M == ratio(1, 2));
  CHECK(problem.with_M(2).constants().sigma2 == ratio(8, 7));
  CHECK(certified(problem.with_M(2), problem.with_M(2).constants()));
  CHECK_THROWS_WITH(problem.with_M(ratio(1, 4)), Catch::Matchers::ContainsSubstring("1/4") && Catch::Matchers::ContainsSubstring("M = 1/2"));
  CHECK_THROWS_WITH(problem.with_M(-1), Catch::Matchers::ContainsSubstring("-1"));
}

TEST_CASE("One sample has no noise") {
  const Quadratic problem({term(2, 1)});
  CHECK((problem.constants().M == 0 && problem.constants().sigma2 == 0 && problem.constants().L == 2));
  CHECK(problem.constants().f_lower == ratio(-1, 4));
}

TEST_CASE("Quadratics without constants or with impossible data are refused by value") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THROWS_WITH(Quadratic({term(1, 0), term(-1, 0)}), ContainsSubstring("no M makes σ² finite"));  // f = 0, V = x²
  CHECK_THROWS_AS(Quadratic({}), std::invalid_argument);
  CHECK_THROWS_WITH(Quadratic({term(1, 0), {Matrix<Exact>::Zero(2, 2), Vector<Exact>::Zero(2)}}), ContainsSubstring("2×2"));
  Matrix<Exact> A = Matrix<Exact>::Zero(2, 2);
  A(0, 1) = 7;
  CHECK_THROWS_WITH(Quadratic({{A, Vector<Exact>::Zero(2)}}), ContainsSubstring("symmetric") && ContainsSubstring("7"));
  CHECK_THROWS_WITH(noisy_quadratic(1, 2, 1), ContainsSubstring("M is not the square of a rational: '2'"));
  CHECK_THROWS_WITH(noisy_quadratic(1, 1, ratio(1, 3)), ContainsSubstring("'1/3'"));
  CHECK_THROWS_WITH(quiz(0), ContainsSubstring("'0'"));
  CHECK_THROWS_WITH(coordinate({1, -2}), ContainsSubstring("'-2'"));
}

TEST_CASE("A readable bound is above, by at most one part in a thousand, and short numbers stay") {
  property("a ≤ readable_above(a) ≤ a·1001/1000", [] {
    const Exact a = ratio(*rc::gen::inRange(0, 1000000000), *rc::gen::inRange(1, 1000000000));
    const Exact above = readable_above(a);
    RC_ASSERT((a <= above && above <= a * ratio(1001, 1000)));
    RC_ASSERT((above == a || denominator(above) < denominator(a)));
  });
  CHECK(readable_above(ratio(27, 64)) == ratio(27, 64));
  CHECK(readable_above(ratio(314159265, 100000000)) == ratio(22, 7));
  CHECK(readable_above(0) == 0);
}
