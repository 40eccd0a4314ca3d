// A question on a terminal of 80 columns.
#include <fmt/format.h>

#include <algorithm>

#include "algorithms/verify/text.hpp"
#include "exam/print/mathematics.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

Voice voice(const Question& q, bool key) {
  return {.words = [](std::string_view words) { return std::string(words); },
          .formula = [](const std::string& tex, bool displayed) { return displayed ? "\n    " + plain(formula(tex)) + "\n" : plain(formula(tex)); },
          .gap = [&q, key](std::size_t g) {
            const std::string label = q.gaps.size() > 1 ? fmt::format("({})", g + 1) : "";
            return label + (key ? "[" + said_inline(shown(q.gaps.at(g)), voice(q, true)) + "]" : "____");
          },
          .after = "\n\n"};
}

/// Paragraphs broken at spaces; a displayed formula has a line of its own.
std::string broken(const std::string& text, std::size_t indent) {
  std::string all;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const auto first = line.find_first_not_of(' ');
    if (first == std::string::npos) all += "\n";
    else all += line.starts_with("    ") ? line + "\n" : wrapped(line.substr(first), indent) + "\n";
    at = end + 1;
  }
  while (all.ends_with("\n\n")) all.pop_back();
  return all;
}

std::string table(const Question& q, bool key) {
  std::vector<std::vector<std::string>> rows{q.table->header};
  rows.insert(rows.end(), q.table->rows.begin(), q.table->rows.end());
  std::vector<std::size_t> widths;
  for (auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) row[c] = said_inline(row[c], voice(q, key)), widths[c] = std::max(widths[c], columns(row[c]));
  }
  std::string text = "\n";
  for (const auto& row : rows) {
    std::string line = "  ";
    for (std::size_t c = 0; c < row.size(); ++c) line += left(row[c], widths[c] + (c + 1 < row.size() ? 2 : 0));
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

}  // namespace

std::string terminal(const Question& q, bool key) {
  std::string text = broken(fmt::format("{} {} ({}; {} points, {} minutes)", q.stamp.family, q.title, name(q.kind), q.points, q.minutes), 2) + "\n";
  text += broken(said(q.statement, voice(q, key)), 0);
  if (const std::string told = instruction(q); !told.empty()) text += "\n" + broken(said_inline(told, voice(q, key)), 0);
  if (q.table) text += table(q, key);
  if (!q.choices.empty() || q.ordering) text += "\n";
  for (std::size_t c = 0; c < q.choices.size() && q.kind == Kind::choice; ++c) text += wrapped("  " + letter(c) + "  " + said_inline(q.choices[c].text, voice(q, key)), 5) + "\n";
  if (q.ordering)
    for (std::size_t i = 0; i < q.ordering->lines.size(); ++i) text += wrapped("  " + letter(i) + "  " + said_inline(q.ordering->lines[i], voice(q, key)), 5) + "\n";
  if (!key) return text;
  for (const Note& note : key_notes(q)) {
    text += "\n" + note.heading + "\n";
    for (const std::string& line : note.lines) text += broken("- " + said_inline(line, voice(q, key)), 2);
  }
  return text + "\n" + wrapped(where_from(q.stamp), 0) + "\n";
}

}  // namespace lemmata::exam
