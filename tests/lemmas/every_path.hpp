// Expectations by definition: the average over sample paths, each run from its first read by delayed_sgd. Slow, and independent of
// everything in lemmas/expectation/.
#pragma once

#include <functional>

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/numbers/ldlt.hpp"
#include "lemmas/sure_forms.hpp"
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
  E.difference.assign(T, 0);
  for (const auto square : E.gradient_squares) (E.*square).assign(T, 0);
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
  return in_units<Real>(E, [](std::size_t) { return Units{}; });
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

/// A problem that is bounded below, and its constants with f*.
inline Gen<std::pair<ExactProblem, Constants>> bounded(const Gen<ExactProblem>& any) {
  return rc::gen::exec([any] {
    const auto drawn = *any;
    const Constants constants = with_lower_bound(drawn);
    if (constants.f_lower) return std::pair(drawn, constants);
    const ExactProblem instead = noisy_quadratic(*positive_rational(), *rational(), *rational());
    return std::pair(instead, instead.constants());
  });
}
inline Gen<std::pair<ExactProblem, Constants>> bounded_problem() { return bounded(problem()); }
inline Gen<std::pair<ExactProblem, Constants>> bounded_quadratic() { return bounded(quadratic()); }

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
