// The matrices of the moment recursion, from the data of a sum of quadratics.
#pragma once

#include "lemmas/expectation/integers.hpp"
#include "lemmas/expectation/quadratic_sum.hpp"

namespace lemmata {

/// Over Integer each of the three is still to be divided by its denominator; over other number types these are 1.
template <class Number>
struct MomentMaps {
  Matrix<Number> gradient;  // [−γb̄ | γĀ]: γ∇f(x) from (1,x)
  Matrix<Number> noise;     // column (a ≤ b), row (u ≤ v): what E[(1,x)(1,x)ᵀ]ᵤᵥ contributes to E ηₐη_b
  Matrix<Number> value;     // F: f(x) = (1,x)ᵀ F (1,x)
  Integer q = 1, r = 1, phi = 1;
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
  constexpr bool integral = std::is_same_v<Number, Integer>;
  const auto times = [](const Matrix<Exact>& A, const Integer& q) -> Matrix<Number> {
    if constexpr (integral) return integers(A, q);
    else return as_matrix<Number>(A);
  };
  const Matrix<Exact> mean = gradient_map(sum, gamma), F = value_form(sum);
  const Eigen::Index d = mean.rows();
  check_size("the noise moments in dimension " + std::to_string(d), (d + 1) * (d + 2) / 2, d * (d + 1) / 2);
  MomentMaps<Number> maps;
  if constexpr (integral) {
    maps.q = common_denominator(mean);
    for (std::size_t i = 0; i < sum.n(); ++i) maps.q = lcm(maps.q, common_denominator(gradient_map(sum, i, gamma)));
    maps.r = maps.q * maps.q * sum.n();
    maps.phi = common_denominator(F);
  }
  maps.gradient = times(mean, maps.q);
  maps.value = times(F, maps.phi);
  maps.noise = Matrix<Number>::Zero((d + 1) * (d + 2) / 2, d * (d + 1) / 2);
  for (std::size_t i = 0; i < sum.n(); ++i) {
    const Matrix<Number> B = times(gradient_map(sum, i, gamma) - mean, maps.q);
    for (Eigen::Index b = 0, column = 0; b < d; ++b)
      for (Eigen::Index a = 0; a <= b; ++a, ++column)
        for (Eigen::Index v = 0, row = 0; v <= d; ++v)
          for (Eigen::Index u = 0; u <= v; ++u, ++row) {
            add_product(maps.noise(row, column), B(a, u), B(b, v));
            if (u != v) add_product(maps.noise(row, column), B(a, v), B(b, u));
          }
  }
  if constexpr (!integral) maps.noise *= as<Number>(1 / Exact(sum.n()));
  return maps;
}

}  // namespace lemmata
