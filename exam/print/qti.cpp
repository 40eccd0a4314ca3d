// QTI 2.1: a package of one file an item, the test that strings them together, and the manifest.
#include <fmt/format.h>

#include "exam/print/escape.hpp"
#include "exam/print/mathematics.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"
#include "exam/print/zip.hpp"

namespace lemmata::exam {
namespace {

using Filler = std::function<std::string(std::size_t)>;

Voice voice(const Filler& gap) {
  return {.words = [](std::string_view words) { return escaped(words); },
          .formula = [](const std::string& tex, bool displayed) { return mathml(formula(tex), displayed); },
          .gap = gap, .before = "<p>", .after = "</p>\n"};
}
Voice voice() {
  return voice([](std::size_t) { return std::string("______"); });
}

std::string identifier(const Question& q, std::size_t number) { return fmt::format("q{:02}-{}", number, q.stamp.family); }
std::string response(std::size_t g) { return fmt::format("RESPONSE_{}", g + 1); }
std::string word_id(std::size_t w) { return fmt::format("w{}", w + 1); }

std::string table(const Question& q, const Filler& gap) {
  std::string text = "<table><tbody>\n<tr>";
  for (const std::string& cell : q.table->header) text += "<th>" + said_inline(cell, voice(gap)) + "</th>";
  text += "</tr>\n";
  for (const auto& row : q.table->rows) {
    text += "<tr>";
    for (const std::string& cell : row) text += "<td>" + said_inline(cell, voice(gap)) + "</td>";
    text += "</tr>\n";
  }
  return text + "</tbody></table>\n";
}

// --- gaps ------------------------------------------------------------------------------------------------------------------------------

std::string declaration(const Gap& gap, std::size_t g) {
  const std::string name = response(g);
  switch (gap.entry) {
    case Gap::Entry::number:
      return fmt::format("  <responseDeclaration identifier=\"{}\" cardinality=\"single\" baseType=\"float\"><correctResponse><value>{}</value></correctResponse></responseDeclaration>\n", name,
                         writing::decimal(gap, gap.key).value);
    case Gap::Entry::word: {
      const auto place = static_cast<std::size_t>(std::find(gap.words.begin(), gap.words.end(), gap.key) - gap.words.begin());
      return fmt::format("  <responseDeclaration identifier=\"{}\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>{}</value></correctResponse></responseDeclaration>\n", name, word_id(place));
    }
    default: break;
  }
  std::string mapping;
  for (const std::string& one : writing::writings(gap)) mapping += fmt::format("<mapEntry mapKey=\"{}\" mappedValue=\"{}\"/>", escaped(one), gap.points);
  return fmt::format("  <responseDeclaration identifier=\"{}\" cardinality=\"single\" baseType=\"string\"><correctResponse><value>{}</value></correctResponse><mapping defaultValue=\"0\">{}</mapping></responseDeclaration>\n",
                     name, escaped(gap.key), mapping);
}

std::string interaction(const Gap& gap, std::size_t g) {
  if (gap.entry != Gap::Entry::word) return fmt::format("<textEntryInteraction responseIdentifier=\"{}\" expectedLength=\"10\"/>", response(g));
  std::string text = fmt::format("<inlineChoiceInteraction responseIdentifier=\"{}\" shuffle=\"false\">", response(g));
  for (std::size_t w = 0; w < gap.words.size(); ++w) text += fmt::format("<inlineChoice identifier=\"{}\">{}</inlineChoice>", word_id(w), escaped(gap.words[w]));
  return text + "</inlineChoiceInteraction>";
}

std::string add_points(std::string_view value) {
  return fmt::format("<setOutcomeValue identifier=\"SCORE\"><sum><variable identifier=\"SCORE\"/>{}</sum></setOutcomeValue>", value);
}

std::string processing(const Gap& gap, std::size_t g) {
  const std::string name = response(g), points = fmt::format("<baseValue baseType=\"float\">{}</baseValue>", gap.points);
  if (gap.entry == Gap::Entry::set || gap.entry == Gap::Entry::vector) return "    " + add_points(fmt::format("<mapResponse identifier=\"{}\"/>", name)) + "\n";
  std::string test = fmt::format("<match><variable identifier=\"{0}\"/><correct identifier=\"{0}\"/></match>", name);
  if (gap.entry == Gap::Entry::number) {
    const auto key = writing::decimal(gap, gap.key);
    const std::string tolerance = key.tolerance == "0" ? "0.0000001" : key.tolerance;  // binary readers round the decimal
    test = fmt::format("<equal toleranceMode=\"absolute\" tolerance=\"{0} {0}\"><variable identifier=\"{1}\"/><correct identifier=\"{1}\"/></equal>", tolerance, name);
  }
  return "    <responseCondition><responseIf>" + test + add_points(points) + "</responseIf></responseCondition>\n";
}

// --- items -----------------------------------------------------------------------------------------------------------------------------

struct Item {
  std::string declarations, interactions, processing, feedback;
  Filler gap = [](std::size_t) { return std::string("______"); };
};

/// One choice or one order is right.
constexpr std::string_view all_or_nothing =
    "    <responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>"
    "<setOutcomeValue identifier=\"SCORE\"><variable identifier=\"MAXSCORE\"/></setOutcomeValue></responseIf></responseCondition>\n";

Item choice_item(const Question& q) {
  Item item;
  std::string choices;
  for (std::size_t c = 0; c < q.choices.size(); ++c) {
    const Choice& choice = q.choices[c];
    choices += fmt::format("<simpleChoice identifier=\"{}\">{}</simpleChoice>\n", letter(c), said_inline(choice.text, voice()));
    if (choice.right)
      item.declarations = fmt::format("  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>{}</value></correctResponse></responseDeclaration>\n", letter(c));
    else if (!choice.diagnosis.empty())
      item.feedback += fmt::format("  <modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"{}\" showHide=\"show\">{}</modalFeedback>\n", letter(c), said_inline(choice.diagnosis, voice()) + ".");
  }
  item.declarations += "  <outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"single\" baseType=\"identifier\"/>\n";
  item.interactions = "<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\" maxChoices=\"1\">\n" + choices + "</choiceInteraction>\n";
  item.processing = std::string(all_or_nothing) + "    <setOutcomeValue identifier=\"FEEDBACK\"><variable identifier=\"RESPONSE\"/></setOutcomeValue>\n";
  return item;
}

Item gaps_item(const Question& q) {
  Item item;
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    item.declarations += declaration(q.gaps[g], g);
    item.processing += processing(q.gaps[g], g);
  }
  item.gap = [&q](std::size_t g) { return interaction(q.gaps.at(g), g); };
  return item;
}

Item order_item(const Question& q) {
  Item item;
  std::string values, choices;
  for (const std::size_t line : first_order(*q.ordering)) values += "<value>" + letter(line) + "</value>";
  for (std::size_t i = 0; i < q.ordering->lines.size(); ++i)
    choices += fmt::format("<simpleChoice identifier=\"{0}\">{0}. {1}</simpleChoice>\n", letter(i), said_inline(q.ordering->lines[i], voice()));
  item.declarations = "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"ordered\" baseType=\"identifier\"><correctResponse>" + values + "</correctResponse></responseDeclaration>\n";
  item.interactions = "<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\">\n" + choices + "</orderInteraction>\n";
  item.processing = all_or_nothing;
  return item;
}

Item text_item(const Question& q) {
  Item item;
  item.declarations = "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"/>\n";
  item.interactions = "<extendedTextInteraction responseIdentifier=\"RESPONSE\" expectedLines=\"15\"/>\n";
  if (q.kind == Kind::counterexample) item.interactions = "<p>It is marked by a person.</p>\n" + item.interactions;
  return item;
}

Item item(const Question& q) {
  switch (q.kind) {
    case Kind::true_false: case Kind::choice: return choice_item(q);
    case Kind::number: case Kind::cloze: return gaps_item(q);
    case Kind::ordering: return order_item(q);
    case Kind::counterexample: case Kind::essay: break;
  }
  return text_item(q);
}

std::string rubric(const Question& q) {
  std::string text = "<rubricBlock view=\"scorer\">\n";
  for (const Note& note : key_notes(q)) {
    text += "<p><strong>" + note.heading + "</strong></p>\n<ul>";
    for (const std::string& line : note.lines) text += "<li>" + said_inline(line, voice()) + "</li>\n";
    text += "</ul>\n";
  }
  return text + "<p>" + where_from(q.stamp) + "</p>\n</rubricBlock>\n";
}

std::string told(const Question& q) {
  if (q.kind == Kind::true_false) return "True or false?";
  std::string text = instruction(q);
  for (const Gap& gap : q.gaps)
    if (gap.entry == Gap::Entry::number) return "Numbers as decimals; those that do not end, rounded to three digits after the point.";
  return text;
}

std::string test(const Form& form) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + form_mark(Format::qti, form) + fmt::format("<assessmentTest xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"form-{}\" title=\"{}, form {}\">\n"
                                 "  <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>\n"
                                 "  <timeLimits maxTime=\"{}\"/>\n"
                                 "  <testPart identifier=\"part\" navigationMode=\"nonlinear\" submissionMode=\"simultaneous\">\n", form.id, escaped(form.title), form.id, 60 * form.minutes);
  std::size_t number = 0, section_number = 0;
  for (const Section& section : form.sections) {
    text += fmt::format("    <assessmentSection identifier=\"section-{}\" title=\"{}\" visible=\"true\">\n", ++section_number, escaped(section.title));
    for (const Question& q : section.questions) text += fmt::format("      <assessmentItemRef identifier=\"{0}\" href=\"items/{0}.xml\"/>\n", identifier(q, ++number));
    text += "    </assessmentSection>\n";
  }
  return text + "  </testPart>\n  <outcomeProcessing><setOutcomeValue identifier=\"SCORE\"><sum><testVariables variableIdentifier=\"SCORE\"/></sum></setOutcomeValue></outcomeProcessing>\n</assessmentTest>\n";
}

std::string manifest(const Form& form) {
  std::string resources, dependencies;
  std::size_t number = 0;
  for (const Question* q : form.questions()) {
    const std::string id = identifier(*q, ++number);
    resources += fmt::format("    <resource identifier=\"{0}\" type=\"imsqti_item_xmlv2p1\" href=\"items/{0}.xml\"><file href=\"items/{0}.xml\"/></resource>\n", id);
    dependencies += fmt::format("<dependency identifierref=\"{}\"/>", id);
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"manifest-{}\">\n"
                     "  <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n  <organizations/>\n  <resources>\n"
                     "    <resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\"><file href=\"test.xml\"/>{}</resource>\n{}  </resources>\n</manifest>\n",
                     form.id, dependencies, resources);
}

}  // namespace

std::string writing::qti_item(const Question& q, std::size_t number) {
  const Item made = item(q);
  std::string text = fmt::format("<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"{}\" title=\"{}\" label=\"{}-v{}-s{}-{}\" adaptive=\"false\" timeDependent=\"false\">\n",
                                 identifier(q, number), escaped(q.title), q.stamp.family, q.stamp.version, q.stamp.seed, q.stamp.digest);
  // response declarations come before outcome declarations
  const auto feedback = made.declarations.find("  <outcomeDeclaration");
  text += made.declarations.substr(0, feedback);
  text += "  <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n";
  text += fmt::format("  <outcomeDeclaration identifier=\"MAXSCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>{}</value></defaultValue></outcomeDeclaration>\n", q.points);
  if (feedback != std::string::npos) text += made.declarations.substr(feedback);
  text += "  <itemBody>\n" + said(q.statement, voice(made.gap));
  if (const std::string what = told(q); !what.empty()) text += "<p><em>" + said_inline(what, voice(made.gap)) + "</em></p>\n";
  if (q.table) text += table(q, made.gap);
  text += made.interactions + rubric(q) + "  </itemBody>\n";
  if (!made.processing.empty()) text += "  <responseProcessing>\n" + made.processing + "  </responseProcessing>\n";
  return text + made.feedback + "</assessmentItem>\n";
}

std::string qti(const Form& form) {
  std::vector<File> files{{"imsmanifest.xml", manifest(form)}, {"test.xml", test(form)}};
  std::size_t number = 0;
  for (const Question* q : form.questions()) {
    ++number;
    files.emplace_back("items/" + identifier(*q, number) + ".xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + block(Format::qti, *q, number, {}));
  }
  return zip(files);
}

}  // namespace lemmata::exam
