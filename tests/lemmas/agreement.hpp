// What a test asks of a proof: that it holds, and that over intervals it contains the same proof in exact arithmetic.
#pragma once

#include <mpfr.h>

#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>

#include "lemmas/proof.hpp"
#include "tests/support/printing.hpp"

namespace lemmata {

inline bool contains(const Enclosure& a, const Exact& value) {
  return (std::isinf(a.lower()) || Exact(a.lower()) <= value) && (std::isinf(a.upper()) || value <= Exact(a.upper()));
}
inline bool contains(const WideEnclosure& a, const Exact& value) {
  const auto& ends = *a.backend().data();
  if (mpfr_nan_p(&ends.left) || mpfr_nan_p(&ends.right)) return true;  // nothing is known
  return mpfr_cmp_q(&ends.left, value.backend().data()) <= 0 && mpfr_cmp_q(&ends.right, value.backend().data()) >= 0;
}

/// The lines that do not hold. Empty if all do.
inline std::string objections(const Proof<Exact>& proof) {
  std::ostringstream lines;
  if (proof.size() == 0) lines << "no lines";
  for (const auto& step : proof)
    if (step.outcome() != Outcome::holds) lines << step << "; ";
  return lines.str();
}

/// The line of a proof that claims this; the last one of several.
template <class Real>
const Step<Real>& line(const Proof<Real>& proof, const Claim& claim) {
  const Step<Real>* found = nullptr;
  for (const auto& step : proof)
    if (step.claim == &claim) found = &step;
  if (!found) throw std::logic_error("the proof has no line " + std::string(claim.id));
  return *found;
}

/// What speaks against containment: a line whose sides are not contained, or a decision other than the exact one. Empty if nothing does.
template <class Real>
std::string disagreement(const Proof<Real>& enclosed, const Proof<Exact>& exact) {
  if (enclosed.size() != exact.size()) return "another number of lines";
  for (std::size_t s = 0; s < exact.size(); ++s) {
    const auto& e = enclosed[s];
    const auto& x = exact[s];
    std::ostringstream line;
    line << "line " << s << ", " << x << ": ";
    if (e.claim != x.claim || e.reason != x.reason || e.equality != x.equality) return line.str() + "another line";
    if (!contains(e.left, x.left)) return line.str() + "the left side is not contained";
    if (!contains(e.right, x.right)) return line.str() + "the right side is not contained";
    if (e.given != Truth::unknown && e.given != x.given) return line.str() + "the hypotheses are decided otherwise";
    if (e.holds != Truth::unknown && e.holds != x.holds) return line.str() + "the relation is decided otherwise";
  }
  return "";
}

}  // namespace lemmata
