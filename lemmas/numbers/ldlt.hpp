// Exact LDLᵀ: is a rational symmetric matrix positive semidefinite, and what solves A x = b.
//
// Symmetric elimination with diagonal pivoting decides both ways, also for rank-deficient matrices (Eigen's LDLT calls the
// indefinite [0 1; 1 0] positive and rejects some singular positive semidefinite ones).
#pragma once

#include <optional>
#include <stdexcept>
#include <vector>

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// P A Pᵀ = L D Lᵀ with L unit lower triangular and D ≥ 0 diagonal; `order` is P, `pivots` the diagonal of D.
/// The certificate of positive semidefiniteness: anyone can multiply it out.
struct Ldlt {
  Matrix<Exact> lower;
  Vector<Exact> pivots;
  std::vector<Eigen::Index> order;
  Eigen::Index rank = 0;
};

/// The factorisation if A ⪰ 0, nothing otherwise. Throws std::invalid_argument if A is not symmetric.
inline std::optional<Ldlt> ldlt(Matrix<Exact> A) {
  const Eigen::Index n = A.rows();
  if (A.cols() != n) throw std::invalid_argument("LDLᵀ of a matrix that is not square");
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < i; ++j)
      if (A(i, j) != A(j, i)) throw std::invalid_argument("LDLᵀ of a matrix that is not symmetric");
  Ldlt result{Matrix<Exact>::Zero(n, n), Vector<Exact>::Zero(n), std::vector<Eigen::Index>(static_cast<std::size_t>(n)), 0};
  for (Eigen::Index i = 0; i < n; ++i) result.order[static_cast<std::size_t>(i)] = i;
  for (Eigen::Index k = 0; k < n; ++k) {
    Eigen::Index p = k;
    for (Eigen::Index i = k; i < n; ++i) {
      if (A(i, i) < 0) return std::nullopt;
      if (A(i, i) > A(p, p)) p = i;
    }
    A.row(k).swap(A.row(p));
    A.col(k).swap(A.col(p));
    result.lower.row(k).swap(result.lower.row(p));
    std::swap(result.order[static_cast<std::size_t>(k)], result.order[static_cast<std::size_t>(p)]);
    if (A(k, k) == 0) {  // all remaining diagonal entries are 0: the rest must vanish
      for (Eigen::Index i = k; i < n; ++i)
        for (Eigen::Index j = k; j < n; ++j)
          if (A(i, j) != 0) return std::nullopt;
      break;
    }
    result.pivots(k) = A(k, k);
    result.rank = k + 1;
    for (Eigen::Index i = k + 1; i < n; ++i) result.lower(i, k) = A(i, k) / A(k, k);
    for (Eigen::Index i = k + 1; i < n; ++i)
      for (Eigen::Index j = k + 1; j <= i; ++j) A(j, i) = A(i, j) -= result.lower(i, k) * A(j, k);
  }
  for (Eigen::Index i = 0; i < n; ++i) result.lower(i, i) = 1;
  return result;
}

inline bool positive_semidefinite(const Matrix<Exact>& A) { return ldlt(A).has_value(); }

/// Some x with A x = b, for A ⪰ 0; nothing if b is not in the range of A.
inline std::optional<Vector<Exact>> solve(const Ldlt& f, const Vector<Exact>& b) {
  const Eigen::Index n = b.size();
  Vector<Exact> y(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    y(i) = b(f.order[static_cast<std::size_t>(i)]);
    for (Eigen::Index j = 0; j < std::min(i, f.rank); ++j) y(i) -= f.lower(i, j) * y(j);
  }
  for (Eigen::Index i = f.rank; i < n; ++i)
    if (y(i) != 0) return std::nullopt;
  for (Eigen::Index i = 0; i < f.rank; ++i) y(i) /= f.pivots(i);
  for (Eigen::Index i = f.rank; i < n; ++i) y(i) = 0;
  for (Eigen::Index i = f.rank - 1; i >= 0; --i)
    for (Eigen::Index j = i + 1; j < f.rank; ++j) y(i) -= f.lower(j, i) * y(j);
  Vector<Exact> x(n);
  for (Eigen::Index i = 0; i < n; ++i) x(f.order[static_cast<std::size_t>(i)]) = y(i);
  return x;
}

}  // namespace lemmata
