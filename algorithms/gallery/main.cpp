// lemmata-gallery: what each hypothesis is good for, which check catches which broken kernel, and every interleaving of small races.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "algorithms/gallery/broken_kernels.hpp"
#include "algorithms/gallery/exhibits.hpp"
#include "algorithms/interleavings/micro_hogwild.hpp"
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
    fmt::print("       without: {}\n       with:    {}\n", style.paint(Outcome::violated, relation(e.without, e.without.equality ? "≠" : ">")), relation(e.with, ">"));
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

/// Every interleaving of small races: 0 if the kernel is sound in all of them, and what is not atomic fails in some.
bool print_interleavings(const Style& style) {
  const auto line = [](std::string_view what, std::size_t some, std::size_t all, std::string_view of) {
    fmt::print("{}{} of {} {}\n", left(what, 49), some, all, of);
  };
  fmt::print("\n{}\n\n", style.bold("Every interleaving"));
  const Decrements two = decrements(2, false), three = decrements(3, false), atomic = decrements(3, true);
  line("two workers: load x, store x−1", two.of_them, two.interleavings, "lose an update");
  line("three workers: load x, store x−1", three.of_them, three.interleavings, "lose an update");
  line("three workers: x−1 in one operation", atomic.of_them, atomic.interleavings, "lose an update");
  const TornReads along = torn_reads(false), against = torn_reads(true);
  line("a write and a read of two coordinates", along.of_them, along.interleavings, "tear the vector");
  line("the same, in opposite order", against.of_them, against.interleavings, "tear the vector");
  const Counted lossy = lossy_hogwild(2, 1, 2), relaxed = relaxed_labels(2, 1, 2);
  line("Hogwild!, cells that load, add, store", lossy.of_them, lossy.interleavings, "lose an update");
  line("Hogwild!, a label that overtakes reads", relaxed.of_them, relaxed.interleavings, "break causality");
  const MicroHogwild all = micro_hogwild(2, 2, 2);
  fmt::print("Hogwild!, 2 workers with 2 updates of 2 coordinates: {} interleavings\n"
             "  audit, masks by definition, A12, A13, A15, Decrease: {} in all of them\n"
             "  largest delay {}; reads not consistent in {}, updates seen in part in {}\n",
             all.interleavings,
             all.objections.empty() ? style.paint(Outcome::holds, "hold") : style.paint(Outcome::violated, "FAIL, " + all.objections.front()),
             all.largest_delay, all.inconsistent, all.torn);
  return two.of_them > 0 && three.of_them > 0 && atomic.of_them == 0 && lossy.of_them > 0 && relaxed.of_them > 0 && all.objections.empty();
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
  return lines && kernels && interleavings ? 0 : 1;
}
