// The gallery of hypotheses: for each of them a small run without it, and the line of the lecture that breaks, in exact numbers.
//
// The numbers are computed, by enumeration of all samples or paths. Each exhibit has a twin: the same run with the hypothesis, where the
// line holds.
#pragma once

#include <string_view>
#include <vector>

#include "lemmas/proof.hpp"

namespace lemmata {

/// left ≤ right (or left = right) as a line of the lecture claims, at one instance.
struct Sentence {
  Exact left, right;
  bool equality = false;

  bool holds() const { return equality ? left == right : left <= right; }
};

struct Exhibit {
  std::string_view hypothesis;  // that is dropped
  const Claim* claim;           // the line that breaks
  std::string_view line;        // it, in symbols
  std::string_view run;         // where: functions, noise, points, step size
  Sentence without, with;       // the line without the hypothesis, and with it
};

/// All of them, in the order of the lecture.
std::vector<Exhibit> exhibits();

}  // namespace lemmata
