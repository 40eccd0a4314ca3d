// lemmata-mutant: is a statement of the lecture still true with other constants? Exit code 0: true, 1: false, 3: undecided, 2: bad input.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>

#include "algorithms/mutant/report.hpp"

namespace {

using namespace lemmata;

int run(int argc, char** argv) {
  CLI::App app(
      "Is a statement of the lecture still true with these constants, ranges and hypotheses?\n"
      "Exit code 0: true, 1: false, 3: undecided, 2: bad input.\n\nClaims, and their parameters with the lecture's values:\n\n" +
          list_of_families(),
      "lemmata mutant");
  std::string claim;
  std::vector<std::string> values;
  bool as_json = false, as_smt = false, as_best = false;
  app.add_option("claim", claim, "which statement")->required();
  app.add_option("values", values, "name=value; a rational like 9/20");
  app.add_flag("--json", as_json, "print JSON (docs/pages/mutant-json.md)");
  app.add_flag("--smt", as_smt, "print the certificate's queries in SMT-LIB 2: a solver should answer unsat to each");
  app.add_flag("--best", as_best, "how far each constant can be pushed: the lecture's value, the best proved, the best refuted");
  app.set_version_flag("--version", LEMMATA_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata mutant: {} (--help lists claims and options)\n", error.what());
    return 2;
  }
  if (as_best) {
    const auto constants = best(claim, values);
    std::cout << (as_json ? json(constants).dump(2) + "\n" : text(constants));
    return 0;
  }
  const Answer answer = decide(claim, values);
  if (as_json)
    std::cout << json(answer).dump(2) << "\n";
  else if (as_smt)
    std::cout << (answer.certificate ? smt_lib(*answer.certificate) : "; no certificate: " + answer.why + "\n");
  else
    std::cout << text(answer);
  return exit_code(answer);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "lemmata mutant: {}\n", error.what());
    return 2;
  }
}
