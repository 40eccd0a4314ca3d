// A form of an exam: the questions that one student gets, and how they are chosen.
#pragma once

#include "exam/family.hpp"

namespace lemmata::exam {

struct Section {
  std::string title;
  std::vector<Question> questions;
};

struct Form {
  std::string id;        // "2026-60-1"
  std::string title;
  unsigned minutes = 60;
  std::vector<Section> sections;

  unsigned points() const;
  std::vector<const Question*> questions() const;  // in order; question i has number i + 1
};

/// The families of an exam, section by section.
struct Blend {
  unsigned minutes = 60;
  struct Part {
    std::string title;
    std::vector<std::string_view> families;
    bool balanced = false;  // as many true statements as false ones
  };
  std::vector<Part> parts;
};

/// Of two families in one exam, the statement of one would give away the key of the other.
bool give_away(std::string_view one, std::string_view other);

/// What every exam covers: a name, and the claims of which each exam asks for one at least.
struct Lemma {
  std::string_view name;
  std::vector<std::string_view> claims;  // and their lines: "A21" is also "A21b"
};
const std::vector<Lemma>& lemmas_to_cover();
bool covers(const Family& family, const Lemma& lemma);

/// The midterm: true/false 12, short computations 14, proof 16, distributed exercise 18 of 60 points, a point a minute; other lengths as near
/// to these shares as families fill them. Which of families that may stand for another is taken is a function of the seed.
/// Throws std::invalid_argument naming the minutes if no blend fills them, covers each lemma and gives nothing away.
Blend midterm(unsigned minutes, std::uint64_t seed);

/// Form 1, 2, … of one exam: each the same families, points, minutes and number of steps in the solutions; other seeds.
/// Throws std::logic_error if no seeds give that.
std::vector<Form> forms(const Blend& blend, std::uint64_t seed, std::size_t count);

/// What must be equal for forms to be equally difficult.
struct Difficulty {
  std::vector<std::string> families;  // sorted
  unsigned points = 0, minutes = 0, steps = 0, true_statements = 0, false_statements = 0;
  friend bool operator==(const Difficulty&, const Difficulty&) = default;
};
Difficulty difficulty(const Form& form);

}  // namespace lemmata::exam
