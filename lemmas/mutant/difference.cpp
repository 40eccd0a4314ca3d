// Mutants of Lemma 6.5 (Difference) and of the second line of its proof. What is proved: for weights A, B of ‖u‖² and ‖v‖²,
//
//   EΔ ≤ γ²(AE‖u‖² + BE‖v‖²) ≤ γ²((Aτ + BM)W + Bτσ²),   W = Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖²
//
// A = B = 1 where E⟨u,v⟩ = 0 (consistent reads, or τ = 1), else A = 1+s and B = 1+1/s for any s > 0. Where the schedule depends on the
// samples: EΔ ≤ γ²τ(1+M)W + γ²τ²σ². What refutes: all read x₀; a reader that is slow; a scheduler that delays the sign of the majority.
#include "lemmas/mutant/difference.hpp"

#include "lemmas/mutant/difference_instances.hpp"
#include "lemmas/mutant/families.hpp"

namespace lemmata {

std::optional<Weights> orthogonal_or(const Exact& s, bool consistent) {
  if (consistent) return Weights{1, 1};
  return s > 0 ? std::optional(Weights{1 + s, 1 + 1 / s}) : std::nullopt;
}

Exact Weights::gradient() const { return B <= 2 * A ? A : Exact(B * B / (4 * (B - A))); }

void add_gradient_lines(Certificate& c, const Weights& w, const Exact& kappa, const Polynomial& amount, const Polynomial& tau) {
  const Polynomial x = Polynomial::variable("γ") * Polynomial::variable("L"), M = Polynomial::variable("M");
  const Exact K = w.gradient();
  c.known.push_back({K / (kappa * kappa) * (1 + kappa * x * (M + tau)) * amount, 1 - kappa * x * (M + tau), "γ ≤ 1/(κL(M+τ))"});
  if (w.B > 2 * w.A)  // K(M+τ)² − Aτ² − BMτ is a square
    c.known.push_back({1 / (4 * (w.B - w.A)) * x * x * amount, power(w.B * M - (w.B - 2 * w.A) * tau, 2), "a square"});
}

namespace {

/// The terms as they are at one delay, or a lower bound of them for all delays admitted: p/τ and q alone.
DifferenceTerms reduced(const DifferenceTerms& t) {
  DifferenceTerms r = t;
  const Exact most = t.tau.free() ? Exact(1) : Exact(t.tau.most), least = t.tau.least;
  if (t.tau_power == 0) r.p = t.p * (t.tau.least == t.tau.most ? most : least);
  if (t.tau_power > 1) r.p = t.p / to_the(most, t.tau_power - 1);
  r.q = t.q * to_the(least, t.noise_tau);
  if (t.range == "M" && !t.tau.free()) r.kappa = t.kappa / most;
  r.tau_power = 1;
  r.noise_tau = 0;
  return r;
}

/// pW + qγLτσ² − L²τ EΔ, by weights A and B, for γ ≤ 1/(κL(M+τ)) and every τ.
Certificate certificate(const DifferenceTerms& t, const Weights& w, bool consistent) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), tau = symbol("τ"), sigma2 = symbol("σ²"), Delta = symbol("Δ"),
                   W = symbol("W"), u = symbol("E‖u‖²"), v = symbol("E‖v‖²"), scale = power(L, 2) * tau, g2 = power(gamma, 2);
  Certificate c{
      .statement = "EΔ ≤ p/(L²τ) W + qγ/L σ², p = " + to_string(t.p) + ", q = " + to_string(t.q) + ", for γ ≤ " +
                   (t.range == "sqrt" ? "1/(κL√(τ(M+τ)))" : "1/(κL(M+τ))") + ", κ = " + to_string(t.kappa),
      .difference = t.p * W + t.q * gamma * L * tau * sigma2 - scale * Delta,
      .known = {},
      .vectors = {},
      .of_any_sign = {},
      .notes = {"times L²τ; Δ = ‖xₜ−x̃ₜ‖² = γ²‖u+v‖², u = ΣDₖ∇f(xₖ), v = ΣDₖξₖ over the missing k, W = Σ E‖∇f(xₖ)‖² over the window"}};
  c.known.push_back({scale, g2 * (w.A * u + w.B * v) - Delta,
                     consistent ? "E⟨u,v⟩ = 0: missing gradients do not depend on missing noise" : "‖u+v‖² ≤ (1+s)‖u‖² + (1+1/s)‖v‖²"});
  c.known.push_back({scale * g2 * w.A, tau * W - u, "‖Σaₖ‖² ≤ |J| Σ‖aₖ‖², ‖Dₖ‖ ≤ 1, |J| ≤ τ"});
  c.known.push_back({scale * g2 * w.B, M * W + tau * sigma2 - v, "independent noise, masks independent of it, variance assumption at xₖ"});
  if (t.range == "sqrt") {
    c.known.push_back(
        {std::max(w.A, w.B) / (t.kappa * t.kappa) * W, 1 - t.kappa * t.kappa * g2 * L * L * tau * (M + tau), "γ ≤ 1/(κL√(τ(M+τ)))"});
    c.known.push_back({w.B / t.kappa * gamma * L * tau * sigma2, 1 - t.kappa * gamma * L * tau, "so γ ≤ 1/(κLτ)"});
    return c;
  }
  add_gradient_lines(c, w, t.kappa, W, tau);
  c.known.push_back({w.B / t.kappa * gamma * L * tau * sigma2, 1 - t.kappa * gamma * L * (M + tau), "γ ≤ 1/(κL(M+τ))"});
  return c;
}

/// The same for a schedule that depends on the samples, at τ = N.
Certificate certificate_at(const DifferenceTerms& t, std::size_t N) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), sigma2 = symbol("σ²"), Delta = symbol("Δ"), W = symbol("W"),
                   g = symbol("Σ E‖gₖ‖²");
  const Exact n = N;
  Certificate c{.statement = "EΔ ≤ p/(L²τ) W + qγ/L σ² at τ = " + std::to_string(N) + " under any schedule",
                .difference = t.p / n * W + t.q * gamma * L * sigma2 - power(L, 2) * Delta,
                .known = {},
                .vectors = {},
                .of_any_sign = {},
                .notes = {"times L²; Δ = ‖xₜ−x̃ₜ‖²; W = Σ E‖∇f(xₖ)‖² over the window"}};
  c.known.push_back({power(L, 2), n * power(gamma, 2) * g - Delta, "‖ΣDₖgₖ‖² ≤ |J| Σ‖gₖ‖², |J| ≤ τ, on every path"});
  c.known.push_back({power(L, 2) * n * power(gamma, 2), (1 + M) * W + n * sigma2 - g, "variance assumption at xₖ"});
  add_dependent_gradient_lines(c, t.kappa, 1 / n * W, N);
  c.known.push_back({n / t.kappa * gamma * L * sigma2, 1 - t.kappa * gamma * L * (M + n), "γ ≤ 1/(κL(M+τ))"});
  return c;
}

Answer decide_difference(const Parameters& p) {
  const auto small = [&](const char* name) { return static_cast<unsigned>(p.count(name)); };
  const DifferenceTerms t{
      p.number("p"),      p.number("q"),       p.number("kappa"), small("tau-power"),
      small("noise-tau"), small("gradient-L"), small("noise-L"),  p.is("window", "tau") ? 0 : p.is("window", "tau-1") ? -1 : 1,
      p.delays(),         p.text("range")};
  const bool dependent = p.is("reads", "dependent"), one = t.tau.least == 1 && t.tau.most == 1;
  const bool orthogonal = (p.is("reads", "consistent") && p.is("masks", "vector")) || one;

  if (auto answer = aligned_refutes(t)) return *answer;
  if (p.is("expectation", "none"))
    if (auto answer = equal_noises_refute(t, "all +1 on this path", "on one path the noises need not cancel")) return *answer;
  if (p.is("noise", "shared"))
    if (auto answer = equal_noises_refute(t, "one draw of +-1 for all", "E ξₖ = 0 alone is not enough")) return *answer;
  if (dependent)
    if (auto answer = dependence_refutes(t)) return *answer;
  if (p.is("reads", "any") || dependent)
    if (auto answer = slow_reader_refutes(t)) return *answer;

  if (p.is("expectation", "none") || p.is("noise", "shared")) return undecided("no instance tried refutes it");
  if (t.window < 0 || t.gradient_L != 2 || t.noise_L != 1) return undecided("no instance tried refutes it");
  const bool bounded = !t.tau.free();
  if ((t.tau_power > 1 || t.range == "M") && !bounded) return undecided("no instance tried refutes it");
  if (t.range == "no-M" || (t.range == "sqrt" && dependent)) return undecided("no instance tried refutes it");
  const DifferenceTerms r = reduced(t);
  const std::string all_terms =
      t.tau_power == 1 && t.noise_tau == 0 && t.range == "tau" ? "" : ", by the lemma with p/τ and q that it implies";
  if (dependent) {
    if (bounded && t.tau.most <= 1000)
      if (Certificate c = certificate_at(r, t.tau.most); objections(c).empty())
        return proved(std::move(c), "the sure bound ‖Σgₖ‖² ≤ τΣ‖gₖ‖², which is the tighter the smaller τ is" + all_terms);
    return undecided("neither the sure bound ‖Σgₖ‖² ≤ τΣ‖gₖ‖² nor an instance tried decides it");
  }
  std::vector<Exact> weights{1, ratio(1, 2), 2, ratio(3, 4), ratio(3, 2), ratio(2, 5), 3, 5, 10};
  if (r.q * r.kappa > 1) weights.push_back(1 / (r.q * r.kappa - 1));
  for (const Exact& s : weights) {
    const auto w = orthogonal_or(s, orthogonal);
    if (Certificate c = certificate(r, *w, orthogonal); objections(c).empty())
      return proved(std::move(c), (orthogonal ? "gradients and noise that are missing are orthogonal"
                                              : "Young's weights " + to_string(w->A) + " and " + to_string(w->B) + " on the sums") +
                                      all_terms);
  }
  return undecided("the proof needs larger constants, and no instance tried refutes these");
}

}  // namespace

void add_dependent_gradient_lines(Certificate& c, const Exact& kappa, const Polynomial& amount, std::size_t tau) {
  const Polynomial x = Polynomial::variable("γ") * Polynomial::variable("L"), M = Polynomial::variable("M");
  const Exact n = tau, K = dependent_gradient(tau);
  c.known.push_back({K / (kappa * kappa) * (1 + kappa * x * (M + n)) * amount, 1 - kappa * x * (M + n), "γ ≤ 1/(κL(M+τ))"});
  if (tau > 1) c.known.push_back({K * x * x * amount, power(M - (n - 2), 2), "a square"});
}

Exact dependent_gradient(std::size_t tau) { return tau == 1 ? Exact(1) : Exact(Exact(tau * tau) / (4 * Exact(tau - 1))); }

std::vector<Family> difference_families() {
  return {{"difference",
           "A22",
           "E‖xₜ−x̃ₜ‖² ≤ p/(L²τ) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + qγ/L σ², γ ≤ 1/(κL(M+τ)); range: M is 1/(κL(M+1)), no-M is 1/(κLτ), sqrt "
           "is 1/(κL√(τ(M+τ)))",
           {smaller(number("p", "1/50")), smaller(number("q", "1/5")), smaller(positive("kappa", "10")),
            choice("reads", {"any", "consistent", "dependent"}), choice("window", {"tau", "tau-1", "tau+1"}), delay(),
            choice("range", {"tau", "M", "no-M", "sqrt"}), number("tau-power", "1"), number("noise-tau", "0"), number("gradient-L", "2"),
            number("noise-L", "1"), choice("masks", {"vector", "coordinate"}), choice("noise", {"independent", "shared"}),
            choice("expectation", {"full", "none"})},
           decide_difference}};
}

}  // namespace lemmata
