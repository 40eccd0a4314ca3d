// Does a number or a proof over intervals contain the same number or proof in exact arithmetic?
#pragma once

#include <mpfr.h>

#include <cmath>
#include <sstream>
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

/// What speaks against: a line whose sides are not contained, or a decision other than the exact one. Empty if nothing does.
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
