// How far a constant can be pushed: the lecture's, the best that is proved, the best that is refuted.
#pragma once

#include "lemmas/mutant.hpp"

namespace lemmata {

/// Between `proved` and `refuted` nothing is known of the multiples of 1/100 (of 1/1000 for constants below 1/10); `proved` is the best
/// fraction with a denominator up to 100, or such a multiple.
struct Best {
  std::string parameter;
  bool larger_is_stronger = true;
  Exact lecture;
  std::optional<Exact> proved, refuted;
  Answer proof, refutation;
};

/// For each constant of the family that can be pushed, with the other parameters as given. Throws std::invalid_argument as decide does.
std::vector<Best> best(std::string_view family, std::span<const std::string> arguments = {});

}  // namespace lemmata
