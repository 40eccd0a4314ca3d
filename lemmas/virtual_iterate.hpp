// The virtual iterate x̃ₜ, which receives one gradient per iteration in the order of the labels.
//
//   x̃₀ = x₀,  x̃ₜ₊₁ = x̃ₜ − γ gₜ                                   (slide "Proof I")
//   xₜ = x̃ₜ + γ Σ_{k∈Jₜ} Dₖᵗ gₖ                                   (slide "Difficulties"; by coordinate: docs/pages/errata.md)
//
// Sums here are sums of real numbers: the recorded doubles are added as rationals. The machine rounded after each addition;
// `rounding` is what that cost, and it is reported beside every verdict.
#pragma once

#include "lemmas/proof.hpp"
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

/// The reads in real numbers: column t is x₀ − γ Σ_{k<t} (I − Dₖᵗ) gₖ (d × T), from one read to the next by what each saw anew.
inline Matrix<Exact> reads_in_real_numbers(const Run& run) {
  const auto T = static_cast<Eigen::Index>(run.iterations());
  Matrix<Exact> read(run.x0.size(), T);
  Vector<Exact> x = exact(run.x0);
  std::vector<Missing> before;  // what the last read had missed, and its own update
  for (Eigen::Index t = 0; t < T; ++t) {
    const auto& now = run.schedule.missing(static_cast<std::size_t>(t));
    const auto saw = [&](std::size_t k, const Missing* then, const Missing* still) {
      for (Eigen::Index c = 0; c < x.size(); ++c) {
        const auto coordinate = static_cast<std::size_t>(c);
        const bool was_missed = then && then->missed(coordinate), is_missed = still && still->missed(coordinate);
        if (was_missed && !is_missed) x(c) += exact(run.update(c, static_cast<Eigen::Index>(k)));
        if (!was_missed && is_missed) x(c) -= exact(run.update(c, static_cast<Eigen::Index>(k)));
      }
    };
    for (std::size_t i = 0, j = 0; i < before.size();) {  // both ascend in k, and t−1, the last of `before`, is the last there can be
      const bool then = j == now.size() || before[i].k <= now[j].k, still = j < now.size() && now[j].k <= before[i].k;
      saw(then ? before[i].k : now[j].k, then ? &before[i] : nullptr, still ? &now[j] : nullptr);
      i += then;
      j += still;
    }
    read.col(t) = x;
    before = now;
    before.push_back({static_cast<std::size_t>(t)});
  }
  return read;
}

/// |x₀[c]| + Σ_{k<t} |γ gₖ[c]|: column t bounds every partial sum of read t, in any order (d × T).
inline Matrix<Exact> summed_magnitudes(const Run& run) {
  const auto T = static_cast<Eigen::Index>(run.iterations());
  Matrix<Exact> sum(run.x0.size(), T);
  for (Eigen::Index t = 0; t < T; ++t)
    for (Eigen::Index c = 0; c < run.x0.size(); ++c)
      sum(c, t) = t == 0 ? Exact(abs(exact(run.x0(c)))) : Exact(sum(c, t - 1) + abs(exact(run.update(c, t - 1))));
  return sum;
}

/// max_c |xₜ[c] − x̄ₜ[c]|: how far the read is from the same read in real numbers. Exact.
inline Exact rounding(const Run& run, std::size_t t, const Vector<Exact>& read) {
  Exact largest = 0;
  for (Eigen::Index c = 0; c < read.size(); ++c)
    largest = std::max(largest, Exact(abs(Exact(exact(run.x(c, static_cast<Eigen::Index>(t))) - read(c)))));
  return largest;
}

/// |xₜ[c] − x̄ₜ[c]| ≤ tu/(1−tu) · (|x₀[c]| + Σ_{k<t} |γ gₖ[c]|), u = 2⁻⁵³, every coordinate: at most t additions were rounded, in
/// whatever order. A read that saw other updates than the schedule says does not keep this.
/// `magnitudes` is the column t of summed_magnitudes. Source: Higham, Accuracy and Stability of Numerical Algorithms, §4.2.
inline Proof<Exact> rounding_bound(const Run& run, std::size_t t, const Vector<Exact>& read, const Vector<Exact>& magnitudes) {
  const Exact tu = Exact(t) * power_of_two(-53);
  Proof<Exact> proof;
  for (Eigen::Index c = 0; c < read.size(); ++c)
    proof.now(abs(Exact(exact(run.x(c, static_cast<Eigen::Index>(t))) - read(c))))
        .le(tu / (1 - tu) * magnitudes(c), claims::A15, "machine sum within rounding");
  return proof;
}

/// x̄ₜ = x̃ₜ + γ Σ_{k∈Jₜ} Dₖᵗ gₖ, every coordinate: a read is the virtual iterate plus the missing updates.
/// `read` is x̄ₜ, the read in real numbers, and `x_virtual` is x̃ₜ. It asks something if x̄ₜ is known otherwise than from the masks: from the
/// versions that were read. Of reads_in_real_numbers it is true whatever the masks are, for these come from them.
inline Proof<Exact> read_identity(const Run& run, std::size_t t, const Vector<Exact>& read, const Vector<Exact>& x_virtual) {
  const Vector<Exact> missing = missing_updates(run, t);
  Proof<Exact> proof;
  for (Eigen::Index c = 0; c < read.size(); ++c)
    proof.now(read(c)).eq(x_virtual(c) - missing(c), claims::A15, "xₜ = x̃ₜ + γ Σ Dₖgₖ over Jₜ");
  return proof;
}

}  // namespace lemmata
