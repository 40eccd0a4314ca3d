// What rests on what, read off the code: the claims that a routine's proof names, the routines that it uses, the lines that it quotes.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <regex>
#include <set>

#include "docs/generator/pages.hpp"

namespace lemmata::docs {
namespace {

using Edges = std::set<std::pair<const Claim*, const Claim*>>;

/// What a routine proves: a theorem, if its proof names one that is its own; else the last claim that it names, or the first that has it
/// as its routine.
const Claim* proved_by(const std::string& both, const Routine& routine) {
  for (const Claim* claim : routine.claims)
    if (claim->kind == Kind::asymptotic && claim->routine == both) return claim;
  if (!routine.claims.empty()) return routine.claims.back();
  for (const Claim* claim : claims::all)
    if (claim->routine == both) return claim;
  return nullptr;
}

std::string without_spaces(std::string_view text) { return replaced(std::string(text), " ", ""); }

/// A line's reason that is the statement of another claim.
void quoted_claims(const Routine& routine, Edges& edges) {
  static const std::regex quoted("claims::([A-Za-z0-9]+), *\"([^\"]+)\"");
  std::string all;
  for (const std::string& line : routine.lines) all += line + " ";
  for (auto it = std::sregex_iterator(all.begin(), all.end(), quoted); it != std::sregex_iterator(); ++it) {
    const std::string reason = without_spaces((*it)[2].str());
    if (reason.size() < 12) continue;
    for (const Claim* used : claims::all)
      for (const Claim* line : claims::all)
        if (used != line && replaced(std::string(line->id), ".", "") == (*it)[1] && without_spaces(used->statement).starts_with(reason)) edges.emplace(used, line);
  }
}

Edges edges_of(const Tree& tree) {
  Edges edges;
  for (const auto& [both, routine] : tree.routines()) {
    const Claim* target = proved_by(both, routine);
    if (!target) continue;
    for (const Claim* used : routine.claims)
      if (used != target) edges.emplace(used, target);
    std::string text = routine.documentation;
    for (const std::string& line : routine.lines) text += line + "\n";
    for (const auto& [other, its] : tree.routines()) {
      const Claim* used = proved_by(other, its);
      if (other == both || !used || used == target) continue;
      if (std::regex_search(text, std::regex("(^|[^A-Za-z0-9_.])" + its.name + "\\b"))) edges.emplace(used, target);
    }
    quoted_claims(routine, edges);
  }
  for (const auto& [from, to] : Edges(edges))  // of two claims that name each other, the line carries the lemma
    if (edges.contains({to, from}) && lemma_of(from->id) == to->id) edges.erase({to, from});
  return edges;
}

}  // namespace

std::string Pages::graph() const {
  const Edges edges = edges_of(tree_);
  std::set<const Claim*> nodes;
  for (const auto& [from, to] : edges) nodes.insert({from, to});
  std::string dot = "digraph proofs { rankdir=TB; nodesep=0.15; ranksep=0.4; bgcolor=\"transparent\";\nnode [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11, margin=\"0.08,0.05\"]; edge [arrowsize=0.6];\n";
  for (const Claim* claim : nodes) {
    const auto m = measured_.find(claim);
    const std::string kind = m == measured_.end() ? "tested" : verdict_class(m->second);
    std::string slack = m != measured_.end() && m->second.tightest ? percent(m->second.tightest->least->share) : "";
    if (slack == "0 %") slack = "tight";
    dot += fmt::format("\"{}\" [class=\"{}\", label=\"{}{}\", href=\"{}\", tooltip=\"{}\"];\n", claim->id, kind, claim->id, slack.empty() ? "" : "\\n" + slack, home(*claim), replaced(std::string(claim->statement), "\"", ""));
  }
  for (const auto& [from, to] : edges) dot += fmt::format("\"{}\" -> \"{}\";\n", from->id, to->id);
  dot += "}\n";
  const auto file = std::filesystem::temp_directory_path() / fmt::format("lemmata-{}-graph.dot", ::getpid());
  write_file(file, dot);
  std::FILE* pipe = popen(("dot -Tsvg " + file.string()).c_str(), "r");
  std::string svg;
  std::array<char, 4096> buffer{};
  for (std::size_t n; pipe && (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) svg.append(buffer.data(), n);
  if (!pipe || pclose(pipe) != 0) throw Broken("dot refuses the proof graph");
  std::filesystem::remove(file);
  svg = replaced(svg.substr(svg.find("<svg")), "xlink:", "");
  std::string legend;
  for (const auto& [kind, text] : {std::pair("holds-exact", "holds, in rationals"), std::pair("holds-enclosed", "holds, in intervals"), std::pair("holds-statistical", "a bet on it, not rejected"), std::pair("tested", "no line in these runs: shown by its test")})
    legend += fmt::format("<li><span class=\"swatch {}\"></span>{}</li>", kind, text);
  return "\n\\htmlonly[block]\n<ul class=\"legend\">" + legend + "</ul><p class=\"legend\">Under each name: the least slack as a share of the right side.</p><div class=\"proof-graph\" id=\"proof_graph\">" + svg + "</div>\n\\endhtmlonly\n";
}

}  // namespace lemmata::docs
