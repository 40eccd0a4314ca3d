// What the runs of this build measured of each claim: tables and plots of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "algorithms/verify/verify.hpp"

namespace lemmata::docs {

struct NamedRun {
  std::string id, command;  // "run_3", "lemmata verify --problem quiz …"
  RunReport report;
};
/// Modest runs that together ask every line that a run can be asked. Real threads, some seconds.
std::vector<NamedRun> make_runs();

/// One claim over all runs.
struct Measured {
  Outcome outcome = Outcome::vacuous;  // the worst that is not vacuous
  Evidence evidence = Evidence::enclosed;
  std::size_t checks = 0, runs = 0;
  const Row* tightest = nullptr;       // of the rows that hold, the one with the least slack as a share of the right side
  const NamedRun* where = nullptr;
};
std::map<const Claim*, Measured> measure(const std::vector<NamedRun>& runs);

/// "holds · exact": and the class of its colour.
std::string verdict_text(const Measured& m);
std::string verdict_class(const Measured& m);
/// "least slack 0.5 % of the right side, in <a …>run 3</a> at t = 7".
std::string slack_html(const Measured& m);

/// Slack of each line along t of one run, as a share of the right side, on a logarithmic axis: an SVG with a title and a description.
struct Series {
  std::string name;
  std::vector<std::pair<double, double>> points;  // t, share; only shares > 0 are drawn
};
std::string slack_along_t(const std::vector<Series>& series, const std::string& caption);
/// Bars of the least share of each line.
std::string slack_bars(const std::vector<std::pair<std::string, double>>& bars, const std::string& caption);

/// The steps of a lemma along a Hogwild! run of logistic regression on the built-in data, a series for each line.
std::vector<Series> series_of(std::string_view lemma);

}  // namespace lemmata::docs
