#include "docs/generator/measured.hpp"

#include <fmt/format.h>

#include <cmath>
#include <thread>

#include "docs/generator/tree.hpp"

namespace lemmata::docs {
namespace {

std::string command_of(const Words& words) {
  std::string text = "lemmata verify";
  for (const Option& option : run_options)
    if (words.*option.word) text += fmt::format(" --{} {}", option.name, *(words.*option.word));
  return text;
}

constexpr double width = 720, left_margin = 64, right_margin = 16, top_margin = 14, bottom_margin = 40;

/// A power of ten at most a, at least 10⁻¹².
int decade_below(double a) { return std::max(-12, static_cast<int>(std::floor(std::log10(a)))); }

std::string figure(double height, const std::string& body, const std::string& caption) {
  return fmt::format("<figure class=\"plot\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">{}</svg><figcaption>{}</figcaption></figure>\n", width, height,
                     escaped(caption), body, escaped(caption));
}

}  // namespace

std::vector<NamedRun> make_runs() {
  const std::vector<Words> all{
      {.problem = "quiz", .algorithm = "hogwild", .workers = "4", .iterations = "300"},
      {.problem = "interpolation", .algorithm = "mini-batch", .workers = "1", .batch = "1", .iterations = "60"},
      {.problem = "interpolation", .algorithm = "mini-batch", .batch = "4", .iterations = "12"},
      {.problem = "noisy-quadratic", .algorithm = "delayed", .iterations = "200", .tau = "5", .gamma = "tuned"},
      {.problem = "noisy-quadratic", .algorithm = "mini-batch", .batch = "4", .iterations = "50", .gamma = "tuned"},
      {.problem = "rational-least-squares", .algorithm = "hogwild", .workers = "8", .iterations = "300", .tau = "256"},
      {.problem = "interpolation", .algorithm = "hogwild", .workers = "8", .iterations = "200", .tau = "256", .writes = "vector"},
      {.problem = "geman-mcclure", .algorithm = "mini-batch", .batch = "8", .iterations = "40"},
      {.problem = "logistic", .algorithm = "mini-batch", .batch = "8", .iterations = "60"},
      {.problem = "logistic", .algorithm = "hogwild", .workers = "8", .iterations = "600", .tau = "256"}};
  std::vector<NamedRun> runs;
  for (const Words& words : all)
    runs.push_back({"run_" + std::to_string(runs.size() + 1), command_of(words), verify(request(words), {.threads = std::max(1u, std::thread::hardware_concurrency()), .save_trace = {}})});
  return runs;
}

std::map<const Claim*, Measured> measure(const std::vector<NamedRun>& runs) {
  std::map<const Claim*, Measured> all;
  for (const NamedRun& run : runs) {
    for (const Row& row : run.report.verdicts.rows()) {
      if (row.outcome == Outcome::vacuous) continue;
      const bool known = all.contains(row.claim);
      Measured& m = all[row.claim];
      m.outcome = m.outcome == Outcome::vacuous ? row.outcome : std::max(m.outcome, row.outcome);
      m.evidence = known ? std::max(m.evidence, row.evidence()) : row.evidence();
      m.checks += row.checks;
      if (!row.least || row.equality || row.least->share < 0) continue;
      if (!m.tightest || row.least->share < m.tightest->least->share) m.tightest = &row, m.where = &run;
    }
    for (const Bet& bet : run.report.bets) {
      Measured& m = all[bet.claim];
      m.outcome = Outcome::holds;
      m.evidence = Evidence::statistical;
      ++m.checks;
    }
  }
  for (auto& [claim, m] : all)
    for (const NamedRun& run : runs) m.runs += std::any_of(run.report.verdicts.rows().begin(), run.report.verdicts.rows().end(), [&, c = claim](const Row& r) { return r.claim == c; });
  return all;
}

std::string verdict_text(const Measured& m) {
  if (m.evidence == Evidence::statistical) return "a bet on it, not rejected";
  return fmt::format("{} · {}", name(m.outcome), name(m.evidence));
}

std::string verdict_class(const Measured& m) {
  if (m.outcome != Outcome::holds) return std::string(name(m.outcome));
  return "holds-" + std::string(name(m.evidence));
}

std::string slack_html(const Measured& m) {
  if (!m.tightest) return "";
  return fmt::format("least slack {} of the right side, <a href=\"runs.html#{}\">run {}</a> at t = {}", escaped(percent(m.tightest->least->share)), m.where->id, m.where->id.substr(4), m.tightest->least->t);
}

std::string slack_bars(const std::vector<std::pair<std::string, double>>& bars, const std::string& caption) {
  if (bars.empty()) return "";
  double least = 1;
  for (const auto& [name, share] : bars)
    if (share > 0) least = std::min(least, share);
  const int from = std::min(-1, decade_below(least));
  constexpr double label = 190, row = 22;
  const double height = top_margin + row * static_cast<double>(bars.size()) + 34, span = width - label - 70;
  const auto x = [&](double share) { return label + span * (1 - std::max(std::log10(std::max(share, std::pow(10.0, from))), static_cast<double>(from)) / from); };
  std::string body;
  for (int e = from; e <= 0; ++e)
    body += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/><text class=\"tick\" x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>", x(std::pow(10.0, e)),
                        top_margin, height - 30, height - 14, e == 0 ? "100 %" : e == -1 ? "10 %" : e == -2 ? "1 %" : fmt::format("10<tspan dy=\"-4\" font-size=\"9\">{}</tspan>", e));
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double y = top_margin + row * static_cast<double>(i);
    body += fmt::format("<text class=\"label\" x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", label - 8, y + 14, escaped(bars[i].first));
    const double share = bars[i].second;
    if (share > 0) body += fmt::format("<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"13\" rx=\"2\"/>", label, y + 3, std::max(1.0, x(share) - label));
    body += fmt::format("<text class=\"value\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", (share > 0 ? x(share) : label) + 6, y + 14, share > 0 ? escaped(percent(share)) : "0: tight");
  }
  return figure(height, body, caption);
}

std::string slack_along_t(const std::vector<Series>& series, const std::string& caption) {
  double least = 1, last = 1;
  for (const Series& s : series)
    for (const auto& [t, share] : s.points) {
      if (share > 0) least = std::min(least, share);
      last = std::max(last, t);
    }
  const int from = std::min(-1, decade_below(least));
  constexpr double plot_height = 240;
  const double height = top_margin + plot_height + bottom_margin;
  const auto x = [&](double t) { return left_margin + (width - left_margin - right_margin) * t / last; };
  const auto y = [&](double share) { return top_margin + plot_height * std::log10(std::min(share, 1.0)) / from; };
  std::string body;
  for (int e = from; e <= 0; e += std::max(1, -from / 6))
    body += fmt::format("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/><text class=\"tick\" x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>", left_margin, width - right_margin,
                        y(std::pow(10.0, e)), left_margin - 8, y(std::pow(10.0, e)) + 4, e == 0 ? "100 %" : e == -2 ? "1 %" : fmt::format("10<tspan dy=\"-4\" font-size=\"9\">{}</tspan>", e));
  for (int i = 0; i <= 4; ++i) {
    const double t = std::round(last * i / 4);
    body += fmt::format("<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}{:.0f}</text>", x(t), top_margin + plot_height + 18, i == 4 ? "end" : "middle", i == 0 ? "t = " : "", t);
  }
  double legend = left_margin;
  for (std::size_t i = 0; i < series.size(); ++i) {
    std::string path;
    bool down = false;
    for (const auto& [t, share] : series[i].points) {
      if (share > 0) path += fmt::format("{}{:.1f} {:.1f}", down ? "L" : "M", x(t), y(std::max(share, std::pow(10.0, from))));
      down = share > 0;
    }
    body += fmt::format("<path class=\"series s{}\" d=\"{}\"/>", i % 6, path);
    body += fmt::format("<rect class=\"key s{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"4\"/><text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", i % 6, legend, height - 12, legend + 19, height - 6,
                        escaped(series[i].name));
    legend += 34 + 8.0 * static_cast<double>(columns(series[i].name));
  }
  return figure(height, body, caption);
}

std::vector<Series> series_of(std::string_view lemma) {
  const RunReport report = verify(request({.problem = "logistic", .algorithm = "hogwild", .workers = "8", .iterations = "300", .tau = "256"}),
                                  {.threads = std::max(1u, std::thread::hardware_concurrency()), .save_trace = {}, .lemma = std::string(lemma)});
  std::vector<Series> all;
  for (const ShownStep& step : report.verdicts.steps()) {
    if (step.equality || step.kind == Kind::full) continue;
    const std::string id(step.claim->id);
    auto found = std::find_if(all.begin(), all.end(), [&](const Series& s) { return s.name == id; });
    if (found == all.end()) found = all.insert(all.end(), {id, {}});
    const auto value = [](const std::string& text) {
      if (const auto a = parse_exact(text)) return a->convert_to<double>();
      return std::strtod(text.c_str() + (text.starts_with("≈") ? 4 : 0), nullptr);
    };
    const double right = std::abs(value(step.right));
    if (right > 0 && (found->points.empty() || found->points.back().first < static_cast<double>(step.t))) found->points.emplace_back(step.t, value(step.slack) / right);
  }
  std::erase_if(all, [](const Series& s) { return s.points.size() < 20; });
  return all;
}

}  // namespace lemmata::docs
