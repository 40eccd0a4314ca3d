// A proof that a machine can check and a student can follow: known inequalities times multipliers, and what is left is a sum of squares.
//
//   right side − left side  =  Σⱼ (multiplier ≥ 0)ⱼ · (known slack ≥ 0)ⱼ  +  Σₘ m · vᵀAₘv,     m a product of numbers ≥ 0, Aₘ ⪰ 0
//
// as polynomials in all the symbols that occur. Then the claim holds for all values that the symbols stand for: all dimensions, all
// L-smooth f, all oracles. Vectors enter by their inner products only: "G D" is ⟨G, D⟩.
#pragma once

#include <string>
#include <vector>

#include "lemmas/numbers/ldlt.hpp"
#include "lemmas/numbers/polynomial.hpp"

namespace lemmata {

/// slack ≥ 0, for this reason.
struct Known {
  Polynomial multiplier, slack;
  std::string reason;
};

struct Certificate {
  std::string statement;
  Polynomial difference;  // right side − left side, or a positive multiple of it
  std::vector<Known> known;
  std::vector<std::string> vectors;      // the symbols that are vectors
  std::vector<std::string> of_any_sign;  // the numbers that may be negative; all other symbols are numbers ≥ 0
  std::vector<std::string> notes;        // what the symbols mean
};

/// A part of what is left: factor · vᵀ gram v, with v the certificate's vectors; or factor · gram(0,0) where no vector occurs.
struct Square {
  Polynomial::Monomial factor;
  Matrix<Exact> gram;
  bool of_vectors = false;
};

/// right side − left side − Σ multiplier · slack.
Polynomial left_over(const Certificate& certificate);
/// The same, by monomials. Throws std::invalid_argument if some term is of degree 1, or more than 2, in the vectors.
std::vector<Square> squares(const Certificate& certificate);

/// What is wrong with a certificate, a sentence each: none, and it proves its statement.
std::vector<std::string> objections(const Certificate& certificate);

/// The proof, in lines of text.
std::string proof_text(const Certificate& certificate);

/// SMT-LIB 2: every query should be answered `unsat`. First: is right − left other than what the lines add up to? Then, for each
/// multiplier and for each square: can it be negative?
std::string smt_lib(const Certificate& certificate);
std::size_t smt_queries(const Certificate& certificate);

}  // namespace lemmata
