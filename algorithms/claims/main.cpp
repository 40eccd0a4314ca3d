// lemmata-claims: the registry as a table, as JSON, or as the table of the README.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "algorithms/verify/text.hpp"
#include "lemmas/claims.hpp"
#include "lemmas/mutant.hpp"

namespace {

using namespace lemmata;

/// What can defend a verdict on this claim at best: a certificate for all dimensions and all L-smooth f, an instance in rationals, or for
/// what speaks of unknown laws, statistics.
Evidence strongest_evidence(const Claim& claim) {
  for (const Family& family : families())
    if (family.claim == claim.id && decide(family.name, std::initializer_list<std::string>{}).certificate) return Evidence::certified;
  return claim.id.starts_with("D3.4") || &claim == &claims::A25b ? Evidence::statistical : Evidence::exact;
}

nlohmann::json json() {
  nlohmann::json list = nlohmann::json::array();
  for (const Claim* c : claims::all)
    list.push_back({{"id", c->id}, {"statement", c->statement}, {"slide", c->slide}, {"kind", name(c->kind)},
                    {"evidence", name(strongest_evidence(*c))}, {"routine", c->routine}, {"test", c->test}, {"refuted_by", c->twin}});
  return {{"version", 1}, {"claims", std::move(list)}};
}

void print_table(const Style& style) {
  for (const Claim* c : claims::all) {
    fmt::print("{}{}\n", style.bold(left(c->id, 17)), c->statement);
    fmt::print("{}{} · {} · {} evidence\n", std::string(17, ' '), c->slide, name(c->kind), name(strongest_evidence(*c)));
    fmt::print("{}{}\n", std::string(17, ' '), style.faint(c->routine));
  }
}

/// "|" would end a cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

void print_markdown() {
  fmt::print("| claim | statement | slide | truth | routine |\n|---|---|---|---|---|\n");
  for (const Claim* c : claims::all)
    fmt::print("| {} | {} | {} | {} | `{}` |\n", c->id, cell(c->statement), c->slide, name(c->kind), c->routine);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Every claim of the lecture that has a routine: what it says, where, and which kind of truth it is.", "lemmata claims");
  bool as_json = false, as_markdown = false;
  app.add_flag("--json", as_json, "with the tests that show each claim holding and refuted");
  app.add_flag("--markdown", as_markdown, "as the README has it");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata claims: {} (--help lists the options)\n", error.what());
    return 2;
  }
  if (as_json) std::cout << json().dump(2) << "\n";
  else if (as_markdown) print_markdown();
  else print_table(Style(stdout));
}
