// Markdown, mathematics between dollars: what GitHub, pandoc and notebooks read.
#include <fmt/format.h>

#include <algorithm>

#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

std::string words_of(std::string_view words) {
  std::string all;
  for (const char c : words) {
    if (std::string_view("\\`*_[]<>$#|").find(c) != std::string_view::npos) all += '\\';
    all += c;
  }
  return all;
}

Voice voice(const Question& q, bool key) {
  return {.words = words_of,
          .formula = [](const std::string& tex, bool displayed) { return displayed ? "\n\n$$" + tex + "$$\n\n" : "$" + tex + "$"; },
          .gap = [&q, key](std::size_t g) {
            const std::string label = q.gaps.size() > 1 ? fmt::format("({}) ", g + 1) : "";
            return label + (key ? "**" + said_inline(shown(q.gaps.at(g)), voice(q, true)) + "**" : "\\_\\_\\_\\_\\_\\_");
          },
          .after = "\n\n"};
}

std::string table(const Question& q, bool key) {
  const auto row = [&](const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) line += " " + said_inline(cell, voice(q, key)) + " |";
    return line + "\n";
  };
  std::string text = row(q.table->header) + "|";
  for (std::size_t column = 0; column < q.table->header.size(); ++column) text += "---|";
  text += "\n";
  for (const auto& cells : q.table->rows) text += row(cells);
  return text + "\n";
}

std::string answers(const Question& q, bool key) {
  std::string text;
  for (std::size_t c = 0; c < q.choices.size(); ++c)
    text += fmt::format("- [{}] {}{}\n", key && q.choices[c].right ? "x" : " ", q.kind == Kind::choice ? letter(c) + ". " : "", said_inline(q.choices[c].text, voice(q, key)));
  if (q.ordering) {
    const auto order = first_order(*q.ordering);
    for (std::size_t i = 0; i < q.ordering->lines.size(); ++i)
      text += fmt::format("- {} {}. {}\n", key ? fmt::format("**{}**", std::find(order.begin(), order.end(), i) - order.begin() + 1) : "\\_\\_\\_", letter(i),
                          said_inline(q.ordering->lines[i], voice(q, key)));
  }
  return text.empty() ? text : text + "\n";
}

}  // namespace

std::string writing::markdown_question(const Question& q, std::size_t number, const Layout&, bool key) {
  std::string text = fmt::format("### {}. {} ({} {})\n\n", number, words_of(q.title), q.points, q.points == 1 ? "point" : "points");
  text += said(q.statement, voice(q, key));
  if (const std::string told = instruction(q); !told.empty()) text += "*" + said_inline(told, voice(q, key)) + "*\n\n";
  if (q.table) text += table(q, key);
  text += answers(q, key);
  if (!key) return text;
  for (const Note& note : key_notes(q)) {
    text += "**" + note.heading + "**\n\n";
    for (const std::string& line : note.lines) text += "- " + said_inline(line, voice(q, key)) + "\n";
    text += "\n";
  }
  return text + "`" + where_from(q.stamp) + "`\n\n";
}

std::string markdown(const Form& form, const Layout& layout, bool key) {
  std::string text = form_mark(Format::markdown, form) + fmt::format("\n# {}\n\nForm {}{}. {} minutes, {} points: a point is a minute. Closed book; allowed is one {} sheet with your own notes. Fractions are answers.\n\n",
                                 form.title, form.id, key ? ", key, not to be handed out" : "", form.minutes, form.points(), layout.paper == Layout::Paper::a4 ? "A4" : "Letter");
  std::size_t number = 0;
  for (const Section& section : form.sections) {
    text += fmt::format("## {}\n\n", section.title);
    for (const Question& q : section.questions) text += block(key ? Format::markdown_key : Format::markdown, q, ++number, layout) + "\n";
  }
  return text;
}

}  // namespace lemmata::exam
