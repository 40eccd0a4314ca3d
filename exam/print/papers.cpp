#include "exam/print/papers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

std::string body(Format format, const Question& q, std::size_t number, const Layout& layout) {
  using namespace writing;
  switch (format) {
    case Format::latex: return latex_question(q, number, layout);
    case Format::html: return html_question(q, number, layout, false);
    case Format::html_key: return html_question(q, number, layout, true);
    case Format::markdown: return markdown_question(q, number, layout, false);
    case Format::markdown_key: return markdown_question(q, number, layout, true);
    case Format::moodle: return moodle_question(q, number);
    case Format::qti: return qti_item(q, number);
  }
  return {};
}

/// A comment of the format, a line of its own.
std::string mark(Format format, const std::string& text) { return format == Format::latex ? "% " + text + "\n" : "<!-- " + text + " -->\n"; }

/// a rounded to `digits` digits after the point, without zeros at the end.
std::string rounded(const Exact& a, unsigned digits) {
  const Exact scale = Exact(boost::multiprecision::pow(boost::multiprecision::mpz_int(10), digits));
  const bool negative = a < 0;
  std::string text = floor(Exact((negative ? Exact(-a) : a) * scale + ratio(1, 2))).str();
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, ".");
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return negative && text != "0" ? "-" + text : text;
}

}  // namespace

unsigned answer_space(const Question& q, const Layout& layout) {
  if (q.kind == Kind::true_false) return 0;  // has its line
  constexpr unsigned sixths[] = {0, 2, 3, 6};
  const unsigned page = layout.paper == Layout::Paper::a4 ? 240 : 222;
  const unsigned points = q.kind == Kind::choice || q.kind == Kind::ordering ? 1 : q.points;
  return std::min(page / 2, page * sixths[static_cast<int>(layout.space)] * points / 36);
}

std::string form_mark(Format format, const Form& form) { return mark(format, fmt::format("lemmata:form {} questions={}", form.id, form.questions().size())); }

std::string block(Format format, const Question& q, std::size_t number, const Layout& layout) {
  const Stamp& s = q.stamp;
  return mark(format, fmt::format("lemmata:question {} version={} seed={} digest={} as={} number={} paper={} space={}", s.family, s.version, s.seed, s.digest,
                          format_names[static_cast<std::size_t>(format)], number, paper_names[static_cast<std::size_t>(layout.paper)],
                          space_names[static_cast<std::size_t>(layout.space)])) +
         body(format, q, number, layout) + mark(format, fmt::format("lemmata:end {}", number));
}

nlohmann::json blueprint(const Form& form) {
  nlohmann::json covered = nlohmann::json::object(), questions = nlohmann::json::array();
  std::size_t number = 0;
  for (const Section& section : form.sections)
    for (const Question& q : section.questions) {
      ++number;
      std::vector<std::string> claims;
      for (const Claim* claim : family_of(q.stamp).claims) claims.emplace_back(claim->id);
      for (const Lemma& lemma : lemmas_to_cover())
        if (covers(family_of(q.stamp), lemma)) covered[std::string(lemma.name)].push_back(number);
      nlohmann::json parameters = nlohmann::json::object();
      for (const auto& [name, value] : q.parameters) parameters[name] = value;
      questions.push_back({{"number", number}, {"section", section.title}, {"family", q.stamp.family}, {"title", q.title}, {"kind", name(q.kind)},
                           {"version", q.stamp.version}, {"seed", q.stamp.seed}, {"digest", q.stamp.digest}, {"parameters", parameters},
                           {"claims", claims}, {"points", q.points}, {"minutes", q.minutes}, {"steps", q.solution.size()}});
    }
  return {{"form", form.id}, {"title", form.title}, {"minutes", form.minutes}, {"points", form.points()}, {"covers", covered}, {"questions", questions}};
}

std::vector<File> papers(const Form& form, const Layout& layout) {
  return {{"exam.tex", latex(form, layout)},
          {"paper.html", html(form, layout, false)},
          {"key.html", html(form, layout, true)},
          {"paper.md", markdown(form, layout, false)},
          {"key.md", markdown(form, layout, true)},
          {"moodle.xml", moodle(form)},
          {"qti.zip", qti(form)},
          {"blueprint.json", blueprint(form).dump(2) + "\n"}};
}

namespace writing {

Decimal decimal(const Gap& gap, const std::string& value) {
  constexpr unsigned digits = 6;
  const Exact a = parse_exact(value).value();
  if (gap.rounded) return {rounded(a, digits), rounded(gap.rounded->tolerance, 9), false};
  const std::string text = rounded(a, digits);
  const bool exact = parse_exact(text) == a;
  return {text, exact ? "0" : "0.000501", exact};  // what is rounded to three digits is right
}

std::vector<std::string> writings(const Gap& gap) {
  std::string spaced;
  for (const char c : gap.key) spaced += c == ',' ? ", " : std::string(1, c);
  std::vector<std::string> all{gap.key};
  const auto add = [&](const std::string& text) {
    if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  };
  add(spaced);
  if (gap.entry == Gap::Entry::set) add(gap.key.substr(1, gap.key.size() - 2)), add(spaced.substr(1, spaced.size() - 2));
  if (gap.key == "{}") add("empty"), add("∅");
  return all;
}

std::vector<Slip> distinct_slips(const Gap& gap) {
  std::vector<Slip> kept;
  for (const Slip& slip : gap.slips) {
    if (gap.entry == Gap::Entry::number) {
      const auto a = parse_exact(slip.value);
      if (!a) continue;
      const Decimal key = decimal(gap, gap.key);
      if (abs(Exact(*a - parse_exact(key.value).value())) <= 2 * parse_exact(key.tolerance).value()) continue;
    }
    kept.push_back(slip);
  }
  return kept;
}

}  // namespace writing
}  // namespace lemmata::exam
