// Quiz 1: the variance of a mini-batch. It is at most σ²/b for independent samples, and rarely "exactly σ²/b".
#pragma once

#include <span>
#include <vector>

#include "lemmas/proof.hpp"
#include "lemmas/sampling.hpp"

namespace lemmata {

/// E‖ḡ − ∇f‖² of a batch mean, from V = E‖g − ∇f‖²: V/b with replacement, (V/b)(n−b)/(n−1) without (n > 1).
/// Throws std::invalid_argument if b = 0, n = 0, or b > n without replacement.
inline Exact batch_factor(std::size_t n, std::size_t b, Sampling sampling) {
  if (b == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  if (n == 0) throw std::invalid_argument("a batch of no samples");
  if (sampling == Sampling::with_replacement) return Exact(1) / b;
  if (b > n)
    throw std::invalid_argument("a batch of b = " + std::to_string(b) + " without replacement needs at least " +
                                std::to_string(b) + " samples, there are " + std::to_string(n));
  return n == 1 ? Exact(0) : Exact(n - b) / (Exact(b) * Exact(n - 1));
}

/// E‖ḡ − ∇f‖² over all equally likely batches, from the joint law of two places p ≠ q of the batch: E⟨ξ_p,ξ_q⟩ is ⟨ξᵢ,ξⱼ⟩ averaged
/// over the n² pairs (i,j), or over the n(n−1) pairs with i ≠ j. With Σ_{i,j}⟨ξᵢ,ξⱼ⟩ = ‖Σξᵢ‖² this is O(nd).
/// `xi[i]` = ∇fᵢ(x) − ∇f(x) ∈ ℝᵈ; that they sum to 0 is not used. Throws as batch_factor does.
template <class Real>
Real batch_variance_over_pairs(std::span<const Vector<Real>> xi, std::size_t b, Sampling sampling) {
  batch_factor(xi.size(), b, sampling);
  const Exact n = xi.size();
  Vector<Real> sum = Vector<Real>::Zero(xi[0].size());
  Real squares = 0;
  for (const auto& x : xi) {
    sum += x;
    squares += norm2(x);
  }
  const Real mean_square = as<Real>(1 / n) * squares;  // E‖ξ_p‖²
  Real mean_product = 0;                               // E⟨ξ_p,ξ_q⟩
  if (sampling == Sampling::with_replacement) mean_product = as<Real>(1 / (n * n)) * norm2(sum);
  else if (n > 1) mean_product = as<Real>(1 / (n * (n - 1))) * (norm2(sum) - squares);
  return as<Real>(Exact(1) / b) * mean_square + as<Real>(Exact(b - 1) / b) * mean_product;
}

/// E‖ḡ − ∇f‖² = V/b · (1 or (n−b)/(n−1)) ≤ (M‖∇f‖² + σ²)/b, with ḡ = (1/b) Σⱼ gʲ (slides "Quiz Week 6", "Mini-Batch SGD").
/// `xi[i]` = ∇fᵢ(x) − ∇f(x); `bound` = M‖∇f(x)‖² + σ². Throws as batch_factor does.
template <class Real>
Proof<Real> batch_variance(std::span<const Vector<Real>> xi, std::size_t b, Sampling sampling, const Real& bound) {
  const Exact factor = batch_factor(xi.size(), b, sampling);
  Real V = 0;
  for (const auto& x : xi) V += norm2(x);
  V /= Real(static_cast<int>(xi.size()));
  return Proof<Real>(batch_variance_over_pairs(xi, b, sampling))
      .eq(as<Real>(factor) * V, claims::A2, "V/b, or (V/b)(n−b)/(n−1)")
      .le(as<Real>(Exact(1) / b) * bound, claims::A2, "V ≤ M‖∇f‖² + σ², over b");
}

}  // namespace lemmata
