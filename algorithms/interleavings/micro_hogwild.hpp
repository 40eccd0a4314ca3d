// Hogwild! in the small: the kernel of algorithms/hogwild.hpp under every interleaving of its atomic operations, and what goes wrong in
// how many of them where an operation is not atomic.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lemmata {

/// How many interleavings there are, and in how many of them something happened.
struct Counted {
  std::size_t interleavings = 0, of_them = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// `workers` that each subtract 1 from a number, starting at 0, by a load and a store: in `of_them` an update is lost.
/// With `atomic`, by one read-modify-write. `left[v]` counts the interleavings that leave −v.
struct Decrements : Counted {
  std::vector<std::size_t> left;
};
Decrements decrements(std::size_t workers, bool atomic);

/// A writer sets two coordinates to 1, the first one first; a reader reads both, the first one first unless `opposite`. In `of_them`
/// it sees one of them only; `never_there` of these are a vector that the memory held at no instant, (0,1).
struct TornReads : Counted {
  std::size_t never_there = 0;
};
TornReads torn_reads(bool opposite);

/// What was checked in every interleaving of Hogwild! with versioned cells (worker by worker, `updates` each) and holds in all of them:
/// the audit; masks and labels against the order in which the operations really happened; A12, A13, A15 and Decrease in rationals.
/// `largest_delay` and `inconsistent`: over all of them, the largest τ, and how many have reads that are not consistent.
struct MicroHogwild {
  std::size_t workers, updates, dimension;
  std::size_t interleavings = 0, inconsistent = 0, torn = 0, largest_delay = 0;
  std::vector<std::string> objections;  // what failed, and in which interleaving: none
};
/// Throws std::runtime_error if there are more than `most`.
MicroHogwild micro_hogwild(std::size_t workers, std::size_t updates, std::size_t dimension, std::size_t most = 2'000'000);

/// The same kernel on cells that load, add and store: in `of_them` the memory at the end is not x̃_T.
Counted lossy_hogwild(std::size_t workers, std::size_t updates, std::size_t dimension);
/// The same kernel where the label may overtake reads that are only relaxed: in `of_them` a read sees an update whose label is its own
/// or later, and the audit's "causality" fails.
Counted relaxed_labels(std::size_t workers, std::size_t updates, std::size_t dimension);

}  // namespace lemmata
