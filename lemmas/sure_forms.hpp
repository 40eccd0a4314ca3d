// The sure forms: Difference and the main inequality on every path, with the martingale remainder that E makes vanish.
//
// Not on the slides. One real run is judged without any expectation over the run; the remainders have mean 0 if no mask depends on a
// sample.
#pragma once

#include "lemmas/averaged_gradient.hpp"

namespace lemmata {

/// Iteration t of one run (or any points at all). Where the read was rounded by a machine, xₜ is the read in real numbers.
template <class Real>
struct PathStep {
  Vector<Real> g, G;                     // gₜ, ∇f(xₜ); the noise is ξₜ = gₜ − ∇f(xₜ)
  Vector<Real> G_virtual, G_difference;  // ∇f(x̃ₜ), ∇f(x̃ₜ) − ∇f(xₜ)
  Vector<Real> variances;                // E ξ[c]² at xₜ, c = 1, …, d, over the n samples: V(xₜ) is their sum
  Real f_virtual;                        // f(x̃ₜ)
  Real expected_f_next;                  // E f(x̃ₜ − γg(xₜ)) over the n samples; only sure_averaged_gradient asks for it

  Vector<Real> xi() const { return g - G; }
  Real variance() const { return variances.sum(); }
};
template <class Real>
struct SamplePath {
  std::vector<PathStep<Real>> steps;
  Real f_end;  // f(x̃_T)

  std::size_t iterations() const { return steps.size(); }
  const Real& f_next(std::size_t t) const { return t + 1 < steps.size() ? steps[t + 1].f_virtual : f_end; }
};

/// Dₖᵗ v, and (I − Dₖᵗ) v.
template <class Real>
Vector<Real> missed_part(const Missing& m, Vector<Real> v, bool missed = true) {
  for (Eigen::Index c = 0; c < v.size(); ++c)
    if (m.missed(static_cast<std::size_t>(c)) != missed) v(c) = 0;
  return v;
}

/// Wₜ = Σ_{k∈Jₜ} (‖Dₖξₖ‖² − E‖Dₖξₖ‖² + 2⟨Σ_{j<k} D_jξ_j, Dₖξₖ⟩): what E‖Σ Dₖξₖ‖² = Σ E‖Dₖξₖ‖² leaves on one path.
template <class Real>
Real noise_remainder(const SamplePath<Real>& path, const Schedule& schedule, std::size_t t) {
  Real W = 0;
  Vector<Real> v = Vector<Real>::Zero(path.steps.at(t).g.size());
  for (const Missing& m : schedule.missing(t)) {
    const Vector<Real> xi = missed_part(m, path.steps[m.k].xi());
    W += norm2(xi) - missed_part(m, path.steps[m.k].variances).sum() + Real(2) * dot(v, xi);
    v += xi;
  }
  return W;
}

/// γ²‖Σ_{k∈Jₜ} Dₖᵗgₖ‖² = ‖xₜ − x̃ₜ‖².
template <class Real>
Real path_difference(const SamplePath<Real>& path, const Schedule& schedule, const Exact& gamma, std::size_t t) {
  Vector<Real> sum = Vector<Real>::Zero(path.steps.at(t).g.size());
  for (const Missing& m : schedule.missing(t)) sum += missed_part(m, path.steps[m.k].g);
  return as<Real>(gamma * gamma) * norm2(sum);
}

template <class Real>
std::vector<Real> squared_gradients(const SamplePath<Real>& path) {
  std::vector<Real> G2;
  for (const auto& step : path.steps) G2.push_back(norm2(step.G));
  return G2;
}

/// On every path, for 0 < γ ≤ γ_crit(τ):
///   ‖xₜ − x̃ₜ‖² ≤ (1/(50L²τ)) Σ_{k=(t−τ)₊}^{t−1} ‖∇f(xₖ)‖² + (γ/(5L))σ² + 2γ²Wₜ
/// E Wₜ = 0 if no mask depends on a sample; its proof is that of Difference. `G2` is squared_gradients(path).
template <class Real>
Proof<Real> sure_difference(const SamplePath<Real>& path, const std::vector<Real>& G2, const Schedule& schedule, const Constants& problem,
                            const Exact& gamma, std::size_t tau, std::size_t t) {
  const Exact &L = problem.L, Tau = std::max<std::size_t>(tau, 1);
  Proof<Real> proof(path_difference(path, schedule, gamma, t));
  proof.given(critical(gamma, problem, tau))
      .given(covered(schedule, tau, t))
      .le(as<Real>(1 / (50 * L * L * Tau)) * window(G2, tau, t) + as<Real>(gamma / (5 * L) * problem.sigma2) +
              as<Real>(2 * gamma * gamma) * noise_remainder(path, schedule, t),
          claims::D32a, "Difference with remainder 2γ²Wₜ");
  return proof;
}

/// On every path, for 0 < γ ≤ γ_crit(τ), f ≥ f*:
///   (1/(5T)) Σ ‖∇f(xₜ)‖² ≤ F₀/(γT) + γLσ² + N,   N = (1/(γT)) Σ (f(x̃ₜ₊₁) − Eᵢ f(x̃ₜ − γgᵢ(xₜ))) + (γ²L²/T) Σ Wₜ
/// The first sum has mean 0 always, the second if no mask depends on a sample. Throws std::invalid_argument if T = 0 or γ = 0.
template <class Real>
Proof<Real> sure_averaged_gradient(const SamplePath<Real>& path, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                                   std::size_t tau) {
  const std::size_t T = average_over(path.iterations(), gamma);
  const Exact over_T = Exact(1) / T;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  Real S = 0, descent = 0, W = 0;
  for (std::size_t t = 0; t < T; ++t) {
    S += norm2(path.steps[t].G);
    descent += path.f_next(t) - path.steps[t].expected_f_next;
    W += noise_remainder(path, schedule, t);
  }
  const Real N = times(over_T / gamma, descent) + times(gamma * gamma * problem.L * problem.L * over_T, W);
  const Real F0 = path.steps[0].f_virtual - as<Real>(problem.f_lower.value_or(0));
  Proof<Real> proof(times(over_T / 5, S));
  proof.given(critical(gamma, problem, tau))
      .given(covered(schedule, tau))
      .given(bounded_below(problem))
      .le(times(over_T / gamma, F0) + as<Real>(gamma * problem.L * problem.sigma2) + N, claims::D32b, "main inequality with remainder N");
  return proof;
}

}  // namespace lemmata
