// What the lecture assumes of an objective and its stochastic gradients, and one moment of a run as a lemma sees it.
#pragma once

#include <concepts>
#include <optional>

#include "lemmas/expectation/over_samples.hpp"
#include "lemmas/proof.hpp"

namespace lemmata {

/// The constants of the lecture, each a rational that is certified where the problem is made:
/// ‖∇f(x)−∇f(y)‖ ≤ L‖x−y‖, E‖g(x)−∇f(x)‖² ≤ M‖∇f(x)‖² + σ², f(x) ≥ f_lower, for all x, y ∈ ℝᵈ.
struct Constants {
  Exact L, M, sigma2;
  std::optional<Exact> f_lower;  // nothing if f is not bounded below
};

/// f = (1/n) Σᵢ fᵢ on ℝᵈ with the oracle g(x) = ∇fᵢ(x), i uniform: what a lemma asks of a problem, over the number type Real.
/// `gradient_difference(x, gap)` is ∇f(x+gap) − ∇f(x), enclosed with an error relative to the gap, and exactly zero for a zero gap.
template <class P, class Real>
concept FiniteSum = requires(const P& p, std::size_t i, const Vector<Real>& x) {
  { p.n() } -> std::convertible_to<std::size_t>;
  { p.dimension() } -> std::convertible_to<std::size_t>;
  { p.constants() } -> std::convertible_to<const Constants&>;
  { p.f(x) } -> std::same_as<Real>;
  { p.gradient(x) } -> std::same_as<Vector<Real>>;
  { p.gradient_i(i, x) } -> std::same_as<Vector<Real>>;
  { p.gradient_difference(x, x) } -> std::same_as<Vector<Real>>;
};

/// One moment of a run (or any two points): all that the lemmas need to know of iteration t.
template <class Real>
struct Moment {
  Vector<Real> gap;                  // x̃ₜ − xₜ
  Vector<Real> G, G_virtual;         // ∇f(xₜ), ∇f(x̃ₜ)
  Vector<Real> G_difference;         // ∇f(x̃ₜ) − ∇f(xₜ)
  Real f_virtual;                    // f(x̃ₜ)
  Real expected_f_next;              // E f(x̃ₜ − γ g(xₜ))
  Real variance;                     // V(xₜ) = E‖g(xₜ) − ∇f(xₜ)‖²
};

/// V(x) = E‖g(x) − ∇f(x)‖², the average over the n samples.
template <class Real, FiniteSum<Real> Problem>
Real variance(const Problem& problem, const Vector<Real>& x) {
  if constexpr (requires { { problem.variance(x) } -> std::same_as<Real>; }) return problem.variance(x);
  const Vector<Real> G = problem.gradient(x);
  return over_samples<Real>(problem.n(), [&](std::size_t i) { return norm2(Vector<Real>(problem.gradient_i(i, x) - G)); });
}

/// E f(x̃ − γ g(x)), the average over the n samples. A problem may offer the same number faster.
template <class Real, FiniteSum<Real> Problem>
Real expected_f_next(const Problem& problem, const Exact& gamma, const Vector<Real>& x, const Vector<Real>& x_virtual) {
  if constexpr (requires { { problem.expected_f_next(gamma, x, x_virtual) } -> std::same_as<Real>; })
    return problem.expected_f_next(gamma, x, x_virtual);
  const Real g = as<Real>(gamma);
  return over_samples<Real>(problem.n(), [&](std::size_t i) {
    return problem.f(Vector<Real>(x_virtual - g * problem.gradient_i(i, x)));
  });
}

/// The moment at two points given as rationals; the gap is rounded once, after the subtraction.
template <class Real, FiniteSum<Real> Problem>
Moment<Real> moment(const Problem& problem, const Exact& gamma, const Vector<Exact>& x_t, const Vector<Exact>& x_virtual_t) {
  const Vector<Real> x = as<Real>(x_t), x_virtual = as<Real>(x_virtual_t);
  const Vector<Real> gap = as<Real>(Vector<Exact>(x_virtual_t - x_t));
  return {.gap = gap,
          .G = problem.gradient(x),
          .G_virtual = problem.gradient(x_virtual),
          .G_difference = problem.gradient_difference(x, gap),
          .f_virtual = problem.f(x_virtual),
          .expected_f_next = expected_f_next(problem, gamma, x, x_virtual),
          .variance = variance(problem, x)};
}

/// V(xₜ) ≤ M‖∇f(xₜ)‖² + σ²: the variance assumption at the read point (slide "Quiz Week 6").
template <class Real>
Proof<Real> variance_assumption(const Moment<Real>& at, const Constants& c) {
  return Proof<Real>(at.variance).le(as<Real>(c.M) * norm2(at.G) + as<Real>(c.sigma2), claims::A1, "variance assumption");
}

/// E g(xₜ) = ∇f(xₜ): every coordinate of the average of the n sample gradients (slide "Difficulties").
template <class Real, FiniteSum<Real> Problem>
Proof<Real> unbiasedness(const Problem& problem, const Vector<Real>& x) {
  const Vector<Real> G = problem.gradient(x);
  const Vector<Real> mean = vector_over_samples<Real>(problem.n(), G.size(), [&](std::size_t i) { return problem.gradient_i(i, x); });
  Proof<Real> proof;
  for (Eigen::Index c = 0; c < G.size(); ++c) proof.now(mean(c)).eq(G(c), claims::A14, "linearity of the gradient");
  return proof;
}

}  // namespace lemmata
