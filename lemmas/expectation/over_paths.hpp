// E over all nᵀ sample paths, each of them visited: the definition of the expectation, with no assumption on f or on the schedule.
#pragma once

#include <cmath>

#include "lemmas/assumptions.hpp"
#include "lemmas/expectation/paths.hpp"

namespace lemmata {

/// How many nodes the tree of paths has: 1 + n + n² + … + nᵀ, or as many fewer as samples are exchangeable. Throws
/// std::invalid_argument if there are more than `most`.
inline std::size_t nodes_of_paths(std::size_t n, const std::vector<bool>& ascending, std::size_t most) {
  const auto T = ascending.size();
  Integer nodes = 1, level = 1;
  std::size_t place = 0;
  for (std::size_t t = 0; t < T; ++t) {
    place = ascending[t] ? place + 1 : 1;
    level = level * (n + place - 1) / place;  // C(n+m−1, m) multisets of m samples
    nodes += level;
    if (nodes > most)
      throw std::invalid_argument("the paths are too many: n^T = " + std::to_string(n) + "^" + std::to_string(T) + ", about 10^" +
                                  std::to_string(std::llround(static_cast<double>(T) * std::log10(static_cast<double>(n)))) +
                                  ", make more than " + std::to_string(most) +
                                  " nodes; the moment recursion applies instead if f is a sum of quadratics and the schedule fixed");
  }
  return static_cast<std::size_t>(nodes);
}

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
Expectations<Real> over_paths(const P& problem, const Exact& gamma, const Vector<Exact>& x0, const std::vector<bool>& ascending,
                              const MissingAt& missing, std::size_t most_nodes) {
  check_setting(problem.dimension(), gamma, x0, problem.dimension());
  nodes_of_paths(problem.n(), ascending, most_nodes);
  auto numbers = path_numbers<Real>(problem, gamma, x0, ascending.size());
  Paths paths(numbers, ascending, missing);
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
