// A mutant: a statement of the lecture with constants, exponents, ranges or hypotheses of your choice. Is it true?
//
//   decide("decrease", {"c=9/20"})   true, with a certificate for every dimension and every L-smooth f
//   decide("decrease", {"c=23/50"})  false, with an instance in small rationals that two routes of computation agree on
//
// What can be neither proved nor refuted here is undecided. Nothing is looked up: a family decides all values of its parameters.
#pragma once

#include <span>

#include "lemmas/mutant/answer.hpp"
#include "lemmas/mutant/parameters.hpp"

namespace lemmata {

/// A statement with parameters; a parameter left out has the lecture's value.
struct Family {
  std::string_view name;
  std::string_view claim;      // its id in the registry, or empty
  std::string_view statement;  // in the names of its parameters
  std::vector<Parameter> parameters;
  Answer (*decide)(const Parameters&);
};

/// In the order of the lecture.
const std::vector<Family>& families();
/// By name, or by the id of its claim. Throws std::invalid_argument naming those that there are.
const Family& family(std::string_view name);

/// `arguments` are "name=value". Throws std::invalid_argument naming a family, name or value that there is not, and what would be right.
Answer decide(std::string_view family, std::span<const std::string> arguments);
inline Answer decide(std::string_view family, std::initializer_list<std::string> arguments) {
  return decide(family, std::span<const std::string>(arguments.begin(), arguments.size()));
}

}  // namespace lemmata
