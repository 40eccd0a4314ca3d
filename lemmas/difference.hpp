// Lemma 6.5 (Difference), the lines that hold on every path: how far a read can be from the virtual iterate.
#pragma once

#include <span>

#include "lemmas/proof.hpp"

namespace lemmata {

/// The updates that one read had missed: Dₖ gₖ and Dₖ ∇f(xₖ) for k ∈ Jₜ, and how old the oldest is.
template <class Real>
struct MissedUpdates {
  std::vector<Vector<Real>> g, G;
  std::size_t staleness = 0;  // max_{k∈Jₜ} (t−k)
};

/// With u = Σ_J DₖGₖ and v = Σ_J Dₖξₖ, ξₖ = gₖ − Gₖ, Gₖ = ∇f(xₖ):
///
///   ‖xₜ − x̃ₜ‖² = γ²‖Σ_J Dₖgₖ‖²                                    definition of x̃ₜ
///              ≤ 2γ²‖u‖² + 2γ²‖v‖²                                 ‖u+v‖² ≤ 2‖u‖² + 2‖v‖²
///              ≤ 2γ² τ Σ_{k=(t−τ)₊}^{t−1} ‖Gₖ‖² + 2γ²‖v‖²           ‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖², ‖Dₖ‖ ≤ 1, J ⊆ {t−τ,…,t−1}
///
/// for any masks and any vectors; what remains of the lemma, E‖v‖², needs an expectation.
/// `difference` is xₜ − x̃ₜ ∈ ℝᵈ with xₜ read in real numbers; `window` is Σ_{k=(t−τ)₊}^{t−1} ‖Gₖ‖²; the last line is vacuous unless
/// J ⊆ {t−τ,…,t−1}.
/// Source: slide "Proof of Lemma (Difference)"; by coordinate: the lecture's exercise.
template <class Real>
Proof<Real> difference_sure_lines(const Exact& gamma, const Vector<Real>& difference, const MissedUpdates<Real>& missed,
                                  std::size_t tau, const Real& window) {
  Vector<Real> sum = Vector<Real>::Zero(difference.size()), u = sum, v = sum;
  Real squares = 0;
  for (std::size_t j = 0; j < missed.g.size(); ++j) {
    sum += missed.g[j];
    u += missed.G[j];
    v += missed.g[j] - missed.G[j];
    squares += norm2(missed.G[j]);
  }
  const auto size = static_cast<int>(missed.g.size());
  const Real gamma2 = as<Real>(gamma * gamma), twice = as<Real>(2 * gamma * gamma);
  Proof<Real> proof(norm2(difference));
  proof.eq(gamma2 * norm2(sum), claims::A22a, "definition of x̃ₜ")
      .le(twice * norm2(u) + twice * norm2(v), claims::A22b, "‖u+v‖² ≤ 2‖u‖² + 2‖v‖²")
      .le(twice * Real(size) * squares + twice * norm2(v), claims::A22c, "‖Σ aₖ‖² ≤ |J| Σ‖aₖ‖²")
      .given({"Jₜ ⊆ {t−τ,…,t−1}", truth(missed.staleness <= tau && missed.g.size() <= tau)})
      .le(twice * Real(static_cast<int>(tau)) * window + twice * norm2(v), claims::A22c, "‖Dₖ‖ ≤ 1, |J| ≤ τ");
  return proof;
}

}  // namespace lemmata
