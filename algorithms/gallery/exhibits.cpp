#include "algorithms/gallery/exhibits.hpp"

#include "algorithms/problems/quadratic.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/difference.hpp"
#include "lemmas/elementary.hpp"
#include "lemmas/expectation/over_paths.hpp"

namespace lemmata {
namespace {

/// The last line of a proof: the lemma itself.
Sentence last_line(const Proof<Exact>& proof) {
  const auto& step = proof[proof.size() - 1];
  return {step.left, step.right, step.equality};
}
Vector<Exact> point(const Exact& x) { return Vector<Exact>::Constant(1, x); }

/// f(x) = hx²/2 on ℝ, gᵢ = hx ± 1: additive noise, σ² = 1. h = −1 has L = 1 and no lower bound; h = 0 is flat.
QuadraticSum additive_noise(const Exact& h) {
  const Matrix<Exact> A = Matrix<Exact>::Constant(1, 1, h);
  return {.A = {A, A}, .b = {point(-1), point(1)}};
}
constexpr auto plus = std::size_t{0};  // the sample with ξ = +1
const Constants unit_noise{.L = 1, .M = 0, .sigma2 = 1, .f_lower = {}};

// A quadratic by its values, for moments that are put together by hand.

/// E f(x̃ − γg) for f = hx²/2 and the gradients g with their probabilities.
Exact expected_f(const Exact& h, const Exact& x_virtual, const Exact& gamma, std::initializer_list<std::pair<Exact, Exact>> weighted) {
  Exact sum = 0;
  for (const auto& [weight, g] : weighted) sum += weight * h / 2 * square(Exact(x_virtual - gamma * g));
  return sum;
}

/// Decrease for f = hx²/2 at x and x̃, whatever E f(x̃ₜ₊₁) is said to be.
Sentence decrease_line(const Exact& h, const Constants& c, const Exact& gamma, const Exact& x, const Exact& x_virtual, const Exact& next) {
  const Exact G = h * x;
  return {next, h / 2 * square(x_virtual) - gamma / 4 * G * G + gamma * gamma * c.L * c.sigma2 / 2 +
                    gamma * c.L * c.L / 2 * square(Exact(x - x_virtual))};
}

/// f₁,₂ = x²/2 ± x, x₀ = −¼: two cores start at once, sample 1 is fast. Labelled at its write, the first sample is 1 with probability ¾.
Exhibit label_at_the_write() {
  const Exact x = ratio(-1, 4), gamma = ratio(1, 10);
  const auto with_probability = [&](const Exact& p) {
    return decrease_line(1, unit_noise, gamma, x, x, expected_f(1, x, gamma, {{p, x + 1}, {1 - p, x - 1}}));
  };
  return {"labels after the read", &claims::A21, "E f(x̃₁) ≤ f(x̃₀) − (γ/4)‖∇f(x₀)‖² + γ²Lσ²/2",
          "f₁,₂ = x²/2 ± x, x₀ = −1/4, γ = 1/10; labelled at the write, P(i₀ = 1) = 3/4", with_probability(ratio(3, 4)), with_probability(ratio(1, 2))};
}

/// x̂₀ = −γξ₁: the read labelled 0 began later and ended earlier than the write of g₁, and holds it.
Exhibit label_before_the_read() {
  const Exact gamma = ratio(1, 10);
  const auto product = [&](bool holds_the_future) {
    Exact sum = 0;  // E⟨∇f(x̃₁), ξ₁⟩, x̃₁ = −γg₀, g₀ = x̂₀ + ξ₀
    for (const int xi0 : {1, -1})
      for (const int xi1 : {1, -1}) sum += -gamma * ((holds_the_future ? Exact(-gamma * xi1) : Exact(0)) + xi0) * xi1 / 4;
    return sum;
  };
  return {"no read sees a later update", &claims::A13, "E⟨∇f(x̃₁), g₁⟩ = E⟨∇f(x̃₁), ∇f(x₁)⟩",
          "f = x²/2, ξ = ±1, x₀ = 0, γ = 1/10; label 0 is taken before the read, which sees g₁", {product(true), 0, true}, {product(false), 0, true}};
}

/// A fast worker that always has sample 1 contributes three gradients of four.
Exhibit over_represented_worker() {
  const auto mean = [](const Exact& p) { return Exact(p * 1 + (1 - p) * -1); };
  return {"uniform samples", &claims::A14, "E g(x) = ∇f(x)", "f₁,₂ = x²/2 ± x at x = 0; worker 1 owns f₁ and is three times as fast",
          {mean(ratio(3, 4)), 0, true}, {mean(ratio(1, 2)), 0, true}};
}

/// n = 2, reshuffled: ξ₁ = −ξ₀, which is known after the first iteration.
Exhibit reshuffling() {
  const Exact gamma = ratio(1, 10), x = -gamma;  // ξ₀ = +1; the other sign is its mirror image
  const auto next = [&](std::initializer_list<std::pair<Exact, Exact>> law) {
    return decrease_line(-1, unit_noise, gamma, x, x, expected_f(-1, x, gamma, law));
  };
  return {"fresh samples", &claims::A21, "E f(x̃₂) ≤ f(x̃₁) − (γ/4)‖∇f(x₁)‖² + γ²Lσ²/2",
          "f = −x²/2, ξ = ±1, x₀ = 0, γ = 1/10; the second sample is the one that is left", next({{1, -x - 1}}),
          next({{ratio(1, 2), -x + 1}, {ratio(1, 2), -x - 1}})};
}

/// V(x) = x² but V(x̃) = 0: a bound that is measured at x̃ = 0 is no bound at x = 1.
Exhibit bound_at_the_virtual_iterate() {
  const auto second_moment = [](const Exact& sigma2) { return Sentence{2, 1 + sigma2}; };  // E‖g‖² ≤ (M+1)‖∇f‖² + σ² at x = 1, g ∈ {0, 2}
  return {"the noise bound at xₜ", &claims::A21b, "E‖g‖² ≤ (M+1)‖∇f(xₜ)‖² + σ²", "fᵢ = (1±1)x²/2, xₜ = 1, x̃ₜ = 0; V(x̃ₜ) = 0 is taken for M and σ²",
          second_moment(0), second_moment(1)};
}

/// τ = 0, M = 0: 1/(10L(M+τ)) is infinite, and γ = 1 seems to be allowed.
Exhibit delay_at_least_one() {
  const auto at = [](const Exact& gamma) {
    return decrease_line(1, {.L = 1, .M = 0, .sigma2 = 0, .f_lower = 0}, gamma, 1, 0, expected_f(1, 0, gamma, {{1, 1}}));
  };
  return {"τ ≥ 1", &claims::A21, "E f(x̃ₜ₊₁) ≤ f(x̃ₜ) − (γ/4)‖∇f(xₜ)‖² + (γL²/2)Δₜ", "f = x²/2, no noise, xₜ = 1, x̃ₜ = 0; γ = 1 ≤ 1/(10L(M+τ)) with τ = 0",
          at(1), at(ratio(1, 10))};
}

Exhibit step_size_range() {
  const auto scalars = [](const Exact& gamma) { return Sentence{-gamma / 2 + gamma * gamma, -gamma / 4}; };  // L = 1, M = 1
  return {"γ ≤ 1/(2L(M+1))", &claims::A21e, "−γ/2 + γ²L(M+1)/2 ≤ −γ/4", "L = M = 1, γ = 1/3, where 1/(2L(M+1)) = 1/4", scalars(ratio(1, 3)), scalars(ratio(1, 4))};
}

Exhibit smoothness() {
  const auto lipschitz = [](const Exact& L) { return Sentence{1, L * L}; };  // x = 1, x̃ = 0
  return {"f is L-smooth", &claims::A21d, "‖∇f(x̃ₜ)−∇f(xₜ)‖² ≤ L²Δₜ", "f = x²/2, xₜ = 1, x̃ₜ = 0; L = 1/2 is claimed", lipschitz(ratio(1, 2)), lipschitz(1)};
}

/// Three gradients are in flight; the real iterate receives them all at once, the virtual one one by one.
Exhibit virtual_iterate() {
  const Exact gamma = ratio(1, 20), Delta = 2 * gamma * gamma, right = gamma * gamma / 2 + gamma / 2 * Delta;
  return {"the virtual iterate", &claims::A21, "E f(xₜ₊₁) ≤ f(xₜ) − (γ/4)‖∇f(xₜ)‖² + γ²Lσ²/2 + (γL²/2)EΔₜ",
          "f = x²/2, ξ = ±1, x₀ = x₁ = x₂ = 0, γ = 1/20; then three gradients land at once", {3 * gamma * gamma / 2, right},
          {3 * gamma * gamma / 2, 2 * gamma * gamma / 2 + right}};  // f(x̃₂) is γ² in expectation, where f(x₂) is 0
}

/// Three noises in a window: ξ, ξ, ξ of one draw, or three draws.
Exhibit shared_seed() {
  const std::vector<Vector<Exact>> outcomes{point(1), point(-1)};
  const std::vector<std::vector<Vector<Exact>>> three(3, outcomes);
  const auto independent = independent_noise<Exact>(three)[0];
  Exact same = 0;
  for (const auto& xi : outcomes) same += norm2(Vector<Exact>(3 * xi)) / 2;
  return {"independent noise", &claims::A22d, "E‖Σ ξₖ‖² = Σ E‖ξₖ‖²", "ξ = ±1, τ = 3; all workers draw with the same seed", {same, independent.right, true},
          {independent.left, independent.right, true}};
}

/// A worker is slow, τ iterations late, if and only if its noise is +1.
Exhibit oblivious_schedule() {
  const std::size_t tau = 8;
  const Exact gamma = ratio(1, 80);
  const QuadraticSum flat = additive_noise(0);
  const auto late = [&](bool only_plus) {
    const auto missing = [&](std::size_t t, std::span<const std::size_t> samples) {
      std::vector<Missing> J;
      for (std::size_t k = t - std::min(t, tau); k < t; ++k)
        if (!only_plus || samples[k] == plus) J.push_back({k});
      return J;
    };
    const auto E = over_paths<Exact>(flat, gamma, point(0), tau + 1, missing);
    return last_line(difference(E, Schedule::constant_delay(tau + 1, 1, tau), unit_noise, gamma, tau, tau));
  };
  return {"no mask depends on a sample", &claims::A22, "EΔₜ ≤ (1/(50L²τ)) Σ E‖∇f(xₖ)‖² + (γ/(5L))σ²",
          "f = 0, ξ = ±1, τ = 8, γ = 1/80; a gradient is late if and only if ξ = +1", late(true), late(false)};
}

/// One path, all ξ = +1: Difference speaks of an average.
Exhibit expectation_of_difference() {
  const std::size_t tau = 3;
  const Exact gamma = ratio(1, 30);
  const auto E = over_paths<Exact>(additive_noise(0), gamma, point(0), Schedule::constant_delay(tau + 1, 1, tau));
  const Sentence lemma = last_line(difference(E, Schedule::constant_delay(tau + 1, 1, tau), unit_noise, gamma, tau, tau));
  return {"E over all samples", &claims::A22, "Δₜ ≤ (1/(50L²τ)) Σ ‖∇f(xₖ)‖² + (γ/(5L))σ²", "f = 0, τ = 3, γ = 1/30; on the path where every ξ is +1",
          {square(Exact(gamma * tau)), lemma.right}, lemma};
}

/// Reads are sequential, but the last one still sees x₀ only.
Exhibit consistent_reads() {
  const std::size_t tau = 2, T = 3;
  const Exact gamma = ratio(1, 20);
  const auto halved = [&](const Schedule& schedule) {
    const auto E = over_paths<Exact>(additive_noise(-1), gamma, point(0), schedule);
    return last_line(difference_of_consistent_reads(E, schedule, unit_noise, gamma, tau, T - 1));
  };
  return {"consistent reads", &claims::C2, "EΔₜ ≤ (1/(100L²τ)) Σ E‖∇f(xₖ)‖² + (γ/(10L))σ²",
          "f = −x²/2, ξ = ±1, x₀ = 0, γ = 1/20; J₁ = ∅, J₂ = {0,1}", halved(Schedule::slow_reader(T, 1, tau)), halved(Schedule::constant_delay(T, 1, tau))};
}

Exhibit bounded_below() {
  const auto f = [](const Exact& h, const Exact& gamma) { return Exact(h / 2 * square(Exact(1 - gamma * h))); };  // f(x₁), x₀ = 1
  return {"f ≥ f*", &claims::A23b, "f* ≤ f(x̃_T)", "x₀ = 1, T = 1, γ = 1/10, no noise; f = −x²/2, and f* = −1/2 is claimed",
          {ratio(-1, 2), f(-1, ratio(1, 10))}, {0, f(1, ratio(1, 10))}};
}

}  // namespace

std::vector<Exhibit> exhibits() {
  return {label_before_the_read(), over_represented_worker(), label_at_the_write(),  reshuffling(),       virtual_iterate(),
          delay_at_least_one(),    smoothness(),              bound_at_the_virtual_iterate(), step_size_range(), oblivious_schedule(),
          expectation_of_difference(), shared_seed(),         consistent_reads(),    bounded_below()};
}

}  // namespace lemmata
