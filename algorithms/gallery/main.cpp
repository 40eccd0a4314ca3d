// lemmata-gallery: what each hypothesis is good for, and which check catches which broken kernel.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "algorithms/gallery/broken_kernels.hpp"
#include "algorithms/gallery/exhibits.hpp"
#include "algorithms/interleavings/micro_hogwild.hpp"
#include "algorithms/interleavings/small_races.hpp"
#include "algorithms/verify/text.hpp"

namespace {

using namespace lemmata;

std::string relation(const Sentence& r, std::string_view otherwise) {
  return fmt::format("{} {} {}", to_string(r.left), r.holds() ? (r.equality ? "=" : "≤") : otherwise, to_string(r.right));
}

/// 0 if each line breaks without its hypothesis and holds with it.
bool print_exhibits(const Style& style) {
  bool all = true;
  fmt::print("{}\n", style.bold("Without a hypothesis"));
  for (const Exhibit& e : exhibits()) {
    const bool shows = !e.without.holds() && e.with.holds();
    all = all && shows;
    fmt::print("\n{}{}\n", left(e.claim->id, 7), style.bold(e.hypothesis));
    fmt::print("       {}\n       {}\n", e.line, style.faint(e.run));
    fmt::print("       without: {}\n       with:    {}\n",
               style.paint(Outcome::violated, relation(e.without, e.without.equality ? "≠" : ">")), relation(e.with, ">"));
    if (!shows) fmt::print("       {}\n", style.paint(Outcome::undecided, "this shows nothing"));
  }
  return all;
}

bool print_kernels(const Style& style) {
  bool all = true;
  fmt::print("\n{}\n\n", style.bold("Broken kernels"));
  for (const BrokenKernel& kernel : broken_kernels()) {
    all = all && kernel.caught;
    fmt::print("{}{}{}\n", left(kernel.what, 49), left(kernel.check, 16),
               kernel.caught ? style.paint(Outcome::holds, "caught") : style.paint(Outcome::violated, "NOT CAUGHT"));
  }
  return all;
}

/// 0 if no interleaving goes wrong unnoticed, and every line holds in those that pass the audit.
bool print_interleavings(const Style& style) {
  fmt::print("\n{}\nworkers x updates x coordinates\n\n", style.bold("Every interleaving of a small Hogwild!"));
  fmt::print("{}{:>12}{:>8}{:>13}{:>9}\n", left("", 37), "executions", "records", "audit passes", "lines");
  bool all = true;
  const auto row = [&](std::string_view kernel, const MicroRace& race) {
    const MicroCounts found = micro_hogwild(race);
    const bool right = found.unnoticed == 0 && found.lines == found.lines_that_hold;
    all = all && right;
    fmt::print("{}{:>12}{:>8}{:>13}{:>9}\n", left(fmt::format("{} x {} x {}  {}", race.workers, race.updates, race.dimension, kernel), 37),
               found.interleavings, found.records, found.audit_passed, found.lines);
    std::string delays;
    for (const auto& [tau, ways] : found.by_delay) delays += fmt::format("{}τ = {}: {}", delays.empty() ? "" : ", ", tau, ways);
    fmt::print("           {}\n", style.faint(delays));
    if (found.lost_update > 0) fmt::print("           an update is lost in {}, each caught\n", found.lost_update);
    if (found.later_update_seen > 0) fmt::print("           a later update is seen in {}, each caught\n", found.later_update_seen);
    if (!right)
      fmt::print("           {}\n", style.paint(Outcome::violated, fmt::format("{} unnoticed, {} lines fail", found.unnoticed,
                                                                               found.lines - found.lines_that_hold)));
  };
  row("as it is", {});
  row("as it is", {MicroKernel::atomic, 3, 1, 2});
  row("load, add, store", {MicroKernel::load_and_store, 2, 2, 2});
  row("load, add, store", {MicroKernel::load_and_store, 3, 1, 1});
  row("relaxed label", {MicroKernel::relaxed_label, 2, 1, 2});
  return all;
}

void print_small_races(const Style& style) {
  fmt::print("\n{}\n\n", style.bold("Races that can be written down"));
  for (const std::size_t threads : {2U, 3U}) {
    std::uint64_t interleavings = 0;
    std::string ends;
    for (const auto& [value, ways] : decrements(threads)) {
      interleavings += ways;
      ends = fmt::format("{} in {}{}{}", value, ways, ends.empty() ? "" : ", ", ends);
    }
    fmt::print("{} threads, x ← x − 1 by load, store: of {} orders {}\n", threads, interleavings, ends);
  }
  for (const bool opposite : {false, true}) {
    const TornReads found = torn_reads(opposite);
    fmt::print("a reader in {} order: torn in {} of {}, {} of them never in memory\n", opposite ? "opposite" : "the writer's", found.torn(),
               found.interleavings, found.never);
  }
  for (const std::size_t workers : {2U, 3U}) {
    const FirstLabel found = first_label(workers);
    fmt::print("{} workers, labels by completion: label 0 has the fast sample in {} of {} draws\n", workers, found.fast_by_completion,
               found.draws);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("What each hypothesis of the lecture is good for, and which check catches which broken kernel.", "lemmata gallery");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata gallery: {} (--help lists the options)\n", error.what());
    return 2;
  }
  const Style style(stdout);
  const bool lines = print_exhibits(style), kernels = print_kernels(style), interleavings = print_interleavings(style);
  print_small_races(style);
  return lines && kernels && interleavings ? 0 : 1;
}
