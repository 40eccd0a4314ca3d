// Every interleaving of the atomic operations of a few workers, with no thread, no fibre and no clock.
//
// A worker is a deterministic function of what its operations returned. To make one more step it is run again from its beginning, is given
// the answers it had, and is stopped at the operation that follows: what runs is the kernel's own code, and backtracking is a copy.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

namespace lemmata {

/// What a cell holds: a value, how many writes had made it, and the set of updates that are in it, one bit each. No kernel looks at the
/// set; it is what the definition of Dₖᵗ speaks of.
struct Held {
  double value = 0;
  std::uint64_t version = 0, updates = 0;

  friend auto operator<=>(const Held&, const Held&) = default;
};

/// The memory that the workers share.
struct SteppedMemory {
  std::vector<Held> cell;
  std::uint64_t labels = 0;

  friend auto operator<=>(const SteppedMemory&, const SteppedMemory&) = default;
};

/// One atomic operation, and its answer: what was loaded, stored or made; the label as a version. `choose` is none: it stands for what the
/// machine may do in either way, and is answered by each version 0, …, operand.version − 1.
struct Operation {
  enum Kind { load, store, add, label, choose } kind;
  std::size_t cell = 0;
  Held operand = {};
};

/// A worker's access to the memory: it answers as the memory did, and throws what was asked when there is no answer yet.
class Steps {
 public:
  explicit Steps(std::span<const Held> answers) : answers_(answers) {}
  Held operator()(const Operation& operation) {
    if (next_ == answers_.size()) throw operation;
    return answers_[next_++];
  }

 private:
  std::span<const Held> answers_;
  std::size_t next_ = 0;
};
/// Worker w, from its beginning; it keeps nothing from one call to the next.
using SteppedWorker = std::function<void(std::size_t w, Steps& steps)>;

/// What has happened so far, as far as anyone can tell: the memory, and what each worker was answered.
struct Situation {
  SteppedMemory memory;
  std::vector<std::vector<Held>> answers;

  friend auto operator<=>(const Situation&, const Situation&) = default;
};

/// Every end of the race, and how many interleavings lead to it. Interleavings that have come to the same situation have the same
/// futures, for workers are deterministic: they are continued together, and counted.
std::map<Situation, std::uint64_t> ends_of_all_interleavings(std::size_t workers, const SteppedMemory& start, const SteppedWorker& worker);

/// The same with nothing taken together: `end` is called once for each interleaving.
void each_interleaving(std::size_t workers, const SteppedMemory& start, const SteppedWorker& worker,
                       const std::function<void(const Situation&)>& end);

}  // namespace lemmata
