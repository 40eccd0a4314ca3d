// A student's answer, read and marked. What is said of it does not give the key away.
#pragma once

#include "exam/question.hpp"

namespace lemmata::exam {

struct Feedback {
  enum class Is { right, partly, wrong, open };  // open: a person must mark it
  Is is = Is::open;
  unsigned points = 0, of = 0;
  std::vector<std::string> lines = {};  // in the text of questions
};

/// How an answer to the question is written: "2 entries separated by ';': a number like -3/4 or 0.75; …".
std::string how_to_answer(const Question& question);

/// By kind: true or false (a reason after it is not marked); a letter; entries separated by ';'; letters in order; x=1, y=-1/2.
/// Numbers are compared exactly, rounded keys within their tolerance. Throws InputError naming what cannot be read and what could be.
Feedback mark(const Question& question, std::string_view answer);

/// Invalid, naming the hypothesis; valid but no counterexample, with the slack; or right. Both judges must say the same.
/// Throws InputError naming a variable that is missing or unknown, std::logic_error if the judges differ.
Feedback mark_counterexample(const Question& question, std::string_view assignment);

}  // namespace lemmata::exam
