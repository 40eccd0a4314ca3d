// What the lemmas in full expectation need to know of a run whose schedule is fixed: E over all samples i₀, …, i_{T−1}.
#pragma once

#include <vector>

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// For t = 0, …, T−1, with Gₜ = ∇f(xₜ), ξₜ = gₜ − Gₜ, and sums over k ∈ Jₜ.
template <class Real>
struct Expectations {
  std::vector<Real> gradient2;        // E‖Gₜ‖²
  std::vector<Real> noise2;           // E‖ξₜ‖²
  std::vector<Real> difference;       // E‖xₜ − x̃ₜ‖²
  std::vector<Real> missed_gradient;  // E‖Σ DₖGₖ‖²
  std::vector<Real> missed_noise;     // E‖Σ Dₖξₖ‖²
  std::vector<Real> missed_gradients; // Σ E‖DₖGₖ‖²
  std::vector<Real> missed_noises;    // Σ E‖Dₖξₖ‖²
  std::vector<Real> f_virtual;        // E f(x̃ₜ), t = 0, …, T

  std::size_t iterations() const { return gradient2.size(); }
  friend bool operator==(const Expectations&, const Expectations&) = default;
};

}  // namespace lemmata
