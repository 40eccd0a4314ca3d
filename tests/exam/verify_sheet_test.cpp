// A sheet as it was generated is accepted in every format; one changed digit is not.
#include "exam/verify_sheet.hpp"

#include "exam/print/papers.hpp"
#include "tests/exam/print/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/refusal.hpp"

using namespace lemmata;
using namespace lemmata::exam;

namespace {

Form small_form() {
  Form form{.id = "5-60-1", .title = "Midterm", .minutes = 60, .sections = {{"One", {question(exam::family("E01"), 3)}}, {"Two", {}}}};
  for (const std::uint64_t seed : {4, 9}) form.sections[1].questions.push_back(question(exam::family("E02"), seed));
  return form;
}

}  // namespace

TEST_CASE("Every file of a form verifies, and none with one digit changed in a question does") {
  for (const Layout layout : {Layout{}, Layout{Layout::Paper::letter, Layout::Space::half}})
    for (const auto& [name, bytes] : papers(small_form(), layout)) {
      INFO(name);
      const Verified verified = verify_sheet(name, bytes);
      CHECK(verified.questions == 3);
      CHECK(verified.edits.empty());
      // every tenth digit of its questions
      std::size_t changed = 0, counted = 0;
      const bool json = bytes.starts_with("{");
      for (std::size_t at = bytes.find(json ? "\"questions\": [" : "lemmata:question"); at < bytes.size(); ++at) {
        if (bytes[at] < '0' || bytes[at] > '9') continue;
        if (!json && bytes.rfind("lemmata:end", at) != std::string::npos && bytes.rfind("lemmata:question", at) < bytes.rfind("lemmata:end", at)) continue;  // between questions
        if (++counted % 10 != 0) continue;
        std::string edited = bytes;
        edited[at] = edited[at] == '9' ? '1' : static_cast<char>(edited[at] + 1);
        ++changed;
        const Verified again = verify_sheet(name, edited);
        INFO("byte " << at << ": " << bytes.substr(at > 30 ? at - 30 : 0, 60));
        CHECK_FALSE(again.edits.empty());
      }
      CHECK(changed > 3);
    }
}

TEST_CASE("An edit is named by file, line and question") {
  std::string text = markdown(small_form(), {}, true);
  const auto at = text.find("the truth value");
  text.replace(at, 3, "THE");
  const Verified verified = verify_sheet("key.md", text);
  REQUIRE(verified.edits.size() == 1);
  CHECK_THAT(verified.edits[0], Catch::Matchers::ContainsSubstring("key.md:") && Catch::Matchers::ContainsSubstring("question 1 (E01)") && Catch::Matchers::ContainsSubstring("THE truth"));
}

TEST_CASE("A question that was taken out is missing, a cover may be changed") {
  const std::string text = markdown(small_form(), {}, false);
  std::string cut = text, cover = text;
  const auto begin = cut.find("<!-- lemmata:question E02"), end = cut.find("<!-- lemmata:end 2");
  cut.erase(begin, end + 25 - begin);
  CHECK_THAT(verify_sheet("paper.md", cut).edits.at(0), Catch::Matchers::ContainsSubstring("question 2 of 3 is missing"));
  cover.replace(cover.find("Midterm"), 7, "Resit");
  CHECK(verify_sheet("paper.md", cover).edits.empty());
}

TEST_CASE("What holds no stamp is refused by name") {
  CHECK_THAT(refusal([] { verify_sheet("a.txt", "hello"); }), Catch::Matchers::ContainsSubstring("a.txt"));
  CHECK_THAT(refusal([] { verify_sheet("a.pdf", "%PDF-1.5"); }), Catch::Matchers::ContainsSubstring("exam.tex"));
  CHECK_THAT(refusal([] { verify_sheet("b.json", "{\"a\": 1}"); }), Catch::Matchers::ContainsSubstring("b.json"));
}
