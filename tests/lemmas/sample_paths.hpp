// One path of delayed SGD in exact arithmetic, as the sure forms and the ledger see it.
#pragma once

#include "tests/lemmas/every_path.hpp"

namespace lemmata {

/// xₜ, gₜ and all that is computed from them.
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

/// The same over intervals.
template <class Real>
SamplePath<Real> enclosed(const SamplePath<Exact>& path) {
  SamplePath<Real> result;
  for (const auto& s : path.steps)
    result.steps.push_back({as<Real>(s.g), as<Real>(s.G), as<Real>(s.G_virtual), as<Real>(s.G_difference), as<Real>(s.variances),
                            as<Real>(s.f_virtual), as<Real>(s.expected_f_next)});
  result.f_end = as<Real>(path.f_end);
  return result;
}

inline SamplePath<Exact> quiz_path(const Exact& gamma, const Exact& x0, const Schedule& schedule, const Samples& samples) {
  return sample_path(quiz(), gamma, delayed_sgd(quiz(), gamma, vector({x0}), schedule, samples));
}

/// One path of a problem that is bounded below, along any masks.
struct PathInstance {
  Constants constants;
  Schedule schedule;
  std::size_t tau;
  Exact gamma;
  SamplePath<Exact> path;
};
namespace draw {

inline PathInstance path_instance(const Exact& share = 1) {
  const auto [problem, constants] = *draw::bounded_problem().as("problem");
  const std::size_t T = *draw::count(1, problem.quadratic() ? 8 : 3).as("T"), d = problem.dimension();
  const Schedule schedule = *draw::schedule(T, d).as("schedule");
  const std::size_t tau = schedule.tau() + *draw::count(0, 2).as("τ beyond the realised one");
  const Exact gamma = *draw::step_size_up_to(share * critical_step_size(constants, tau)).as("γ");
  const Vector<Exact> x0 = problem.quadratic() ? *draw::point(d).as("x₀") : *draw::direction(d).as("x₀");
  const Path path = delayed_sgd(problem, gamma, x0, schedule, *draw::samples(T, problem.n()).as("samples"));
  return {constants, schedule, tau, gamma, sample_path(problem, gamma, path)};
}

}  // namespace draw
}  // namespace lemmata
