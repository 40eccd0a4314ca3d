// The moment recursion in double, with a proved bound on its error that does not grow faster than the moments themselves.
//
// Interval arithmetic alone forgets that errors contract: its width grows by (1 + γ‖|Ā|‖)² in each step. But Σ ↦ Σ' is a mean of
// congruences, (1/n) Σᵢ Pᵢ Σ Pᵢᵀ, and keeps the order A ⪯ B of symmetric matrices. So, with Ŝ the matrix of doubles that stands for Σ,
//
//   −B ⪯ Σ − Ŝ ⪯ B   ⟹   −(B'+R) ⪯ Σ' − Ŝ' ⪯ B'+R,   R ⪰ |rounding of this step|: the error goes through the recursion itself
//
// and for every Q ⪰ 0, |⟨Q,Σ⟩ − ⟨Q,Ŝ⟩| ≤ ⟨Q,B⟩.
#pragma once

#include "lemmas/expectation/moment_recursion.hpp"

namespace lemmata {

/// A double and how far it can be from the number that it stands for. Each operation rounds by at most 2⁻⁵³ of its result, or, where the
/// exponent is too small, by less than 10⁻³⁰⁰; the bound itself, a sum of a few non-negative terms, by less than 2⁻⁴⁹ of it.
struct Rounded {
  double value = 0, error = 0;

  Rounded() = default;
  Rounded(int a) : value(a) {}
  Rounded(double a, double e) : value(a), error(e) {}
  explicit Rounded(const Exact& a) {
    const Enclosure near(a);
    value = near.middle();
    error = near.radius();
  }
  explicit operator Enclosure() const { return Enclosure::around(value, error); }
  bool is_zero() const { return value == 0 && error == 0; }
  friend bool operator==(const Rounded&, const Rounded&) = default;

  Rounded operator-() const { return {-value, error}; }
  friend Rounded operator+(const Rounded& a, const Rounded& b) {
    const double sum = a.value + b.value;
    return {sum, (a.error + b.error + unit * std::abs(sum)) * above};
  }
  friend Rounded operator-(const Rounded& a, const Rounded& b) { return a + -b; }
  friend Rounded operator*(const Rounded& a, const Rounded& b) {
    const double product = a.value * b.value, small = a.is_zero() || b.is_zero() ? 0 : 1e-300;
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

namespace lemmata {

/// Takes the errors out of a symmetric matrix: a diagonal R with −R ⪯ E ⪯ R for every symmetric E, |Eᵢⱼ| ≤ errorᵢⱼ. For any s > 0,
/// 2|Eᵢⱼzᵢzⱼ| ≤ errorᵢⱼ (zᵢ² sᵢ/sⱼ + zⱼ² sⱼ/sᵢ), so Rᵢᵢ = Σⱼ errorᵢⱼ sᵢ/sⱼ will do; s is the size of each coordinate.
inline Vector<double> take_errors(Matrix<Rounded>& M) {
  Vector<double> s(M.rows()), R = Vector<double>::Zero(M.rows());
  for (Eigen::Index i = 0; i < M.rows(); ++i) {
    s(i) = std::sqrt(std::max(std::abs(M(i, i).value), 0x1p52 * M(i, i).error));
    if (!(s(i) > 0)) s(i) = 1;
  }
  for (Eigen::Index j = 0; j < M.cols(); ++j)
    for (Eigen::Index i = 0; i < M.rows(); ++i) {
      if (M(i, j).error != 0) R(i) += M(i, j).error * (s(i) / s(j)) + 1e-300;
      M(i, j).error = 0;
    }
  return R * (1 + 0x1p-30);  // more than the roundings of a sum of less than 2²⁰ terms
}

/// An upper bound, as an exact double; ∞ where nothing is known.
inline Rounded upper(const Rounded& a) { return {std::max(0.0, Enclosure(a).upper()), 0}; }

/// A bound on |⟨F,E⟩| for every E with −B ⪯ E ⪯ B, since |Eᵢⱼ| ≤ √(BᵢᵢBⱼⱼ).
inline Rounded bound_on_product(const Matrix<Rounded>& F, const Matrix<Rounded>& B) {
  Rounded sum;
  for (Eigen::Index j = 0; j < F.cols(); ++j)
    for (Eigen::Index i = 0; i < F.rows(); ++i)
      sum += Rounded(std::abs(F(i, j).value), F(i, j).error) *
             Rounded(next_up(next_up(std::sqrt(B(i, i).value)) * next_up(std::sqrt(B(j, j).value))), 0);
  return sum;
}

/// The expectations, in units of γ. Where doubles overflow nothing is known: (−∞, ∞), or [0, ∞) of a square.
inline Expectations<Enclosure> enclosed_moments(const MomentRecursion<Rounded>& recursion, const Matrix<Rounded>& outer, std::size_t T) {
  Expectations<Rounded> E, bound;
  Matrix<Rounded> S = recursion.start(outer), B = recursion.start(Matrix<Rounded>::Zero(outer.rows(), outer.cols()));
  for (std::size_t t = 0;; ++t) {
    const Vector<double> R = take_errors(S), R_B = take_errors(B);
    for (Eigen::Index i = 0; i < B.rows(); ++i) B(i, i) = upper(B(i, i) + Rounded(R(i), 0) + Rounded(R_B(i), 0));
    E.f_virtual.push_back(recursion.f(S));
    bound.f_virtual.push_back(bound_on_product(recursion.maps().value, B));
    if (t == T) break;
    recursion.step(S, t, E);
    recursion.step(B, t, bound);
  }

  Expectations<Enclosure> result;
  const auto enclose = [&](auto member_of_result, auto member, bool is_square) {
    for (std::size_t t = 0; t < (E.*member).size(); ++t) {
      const Enclosure a((E.*member)[t] + Rounded(0, upper((bound.*member)[t]).value));
      (result.*member_of_result).push_back(is_square ? Enclosure(std::max(0.0, a.lower()), a.upper()) : a);
    }
  };
  for (std::size_t m = 0; m < E.point_squares.size(); ++m) enclose(result.point_squares[m], E.point_squares[m], true);
  for (std::size_t m = 0; m < E.gradient_squares.size(); ++m) enclose(result.gradient_squares[m], E.gradient_squares[m], true);
  enclose(&Expectations<Enclosure>::f_virtual, &Expectations<Rounded>::f_virtual, false);
  return result;
}

}  // namespace lemmata
