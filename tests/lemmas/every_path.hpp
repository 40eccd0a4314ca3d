// Expectations by definition: the average over sample paths, each run from its first read by delayed_sgd. Slow, and independent of
// everything in lemmas/expectation/.
#pragma once

#include <functional>

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/numbers/ldlt.hpp"
#include "lemmas/slack_ledger.hpp"
#include "tests/lemmas/generators.hpp"

namespace lemmata {

using Samples = std::vector<std::size_t>;

/// All nᵀ sample paths.
inline std::vector<Samples> every_path(std::size_t n, std::size_t T) {
  std::vector<Samples> paths{{}};
  for (std::size_t t = 0; t < T; ++t) {
    std::vector<Samples> longer;
    for (const auto& path : paths)
      for (std::size_t i = 0; i < n; ++i) {
        longer.push_back(path);
        longer.back().push_back(i);
      }
    paths = std::move(longer);
  }
  return paths;
}

/// The largest T ≥ 1 with nᵀ ≤ paths, and at most `most`.
inline std::size_t horizon(std::size_t n, std::size_t paths, std::size_t most) {
  std::size_t T = 1;
  for (std::size_t count = n * n; T < most && count <= paths; count *= n) ++T;
  return T;
}

/// The average over `paths`, equally likely; `rule` is the schedule of a path, which may depend on its samples.
inline Expectations<Exact> average(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0,
                                   const std::vector<Samples>& paths, const std::function<Schedule(const Samples&)>& rule) {
  const std::size_t T = paths.at(0).size();
  const Exact part = Exact(1) / paths.size();
  Expectations<Exact> E;
  for (auto* field : {&E.gradient2, &E.noise2, &E.difference, &E.missed_gradient, &E.missed_noise, &E.missed_gradients, &E.missed_noises})
    field->assign(T, 0);
  E.f_virtual.assign(T + 1, 0);
  for (const Samples& samples : paths) {
    const Schedule schedule = rule(samples);
    const Path path = delayed_sgd(problem, gamma, x0, schedule, samples);
    for (std::size_t t = 0; t < T; ++t) {
      Vector<Exact> u = Vector<Exact>::Zero(x0.size()), v = u;
      for (const Missing& m : schedule.missing(t)) {
        const Vector<Exact> a = missed_part(m, path.G[m.k]), noise = missed_part(m, Vector<Exact>(path.g[m.k] - path.G[m.k]));
        E.missed_gradients[t] += part * norm2(a);
        E.missed_noises[t] += part * norm2(noise);
        u += a;
        v += noise;
      }
      E.gradient2[t] += part * norm2(path.G[t]);
      E.noise2[t] += part * norm2(Vector<Exact>(path.g[t] - path.G[t]));
      E.difference[t] += part * norm2(Vector<Exact>(path.x[t] - path.x_virtual[t]));
      E.missed_gradient[t] += part * norm2(u);
      E.missed_noise[t] += part * norm2(v);
    }
    for (std::size_t t = 0; t <= T; ++t) E.f_virtual[t] += part * problem.f(path.x_virtual[t]);
  }
  return E;
}
inline Expectations<Exact> average(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule) {
  return average(problem, gamma, x0, every_path(problem.n(), schedule.size()), [&](const Samples&) { return schedule; });
}

/// The same over intervals.
template <class Real>
Expectations<Real> enclosed(const Expectations<Exact>& E) {
  Expectations<Real> result;
  for (const auto& [to, from] : {std::pair(&result.gradient2, &E.gradient2), {&result.noise2, &E.noise2}, {&result.difference, &E.difference},
                                {&result.missed_gradient, &E.missed_gradient}, {&result.missed_noise, &E.missed_noise},
                                {&result.missed_gradients, &E.missed_gradients}, {&result.missed_noises, &E.missed_noises},
                                {&result.f_virtual, &E.f_virtual}})
    for (const Exact& value : *from) to->push_back(as<Real>(value));
  return result;
}

/// What one path is to the ledger. The samples need not be those of the path's problem: any vectors will do.
inline SamplePath<Exact> sample_path(const ExactProblem& problem, const Exact& gamma, const Path& path) {
  SamplePath<Exact> result;
  for (std::size_t t = 0; t < path.x.size(); ++t) {
    const Vector<Exact> &x = path.x[t], &x_virtual = path.x_virtual[t];
    const Moment<Exact> at = moment<Exact>(problem, gamma, x, x_virtual);
    Vector<Exact> variances = Vector<Exact>::Zero(x.size());
    for (std::size_t i = 0; i < problem.n(); ++i) {
      const Vector<Exact> xi = problem.gradient_i(i, x) - at.G;
      for (Eigen::Index c = 0; c < x.size(); ++c) variances(c) += square(xi(c)) / Exact(problem.n());
    }
    result.steps.push_back({path.g[t], at.G, at.G_virtual, at.G_difference, variances, at.f_virtual, at.expected_f_next});
  }
  result.f_end = problem.f(path.x_virtual.back());
  return result;
}

/// The constants with the infimum of a quadratic that is bounded below: −½ b̄ᵀz with Āz = b̄.
inline Constants with_lower_bound(const ExactProblem& problem) {
  Constants constants = problem.constants();
  if (constants.f_lower || !problem.quadratic()) return constants;
  const Vector<Exact> b = -problem.gradient(Vector<Exact>(Vector<Exact>::Zero(static_cast<Eigen::Index>(problem.dimension()))));
  if (const auto factor = ldlt(problem.mean_A()))
    if (const auto z = solve(*factor, b)) constants.f_lower = -dot(b, *z) / 2;
  return constants;
}

/// Lx²/2 without noise, and f = 0 with ξ = ±1 (L = 1 is declared: any L > 0 will do).
inline ExactProblem noiseless(const Exact& L = 1) {
  return {"Lx²/2", {matrix({{L}})}, {vector({0})}, {.L = L, .M = 0, .sigma2 = 0, .f_lower = Exact(0)}};
}
inline ExactProblem coin() { return additive_noise(matrix({{0}}), {vector({1})}, "coin"); }

namespace draw {

/// A problem that is bounded below, and its constants with f*; Geman–McClure is seldom, for its rationals grow.
inline Gen<std::pair<ExactProblem, Constants>> bounded_problem() {
  return rc::gen::exec([] {
    const auto drawn = *problem();
    const Constants constants = with_lower_bound(drawn);
    if (constants.f_lower) return std::pair(drawn, constants);
    const ExactProblem instead = noisy_quadratic(*positive_rational(), *rational(), *rational());
    return std::pair(instead, instead.constants());
  });
}

/// Whole updates that arrive `late` reads after they were made, for all readers: consistent vector reads.
inline Gen<Schedule> consistent_schedule(std::size_t T, std::size_t d) {
  return rc::gen::map(rc::gen::container<std::vector<std::size_t>>(T, count(0, 4)), [T, d](const std::vector<std::size_t>& late) {
    std::vector<std::vector<Missing>> missing(T);
    for (std::size_t t = 0; t < T; ++t)
      for (std::size_t k = 0; k < t; ++k)
        if (k + late[k] >= t) missing[t].push_back({k});
    return Schedule(d, std::move(missing));
  });
}

}  // namespace draw
}  // namespace lemmata
