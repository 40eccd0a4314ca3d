// What keeps a wrong key from being printed: every key was found by two routes that agree, every wrong choice is refuted, no two choices
// say the same, and the numbers can be worked out by hand.
#pragma once

#include "exam/question.hpp"

namespace lemmata::exam {

/// What is wrong with the key, a sentence each: none, and it is certified. An objection is a defect of the family.
///   – each gap's key is the value of its derivation, and every derivation agrees with itself by another route;
///   – exactly one choice is right (kinds true_false and choice), each other one has a refutation that refutes;
///   – a true/false statement is right as its derivation says, and the mutant engine, where it was asked, confirms it;
///   – the key of an ordering is an accepted order, and the number of accepted orders is the same by going through all permutations and
///     by counting over subsets;
///   – the example of a challenge refutes, by both of its judges; points and rubric add up; a rounded key is enclosed to a quarter of its
///     tolerance.
std::vector<std::string> objections(const Question& question);

/// Why the numbers, though right, do not belong on paper: choices or slips that coincide, denominators above 100, more than 3 digits.
std::vector<std::string> unfit(const Question& question);

/// Orders of 0, …, n−1 in which i comes before j for each (i, j): by going through all n! ≤ 8! of them, and over subsets.
std::size_t accepted_orders_by_permutations(std::size_t n, const std::vector<std::pair<std::size_t, std::size_t>>& before);
std::size_t accepted_orders_by_subsets(std::size_t n, const std::vector<std::pair<std::size_t, std::size_t>>& before);
bool accepted(const std::vector<std::size_t>& order, const std::vector<std::pair<std::size_t, std::size_t>>& before);

/// 16 hexadecimal digits over the whole question but its stamp's digest: text, keys, derivations, refutations, solution.
std::string digest(const Question& question);

}  // namespace lemmata::exam
