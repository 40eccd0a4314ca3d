// Many variants of a family, and every corner of its parameters: does each have a certified key, and does each print?
#pragma once

#include "exam/family.hpp"

namespace lemmata::exam {

struct Stressed {
  std::string_view family;
  std::size_t variants = 0, different = 0;    // by what is asked
  std::size_t corners = 0, corner_questions = 0;  // corners tried; those that are questions
  std::vector<std::string> objections;
};

/// What does not print, or prints alike in two choices, in any format; nothing if all does.
std::vector<std::string> unprintable(const Question& question);

/// Seeds 1, …, `seeds` of each family and all its corners, at most 4096, on `threads` threads. Redraws are no objections.
std::vector<Stressed> stress(const std::vector<const Family*>& families, std::uint64_t seeds, std::size_t threads,
                             const std::function<void(double)>& progress = [](double) {});

}  // namespace lemmata::exam
