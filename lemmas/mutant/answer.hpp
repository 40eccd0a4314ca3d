// The answer to a mutant: true, false or undecided, and what it rests on.
#pragma once

#include <optional>

#include "lemmas/certificate.hpp"
#include "lemmas/mutant/parameters.hpp"
#include "lemmas/numbers/truth.hpp"

namespace lemmata {

/// Left and right side of a statement at one instance.
struct Sides {
  Exact left, right;
  friend bool operator==(const Sides&, const Sides&) = default;
};

enum class Relation { at_most, equal, at_least };

/// An instance at which the statement fails, its sides computed twice.
struct Witness {
  Facts facts;         // the instance: enough to compute both sides by hand
  Sides sides, again;  // by the route of the search, and by another one
  std::string route, other_route;
  Relation relation = Relation::at_most;

  /// The sides break the relation, on both routes, and the routes agree. Where a route gives a bound only (`left_is_a_bound`: the
  /// left side is at least this much), the other one must not be below it.
  bool confirmed() const;
  bool left_is_a_bound = false;
};

struct Answer {
  Truth verdict = Truth::unknown;
  std::string why;                         // in a sentence
  std::optional<Certificate> certificate;  // of a true statement, where it is algebra
  std::optional<Witness> witness;          // of a false one
  std::string claim = {};                  // family, statement and parameters: what was asked
  std::string statement = {};
  Facts parameters = {};
};

/// True, by a certificate. Throws std::logic_error if it has objections.
Answer proved(Certificate certificate, std::string why);
/// True, by a proof that is written in `why`.
Answer cited(std::string why);
/// False. Throws std::logic_error if the routes do not confirm the witness.
Answer refuted(Witness witness, std::string why);
Answer undecided(std::string why);

}  // namespace lemmata
