// A family of questions: one source, from which a seed makes a question with its key and everything that proves the key.
#pragma once

#include <span>

#include "exam/draw.hpp"
#include "exam/question.hpp"

namespace lemmata::exam {

struct Family {
  std::string_view id;      // "E09"
  std::string_view title;
  Kind kind;
  std::vector<const Claim*> claims;  // of the lecture, that it asks about
  unsigned version = 1;              // grows when the same seed no longer gives the same question
  /// The question without its stamp, kind, title and parameters, which `question` adds. Throws Redraw where what was drawn is no question.
  Question (*make)(Draw& draw);
};

/// Every family, in the order of the lecture.
const std::vector<Family>& families();
/// By id. Throws std::invalid_argument naming those that there are.
const Family& family(std::string_view id);

/// In the stamp of a distributed exercise that was made from a recorded race, in place of a family: only the race can make it again.
inline constexpr std::string_view from_a_race = "race";
/// The family that a stamp names; of a race, that of the distributed exercise.
inline const Family& family_of(const Stamp& stamp) { return family(stamp.family == from_a_race ? "D1" : std::string_view(stamp.family)); }

/// The first attempt that is a question whose key is certified and can be worked out by hand (exam/certify.hpp).
/// Throws std::logic_error if a key is not certified, which is a defect of the family, or nothing fit in 200 attempts.
Question question(const Family& family, std::uint64_t seed);
/// The question at a corner of the family's ranges; nothing if that is no question. Throws std::logic_error as above.
std::optional<Question> question_at_corner(const Family& family, std::uint32_t corner);

}  // namespace lemmata::exam
