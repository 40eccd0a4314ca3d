// Moodle XML: every kind as the nearest that Moodle can mark; what Moodle cannot check is said in the question itself.
#include <fmt/format.h>

#include "exam/certify.hpp"
#include "exam/print/escape.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

std::string cdata(std::string text) {
  for (auto at = text.find("]]>"); at != std::string::npos; at = text.find("]]>", at + 12)) text.replace(at, 3, "]]]]><![CDATA[>");
  return "<![CDATA[" + text + "]]>";
}

/// Within a sub-question of a cloze: `}`, `#` and `~` would end an alternative.
std::string for_cloze(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '}' || c == '#') all += '\\';
    all += c == '~' ? ' ' : c;
  }
  return all;
}

using Filler = std::function<std::string(std::size_t)>;

Voice voice(const Filler& gap) {
  return {.words = [](std::string_view words) { return escaped(words); },
          .formula = [](const std::string& tex, bool displayed) { return (displayed ? "\\[" : "\\(") + escaped(tex) + (displayed ? "\\]" : "\\)"); },
          .gap = gap, .before = "<p>", .after = "</p>\n"};
}
Voice voice() {
  return voice([](std::size_t) { return std::string("______"); });
}

std::string table(const Question& q, const Filler& gap) {
  std::string text = "<table border=\"1\" cellpadding=\"4\">\n<tr>";
  for (const std::string& cell : q.table->header) text += "<th>" + said_inline(cell, voice(gap)) + "</th>";
  text += "</tr>\n";
  for (const auto& row : q.table->rows) {
    text += "<tr>";
    for (const std::string& cell : row) text += "<td>" + said_inline(cell, voice(gap)) + "</td>";
    text += "</tr>\n";
  }
  return text + "</table>\n";
}

std::string statement(const Question& q, const Filler& gap, const std::string& told) {
  return said(q.statement, voice(gap)) + (told.empty() ? "" : "<p><em>" + said_inline(told, voice(gap)) + "</em></p>\n") + (q.table ? table(q, gap) : "");
}

std::string html_notes(const Question& q) {
  std::string text;
  for (const Note& note : key_notes(q)) {
    text += "<p><strong>" + note.heading + "</strong></p>\n<ul>\n";
    for (const std::string& line : note.lines) text += "<li>" + said_inline(line, voice()) + "</li>\n";
    text += "</ul>\n";
  }
  return text;
}

std::string field(std::string_view name, const std::string& html) { return fmt::format("    <{0} format=\"html\"><text>{1}</text></{0}>\n", name, cdata(html)); }

std::string feedback(const std::string& text) { return "<feedback format=\"html\"><text>" + cdata(said_inline(text, voice())) + "</text></feedback>"; }

bool any_rounded(const Question& q) {
  for (const Gap& gap : q.gaps)
    if (gap.entry == Gap::Entry::number && !writing::decimal(gap, gap.key).exact && !gap.rounded) return true;
  return false;
}

std::string numerical(const Question& q) {
  const Gap& gap = q.gaps.at(0);
  const auto key = writing::decimal(gap, gap.key);
  std::string text = fmt::format("    <answer fraction=\"100\" format=\"moodle_auto_format\"><text>{}</text><tolerance>{}</tolerance>{}</answer>\n", key.value, key.tolerance, feedback("Right."));
  for (const Slip& slip : writing::distinct_slips(gap)) {
    const auto wrong = writing::decimal(gap, slip.value);
    text += fmt::format("    <answer fraction=\"0\" format=\"moodle_auto_format\"><text>{}</text><tolerance>{}</tolerance>{}</answer>\n", wrong.value, wrong.tolerance, feedback(slip.diagnosis + "."));
  }
  return text + "    <answer fraction=\"0\" format=\"moodle_auto_format\"><text>*</text><tolerance>0</tolerance>" + feedback("Wrong.") + "</answer>\n    <unitgradingtype>0</unitgradingtype>\n    <showunits>3</showunits>\n";
}

/// {2:NUMERICAL:=3.75:0~%0%7.5:0#what went wrong}
std::string sub_question(const Gap& gap) {
  std::string text = fmt::format("{{{}:", gap.points);
  const auto diagnosis = [](const Slip& slip) { return "#" + for_cloze(said_inline(slip.diagnosis, voice())); };
  if (gap.entry == Gap::Entry::word) {
    text += "MULTICHOICE:";
    for (const std::string& word : gap.words) {
      text += (&word == &gap.words.front() ? "" : "~") + std::string(word == gap.key ? "=" : "") + for_cloze(escaped(word));
      for (const Slip& slip : gap.slips)
        if (slip.value == word) text += diagnosis(slip);
    }
  } else if (gap.entry == Gap::Entry::number) {
    const auto key = writing::decimal(gap, gap.key);
    text += fmt::format("NUMERICAL:={}:{}", key.value, key.tolerance);
    for (const Slip& slip : writing::distinct_slips(gap)) {
      const auto wrong = writing::decimal(gap, slip.value);
      text += fmt::format("~%0%{}:{}{}", wrong.value, wrong.tolerance, diagnosis(slip));
    }
  } else {
    text += "SHORTANSWER:";
    const auto all = writing::writings(gap);
    for (const std::string& one : all) text += (&one == &all.front() ? "=" : "~=") + for_cloze(one);
    for (const Slip& slip : gap.slips) text += "~%0%" + for_cloze(slip.value) + diagnosis(slip);
  }
  return text + "}";
}

std::string essay(const Question& q, const std::string& note) {
  return "    <responseformat>editor</responseformat>\n    <responserequired>1</responserequired>\n    <responsefieldlines>15</responsefieldlines>\n"
         "    <attachments>0</attachments>\n    <attachmentsrequired>0</attachmentsrequired>\n" + field("graderinfo", "<p>" + note + "</p>\n" + html_notes(q)) +
         field("responsetemplate", "");
}

std::string check_command(const Question& q) {
  std::string values;
  for (const auto& variable : q.challenge->variables) values += (values.empty() ? "" : ",") + variable.name + "=…";
  return fmt::format("lemmata exam check {} --seed {} --counterexample {}", q.stamp.family, q.stamp.seed, values);
}

std::string_view type(Kind kind) {
  constexpr std::string_view types[] = {"truefalse", "multichoice", "numerical", "cloze", "matching", "essay", "essay"};
  return types[static_cast<int>(kind)];
}

std::string answers(const Question& q) {
  switch (q.kind) {
    case Kind::true_false: {
      std::string text;
      for (const bool value : {true, false})
        text += fmt::format("    <answer fraction=\"{}\" format=\"moodle_auto_format\"><text>{}</text>{}</answer>\n", q.choices[0].right == value ? 100 : 0, value, feedback(q.choices[0].right == value ? "Right." : "Wrong."));
      return text;
    }
    case Kind::choice: {
      std::string text = "    <single>true</single>\n    <shuffleanswers>false</shuffleanswers>\n    <answernumbering>ABCD</answernumbering>\n";
      for (const Choice& c : q.choices)
        text += fmt::format("    <answer fraction=\"{}\" format=\"html\"><text>{}</text>{}</answer>\n", c.right ? 100 : 0, cdata(said_inline(c.text, voice())), feedback(c.right ? "Right." : c.diagnosis + "."));
      return text;
    }
    case Kind::number: return numerical(q);
    case Kind::cloze: return {};
    case Kind::ordering: {
      std::string text = "    <shuffleanswers>false</shuffleanswers>\n";
      const auto order = first_order(*q.ordering);
      for (std::size_t i = 0; i < q.ordering->lines.size(); ++i) {
        const auto place = std::find(order.begin(), order.end(), i) - order.begin() + 1;
        text += fmt::format("    <subquestion format=\"html\"><text>{}</text><answer><text>{}</text></answer></subquestion>\n",
                            cdata(letter(i) + ". " + said_inline(q.ordering->lines[i], voice())), place);
      }
      return text;
    }
    case Kind::counterexample: return essay(q, "Moodle cannot check a counterexample. This does: <code>" + check_command(q) + "</code>");
    case Kind::essay: return essay(q, "To be marked by a person.");
  }
  return {};
}

std::string told(const Question& q) {
  std::string text = q.kind == Kind::true_false ? "Moodle marks the truth value alone; the reason is for yourself." : q.kind == Kind::cloze && !any_rounded(q) ? "" : instruction(q);
  if (q.kind == Kind::cloze || q.kind == Kind::number) text = any_rounded(q) ? "Numbers as decimals, rounded to three digits after the point." : "Numbers as decimals.";
  for (const Gap& gap : q.gaps)
    if (gap.entry == Gap::Entry::set) {
      text += " A set as {0,2}, the empty one as {}.";
      break;
    }
  for (const Gap& gap : q.gaps)
    if (gap.entry == Gap::Entry::vector) {
      text += " A vector as (1,-1/2), with fractions.";
      break;
    }
  return text;
}

}  // namespace

std::string writing::moodle_question(const Question& q, std::size_t number) {
  const Filler gap = [&q](std::size_t g) { return q.kind == Kind::cloze ? sub_question(q.gaps.at(g)) : std::string("______"); };
  std::string text = fmt::format("  <question type=\"{}\">\n    <name><text>{:02}. {} ({})</text></name>\n", type(q.kind), number, escaped(q.title), q.stamp.family);
  text += field("questiontext", statement(q, gap, told(q)));
  text += field("generalfeedback", html_notes(q) + "<p><small>" + where_from(q.stamp) + "</small></p>\n");
  if (q.kind != Kind::cloze) text += fmt::format("    <defaultgrade>{}</defaultgrade>\n", q.points);
  text += fmt::format("    <penalty>{}</penalty>\n    <hidden>0</hidden>\n    <idnumber>{}-v{}-s{}-{}</idnumber>\n", q.kind == Kind::true_false ? "1" : "0.3333333", q.stamp.family,
                      q.stamp.version, q.stamp.seed, q.stamp.digest);
  text += answers(q) + "    <tags>\n";
  for (const Claim* claim : family_of(q.stamp).claims) text += fmt::format("      <tag><text>{}</text></tag>\n", claim->id);
  return text + "    </tags>\n  </question>\n";
}

std::string moodle(const Form& form) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + form_mark(Format::moodle, form) + fmt::format("<quiz>\n  <question type=\"category\"><category><text>$course$/top/Lemmata/Form {}</text></category></question>\n", form.id);
  std::size_t number = 0;
  for (const Question* q : form.questions()) text += block(Format::moodle, *q, ++number, {});
  return text + "</quiz>\n";
}

}  // namespace lemmata::exam
