// What the families of the bank share: numbers in TeX, statements judged by the mutant engine, the usual solution lines.
#pragma once

#include "exam/family.hpp"
#include "lemmas/mutant.hpp"

namespace lemmata::exam::bank {

/// "\frac{3}{4}", "-2".
std::string tex(const Exact& a);

/// What the mutant engine says of a family's statement; asked once in a program's life. Any thread may ask.
/// Throws Redraw if it is undecided: such a statement is never printed.
const Answer& decided(const std::string& family, const std::vector<std::string>& arguments);

/// The truth of a statement in words, by a route of the family's own: an enumeration, a simulation, a formula.
struct OtherRoute {
  bool truth;
  std::string route;
};
/// A true/false question of 2 points (1 for the truth, 1 for the reason). Its key is the engine's verdict; `reason` is the solution's
/// text, to which the witness or the proof is added.
Question true_or_false(std::string statement, const Answer& answer, const OtherRoute& other, std::string reason, const Claim& claim);

/// Of a choice: wrong, for it equals `claimed` where the truth is `truth`.
Choice wrong_number(const Exact& claimed, const Exact& truth, std::string at, std::string diagnosis);

}  // namespace lemmata::exam::bank
