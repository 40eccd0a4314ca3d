// WideEnclosure: an interval with 256-bit ends (MPFI), for what an Enclosure of doubles cannot decide and for exp and log.
//
// About a thousand times slower than double, so it is asked only for the few lines that double intervals leave undecided.
// MPFI rounds in software (MPFR), so no processor rounding mode is involved.
#pragma once

#include <boost/multiprecision/mpfi.hpp>
#include <boost/multiprecision/mpfr.hpp>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/exact.hpp"

namespace lemmata {

using WideEnclosure = boost::multiprecision::number<boost::multiprecision::mpfi_float_backend<77>, boost::multiprecision::et_off>;

/// The 256-bit enclosure of a rational.
inline WideEnclosure wide(const Exact& a) {
  WideEnclosure w;
  mpfi_set_q(w.backend().data(), a.backend().data());
  return w;
}

inline Truth le(const WideEnclosure& a, const WideEnclosure& b) {
  const auto &x = *a.backend().data(), &y = *b.backend().data();
  if (mpfr_nan_p(&x.left) || mpfr_nan_p(&x.right) || mpfr_nan_p(&y.left) || mpfr_nan_p(&y.right)) return Truth::unknown;
  return mpfr_lessequal_p(&x.right, &y.left) ? Truth::yes : mpfr_greater_p(&x.left, &y.right) ? Truth::no : Truth::unknown;
}
inline Truth eq(const WideEnclosure& a, const WideEnclosure& b) { return le(a, b) && le(b, a); }
inline WideEnclosure square(const WideEnclosure& a) {
  WideEnclosure s;
  mpfi_sqr(s.backend().data(), a.backend().data());
  return s;
}

/// The double enclosure of a 256-bit one.
inline Enclosure narrow(const WideEnclosure& a) {
  const auto& x = *a.backend().data();
  if (mpfr_nan_p(&x.left) || mpfr_nan_p(&x.right)) return Enclosure::everything();
  return {mpfr_get_d(&x.left, MPFR_RNDD), mpfr_get_d(&x.right, MPFR_RNDU)};
}

}  // namespace lemmata
