// Moodle XML: the importer's rules hold, and it reads back to the same questions.
#include "tests/exam/print/moodle_rules.hpp"

#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"
#include "tests/exam/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;
using namespace lemmata::exam;

namespace {

/// Is what was read the key of the question?
bool same_number(const Gap& gap, const std::string& read) {
  const auto colon = read.find(':');
  const Exact value = parse_exact(read.substr(0, colon)).value(), tolerance = parse_exact(read.substr(colon + 1)).value(), key = parse_exact(gap.key).value();
  return abs(Exact(value - key)) <= tolerance;
}

void check_same(const Question& q, const ReadQuestion& read) {
  INFO(q.stamp.family << " seed " << q.stamp.seed);
  CHECK_THAT(read.idnumber, Catch::Matchers::ContainsSubstring(q.stamp.digest));
  CHECK(read.grade == std::to_string(q.points));
  switch (q.kind) {
    case exam::Kind::true_false:
      CHECK(read.type == "truefalse");
      CHECK(read.keys.at(0) == std::vector<std::string>{q.choices[0].right ? "true" : "false"});
      break;
    case exam::Kind::choice: {
      CHECK(read.type == "multichoice");
      CHECK(read.wrong.size() + 1 == q.choices.size());
      break;
    }
    case exam::Kind::number: case exam::Kind::cloze:
      REQUIRE(read.keys.size() == q.gaps.size());
      break;
    case exam::Kind::ordering: {
      std::vector<std::size_t> order(q.ordering->lines.size());
      for (std::size_t line = 0; line < order.size(); ++line) order.at(std::stoul(read.keys.at(line).at(0)) - 1) = line;
      CHECK(order == first_order(*q.ordering));
      break;
    }
    case exam::Kind::counterexample: case exam::Kind::essay: CHECK(read.type == "essay"); break;
  }
}

/// The sub-questions of a cloze stand in the order of the text, not of their numbers.
void check_gaps(const Question& q, const ReadQuestion& read) {
  std::string text = q.statement;
  if (q.table)
    for (const auto& row : q.table->rows)
      for (const auto& cell : row) text += cell;
  std::size_t at = 0;
  for (const auto& paragraph : paragraphs(text))
    for (const Piece& piece : paragraph) {
      if (piece.is != Piece::Is::gap) continue;
      const Gap& gap = q.gaps.at(piece.gap);
      const auto& keys = read.keys.at(at++);
      INFO(q.stamp.family << " seed " << q.stamp.seed << " gap " << piece.gap + 1 << ": " << keys.at(0));
      if (gap.entry == Gap::Entry::number) CHECK(same_number(gap, keys.at(0)));
      else CHECK(keys.at(0) == gap.key);
    }
  CHECK(at == q.gaps.size());
}

void check_reads_back(const std::vector<Question>& questions) {
  const ReadQuiz quiz = read_moodle(moodle(form_of(questions)));
  const Form form = form_of(questions);
  for (const std::string& violation : quiz.violations) FAIL_CHECK(violation);
  REQUIRE(quiz.questions.size() == questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    check_same(*form.questions()[i], quiz.questions[i]);
    if (!questions[i].gaps.empty()) check_gaps(questions[i], quiz.questions[i]);
  }
}

}  // namespace

TEST_CASE("Moodle XML of every kind keeps the importer's rules and reads back to the same questions") { check_reads_back(samples()); }

TEST_CASE("Moodle XML of every family keeps the importer's rules and reads back to the same questions") { check_reads_back(real_questions(20)); }

TEST_CASE("The importer's rules catch what is broken on purpose") {
  const std::string good = moodle(form_of(samples()));
  const auto broken = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return read_moodle(text.replace(at, from.size(), to)).violations;
  };
  CHECK_FALSE(broken("fraction=\"100\"", "fraction=\"99\"").empty());
  CHECK_FALSE(broken("<text>true</text>", "<text>True</text>").empty());
  CHECK_FALSE(broken("<?xml", " <?xml").empty());
  CHECK_FALSE(broken("]]>", "").empty());
  CHECK_FALSE(broken("~%0%", "~%7%").empty());
  CHECK_FALSE(broken("~=(1, -1/2)}", "~=(1, -1/2)").empty());
  CHECK_FALSE(broken("-v1-s2-", "-v1-s1-").empty());
}
