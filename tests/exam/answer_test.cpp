// Answers: read in every kind, marked exactly, and what cannot be read is named.
#include "exam/answer.hpp"

#include "tests/exam/print/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/refusal.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("A truth value is marked, the reason after it is not") {
  const Question q = sample_truth(false);
  CHECK(mark(q, "false").is == Feedback::Is::right);
  CHECK(mark(q, "F, because the bound is not tight").is == Feedback::Is::right);
  CHECK(mark(q, "True: I think so").is == Feedback::Is::wrong);
  CHECK_THAT(refusal([&] { mark(q, "maybe"); }), ContainsSubstring("'maybe'") && ContainsSubstring("true or false"));
}

TEST_CASE("A letter is marked, a wrong one by the misconception behind it") {
  const Question q = sample_choice();
  CHECK(mark(q, "b").is == Feedback::Is::right);
  CHECK_THAT(mark(q, "A").lines.at(0), ContainsSubstring("forgot"));
  CHECK_THAT(refusal([&] { mark(q, "D"); }), ContainsSubstring("from A to C"));
}

TEST_CASE("A number is compared exactly, as a fraction or a decimal") {
  const Question q = sample_number("3/16");
  for (const char* right : {"3/16", "0.1875", " 6/32 ", "3 / 16", "1875e-4"}) CHECK(mark(q, right).is == Feedback::Is::right);
  CHECK(mark(sample_number("-3/16"), "−3/16").is == Feedback::Is::right);
  CHECK_THAT(mark(q, "0.19").lines.at(0), ContainsSubstring("rounded"));
  CHECK_THAT(mark(q, "1/7").lines.at(0), ContainsSubstring("took"));
  CHECK(mark(q, "3/17").lines.at(0) == "not right");
  CHECK_THAT(refusal([&] { mark(q, "three"); }), ContainsSubstring("'three'") && ContainsSubstring("-3/4"));
}

TEST_CASE("A rounded key takes what its tolerance takes and no more") {
  Question q = sample_number("0.618");
  q.gaps[0].rounded = Gap::Rounded{ratio(618, 1000), ratio(6181, 10000), ratio(1, 1000)};
  CHECK(mark(q, "0.618").is == Feedback::Is::right);
  CHECK(mark(q, "0.6185").is == Feedback::Is::right);
  CHECK(mark(q, "0.62").is == Feedback::Is::wrong);
}

TEST_CASE("Entries of a cloze: numbers, sets in any order, vectors, words") {
  const Question q = sample_cloze();
  const Feedback all = mark(q, "11/3; {2, 0}; (1, -0.5); Keep; {}");
  CHECK(all.is == Feedback::Is::right);
  CHECK(all.points == 6);
  CHECK(mark(q, "11/3; 0,2; 1,-1/2; keep; empty").is == Feedback::Is::right);
  const Feedback some = mark(q, "4; {0}; (1,-1/2); halve; {}");
  CHECK(some.is == Feedback::Is::partly);
  CHECK(some.points == 2);
  CHECK_THAT(some.lines.at(3), ContainsSubstring("the other regime"));
  CHECK_THAT(refusal([&] { mark(q, "11/3; {0,2}"); }), ContainsSubstring("2 entries instead of 5") && ContainsSubstring("keep, halve, double"));
  CHECK_THAT(refusal([&] { mark(q, "11/3; {0,x}; (1,-1/2); keep; {}"); }), ContainsSubstring("'{0,x}'"));
  CHECK_THAT(refusal([&] { mark(q, "11/3; {0,2}; (1,-1/2); treble; {}"); }), ContainsSubstring("'treble'"));
}

TEST_CASE("Every accepted order of the lines is right, and only these") {
  Question q = sample_order();
  q.ordering->before = {{1, 2}, {0, 2}, {3, 2}};
  CHECK(mark(q, "B D A C").is == Feedback::Is::right);
  CHECK(mark(q, "a,b,d,c").is == Feedback::Is::right);
  const Feedback wrong = mark(q, "ACBD");
  CHECK(wrong.is == Feedback::Is::wrong);
  CHECK_THAT(wrong.lines.at(0), ContainsSubstring("C stands at place 2"));
  CHECK_THAT(refusal([&] { mark(q, "A B C"); }), ContainsSubstring("3 lines"));
  CHECK_THAT(refusal([&] { mark(q, "A B C A"); }), ContainsSubstring("from A to D"));
}

TEST_CASE("A counterexample is invalid, none, or right, and the key is not given away") {
  const Question q = sample_challenge();
  CHECK(mark_counterexample(q, "x=1, gamma=1/10").is == Feedback::Is::right);
  const Feedback none = mark_counterexample(q, "x=1/10,gamma=1/10");
  CHECK(none.is == Feedback::Is::wrong);
  CHECK_THAT(none.lines.at(0), ContainsSubstring("valid, but no counterexample") && ContainsSubstring("slack is 9/100"));
  CHECK_THAT(mark_counterexample(q, "x=1,gamma=-1").lines.at(0), ContainsSubstring("invalid") && ContainsSubstring("not met"));
  CHECK_THAT(refusal([&] { mark_counterexample(q, "x=1"); }), ContainsSubstring("'gamma'"));
  CHECK_THAT(refusal([&] { mark_counterexample(q, "x=1,gamma=1,y=2"); }), ContainsSubstring("'y'"));
  CHECK_THAT(refusal([&] { mark_counterexample(q, "x=1,gamma=big"); }), ContainsSubstring("big"));
  CHECK_THAT(refusal([&] { mark_counterexample(q, "x=1,x=2,gamma=1"); }), ContainsSubstring("twice"));
  CHECK_THAT(refusal([&] { mark_counterexample(sample_order(), "x=1"); }), ContainsSubstring("--answer"));
}

TEST_CASE("Judges that differ are not believed") {
  Question q = sample_challenge();
  q.challenge->judge_again = [](const Assignment&) { return Judged{Judged::Is::holds, "", 0, 1}; };
  CHECK_THROWS_AS(mark_counterexample(q, "x=1,gamma=1/10"), std::logic_error);
}

TEST_CASE("An essay is left to a person, with the rubric") {
  const Feedback feedback = mark(sample_essay(), "anything");
  CHECK(feedback.is == Feedback::Is::open);
  CHECK(feedback.lines.size() == 3);
}

TEST_CASE("No feedback on a wrong answer holds the key") {
  for (const Question& q : real_questions(10)) {
    if (q.kind != exam::Kind::number) continue;
    const Feedback feedback = mark(q, "12345/6789");
    CHECK(feedback.lines == std::vector<std::string>{"not right"});
  }
}

TEST_CASE("The key of every family is a right answer") {
  for (const Question& q : real_questions(10)) {
    INFO(q.stamp.family << " seed " << q.stamp.seed);
    std::string answer;
    for (std::size_t c = 0; c < q.choices.size(); ++c)
      if (q.choices[c].right) answer = q.kind == exam::Kind::true_false ? q.choices[c].text : std::string(1, static_cast<char>('A' + c));
    for (const Gap& gap : q.gaps) answer += (answer.empty() ? "" : "; ") + gap.key;
    if (q.ordering)
      for (const std::size_t line : q.ordering->key) answer += static_cast<char>('A' + line);
    if (q.challenge)
      for (const auto& [name, value] : q.challenge->key) answer += (answer.empty() ? "" : ", ") + name + "=" + to_string(value);
    CHECK(mark(q, answer).is == (q.kind == exam::Kind::essay ? Feedback::Is::open : Feedback::Is::right));
  }
}
