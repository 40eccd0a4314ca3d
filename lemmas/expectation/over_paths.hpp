// E over all nᵀ sample paths, each of them visited: the definition of the expectation, with no assumption on f or on the schedule.
#pragma once

#include "lemmas/assumptions.hpp"
#include "lemmas/expectation/exchangeable.hpp"
#include "lemmas/expectation/paths.hpp"

namespace lemmata {

template <class Real, class P>
auto path_numbers(const P& problem, const Exact& gamma, const Vector<Exact>& x0, std::size_t T) {
  if constexpr (std::is_same_v<P, QuadraticSum>) {
    check_shapes(problem);
    return IntegerNumbers(problem, gamma, x0, T);
  } else if constexpr (SumOfQuadratics<P>) {
    return IntegerNumbers(quadratic_sum(problem), gamma, x0, T);
  } else {
    static_assert(FiniteSum<P, Real>);
    return ProblemNumbers<Real, P>(problem, gamma, x0);
  }
}

template <class Real, class P, class MissingAt>
Expectations<Real> over_paths(const P& problem, const Exact& gamma, const Vector<Exact>& x0, const std::vector<bool>& exchangeable,
                              const MissingAt& missing, std::size_t most_nodes) {
  check_setting(problem.dimension(), gamma, x0, problem.dimension());
  nodes_of_paths(problem.n(), exchangeable, most_nodes);
  auto numbers = path_numbers<Real>(problem, gamma, x0, exchangeable.size());
  Paths paths(numbers, exchangeable, missing);
  const Integer n = problem.n();
  auto E = in_units<Real>(paths.sums(), [&](std::size_t t) {
    const Exact each = 1 / Exact(pow(n, static_cast<unsigned>(t)));
    const Units& unit = numbers.units();
    return Units{unit.points2 * each, unit.gradients2 * each, unit.f * each};
  });
  for (Real& noise2 : E.noise2) noise2 = as<Real>(1 / Exact(n)) * noise2;
  return E;
}

/// For a schedule that is fixed. `problem` is any FiniteSum over Real, or a sum of quadratics: that one is summed in integers, whatever
/// Real is, at some 10⁶ nodes a second. Throws std::invalid_argument for γ ≤ 0, for dimensions that do not agree, and for more than
/// `most_nodes` nodes.
template <class Real, class P>
Expectations<Real> over_paths(const P& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule,
                              std::size_t most_nodes = 20'000'000) {
  check_setting(problem.dimension(), gamma, x0, schedule.dimension());
  const auto missing = [&](std::size_t t, std::span<const std::size_t>) -> const std::vector<Missing>& { return schedule.missing(t); };
  return over_paths<Real>(problem, gamma, x0, exchangeable(schedule), missing, most_nodes);
}

/// For a schedule that depends on the samples: Jₜ is `missing(t, (i₀, …, iₜ₋₁))`, a std::vector<Missing> as in a Schedule, which throws
/// std::invalid_argument if it cannot be one.
template <class Real, class P, class MissingAt>
Expectations<Real> over_paths(const P& problem, const Exact& gamma, const Vector<Exact>& x0, std::size_t T, const MissingAt& missing,
                              std::size_t most_nodes = 20'000'000) {
  const auto as_scheduled = [&](std::size_t t, std::span<const std::size_t> samples) {
    std::vector<std::vector<Missing>> reads(t + 1);
    reads[t] = missing(t, samples);
    return Schedule(problem.dimension(), std::move(reads)).missing(t);
  };
  return over_paths<Real>(problem, gamma, x0, std::vector<bool>(T, false), as_scheduled, most_nodes);
}

}  // namespace lemmata
