// Enclosure: an interval of doubles that certainly contains the number it stands for.
//
// Outward rounding is round-to-nearest plus one neighbour in each direction: no rounding modes (which optimisers break),
// valid at any optimisation level without -ffast-math. An exact zero stays exact: 0·a = 0, 0 + a = a.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "lemmas/numbers/exact.hpp"

namespace lemmata {

/// The next double above (below) a finite or infinite double; what std::nextafter gives, inlined.
inline double next_up(double a) {
  if (std::isnan(a) || a == std::numeric_limits<double>::infinity()) return a;
  if (a == 0) return std::numeric_limits<double>::denorm_min();
  const auto bits = std::bit_cast<std::int64_t>(a);
  return std::bit_cast<double>(a > 0 ? bits + 1 : bits - 1);
}
inline double next_down(double a) { return -next_up(-a); }

/// [lower, upper] ∋ the true value. A bound may be infinite (nothing is known on that side), never NaN; a real number is inside.
class Enclosure {
 public:
  constexpr Enclosure() = default;
  constexpr Enclosure(int value) : lower_(value), upper_(value) {}
  /// The double itself, exactly. Throws std::invalid_argument if it is not finite.
  constexpr Enclosure(double value) : Enclosure(value, value) {}
  /// [lower, upper]. Throws std::invalid_argument unless lower ≤ upper and a real number lies between them.
  constexpr Enclosure(double lower, double upper) : lower_(lower), upper_(upper) {
    if (!(lower <= upper && lower <= std::numeric_limits<double>::max() && upper >= std::numeric_limits<double>::lowest()))
      throw std::invalid_argument("an enclosure needs lower ≤ upper and a real number between them, got [" + std::to_string(lower) +
                                  ", " + std::to_string(upper) + "]");
  }
  /// The smallest enclosure of a rational.
  explicit Enclosure(const Exact& value) {
    const double near = mpq_get_d(value.backend().data());  // rounded towards zero
    if (!std::isfinite(near)) {
      *this = value > 0 ? Enclosure(std::numeric_limits<double>::max(), std::numeric_limits<double>::infinity())
                        : Enclosure(-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::max());
      return;
    }
    lower_ = upper_ = near;
    const int order = Exact(near).compare(value);
    if (order < 0) upper_ = next_up(near);
    if (order > 0) lower_ = next_down(near);
  }
  /// [middle − radius, middle + radius], rounded outwards. Where nothing is known it is (−∞, ∞): NaN, an infinite middle, a negative
  /// radius.
  static Enclosure around(double middle, double radius) {
    if (!std::isfinite(middle) || !(radius >= 0)) return everything();
    if (radius == 0) return middle;
    return outward(middle - radius, middle + radius);
  }
  static Enclosure everything() {
    constexpr double inf = std::numeric_limits<double>::infinity();
    return {-inf, inf};
  }

  constexpr double lower() const { return lower_; }
  constexpr double upper() const { return upper_; }
  constexpr bool is_point() const { return lower_ == upper_; }
  constexpr bool is_zero() const { return lower_ == 0 && upper_ == 0; }
  bool contains(const Exact& a) const {
    return (std::isinf(lower_) || Exact(lower_) <= a) && (std::isinf(upper_) || a <= Exact(upper_));
  }
  /// A double inside, and a radius such that [middle − radius, middle + radius] covers the enclosure.
  double middle() const {
    if (is_point()) return lower_;
    const double m = 0.5 * lower_ + 0.5 * upper_;
    return std::isfinite(m) ? m : std::isfinite(lower_) ? lower_ : std::isfinite(upper_) ? upper_ : 0;
  }
  double radius() const { return is_point() ? 0 : next_up(std::max(upper_ - middle(), middle() - lower_)); }
  /// max |a| over the enclosure.
  double magnitude() const { return std::max(std::abs(lower_), std::abs(upper_)); }

  Enclosure operator-() const { return {-upper_, -lower_}; }
  friend Enclosure operator+(const Enclosure& a, const Enclosure& b) {
    // an end that is zero adds nothing, so that sums of squares are never negative
    const double lower = a.lower_ == 0 ? b.lower_ : b.lower_ == 0 ? a.lower_ : next_down(a.lower_ + b.lower_);
    const double upper = a.upper_ == 0 ? b.upper_ : b.upper_ == 0 ? a.upper_ : next_up(a.upper_ + b.upper_);
    return {lower, upper};
  }
  friend Enclosure operator-(const Enclosure& a, const Enclosure& b) { return a + (-b); }
  friend Enclosure operator*(const Enclosure& a, const Enclosure& b) {
    if (a.is_zero() || b.is_zero()) return 0;
    const double p = a.lower_ * b.lower_, q = a.lower_ * b.upper_, r = a.upper_ * b.lower_, s = a.upper_ * b.upper_;
    if (std::isnan(p) || std::isnan(q) || std::isnan(r) || std::isnan(s)) return everything();  // 0·∞
    return outward(std::min(std::min(p, q), std::min(r, s)), std::max(std::max(p, q), std::max(r, s)));
  }
  /// Throws std::domain_error if 0 ∈ b.
  friend Enclosure operator/(const Enclosure& a, const Enclosure& b) {
    if (b.lower_ <= 0 && b.upper_ >= 0) throw std::domain_error("division by an enclosure of zero");
    if (a.is_zero()) return 0;
    const double p = a.lower_ / b.lower_, q = a.lower_ / b.upper_, r = a.upper_ / b.lower_, s = a.upper_ / b.upper_;
    if (std::isnan(p) || std::isnan(q) || std::isnan(r) || std::isnan(s)) return everything();
    return outward(std::min(std::min(p, q), std::min(r, s)), std::max(std::max(p, q), std::max(r, s)));
  }
  Enclosure& operator+=(const Enclosure& b) { return *this = *this + b; }
  Enclosure& operator-=(const Enclosure& b) { return *this = *this - b; }
  Enclosure& operator*=(const Enclosure& b) { return *this = *this * b; }
  Enclosure& operator/=(const Enclosure& b) { return *this = *this / b; }
  /// Same bounds: the same set, not the same number. (Eigen asks for it; verdicts use `eq`.)
  friend constexpr bool operator==(const Enclosure&, const Enclosure&) = default;

  static Enclosure outward(double lower, double upper) {
    if (std::isnan(lower) || std::isnan(upper)) return everything();
    return {next_down(lower), next_up(upper)};
  }

 private:
  double lower_ = 0, upper_ = 0;
};

/// a² ≥ 0, also where a straddles zero (a·a forgets that both factors are the same number).
inline Enclosure square(const Enclosure& a) {
  if (a.is_zero()) return 0;
  const double far = a.magnitude();
  const double near = a.lower() > 0 ? a.lower() : a.upper() < 0 ? -a.upper() : 0;
  return {near == 0 ? 0 : std::max(0.0, next_down(near * near)), next_up(far * far)};
}
inline Exact square(const Exact& a) { return a * a; }

inline Truth le(const Enclosure& a, const Enclosure& b) {
  return a.upper() <= b.lower() ? Truth::yes : a.lower() > b.upper() ? Truth::no : Truth::unknown;
}
inline Truth eq(const Enclosure& a, const Enclosure& b) { return le(a, b) && le(b, a); }

}  // namespace lemmata
