// Quiz 1: the variance of a mini-batch. It is at most σ²/b for independent samples, and rarely "exactly σ²/b".
#pragma once

#include <span>
#include <vector>

#include "lemmas/proof.hpp"

namespace lemmata {

/// How a batch is drawn from the n samples: independently, or as a uniform subset.
enum class Sampling { with_replacement, without_replacement };

/// E‖ḡ − ∇f‖² of a batch mean, from V = E‖g − ∇f‖²: V/b with replacement, (V/b)(n−b)/(n−1) without (n > 1).
/// Throws std::invalid_argument if b = 0, or b > n without replacement.
inline Exact batch_factor(std::size_t n, std::size_t b, Sampling sampling) {
  if (b == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  if (sampling == Sampling::with_replacement) return Exact(1) / b;
  if (b > n)
    throw std::invalid_argument("a batch of b = " + std::to_string(b) + " without replacement needs at least " +
                                std::to_string(b) + " samples, there are " + std::to_string(n));
  return n == 1 ? Exact(0) : Exact(n - b) / (Exact(b) * Exact(n - 1));
}

/// E‖ḡ − ∇f‖² over all equally likely batches, without any formula for V: E⟨ξ_p, ξ_q⟩ is averaged over the joint law of the
/// samples at two places p, q of the batch (n² pairs with replacement, n(n−1) without). `xi[i]` = ∇fᵢ(x) − ∇f(x) ∈ ℝᵈ. O(n²d).
template <class Real>
Real batch_variance_over_pairs(std::span<const Vector<Real>> xi, std::size_t b, Sampling sampling) {
  batch_factor(xi.size(), b, sampling);  // throws on b = 0, b > n
  const auto n = static_cast<int>(xi.size());
  Real same = 0, pairs = 0;  // E‖ξ‖²; E⟨ξ_p,ξ_q⟩, p ≠ q
  for (std::size_t i = 0; i < xi.size(); ++i) same += norm2(xi[i]);
  for (std::size_t i = 0; i < xi.size(); ++i)
    for (std::size_t j = 0; j < xi.size(); ++j)
      if (sampling == Sampling::with_replacement || i != j) pairs += dot(xi[i], xi[j]);
  const Exact count = sampling == Sampling::with_replacement ? Exact(n) * n : Exact(n) * (n - 1);
  const Real off_diagonal = count == 0 ? Real(0) : Real(as<Real>(1 / count) * pairs);
  return as<Real>(Exact(1) / b) * (same / Real(n)) + as<Real>(Exact(b - 1) / b) * off_diagonal;
}

/// E‖ḡ − ∇f‖² = V/b · (1 or (n−b)/(n−1)) ≤ (M‖∇f‖² + σ²)/b, with ḡ = (1/b) Σⱼ gʲ (slides "Quiz Week 6", "Mini-Batch SGD").
/// `xi[i]` = ∇fᵢ(x) − ∇f(x); `bound` = M‖∇f(x)‖² + σ². Throws as batch_factor does.
template <class Real>
Proof<Real> batch_variance(std::span<const Vector<Real>> xi, std::size_t b, Sampling sampling, const Real& bound) {
  Real V = 0;
  for (const auto& x : xi) V += norm2(x);
  V /= Real(static_cast<int>(xi.size()));
  return Proof<Real>(batch_variance_over_pairs(xi, b, sampling))
      .eq(as<Real>(batch_factor(xi.size(), b, sampling)) * V, claims::A2, "E⟨ξ_p,ξ_q⟩ = 0 or −V/(n−1) for p ≠ q")
      .le(as<Real>(Exact(1) / b) * bound, claims::A2, "V ≤ M‖∇f‖² + σ²");
}

}  // namespace lemmata
