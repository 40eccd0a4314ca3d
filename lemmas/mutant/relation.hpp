// Relations between quotients of polynomials: left ≤ right, = or ≥ for all numbers of a domain. True by inspection: once every variable is
// written in variables ≥ 0, no coefficient of right − left is negative. False at a point of a grid.
#pragma once

#include <functional>

#include "lemmas/mutant/answer.hpp"

namespace lemmata {

/// Variables, each written as a polynomial in new variables that are ≥ 0: {"B", 1+i}, {"n", 1+i+j}. The grid is over the new ones.
struct Domain {
  struct Written {
    std::string variable;
    Polynomial as;
  };
  std::vector<Written> variables;
  std::vector<std::string> whole, real = {};  // the new variables: over the natural numbers, over the reals ≥ 0

  std::vector<std::string> names() const;
};

/// Computes both sides at a point of the domain again, by another route than the expressions.
using Again = std::function<Witness(const Polynomial::Point&)>;

Answer decide_relation(const Domain& domain, const Quotient& left, Relation relation, const Quotient& right, const std::string& statement,
                       const Again& again);

Relation relation_of(std::string_view text);  // "eq", "le", "ge"

}  // namespace lemmata
