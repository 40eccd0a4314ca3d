// Rounded: a double with a proved bound on its error. Half the work of an Enclosure and no branches, for long recursions.
#pragma once

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// What a bound on errors adds for products and quotients below 2⁻¹⁰²², which are off by up to 2⁻¹⁰⁷⁵ < 10⁻³²³ whatever their size: it
/// covers 10²³ of them, in the value and in the bound. A bound that has this among its terms is no longer that small, so that its own
/// sums round relatively. (Sums need none: below 2⁻¹⁰²² they are exact.)
inline constexpr double for_underflow = 1e-300;

/// |value − the number it stands for| ≤ error; NaN or ∞ where nothing is known. Each operation rounds by at most 2⁻⁵³ of its result or,
/// of a product too small for that, as above; the error itself, a sum of few non-negative terms, by less than 2⁻⁴⁹ of it.
struct Rounded {
  double value = 0, error = 0;

  constexpr Rounded() = default;
  constexpr Rounded(int a) : value(a) {}
  constexpr Rounded(double a, double bound) : value(a), error(bound) {}
  explicit Rounded(const Exact& a) {
    const Enclosure near(a);
    value = near.middle();
    error = near.radius();
  }
  explicit operator Enclosure() const { return Enclosure::around(value, error); }
  friend constexpr bool operator==(const Rounded&, const Rounded&) = default;

  constexpr bool is_zero() const { return value == 0 && error == 0; }
  constexpr Rounded operator-() const { return {-value, error}; }
  friend Rounded operator+(const Rounded& a, const Rounded& b) {
    const double sum = a.value + b.value;
    return {sum, (a.error + b.error + unit * std::abs(sum)) * above};
  }
  friend Rounded operator-(const Rounded& a, const Rounded& b) { return a + -b; }
  friend Rounded operator*(const Rounded& a, const Rounded& b) {
    const double product = a.value * b.value, small = a.is_zero() || b.is_zero() ? 0 : for_underflow;
    return {product, (std::abs(a.value) * b.error + (std::abs(b.value) + b.error) * a.error + unit * std::abs(product) + small) * above};
  }
  Rounded& operator+=(const Rounded& b) { return *this = *this + b; }
  Rounded& operator-=(const Rounded& b) { return *this = *this - b; }
  Rounded& operator*=(const Rounded& b) { return *this = *this * b; }

 private:
  static constexpr double unit = 0x1p-53, above = 1 + 0x1p-49;
};

}  // namespace lemmata

namespace Eigen {
template <>
struct NumTraits<lemmata::Rounded> : GenericNumTraits<lemmata::Rounded> {
  using Real = lemmata::Rounded;
  using NonInteger = lemmata::Rounded;
  using Nested = lemmata::Rounded;
  using Literal = double;
  enum { IsComplex = 0, IsInteger = 0, IsSigned = 1, RequireInitialization = 1, ReadCost = 2, AddCost = 4, MulCost = 8 };
};
}  // namespace Eigen
