// The three elementary inequalities of the proofs, and the one fact about independent noise.
#pragma once

#include <span>
#include <vector>

#include "lemmas/proof.hpp"

namespace lemmata {

/// −aᵀb ≤ (ε/2)‖a‖² + (1/(2ε))‖b‖², for all a, b ∈ ℝᵈ and ε > 0; the slides have ε = 1. Slack: ½‖√ε a + b/√ε‖².
/// Throws std::invalid_argument if ε ≤ 0. Source: slide "Proof of Lemma (Decrease)".
template <class Real>
Proof<Real> young(const Vector<Real>& a, const Vector<Real>& b, const Exact& epsilon = 1) {
  if (epsilon <= 0) throw std::invalid_argument("Young's inequality needs ε > 0, got " + to_string(epsilon));
  return Proof<Real>(-dot(a, b))
      .le(as<Real>(epsilon / 2) * norm2(a) + as<Real>(1 / (2 * epsilon)) * norm2(b), claims::Young, "½‖√ε a + b/√ε‖² ≥ 0");
}

/// ‖a+b‖² ≤ 2‖a‖² + 2‖b‖², for all a, b ∈ ℝᵈ. Slack: ‖a−b‖². Source: slide "Proof of Lemma (Difference)".
template <class Real>
Proof<Real> square_of_sum(const Vector<Real>& a, const Vector<Real>& b) {
  return Proof<Real>(norm2(Vector<Real>(a + b))).le(Real(2) * norm2(a) + Real(2) * norm2(b), claims::SquareOfSum, "‖a−b‖² ≥ 0");
}

/// ‖Σₖ aₖ‖² ≤ m Σₖ ‖aₖ‖², for any m vectors of ℝᵈ. Slack: Σ_{j<k} ‖aⱼ−aₖ‖². Source: slide "Proof of Lemma (Difference)".
template <class Real>
Proof<Real> jensen(std::span<const Vector<Real>> a) {
  Real squares = 0;
  Vector<Real> sum = Vector<Real>::Zero(a.empty() ? 0 : a[0].size());
  for (const auto& v : a) {
    sum += v;
    squares += norm2(v);
  }
  return Proof<Real>(norm2(sum)).le(Real(static_cast<int>(a.size())) * squares, claims::Jensen, "Σ‖aⱼ−aₖ‖² ≥ 0");
}

/// E‖Σₖ ξₖ‖² = Σₖ E‖ξₖ‖² for independent ξₖ, each uniform on `outcomes[k]` with mean 0: the average over all combinations.
/// Vacuous if some ξₖ is not centred. Throws std::invalid_argument if some ξₖ has no outcome. Cost: the product of the numbers of
/// outcomes. Source: slide "Proof of Lemma (Difference)".
template <class Real>
Proof<Real> independent_noise(std::span<const std::vector<Vector<Real>>> outcomes) {
  for (const auto& xi_k : outcomes)
    if (xi_k.empty()) throw std::invalid_argument("a noise needs at least one outcome");
  const Eigen::Index d = outcomes.empty() ? 0 : outcomes[0][0].size();
  const auto over_paths = [&](const auto& self, std::size_t k, const Vector<Real>& sum) -> Real {
    if (k == outcomes.size()) return norm2(sum);
    Real total = 0;
    for (const auto& xi : outcomes[k]) total += self(self, k + 1, sum + xi);
    return total / Real(static_cast<int>(outcomes[k].size()));
  };
  Truth centred = Truth::yes;
  Real sum_of_variances = 0;
  for (const auto& xi_k : outcomes) {
    Vector<Real> mean = Vector<Real>::Zero(d);
    Real squares = 0;
    for (const auto& xi : xi_k) {
      mean += xi;
      squares += norm2(xi);
    }
    for (Eigen::Index c = 0; c < d; ++c) centred = centred && eq(mean(c), Real(0));
    sum_of_variances += squares / Real(static_cast<int>(xi_k.size()));
  }
  return Proof<Real>(over_paths(over_paths, 0, Vector<Real>::Zero(d)))
      .given({"E ξₖ = 0", centred})
      .eq(sum_of_variances, claims::IndependentNoise, "E⟨ξⱼ,ξₖ⟩ = 0 for j ≠ k");
}

}  // namespace lemmata
