// What the proof of the main inequality gives for one Young weight.
#pragma once

#include <optional>

#include "lemmas/numbers/exact.hpp"

namespace lemmata {

/// (A/T) Σ E‖∇f(xₜ)‖² ≤ F₀/(γT) + CγLσ² for γ ≤ 1/(κL(M+τ)), with A = 1 − ε/2 − 1/(2κ) − K/(2εκ²), C = ½ + B/(2εκ).
struct MainProof {
  Exact kappa, K, B, epsilon;
  bool dependent = false;  // the schedule may depend on the samples

  Exact A() const { return 1 - epsilon / 2 - 1 / (2 * kappa) - K / (2 * epsilon * kappa * kappa); }
  Exact C() const { return ratio(1, 2) + B / (2 * epsilon * kappa); }
  /// (α/T) Σ … ≤ F₀/(γT) + βγLσ² is a share α/A ≤ 1 of it.
  bool proves(const Exact& alpha, const Exact& beta) const;
};

/// The weight ε that proves α and β, if there is one.
std::optional<MainProof> main_proof(const Exact& kappa, const Exact& K, const Exact& B, const Exact& alpha, const Exact& beta);

}  // namespace lemmata
