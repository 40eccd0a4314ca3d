// The expectation over all samples by its definition: every one of the nᵀ sequences run from its beginning, and averaged.
#pragma once

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/expectation/quadratic_sum.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"

namespace lemmata {

/// The data of a quadratic problem, read off its gradients: ∇fᵢ(0) = −bᵢ, ∇fᵢ(e_c) − ∇fᵢ(0) = Aᵢe_c.
inline QuadraticSum data_of(const ExactProblem& problem) {
  const auto d = static_cast<Eigen::Index>(problem.dimension());
  const Vector<Exact> zero = Vector<Exact>::Zero(d);
  QuadraticSum sum;
  for (std::size_t i = 0; i < problem.n(); ++i) {
    Matrix<Exact> A(d, d);
    for (Eigen::Index c = 0; c < d; ++c) A.col(c) = problem.gradient_i(i, unit(d, c)) - problem.gradient_i(i, zero);
    sum.A.push_back(A);
    sum.b.push_back(-problem.gradient_i(i, zero));
  }
  sum.c.assign(problem.n(), problem.f(zero));
  return sum;
}

/// The largest T ≤ `most` with nᵀ ≤ 256.
inline std::size_t short_enough(std::size_t n, std::size_t most) {
  std::size_t T = 0;
  for (std::size_t paths = n; T < most && paths <= 256; paths *= n) ++T;
  return T;
}

/// `schedule_of(samples)` is the schedule of this sequence.
template <class ScheduleOf>
Expectations<Exact> by_definition(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, std::size_t T,
                                  const ScheduleOf& schedule_of) {
  const std::vector<Exact> zeros(T, 0);
  Expectations<Exact> E{zeros, zeros, zeros, zeros, zeros, zeros, zeros, std::vector<Exact>(T + 1, 0)};
  const auto masked = [](const Missing& m, Vector<Exact> v) {
    for (Eigen::Index c = 0; c < v.size(); ++c)
      if (!m.missed(static_cast<std::size_t>(c))) v(c) = 0;
    return v;
  };
  std::vector<std::size_t> samples(T, 0);
  Exact paths = 0;
  for (bool more = true; more; ++paths) {
    const Schedule& schedule = schedule_of(samples);
    const Path path = delayed_sgd(problem, gamma, x0, schedule, samples);
    for (std::size_t t = 0; t <= T; ++t) {
      E.f_virtual[t] += problem.f(path.x_virtual[t]);
      if (t == T) break;
      Vector<Exact> G = Vector<Exact>::Zero(x0.size()), xi = G;
      for (const Missing& m : schedule.missing(t)) {
        const Vector<Exact> G_k = masked(m, path.G[m.k]), xi_k = masked(m, path.g[m.k] - path.G[m.k]);
        G += G_k;
        xi += xi_k;
        E.missed_gradients[t] += norm2(G_k);
        E.missed_noises[t] += norm2(xi_k);
      }
      E.gradient2[t] += norm2(path.G[t]);
      E.noise2[t] += norm2(Vector<Exact>(path.g[t] - path.G[t]));
      E.difference[t] += norm2(Vector<Exact>(path.x[t] - path.x_virtual[t]));
      E.missed_gradient[t] += norm2(G);
      E.missed_noise[t] += norm2(xi);
    }
    more = false;  // the next sequence: count in base n
    for (std::size_t t = 0; t < T && !more; ++t) {
      more = ++samples[t] < problem.n();
      if (!more) samples[t] = 0;
    }
  }
  return in_units<Exact>(E, [&](std::size_t) { return Units{1 / paths, 1 / paths, 1 / paths}; });
}

/// Every expectation contains the exact one.
template <class Real>
bool contains(const Expectations<Real>& enclosed, const Expectations<Exact>& exact) {
  const auto all = [](const std::vector<Real>& a, const std::vector<Exact>& x) {
    bool inside = a.size() == x.size();
    for (std::size_t t = 0; inside && t < x.size(); ++t) inside = contains(a[t], x[t]);
    return inside;
  };
  bool inside = all(enclosed.f_virtual, exact.f_virtual);
  for (std::size_t m = 0; m < exact.point_squares.size(); ++m)
    inside = inside && all(enclosed.*enclosed.point_squares[m], exact.*exact.point_squares[m]);
  for (std::size_t m = 0; m < exact.gradient_squares.size(); ++m)
    inside = inside && all(enclosed.*enclosed.gradient_squares[m], exact.*exact.gradient_squares[m]);
  return inside;
}

}  // namespace lemmata
