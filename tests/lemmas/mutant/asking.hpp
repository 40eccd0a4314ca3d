// Asking the mutant engine in a test, in one line: truth_of("decrease c=9/20").
#pragma once

#include <sstream>

#include "lemmas/mutant.hpp"
#include "tests/support/printing.hpp"

namespace lemmata {

/// "family name=value name=value".
inline Answer ask(const std::string& question) {
  std::istringstream words(question);
  std::string family;
  words >> family;
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) arguments.push_back(word);
  return decide(family, arguments);
}

/// The verdict, once what it rests on was looked at: a true statement has a certificate without objections or a written proof, a false
/// one a witness that two routes confirm.
inline Truth truth_of(const std::string& question) {
  const Answer answer = ask(question);
  if (answer.verdict == Truth::yes && answer.certificate ? !objections(*answer.certificate).empty() : answer.why.empty())
    throw std::logic_error("a proof has objections: " + question);
  if ((answer.verdict == Truth::no) != (answer.witness && answer.witness->confirmed()))
    throw std::logic_error("a witness is not one: " + question);
  return answer.verdict;
}

}  // namespace lemmata
