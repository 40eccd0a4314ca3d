// The distributed exercise: from who read and wrote when to Iₜ, Jₜ, τ, the virtual iterate and both sides of Lemma 6.5.
#pragma once

#include <set>

#include "algorithms/recorder.hpp"
#include "exam/question.hpp"

namespace lemmata::exam {

/// What the exercise asks about. σ = M = 0, L = 1 and γ = γ_crit(τ), so that both sides are small multiples of γ².
struct DistributedRun {
  std::string story;                                 // how the table is to be read
  Table table;
  std::vector<std::set<std::size_t>> missing;        // Jₜ, as the recorder or the schedule has them
  std::vector<std::set<std::size_t>> applied_again;  // Iₜ, by brute force from the definition
  std::vector<Exact> g;                              // gₜ, on the real line
};

/// 18 points. Throws Redraw if nothing is missing, or numbers do not fit on paper.
Question distributed_question(const DistributedRun& run);

inline constexpr std::size_t most_updates_by_hand = 8;
/// Of a recorded Hogwild! race in one dimension: its key is what the recorder says, derived again from the versions by the definition.
/// Throws std::invalid_argument if the race has more than 8 updates, more than one coordinate, or missed no update, or its gradients
/// are not short enough for paper; saying what would be right.
Question distributed_exercise(const Recording& race);

}  // namespace lemmata::exam
