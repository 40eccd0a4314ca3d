// Tests of the lines of lemmas/difference.hpp that hold on every path.
#include "lemmas/difference.hpp"

#include "lemmas/elementary.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

using Vectors = std::vector<Vector<Exact>>;

Vector<Exact> masked(const Missing& missing, Vector<Exact> v) {
  for (Eigen::Index c = 0; c < v.size(); ++c)
    if (!missing.missed(static_cast<std::size_t>(c))) v(c) = 0;
  return v;
}

/// All that the sure lines ask about one read.
struct Read {
  Exact gamma;
  Vector<Exact> difference;  // xₜ − x̃ₜ
  MissedUpdates<Exact> missed;
  std::size_t tau;
  Exact window;

  template <class Real = Exact>
  Proof<Real> proof() const {
    MissedUpdates<Real> updates{{}, {}, missed.staleness};
    for (const auto& g : missed.g) updates.g.push_back(as<Real>(g));
    for (const auto& G : missed.G) updates.G.push_back(as<Real>(G));
    return difference_sure_lines<Real>(gamma, as<Real>(difference), updates, tau, as<Real>(window));
  }
};

Read read_of(const Path& path, const Schedule& schedule, const Exact& gamma, std::size_t t, std::size_t tau) {
  Read read{gamma, path.x[t] - path.x_virtual[t], {}, tau, 0};
  for (const Missing& m : schedule.missing(t)) {
    read.missed.g.push_back(masked(m, path.g[m.k]));
    read.missed.G.push_back(masked(m, path.G[m.k]));
    read.missed.staleness = std::max(read.missed.staleness, t - m.k);
  }
  for (std::size_t k = t - std::min(t, tau); k < t; ++k) read.window += norm2(path.G[k]);
  return read;
}

/// A path of delayed SGD with its schedule.
struct Delayed {
  ExactProblem problem;
  Schedule schedule;
  Exact gamma;
  Path path;
};
std::ostream& operator<<(std::ostream& out, const Delayed& delayed) {
  out << delayed.problem << "; γ = " << delayed.gamma << ", schedule " << delayed.schedule << ", x0 = ";
  if (!delayed.path.x.empty()) Eigen::showValue(delayed.path.x[0], out);
  return out;
}
rc::Gen<Delayed> delayed() {
  return rc::gen::exec([]() -> Delayed {
    ExactProblem problem = *draw::quadratic();
    const auto T = *draw::count(1, 7);
    Schedule schedule = *draw::schedule(T, problem.dimension());
    Exact gamma = *draw::any_step_size();
    Path path = delayed_sgd(problem, gamma, *draw::point(problem.dimension()), schedule, *draw::samples(T, problem.n()));
    return {std::move(problem), std::move(schedule), std::move(gamma), std::move(path)};
  });
}

/// Any vectors at all: m updates, not masked, each with its own gradient.
Read any_read(const Vectors& g, const Vectors& G, const Exact& gamma) {
  Read read{gamma, Vector<Exact>::Zero(g[0].size()), {g, G, g.size()}, g.size(), 0};
  for (const auto& update : g) read.difference += gamma * update;
  for (const auto& gradient : G) read.window += norm2(gradient);
  return read;
}

}  // namespace

TEST_CASE("The sure lines of Difference hold for all vectors") {
  property("at every read of delayed SGD, for any masks and every step size", [] {
    const Delayed run = *delayed().as("run");
    for (std::size_t t = 0; t < run.schedule.size(); ++t)
      for (const std::size_t more : {0, 1, 5})
        RC_ASSERT(objections(read_of(run.path, run.schedule, run.gamma, t, run.schedule.tau() + more).proof()) == "");
  }, {.cases = 300});
  property("for any vectors in place of gradients", [] {
    const auto m = *draw::count(1, 5).as("m"), d = *draw::count(1, 3).as("d");
    const Read read = any_read(*draw::points(m, d).as("g"), *draw::points(m, d).as("G"), *draw::any_step_size().as("γ"));
    RC_ASSERT(objections(read.proof()) == "");
    RC_ASSERT(disagreement(read.proof<Enclosure>(), read.proof()) == "");
    RC_ASSERT(disagreement(read.proof<WideEnclosure>(), read.proof()) == "");
  }, {.cases = 300});
}

TEST_CASE("A read that missed nothing is the virtual iterate, and every line is 0 ≤ 0") {
  const Read read{ratio(1, 10), vector({0, 0}), {}, 0, 0};
  CHECK(objections(read.proof()) == "");
  for (const auto& step : read.proof()) CHECK(step.right == 0);
}

TEST_CASE("The slacks of the sure lines are squares of differences") {
  property("γ²‖u−v‖², 2γ²Σ_{j<k}‖Gⱼ−Gₖ‖², and what the window has in addition", [] {
    const Delayed run = *delayed().as("run");
    const std::size_t tau = run.schedule.tau();
    const Exact gamma2 = run.gamma * run.gamma;
    for (std::size_t t = 0; t < run.schedule.size(); ++t) {
      const Read read = read_of(run.path, run.schedule, run.gamma, t, tau);
      const auto proof = read.proof();
      const auto& [g, G, staleness] = read.missed;
      Vector<Exact> u = Vector<Exact>::Zero(read.difference.size()), v = u;
      Exact differences = 0;
      for (std::size_t k = 0; k < g.size(); ++k) {
        u += G[k];
        v += g[k] - G[k];
        for (std::size_t j = 0; j < k; ++j) differences += norm2(Vector<Exact>(G[j] - G[k]));
      }
      RC_ASSERT(proof[0].slack() == 0);
      RC_ASSERT(proof[1].slack() == gamma2 * norm2(Vector<Exact>(u - v)));
      RC_ASSERT(proof[2].slack() == 2 * gamma2 * differences);
      RC_ASSERT(proof[1].right == 2 * gamma2 * (norm2(u) + norm2(v)));
      RC_ASSERT(proof[3].right == 2 * gamma2 * (Exact(tau) * read.window + norm2(v)));
    }
  }, {.cases = 200});
}

TEST_CASE("What Difference leaves to the expectation is the cross terms of the noise") {
  property("2mΣ‖a‖² + 2Σ‖ξ‖² − ‖Σ(a+ξ)‖² = ‖Σa−Σξ‖² + 2Σ_{j<k}‖aⱼ−aₖ‖² − 4Σ_{j<k}⟨ξⱼ,ξₖ⟩", [] {
    const auto m = *draw::count(1, 5).as("m"), d = *draw::count(1, 3).as("d");
    const Vectors a = *draw::points(m, d).as("a"), xi = *draw::points(m, d).as("ξ");
    Vector<Exact> sum_a = Vector<Exact>::Zero(static_cast<Eigen::Index>(d)), sum_xi = sum_a;
    Exact squares_a = 0, squares_xi = 0, differences = 0, products = 0;
    for (std::size_t k = 0; k < m; ++k) {
      sum_a += a[k];
      sum_xi += xi[k];
      squares_a += norm2(a[k]);
      squares_xi += norm2(xi[k]);
      for (std::size_t j = 0; j < k; ++j) {
        differences += norm2(Vector<Exact>(a[j] - a[k]));
        products += dot(xi[j], xi[k]);
      }
    }
    const Exact left = 2 * Exact(m) * squares_a + 2 * squares_xi - norm2(Vector<Exact>(sum_a + sum_xi));
    RC_ASSERT(left == norm2(Vector<Exact>(sum_a - sum_xi)) + 2 * differences - 4 * products);
  });
}

TEST_CASE("The difference line is refuted with one update left out") {
  property("unless that update is zero", [] {
    const auto m = *draw::count(1, 4).as("m");
    const Vectors g = *draw::points(m, 1).as("g");
    Read read = any_read(g, g, *draw::any_step_size().as("γ"));
    const Exact last = read.missed.g.back()(0), sum = read.difference(0) / read.gamma;
    read.missed.g.pop_back();
    read.missed.G.pop_back();
    const bool same = square(sum) == square(sum - last);
    RC_ASSERT(read.proof()[0].outcome() == (same ? Outcome::holds : Outcome::violated));
  });
  Read read = any_read({vector({1}), vector({1})}, {vector({1}), vector({1})}, ratio(1, 10));
  read.missed.g.pop_back();
  read.missed.G.pop_back();
  CHECK(line(read.proof(), claims::A22a).left == ratio(1, 25));
  CHECK(line(read.proof(), claims::A22a).right == ratio(1, 100));
  CHECK(read.proof().outcome() == Outcome::violated);
}

TEST_CASE("Splitting a square is refuted with 1 in place of 2") {
  // one missing update g = 2 with ∇f = 1: u = v = 1
  const Read read = any_read({vector({2})}, {vector({1})}, ratio(1, 10));
  const auto proof = read.proof();
  CHECK(line(proof, claims::A22b).slack() == 0);
  const auto mutant = Proof<Exact>(line(proof, claims::A22b).left).le(line(proof, claims::A22b).right / 2, claims::A22b, "1 in place of 2");
  CHECK(mutant[0].left == ratio(1, 25));
  CHECK(mutant[0].right == ratio(1, 50));
  CHECK(mutant.outcome() == Outcome::violated);
}

TEST_CASE("Jensen's line is refuted with |J|−1") {
  for (std::size_t m = 1; m < 6; ++m) {  // m equal gradients, no noise
    CAPTURE(m);
    const Vectors G(m, vector({1}));
    const auto proof = any_read(G, G, ratio(1, 10)).proof();
    const Exact gamma2 = ratio(1, 100), left = 2 * gamma2 * Exact(m * m);
    CHECK(proof[2].left == left);
    CHECK(proof[2].slack() == 0);
    CHECK(Proof<Exact>(left).le(2 * gamma2 * Exact((m - 1) * m), claims::A22c, "|J| − 1").outcome() == Outcome::violated);
  }
}

TEST_CASE("The window's line is vacuous if the delay is not covered") {
  const ExactProblem problem = quiz();
  const Path path = delayed_sgd(problem, ratio(1, 10), vector({1}), Schedule::constant_delay(3, 1, 2), {0, 1, 0});
  const Schedule schedule = Schedule::constant_delay(3, 1, 2);
  CHECK(objections(read_of(path, schedule, ratio(1, 10), 2, 2).proof()) == "");
  const auto short_window = read_of(path, schedule, ratio(1, 10), 2, 1).proof();
  CHECK(short_window[2].outcome() == Outcome::holds);
  CHECK(short_window[3].outcome() == Outcome::vacuous);
  // one missing update, which is older than τ: |J| = 1 ≤ τ, and yet the window does not see it
  Read old = any_read({vector({1})}, {vector({1})}, ratio(1, 10));
  old.missed.staleness = 2;
  old.window = 0;
  CHECK(old.proof()[3].holds == Truth::no);
  CHECK(old.proof()[3].outcome() == Outcome::vacuous);
}

TEST_CASE("Difference is no statement about one path: three equal noises exceed its right side") {
  // τ = 3, all ξ = +1, f = 0 near x₀: γ²·9 against 2γ²·3
  const Vectors g(3, vector({1})), G(3, vector({0}));
  const Exact gamma = ratio(1, 30);  // γ_crit(3) for L = 1, M = 0
  const auto proof = any_read(g, G, gamma).proof();
  CHECK(objections(proof) == "");
  const auto mutant = Proof<Exact>(proof[0].left).le(2 * gamma * gamma * 3, claims::A22b, "E‖v‖² = τσ² on one path");
  CHECK(mutant[0].left == ratio(1, 100));
  CHECK(mutant[0].right == ratio(1, 150));
  CHECK(mutant.outcome() == Outcome::violated);
}
