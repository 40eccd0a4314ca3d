// Step sizes: the critical one of the theorems, the larger one that Decrease needs, and the one tuned to the horizon.
#pragma once

#include "lemmas/assumptions.hpp"

namespace lemmata {

/// γ > 0.
inline Truth positive(const Exact& gamma) { return truth(gamma > 0); }

/// γ_crit(τ) = 1/(κL(M+τ)), with τ = 0 counted as 1 (slides "Theorem", Definition 6.2; τ ≥ 1: docs/pages/errata.md); the slides have κ = 10.
/// Throws std::invalid_argument if L ≤ 0 or κ ≤ 0.
inline Exact critical_step_size(const Constants& problem, std::size_t tau, const Exact& kappa = 10) {
  if (problem.L <= 0) throw std::invalid_argument("L = " + to_string(problem.L) + ": a critical step size needs L > 0");
  if (kappa <= 0) throw std::invalid_argument("κ = " + to_string(kappa) + ": a critical step size needs κ > 0");
  return 1 / (kappa * problem.L * (problem.M + std::max<std::size_t>(tau, 1)));
}

/// 0 < γ ≤ γ_crit(τ): the hypothesis of Theorem 6.3 (τ of the schedule), and of Theorem 6.1 (τ = b).
inline Hypothesis critical(const Exact& gamma, const Constants& problem, std::size_t tau) {
  return {"0 < γ ≤ 1/(10L(M+τ))", positive(gamma) && le(gamma, critical_step_size(problem, tau))};
}
/// 0 < γ ≤ 1/(κL(M+τ)).
inline Hypothesis critical(const Exact& gamma, const Constants& problem, std::size_t tau, const Exact& kappa) {
  return {"0 < γ ≤ 1/(κL(M+τ))", positive(gamma) && le(gamma, critical_step_size(problem, tau, kappa))};
}

/// 0 < γ ≤ 1/(2L(M+1)): what Decrease needs. Follows from γ ≤ γ_crit(τ), with a factor 5 to spare.
inline Hypothesis step_size_for_decrease(const Exact& gamma, const Constants& problem) {
  return {"0 < γ ≤ 1/(2L(M+1))", positive(gamma) && le(2 * problem.L * (problem.M + 1) * gamma, 1)};
}

/// γ ≤ 1/(10L(M+τ)) as a line with its slack.
inline Proof<Exact> step_size(const Exact& gamma, const Constants& problem, std::size_t tau) {
  Proof<Exact> proof;
  proof.given(critical(gamma, problem, tau)).scalars(gamma, critical_step_size(problem, tau), claims::A16, "step size");
  return proof;
}

/// What a proof leaves to tuning: (α/T) Σ E‖∇f(xₜ)‖² ≤ F₀/(γT) + βγLσ² for every γ ≤ 1/(κL(M+τ)). The slides: κ = 10, α = 1/5, β = 1.
/// At the tuned step size it becomes (1/T) Σ E‖∇f(xₜ)‖² ≤ C₁ LF₀(M+τ)/T + C₂ √(LF₀σ²/T), C₁ = κ/α, C₂ = 2√β/α.
struct RateConstants {
  Exact kappa = 10, alpha = ratio(1, 5), beta = 1;

  Exact deterministic() const { return kappa / alpha; }                        // C₁
  Exact stochastic_squared() const { return 4 * beta / (alpha * alpha); }      // C₂²
};

/// What γ is tuned to: F₀ = f(x₀) − f* and the number of gradients (T, or bT for mini-batches).
template <class Real>
struct Horizon {
  Real F0 = 0;
  std::size_t gradients = 0;
};

/// (a)₊², where (a)₊ = max{a, 0}: with it, a ≤ √c for c ≥ 0 is decided without a square root.
template <class Real>
Real positive_square(const Real& a) {
  return le(a, Real(0)) == Truth::yes ? Real(0) : square(a);
}

/// The square root of a ≥ 0 if it is rational, else a rational r with (1 − 2⁻⁶⁰)√a ≤ r < √a.
/// Throws std::invalid_argument if a < 0.
inline Exact square_root_below(const Exact& a) {
  using boost::multiprecision::mpz_int;
  if (a < 0) throw std::invalid_argument("the square root of " + to_string(a));
  const mpz_int q = denominator(a), square = mpz_int(numerator(a)) * q;  // √(p/q) = √(pq)/q
  const mpz_int root = sqrt(square);
  if (root * root == square) return Exact(root) / Exact(q);
  const mpz_int finer = sqrt(mpz_int(square << 124));
  return Exact(finer) / Exact(mpz_int(q << 62));
}

/// γ = min{1/(κL(M+τ)), s}, s = √(F₀/(βLTσ²)) (slide "Proof II": "by tuning γ"). An irrational s is replaced by square_root_below.
/// Throws std::invalid_argument if T = 0, or if s = 0, which F₀ ≤ 0 < σ² makes it.
inline Exact tuned_step_size(const Constants& problem, std::size_t tau, const Horizon<Exact>& horizon, const RateConstants& rate = {}) {
  if (horizon.gradients == 0) throw std::invalid_argument("a step size cannot be tuned to no iterations");
  const Exact largest = critical_step_size(problem, tau, rate.kappa);
  if (problem.sigma2 == 0) return largest;
  if (horizon.F0 <= 0) throw std::invalid_argument("F₀ = " + to_string(horizon.F0) + ": the tuned step size would be 0");
  return std::min(largest, square_root_below(horizon.F0 / (rate.beta * problem.L * Exact(horizon.gradients) * problem.sigma2)));
}

/// F₀/(γT) + βγLσ² ≤ F₀/(γ_crit T) + factor·√(βLF₀σ²/T), decided with squares.
/// With s = √(F₀/(βLTσ²)) and γ = min{γ_crit, s}: s²/γ + γ ≤ s²/γ_crit + 2s, in both cases. So factor = 2 is enough, and 2 is needed.
template <class Real>
Proof<Real> tuning(const Exact& gamma, const Constants& problem, std::size_t tau, const Horizon<Real>& horizon,
                   const RateConstants& rate = {}, const Exact& factor = 2) {
  if (gamma <= 0 || horizon.gradients == 0) throw std::invalid_argument("tuning needs γ > 0 and T ≥ 1");
  const Exact T = horizon.gradients, largest = critical_step_size(problem, tau, rate.kappa), noise = rate.beta * problem.L * problem.sigma2;
  const Truth is_s = eq(as<Real>(gamma * gamma * noise * T), horizon.F0), below_s = le(as<Real>(gamma * gamma * noise * T), horizon.F0);
  const Real above = as<Real>(1 / (gamma * T) - 1 / (largest * T)) * horizon.F0 + as<Real>(gamma * noise);
  Proof<Real> proof(positive_square(above));
  proof.given(critical(gamma, problem, tau, rate.kappa))
      .given({"γ = min{γ_crit, √(F₀/(βLTσ²))}", gamma == largest ? below_s : is_s})
      .le(as<Real>(factor * factor * noise / T) * horizon.F0, claims::Tuning, "(F₀/(γT) + βγLσ² − F₀/(γ_crit T))₊² ≤ 4βLF₀σ²/T");
  return proof;
}

/// The γ at hand is as good as the tuned one: F₀/(γT) + βγLσ² ≤ F₀/(γ_crit T) + 2√(βLF₀σ²/T). True of tuned_step_size,
/// unless s < 2⁻¹¹⁸ γ_crit.
template <class Real>
Hypothesis tuned(const Exact& gamma, const Constants& problem, std::size_t tau, const Horizon<Real>& horizon, const RateConstants& rate) {
  return {"F₀/(γT) + βγLσ² ≤ F₀/(γ_crit T) + 2√(βLF₀σ²/T)",
          gamma > 0 ? tuning(gamma, problem, tau, horizon, rate)[0].holds : Truth::no};
}

}  // namespace lemmata
