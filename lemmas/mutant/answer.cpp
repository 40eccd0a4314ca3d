#include "lemmas/mutant/answer.hpp"

namespace lemmata {

namespace {

bool breaks(Relation relation, const Sides& sides) {
  switch (relation) {
    case Relation::at_most:
      return sides.left > sides.right;
    case Relation::equal:
      return sides.left != sides.right;
    case Relation::at_least:
      return sides.left < sides.right;
  }
  return false;
}

}  // namespace

bool Witness::confirmed() const {
  const bool agree =
      left_is_a_bound ? relation == Relation::at_most && again.left >= sides.left && again.right == sides.right : again == sides;
  return agree && breaks(relation, sides) && breaks(relation, again);
}

Answer proved(Certificate certificate, std::string why) {
  if (const auto wrong = objections(certificate); !wrong.empty())
    throw std::logic_error("a certificate of '" + certificate.statement + "' fails: " + wrong.front());
  return {.verdict = Truth::yes, .why = std::move(why), .certificate = std::move(certificate), .witness = std::nullopt};
}

Answer cited(std::string why) {
  return {.verdict = Truth::yes, .why = std::move(why), .certificate = std::nullopt, .witness = std::nullopt};
}

Answer refuted(Witness witness, std::string why) {
  if (!witness.confirmed())
    throw std::logic_error("a witness is not confirmed: " + to_string(witness.sides.left) + " against " + to_string(witness.sides.right) +
                           " by " + witness.route + ", " + to_string(witness.again.left) + " against " + to_string(witness.again.right) +
                           " by " + witness.other_route);
  return {.verdict = Truth::no, .why = std::move(why), .certificate = std::nullopt, .witness = std::move(witness)};
}

Answer undecided(std::string why) {
  return {.verdict = Truth::unknown, .why = std::move(why), .certificate = std::nullopt, .witness = std::nullopt};
}

}  // namespace lemmata
