// What can be said of one run as it happened, with no expectation over it: the inequalities of the proof with the martingale remainder
// written out, where the main inequality loses, and bets against what the slides assume silently.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "algorithms/problems/catalog.hpp"
#include "algorithms/verify/verdicts.hpp"
#include "lemmas/run.hpp"
#include "lemmas/sampling.hpp"
#include "lemmas/slack_ledger.hpp"

namespace lemmata {

/// RHS + N − LHS of the main inequality along one run, and what each of the thirteen lines of its proof loses of it.
struct Budget {
  Enclosure left, right, remainder;              // LHS, RHS and N
  std::array<Enclosure, slack_names.size()> slacks = {};
  Enclosure discrepancy = 0;                     // RHS + N − LHS − Σ slacks, at the doubles in the middle: encloses 0

  double total() const;                          // Σ slacks
  double relative_width() const;                 // of the discrepancy, as a share of it
};

/// A bet against a hypothesis, and what became of a capital of 1.
struct Bet {
  const Claim* claim = nullptr;
  std::string hypothesis;
  Enclosure value, largest;  // at the end, an e-value; and on the way, what Ville's inequality speaks of
  /// The hypothesis is rejected at α; otherwise nothing is concluded.
  bool rejected(const Exact& alpha) const { return le(Enclosure(Exact(1 / alpha)), largest) == Truth::yes; }
};
inline Exact rejection_level() { return ratio(1, 100); }  // α

struct OneRun {
  Verdicts verdicts;
  Budget budget;
  std::vector<Bet> bets;
};

/// The samples must be independent (`sampling` with replacement, or batches of one) for a bet to be fair: none are made otherwise.
/// O(Tnd) and the reads' missed updates; on `threads` threads, of which the numbers do not depend. Exact for sums of quadratics with
/// nd ≤ 1024, else enclosed. The steps of `lemma` are kept. Throws std::invalid_argument if the run has no iterations.
OneRun one_run(const Problem& problem, const Run& run, bool independent_samples, std::size_t threads, std::string_view lemma = {});

}  // namespace lemmata
