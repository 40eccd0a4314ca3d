// Rationals over one common denominator: what is added and multiplied many times is an integer, changed in place, and no gcd is taken.
#pragma once

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;

/// The least q ≥ 1 with qA an integer matrix.
inline Integer common_denominator(const Matrix<Exact>& A) {
  Integer q = 1;
  for (Eigen::Index i = 0; i < A.size(); ++i) q = lcm(q, Integer(denominator(A.data()[i])));
  return q;
}
/// qA, for a common denominator q of A.
inline Matrix<Integer> integers(const Matrix<Exact>& A, const Integer& q) {
  return A.unaryExpr([&q](const Exact& a) { return Integer(numerator(a) * (q / Integer(denominator(a)))); });
}

/// a/q in place of a, where q divides a.
inline void divide_exactly(Integer& a, const Integer& q) { mpz_divexact(a.backend().data(), a.backend().data(), q.backend().data()); }

/// a² in place of `result`; sum + ab in place of `sum`. For every number type.
template <class Number>
void set_square(Number& result, const Number& a) {
  result = square(a);
}
inline void set_square(Integer& result, const Integer& a) { mpz_mul(result.backend().data(), a.backend().data(), a.backend().data()); }
template <class Number>
void add_product(Number& sum, const Number& a, const Number& b) {
  sum += a * b;
}
inline void add_product(Integer& sum, const Integer& a, const Integer& b) {
  mpz_addmul(sum.backend().data(), a.backend().data(), b.backend().data());
}

}  // namespace lemmata
