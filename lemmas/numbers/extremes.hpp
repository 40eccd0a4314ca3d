// The lesser and the greater of two numbers; of two enclosures, where it lies.
#pragma once

#include <algorithm>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/exact.hpp"
#include "lemmas/numbers/wide.hpp"

namespace lemmata {

inline Exact lesser(const Exact& a, const Exact& b) { return std::min(a, b); }
inline Enclosure lesser(const Enclosure& a, const Enclosure& b) {
  return {std::min(a.lower(), b.lower()), std::min(a.upper(), b.upper())};
}
inline WideEnclosure lesser(const WideEnclosure& a, const WideEnclosure& b) {
  WideEnclosure c;
  const auto &x = *a.backend().data(), &y = *b.backend().data();
  mpfr_min(&c.backend().data()->left, &x.left, &y.left, MPFR_RNDD);
  mpfr_min(&c.backend().data()->right, &x.right, &y.right, MPFR_RNDU);
  return c;
}

template <class Real>
Real greater(const Real& a, const Real& b) {
  return -lesser(Real(-a), Real(-b));
}

}  // namespace lemmata
