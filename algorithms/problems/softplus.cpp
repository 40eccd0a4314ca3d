#include "algorithms/problems/softplus.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lemmata {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();

template <class Function>
WideEnclosure mpfi(Function function, const WideEnclosure& z) {
  WideEnclosure value;
  function(value.backend().data(), z.backend().data());
  return value;
}

}  // namespace

/// m = 2ᵏ v with √½ ≤ v < √2, log m = k ln 2 + 2 artanh((v−1)/(v+1)): v−1 is exact, + and ÷ cost 2 u, artanh 4 u of at most 0.35,
/// and the three sums u log m each.
double kernel::log_of_product(double m) {
  constexpr double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;
  int k = 0;
  double v = std::frexp(m, &k);
  if (v < 0x1.6a09e667f3bcdp-1) {
    v *= 2;
    --k;
  }
  return k * ln2_hi + (k * ln2_lo + twice_artanh((v - 1) / (v + 1)));
}

Enclosure softplus(const Enclosure& z) {
  const double lower = z.lower() == inf ? largest : std::max(0.0, with_relative_error(kernel::softplus(z.lower()), 12).lower());
  const double upper = z.upper() == inf ? inf : with_relative_error(kernel::softplus(z.upper()), 12).upper();
  return {std::min(lower, largest), upper};
}

Enclosure sigmoid(const Enclosure& z) {
  return {std::max(0.0, with_relative_error(kernel::sigmoid(z.lower()), 8).lower()),
          std::min(1.0, with_relative_error(kernel::sigmoid(z.upper()), 8).upper())};
}

/// For tiny z: z − z²/2 ≤ 1 − e^{−z} ≤ z, so z itself and its neighbour below.
Enclosure one_minus_decay(const Enclosure& z) {
  const auto at = [](double end) -> Enclosure {
    if (end == 0) return 0;
    if (end < -707) return {-inf, -0x1p1018};
    if (std::abs(end) < 0x1p-900) return {next_down(end), end};
    return with_relative_error(kernel::one_minus_decay(end), 13);
  };
  return {at(z.lower()).lower(), std::min(1.0, at(z.upper()).upper())};
}

WideEnclosure one_minus_decay(const WideEnclosure& z) { return -mpfi(mpfi_expm1, WideEnclosure(-z)); }
WideEnclosure sigmoid(const WideEnclosure& z) { return 1 / (1 + mpfi(mpfi_exp, WideEnclosure(-z))); }
WideEnclosure softplus(const WideEnclosure& z) {
  const WideEnclosure zero = 0;
  if (le(zero, z) == Truth::yes) return z + mpfi(mpfi_log1p, mpfi(mpfi_exp, WideEnclosure(-z)));
  return mpfi(mpfi_log1p, mpfi(mpfi_exp, z));
}

}  // namespace lemmata
