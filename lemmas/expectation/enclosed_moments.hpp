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
#include "lemmas/expectation/rounded.hpp"

namespace lemmata {

/// Takes the errors out of a symmetric matrix: a diagonal R with −R ⪯ E ⪯ R for every symmetric E, |Eᵢⱼ| ≤ errorᵢⱼ. For any s > 0,
/// 2|Eᵢⱼzᵢzⱼ| ≤ errorᵢⱼ (zᵢ² sᵢ/sⱼ + zⱼ² sⱼ/sᵢ), so Rᵢᵢ = Σⱼ errorᵢⱼ sᵢ/sⱼ will do; s is the size of each coordinate. Where sᵢ/sⱼ itself
/// has lost digits below 2⁻¹⁰²⁴, sⱼ/sᵢ is infinite, and beside Rⱼⱼ = ∞ any Rᵢᵢ > 0 will do.
inline Vector<double> take_errors(Matrix<Rounded>& M) {
  Vector<double> s(M.rows()), R = Vector<double>::Zero(M.rows());
  for (Eigen::Index i = 0; i < M.rows(); ++i) {
    s(i) = std::sqrt(std::max(std::abs(M(i, i).value), 0x1p52 * M(i, i).error));
    if (!(s(i) > 0)) s(i) = 1;
  }
  for (Eigen::Index j = 0; j < M.cols(); ++j)
    for (Eigen::Index i = 0; i < M.rows(); ++i) {
      if (M(i, j).error != 0) R(i) += M(i, j).error * (s(i) / s(j)) + for_underflow;
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

/// The expectations, from (1,x₀)(1,x₀)ᵀ. Where doubles overflow nothing is known: (−∞, ∞), or [0, ∞) for a square.
inline Expectations<Enclosure> enclosed_moments(const MomentRecursion<Rounded>& recursion, const Matrix<Rounded>& outer, std::size_t T,
                                                const Units& units) {
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
  const auto enclose = [&](auto to, auto from, const Exact& unit, bool is_square = true) {
    for (std::size_t t = 0; t < (E.*from).size(); ++t) {
      const Enclosure a = Enclosure(unit) * Enclosure((E.*from)[t] + Rounded(0, upper((bound.*from)[t]).value));
      (result.*to).push_back(is_square ? Enclosure(std::max(0.0, a.lower()), a.upper()) : a);
    }
  };
  enclose(result.point_squares[0], E.point_squares[0], units.points2);
  for (std::size_t m = 0; m < E.gradient_squares.size(); ++m)
    enclose(result.gradient_squares[m], E.gradient_squares[m], units.gradients2);
  enclose(&Expectations<Enclosure>::f_virtual, &Expectations<Rounded>::f_virtual, units.f, false);
  return result;
}

}  // namespace lemmata
