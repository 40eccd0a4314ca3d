// What a comparison of two numbers can say.
#pragma once

namespace lemmata {

/// The answer to "is a ≤ b?": `yes` and `no` are proved, `unknown` is an honest third answer (two enclosures overlap).
enum class Truth { no, unknown, yes };

/// Both hold: the minimum in the order no < unknown < yes.
constexpr Truth operator&&(Truth a, Truth b) { return a < b ? a : b; }

constexpr Truth operator!(Truth a) {
  return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::unknown;
}

constexpr Truth truth(bool decided) { return decided ? Truth::yes : Truth::no; }

/// double computes, it never judges: asking for a verdict on doubles does not compile.
Truth le(double, double) = delete;
Truth eq(double, double) = delete;

}  // namespace lemmata
