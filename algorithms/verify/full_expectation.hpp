// The lines in full expectation along a run's schedule: frozen as it was, while the samples are drawn anew.
//
// The schedule of a race is harvested and replayed: then no mask depends on a sample, by construction, and E over all samples is
// computed without a sample mean, over all nᵀ paths or by second moments. Of what is replayed, arithmetic is in real numbers.
#pragma once

#include <optional>
#include <string>

#include "algorithms/problems/catalog.hpp"
#include "algorithms/verify/verdicts.hpp"
#include "lemmas/run.hpp"

namespace lemmata {

/// How E over all samples is computed. `strongest`: what applies at a cost of seconds, in rationals where a line can be tight, or not at
/// all. `moments`: of the whole run, what rationals cannot afford in intervals. `replay`: paths or moments, whichever applies, of the
/// whole run in rationals at any cost.
enum class Expectation { strongest, paths, moments, replay, none };
/// Of --expectation: paths, moments, replay or none. Throws InputError otherwise.
Expectation parse_expectation(const std::string& text);

/// What was computed of a run's expectations.
struct FullExpectation {
  Verdicts verdicts;
  std::string how;                          // "second moments in rationals", or why E was not asked for
  std::optional<Enclosure> gradient2 = {};  // (1/T) Σ E‖∇f(xₜ)‖²
};

/// A schedule that is frozen, and the step size and the start with which the samples are drawn anew.
struct Replay {
  Schedule schedule;
  Exact gamma;
  Vector<double> x0;
};
inline Replay replay(const Run& run) { return {run.schedule, run.gamma, run.x0}; }

/// Difference, Proof II, the main inequality and Theorem 6.3 with all their constants; for batches of b Theorem 6.1. An enclosure cannot
/// decide an equality, nor an inequality that is tight: where the whole run is too long for rationals, the lines of single iterations
/// are asked of its first ones, which `how` says.
/// The steps of `lemma` are kept.
/// Throws std::invalid_argument for moments of a problem that is no sum of quadratics, and for more than 2·10⁷ paths.
FullExpectation full_expectation(const Problem& problem, const Replay& replay, Expectation how, std::optional<std::size_t> batch,
                                 std::string_view lemma = {});

}  // namespace lemmata
