// What mutants of Difference and of the main inequality share: how much of E‖xₜ−x̃ₜ‖² the gradients and the noise account for.
#pragma once

#include <optional>

#include "lemmas/certificate.hpp"

namespace lemmata {

/// E‖u+v‖² ≤ AE‖u‖² + BE‖v‖²: A = B = 1, or (A−1)(B−1) = 1.
struct Weights {
  Exact A, B;
  /// The least K with (Aτ + BM)τ ≤ K(M+τ)² for all M ≥ 0, τ > 0.
  Exact gradient() const;
};

/// A = B = 1, or A = 1+s, B = 1+1/s.
std::optional<Weights> orthogonal_or(const Exact& s, bool consistent);

/// To a certificate, lines of γ²L²(Aτ + BM)τ · amount ≤ (K/κ²) · amount for γ ≤ 1/(κL(M+τ)).
void add_gradient_lines(Certificate& c, const Weights& w, const Exact& kappa, const Polynomial& amount, const Polynomial& tau);

/// Under a schedule that depends on the samples, at one τ: γ²L²τ²(1+M) · amount ≤ (K/κ²) · amount, K = τ²/(4(τ−1)), or 1 at τ = 1.
Exact dependent_gradient(std::size_t tau);
void add_dependent_gradient_lines(Certificate& c, const Exact& kappa, const Polynomial& amount, std::size_t tau);

}  // namespace lemmata
