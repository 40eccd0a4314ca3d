// Four losses φ(z, y) of a linear model fᵢ(x) = φ(aᵢᵀx, yᵢ), with what is known of their derivatives for all z.
//
//                 φ(z, y)                          sup |φ''|             sup φ'²     inf φ    evaluated in
//   Squared       ½(z−y)²                          1                     ∞           0        Exact, enclosures
//   Logistic      log(1+e^{−yz})       y = ±1      1/4                   1           0        enclosures
//   Sigmoid       1/(1+e^{yz})         y = ±1      √3/18 ≤ 51/530        1/16        0        enclosures
//   GemanMcClure  r²/(1+r²), r = z−y               2 (φ'' ∈ [−½, 2])     27/64       0        Exact, enclosures
//
// (51/530)² ≥ 3/18² because 108·51² = 280908 ≥ 530² = 280900. Geman–McClure: φ' = 2r/(1+r²)² is largest at r² = 1/3.
//
// `derivative_difference` is φ'(z+δ) − φ'(z) with δ as a factor, so its error is relative to δ, and δ = 0 gives exactly 0.
// On double: `derivative` is within derivative_units·2⁻⁵³ of φ' relatively (to first order), `sum` is the vectorised Σⱼ φ(zⱼ, yⱼ) with a
// bound on its own rounding, for the zⱼ as they are, and `spread` bounds |φ(z+δ) − φ(z)| over |δ| ≤ radius.
#pragma once

#include <cmath>
#include <concepts>
#include <optional>
#include <span>
#include <string_view>

#include "algorithms/problems/softplus.hpp"
#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// |computed − Σⱼ φ(zⱼ, yⱼ)| ≤ error.
struct RoundedSum {
  double value = 0, error = 0;
};

/// Σ values for values ≥ 0, in a fixed order in which no value passes through more than 38 + n/512 additions.
RoundedSum sum_of_nonnegative(std::span<const double> values);

/// A number type that verdicts are made from, and one of those in which a loss can be evaluated.
template <class Real>
concept Judging = std::same_as<Real, Exact> || std::same_as<Real, Enclosure> || std::same_as<Real, WideEnclosure>;
template <class Loss, class Real>
concept Evaluates = Judging<Real> && (Loss::rational || !std::same_as<Real, Exact>);

struct Squared {
  static constexpr std::string_view title = "least squares";
  static constexpr bool rational = true, two_classes = false;
  static constexpr double derivative_units = 1;
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
  static RoundedSum sum(std::span<const double> z, std::span<const double> y);
  /// |φ(z+δ) − φ(z)| ≤ |δ|·(|z−y| + |δ|) for |δ| ≤ radius.
  static double spread(double z, double y, double radius) { return radius * (std::abs(z - y) + radius); }
};

struct Logistic {
  static constexpr std::string_view title = "logistic regression";
  static constexpr bool rational = false, two_classes = true;
  static constexpr double derivative_units = 8;
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
  static RoundedSum sum(std::span<const double> z, std::span<const double> y);
  static double spread(double, double, double radius) { return radius; }
};

struct Sigmoid {
  static constexpr std::string_view title = "sigmoid loss";
  static constexpr bool rational = false, two_classes = true;
  static constexpr double derivative_units = 12;
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
  static RoundedSum sum(std::span<const double> z, std::span<const double> y);
  static double spread(double, double, double radius) { return 0.25 * radius; }
};

struct GemanMcClure {
  static constexpr std::string_view title = "Geman–McClure loss";
  static constexpr bool rational = true, two_classes = false;
  static constexpr double derivative_units = 12;
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
  static RoundedSum sum(std::span<const double> z, std::span<const double> y);
  /// sup |φ'| = √(27/64) < 0.6496.
  static double spread(double, double, double radius) { return 0.6496 * radius; }
};

}  // namespace lemmata
