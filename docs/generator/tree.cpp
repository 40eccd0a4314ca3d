#include "docs/generator/tree.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace lemmata::docs {
namespace {

bool is_comment(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line.substr(first).starts_with("//");
}

/// The name of a claim's variable: D32a for D3.2a.
std::string variable(const Claim& claim) {
  std::string name(claim.id);
  std::erase(name, '.');
  return name;
}

/// The claims that a line names, "claims::A21a".
std::vector<const Claim*> named_claims(const std::string& line) {
  static const std::regex pattern("claims::([A-Za-z0-9]+)");
  std::vector<const Claim*> named;
  for (auto it = std::sregex_iterator(line.begin(), line.end(), pattern); it != std::sregex_iterator(); ++it)
    for (const Claim* claim : claims::all)
      if (variable(*claim) == (*it)[1]) named.push_back(claim);
  return named;
}

/// Where `name` is declared or defined in a header: a line that holds "name(" outside comments, after a documentation comment.
std::size_t declaration(const std::vector<std::string>& lines, const std::string& name) {
  const std::regex pattern("(^|[^A-Za-z0-9_:.>])" + name + "\\(");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_comment(lines[i]) || !std::regex_search(lines[i], pattern)) continue;
    std::size_t above = i;
    while (above > 0 && (lines[above - 1].starts_with("template") || lines[above - 1].starts_with("  requires"))) --above;
    if (above > 0 && is_comment(lines[above - 1])) return i;
  }
  return lines.size();
}

/// From its declaration to the brace or semicolon that ends it, by indentation.
Routine routine_at(const std::string& file, const std::vector<std::string>& lines, const std::string& name) {
  const std::size_t at = declaration(lines, name);
  if (at == lines.size()) throw Broken(file + ": no documented routine '" + name + "'");
  Routine routine{.at = {file, at + 1}, .name = name, .documentation = {}, .lines = {}, .claims = {}};
  std::size_t doc = at;
  while (doc > 0 && (is_comment(lines[doc - 1]) || lines[doc - 1].find("template") != std::string::npos || lines[doc - 1].starts_with("  requires"))) --doc;
  for (std::size_t i = doc; i < at; ++i)
    if (is_comment(lines[i])) routine.documentation += lines[i] + "\n";
  const std::size_t indent = lines[at].find_first_not_of(' ');
  bool opened = false;
  for (std::size_t i = at; i < lines.size(); ++i) {
    routine.lines.push_back(lines[i]);
    for (const Claim* claim : named_claims(lines[i])) routine.claims.push_back(claim);
    opened = opened || lines[i].ends_with("{");
    const bool closes = i > at && lines[i].find_first_not_of(' ') == indent && lines[i].substr(indent).starts_with("}");
    if (closes || (!opened && (lines[i].ends_with(";") || lines[i].ends_with("}")))) break;
  }
  return routine;
}

bool begins_a_step(const std::string& line) {
  const auto first = line.find_first_not_of(' ');
  if (first == std::string::npos) return false;
  const std::string_view text = std::string_view(line).substr(first);
  for (const std::string_view start : {".le(", ".eq(", ".scalars(", "proof.", "return Proof", "Proof<", ".now("})
    if (text.starts_with(start)) return true;
  return false;
}

}  // namespace

Tree::Tree(std::filesystem::path root) : root_(std::move(root)) {
  static const std::regex test_case("TEST_CASE\\(\"((?:[^\"\\\\]|\\\\.)*)\"");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root_ / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::vector<std::string> lines = lines_of(read_file(entry.path()));
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (std::smatch match; std::regex_search(lines[i], match, test_case))
        tests_[replaced(match[1], "\\\"", "\"")] = {std::filesystem::relative(entry.path(), root_).generic_string(), i + 1};
  }
  for (const Claim* claim : claims::all) {
    const std::string both(claim->routine);
    const auto colon = both.find(": ");
    const std::string file = both.substr(0, colon), name = both.substr(both.rfind(':') + 1);
    try {
      if (!routines_.contains(both)) routines_[both] = routine_at(file, lines_of(read_file(root_ / file)), replaced(name, " ", ""));
    } catch (const std::exception& error) {
      throw Broken("claim " + std::string(claim->id) + ": its routine is not there: " + error.what());
    }
    for (const std::string_view test : {claim->test, claim->twin})
      if (!tests_.contains(test)) throw Broken("claim " + std::string(claim->id) + ": no test \"" + std::string(test) + "\"");
  }
}

Spot Tree::test(std::string_view name) const { return tests_.find(name)->second; }

std::string Tree::code(const Claim& claim) const {
  const Routine& r = routine(claim);
  std::vector<bool> shown(r.lines.size());
  for (std::size_t i = 0; i < r.lines.size(); ++i) {
    const auto named = named_claims(r.lines[i]);
    if (std::find(named.begin(), named.end(), &claim) == named.end()) continue;
    std::size_t from = i, to = i;
    while (from > 0 && !begins_a_step(r.lines[from])) --from;
    if (from > 0 && r.lines[from - 1].find(".now(") != std::string::npos) --from;
    while (to + 1 < r.lines.size() && !r.lines[to].ends_with(")") && !r.lines[to].ends_with(";")) ++to;
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(from), shown.begin() + static_cast<std::ptrdiff_t>(to) + 1, true);
  }
  std::string text;
  if (std::none_of(shown.begin(), shown.end(), [](bool s) { return s; })) {
    for (const std::string& line : r.lines) {
      text += line + "\n";
      if (line.ends_with("{") || line.ends_with(";") || line.ends_with("}")) break;
    }
    return text;
  }
  for (std::size_t i = 0; i < r.lines.size(); ++i) {
    if (shown[i]) text += r.lines[i] + "\n";
    else if (i > 0 && shown[i - 1] && std::find(shown.begin() + static_cast<std::ptrdiff_t>(i), shown.end(), true) != shown.end()) text += "      …\n";
  }
  return text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Broken("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw Broken("cannot write " + path.string());
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) text.replace(at, what.size(), with);
  return text;
}

std::string escaped(std::string_view text) {
  return replaced(replaced(replaced(replaced(std::string(text), "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;");
}

std::string anchor(std::string_view id) { return replaced(std::string(id), ".", "_"); }

const Claim& claim_of(std::string_view id) {
  for (const Claim* claim : claims::all)
    if (claim->id == id) return *claim;
  throw Broken("no claim '" + std::string(id) + "' in lemmas/claims.hpp");
}

}  // namespace lemmata::docs
