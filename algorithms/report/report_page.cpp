#include "algorithms/report/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace lemmata {
namespace embedded {

std::string page_html();
std::string style_css();
std::string script_js();
std::string chart_min_js();

}  // namespace embedded

namespace {

using Json = nlohmann::json;

/// Five digits are more than a pixel shows. Null where there is no number.
Json number(double a) { return std::isfinite(a) ? Json(std::stod(fmt::format("{:.5g}", a))) : Json(nullptr); }

/// As a share of the right side; 0 ≤ 0 says nothing of how tight the line is.
double share(const Row::At& at) { return at.right == 0 && at.slack == 0 ? std::numeric_limits<double>::infinity() : at.slack / std::abs(at.right); }
bool tighter(const Row::At& a, const Row::At& b) { return std::pair(!a.fails, share(a)) < std::pair(!b.fails, share(b)); }

/// The iterations to be drawn, ascending.
std::vector<std::size_t> drawn(const RunReport& r) {
  std::set<std::size_t> all, kept;
  for (const Row& row : r.verdicts.rows())
    for (const Row::At& at : row.along) all.insert(at.t);
  if (all.size() <= most_drawn) return {all.begin(), all.end()};
  std::size_t lines = 1;
  for (const Row& row : r.verdicts.rows()) lines += !row.along.empty() && !row.equality;
  const std::size_t last = *all.rbegin(), buckets = std::max<std::size_t>(most_drawn / 2 / lines, 1);
  for (const Row& row : r.verdicts.rows()) {
    std::vector<const Row::At*> tightest(buckets);
    if (row.equality || row.along.empty()) continue;
    for (const Row::At& at : row.along) {
      const Row::At*& best = tightest[at.t * buckets / (last + 1)];
      if (!best || tighter(at, *best)) best = &at;
    }
    for (const Row::At* at : tightest)
      if (at) kept.insert(at->t);
    if (row.least) kept.insert(row.least->t);
    if (row.failure) kept.insert(row.failure->t);
  }
  const std::size_t every = 1 + all.size() / (most_drawn / 2);
  std::size_t i = 0;
  for (const std::size_t t : all)
    if (i++ % every == 0) kept.insert(t);
  return {kept.begin(), kept.end()};
}

Json along(const RunReport& r) {
  const std::vector<std::size_t> ts = drawn(r);
  Json lines = Json::array(), gradient2 = Json::array();
  for (const Row& row : r.verdicts.rows()) {
    if (row.along.empty()) continue;
    std::vector<const Row::At*> at(ts.size());
    for (const Row::At& a : row.along)
      if (const auto found = std::lower_bound(ts.begin(), ts.end(), a.t); found != ts.end() && *found == a.t) at[static_cast<std::size_t>(found - ts.begin())] = &a;
    Json left = Json::array(), right = Json::array(), slack = Json::array(), fails = Json::array();
    for (std::size_t i = 0; i < at.size(); ++i) {
      left.push_back(at[i] ? number(at[i]->left) : Json(nullptr));
      right.push_back(at[i] ? number(at[i]->right) : Json(nullptr));
      slack.push_back(at[i] ? number(at[i]->slack) : Json(nullptr));
      if (at[i] && at[i]->fails) fails.push_back(i);
    }
    lines.push_back({{"id", row.claim->id}, {"statement", row.claim->statement}, {"line", row.line}, {"equality", row.equality},
                     {"left", std::move(left)}, {"right", std::move(right)}, {"slack", std::move(slack)}, {"fails", std::move(fails)}});
  }
  for (const std::size_t t : ts)
    if (t < r.gradient2.size()) gradient2.push_back(number(r.gradient2[t]));
  return {{"t", ts}, {"thinned", ts.size() < r.iterations}, {"lines", std::move(lines)}, {"gradient2", std::move(gradient2)}};
}

/// Jₜ as k, number, k, number, …: stretches of consecutive labels. Late readers miss thousands of updates in a row.
std::vector<std::size_t> stretches(const std::vector<Missing>& J) {
  std::vector<std::size_t> result;
  for (const Missing& m : J) {
    if (!result.empty() && m.k == result[result.size() - 2] + result.back()) ++result.back();
    else result.insert(result.end(), {m.k, 1});
  }
  return result;
}

/// Who read (one reader where the schedule was chosen), what it had missed, and the first label whose read had seen all that it wrote.
Json race(const RunReport& r) {
  const std::size_t T = r.schedule.size();
  if (T == 0) return nullptr;
  std::vector<std::uint32_t> worker = r.worker;
  worker.resize(T);
  std::vector<std::vector<std::size_t>> missing(T);
  std::vector<std::size_t> seen(T), staleness;
  for (std::size_t k = 0; k < T; ++k) seen[k] = k + 1;
  for (std::size_t t = 0; t < T; ++t) {
    missing[t] = stretches(r.schedule.missing(t));
    for (const Missing& m : r.schedule.missing(t)) {
      if (seen[m.k] == t) seen[m.k] = t + 1;  // all between had missed it as well
      if (staleness.size() <= t - m.k) staleness.resize(t - m.k + 1);
      ++staleness[t - m.k];
    }
  }
  return {{"worker", worker}, {"missing", missing}, {"seen", seen}, {"staleness", staleness}};
}

Json facts(const RunReport& r) {
  const Constants& c = r.constants;
  Json list = Json::array();
  list.push_back({"problem", fmt::format("n = {}, d = {}, L = {}, M = {}, σ² = {}{}", r.n, r.dimension, short_rational(c.L), short_rational(c.M), short_rational(c.sigma2), c.f_lower ? ", f ≥ " + short_rational(*c.f_lower) : "")});
  list.push_back({"run", fmt::format("{} worker{}, T = {} gradients, γ = {}, seed {}", r.worker.empty() ? 1 : r.request.workers, r.worker.empty() || r.request.workers == 1 ? "" : "s", r.iterations, short_rational(r.gamma), r.request.seed)});
  list.push_back({"delay", fmt::format("τ = {} (declared {}), mean staleness {:.3g}, reads {}, updates seen {}", r.tau, r.request.tau, r.mean_staleness, r.consistent ? "consistent" : "not consistent", r.all_or_nothing ? "whole" : "in part")});
  list.push_back({"E over all samples", r.expectation});
  for (const Bet& bet : r.bets)
    list.push_back({fmt::format("bet {}", bet.claim->id), fmt::format("{}: capital {}, {}", bet.hypothesis, short_number(bet.value.middle()), bet.rejected(rejection_level()) ? "REJECTED at α = 1/100" : "not rejected")});
  return list;
}

Json budget(const RunReport& r) {
  Json list = Json::array();
  if (r.iterations == 0 || !(r.budget.total() > 0)) return list;
  for (std::size_t s = 0; s < slack_names.size(); ++s) list.push_back({{"name", slack_names[s]}, {"share", number(r.budget.slacks[s].middle() / r.budget.total())}});
  return list;
}

std::string with(std::string text, std::string_view mark, const std::string& value) { return text.replace(text.find(mark), mark.size(), value); }

}  // namespace

void require_plots() {
  if (embedded::chart_min_js().empty())
    throw std::invalid_argument("--report: this program was built without Chart.js; install libjs-chart.js, configure (cmake --preset release) and build again");
}

std::string report_page(const std::vector<RunReport>& reports) {
  Json data = lemmata::json(reports);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const RunReport& r = reports[i];
    Json& run = data["runs"][i];
    run["title"] = heading(r);
    run["facts"] = facts(r);
    run["last"] = last_line({r}, Style());
    run["along"] = along(r);
    run["race"] = race(r);
    run["budget"] = budget(r);
    for (std::size_t c = 0; c < r.verdicts.rows().size(); ++c) {
      const Row& row = r.verdicts.rows()[c];
      const bool measured = row.least && !row.equality;
      run["claims"][c]["slack"] = measured ? number(row.least->value.lower()) : Json(nullptr);
      run["claims"][c]["share"] = measured ? number(row.least->share) : Json(nullptr);
      run["claims"][c].erase("rungs");
    }
  }
  std::string text;
  for (const char c : data.dump(-1, ' ', false, Json::error_handler_t::replace)) c == '<' ? text += "\\u003c" : text += c;  // no tag can begin
  std::string page = with(embedded::page_html(), "@@STYLE@@", embedded::style_css());
  page = with(std::move(page), "@@CHART@@", embedded::chart_min_js());
  page = with(std::move(page), "@@SCRIPT@@", embedded::script_js());
  return with(std::move(page), "@@DATA@@", text);
}

}  // namespace lemmata
