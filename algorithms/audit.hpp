// The audit of a run: is the record what Hogwild! (or mini-batch SGD, or delayed SGD) can leave behind? Asked before any lemma.
//
//   seen(t) < landed(k) for all k ≥ t        no read sees an update whose label is its own or later
//   xₜ[c] = x₀[c] + δ₁ + … + δ_v              bit for bit, added in the modification order of c up to the version v that t saw
//
// Every check has a name, looks at everything and needs no tolerance. It knows the record and the problem, not the kernel.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "algorithms/delayed_sgd.hpp"
#include "algorithms/lattice.hpp"
#include "algorithms/recorder.hpp"

namespace lemmata {

/// One named check. `detail` says what was found; when it failed, where first: iterations t and k, coordinate c, values.
struct Check {
  std::string name;
  bool passed = false;
  std::string detail;
  bool required = true;  // false: a fact about the run, reported; the run may be sound without it

  friend bool operator==(const Check&, const Check&) = default;
};

struct Audit {
  std::vector<Check> checks;

  /// Every required check passed.
  bool passed() const;
  /// The check of that name. Throws std::out_of_range if it was not made.
  const Check& operator[](std::string_view name) const;
};

/// What an audit asks of a problem: to do again what a worker did. No `update`: the problem cannot compute as the run says it did.
struct Again {
  std::size_t n = 0, dimension = 0;
  std::function<std::span<const std::uint32_t>(std::size_t i)> support;
  std::function<bool(std::size_t t, std::size_t i, std::span<const double> x, std::span<double> update)> update;
};

template <SampleGradients P>
Again again(const P& problem, const Arithmetic& arithmetic) {
  Again again{.n = problem.n(),
              .dimension = problem.dimension(),
              .support = [&problem](std::size_t i) -> std::span<const std::uint32_t> { return problem.support(i); },
              .update = {}};
  if (!arithmetic.lattice_bits || Updates<P>::rational) again.update = Updates<P>(problem, arithmetic);
  return again;
}

/// "shape"            sizes and ranges agree, with each other and with the problem; if not, no other check is made
/// "labels"           0, …, T−1, each once
/// "samples"          iₜ is what the stream gives for (seed, t), so it depends on nothing else
/// "updates"          −γ ∇f_i(xₜ) computed again from (t, iₜ, xₜ), bit for bit; and the run diverged where it says it did
/// "versions"         those of the writes to c are 1, …, m in some order, for every c
/// "once"             every update landed on the support of its sample and nowhere else; the memory counted as many writes
/// "causality"        seen(t)[c] < landed(k)[c] for all k ≥ t
/// "own writes"       no read misses an earlier update of its own worker (mini-batch: of an earlier batch)
/// "replay"           every value read is the value of the version seen, recomputed in modification order, bit for bit
/// "final memory"     equals the replay of all writes, bit for bit
/// "in flight"        |Jₜ| ≤ W−1: at most one gradient of each other worker is missing (mini-batch: Jₜ = {sb, …, t−1})
/// "whole updates"    every update is seen whole or not at all
/// "consistent reads" I_j ⊆ Iₜ for j < t
/// The last three are facts, not requirements, where writes are atomic by coordinate only. Never throws for what is in the record.
Audit audit(const Again& problem, const Recording& recording);
template <SampleGradients P>
Audit audit(const P& problem, const Recording& recording) {
  return audit(again(problem, arithmetic(recording)), recording);
}

/// "shape", "samples", "updates" as above; "reads": xₜ = x₀ + Σ_{k<t} (I − Dₖᵗ) δₖ in rationals, rounded once to the nearest double.
/// That the schedule is causal is an invariant of its type.
Audit audit(const Again& problem, const Delayed& delayed);
template <SampleGradients P>
Audit audit(const P& problem, const Delayed& delayed) {
  return audit(again(problem, arithmetic(delayed)), delayed);
}

}  // namespace lemmata
