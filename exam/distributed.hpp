// The distributed exercise: from who read and wrote when to Iₜ, Jₜ, τ, the reads, the virtual iterate and both sides of Lemma 6.5.
#pragma once

#include <set>

#include "algorithms/recorder.hpp"
#include "exam/family.hpp"

namespace lemmata::exam {

/// A race on f(x) = hx²/2, x ∈ ℝ, without noise: gₜ = hxₜ, L = |h|, M = σ² = 0. Expectations are then the values themselves.
struct RaceByHand {
  std::string story;                                 // how the table is to be read
  Table table;
  Exact x0, gamma, h = 1;
  std::vector<std::set<std::size_t>> missing;        // Jₜ, as the schedule has them
  std::vector<std::set<std::size_t>> applied_again;  // Iₜ, by brute force from the definition
  std::vector<Exact> read;                           // xₜ, as the recorder or the schedule has them
};

/// 18 points, about the read t that misses most of those whose numbers fit on paper. Lemma 6.5 is asked if γ ≤ γ_crit(τ), and else the
/// second line of its proof, which needs no bound on γ. Throws Redraw if there is no such read, or τ < 2.
Question distributed_question(const RaceByHand& race);

inline constexpr std::size_t fewest_updates_by_hand = 3, most_updates_by_hand = 8;
/// Of a recorded Hogwild! race in one dimension on a parabola without noise: its key is what the recorder says, derived again from the
/// order of the writes by the definition. Throws InputError naming `source`, what is in the way and what would be right: the number of
/// updates or coordinates, gradients that are no hxₜ, a record that contradicts itself, too little that is missing, long numbers.
Question distributed_exercise(const Recording& race, const std::string& source = "race");

}  // namespace lemmata::exam
