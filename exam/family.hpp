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

/// The first attempt that is a question whose key is certified and can be worked out by hand (exam/certify.hpp).
/// Throws std::logic_error if a key is not certified, which is a defect of the family, or nothing fit in 200 attempts.
Question question(const Family& family, std::uint64_t seed);
/// The question at a corner of the family's ranges; nothing if that is no question. Throws std::logic_error as above.
std::optional<Question> question_at_corner(const Family& family, std::uint32_t corner);

}  // namespace lemmata::exam
