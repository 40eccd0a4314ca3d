// What is proved about a statement, and how.
#pragma once

#include <string_view>

#include "lemmas/numbers/truth.hpp"

namespace lemmata {

/// `vacuous`: a hypothesis is not met, so the lemma says nothing. It is never shown as holds.
enum class Outcome { holds, vacuous, undecided, violated };

/// What defends a verdict. `certified`: for all dimensions and all L-smooth f; `exact`: in rationals, this instance;
/// `enclosed`: in outward-rounded intervals, this instance; `statistical`: anytime-valid with its stated error probability.
enum class Evidence { certified, exact, enclosed, statistical };

/// The outcome of "given the hypothesis, a ≤ b".
constexpr Outcome outcome(Truth given, Truth holds) {
  if (given == Truth::no) return Outcome::vacuous;
  if (given == Truth::unknown || holds == Truth::unknown) return Outcome::undecided;
  return holds == Truth::yes ? Outcome::holds : Outcome::violated;
}

constexpr std::string_view name(Outcome o) {
  constexpr std::string_view names[] = {"holds", "vacuous", "undecided", "violated"};
  return names[static_cast<int>(o)];
}
constexpr std::string_view name(Evidence e) {
  constexpr std::string_view names[] = {"certified", "exact", "enclosed", "statistical"};
  return names[static_cast<int>(e)];
}

}  // namespace lemmata
