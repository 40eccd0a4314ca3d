// Hogwild! on a scale on which every interleaving of its atomic operations can be tried: the kernel of hogwild.hpp, its read and its add
// on cells that are stepped one operation at a time.
//
//   an update in d coordinates: d loads, 1 label, d additions, or 2d operations where load and store are separate
//
// In every end: the audit; Jₜ, Dₖᵗ and τ from the definition (which updates are in the value that was read) beside the recorder's, which
// go by versions; the identities A12, A15 and every line of Decrease, in rationals. The problem is the quiz in d coordinates, γ = 1/64, the
// samples are those of one seed: they do not depend on the interleaving, only on the labels.
//
// Two workers, two updates, two coordinates are 184,756 interleavings that leave 882 records; 3 x 1 x 2 are 756,756 and 1,260; 3 x 2 x 1 are
// 17,153,136 and 85,578 (seconds). 3 x 2 x 2 are 5.6·10¹² and more records than a memory holds: not tried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "algorithms/hogwild.hpp"

namespace lemmata {

/// Which operations of the kernel are atomic, and in order.
enum class MicroKernel {
  atomic,          // as in hogwild.hpp: the label follows the loads, an addition is one operation
  load_and_store,  // the addition is two operations: the lossy cell
  relaxed_label,   // loads that are not ordered before the label: it may overtake any number of the last ones
};

struct MicroRace {
  MicroKernel kernel = MicroKernel::atomic;
  std::size_t workers = 2, updates = 2, dimension = 2;  // updates: of each worker
};

/// In how many interleavings (of the relaxed label: with every choice of the machine) it happens that …
struct MicroCounts {
  std::uint64_t interleavings = 0;
  std::size_t records = 0;  // different records among them
  std::uint64_t audit_passed = 0;
  std::uint64_t lost_update = 0;                  // an update is not in the final memory
  std::uint64_t unnoticed = 0;                    // an update was lost, or a read saw a later update, and the audit passed: 0
  std::uint64_t later_update_seen = 0;            // a read sees an update of its own or a later label (A13)
  std::uint64_t seen_in_part = 0;                 // a read sees an update in one coordinate and not in another
  std::map<std::size_t, std::uint64_t> by_delay;  // τ → interleavings, of those whose audit passed
  /// Of the records whose audit passed: masks and τ as defined, x_T = x̃_T, xₜ = x̃ₜ + γ Σ Dₖgₖ, and the lines of Decrease.
  std::uint64_t lines = 0, lines_that_hold = 0;
};

/// All of them, exhaustively. Throws std::invalid_argument if there are more than 64 updates, or none.
MicroCounts micro_hogwild(const MicroRace& race);

/// All ends of the race with the number of interleavings that lead to each; what `micro_hogwild` judges.
struct MicroEnd {
  Recording recording;
  std::vector<std::vector<std::uint64_t>> contents;  // [t][c]: the updates in what read t saw of c, bit k for label k
  std::vector<std::uint64_t> final_contents;         // [c]
  std::uint64_t interleavings = 0;
};
std::vector<MicroEnd> micro_ends(const MicroRace& race);
/// How many interleavings there are, one by one.
std::uint64_t micro_interleavings_one_by_one(const MicroRace& race);

}  // namespace lemmata
