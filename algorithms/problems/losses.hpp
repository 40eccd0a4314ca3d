// Four losses φ(z, y) of a linear model fᵢ(x) = φ(aᵢᵀx, yᵢ), with what is known of their derivatives for all z.
//
//                 φ(z, y)                          sup |φ''|           sup |φ‴|    sup φ'²     inf φ    evaluated in
//   Squared       ½(z−y)²                          1                   0           ∞           0        Exact, enclosures
//   Logistic      log(1+e^{−yz})       y = ±1      1/4                 √3/18       1           0        enclosures
//   Sigmoid       1/(1+e^{yz})         y = ±1      √3/18 ≤ 51/530      1/8         1/16        0        enclosures
//   GemanMcClure  r²/(1+r²), r = z−y               2 (φ'' ∈ [−½, 2])   < 5         27/64       0        Exact, enclosures
//
// (51/530)² ≥ 3/18² because 108·51² = 280908 ≥ 530² = 280900. Geman–McClure: φ' = 2r/(1+r²)² is largest at r² = 1/3.
//
// `derivative_difference` is φ'(z+δ) − φ'(z) with δ as a factor, so its error is relative to δ, and δ = 0 gives exactly 0.
// On double, without branches: `derivative` is within derivative_units·2⁻⁵³ of φ' relatively (to first order); `sum` is Σⱼ φ(zⱼ, yⱼ) and
// `derivative_difference` the above, both with a bound on their own rounding, for z and δ as they are; `spread` bounds |φ(z+δ) − φ(z)|
// over |δ| ≤ radius, and `third` is at least sup |φ‴|.
#pragma once

#include <cmath>
#include <concepts>
#include <optional>
#include <span>
#include <string_view>

#include "algorithms/problems/softplus.hpp"
#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// |value − what it stands for| ≤ error.
struct RoundedNumber {
  double value = 0, error = 0;
};

/// Σ values for values ≥ 0, in a fixed order in which no value passes through more than 38 + n/512 additions.
RoundedNumber sum_of_nonnegative(std::span<const double> values);

/// A number type that verdicts are made from, and one of those in which a loss can be evaluated.
template <class Real>
concept Judging = std::same_as<Real, Exact> || std::same_as<Real, Enclosure> || std::same_as<Real, WideEnclosure>;
template <class Loss, class Real>
concept Evaluates = Judging<Real> && (Loss::rational || !std::same_as<Real, Exact>);

struct Squared {
  static constexpr std::string_view title = "least squares";
  static constexpr bool rational = true, two_classes = false;
  static constexpr double derivative_units = 1, third = 0;
  static Exact curvature() { return 1; }
  static std::optional<Exact> slope2() { return std::nullopt; }

  template <Judging Real>
  static Real value(const Real& z, double y) { return square(Real(z - Real(y))) / Real(2); }
  template <Judging Real>
  static Real derivative(const Real& z, double y) { return z - Real(y); }
  template <Judging Real>
  static Real derivative_difference(const Real&, const Real& gap, double) { return gap; }

  static double value(double z, double y) { return 0.5 * (z - y) * (z - y); }
  static double derivative(double z, double y) { return z - y; }
  static RoundedNumber derivative_difference(double, double gap, double) { return {gap, 0}; }
  static RoundedNumber sum(std::span<const double> z, std::span<const double> y);
  /// |φ(z+δ) − φ(z)| ≤ |δ|·(|z−y| + |δ|) for |δ| ≤ radius.
  static double spread(double z, double y, double radius) { return radius * (std::abs(z - y) + radius); }
};

struct Logistic {
  static constexpr std::string_view title = "logistic regression";
  static constexpr bool rational = false, two_classes = true;
  static constexpr double derivative_units = 8, third = 0.0963;
  static Exact curvature() { return ratio(1, 4); }
  static std::optional<Exact> slope2() { return Exact(1); }

  template <Judging Real>
  static Real value(const Real& z, double y) { return softplus(Real(Real(-y) * z)); }
  /// φ' = −y σ(−yz).
  template <Judging Real>
  static Real derivative(const Real& z, double y) { return Real(-y) * sigmoid(Real(Real(-y) * z)); }
  /// σ(m+δ) − σ(m) = σ(m+δ) σ(−m) (1 − e^{−δ}), at m = −yz.
  template <Judging Real>
  static Real derivative_difference(const Real& z, const Real& gap, double y) {
    const Real m = Real(-y) * z, delta = Real(-y) * gap;
    return Real(-y) * (sigmoid(Real(m + delta)) * sigmoid(Real(-m)) * one_minus_decay(delta));
  }

  static double value(double z, double y) { return kernel::softplus(-y * z); }
  static double derivative(double z, double y) { return -y * kernel::sigmoid(-y * z); }
  /// σ(b) σ(−a) (1 − e^{−|δ|}) for the larger b and the smaller a of m and m+δ: 8 u + 8 u + 6 u + 2 u, and u·min(|m+δ|, 707) because
  /// m+δ rounds.
  static RoundedNumber derivative_difference(double z, double gap, double y) {
    const double m = -y * z, delta = -y * gap, size = std::abs(delta);
    const double part = kernel::sigmoid(m + kernel::positive_part(delta)) * kernel::sigmoid(kernel::positive_part(-delta) - m) * kernel::decayed(size);
    const double units = 26 + kernel::at_most(707, std::abs(m) + size);
    return {-y * std::copysign(part, delta), units * kernel::u * kernel::slop * part + kernel::tail_of(size)};
  }
  static RoundedNumber sum(std::span<const double> z, std::span<const double> y);
  static double spread(double, double, double radius) { return radius; }
};

struct Sigmoid {
  static constexpr std::string_view title = "sigmoid loss";
  static constexpr bool rational = false, two_classes = true;
  static constexpr double derivative_units = 12, third = 0.125;
  static Exact curvature() { return ratio(51, 530); }
  static std::optional<Exact> slope2() { return ratio(1, 16); }

  template <Judging Real>
  static Real value(const Real& z, double y) { return sigmoid(Real(Real(-y) * z)); }
  /// φ' = −y σ(m) σ(−m), at m = −yz.
  template <Judging Real>
  static Real derivative(const Real& z, double y) {
    const Real m = Real(-y) * z;
    return Real(-y) * (sigmoid(m) * sigmoid(Real(-m)));
  }
  /// σ'(m+δ) − σ'(m) = (σ(m+δ) − σ(m)) (1 − σ(m+δ) − σ(m)).
  template <Judging Real>
  static Real derivative_difference(const Real& z, const Real& gap, double y) {
    const Real m = Real(-y) * z, next = m + Real(-y) * gap;
    return Logistic::derivative_difference(z, gap, y) * (Real(1) - sigmoid(next) - sigmoid(m));
  }

  static double value(double z, double y) { return kernel::sigmoid(-y * z); }
  static double derivative(double z, double y) { return -y * kernel::sigmoid_slope(y * z); }
  /// The second factor costs 8 u for each σ, 2 u for the sums and u/4 because m+δ rounds.
  static RoundedNumber derivative_difference(double z, double gap, double y) {
    const RoundedNumber first = Logistic::derivative_difference(z, gap, y);
    const double m = -y * z, second = 1 - kernel::sigmoid(m - y * gap) - kernel::sigmoid(m), error = 19 * kernel::u * kernel::slop;
    return {first.value * second, kernel::slop * (first.error * (std::abs(second) + error) + std::abs(first.value) * error) +
                                      kernel::tail_of(std::abs(gap))};
  }
  static RoundedNumber sum(std::span<const double> z, std::span<const double> y);
  static double spread(double, double, double radius) { return 0.25 * radius; }
};

struct GemanMcClure {
  static constexpr std::string_view title = "Geman–McClure loss";
  static constexpr bool rational = true, two_classes = false;
  static constexpr double derivative_units = 12, third = 5;
  static Exact curvature() { return 2; }
  static std::optional<Exact> slope2() { return ratio(27, 64); }

  template <Judging Real>
  static Real value(const Real& z, double y) {
    const Real q = square(Real(z - Real(y)));
    return q / (Real(1) + q);
  }
  /// φ' = 2r/(1+r²)².
  template <Judging Real>
  static Real derivative(const Real& z, double y) {
    const Real r = z - Real(y);
    return Real(2) * r / square(Real(Real(1) + square(r)));
  }
  /// φ'(b) − φ'(a) = 2(b−a)(1 − 2ab − ab(a²+ab+b²)) / ((1+a²)²(1+b²)²).
  template <Judging Real>
  static Real derivative_difference(const Real& z, const Real& gap, double y) {
    const Real a = z - Real(y), b = a + gap, ab = a * b, a2 = square(a), b2 = square(b);
    return Real(2) * gap * (Real(1) - Real(2) * ab - ab * (a2 + ab + b2)) /
           (square(Real(Real(1) + a2)) * square(Real(Real(1) + b2)));
  }

  static double value(double z, double y) {
    const double r = z - y, q = kernel::at_most(1e300, r * r);
    return q / (1 + q);
  }
  static double derivative(double z, double y) {
    const double r = z - y, s = 1 + r * r;
    return 2 * (r / s) / s;
  }
  /// a rounds as if z were off by u|a|. Then every term of the sum is within 28 u of itself: its b³ 3 u, b in the denominator 4 u, and
  /// at most 21 operations.
  static RoundedNumber derivative_difference(double z, double gap, double y) {
    const double a = z - y, b = a + gap, ab = a * b, a2 = a * a, b2 = b * b, size = std::abs(gap);
    const double scale = 2 / ((1 + a2) * (1 + a2) * ((1 + b2) * (1 + b2)));
    const double terms = 1 + 2 * std::abs(ab) + std::abs(ab) * (a2 + std::abs(ab) + b2);
    return {gap * scale * (1 - 2 * ab - ab * (a2 + ab + b2)),
            size * kernel::u * kernel::slop * (32 * scale * terms + third * std::abs(a)) + kernel::tail_of(size)};
  }
  static RoundedNumber sum(std::span<const double> z, std::span<const double> y);
  /// sup |φ'| = √(27/64) < 0.6496.
  static double spread(double, double, double radius) { return 0.6496 * radius; }
};

}  // namespace lemmata
