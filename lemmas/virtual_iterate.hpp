// The virtual iterate x̃ₜ, which receives one gradient per iteration in the order of the labels.
//
//   x̃₀ = x₀,  x̃ₜ₊₁ = x̃ₜ − γ gₜ                                   (slide "Proof I")
//   xₜ = x̃ₜ + γ Σ_{k∈Jₜ} Dₖᵗ gₖ                                   (slide "Difficulties"; by coordinate: docs/errata.md)
//
// Sums here are sums of real numbers: the recorded doubles are added as rationals. The machine added them in another order and
// rounded each time; `rounding` is what that cost, and it is reported beside every verdict.
#pragma once

#include "lemmas/run.hpp"

namespace lemmata {

/// x̃₀, …, x̃_T: column t is x̃ₜ (d × (T+1)).
inline Matrix<Exact> virtual_iterates(const Run& run) {
  const auto T = static_cast<Eigen::Index>(run.iterations());
  Matrix<Exact> x_virtual(run.x0.size(), T + 1);
  x_virtual.col(0) = exact(run.x0);
  for (Eigen::Index t = 0; t < T; ++t)
    for (Eigen::Index c = 0; c < run.x0.size(); ++c) x_virtual(c, t + 1) = x_virtual(c, t) + exact(run.update(c, t));
  return x_virtual;
}

/// −γ Σ_{k∈Jₜ} Dₖᵗ gₖ: the updates that read t had missed.
inline Vector<Exact> missing_updates(const Run& run, std::size_t t) {
  Vector<Exact> sum = Vector<Exact>::Zero(run.x0.size());
  for (const Missing& m : run.schedule.missing(t))
    for (Eigen::Index c = 0; c < sum.size(); ++c)
      if (m.missed(static_cast<std::size_t>(c))) sum(c) += exact(run.update(c, static_cast<Eigen::Index>(m.k)));
  return sum;
}

/// max_c |xₜ[c] − (x̃ₜ + γ Σ Dₖᵗ gₖ)[c]|: how far the machine's sum is from the sum in real numbers. Exact.
inline Exact rounding(const Run& run, std::size_t t, const Vector<Exact>& x_virtual) {
  const Vector<Exact> missing = missing_updates(run, t);
  Exact largest = 0;
  for (Eigen::Index c = 0; c < missing.size(); ++c) {
    const Exact off = exact(run.x(c, static_cast<Eigen::Index>(t))) - (x_virtual(c) - missing(c));
    largest = std::max(largest, Exact(abs(off)));
  }
  return largest;
}

}  // namespace lemmata
