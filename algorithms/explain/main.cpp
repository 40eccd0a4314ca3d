// lemmata-explain: the proof of one claim, line by line as the slide has it, with the numbers of one iteration of a run.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <set>
#include <thread>

#include "algorithms/input_error.hpp"
#include "algorithms/verify/verify.hpp"

namespace {

using namespace lemmata;

/// The claim with this id; the elementary inequalities by the line that uses them. Throws InputError naming all.
const Claim& claim_of(const std::string& id) {
  std::string ids;
  for (const Claim* claim : claims::all) {
    if (claim->id == id) return *claim;
    ids += (ids.empty() ? "" : ", ") + std::string(claim->id);
  }
  throw InputError({"CLAIM"}, "unknown claim", id, "one of " + ids);
}

/// The line of a run in which an elementary fact is used.
const Claim& line_of(const Claim& claim) {
  for (const auto& [fact, line] : {std::pair(&claims::Young, &claims::A21c), std::pair(&claims::SquareOfSum, &claims::A22b),
                                   std::pair(&claims::Jensen, &claims::A22c), std::pair(&claims::IndependentNoise, &claims::A22d),
                                   std::pair(&claims::A25b, &claims::D34b)})
    if (fact == &claim) return *line;
  return claim;
}

/// A short run in which the claim has something to say.
Words instance(const Claim& claim) {
  using namespace claims;
  const auto among = [&](std::initializer_list<const Claim*> list) { return std::find(list.begin(), list.end(), &claim) != list.end(); };
  if (among({&A4, &A5})) return {.problem = "quiz", .algorithm = "hogwild", .workers = "2", .iterations = "20"};
  if (among({&A3, &A25})) return {.problem = "interpolation", .algorithm = "mini-batch", .workers = "1", .batch = "1", .iterations = "20"};
  if (among({&A2, &A6, &A6a, &A7, &A7a, &A9, &A10, &A10a, &A10b, &A11, &A11a, &A18, &A19}))
    return {.problem = "interpolation", .algorithm = "mini-batch", .batch = "4", .iterations = "10"};
  if (among({&A12, &A13, &A15, &A24})) return {.problem = "rational-least-squares", .algorithm = "hogwild", .workers = "8", .iterations = "200"};
  return {.problem = "noisy-quadratic", .algorithm = "delayed", .iterations = "60", .tau = "3", .gamma = "tuned"};
}

/// The lines at one iteration, and those in full expectation: what they say of the same letters differs.
bool together(Kind kind, bool full) { return (kind == Kind::full) == full; }

/// Where the asked line, or else its lemma, is tightest.
std::optional<std::size_t> tightest(const RunReport& report, const Claim& claim, bool full) {
  const Row* best = nullptr;
  for (const Row& row : report.verdicts.rows()) {
    if (!together(row.kind, full) || lemma_of(row.claim->id) != lemma_of(claim.id) || !row.least) continue;
    const auto rank = [&](const Row& r) { return std::pair(r.claim != &claim, r.least->share); };
    if (!best || rank(row) < rank(*best)) best = &row;
  }
  if (best) return best->least->t;
  for (const ShownStep& step : report.verdicts.steps())
    if (together(step.kind, full)) return step.t;
  return std::nullopt;
}

std::string wrapped_claim(const Claim& claim, const Style& style) {
  return style.bold(fmt::format("{}  {}", claim.id, claim.statement)) + "\n" +
         fmt::format("    slide \"{}\" · {} · {}\n", claim.slide, name(claim.kind), claim.routine);
}

/// "≤ 0.25   Young   slack 1/4   A21c holds exact", under the left side where a chain begins.
void print_step(const ShownStep& step, const std::string& before, bool asked, const Style& style) {
  if (step.left != before) fmt::print("\n    {}\n", step.left);
  const bool judged = step.outcome == Outcome::holds || step.outcome == Outcome::violated;
  fmt::print("{} {} {}{}\n", asked ? "▸" : " ", step.equality ? "=" : "≤", left("  " + step.right, 18), step.reason);
  fmt::print("{}{}{}{}\n", std::string(22, ' '), left(std::string(step.claim->id), 7),
             left(step.equality ? "" : "slack " + step.slack, 24), style.paint(step.outcome, name(step.outcome)) + (judged ? " " + std::string(name(step.evidence)) : ""));
}

/// The steps at iteration t in the order of the proof, each once.
void print_steps(const RunReport& report, const Claim& claim, bool full, std::optional<std::size_t> at, const Style& style) {
  const std::size_t t = at.value_or(tightest(report, claim, full).value_or(0));
  std::set<std::tuple<const Claim*, std::string, std::string, std::string>> seen;
  std::vector<const ShownStep*> shown;
  for (const ShownStep& step : report.verdicts.steps())
    if (together(step.kind, full) && step.t == t && seen.insert({step.claim, step.reason, step.left, step.right}).second) shown.push_back(&step);
  if (shown.empty()) return;
  fmt::print("\n{}, t = {}{}\n", style.bold(full ? "in full expectation: E over all samples" : "line by line"), t, at ? "" : ", where it is tightest");
  std::string before;
  for (const ShownStep* step : shown) {
    print_step(*step, before, step->claim == &claim && claim.id != lemma_of(claim.id), style);
    before = step->right;
  }
}

int run(int argc, char** argv) {
  CLI::App app("The proof of a claim, line by line as the slide has it, with the numbers of one iteration of a run.", "lemmata explain");
  Words words;
  std::string id;
  std::optional<std::string> trace, at;
  bool of_run = false;
  app.add_option("CLAIM", id, "A1 … A25 and their lines; `lemmata claims` lists all")->required();
  app.add_option("--trace", trace, "of the run stored in this file");
  app.add_option("--at", at, "the iteration; default: where the line is tightest");
  app.add_flag("--run", of_run, "of a run of its own; the options that follow are those of lemmata verify");
  for (const Option& option : run_options) app.add_option("--" + std::string(option.name), words.*option.word, std::string(option.help));
  app.get_formatter()->column_width(24);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata explain: {} (--help lists the options)\n", error.what());
    return 2;
  }
  const Claim& asked = claim_of(id);
  const Claim& claim = line_of(asked);
  const bool named = std::any_of(run_options.begin(), run_options.end(), [&](const Option& o) { return (words.*o.word).has_value(); });
  if (trace && (named || of_run)) throw InputError({"--trace"}, "a stored run has its own options", *trace, "leave out the options of a run");
  const VerifyOptions how{.threads = std::max(1u, std::thread::hardware_concurrency()), .save_trace = {}, .lemma = std::string(lemma_of(claim.id))};
  const RunReport report = trace ? verify_trace(*trace, how) : verify(request(named || of_run ? words : instance(claim)), how);
  const auto t = at ? std::optional<std::size_t>(whole_number("--at", *at, 0)) : std::nullopt;
  if (t && *t >= report.iterations)
    throw InputError({"--at"}, "the run has no such iteration", *at, "at most " + std::to_string(report.iterations - 1));

  const Style style(stdout);
  fmt::print("{}", wrapped_claim(asked, style));
  if (&asked != &claim) fmt::print("    in the lecture: {}  {}\n", claim.id, claim.statement);
  fmt::print("    in a run: {}, τ = {}, γ = {}\n", report.title, report.tau, short_rational(report.gamma));
  if (!report.audit.passed()) {
    fmt::print("The run does not pass its audit: no lemma is asked.\n");
    return 1;
  }
  for (const bool full : {false, true}) print_steps(report, claim, full, t, style);
  for (const Bet& bet : report.bets)
    if (bet.claim == &claim)
      fmt::print("\n    {}: capital {} ({} at most), {} at α = {}\n", bet.hypothesis, short_number(bet.value.middle()), short_number(bet.largest.middle()),
                 bet.rejected(rejection_level()) ? "rejected" : "not rejected", to_string(rejection_level()));
  for (const Row& row : report.verdicts.rows())
    if (row.claim == &claim && report.verdicts.steps().empty())
      fmt::print("\n    {}: {}, {} checks by the audit of the run\n", row.line, style.paint(row.outcome, name(row.outcome)), row.checks);
  const auto said = [&](const Row& row) { return lemma_of(row.claim->id) == lemma_of(claim.id); };
  if (std::none_of(report.verdicts.rows().begin(), report.verdicts.rows().end(), said) &&
      std::none_of(report.bets.begin(), report.bets.end(), [&](const Bet& bet) { return bet.claim == &claim; }))
    fmt::print("\n    This run has no line of it. Its test: \"{}\"\n", claim.test);
  return summary({report}).exit_code();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "lemmata explain: {}\n", error.what());
    return 2;
  }
}
