// registry ROOT: reads the names of all tests from standard input and says what is wrong with lemmas/claims.hpp, one fault a line,
// each naming its claim. Exit code 0 if nothing is, 1 if something is.
// registry --names: the names of the tests and twins that the claims ask for.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "lemmas/claims.hpp"

namespace {

using lemmata::Claim;

/// The whole text of a file; empty if there is none.
std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// `name(` stands in the text, not as the end of a longer name.
bool has_function(const std::string& text, const std::string& name) {
  const auto part_of_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (auto at = text.find(name + "("); at != std::string::npos; at = text.find(name + "(", at + 1))
    if (at == 0 || !part_of_name(text[at - 1])) return true;
  return false;
}

/// What is wrong with a routine, "header: function" or "header: Class::function"; empty if nothing is.
std::string fault_of_routine(const std::string& root, const std::string& routine) {
  const auto colon = routine.find(": ");
  if (colon == std::string::npos) return "the routine is not 'header: function', but: " + routine;
  const std::string header = routine.substr(0, colon), text = text_of(root + "/" + header);
  if (text.empty()) return "there is no header " + header;
  std::string name = routine.substr(colon + 2);
  if (const auto scope = name.rfind("::"); scope != std::string::npos) name.erase(0, scope + 2);
  if (!has_function(text, name)) return "there is no function " + name + " in " + header;
  return "";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

int check(const std::string& root) {
  std::set<std::string> tests;
  for (std::string name; std::getline(std::cin, name);) tests.insert(name);
  std::size_t faults = 0;
  const auto fault = [&](std::string_view claim, const std::string& what) {
    std::cout << claim << ": " << what << "\n";
    ++faults;
  };
  for (const Claim* claim : lemmata::claims::all) {
    const std::string test(claim->test), twin(claim->twin);
    if (!tests.contains(test)) fault(claim->id, "no test is called: " + test);
    if (!tests.contains(twin)) fault(claim->id, "no twin is called: " + twin);
    if (test == twin) fault(claim->id, "the test is its own twin");
    if (const std::string what = fault_of_routine(root, std::string(claim->routine)); !what.empty()) fault(claim->id, what);
  }
  const std::size_t written = count(text_of(root + "/lemmas/claims.hpp"), "inline constexpr Claim ");
  if (written != lemmata::claims::all.size())
    fault("lemmas/claims.hpp", std::to_string(written) + " claims are written and " + std::to_string(lemmata::claims::all.size()) + " are in all");
  std::cout << lemmata::claims::all.size() << " claims, " << tests.size() << " tests, " << faults << " faults\n";
  return faults == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: registry ROOT < names of all tests, or registry --names\n";
    return 2;
  }
  if (std::string(argv[1]) != "--names") return check(argv[1]);
  std::set<std::string_view> names;
  for (const Claim* claim : lemmata::claims::all) names.insert({claim->test, claim->twin});
  for (const auto name : names) std::cout << name << "\n";
}
