// The families of mutants, by the part of the lecture that they belong to.
#pragma once

#include "lemmas/mutant.hpp"

namespace lemmata {

std::vector<Family> decrease_families();
std::vector<Family> difference_families();
std::vector<Family> difference_line_families();
std::vector<Family> averaged_gradient_families();
std::vector<Family> batch_families();
std::vector<Family> elementary_families();
std::vector<Family> scalar_families();
std::vector<Family> rate_families();

/// For lists of parameters: a number, one above 0, a choice whose first option is the lecture's, an expression in the given variables.
inline Parameter number(std::string name, std::string value) { return {std::move(name), std::move(value), Parameter::Kind::number}; }
inline Parameter positive(std::string name, std::string value) { return {std::move(name), std::move(value), Parameter::Kind::positive}; }
/// The same, where a larger, or a smaller, value makes a stronger statement.
inline Parameter larger(Parameter parameter) {
  parameter.stronger = Parameter::Stronger::larger;
  return parameter;
}
inline Parameter smaller(Parameter parameter) {
  parameter.stronger = Parameter::Stronger::smaller;
  return parameter;
}
inline Parameter choice(std::string name, std::vector<std::string> options) {
  std::string first = options.front();
  return {std::move(name), std::move(first), Parameter::Kind::choice, std::move(options)};
}
inline Parameter expression(std::string name, std::string value, std::vector<std::string> variables) {
  return {std::move(name), std::move(value), Parameter::Kind::expression, std::move(variables)};
}
inline Parameter delay(std::string value = "free") { return {"tau", std::move(value), Parameter::Kind::delay}; }

}  // namespace lemmata
