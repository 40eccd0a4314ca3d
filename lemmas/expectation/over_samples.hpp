// E given the past: the finite average over the n samples, never a sample mean.
#pragma once

#include <cstddef>
#include <stdexcept>

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// (1/n) Σᵢ value(i), i = 0, …, n−1: the expectation over one uniform sample. Throws std::invalid_argument if n = 0.
template <class Real, class Value>
Real over_samples(std::size_t n, const Value& value) {
  if (n == 0) throw std::invalid_argument("an expectation over no samples");
  Real sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += value(i);
  return sum / Real(static_cast<int>(n));
}

/// (1/n) Σᵢ value(i) for vectors of ℝᵈ. Throws std::invalid_argument if n = 0.
template <class Real, class Value>
Vector<Real> vector_over_samples(std::size_t n, Eigen::Index d, const Value& value) {
  if (n == 0) throw std::invalid_argument("an expectation over no samples");
  Vector<Real> sum = Vector<Real>::Zero(d);
  for (std::size_t i = 0; i < n; ++i) sum += value(i);
  return sum / Real(static_cast<int>(n));
}

}  // namespace lemmata
