// Mutants of the main inequality: alpha (1/T) Σ E‖∇f(xₜ)‖² ≤ gap·F₀/(γT) + beta γLσ².
//
// What is proved, for every Young weight ε > 0 in Decrease and what Difference gives (K of the gradients, B of the noise):
//
//   A/T Σ E‖∇f(xₜ)‖² ≤ F₀/(γT) + C γLσ²,   A = 1 − ε/2 − 1/(2κ) − K/(2εκ²),   C = ½ + B/(2εκ),   and any share of it.
//
// What refutes: f = x²/2 with a constant delay, without noise, or with noise that stays; a piecewise quadratic for the last iterate.
#include "lemmas/mutant/difference.hpp"
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/main_instances.hpp"
#include "lemmas/mutant/main_rate.hpp"

namespace lemmata {

bool MainProof::proves(const Exact& alpha, const Exact& beta) const { return epsilon > 0 && alpha <= A() && alpha * C() <= beta * A(); }

std::optional<MainProof> main_proof(const Exact& kappa, const Exact& K, const Exact& B, const Exact& alpha, const Exact& beta) {
  // α ≤ A and αC ≤ βA are convex quadratics in ε; their vertices and where the two agree are enough to try.
  const Exact whole = 1 - 1 / (2 * kappa);
  std::vector<Exact> tried{whole - alpha};
  if (beta > 0) tried.push_back(whole - alpha / (2 * beta));
  if (2 * beta > 1) tried.push_back(B / (kappa * (2 * beta - 1)));
  for (const Exact& epsilon : tried)
    if (const MainProof proof{kappa, K, B, epsilon}; proof.proves(alpha, beta)) return proof;
  return std::nullopt;
}

namespace {

std::optional<Answer> refuting(const MainTerms& t, const Parameters& p) {
  if (p.is("average", "last")) return last_iterate_refutes(t);
  if (auto answer = lines_refute(t)) return answer;
  if (t.range == "no-M")
    if (auto answer = multiplicative_noise_refutes(t)) return answer;
  if (p.is("sampling", "biased"))
    if (auto answer = biased_samples_refute(t)) return answer;
  if (p.is("reads", "dependent"))
    if (auto answer = drift_refutes(t)) return answer;
  return std::nullopt;
}

/// gap·F₀ + βγ²LTσ² − αγΣ‖Gₜ‖² ≥ 0, by a share s = α/A of what is proved. N = 0: every τ, else this one.
Certificate certificate(const MainTerms& t, const MainProof& proof, const Weights& w, bool consistent, std::size_t N) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), T = symbol("T"), sigma2 = symbol("σ²"), V = symbol("V"),
                   f0 = symbol("f₀"), fT = symbol("f_T"), least = symbol("f*"), Delta = symbol("Δ"), u = symbol("U"), v = symbol("N"),
                   G = symbol("G"), D = symbol("D"), tau = N ? Polynomial(Exact(N)) : symbol("τ"), g2 = power(gamma, 2);
  const Exact &kappa = t.kappa, &epsilon = proof.epsilon, s = t.alpha / (t.gap * proof.A()), to_gap = t.gap;
  Certificate c{
      .statement = "(α/T) Σ E‖∇f(xₜ)‖² ≤ φF₀/(γT) + βγLσ², α = " + to_string(t.alpha) + ", φ = " + to_string(t.gap) + ", β = " +
                   to_string(t.beta) + ", for γ ≤ 1/(κL(M+τ)), κ = " + to_string(kappa) + (N ? ", τ = " + std::to_string(N) : ""),
      .difference = to_gap * (f0 - least) + t.beta * g2 * L * T * sigma2 - t.alpha * gamma * G * G,
      .known = {},
      .vectors = {"G", "D"},
      .of_any_sign = {"f₀", "f_T", "f*"},
      .notes = {"times γT; f₀ = f(x₀), f_T = E f(x̃_T); G and D are the T vectors ∇f(xₜ) and ∇f(x̃ₜ)−∇f(xₜ) in one, ‖G‖² = Σ E‖∇f(xₜ)‖²;",
                "V, Δ, U, N: sums over t of E‖ξₜ‖², E‖xₜ−x̃ₜ‖², E‖ΣDₖ∇f(xₖ)‖², E‖ΣDₖξₖ‖²; Young's weight ε = " + to_string(epsilon)}};
  const Exact share = s * to_gap;
  c.known.push_back(
      {share, f0 - gamma * (G + D) * G + ratio(1, 2) * g2 * L * (G * G + V) - fT, "L-smoothness at every x̃ₜ, E gₜ = ∇f(xₜ), telescoped"});
  c.known.push_back({share, fT - least, "f ≥ f*"});
  if (share != to_gap) c.known.push_back({to_gap - share, f0 - least, "f ≥ f*"});
  c.known.push_back({share / 2 * g2 * L, M * G * G + T * sigma2 - V, "variance assumption at xₜ"});
  c.known.push_back({share / (2 * epsilon) * gamma, L * L * Delta - D * D, "∇f is L-Lipschitz"});
  const Polynomial of_Delta = share / (2 * epsilon) * gamma * L * L, amount = share / (2 * epsilon) * gamma * G * G;
  if (proof.dependent) {
    c.known.push_back({of_Delta, g2 * tau * tau * (G * G + V) - Delta, "‖ΣDₖgₖ‖² ≤ τΣ‖gₖ‖² on every path, each at most τ times"});
    c.known.push_back({of_Delta * g2 * tau * tau, M * G * G + T * sigma2 - V, "variance assumption at xₖ"});
    add_dependent_gradient_lines(c, kappa, amount, N);
  } else {
    c.known.push_back({of_Delta, g2 * (w.A * u + w.B * v) - Delta, consistent ? "E⟨u,v⟩ = 0" : "‖u+v‖² ≤ A‖u‖² + B‖v‖²"});
    c.known.push_back({of_Delta * g2 * w.A, tau * tau * G * G - u, "‖Σaₖ‖² ≤ τΣ‖aₖ‖², each at most τ times"});
    c.known.push_back(
        {of_Delta * g2 * w.B, tau * (M * G * G + T * sigma2) - v, "independent noise, variance assumption, each at most τ times"});
    add_gradient_lines(c, w, kappa, amount, tau);
  }
  const Polynomial step = 1 - kappa * gamma * L * (M + tau);
  c.known.push_back({share / (2 * kappa) * gamma * G * G, step, "γ ≤ 1/(κL(M+τ))"});
  if (tau != Polynomial(1)) c.known.push_back({share / 2 * g2 * L * G * G, tau - 1, "τ ≥ 1"});
  c.known.push_back({share * proof.B / (2 * epsilon * kappa) * g2 * L * T * sigma2, step, "γ ≤ 1/(κL(M+τ))"});
  return c;
}

Answer proving(MainTerms t, const Parameters& p) {
  if (!p.is("sampling", "uniform") || p.is("average", "last")) return undecided("no instance tried refutes it");
  if (t.range == "no-M" || (t.range == "M" && t.tau.free())) return undecided("no instance tried refutes it");
  if (t.range == "M") t.kappa /= Exact(t.tau.most);
  if (t.alpha <= 0 || t.gap <= 0)
    return t.gap >= 0 && t.beta >= 0 && t.alpha <= 0 ? cited("the left side is at most 0, the right side at least 0")
                                                     : undecided("no instance tried refutes it");
  const bool one = t.tau.most == 1;
  const bool dependent = p.is("reads", "dependent") && !one, orthogonal = (p.is("reads", "consistent") && p.is("masks", "vector")) || one;
  if (dependent && (t.tau.free() || t.tau.most > 1000))
    return undecided("the sure bound proves it for small τ only, and no instance tried refutes it");
  if (t.average == "1..T") t.beta /= 2;  // T+1 iterations: (T+1)/T ≤ 2
  const Exact alpha = t.alpha / t.gap, beta = t.beta / t.gap;
  std::vector<Exact> weights{1, ratio(1, 2), ratio(3, 4), 2, 3};
  if (orthogonal || dependent) weights.resize(1);
  for (const Exact& s : weights) {
    const Weights w = dependent ? Weights{1, 1} : *orthogonal_or(s, orthogonal);
    const std::size_t N = dependent ? t.tau.most : 0;
    auto proof = main_proof(t.kappa, dependent ? dependent_gradient(N) : w.gradient(), dependent ? Exact(N) : w.B, alpha, beta);
    if (!proof) continue;
    proof->dependent = dependent;
    const std::string why = "Decrease with Young's weight " + to_string(proof->epsilon) +
                            (dependent    ? " and the sure bound on the difference"
                             : orthogonal ? " and Difference for orthogonal gradients and noise"
                                          : " and Difference");
    if (t.average == "1..T")
      return proved(certificate(t, *proof, w, orthogonal, N),
                    why + ", for T+1 iterations with half of beta: Σ_{t=1}^T ≤ Σ_{t=0}^T, (T+1)/T ≤ 2");
    return proved(certificate(t, *proof, w, orthogonal, N), why);
  }
  return undecided("no choice of Young's weights proves it, and no instance tried refutes it");
}

Answer decide_main(const Parameters& p) {
  const MainTerms t{p.number("alpha"), p.number("beta"), p.number("gap"),  p.number("kappa"),
                    p.delays(),        p.text("range"),  p.text("average")};
  const Answer proof = proving(t, p);
  if (proof.verdict == Truth::yes) return proof;
  if (auto answer = refuting(t, p)) return *answer;
  return proof;
}

/// alpha (1/T) Σ E‖∇f(xₜ)‖² ≤ gap·F₀/(γbT) + beta γLσ² for γ ≤ 1/(κL(M+b)), every b: decided completely.
Answer decide_minibatch(const Parameters& p) {
  const MainTerms t{p.number("alpha"), p.number("beta"), p.number("gap"), p.number("kappa"), {}, "tau", "0..T-1"};
  const Exact A = 1 - 1 / (2 * t.kappa);
  if (t.alpha <= 0 && t.gap >= 0 && t.beta >= 0) return cited("the left side is at most 0, the right side at least 0");
  if (A > 0 && t.gap > 0 && t.alpha <= t.gap * A && t.alpha <= 2 * t.beta * A) {
    const auto symbol = [](const char* name) { return Polynomial::variable(name); };
    const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), b = symbol("b"), T = symbol("T"), sigma2 = symbol("σ²"),
                     V = symbol("V"), f0 = symbol("f₀"), fT = symbol("f_T"), least = symbol("f*"), G = symbol("G"), g2 = power(gamma, 2);
    const Exact share = t.alpha / A;
    Certificate c{.statement = "(α/T) Σ E‖∇f(xₜ)‖² ≤ φF₀/(γbT) + βγLσ² for γ ≤ 1/(κL(M+b))",
                  .difference = t.gap * (f0 - least) + t.beta * g2 * L * b * T * sigma2 - t.alpha * gamma * b * G * G,
                  .known = {},
                  .vectors = {"G"},
                  .of_any_sign = {"f₀", "f_T", "f*"},
                  .notes = {"times γbT; ‖G‖² = Σ E‖∇f(xₜ)‖², V = Σ E V(xₜ) of one sample"}};
    c.known.push_back({share, f0 - gamma * b * G * G + ratio(1, 2) * g2 * L * b * (b * G * G + V) - fT,
                       "L-smoothness at xₜ, independent samples, telescoped"});
    c.known.push_back({share, fT - least, "f ≥ f*"});
    if (t.gap != share) c.known.push_back({t.gap - share, f0 - least, "f ≥ f*"});
    c.known.push_back({share / 2 * g2 * L * b, M * G * G + T * sigma2 - V, "variance assumption at xₜ"});
    c.known.push_back({share / (2 * t.kappa) * gamma * b * G * G, 1 - t.kappa * gamma * L * (M + b), "γ ≤ 1/(κL(M+b))"});
    return proved(std::move(c), "the standard path: smoothness, variance of a sum, telescoping");
  }
  const Exact largest = t.largest_step(0, 1);
  if (auto answer = constant_delay_refutes(t, 1, 0, largest, false)) return *answer;  // b = 1
  if (auto answer = stationary_noise_refutes(t, 1, largest)) return *answer;
  if (auto answer = constant_delay_refutes(t, 1, 0, largest, true)) return *answer;
  return undecided("the proof needs alpha ≤ 1 − 1/(2κ) and alpha ≤ 2 beta (1 − 1/(2κ)), and no instance tried refutes it");
}

}  // namespace

std::vector<Family> averaged_gradient_families() {
  return {{"main",
           "MAIN",
           "alpha (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ gap·F₀/(γT) + beta γLσ², γ ≤ 1/(κL(M+τ))",
           {larger(number("alpha", "1/5")), smaller(number("beta", "1")), smaller(positive("kappa", "10")),
            choice("reads", {"any", "consistent", "dependent"}), delay(), number("gap", "1"), choice("range", {"tau", "M", "no-M"}),
            choice("average", {"0..T-1", "1..T", "last"}), choice("sampling", {"uniform", "biased"}),
            choice("masks", {"vector", "coordinate"})},
           decide_main},
          {"minibatch-main",
           "A7",
           "alpha (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ gap·F₀/(γbT) + beta γLσ², γ ≤ 1/(κL(M+b)), sum form",
           {larger(number("alpha", "19/20")), smaller(number("beta", "1/2")), smaller(positive("kappa", "10")), number("gap", "1")},
           decide_minibatch}};
}

}  // namespace lemmata
