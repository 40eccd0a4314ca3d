// What the constants of a run promise before anything is run, and which theorem's promise comes closest to what happened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "algorithms/problems/catalog.hpp"
#include "algorithms/verify/verdicts.hpp"

namespace lemmata {

/// What the bounds are computed from. τ = b for mini-batches, as in Theorem 6.1; T counts gradients.
struct BoundSetting {
  Exact gamma;                       // of the sum form
  std::size_t tau = 1;               // realised
  std::size_t tau_declared = 1;
  std::size_t T = 1;
  std::optional<std::size_t> batch;  // b, if the run is mini-batch SGD
  bool consistent = false;           // whole vectors, and no read misses what an earlier one has seen
  double average_staleness = 0;
  std::size_t workers = 1;
};

/// F₀ = f(x₀) − f*: exact, or the upper end of its enclosure; nothing if f is not bounded below.
std::optional<Exact> initial_gap(const Problem& problem, const Vector<double>& x0);

/// The claims that speak of L, M, σ², F₀, b and T alone: complexity, speed-up, scaling of the step size, tuning, the recap; with
/// ε = LF₀/100. And of the objective at x₀: that it is the average of its parts, and quiz II.
Verdicts of_the_constants(const Problem& problem, const ProblemSpec& spec, const Vector<double>& x0, const BoundSetting& setting,
                          std::string_view lemma = {});

/// A theorem's bound on (1/T) Σ E‖∇f(xₜ)‖².
struct Bound {
  std::string name;
  std::optional<std::size_t> tau;        // that it is taken with
  std::string constants;                 // C₁, C₂ of C₁LF₀(M+τ)/T + C₂√(LF₀σ²/T); or what is known of it
  std::optional<double> here, tuned;     // at this γ, if the theorem admits it; at the tuned γ
};
/// Theorem 6.3 with the realised and the declared τ, the sharper constants, and two bounds from the literature, whose constants are not
/// published and of which no number is given. Nothing if f is not bounded below.
std::vector<Bound> bounds(const Constants& problem, const std::optional<Exact>& F0, const BoundSetting& setting);

}  // namespace lemmata
