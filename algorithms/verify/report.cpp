#include "algorithms/verify/report.hpp"

#include <algorithm>
#include <numeric>

namespace lemmata {
namespace {

constexpr std::size_t width = 80;

std::string bars(const std::vector<std::size_t>& histogram) {
  constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t most = *std::max_element(histogram.begin(), histogram.end());
  std::string text;
  for (const std::size_t count : histogram) text += count == 0 ? " " : blocks[count * 7 / most];
  return text;
}

/// "label     text", continued under the text where it is too long for the terminal.
void field(std::string& out, std::string_view label, const std::vector<std::string>& parts, std::string_view between) {
  constexpr std::size_t indent = 10;
  std::string line = left(label, indent);
  std::size_t used = indent;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (used > indent) {
      const bool fits = used + columns(between) + columns(parts[p]) + 1 <= width;
      line += fits ? std::string(between) : std::string(between.substr(0, between.find_last_not_of(' ') + 1));
      used += columns(between);
      if (!fits) {
        out += wrapped(line, indent, width) + "\n";
        line = std::string(indent, ' ');
        used = indent;
      }
    }
    line += parts[p];
    used += columns(parts[p]);
  }
  out += wrapped(line, indent, width) + "\n";
}

std::string step_size_text(const RunReport& r) {
  std::string text = "γ = " + short_rational(r.gamma);
  if (r.request.tuned) text += " = min{γ_crit, √(F₀/(LTσ²))}";
  else if (!r.request.gamma) text += fmt::format(" = 1/(10L(M+{}))", r.request.tau);
  return text;
}

std::vector<std::string> race_text(const RunReport& r) {
  std::vector<std::string> parts;
  if (r.request.method == Method::delayed) parts.push_back("one thread");
  else parts.push_back(fmt::format("{} worker{}", r.request.workers, r.request.workers == 1 ? "" : "s"));
  parts.push_back(fmt::format("T = {} gradients", r.iterations));
  parts.push_back(step_size_text(r));
  parts.push_back(r.repetitions == 1 ? fmt::format("seed {}", r.request.seed)
                                     : fmt::format("{} repetitions, seeds {}–{}", r.repetitions, r.request.seed, r.request.seed + r.repetitions - 1));
  if (r.request.method != Method::delayed) parts.push_back(fmt::format("{:.3g} ms", 1000 * r.seconds));
  return parts;
}

/// What the kinds of truth are called above their rows.
std::string kind_text(Kind kind, const RunReport& r) {
  switch (kind) {
    case Kind::structural: return "facts of the run";
    case Kind::identity: return "identities";
    case Kind::definition: return "definitions";
    case Kind::sure: return "for all vectors";
    case Kind::conditional: return "given the past: E over the n samples";
    case Kind::full: return "in full expectation: E over all samples";
    case Kind::asymptotic: return "rates, with their constants";
    case Kind::heuristic: return "advice: the part of it that can be checked";
  }
  return r.title;
}

/// "12.3 [KSJ22]   7   50, 10   0.83   0.55": which theorem comes closest.
std::string bounds_text(const RunReport& r, const Style& style) {
  if (r.bounds.empty()) return "";
  const auto value = [](const std::optional<double>& a) { return right(a ? short_number(*a) : "", 11); };
  std::string out = "\n" + style.bold("Which theorem explains this run best?") + "\n";
  out += fmt::format("(1/T) Σ ‖∇f(xₜ)‖² = {} on this run", short_number(5 * r.budget.left.middle()));
  if (r.expected_gradient2) out += fmt::format(", {} in expectation", short_number(r.expected_gradient2->middle()));
  out += "\n";
  out += style.faint(left("bound", 28) + right("τ", 5) + "  " + left("C₁, C₂", 20) + right("at this γ", 11) + right("γ tuned", 11)) + "\n";
  const Bound* best = nullptr;
  for (const Bound& b : r.bounds)
    if (b.here && (!best || *b.here < *best->here)) best = &b;
  for (const Bound& b : r.bounds) {
    const std::string head = left(b.name, 28) + right(b.tau ? fmt::format("{}", *b.tau) : "", 5) + "  ";
    out += b.tau ? head + left(b.constants, 20) + value(b.here) + value(b.tuned) + (&b == best ? " ◂" : "") + "\n" : style.faint(head + b.constants) + "\n";
  }
  if (!best) out += style.faint("no bound admits this γ\n");
  return out;
}

/// "rounding 61 %, final_gap 22 %, …": where the main inequality loses.
void budget_text(const RunReport& r, std::string& out) {
  const Budget& b = r.budget;
  std::vector<std::size_t> order(slack_names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return b.slacks[i].middle() > b.slacks[j].middle(); });
  std::vector<std::string> parts;
  for (const std::size_t s : order) parts.push_back(std::string(slack_names[s]) + " " + percent(b.slacks[s].middle() / b.total()));
  out += "\n";
  field(out, "MAIN", {fmt::format("{} ≤ {} + N on this run", short_number(b.left.middle()), short_number(b.right.middle())),
                      fmt::format("martingale remainder N = {}", short_number(b.remainder.middle()))}, ", ");
  field(out, "it loses", parts, ", ");
  field(out, "", {b.discrepancy.is_zero() ? "the thirteen slacks add up exactly"
                                          : fmt::format("the thirteen slacks add up, within {:.1g} of their sum", b.relative_width())}, "");
}

/// What the slides assume silently, and how a bet against it went.
void bets_text(const RunReport& r, std::string& out) {
  if (r.bets.empty()) return;
  std::vector<std::string> parts;
  for (const Bet& bet : r.bets)
    parts.push_back(fmt::format("{} {}: K = {}, {}", bet.claim->id, bet.hypothesis, short_number(bet.value.middle()),
                                bet.rejected(rejection_level()) ? "REJECTED at α = 1/100" : "not rejected"));
  field(out, "bets", parts, "; ");
}

std::string row_text(const Row& row, const Style& style) {
  const bool measured = row.least && !row.equality;
  const std::string slack = measured ? short_slack(row.least->value) : row.equality ? "=" : "";
  const bool judged = row.outcome == Outcome::holds || row.outcome == Outcome::violated;
  const std::string line = row.lines == 1 ? row.line : fmt::format("{} (of {})", row.line, row.lines);
  const std::string label = columns(line) < 26 ? left(line, 26) : line + "\n" + std::string(33, ' ');
  return left(row.claim->id, 7) + label + right(fmt::format("{}", row.checks), 6) + right(slack, 10) +
         right(measured && row.least->share >= 0 ? percent(row.least->share) : "", 7) + right(measured ? fmt::format("{}", row.least->t) : "", 6) + "  " +
         style.paint(row.outcome, name(row.outcome)) + (judged ? " " + std::string(name(row.evidence())) : "") + "\n";
}

std::string failure_text(const Row& row) {
  const auto& [t, left, right] = *row.failure;
  return fmt::format("      {}{} {} {} at t = {}\n", row.outcome == Outcome::vacuous ? "without its hypothesis the line fails: " : "violated: ",
                     short_number(left.middle()), row.equality ? "≠" : ">", short_number(right.middle()), t);
}

/// One row for each claim and kind of truth: all its lines, and where they are tightest.
std::vector<Row> by_claim(const std::vector<Row>& rows) {
  std::vector<Row> result;
  for (const Row& row : rows) {
    const auto same = std::find_if(result.begin(), result.end(), [&](const Row& r) { return r.claim == row.claim && r.kind == row.kind; });
    if (same == result.end()) result.push_back(row);
    else same->absorb(row);
  }
  return result;
}

std::size_t total_checks(const RunReport& r) {
  std::size_t checks = 0;
  for (const Row& row : r.verdicts.rows()) checks += row.checks;
  return checks;
}

}  // namespace

std::string heading(const RunReport& r) {
  switch (r.request.method) {
    case Method::mini_batch:
      return fmt::format("Mini-batch SGD, b = {}{}: {}", r.request.batch,
                         r.request.sampling == Sampling::without_replacement ? " without replacement" : "", r.title);
    case Method::delayed: return fmt::format("Delayed SGD, {} schedule: {}", r.request.schedule, r.title);
    case Method::hogwild:
      return fmt::format("Hogwild!, writes by {}: {}", r.request.writes == Writes::vector ? "whole vector" : "coordinate", r.title);
  }
  return r.title;
}

std::string table(const RunReport& r, const Style& style, bool every_line) {
  std::string out = style.bold(heading(r)) + "\n";
  const Constants& c = r.constants;
  field(out, "problem",
        {fmt::format("n = {}", r.n), fmt::format("d = {}", r.dimension), "L = " + short_rational(c.L), "M = " + short_rational(c.M),
         "σ² = " + short_rational(c.sigma2), c.f_lower ? "f ≥ " + short_rational(*c.f_lower) : "f unbounded below"},
        ", ");
  field(out, "run", race_text(r), ", ");
  if (r.diverged_at) field(out, "diverged", {fmt::format("at t = {}: |x| passed 2^100, or is no number;", *r.diverged_at), "γ is too large here"}, " ");
  std::vector<std::string> delay{fmt::format("τ = {}", r.tau), fmt::format("mean staleness {:.3g}", r.mean_staleness),
                                 r.consistent ? "reads consistent" : "reads not consistent",
                                 r.all_or_nothing ? "updates seen whole" : "updates seen in part"};
  field(out, "delay", delay, ", ");
  if (!r.missing_histogram.empty()) {
    std::vector<std::size_t> shown = r.missing_histogram;
    std::string tail;
    if (shown.size() > 40) {
      const std::size_t beyond = std::accumulate(shown.begin() + 40, shown.end(), std::size_t{0});
      tail = fmt::format(" and {} beyond", beyond);
      shown.resize(40);
    }
    const auto mode = std::max_element(r.missing_histogram.begin(), r.missing_histogram.end());
    field(out, "|Jₜ|", {fmt::format("0 {} {}{}", bars(shown), shown.size() - 1, tail), fmt::format("(most often {})", mode - r.missing_histogram.begin())}, " ");
  }
  std::vector<std::string> checks;
  for (const auto& check : r.audit.checks)
    if (check.required) checks.push_back(style.paint(check.passed ? Outcome::holds : Outcome::violated, (check.passed ? "✓ " : "✗ ") + check.name));
  field(out, "audit", checks, "  ");
  for (const auto& check : r.audit.checks)
    if (check.required && !check.passed) out += style.paint(Outcome::violated, fmt::format("          {} failed: {}\n", check.name, check.detail));
  if (!r.audit.passed()) return out + "The run does not pass its audit: no lemma is asked.\n";

  out += "\n" + style.faint(left("claim", 7) + left("line", 26) + right("checks", 6) + right("slack", 10) + right("of rhs", 7) +
                            right("at t", 6) + "  verdict") + "\n";
  std::optional<Kind> kind;
  for (const Row& row : every_line ? r.verdicts.rows() : by_claim(r.verdicts.rows())) {
    if (row.kind != kind) out += style.faint(kind_text(*(kind = row.kind), r)) + "\n";
    out += row_text(row, style);
    if (!row.note.empty()) out += style.faint(wrapped("      " + row.note, 6) + "\n");
    if (row.failure) out += style.paint(row.outcome, failure_text(row));
  }
  const auto& rungs = r.rungs;
  const auto all = static_cast<double>(std::max<std::size_t>(rungs[0] + rungs[1] + rungs[2], 1));
  const auto share = [&](std::size_t rung) { return percent(static_cast<double>(rungs[rung]) / all); };
  out += "\n" + style.faint(fmt::format("expectations decided by double intervals {}, 256-bit {}, rationals {}\n", share(0), share(1), share(2)));
  out += style.faint(fmt::format("rounding: every read is within {} of the same read in real numbers\n",
                                 short_number(Enclosure(r.rounding).upper())));
  std::string whole;
  field(whole, "E", {"over all samples: " + r.expectation}, "");
  out += style.faint(whole);
  budget_text(r, out);
  bets_text(r, out);
  return out + bounds_text(r, style);
}

Summary summary(const std::vector<RunReport>& reports) {
  Summary s;
  for (const RunReport& r : reports) {
    s.audits_passed = s.audits_passed && r.audit.passed();
    s.checks += total_checks(r);
    for (const Row& row : r.verdicts.rows()) {
      std::size_t* counts[] = {&s.holds, &s.vacuous, &s.undecided, &s.violated};
      ++*counts[static_cast<int>(row.outcome)];
    }
  }
  return s;
}

std::string last_line(const std::vector<RunReport>& reports, const Style& style) {
  const Summary s = summary(reports);
  const std::string where = reports.size() == 1 ? "this run" : fmt::format("{} runs", reports.size());
  if (!s.audits_passed) return style.paint(Outcome::violated, "A run failed its audit: what it recorded cannot have happened as it says.\n");
  if (s.violated > 0) return style.paint(Outcome::violated, fmt::format("{} line{} violated on {}.\n", s.violated, s.violated == 1 ? "" : "s", where));
  if (s.undecided > 0) return style.paint(Outcome::undecided, fmt::format("{} line{} undecided on {}; none violated.\n", s.undecided, s.undecided == 1 ? "" : "s", where));
  std::string text = fmt::format("Every line asked holds: {} lines, {} checks on {}, no tolerance.\n", s.holds, s.checks, where);
  if (s.vacuous > 0) text += fmt::format("{} line{} vacuous: the hypothesis is not met there.\n", s.vacuous, s.vacuous == 1 ? " is" : "s are");
  return style.paint(Outcome::holds, text);
}

nlohmann::json json(const std::vector<RunReport>& reports) {
  using nlohmann::json;
  const auto ends = [](const Enclosure& a) { return json{a.lower(), a.upper()}; };
  json runs = json::array();
  for (const RunReport& r : reports) {
    json checks = json::array(), claims = json::array();
    for (const auto& check : r.audit.checks) checks.push_back({{"name", check.name}, {"passed", check.passed}, {"required", check.required}, {"detail", check.detail}});
    for (const Row& row : r.verdicts.rows()) {
      json claim = {{"id", row.claim->id}, {"line", row.line}, {"kind", name(row.kind)}, {"outcome", name(row.outcome)}, {"evidence", name(row.evidence())},
                    {"checks", row.checks}, {"least_slack", nullptr}, {"of_right_side", nullptr}, {"at", nullptr},
                    {"rungs", {{"double", row.rungs[0]}, {"wide", row.rungs[1]}, {"exact", row.rungs[2]}}}};
      if (row.least) {
        claim["least_slack"] = row.least->exact.empty() ? fmt::format("{}", row.least->value.lower()) : row.least->exact;
        claim["of_right_side"] = row.least->share;
        claim["at"] = row.least->t;
      }
      if (row.failure)
        claim["fails"] = {{"at", row.failure->t}, {"left", row.failure->left.middle()}, {"right", row.failure->right.middle()}};
      if (!row.note.empty()) claim["note"] = row.note;
      claims.push_back(std::move(claim));
    }
    json bets = json::array(), bounds = json::array(), slacks = json::object();
    for (const Bet& bet : r.bets)
      bets.push_back({{"id", bet.claim->id}, {"hypothesis", bet.hypothesis}, {"e_value", bet.value.middle()},
                      {"rejected", bet.rejected(rejection_level())}, {"alpha", to_string(rejection_level())}});
    for (const Bound& b : r.bounds)
      bounds.push_back({{"name", b.name}, {"constants", b.constants}, {"tau", b.tau ? json(*b.tau) : json(nullptr)},
                        {"at_this_gamma", b.here ? json(*b.here) : json(nullptr)}, {"at_tuned_gamma", b.tuned ? json(*b.tuned) : json(nullptr)}});
    for (std::size_t s = 0; s < slack_names.size(); ++s) slacks[std::string(slack_names[s])] = ends(r.budget.slacks[s]);
    runs.push_back({{"problem", r.request.problem.name},
                    {"algorithm", name(r.request.method)},
                    {"workers", r.request.method == Method::delayed ? 1 : r.request.workers},
                    {"iterations", r.iterations},
                    {"seed", r.request.seed},
                    {"gamma", to_string(r.gamma)},
                    {"L", to_string(r.constants.L)},
                    {"M", to_string(r.constants.M)},
                    {"sigma2", to_string(r.constants.sigma2)},
                    {"tau", r.tau},
                    {"tau_declared", r.request.tau},
                    {"mean_staleness", r.mean_staleness},
                    {"missing_histogram", r.missing_histogram},
                    {"consistent_reads", r.consistent},
                    {"diverged_at", r.diverged_at ? json(*r.diverged_at) : json(nullptr)},
                    {"rounding", fmt::format("{}", Enclosure(r.rounding).upper())},
                    {"audit", {{"passed", r.audit.passed()}, {"checks", std::move(checks)}}},
                    {"repetitions", r.repetitions},
                    {"expectation", r.expectation},
                    {"average_gradient2", {{"run", 5 * r.budget.left.middle()},
                                           {"expected", r.expected_gradient2 ? json(r.expected_gradient2->middle()) : json(nullptr)}}},
                    {"ledger", {{"left", ends(r.budget.left)}, {"right", ends(r.budget.right)}, {"remainder", ends(r.budget.remainder)},
                                {"slacks", std::move(slacks)}, {"discrepancy", ends(r.budget.discrepancy)}}},
                    {"bets", std::move(bets)},
                    {"bounds", std::move(bounds)},
                    {"claims", std::move(claims)}});
  }
  const Summary s = summary(reports);
  return {{"version", 1},
          {"runs", std::move(runs)},
          {"summary", {{"holds", s.holds}, {"violated", s.violated}, {"undecided", s.undecided}, {"vacuous", s.vacuous}}}};
}

}  // namespace lemmata
