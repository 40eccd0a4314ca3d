// lemmata-gallery: what each hypothesis is good for, and which check catches which broken kernel.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "algorithms/gallery/broken_kernels.hpp"
#include "algorithms/gallery/exhibits.hpp"
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
  const bool lines = print_exhibits(style), kernels = print_kernels(style);
  return lines && kernels ? 0 : 1;
}
