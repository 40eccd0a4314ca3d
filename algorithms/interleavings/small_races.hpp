// Races so small that all of their interleavings can be written down, and how many of them go wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace lemmata {

/// x = 0; each of p threads does read x, write x − 1: two operations, so that updates are lost. Final value → number of interleavings.
/// Of two threads' 6 interleavings 4 lose an update; of three threads' 90 end 48 in −1, 36 in −2 and 6 in −3.
std::map<int, std::uint64_t> decrements(std::size_t threads);

/// (0,0) → (1,1): a writer sets coordinate 1, then 2; a reader reads 1, then 2, or in the opposite order.
struct TornReads {
  std::uint64_t interleavings = 0;
  std::uint64_t half_written = 0;  // the reader has (1,0), which was in memory for a while
  std::uint64_t never = 0;         // the reader has (0,1), which was there at no instant

  std::uint64_t torn() const { return half_written + never; }
};
TornReads torn_reads(bool opposite_order);

/// p workers draw one of two samples each, of which one takes longer; a label is given when a gradient is complete. In how many of the
/// 2ᵖ draws label 0 has the fast sample: 2ᵖ − 1, where it should be half of them. With labels by read: half of them.
struct FirstLabel {
  std::uint64_t draws = 0, fast_by_completion = 0, fast_by_read = 0;
};
FirstLabel first_label(std::size_t workers);

}  // namespace lemmata
