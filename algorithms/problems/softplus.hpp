// e^{−a}, log(1+eᶻ) and 1/(1+e^{−z}) in double with a proven bound, and as enclosures.
//
// Only + − × ÷ and bit shifts of IEEE doubles in a fixed order: every machine computes the same bits (no libm, no fma), and the loops
// over arrays have no branches, so compilers vectorise them. With u = 2⁻⁵³, relative errors to first order:
//
//   e^{−a}       a = k ln 2 − s, |s| ≤ 0.3466. a − k·ln2_hi is exact (ln2_hi has 33 bits), the rest of s costs 0.36 u. Taylor to s¹³:
//                remainder 0.06 u, Horner 2.2 u. The factor 2⁻ᵏ is exact.                                             Together < 4 u.
//   log(1+y)     = 2 artanh h, h = y/(2+y) ≤ 1/3 for 0 ≤ y ≤ 1. From y 4 u, from 2+y and ÷ 2 u; 16 terms: remainder 0.2 u, rounding 2 u.
//   softplus(z)  = max(z, 0) + log(1+e^{−|z|}): below 9 u, and one more for the sum.                                 Together < 12 u.
//   sigmoid(z)   = (1 or e^{−|z|}) / (1+e^{−|z|}): 4 u + u + u for the tail, 3 u + u for the other half.               Together < 8 u.
//   1 − e^{−a}   = (1−2⁻ᵏ) − 2⁻ᵏ(eˢ−1). eˢ−1 by Taylor to s¹³: 3.3 u, and what s costs. k = 0: s = −a exactly, nothing else is
//                added. k ≥ 1: 2⁻ᵏ|eˢ−1| ≤ 0.21 costs 1 u of 1 − e^{−a} ≥ 0.29, then the sum rounds.                   Together < 6 u.
//   1 − e^{−z}   for z < 0: −(1−e^{−|z|})/e^{−|z|}: 6 u + 4 u + u.                                                   Together < 13 u.
//
// Beyond |z| = 707 the tail e^{−|z|} < 2⁻¹⁰¹⁹ is computed as e^{−707}: an absolute error below `tail`, added to every bound.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/wide.hpp"

namespace lemmata::kernel {

inline constexpr double u = 0x1p-53;
inline constexpr double tail = 0x1p-1018;
inline constexpr double slop = 1 + 0x1p-20;  // absorbs all terms of second order and the rounding of the bounds themselves

/// max(a, 0), exact and without a branch; ∞ beyond half of the largest double.
inline double positive_part(double a) { return 0.5 * (a + std::abs(a)); }

/// a where the first bit of `sign` is set, else b. (A comparison of doubles may trap, so it would not vectorise.)
inline double select(std::uint64_t sign, double a, double b) {
  const std::uint64_t mask = 0 - (sign >> 63);
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(a) & mask) | (std::bit_cast<std::uint64_t>(b) & ~mask));
}

/// min(a, limit) for a ≥ +0: such doubles are ordered as their bits are.
inline double at_most(double limit, double a) {
  return select(std::bit_cast<std::uint64_t>(a) - std::bit_cast<std::uint64_t>(limit), a, limit);
}

/// 4·tail, but 0 for a = +0: what is in proportion to a is then exactly 0.
inline double tail_of(double a) { return at_most(4 * tail, 0x1p60 * a); }

/// a = k ln 2 − s with an integer k ≥ 0 and |s| ≤ 0.3466, for +0 ≤ a ≤ 707.
struct Reduced {
  double s, scale;  // scale = 2⁻ᵏ
};
inline Reduced reduce(double a) {
  constexpr double log2e = 0x1.71547652b82fep+0;
  constexpr double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;  // ln2_hi + ln2_lo = ln 2 up to 2⁻⁸⁶
  constexpr double to_integer = 0x1.8p52;                                     // adding it rounds to an integer, in the last bits
  const double shifted = a * log2e + to_integer;
  const double k = shifted - to_integer;
  const std::uint64_t exponent = (std::uint64_t{1023} << 52) - (std::bit_cast<std::uint64_t>(shifted) << 52);
  return {k * ln2_lo - (a - k * ln2_hi), std::bit_cast<double>(exponent)};
}

/// (eˢ−1)/s for |s| ≤ 0.3466.
inline double growth(double s) {
  double p = 1.0 / 6227020800;
  p = p * s + 1.0 / 479001600;
  p = p * s + 1.0 / 39916800;
  p = p * s + 1.0 / 3628800;
  p = p * s + 1.0 / 362880;
  p = p * s + 1.0 / 40320;
  p = p * s + 1.0 / 5040;
  p = p * s + 1.0 / 720;
  p = p * s + 1.0 / 120;
  p = p * s + 1.0 / 24;
  p = p * s + 1.0 / 6;
  p = p * s + 1.0 / 2;
  return p * s + 1.0;
}

/// e^{−a} for a ≥ +0.
inline double decay(double a) {
  const auto [s, scale] = reduce(at_most(707, a));
  return (growth(s) * s + 1.0) * scale;
}

/// 1 − e^{−a} for a ≥ +0.
inline double decayed(double a) {
  const auto [s, scale] = reduce(at_most(707, a));
  return (1 - scale) - scale * (growth(s) * s);
}

/// 2 artanh(h) for |h| ≤ 1/3.
inline double twice_artanh(double h) {
  const double s = h * h;
  double p = 1.0 / 31;
  p = p * s + 1.0 / 29;
  p = p * s + 1.0 / 27;
  p = p * s + 1.0 / 25;
  p = p * s + 1.0 / 23;
  p = p * s + 1.0 / 21;
  p = p * s + 1.0 / 19;
  p = p * s + 1.0 / 17;
  p = p * s + 1.0 / 15;
  p = p * s + 1.0 / 13;
  p = p * s + 1.0 / 11;
  p = p * s + 1.0 / 9;
  p = p * s + 1.0 / 7;
  p = p * s + 1.0 / 5;
  p = p * s + 1.0 / 3;
  p = p * s + 1.0;
  return 2 * h * p;
}

/// log(1+eᶻ).
inline double softplus(double z) {
  const double y = decay(std::abs(z));
  return positive_part(z) + twice_artanh(y / (2 + y));
}

/// 1/(1+e^{−z}).
inline double sigmoid(double z) {
  const double y = decay(std::abs(z));
  return select(std::bit_cast<std::uint64_t>(z), y, 1) / (1 + y);
}

/// 1/(1+e^{−z}) · 1/(1+eᶻ): the derivative of the sigmoid, below 12 u.
inline double sigmoid_slope(double z) {
  const double y = decay(std::abs(z));
  return y / ((1 + y) * (1 + y));
}

/// 1 − e^{−z} for z ≥ −707.
inline double one_minus_decay(double z) {
  const double part = decayed(std::abs(z));
  return z < 0 ? -part / decay(-z) : part;
}

/// log m for m ≥ 1, absolute error below 4 u + 4 u log m.
double log_of_product(double m);

}  // namespace lemmata::kernel

namespace lemmata {

/// What the kernels prove: |computed − true| ≤ units·u·|computed|·(1+2⁻²⁰) + tail.
inline Enclosure with_relative_error(double computed, double units) {
  return Enclosure::around(computed, std::abs(computed) * (units * kernel::u * kernel::slop) + kernel::tail);
}

/// log(1+eᶻ), 1/(1+e^{−z}) and 1 − e^{−z} over an enclosure: all ascend, so the ends go to the ends.
Enclosure softplus(const Enclosure& z);
Enclosure sigmoid(const Enclosure& z);
Enclosure one_minus_decay(const Enclosure& z);
WideEnclosure softplus(const WideEnclosure& z);
WideEnclosure sigmoid(const WideEnclosure& z);
WideEnclosure one_minus_decay(const WideEnclosure& z);

}  // namespace lemmata
