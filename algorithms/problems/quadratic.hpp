// Quadratic problems with rational data: f = (1/n) Σᵢ fᵢ, fᵢ(x) = ½ xᵀAᵢx − bᵢᵀx + cᵢ on ℝᵈ. Everything about them is exact.
//
//   L        L·I ± Ā ⪰ 0, by exact LDLᵀ; 1 if Ā = 0, where every L > 0 would do
//   f_lower  c̄ − ½ b̄ᵀx* with Āx* = b̄ if Ā ⪰ 0 and there is such an x*; nothing otherwise
//   M, σ²    a point of the exact curve σ²(M) = sup_x V(x) − M‖∇f(x)‖² (NoiseCurve)
//
// Bars are averages over the n samples. The families at the end are those whose constants are known in closed form.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "lemmas/assumptions.hpp"
#include "lemmas/numbers/ldlt.hpp"

namespace lemmata {

/// L·I ± A ⪰ 0.
bool smooth(const Matrix<Exact>& A, const Exact& L);
/// Some L with L·I ± A ⪰ 0: the largest |eigenvalue| if A is diagonal or that is a short rational, else above it by at most 1/500.
/// An eigensolver in double only proposes; LDLᵀ decides.
Exact smoothness_constant(const Matrix<Exact>& A);
/// The rational of least denominator in [a, a·(1+1/1000)], or a itself if its denominator has at most three digits; a ≥ 0.
Exact readable_above(const Exact& a);
/// √a, if a is the square of a rational.
std::optional<Exact> rational_root(const Exact& a);

/// V(x) = xᵀQx − 2rᵀx + s, Q = E(Aᵢ−Ā)², r = E(Aᵢ−Ā)(bᵢ−b̄), s = E‖bᵢ−b̄‖², and all pairs (M, σ²) with V(x) ≤ M‖∇f(x)‖² + σ² for
/// every x. With P = MĀ² − Q and v = MĀb̄ − r:
///
///   V(x) − M‖Āx−b̄‖² = s − M‖b̄‖² + 2vᵀx − xᵀPx ≤ σ²(M) = s − M‖b̄‖² + vᵀP⁺v     if P ⪰ 0 and v ∈ range P, else unbounded.
struct NoiseCurve {
  Matrix<Exact> A;  // Ā
  Vector<Exact> b;  // b̄
  Matrix<Exact> Q;
  Vector<Exact> r;
  Exact s;

  /// σ²(M), convex and not ascending in M; nothing stands for ∞.
  std::optional<Exact> sigma2(const Exact& M) const;
  /// A point x where V(x) = M‖∇f(x)‖² + σ²(M); nothing if σ²(M) = ∞.
  std::optional<Vector<Exact>> worst_point(const Exact& M) const;
  /// P ⪰ 0, which is necessary for σ²(M) < ∞ and, strictly above the least such M, sufficient.
  bool admits(const Exact& M) const;
  /// (M, σ²(M)) for the first of M = 0, ¼, ½, 1, 2, 4, … with σ²(M) < ∞. Throws std::invalid_argument if there is none up to 2⁶⁴.
  struct Point {
    Exact M, sigma2;
  };
  Point first() const;
};

/// The data of a Quadratic over the number type Real.
template <class Real>
struct QuadraticData {
  std::vector<Matrix<Real>> A, A_deviation;  // Aᵢ and Aᵢ − Ā
  std::vector<Vector<Real>> b, b_deviation;
  std::vector<Real> c;
  Matrix<Real> mean_A;
  Vector<Real> mean_b;
  Real mean_c = 0;
};

class Quadratic {
 public:
  struct Term {
    Matrix<Exact> A;
    Vector<Exact> b;
    Exact c = 0;
  };

  /// (M, σ²(M)) for the given M, or NoiseCurve::first. Throws std::invalid_argument for no terms, d = 0, shapes that do not
  /// agree, an Aᵢ that is not symmetric, and an M < 0 or with σ²(M) = ∞.
  explicit Quadratic(std::vector<Term> terms, const std::optional<Exact>& M = std::nullopt);
  /// The same functions with another point of the curve.
  Quadratic with_M(const Exact& M) const { return Quadratic(terms_, M); }

  std::size_t n() const { return terms_.size(); }
  std::size_t dimension() const { return static_cast<std::size_t>(terms_.front().b.size()); }
  const Constants& constants() const { return constants_; }
  const NoiseCurve& noise() const { return noise_; }
  const std::vector<Term>& terms() const { return terms_; }

  /// f(x) = ½ xᵀĀx − b̄ᵀx + c̄.
  template <class Real>
  Real f(const Vector<Real>& x) const {
    const auto& [A, b, c] = mean<Real>();
    return value(A, b, c, x);
  }
  template <class Real>
  Real f_i(std::size_t i, const Vector<Real>& x) const {
    const auto& data = over<Real>();
    return value(data.A[i], data.b[i], data.c[i], x);
  }
  /// ∇f(x) = Āx − b̄.
  template <class Real>
  Vector<Real> gradient(const Vector<Real>& x) const {
    const auto& data = over<Real>();
    return data.mean_A * x - data.mean_b;
  }
  template <class Real>
  Vector<Real> gradient_i(std::size_t i, const Vector<Real>& x) const {
    const auto& data = over<Real>();
    return data.A[i] * x - data.b[i];
  }
  /// ∇f(x+gap) − ∇f(x) = Ā·gap.
  template <class Real>
  Vector<Real> gradient_difference(const Vector<Real>&, const Vector<Real>& gap) const {
    return over<Real>().mean_A * gap;
  }
  /// V(x) = E‖(Aᵢ−Ā)x − (bᵢ−b̄)‖².
  template <class Real>
  Real variance(const Vector<Real>& x) const {
    const auto& data = over<Real>();
    return over_samples<Real>(n(), [&](std::size_t i) {
      return norm2(Vector<Real>(data.A_deviation[i] * x - data.b_deviation[i]));
    });
  }
  /// E f(x̃ − γ gᵢ) = f(x̃) − γ⟨∇f(x̃), ∇f(x)⟩ + ½γ² E gᵢᵀĀgᵢ, gᵢ = ∇fᵢ(x).
  template <class Real>
  Real expected_f_next(const Exact& gamma, const Vector<Real>& x, const Vector<Real>& x_virtual) const {
    const Real curvature = over_samples<Real>(n(), [&](std::size_t i) {
      const Vector<Real> g = gradient_i(i, x);
      return dot(g, Vector<Real>(over<Real>().mean_A * g));
    });
    return f(x_virtual) - as<Real>(gamma) * dot(gradient(x_virtual), gradient(x)) + as<Real>(Exact(gamma * gamma / 2)) * curvature;
  }

  /// What the threads compute with: the coordinates on which ∇fᵢ may be nonzero, ascending; ∇fᵢ(x) at these places of g ∈ ℝᵈ, in double,
  /// in a fixed order of operations; and f(x) for progress lines.
  std::span<const std::uint32_t> support(std::size_t i) const { return machine_[i].support; }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const;
  double f(std::span<const double> x) const;

 private:
  struct MachineTerm {
    std::vector<std::uint32_t> support;
    std::vector<double> A, b;  // Aᵢ restricted to the support, row by row, and bᵢ, rounded
  };
  template <class Real>
  struct Mean {
    const Matrix<Real>& A;
    const Vector<Real>& b;
    const Real& c;
  };

  template <class Real>
  const QuadraticData<Real>& over() const { return std::get<QuadraticData<Real>>(data_); }
  template <class Real>
  Mean<Real> mean() const { return {over<Real>().mean_A, over<Real>().mean_b, over<Real>().mean_c}; }
  template <class Real>
  static Real value(const Matrix<Real>& A, const Vector<Real>& b, const Real& c, const Vector<Real>& x) {
    return dot(x, Vector<Real>(A * x)) / Real(2) - dot(b, x) + c;
  }

  std::vector<Term> terms_;
  NoiseCurve noise_;
  Constants constants_;
  std::tuple<QuadraticData<Exact>, QuadraticData<Enclosure>, QuadraticData<WideEnclosure>> data_;
  std::vector<MachineTerm> machine_;
  std::vector<double> mean_A_, mean_b_;
  double mean_c_ = 0;
};

/// Each constant of `c` is proved: L·I ± Ā ⪰ 0, M ≥ 0 and σ² ≥ σ²(M), f_lower ≤ min f.
bool certified(const Quadratic& problem, const Constants& c);

// Families. Each says its constants; a parameter that is not possible throws std::invalid_argument naming it.

/// f = L‖x‖²/2, fᵢ = f ± x_c, n = 2d: M = 0, σ² = 1, V(x) = 1 everywhere (d = 1: slide "Quiz Week 6 (II)").
Quadratic quiz(const Exact& L = 1, std::size_t d = 1);
/// f = Lx²/2, fᵢ = (1±√M)Lx²/2 ± σx, n = 4: V(x) = M f'(x)² + σ² everywhere. √M and σ must be rational.
Quadratic noisy_quadratic(const Exact& L = 1, const Exact& M = 1, const Exact& sigma2 = 1);
/// f = Σ λ_c x_c²/2, fᵢ = (d/2)λᵢxᵢ², n = d: L = max λ_c, M = d−1, σ² = 0, V(x) = (d−1)‖∇f(x)‖² everywhere; λ_c > 0.
Quadratic coordinate(const std::vector<Exact>& lambda);
/// f = L(x₁²−x₂²)/2, fᵢ = f ± σx_c, n = 4: M = 0, σ², not bounded below. σ must be rational.
Quadratic saddle(const Exact& L = 1, const Exact& sigma2 = 1);
/// fᵢ = ½(aᵢᵀx − yᵢ)²; the rows of A are the aᵢ.
Quadratic rational_least_squares(const Matrix<Exact>& A, const Vector<Exact>& y, const std::optional<Exact>& M = std::nullopt);
/// Four points of the plane that no line through the origin meets, and three that one does: f* > 0, and f* = 0 with σ² = 0.
Quadratic small_least_squares(const std::optional<Exact>& M = std::nullopt);
Quadratic small_interpolation(const std::optional<Exact>& M = std::nullopt);

}  // namespace lemmata
