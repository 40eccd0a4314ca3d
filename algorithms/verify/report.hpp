// What is said of a run: what raced, the audit, the table of verdicts; for the terminal and as JSON.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "algorithms/audit.hpp"
#include "algorithms/verify/bounds.hpp"
#include "algorithms/verify/full_expectation.hpp"
#include "algorithms/verify/judge.hpp"
#include "algorithms/verify/one_run.hpp"
#include "algorithms/verify/request.hpp"
#include "algorithms/verify/text.hpp"

namespace lemmata {

/// One run and everything that was found out about it.
struct RunReport {
  Request request;
  std::string title;              // of the problem
  std::size_t n = 0, dimension = 0;
  Constants constants;
  Exact gamma;                    // sum form
  std::size_t iterations = 0;     // T, in gradients
  std::optional<std::size_t> diverged_at;
  double seconds = 0;             // of the race
  std::size_t repetitions = 1;    // with seeds seed, seed+1, …: verdicts of all, the rest of the first
  std::size_t tau = 0;            // realised
  double mean_staleness = 0;      // of the pairs (t, k), k ∈ Jₜ; 0 if there are none
  std::vector<std::size_t> missing_histogram;  // how many reads had |Jₜ| = 0, 1, 2, …
  bool consistent = true, all_or_nothing = true;
  Audit audit;
  Verdicts verdicts;              // of all lines; empty if the audit failed or the run diverged at once
  std::array<std::size_t, 3> rungs{};  // expectations given the past, by the rung of the ladder that decided them
  Exact rounding = 0;             // max over t, c of |xₜ[c] − the same read in real numbers|
  std::string expectation;        // how E over all samples was computed, or why not
  std::optional<Enclosure> expected_gradient2;  // (1/T) Σ E‖∇f(xₜ)‖², along the replayed schedule
  Budget budget;
  std::vector<Bet> bets;          // with repetitions, each e-value is their average
  std::vector<Bound> bounds;
  // What is drawn, if it was asked for:
  std::vector<double> gradient2;      // ‖∇f(xₜ)‖²
  std::vector<std::uint32_t> worker;  // of each iteration; empty if nobody raced
  Schedule schedule;
};

/// How many lines of the reports have each outcome.
struct Summary {
  std::size_t holds = 0, violated = 0, undecided = 0, vacuous = 0, checks = 0;
  bool audits_passed = true;

  /// 0 all hold or vacuous; 1 something violated or an audit failed; 3 something undecided.
  int exit_code() const { return violated > 0 || !audits_passed ? 1 : undecided > 0 ? 3 : 0; }
};
Summary summary(const std::vector<RunReport>& reports);

/// "Hogwild!, writes by coordinate: logistic regression on WDBC".
std::string heading(const RunReport& report);
/// The table of one run, at most 80 columns wide: a row for each claim, or for each of its lines.
std::string table(const RunReport& report, const Style& style, bool every_line = false);
/// The line that a person remembers.
std::string last_line(const std::vector<RunReport>& reports, const Style& style);

/// {"version", "runs": […], "summary": {…}}: docs/pages/verify-json.md.
nlohmann::json json(const std::vector<RunReport>& reports);

}  // namespace lemmata
