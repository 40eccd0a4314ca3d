#include "tests/exam/print/moodle_rules.hpp"

#include <pugixml.hpp>
#include <regex>
#include <set>

namespace lemmata::exam {
namespace {

/// Grades that the importer takes.
const std::set<std::string> fractions{"100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
                                      "-5", "-10", "-11.11111", "-12.5", "-14.28571", "-16.66667", "-20", "-25", "-30", "-33.33333", "-40", "-50", "-60", "-66.66667", "-70", "-75", "-80", "-83.33333", "-90", "-100"};

/// {W:TYPE:alternatives}: up to the first `}` that no backslash stands before.
struct SubQuestion {
  std::string type;
  std::vector<std::string> alternatives;
};
std::vector<SubQuestion> sub_questions(const std::string& text, std::vector<std::string>& violations, unsigned& grade) {
  static const std::regex head(R"(\{\s*([0-9]*)\s*:(NUMERICAL|NM|SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC|MULTICHOICE|MC|MULTICHOICE_V|MCV|MULTICHOICE_H|MCH|MULTIRESPONSE|MR):)");
  std::vector<SubQuestion> all;
  for (std::sregex_iterator it(text.begin(), text.end(), head), end; it != end; ++it) {
    SubQuestion sub{(*it)[2].str(), {""}};
    grade += static_cast<unsigned>(std::stoul((*it)[1].str()));
    std::size_t at = static_cast<std::size_t>(it->position() + it->length());
    bool closed = false;
    for (; at < text.size() && !closed; ++at) {
      const char c = text[at];
      if (c == '\\' && at + 1 < text.size() && (text[at + 1] == '}' || text[at + 1] == '#')) sub.alternatives.back() += '\\', sub.alternatives.back() += text[++at];
      else if (c == '}') closed = true;
      else if (c == '~') sub.alternatives.emplace_back();
      else sub.alternatives.back() += c;
    }
    if (!closed) violations.push_back("a sub-question is not closed");
    all.push_back(std::move(sub));
  }
  return all;
}

/// An answer as it stands after the importer took the backslashes away; its feedback is cut off.
std::string unescaped(const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '}' || text[i + 1] == '#')) continue;
    if (text[i] == '#' && (i == 0 || text[i - 1] != '\\')) break;
    all += text[i];
  }
  return all;
}

void read_cloze(const std::string& text, ReadQuestion& question, std::vector<std::string>& violations) {
  unsigned grade = 0;
  const auto subs = sub_questions(text, violations, grade);
  question.grade = std::to_string(grade);
  if (subs.empty()) violations.push_back("a cloze without a sub-question");
  for (const SubQuestion& sub : subs) {
    std::vector<std::string> right;
    for (const std::string& alternative : sub.alternatives) {
      if (alternative.empty()) violations.push_back("an empty alternative");
      if (alternative.starts_with("=")) right.push_back(unescaped(alternative.substr(1)));
      else if (alternative.starts_with("%0%")) question.wrong.push_back(unescaped(alternative.substr(3)));
      else if (alternative.starts_with("%")) violations.push_back("an unknown grade: " + alternative);
      else if (sub.type != "MULTICHOICE") violations.push_back("neither right nor graded: " + alternative);
      if (sub.type == "MULTICHOICE" && alternative.find("\\(") < alternative.find('#')) violations.push_back("mathematics in a drop-down: " + alternative);
      if (sub.type == "SHORTANSWER" && unescaped(alternative).find('*') != std::string::npos) violations.push_back("a wildcard: " + alternative);
    }
    if (right.empty()) violations.push_back("a sub-question without a right answer");
    question.keys.push_back(right);
  }
}

void read_answers(const pugi::xml_node& node, ReadQuestion& q, std::vector<std::string>& violations) {
  std::vector<std::string> right, texts;
  for (const auto& answer : node.children("answer")) {
    const std::string fraction = answer.attribute("fraction").value(), text = answer.child_value("text");
    if (!fractions.contains(fraction)) violations.push_back("a grade that is not in the list: " + fraction);
    texts.push_back(text);
    const std::string tolerance = answer.child_value("tolerance");
    if (fraction == "100") right.push_back(q.type == "numerical" ? text + ":" + tolerance : text);
    else q.wrong.push_back(text);
    static const std::regex decimal("-?[0-9]+(\\.[0-9]+)?");
    if (q.type == "numerical" && text != "*" && !(std::regex_match(text, decimal) && std::regex_match(tolerance, decimal))) violations.push_back("not a decimal: " + text);
  }
  if (q.type == "truefalse" && texts != std::vector<std::string>{"true", "false"}) violations.push_back("answers other than true and false");
  if (q.type == "multichoice" && texts.size() < 2) violations.push_back("fewer than two choices");
  if (q.type == "truefalse" || q.type == "multichoice" || q.type == "numerical") {
    if (right.size() != 1) violations.push_back(std::to_string(right.size()) + " right answers");
    q.keys.push_back(right);
  } else if (!texts.empty()) {
    violations.push_back("answers in a " + q.type);
  }
}

void read_matching(const pugi::xml_node& node, ReadQuestion& q, std::vector<std::string>& violations) {
  std::set<std::string> answers;
  std::size_t count = 0;
  for (const auto& sub : node.children("subquestion")) {
    ++count;
    if (std::string(sub.child_value("text")).empty()) violations.push_back("a sub-question without a text");
    const std::string answer = sub.child("answer").child_value("text");
    answers.insert(answer);
    q.keys.push_back({answer});
  }
  if (count < 2 || answers.size() < 3) violations.push_back("matching asks for two sub-questions and three answers");
}

}  // namespace

ReadQuiz read_moodle(const std::string& xml) {
  ReadQuiz quiz;
  auto& violations = quiz.violations;
  if (!xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) violations.push_back("the declaration is not the very first");
  pugi::xml_document document;
  if (const auto parsed = document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single); !parsed) {
    violations.push_back(std::string("not well-formed: ") + parsed.description());
    return quiz;
  }
  if (std::string(document.document_element().name()) != "quiz") violations.push_back("the root is not <quiz>");
  std::set<std::string> idnumbers;
  static const std::set<std::string> types{"truefalse", "multichoice", "numerical", "cloze", "matching", "essay"};
  for (const auto& node : document.child("quiz").children("question")) {
    ReadQuestion q{.type = node.attribute("type").value(), .idnumber = node.child_value("idnumber"), .grade = node.child_value("defaultgrade"), .keys = {}, .wrong = {}};
    if (q.type == "category") continue;
    if (!types.contains(q.type)) violations.push_back("an unknown type: " + q.type);
    const std::string text = node.child("questiontext").child_value("text");
    if (std::string(node.child("name").child_value("text")).empty() || text.empty()) violations.push_back("a question without a name or a text");
    if (std::string(node.child("questiontext").attribute("format").value()) != "html") violations.push_back("the text is not html");
    if (q.idnumber.empty() || !idnumbers.insert(q.idnumber).second) violations.push_back("the idnumber is not unique: " + q.idnumber);
    if (q.type == "cloze" && !q.grade.empty()) violations.push_back("a cloze with a grade of its own");
    if (q.type == "cloze") read_cloze(text, q, violations);
    if (q.type == "matching") read_matching(node, q, violations);
    if (q.type == "essay" && std::string(node.child("graderinfo").child_value("text")).empty()) violations.push_back("an essay without a marking guide");
    read_answers(node, q, violations);
    quiz.questions.push_back(std::move(q));
  }
  return quiz;
}

}  // namespace lemmata::exam
