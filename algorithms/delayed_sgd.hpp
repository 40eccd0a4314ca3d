// Delayed SGD: the theorem's model, with a schedule of one's choice. One thread, no chance but the samples.
//
//   xₜ = x₀ + Σ_{k<t} (I − Dₖᵗ) δₖ,   δₜ = −γ ∇f_i(xₜ),   i = sample(seed, t)
//
// The sum is a sum of rationals, rounded once to the nearest double; δₜ is what the machine makes of it, one rounding a coordinate.
// On a lattice (lattice.hpp) the sum is a double and not rounded.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "algorithms/lattice.hpp"
#include "algorithms/recorder.hpp"

namespace lemmata {

struct DelayedOptions {
  Exact gamma;                           // γ > 0, sum form
  std::uint64_t seed = 0;
  std::vector<double> x0 = {};           // empty: 0
  std::optional<int> lattice_bits = {};  // q: all numbers in 2^−q ℤ, for rational gradients; nothing: doubles
};

/// A run by a chosen schedule. If it diverged, at the iteration behind the last one of `run`.
struct Delayed {
  Run run;
  std::uint64_t seed = 0;
  std::size_t requested = 0;               // iterations of the schedule that was chosen
  std::optional<std::size_t> diverged_at;
  std::optional<int> lattice_bits = {};    // q
};
inline Arithmetic arithmetic(const Delayed& delayed) {
  return {.gamma = delayed.run.gamma, .seed = delayed.seed, .lattice_bits = delayed.lattice_bits};
}

/// xₜ for t = 0, 1, 2, …, in this order: x̄ₜ = x₀ + Σ_{k<t} (I − Dₖᵗ) δₖ is kept as rationals and changed by what t sees otherwise than t−1.
class DelayedMemory {
 public:
  DelayedMemory(const Vector<double>& x0, const Schedule& schedule) : x_(exact(x0)), schedule_(schedule) {}
  /// x̄ₜ, rounded; `update` holds δ₀, …, δ_{t−1} in its columns.
  Vector<double> read(std::size_t t, const Matrix<double>& update);

 private:
  Vector<Exact> x_;
  const Schedule& schedule_;
};

/// The run cut to its first T iterations.
Run first(Run run, std::size_t T);

/// T = schedule.size() iterations. Throws std::invalid_argument naming the option, or if the schedule is of another dimension.
template <SampleGradients P>
Delayed delayed_sgd(const P& problem, Schedule schedule, const DelayedOptions& options) {
  const std::size_t d = problem.dimension(), T = schedule.size();
  const std::vector<double> x0 = start(problem.n(), d, options.x0, options.gamma, 1, T, options.lattice_bits);
  if (T > 0 && schedule.dimension() != d)
    throw std::invalid_argument("the schedule is of dimension " + std::to_string(schedule.dimension()) + ", the problem of " +
                                std::to_string(d));
  Delayed delayed{.run = {}, .seed = options.seed, .requested = T, .diverged_at = {}, .lattice_bits = options.lattice_bits};
  Run& run = delayed.run;
  run.gamma = options.gamma;
  run.x0 = Eigen::Map<const Vector<double>>(x0.data(), static_cast<Eigen::Index>(d));
  run.x = run.update = Matrix<double>::Zero(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(T));
  run.schedule = std::move(schedule);

  DelayedMemory memory(run.x0, run.schedule);
  const Updates<P> updates(problem, arithmetic(delayed));
  for (std::size_t t = 0; t < T; ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    run.x.col(column) = memory.read(t, run.update);
    const std::size_t i = sample(options.seed, t, 0, problem.n());
    const bool go_on = updates(t, i, std::span(run.x.col(column).data(), d), std::span(run.update.col(column).data(), d));
    if (!go_on) {
      delayed.diverged_at = t;
      run = first(std::move(run), t);
      break;
    }
    run.sample.push_back(static_cast<std::uint32_t>(i));
  }
  return delayed;
}

}  // namespace lemmata
