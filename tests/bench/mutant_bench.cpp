// How long a mutant takes to decide: each family with the lecture's values, and questions that need a search. Milliseconds, best of five.
#include <chrono>
#include <iostream>
#include <sstream>

#include "lemmas/mutant.hpp"

namespace {

double milliseconds(const std::string& family, const std::vector<std::string>& arguments) {
  double best = 1e300;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    lemmata::decide(family, arguments);
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace

int main() {
  std::vector<std::string> questions;
  for (const auto& family : lemmata::families()) questions.emplace_back(family.name);
  for (const char* question :
       {"decrease c=9/20", "decrease c=23/50", "decrease labels=at-write", "decrease noise-L=0", "difference p=1/100 q=1/10",
        "difference reads=dependent", "difference range=no-M", "difference p=3/200 q=1/5", "main alpha=21/25", "main beta=1/10",
        "main reads=consistent alpha=43/50", "main reads=dependent", "main average=last", "main sampling=biased"})
    questions.emplace_back(question);
  for (const std::string& question : questions) {
    std::istringstream words(question);
    std::string family;
    words >> family;
    std::vector<std::string> arguments;
    for (std::string word; words >> word;) arguments.push_back(word);
    std::cout << milliseconds(family, arguments) << " ms  " << question << "\n";
  }
}
