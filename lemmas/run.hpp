// One run of an algorithm, as plain data: what was read, which sample was drawn, what was added. Everything is judged on this.
#pragma once

#include <cstdint>
#include <vector>

#include "lemmas/numbers/vector.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

/// Iterations t = 0, …, T−1 in the order of their labels. The doubles are what the machine held; each of them is a rational.
struct Run {
  Exact gamma;                        // γ in the sum form: every gradient is added with this weight
  Vector<double> x0;                  // x₀ ∈ ℝᵈ
  Matrix<double> x;                   // column t is xₜ, as read (d × T)
  Matrix<double> update;              // column t is −γ gₜ, as rounded by the machine and added to memory (d × T)
  std::vector<std::uint32_t> sample;  // iₜ ∈ {0, …, n−1}
  Schedule schedule;                  // Jₜ and Dₖᵗ

  std::size_t iterations() const { return sample.size(); }
  std::size_t dimension() const { return static_cast<std::size_t>(x0.size()); }
};

/// A column of doubles as the rationals that they are.
inline Vector<Exact> exact(const Eigen::Ref<const Vector<double>>& column) {
  Vector<Exact> v(column.size());
  for (Eigen::Index c = 0; c < column.size(); ++c) v(c) = exact(column(c));
  return v;
}

}  // namespace lemmata
