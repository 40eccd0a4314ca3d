// Tests of algorithms/problems/linear_model.hpp: every loss over drawn data, sparse and dense, and WDBC.
#include "algorithms/problems/linear_model.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <random>
#include <vector>

#include "algorithms/input_error.hpp"
#include "algorithms/problems/wdbc.hpp"
#include "tests/algorithms/enclosing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;

namespace {

static_assert(FiniteSum<LinearModel<Logistic>, Enclosure> && FiniteSum<LinearModel<Logistic>, WideEnclosure>);
static_assert(FiniteSum<LinearModel<Sigmoid>, Enclosure> && FiniteSum<LinearModel<Sigmoid>, WideEnclosure>);
static_assert(!FiniteSum<LinearModel<Logistic>, Exact> && !FiniteSum<LinearModel<Sigmoid>, Exact>);
static_assert(FiniteSum<LinearModel<Squared>, Exact> && FiniteSum<LinearModel<Squared>, Enclosure> && FiniteSum<LinearModel<Squared>, WideEnclosure>);
static_assert(FiniteSum<LinearModel<GemanMcClure>, Exact> && FiniteSum<LinearModel<GemanMcClure>, Enclosure>);

/// Zeros are left out of rows, or stored.
Dataset dataset(const std::vector<std::vector<double>>& rows, std::vector<double> labels, bool store_zeros = false) {
  Dataset data;
  data.name = "drawn";
  data.exponent.assign(rows.front().size(), 0);
  data.label = std::move(labels);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c)
      if (row[c] != 0 || store_zeros) {
        data.column.push_back(static_cast<std::uint32_t>(c));
        data.value.push_back(row[c]);
      }
    data.row_begin.push_back(data.value.size());
  }
  return data;
}

/// Data, two points and the enclosures around them.
struct Drawn {
  Dataset data;
  Vector<Exact> x, y;
  Vector<Enclosure> x_enclosed, y_enclosed;
  friend std::ostream& operator<<(std::ostream& out, const Drawn& drawn) {
    for (std::size_t i = 0; i < drawn.data.n(); ++i) {
      out << drawn.data.label[i];
      const auto [column, value] = drawn.data.row(i);
      for (std::size_t k = 0; k < column.size(); ++k) out << ' ' << column[k] << ':' << value[k];
      out << "; ";
    }
    out << "x = ";
    Eigen::showValue(drawn.x, out);
    out << ", y = ";
    Eigen::showValue(drawn.y, out);
    return out << ", radius " << drawn.x_enclosed(0).radius();
  }
};

template <class Real>
Vector<Real> enclosing(const Vector<Enclosure>& x) {
  Vector<Real> y(x.size());
  for (Eigen::Index c = 0; c < x.size(); ++c) y(c) = hull(Real(x(c).lower()), Real(x(c).upper()));
  return y;
}

}  // namespace

namespace rc {
template <>
struct Arbitrary<Drawn> {
  static Gen<Drawn> arbitrary() {
    return gen::exec([] {
      const auto n = *gen::inRange<std::size_t>(1, 6), d = *gen::inRange<std::size_t>(1, 5);
      std::vector<std::vector<double>> rows(n, std::vector<double>(d));
      std::vector<double> labels(n);
      for (auto& row : rows)
        for (double& a : row) a = *gen::inRange(-6, 7) / 4.0;
      rows[0][0] += rows[0][0] == 0;
      for (double& y : labels) y = *gen::element(-1.0, 1.0);
      Drawn drawn{dataset(rows, labels, *gen::arbitrary<bool>()), {}, {}, {}, {}};
      const auto point = [&](Vector<Exact>& x, Vector<Enclosure>& enclosed, double scale, double radius) {
        x.resize(static_cast<Eigen::Index>(d));
        enclosed.resize(x.size());
        for (Eigen::Index c = 0; c < x.size(); ++c) {
          const double middle = *gen::inRange(-12, 13) / 3.0 * scale;
          x(c) = exact(middle) + exact(radius) * ratio(*gen::inRange(-4, 5), 4);
          enclosed(c) = Enclosure::around(middle, radius);
        }
      };
      const double scale = *gen::element(1.0, 1.0, 1e-12, 1e6, 0.0), radius = *gen::element(0.0, 0.0, 1e-15, 0.125);
      point(drawn.x, drawn.x_enclosed, scale, radius);
      point(drawn.y, drawn.y_enclosed, *gen::element(1.0, 1e-9), *gen::element(0.0, 1e-17));
      return drawn;
    });
  }
};
}  // namespace rc

TEMPLATE_TEST_CASE("What doubles with error bounds say of a linear model contains the true value", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("f, ∇f, ∇f(x+gap)−∇f(x), V, E f(x̃−γg)", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    const Exact gamma = ratio(1, 7);
    const auto wide_x = as<WideEnclosure>(drawn.x), wide_y = as<WideEnclosure>(drawn.y);
    const auto &x = drawn.x_enclosed, &y = drawn.y_enclosed;
    RC_ASSERT(contains(problem.f(x), problem.f(wide_x)));
    RC_ASSERT(contains(problem.variance(x), problem.variance(wide_x)));
    RC_ASSERT(contains(problem.expected_f_next(gamma, x, y), problem.expected_f_next(gamma, wide_x, wide_y)));
    const auto G = problem.gradient(x), change = problem.gradient_difference(x, y);
    const auto wide_G = problem.gradient(wide_x), wide_change = problem.gradient_difference(wide_x, wide_y);
    for (Eigen::Index c = 0; c < G.size(); ++c) {
      RC_ASSERT(contains(G(c), wide_G(c)));
      RC_ASSERT(contains(change(c), wide_change(c)));
    }
  });
}

TEMPLATE_TEST_CASE("Doubles with error bounds contain the true values for every number of rows, dense or sparse", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> within(-1, 1);
  constexpr std::size_t d = 7;
  for (const std::size_t n : {1u, 15u, 16u, 17u, 33u, 511u, 512u, 513u, 1030u})
    for (const double density : {1.0, 0.6, 0.2}) {
      INFO("n = " << n << ", density " << density);
      std::vector<std::vector<double>> rows(n, std::vector<double>(d));
      std::vector<double> labels(n);
      for (auto& row : rows)
        for (double& a : row) a = std::abs(within(random)) <= density ? within(random) : 0;
      rows[0][0] = 0.5;
      for (double& y : labels) y = random() % 2 == 0 ? -1 : 1;
      const LinearModel<TestType> problem(dataset(rows, labels));
      for (const double radius : {0.0, 1e-15}) {
        Vector<Enclosure> x(d), x_virtual(d), gap(d);
        Vector<WideEnclosure> wide_x(d), wide_gap(d);
        for (Eigen::Index c = 0; c < x.size(); ++c) {
          const double middle = 5 * within(random), change = 1e-3 * within(random);
          x(c) = Enclosure::around(middle, radius), gap(c) = Enclosure::around(change, radius);
          wide_x(c) = middle, wide_gap(c) = change;
          x_virtual(c) = narrow(WideEnclosure(wide_x(c) + wide_gap(c)));
        }
        const Vector<WideEnclosure> wide_virtual = wide_x + wide_gap, wide_G = problem.gradient(wide_x), at_virtual = problem.gradient(wide_virtual),
                                    difference = problem.gradient_difference(wide_x, wide_gap);
        Vector<WideEnclosure> squares = Vector<WideEnclosure>::Zero(d);
        for (std::size_t i = 0; i < n; ++i) squares += problem.gradient_i(i, wide_x).unaryExpr([](const WideEnclosure& a) { return square(a); });
        const auto at = problem.at_iteration(x, x_virtual, gap);
        CHECK(contains(at.f_virtual, problem.f(wide_virtual)));
        CHECK(contains(problem.variance(x), problem.variance(wide_x)));
        for (Eigen::Index c = 0; c < x.size(); ++c) {
          CHECK(contains(at.G(c), wide_G(c)));
          CHECK(contains(at.G_virtual(c), at_virtual(c)));
          CHECK(contains(at.G_difference(c), difference(c)));
          CHECK(contains(at.variances(c), WideEnclosure(squares(c) / static_cast<int>(n) - square(wide_G(c)))));
          CHECK(at.G(c).upper() - at.G(c).lower() < 1e-12);
          CHECK(at.G_difference(c).upper() - at.G_difference(c).lower() < 1e-12);
        }
      }
    }
}

TEMPLATE_TEST_CASE("What doubles with error bounds say of a linear model is narrow", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  const LinearModel<TestType> problem(wdbc());
  const Vector<Enclosure> x = Vector<Enclosure>::Constant(30, 0.125), y = Vector<Enclosure>::Constant(30, 0.25);
  const auto width = [](const Enclosure& a) { return a.upper() - a.lower(); };
  CHECK(width(problem.f(x)) < 0x1p-42);
  CHECK(width(problem.variance(x)) < 0x1p-36);
  CHECK(width(problem.expected_f_next(ratio(1, 50), x, y)) < 0x1p-42);
  const auto G = problem.gradient(x);
  CHECK(std::ranges::all_of(G, [&](const Enclosure& g) { return width(g) < 0x1p-40; }));
}

TEMPLATE_TEST_CASE("The averages of a linear model are those over its samples", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("with 256 bits they overlap with the definitions", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    const auto x = as<WideEnclosure>(drawn.x), y = as<WideEnclosure>(drawn.y);
    const auto G = problem.gradient(x);
    RC_ASSERT(eq(problem.f(x), over_samples<WideEnclosure>(problem.n(), [&](std::size_t i) { return problem.f_i(i, x); })) != Truth::no);
    RC_ASSERT(eq(problem.variance(x), over_samples<WideEnclosure>(problem.n(), [&](std::size_t i) {
      return norm2(Vector<WideEnclosure>(problem.gradient_i(i, x) - G));
    })) != Truth::no);
    const Exact gamma = ratio(1, 7);
    RC_ASSERT(eq(problem.expected_f_next(gamma, x, y), over_samples<WideEnclosure>(problem.n(), [&](std::size_t i) {
      return problem.f(Vector<WideEnclosure>(y - wide(gamma) * problem.gradient_i(i, x)));
    })) != Truth::no);
    const auto mean = vector_over_samples<WideEnclosure>(problem.n(), G.size(), [&](std::size_t i) { return problem.gradient_i(i, x); });
    const auto change = problem.gradient_difference(x, y), next = problem.gradient(Vector<WideEnclosure>(x + y));
    for (Eigen::Index c = 0; c < G.size(); ++c) {
      RC_ASSERT(eq(G(c), mean(c)) != Truth::no);
      RC_ASSERT(eq(change(c), WideEnclosure(next(c) - G(c))) != Truth::no);
    }
  });
}

TEMPLATE_TEST_CASE("A rational linear model is exact over rationals, and its enclosures contain that", "", Squared, GemanMcClure) {
  property("f, ∇f, V, E f(x̃−γg)", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    const Exact gamma = ratio(1, 7);
    const auto &x = drawn.x, &y = drawn.y;
    RC_ASSERT(problem.f(drawn.x_enclosed).contains(problem.f(x)));
    RC_ASSERT(problem.variance(drawn.x_enclosed).contains(problem.variance(x)));
    RC_ASSERT(problem.expected_f_next(gamma, drawn.x_enclosed, drawn.y_enclosed).contains(problem.expected_f_next(gamma, x, y)));
    RC_ASSERT(problem.expected_f_next(gamma, x, y) == over_samples<Exact>(problem.n(), [&](std::size_t i) {
      return problem.f(Vector<Exact>(y - gamma * problem.gradient_i(i, x)));
    }));
    RC_ASSERT(problem.gradient_difference(x, y) == problem.gradient(Vector<Exact>(x + y)) - problem.gradient(x));
  });
}

TEMPLATE_TEST_CASE("The constants of a linear model are certified and hold at every point", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("V ≤ M‖∇f‖² + σ², ‖∇f(x+gap)−∇f(x)‖² ≤ L²‖gap‖², f ≥ f_lower", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    const Constants& c = problem.constants();
    const auto x = as<WideEnclosure>(drawn.x), y = as<WideEnclosure>(drawn.y);
    RC_ASSERT(certified(problem, c));
    RC_ASSERT(le(problem.variance(x), WideEnclosure(wide(c.M) * norm2(problem.gradient(x)) + wide(c.sigma2))) != Truth::no);
    RC_ASSERT(le(norm2(problem.gradient_difference(x, y)), WideEnclosure(wide(Exact(c.L * c.L)) * norm2(y))) != Truth::no);
    RC_ASSERT(le(wide(*c.f_lower), problem.f(x)) != Truth::no);
  });
}

TEMPLATE_TEST_CASE("Smaller constants of a linear model are not certified", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("L − 1/100 of it, σ² − 1/100 of it, f_lower + 1/100", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    const Constants& c = problem.constants();
    Constants less = c;
    less.L = c.L * ratio(99, 100);
    RC_ASSERT(!certified(problem, less));
    less = c;
    less.sigma2 = c.sigma2 * ratio(99, 100);
    RC_ASSERT(c.sigma2 == 0 || !certified(problem, less));
    less = c;
    less.f_lower = ratio(1, 100);
    RC_ASSERT(!certified(problem, less));
  });
}

TEST_CASE("A σ² one part in fifty below the box bound is refuted far out on the logistic loss") {
  const LinearModel<Logistic> problem(dataset({{1, 0}, {0, 1}}, {1, 1}));
  CHECK(problem.constants().sigma2 == ratio(1, 2));  // V → ½·1 + ½·1 − ‖(½, ½)‖² where both slopes are −1
  const Vector<WideEnclosure> far = Vector<WideEnclosure>::Constant(2, -50);
  CHECK(le(problem.variance(far), wide(ratio(1, 2))) == Truth::yes);
  CHECK(le(problem.variance(far), wide(ratio(49, 100))) == Truth::no);
  CHECK(le(problem.variance(Vector<Enclosure>(Vector<Enclosure>::Constant(2, -50))), Enclosure(ratio(49, 100))) == Truth::no);
}

TEST_CASE("The box bound is the maximum over all vertices, below the trivial one") {
  const LinearModel<Logistic> problem(dataset({{1, 0.5}, {-1, 2}, {0.5, 1}}, {1, -1, 1}));
  const Vector<Exact> c[] = {(Vector<Exact>(2) << 1, ratio(1, 2)).finished(), (Vector<Exact>(2) << 1, -2).finished(), (Vector<Exact>(2) << ratio(1, 2), 1).finished()};
  Exact largest = 0, trivial = 0;
  for (int vertex = 0; vertex < 8; ++vertex) {
    Vector<Exact> mean = Vector<Exact>::Zero(2);
    Exact second = 0;
    for (int i = 0; i < 3; ++i)
      if (vertex >> i & 1) {
        mean += c[i] / 3;
        second += norm2(c[i]) / 3;
      }
    largest = std::max(largest, Exact(second - norm2(mean)));
    trivial = std::max(trivial, second);
  }
  CHECK(problem.constants().sigma2 == readable_above(largest));
  CHECK(problem.constants().sigma2 < trivial);
}

TEMPLATE_TEST_CASE("The gradient difference of a linear model is relative to the gap, down to nothing", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  const LinearModel<TestType> problem(wdbc());
  Vector<Enclosure> x(30), gap(30);
  for (Eigen::Index c = 0; c < 30; ++c) {
    x(c) = static_cast<double>(c % 7) / 4 - 1;
    gap(c) = 1e-30 * static_cast<double>(c % 5 + 1);
  }
  const auto none = problem.gradient_difference(x, Vector<Enclosure>(Vector<Enclosure>::Zero(30)));
  const auto change = problem.gradient_difference(x, gap);
  const auto truth = problem.gradient_difference(enclosing<WideEnclosure>(x), enclosing<WideEnclosure>(gap));
  for (Eigen::Index c = 0; c < 30; ++c) {
    CHECK(none(c).is_zero());
    CHECK(change(c).upper() - change(c).lower() < 1e-30 * 0x1p-34);
    CHECK(contains(change(c), truth(c)));
  }
}

TEMPLATE_TEST_CASE("The threads compute the gradient of a linear model on its row, close to the true one", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  property("each coordinate lies in the enclosure of φ'(aᵢᵀx) aᵢ that a running error bound gives", [](const Drawn& drawn) {
    const LinearModel<TestType> problem(drawn.data);
    std::vector<double> x;
    for (const Enclosure& a : drawn.x_enclosed) x.push_back(a.middle());
    const Vector<Enclosure> at = Vector<Enclosure>(Eigen::Map<const Vector<double>>(x.data(), drawn.x.size()).template cast<Enclosure>());
    for (std::size_t i = 0; i < problem.n(); ++i) {
      const auto support = problem.support(i);
      std::vector<double> g(problem.dimension());
      problem.gradient_i(i, x, g);
      std::vector<double> row(problem.dimension(), 0.0);
      for (std::size_t k = 0; k < support.size(); ++k) row[support[k]] = drawn.data.row(i).value[k];
      if (std::ranges::all_of(row, [](double a) { return a == 0; })) continue;
      const auto G = LinearModel<TestType>(dataset({row}, {drawn.data.label[i]})).gradient(at);
      for (std::size_t k = 0; k < support.size(); ++k) {
        const Enclosure g_k = Enclosure::around(g[support[k]], 0x1p-50 * std::abs(g[support[k]]) + 0x1p-1000);  // one product of a slope within 12·2⁻⁵³
        RC_ASSERT(eq(g_k, G(support[k])) != Truth::no);
      }
    }
    const Enclosure f = problem.f(at);
    RC_ASSERT(le(Enclosure(problem.f(std::span<const double>(x))), f) != Truth::no);
  });
}

TEMPLATE_TEST_CASE("The gradients of WDBC have the same bits on every machine", "", Squared, Logistic, Sigmoid, GemanMcClure) {
  const LinearModel<TestType> problem(wdbc());
  std::vector<double> x(30), g(30), all;
  for (std::size_t c = 0; c < 30; ++c) x[c] = (static_cast<double>(c * 7 % 11) - 5) / 3;
  for (std::size_t i = 0; i < problem.n(); ++i) {
    problem.gradient_i(i, x, g);
    all.insert(all.end(), g.begin(), g.end());
  }
  const std::uint64_t expected = std::is_same_v<TestType, Squared>    ? 0xe97eb5318bd724e4u
                                 : std::is_same_v<TestType, Logistic> ? 0x8434a9a8e8dcfb20u
                                 : std::is_same_v<TestType, Sigmoid>  ? 0x02728936f78fbd60u
                                                                      : 0x7e05f63a32c6ed55u;
  CHECK(fingerprint(all) == expected);
}

TEST_CASE("More rows than the Gram matrix is kept for give the same expectation") {
  std::vector<std::vector<double>> rows;
  std::vector<double> labels;
  for (int i = 0; i < 2060; ++i) {
    rows.push_back({(i * 37 % 101 - 50) / 64.0, i % 3 == 0 ? 0.0 : (i * 53 % 89 - 44) / 64.0});
    labels.push_back(i % 2 == 0 ? 1 : -1);
  }
  const LinearModel<GemanMcClure> problem(dataset(rows, labels));
  const Vector<Enclosure> x = Vector<Enclosure>::Constant(2, 0.5), y = Vector<Enclosure>::Constant(2, 0.375);
  const Enclosure fast = problem.expected_f_next(ratio(1, 3), x, y), plain = problem.template expected_f_next<Enclosure>(ratio(1, 3), x, y);
  CHECK(eq(fast, plain) != Truth::no);
  CHECK(fast.upper() - fast.lower() < 0x1p-42);
}

TEST_CASE("Above 64 features L comes from the trace, and a smaller one is rejected") {
  std::vector<std::vector<double>> rows(3, std::vector<double>(70, 0.0));
  for (std::size_t c = 0; c < 70; ++c) rows[c % 3][c] = 0.5;
  const LinearModel<Logistic> problem(dataset(rows, {1, -1, 1}));
  CHECK(problem.constants().L == readable_above(ratio(70, 12)) / 4);
  CHECK(certified(problem, problem.constants()));
  Constants less = problem.constants();
  less.L *= ratio(99, 100);
  CHECK_FALSE(certified(problem, less));
}

TEST_CASE("A diverged point gives enclosures of everything, not NaN") {
  const LinearModel<Logistic> problem(wdbc());
  const Vector<Enclosure> far = Vector<Enclosure>::Constant(30, 1e308);
  CHECK(problem.f(far).upper() == std::numeric_limits<double>::infinity());
  CHECK(problem.expected_f_next(1, far, far).upper() == std::numeric_limits<double>::infinity());
  const Vector<Enclosure> anywhere = Vector<Enclosure>::Constant(30, Enclosure::everything());
  CHECK(le(problem.f(anywhere), Enclosure(1)) == Truth::unknown);
  CHECK(le(problem.variance(anywhere), Enclosure(1)) == Truth::unknown);
  const Vector<Enclosure> here = Vector<Enclosure>::Constant(30, 0.5);
  for (const auto& [x, gap] : {std::pair(far, here), std::pair(here, far), std::pair(anywhere, here), std::pair(here, anywhere)})
    CHECK(le(problem.gradient_difference(x, gap)(0), Enclosure(1e-3)) != Truth::no);
  CHECK(problem.gradient_difference(here, anywhere)(0).lower() == -std::numeric_limits<double>::infinity());
}

TEST_CASE("The constants of WDBC are certified for every loss") {
  const LinearModel<Logistic> logistic(wdbc());
  CHECK(logistic.n() == 569);
  CHECK(logistic.dimension() == 30);
  CHECK(certified(logistic, logistic.constants()));
  const LinearModel<Squared> squared(wdbc());
  CHECK(certified(squared, squared.constants()));
  CHECK(squared.constants().L == 4 * logistic.constants().L);
  CHECK(LinearModel<GemanMcClure>(wdbc()).constants().L == 8 * logistic.constants().L);
}

TEST_CASE("The Pareto curve of Squared is that of the same least squares as a quadratic") {
  property("σ²(M), up to rounding to a short rational", [](const Drawn& drawn) {
    Matrix<Exact> A = Matrix<Exact>::Zero(static_cast<Eigen::Index>(drawn.data.n()), drawn.x.size());
    Vector<Exact> y(A.rows());
    for (std::size_t i = 0; i < drawn.data.n(); ++i) {
      const auto [column, value] = drawn.data.row(i);
      for (std::size_t k = 0; k < column.size(); ++k) A(static_cast<Eigen::Index>(i), column[k]) = exact(value[k]);
      y(static_cast<Eigen::Index>(i)) = exact(drawn.data.label[i]);
    }
    const LinearModel<Squared> model(drawn.data);
    const Quadratic quadratic = rational_least_squares(A, y, model.constants().M);
    RC_ASSERT(model.noise()->first().M == quadratic.noise().first().M);
    RC_ASSERT(model.constants().sigma2 == readable_above(quadratic.constants().sigma2));
    RC_ASSERT(model.constants().L == quadratic.constants().L);
    RC_ASSERT(model.f(drawn.x) == quadratic.f(drawn.x));
    RC_ASSERT(model.variance(drawn.x) == quadratic.variance(drawn.x));
  });
}

TEST_CASE("Least squares takes the M of the least bound, unless it is told one") {
  const auto bound = [](const LinearModel<Squared>& model, const Exact& M) {
    const Exact LF0 = model.constants().L * model.f(Vector<Exact>(Vector<Exact>::Zero(static_cast<Eigen::Index>(model.dimension()))));
    return 50 * Exact(LF0 * (M + 64) / 2000).convert_to<double>() + 10 * std::sqrt(Exact(LF0 * *model.noise()->sigma2(M) / 2000).convert_to<double>());
  };
  int later = 0;
  property("of 50LF₀(M+64)/2000 + 10√(LF₀σ²(M)/2000), over M₀, 2M₀, 4M₀, …", [&](const Drawn& drawn) {
    const LinearModel<Squared> model(drawn.data);
    const Exact first = model.noise()->first().M, M = model.constants().M;
    for (Exact other = first; other > 0 && other <= 64 * first; other *= 2) RC_ASSERT(bound(model, M) <= bound(model, other) * (1 + 1e-12));
    later += M > first;
    RC_ASSERT(LinearModel<Squared>(drawn.data, 2 * M).constants().M == 2 * M);
  });
  if (!std::getenv("RC_PARAMS")) CHECK(later > 0);
}

TEST_CASE("Least squares on WDBC has no small M: its columns nearly depend on each other") {
  const LinearModel<Squared> problem(wdbc());
  CHECK(problem.constants().M == power_of_two(22));
  CHECK_FALSE(problem.noise()->admits(power_of_two(21)));
}

TEST_CASE("Data that a loss cannot use are refused by row and value") {
  Dataset three = dataset({{1}, {2}, {3}}, {1, -1, 2});
  three.line = {1, 2, 7};
  CHECK_THROWS_WITH(LinearModel<Logistic>(three), ContainsSubstring("drawn:7: ") && ContainsSubstring("'2"));
  CHECK_THROWS_AS(LinearModel<Sigmoid>(three), InputError);
  CHECK_NOTHROW(LinearModel<Squared>(three));
  CHECK_THROWS_WITH(LinearModel<Logistic>(dataset({{0}, {0}}, {1, -1}, true)), ContainsSubstring("all features are 0"));
  CHECK_THROWS_WITH(LinearModel<Squared>(dataset({std::vector<double>(41, 1.0)}, {1})), ContainsSubstring("'41'") && ContainsSubstring("40"));
  CHECK_THROWS_WITH(LinearModel<Squared>(dataset({{1}, {2}}, {1, 0}), Exact(0)), ContainsSubstring("no σ² is large enough for this M: '0'"));
}
