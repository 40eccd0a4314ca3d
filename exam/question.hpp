// A question as it is handed out, with its key, the routes by which the key was found, and what refutes every wrong choice. Plain data:
// papers, learning platforms and the terminal print this same object.
//
// Text is a paragraph of plain ASCII with TeX in \( … \), displayed in \[ … \]; paragraphs are separated by an empty line. [[1]], [[2]], …
// are the gaps, in the order of `gaps`. What TeX may occur is listed in exam/print/mathematics.hpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lemmas/claims.hpp"
#include "lemmas/mutant/answer.hpp"

namespace lemmata::exam {

enum class Kind { true_false, choice, number, cloze, ordering, counterexample, essay };
std::string_view name(Kind kind);

/// The same thing computed twice, by routes that share no formula: a closed form, and an enumeration, a simulation or another proof.
struct Derivation {
  std::string what;  // "[[1]]", or in words
  std::string value, route;
  std::string again, other_route;

  bool agrees() const { return value == again && route != other_route; }
};

/// A wrong choice claims that left ≤ right (or =, ≥) at an instance; it does not hold there.
struct Refutation {
  std::string at;  // the instance, in numbers
  Exact left;
  Relation claimed = Relation::equal;
  Exact right;

  bool refutes() const;
};

/// One of the alternatives of a question of kind true_false ("True", "False") or choice.
struct Choice {
  std::string text;
  bool right = false;
  std::string diagnosis = {};                   // of a wrong one: the misconception behind it
  std::optional<Refutation> refutation = {};    // of a wrong one
};

/// A wrong entry that a known slip leads to.
struct Slip {
  std::string value;
  std::string diagnosis;
};

/// A place to be filled in. `key` in canonical form: a number "-3/4"; a set "{0,2}" in ascending order, "{}" if empty; a vector
/// "(1,-1/2)"; one of `words`.
struct Gap {
  enum class Entry { number, set, vector, word };
  Entry entry = Entry::number;
  std::string key;
  std::vector<std::string> words = {};  // what can be chosen from, for Entry::word: plain text without mathematics
  std::vector<Slip> slips = {};
  unsigned points = 1;
  std::string unit = {};                // what stands before the gap where it is printed alone, in TeX: "\tau"
  /// Of an irrational key: it lies in [lower, upper], and what differs from that by at most `tolerance` is right. `key` is a decimal.
  struct Rounded {
    Exact lower, upper, tolerance;
  };
  std::optional<Rounded> rounded = {};
};

/// A proof to be put in order: `lines` as printed; `before` holds (i, j) if line i must come before line j (indices into `lines`).
struct Ordering {
  std::vector<std::string> lines;
  std::vector<std::pair<std::size_t, std::size_t>> before;
  std::vector<std::size_t> key;  // one accepted order of the lines
};

/// What is said of an instance that a student offers as a counterexample.
struct Judged {
  enum class Is { invalid, holds, refutes };
  Is is = Is::invalid;
  std::string why;             // which hypothesis is not met; or both sides
  Exact left = 0, right = 0;   // of the statement, at the instance
};
using Assignment = std::map<std::string, Exact>;
struct Challenge {
  struct Variable {
    std::string name, meaning;  // "x_virtual", "\(\tilde x\)"
  };
  std::vector<Variable> variables;
  Assignment key;                                 // one that refutes
  std::function<Judged(const Assignment&)> judge;        // by the formula
  std::function<Judged(const Assignment&)> judge_again;  // by another route, e.g. an enumeration
};

/// Rows of a table that belongs to the question (workers and times); cells are text and may hold gaps.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// One line of the worked solution, and the line of the lecture that it uses.
struct SolutionStep {
  std::string text;
  const Claim* claim = nullptr;
};

struct RubricLine {
  unsigned points;
  std::string what;
};

/// Where a question comes from: enough to make it again.
struct Stamp {
  std::string family;        // "E09"
  unsigned version = 1;      // of the family
  std::uint64_t seed = 0;
  std::string digest;        // of everything that certifies the key (exam/certify.hpp)
};

struct Question {
  Stamp stamp;
  Kind kind = Kind::number;
  std::string title;
  Facts parameters;                        // as drawn
  std::string statement;
  std::optional<Table> table = {};
  std::vector<Choice> choices = {};        // of kinds true_false, choice
  std::vector<Gap> gaps = {};              // of kinds number (one), cloze (some)
  std::optional<Ordering> ordering = {};
  std::optional<Challenge> challenge = {};
  std::vector<SolutionStep> solution;
  std::vector<RubricLine> rubric = {};     // points add up to `points`
  unsigned points = 2, minutes = 2;
  std::vector<Derivation> derivations;     // the key of each gap in order, of the right choice, of the truth: all that the key rests on
  std::optional<Answer> answer = {};       // of a true/false statement: the mutant engine's, with certificate or witness
};

}  // namespace lemmata::exam
