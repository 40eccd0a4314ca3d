// The mutants of a header: its text with one constant, sign or comparison changed.
//
//   mutants HEADER        one a line: number, line, column, what is changed, separated by tabs
//   mutants HEADER N      the text of mutant N
//   mutants HEADER all 3 5   the text with all mutants but 3 and 5 in it, each behind a switch (switch.hpp); mutants of proof lines too
//
// Changed are code and nothing else: no comment, no string, no preprocessor line, no message that is thrown, and not what Eigen is told of
// the cost of an operation (enum {…}).
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Mutant {
  std::size_t at, length;
  std::string instead;
};

constexpr std::pair<std::string_view, std::string_view> swaps[] = {
    {" + ", " - "},   {" - ", " + "},   {" += ", " -= "},           {" -= ", " += "},          {" < ", " > "},
    {" > ", " < "},   {" <= ", " >= "}, {" >= ", " <= "},           {" == ", " != "},          {" != ", " == "},
    {".le(", ".eq("}, {".eq(", ".le("}, {"std::min(", "std::max("}, {"std::max(", "std::min("}};
constexpr std::string_view other_direction = "[](const auto& a_, const auto& b_) { return lemmata::le(b_, a_); }(";

bool word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The text with everything that is not to be changed blanked out.
std::string code(const std::string& text) {
  std::string code = text;
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < code.size(); ++i)
      if (code[i] != '\n') code[i] = '\x01';
    return to;
  };
  bool line_begins = true;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (rest.starts_with("//") || (line_begins && rest[0] == '#') || rest.starts_with("template <") || rest.starts_with("static_assert") ||
        rest.starts_with("enum {"))
      i = blank(i, std::min(text.find('\n', i), text.size()));
    else if (rest[0] == '"') {
      std::size_t end = i + 1;
      while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      i = blank(i, end + 1);
    } else if (rest.starts_with("throw "))
      i = blank(i, text.find(';', i));
    else if (rest.starts_with("operator") && (i == 0 || !word(text[i - 1])))
      i = blank(i, text.find('(', i));
    else {
      line_begins = rest[0] == '\n' || (line_begins && rest[0] == ' ');
      ++i;
    }
  }
  return code;
}

std::vector<Mutant> mutants(const std::string& text) {
  std::vector<Mutant> found;
  const std::string c = code(text);
  for (std::size_t i = 1; i < c.size(); ++i) {
    const std::string_view rest = std::string_view(c).substr(i);
    for (const auto& [from, to] : swaps)
      if (rest.starts_with(from)) found.push_back({i, from.size(), std::string(to)});
    if (rest.starts_with("le(") && !word(c[i - 1]) && c[i - 1] != '.' && c[i - 1] != ':')
      found.push_back({i, 3, std::string(other_direction)});
    if (rest.starts_with("lemmata::le(")) found.push_back({i, 12, std::string(other_direction)});
    const bool begins = c[i - 1] == '(' || c[i - 1] == '{' ||
                        (c[i - 1] == ' ' && (c[i - 2] == ',' || c[i - 2] == '=' || c[i - 2] == '?' || c[i - 2] == ':' || c[i - 2] == 'n'));
    if (rest[0] == '-' && begins && rest.size() > 1 && (word(rest[1]) || rest[1] == '(')) found.push_back({i, 1, ""});
    if (std::isdigit(static_cast<unsigned char>(rest[0])) != 0 && !word(c[i - 1]) && c[i - 1] != '.' && c[i - 1] != '\'') {
      std::size_t digits = 0;
      std::string number;
      for (; digits < rest.size() && (std::isdigit(static_cast<unsigned char>(rest[digits])) != 0 || rest[digits] == '\''); ++digits)
        if (rest[digits] != '\'') number += rest[digits];
      if (digits == rest.size() || (!word(rest[digits]) && rest[digits] != '.'))
        found.push_back({i, digits, std::to_string(std::stoul(number) + 1)});
    }
  }
  return found;
}

std::string shown(const std::string& text, const Mutant& m) {
  const std::string from = text.substr(m.at, m.length);
  if (m.instead == other_direction) return "le(a, b) → le(b, a)";
  const auto trimmed = [](const std::string& s) {
    const std::size_t first = s.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : s.substr(first, s.find_last_not_of(' ') - first + 1);
  };
  return trimmed(from) + " → " + (m.instead.empty() ? "nothing" : trimmed(m.instead));
}

/// What stands in the text for mutant n so that a switch turns it on.
std::string switched(const std::string& text, const Mutant& m, std::size_t n) {
  const std::string id = std::to_string(n), a_switch = "lemmata::mutation::Switch<" + id + ">{}", on = "lemmata::mutation::on(" + id + ")";
  const std::string from = text.substr(m.at, m.length);
  if (m.instead == other_direction)
    return "[](const auto& a_, const auto& b_) { return " + on + " ? lemmata::le(b_, a_) : lemmata::le(a_, b_); }(";
  if (from == ".le(" || from == ".eq(") return from + a_switch + ", ";
  if (from.starts_with("std::"))
    return "[](const auto&... x_) { return " + on + " ? " + m.instead + "x_...) : " + from + "x_...); }(";
  if (m.instead.empty()) return a_switch + "->*";
  if (from[0] == ' ') return from + a_switch + from;
  return "(" + on + " ? " + m.instead + " : " + from + ")";
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc > 1 ? argv[1] : "");
  const bool together = argc > 2 && std::string_view(argv[2]) == "all";
  if (argc < 2 || (argc > 3 && !together) || !in) {
    std::cerr << "mutants HEADER [N | all [WITHOUT…]]\n";
    return 2;
  }
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::vector<Mutant> all = mutants(text);
  if (argc == 2) {
    for (std::size_t n = 0; n < all.size(); ++n) {
      const std::size_t at = all[n].at, begin = text.rfind('\n', at) + 1;
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      std::cout << n << '\t' << line << '\t' << at - begin + 1 + (text[at] == ' ') << '\t' << shown(text, all[n]) << '\n';
    }
    return 0;
  }
  if (together) {
    const std::vector<std::string_view> without(argv + 3, argv + argc);
    for (std::size_t n = all.size(); n-- > 0;)  // from the end, so that places stay where they are
      if (std::find(without.begin(), without.end(), std::to_string(n)) == without.end())
        text.replace(all[n].at, all[n].length, switched(text, all[n], n));
    std::cout << text;
    return 0;
  }
  const Mutant& m = all.at(std::stoul(argv[2]));
  std::cout << text.replace(m.at, m.length, m.instead);
}
