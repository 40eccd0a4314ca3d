// The matrices of the moment recursion, from the data of a sum of quadratics.
#pragma once

#include "lemmas/expectation/quadratic_sum.hpp"

namespace lemmata {

template <class Number>
Matrix<Number> as_matrix(const Matrix<Exact>& A) {
  return A.unaryExpr([](const Exact& a) { return as<Number>(a); });
}

template <class Number>
struct MomentMaps {
  Matrix<Number> gradient;  // [−γb̄ | γĀ]: γ∇f(x) from (1,x)
  Matrix<Number> noise;     // column (a ≤ b), row (u ≤ v): what E[(1,x)(1,x)ᵀ]ᵤᵥ contributes to E ηₐη_b
  Matrix<Number> value;     // F: f(x) = (1,x)ᵀ F (1,x)
};

/// Throws std::invalid_argument if a matrix would have more than 10⁸ entries.
inline void check_size(const std::string& what, Eigen::Index rows, Eigen::Index columns) {
  if (static_cast<double>(rows) * static_cast<double>(columns) > 1e8)
    throw std::invalid_argument(what + " make a matrix of " + std::to_string(rows) + " × " + std::to_string(columns) +
                                ", more than 10^8 numbers");
}

/// E ηₐη_b = (1/n) Σᵢ Σᵤᵥ Bᵢ(a,u) Bᵢ(b,v) E[(1,x)(1,x)ᵀ]ᵤᵥ with Bᵢ = [−γ(bᵢ−b̄) | γ(Aᵢ−Ā)]. Cost: O(nd⁴), once.
template <class Number>
MomentMaps<Number> moment_maps(const QuadraticSum& sum, const Exact& gamma) {
  const Matrix<Exact> mean = gradient_map(sum, gamma);
  const Eigen::Index d = mean.rows();
  const Eigen::Index rows = (d + 1) * (d + 2) / 2, columns = d * (d + 1) / 2;
  check_size("the noise moments in dimension " + std::to_string(d), rows, columns);
  Matrix<Number> noise = Matrix<Number>::Zero(rows, columns);
  for (std::size_t i = 0; i < sum.n(); ++i) {
    const Matrix<Number> B = as_matrix<Number>(gradient_map(sum, i, gamma) - mean);
    for (Eigen::Index b = 0, column = 0; b < d; ++b)
      for (Eigen::Index a = 0; a <= b; ++a, ++column)
        for (Eigen::Index v = 0, row = 0; v <= d; ++v)
          for (Eigen::Index u = 0; u <= v; ++u, ++row) {
            noise(row, column) += B(a, u) * B(b, v);
            if (u != v) noise(row, column) += B(a, v) * B(b, u);
          }
  }
  return {as_matrix<Number>(mean), as<Number>(1 / Exact(sum.n())) * noise, as_matrix<Number>(value_form(sum))};
}

}  // namespace lemmata
