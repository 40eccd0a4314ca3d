// The parameters of a mutant, as written: "c=9/20", "reads=consistent", "factor=(n-B)/(B*(n-1))".
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lemmas/numbers/polynomial.hpp"

namespace lemmata {

/// Names and values as text: what a table or JSON needs.
using Facts = std::vector<std::pair<std::string, std::string>>;

struct Parameter {
  enum class Kind { number, positive, choice, delay, expression };
  enum class Stronger { no, larger, smaller };  // which values claim more
  std::string name, value;                      // `value` is the lecture's
  Kind kind = Kind::number;
  std::vector<std::string> options = {};  // of a choice; the variables of an expression
  std::vector<std::string> words = {};    // also right, as they are written
  Stronger stronger = Stronger::no;

  /// What would be right, in words.
  std::string right() const;
};

/// Which delays a statement is about: every τ ≥ 1, one τ, or all from 1 to τ.
struct Delays {
  std::size_t least = 1, most = 0;  // most = 0: no bound
  bool contains(std::size_t tau) const { return least <= tau && (most == 0 || tau <= most); }
  bool free() const { return most == 0; }
};

class Parameters {
 public:
  /// Throws std::invalid_argument naming what is unknown, written twice or not a value, and what would be right.
  Parameters(std::string_view family, std::span<const Parameter> known, std::span<const std::string> arguments);

  const Exact& number(std::string_view name) const;
  /// A number that is a natural one, else std::invalid_argument.
  std::size_t count(std::string_view name) const;
  bool is(std::string_view name, std::string_view value) const { return text(name) == value; }
  /// No value was given, or the lecture's own.
  bool is_default(std::string_view name) const;
  const std::string& text(std::string_view name) const;
  Quotient expression(std::string_view name) const;
  Delays delays(std::string_view name = "tau") const;
  const Facts& facts() const { return facts_; }

 private:
  std::size_t place(std::string_view name) const;
  std::string family_;
  std::span<const Parameter> known_;
  Facts facts_;
  std::vector<Exact> numbers_;
};

}  // namespace lemmata
