// HTML to be printed: MathML, which browsers show by themselves, and no script.
#include <fmt/format.h>

#include <algorithm>

#include "exam/print/escape.hpp"
#include "exam/print/mathematics.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

constexpr std::string_view style = R"(
@page { size: %PAPER%; margin: 20mm 22mm; }
:root { color-scheme: light; }
body { font: 11pt/1.45 "Latin Modern Roman", "STIX Two Text", "Libertinus Serif", Georgia, "Liberation Serif", serif; max-width: 170mm; margin: 8mm auto; padding: 0 4mm; color: #111; background: #fff; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
math { font-size: 1.06em; }
math[display=block] { margin: 2mm 0; }
h1 { font-size: 19pt; text-align: center; margin: 0 0 1mm; }
.form { text-align: center; font-size: 13pt; margin: 0 0 5mm; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; border-bottom: 0.3mm solid #111; padding-bottom: 0.5mm; }
h3 { font-size: 11pt; margin: 0 0 1mm; display: flex; gap: 4mm; break-after: avoid; }
h3 .points { margin-left: auto; font-weight: normal; }
p { margin: 1.2mm 0; }
.question { margin: 0 0 5mm; }
.paper .question { break-inside: avoid; }
.name { display: flex; gap: 3mm; margin: 4mm 0; }
.name span { flex: 1; border-bottom: 0.25mm solid #111; }
.name span.number { flex: 0 0 38mm; }
table { border-collapse: collapse; margin: 2mm 0; font-size: 10pt; }
td, th { border: 0.2mm solid #444; padding: 0.8mm 1.8mm; text-align: left; font-weight: normal; }
th { background: #f1f1f1; }
.points-table td, .points-table th { text-align: center; min-width: 5mm; }
.gap { display: inline-block; min-width: 16mm; border-bottom: 0.25mm solid #111; text-align: center; }
td .gap { min-width: 9mm; }
.gap.filled { border: 0.25mm solid #111; min-width: 0; padding: 0 1mm; }
.label { font-size: 85%; }
.told { font-style: italic; }
ol.lines, ul.choices { list-style: none; padding: 0; margin: 1.5mm 0; }
ol.lines li, ul.choices li { margin: 1mm 0; display: flex; gap: 3mm; align-items: baseline; }
.truth { display: flex; gap: 12mm; }
.reason { display: flex; gap: 2mm; margin-top: 3mm; }
.reason span, .rule { flex: 1; border-bottom: 0.25mm solid #111; }
.rule { height: 6mm; }
.key { font-size: 9.5pt; margin: 1mm 0 0 5mm; border-left: 0.6mm solid #999; padding-left: 3mm; }
.key h4 { display: inline; font: italic 1em/1 inherit; margin: 0; }
.key p { margin: 0.6mm 0; }
.stamp { font-size: 8pt; color: #444; }
)";

std::string filled(const Question& q, std::size_t g);

Voice voice(const Question& q, bool key) {
  return {.words = [](std::string_view words) { return escaped(words); },
          .formula = [](const std::string& tex, bool displayed) { return mathml(formula(tex), displayed); },
          .gap = [&q, key](std::size_t g) {
            const std::string label = q.gaps.size() > 1 ? fmt::format("<span class=\"label\">({})</span>&#160;", g + 1) : "";
            return label + (key ? "<span class=\"gap filled\">" + filled(q, g) + "</span>" : "<span class=\"gap\">&#160;</span>");
          },
          .before = "<p>", .after = "</p>\n"};
}
std::string filled(const Question& q, std::size_t g) { return said_inline(shown(q.gaps.at(g)), voice(q, true)); }

std::string table(const Question& q, bool key) {
  const auto row = [&](const std::vector<std::string>& cells, const char* cell_is) {
    std::string line = "<tr>";
    for (const std::string& cell : cells) line += fmt::format("<{0}>{1}</{0}>", cell_is, said_inline(cell, voice(q, key)));
    return line + "</tr>\n";
  };
  std::string text = "<table>\n" + row(q.table->header, "th");
  for (const auto& cells : q.table->rows) text += row(cells, "td");
  return text + "</table>\n";
}

std::string choices(const Question& q, bool key) {
  const auto tick = [&](const Choice& c) { return key && c.right ? "☒" : "☐"; };
  if (q.kind == Kind::true_false)
    return fmt::format("<p class=\"truth\"><span>{} True</span><span>{} False</span></p>\n", tick(q.choices[0]), tick(q.choices[1])) +
           (key ? "" : "<p class=\"reason\">Reason: <span></span></p>\n<div class=\"rule\"></div>\n");
  std::string text = "<ul class=\"choices\">\n";
  for (std::size_t c = 0; c < q.choices.size(); ++c)
    text += fmt::format("<li><span>{}&#160;{}</span><span>{}</span></li>\n", tick(q.choices[c]), letter(c), said_inline(q.choices[c].text, voice(q, key)));
  return text + "</ul>\n";
}

std::string lines(const Question& q, bool key) {
  std::string text = "<ol class=\"lines\">\n";
  const auto order = first_order(*q.ordering);
  for (std::size_t i = 0; i < q.ordering->lines.size(); ++i) {
    const auto place = std::find(order.begin(), order.end(), i) - order.begin() + 1;
    text += fmt::format("<li><span class=\"gap{}\">{}</span><strong>{}</strong><span>{}</span></li>\n", key ? " filled" : "", key ? std::to_string(place) : "&#160;", letter(i),
                        said_inline(q.ordering->lines[i], voice(q, key)));
  }
  return text + "</ol>\n";
}

std::string notes(const Question& q) {
  std::string text = "<div class=\"key\">\n";
  for (const Note& note : key_notes(q)) {
    text += "<p><h4>" + note.heading + ".</h4> ";
    for (const std::string& line : note.lines) text += said_inline(line, voice(q, true)) + (&line == &note.lines.back() ? "</p>\n" : "<br/>\n");
  }
  return text + "<p class=\"stamp\">" + where_from(q.stamp) + "</p>\n</div>\n";
}

std::string cover(const Form& form, const Layout& layout, bool key) {
  const auto questions = form.questions();
  std::string numbers, points, empty;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    numbers += fmt::format("<th>{}</th>", i + 1);
    points += fmt::format("<td>{}</td>", questions[i]->points);
    empty += "<td></td>";
  }
  const auto f = [](const char* tex) { return mathml(formula(tex), false); };
  return fmt::format("<h1>{}</h1>\n<p class=\"form\">Form {}{}</p>\n", escaped(form.title), form.id, key ? " — key, not to be handed out" : "") +
         "<p class=\"name\">Name: <span></span> Student number: <span class=\"number\"></span></p>\n" +
         fmt::format("<p>{} minutes, {} points: a point is a minute. Closed book; allowed is one {} sheet with your own notes. Write your answers on these sheets, with the way "
                     "that led to them. Fractions are answers. {} is {}-smooth, {}, and {} is the step size, unless a question says otherwise.</p>\n",
                     form.minutes, form.points(), layout.paper == Layout::Paper::a4 ? "A4" : "Letter", f("f"), f("L"),
                     f("\\mathbb{E}\\|g(x)-\\nabla f(x)\\|^2 \\le M\\|\\nabla f(x)\\|^2 + \\sigma^2"), f("\\gamma")) +
         fmt::format("<table class=\"points-table\">\n<tr><th>Question</th>{}<th>Σ</th></tr>\n<tr><th>Points</th>{}<td>{}</td></tr>\n<tr><th>Reached</th>{}<td></td></tr>\n</table>\n",
                     numbers, points, form.points(), empty);
}

}  // namespace

std::string writing::html_question(const Question& q, std::size_t number, const Layout& layout, bool key) {
  std::string text = fmt::format("<section class=\"question\">\n<h3><span>{}</span><span>{}</span><span class=\"points\">{} {}</span></h3>\n", number, escaped(q.title), q.points,
                                 q.points == 1 ? "point" : "points");
  text += said(q.statement, voice(q, key));
  if (const std::string told = instruction(q); !told.empty() && q.kind != Kind::true_false) text += "<p class=\"told\">" + said_inline(told, voice(q, key)) + "</p>\n";
  if (q.table) text += table(q, key);
  if (!q.choices.empty()) text += choices(q, key);
  if (q.ordering) text += lines(q, key);
  if (const unsigned space = answer_space(q, layout); space && !key) text += fmt::format("<div style=\"height:{}mm\"></div>\n", space);
  return text + (key ? notes(q) : "") + "</section>\n";
}

std::string html(const Form& form, const Layout& layout, bool key) {
  std::string css(style);
  css.replace(css.find("%PAPER%"), 7, layout.paper == Layout::Paper::a4 ? "A4" : "letter");
  std::string text = "<!DOCTYPE html>\n" + form_mark(key ? Format::html_key : Format::html, form) + fmt::format("<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>{}, form {}{}</title>\n"
                                 "<style>{}</style>\n</head>\n<body class=\"{}\">\n",
                                 escaped(form.title), form.id, key ? ", key" : "", css, key ? "with-key" : "paper") +
                     cover(form, layout, key);
  std::size_t number = 0;
  for (const Section& section : form.sections) {
    text += fmt::format("<h2>{}</h2>\n", escaped(section.title));
    for (const Question& q : section.questions) text += block(key ? Format::html_key : Format::html, q, ++number, layout);
  }
  return text + "</body>\n</html>\n";
}

}  // namespace lemmata::exam
