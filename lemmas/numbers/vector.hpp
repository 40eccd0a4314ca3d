// Vectors x ∈ ℝᵈ and matrices over any of the number types, and how a rational enters each of them.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <type_traits>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/exact.hpp"
#include "lemmas/numbers/wide.hpp"

namespace Eigen {
template <>
struct NumTraits<lemmata::Enclosure> : GenericNumTraits<lemmata::Enclosure> {
  using Real = lemmata::Enclosure;
  using NonInteger = lemmata::Enclosure;
  using Nested = lemmata::Enclosure;
  using Literal = double;
  enum { IsComplex = 0, IsInteger = 0, IsSigned = 1, RequireInitialization = 1, ReadCost = 2, AddCost = 8, MulCost = 16 };
};
}  // namespace Eigen

namespace lemmata {

template <class Real>
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
template <class Real>
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

/// The rational `a` as a Real: itself, or the smallest enclosure of it. Not as a double, which would lose what it is.
template <class Real>
  requires(!std::is_floating_point_v<Real>)
Real as(const Exact& a) {
  if constexpr (std::is_same_v<Real, WideEnclosure>) return wide(a);
  else return Real(a);
}
template <class Real>
Vector<Real> as(const Vector<Exact>& x) {
  Vector<Real> y(x.size());
  for (Eigen::Index c = 0; c < x.size(); ++c) y(c) = as<Real>(x(c));
  return y;
}

/// ⟨a, b⟩.
template <class Real>
Real dot(const Vector<Real>& a, const Vector<Real>& b) {
  Real sum = 0;
  for (Eigen::Index c = 0; c < a.size(); ++c) sum += a(c) * b(c);
  return sum;
}

/// ‖a‖², a sum of squares: never negative, not even as an enclosure.
template <class Real>
Real norm2(const Vector<Real>& a) {
  Real sum = 0;
  for (Eigen::Index c = 0; c < a.size(); ++c) sum += square(a(c));
  return sum;
}

}  // namespace lemmata
