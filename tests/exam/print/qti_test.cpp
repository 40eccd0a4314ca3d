// QTI 2.1: the package keeps the rules and reads back to the same questions.
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"
#include "exam/print/zip.hpp"
#include "tests/exam/print/qti_rules.hpp"
#include "tests/exam/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;
using namespace lemmata::exam;

namespace {

void check_same(const Question& q, const ReadItem& read) {
  INFO(q.stamp.family << " seed " << q.stamp.seed);
  CHECK_THAT(read.label, Catch::Matchers::ContainsSubstring(q.stamp.digest));
  CHECK(read.maximum == std::to_string(q.points));
  for (std::size_t c = 0; c < q.choices.size(); ++c)
    if (q.choices[c].right) CHECK(read.keys.at(0) == std::vector{letter(c)});
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    const Gap& gap = q.gaps[g];
    const std::string value = read.keys.at(g).at(0);
    if (gap.entry == Gap::Entry::number) CHECK(abs(Exact(parse_exact(value).value() - parse_exact(gap.key).value())) <= parse_exact(writing::decimal(gap, gap.key).tolerance).value());
    else if (gap.entry == Gap::Entry::word) CHECK(gap.words.at(std::stoul(value.substr(1)) - 1) == gap.key);
    else CHECK(value == gap.key);
  }
  if (q.ordering)
    for (std::size_t i = 0; i < q.ordering->lines.size(); ++i) CHECK(read.keys.at(0).at(i) == letter(first_order(*q.ordering)[i]));
}

void check_reads_back(const std::vector<Question>& questions) {
  const Form form = form_of(questions);
  const ReadPackage package = read_qti(qti(form));
  for (const std::string& violation : package.violations) FAIL_CHECK(violation);
  REQUIRE(package.items.size() == questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) check_same(*form.questions()[i], package.items[i]);
}

}  // namespace

TEST_CASE("A QTI package of every kind keeps the rules and reads back to the same questions") { check_reads_back(samples()); }

TEST_CASE("A QTI package of every family keeps the rules and reads back to the same questions") { check_reads_back(real_questions(20)); }

TEST_CASE("The rules of QTI catch what is broken on purpose") {
  const std::string good = qti(form_of(samples()));
  const auto broken = [&](const std::string& from, const std::string& to) {
    auto files = unzipped(good);
    std::vector<File> edited;
    bool found = false;
    for (auto& [name, text] : files) {
      if (const auto at = text.find(from); at != std::string::npos && !found) found = true, text.replace(at, from.size(), to);
      edited.emplace_back(name, text);
    }
    REQUIRE(found);
    return read_qti(zip(edited)).violations;
  };
  CHECK(broken("QTIv2.1 Package", "QTIv2.1 Package").empty());
  CHECK_FALSE(broken("QTIv2.1 Package", "QTIv1").empty());
  CHECK_FALSE(broken("<value>B</value>", "<value>Q</value>").empty());
  CHECK_FALSE(broken("textEntryInteraction responseIdentifier=\"RESPONSE_1\"", "textEntryInteraction responseIdentifier=\"RESPONSE_9\"").empty());
  CHECK_FALSE(broken("identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"><default", "identifier=\"SCOPE\" cardinality=\"single\" baseType=\"float\"><default").empty());
  CHECK_FALSE(broken("tolerance=\"0.000501 0.000501\"", "tolerance=\"0.000501\"").empty());
  CHECK_FALSE(broken("items/q03-E02.xml\"><file", "items/q99-E02.xml\"><file").empty());
  CHECK_FALSE(broken("</itemBody>", "").empty());
}

TEST_CASE("A zip whose byte was changed is noticed") {
  std::string bytes = zip({{"a.txt", "one two"}, {"b/c.txt", ""}});
  CHECK(unzipped(bytes) == std::map<std::string, std::string>{{"a.txt", "one two"}, {"b/c.txt", ""}});
  bytes[bytes.find("two")] = 'T';
  CHECK_THROWS_AS(unzipped(bytes), std::runtime_error);
}
