// Mutants of Lemma 6.5 (Difference) and of the second line of its proof. What is proved: for weights A, B of ‖u‖² and ‖v‖²,
//
//   EΔ ≤ γ²(AE‖u‖² + BE‖v‖²) ≤ γ²((Aτ + BM)W + Bτσ²),   W = Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖²
//
// A = B = 1 where E⟨u,v⟩ = 0 (consistent reads, or τ = 1), else A = 1+s and B = 1+1/s for any s > 0. Where the schedule depends on the
// samples: EΔ ≤ γ²τ(1+M)W + γ²τ²σ². What refutes: all read x₀; a reader that is slow; a scheduler that delays the sign of the majority.
#include "lemmas/mutant/difference.hpp"

#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/instance.hpp"

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

Exact to_the(const Exact& base, unsigned exponent) {
  Exact result = 1;
  for (unsigned e = 0; e < exponent; ++e) result *= base;
  return result;
}

/// EΔ ≤ p/(L^i τ^k) W + qγτⁿ/L^j σ² for γ ≤ 1/(κL(M+τ)), or without M, or with 1 for τ, or for γ ≤ 1/(κL√(τ(M+τ))).
struct Terms {
  Exact p, q, kappa;
  unsigned tau_power, noise_tau, gradient_L, noise_L;
  int window;  // W over this many more terms than τ
  Delays tau;
  std::string range;

  Exact largest_step(const Exact& L, const Exact& M, std::size_t at) const {
    return 1 / (kappa * L * (range == "M" ? Exact(M + 1) : range == "no-M" ? Exact(at) : Exact(M + at)));
  }
  Exact right(const Exact& L, const Exact& gamma, std::size_t at, const Exact& W, const Exact& sigma2) const {
    return p / (to_the(L, gradient_L) * to_the(at, tau_power)) * W + q * gamma * to_the(at, noise_tau) / to_the(L, noise_L) * sigma2;
  }
};

Sides sides(const Terms& terms, const LineRun& run, std::size_t tau, const Expectations<Exact>& E) {
  const std::size_t t = run.schedule.size() - 1, length = tau + static_cast<std::size_t>(terms.window + 1) - 1;
  Exact W = 0;
  for (std::size_t k = t - std::min(t, length); k < t; ++k) W += E.gradient2[k];
  return {E.difference[t], terms.right(run.line.L(), run.gamma, tau, W, run.line.sigma2())};
}

std::optional<Answer> refutes(const Terms& terms, const LineRun& run, std::size_t tau, const std::string& reads) {
  const Sides found = sides(terms, run, tau, by_moments(run));
  if (found.left <= found.right) return std::nullopt;
  Witness w{.facts = facts(run, reads), .sides = found, .again = sides(terms, run, tau, by_paths(run)), .route = "second moments",
            .other_route = "every path of the samples"};
  w.facts.emplace_back("tau", std::to_string(tau));
  w.facts.emplace_back("t", std::to_string(run.schedule.size() - 1));
  return refuted(std::move(w), "an instance whose expectation is larger");
}

/// J_t = {0, …, t−1} for all t ≤ τ: all read x₀.
Schedule aligned(std::size_t tau) { return Schedule::constant_delay(tau + 1, 1, tau); }
/// J_t = {} for t < τ, J_τ = {0, …, τ−1}: a reader that is slow.
Schedule slow(std::size_t tau) { return Schedule::slow_reader(tau + 1, 1, tau); }
std::string J(std::size_t tau) { return tau == 1 ? "{0}" : tau == 2 ? "{0,1}" : "{0,...," + std::to_string(tau - 1) + "}"; }

/// The delays at which instances are tried.
std::vector<std::size_t> tried(const Delays& tau, std::initializer_list<std::size_t> some) {
  std::vector<std::size_t> result;
  for (const std::size_t one : some)
    if (tau.contains(one)) result.push_back(one);
  if (!tau.free() && tau.most <= 200 && (result.empty() || result.back() != tau.most)) result.push_back(tau.most);
  return result;
}

/// Where all read x₀, with an exact oracle, with multiplicative noise, or with noise only; these reads are consistent.
std::optional<Answer> aligned_refutes(const Terms& terms) {
  for (const std::size_t tau : tried(terms.tau, {1, 2, 3, 4, 6, 8, 12, 20, 50, 100}))
    for (const Exact& L : {Exact(1), Exact(4), ratio(1, 4), Exact(64), ratio(1, 64), Exact(4096), ratio(1, 4096)}) {
      if (L != 1 && terms.gradient_L == 2 && terms.noise_L == 1) break;
      for (const auto& [root_M, sigma] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(3, 0), std::pair(30, 0), std::pair(300, 0)}) {
        const Line line{.h = L, .root_M = root_M, .sigma = sigma};
        const Exact gamma = terms.largest_step(L, line.M(), tau), x0 = 1 - sigma, G2 = L * L * x0 * x0, n = tau;
        const Exact left = gamma * gamma * ((n * n + n * line.M()) * G2 + n * sigma);  // all gradients are at x₀
        const auto window = static_cast<int>(std::min<long long>(static_cast<long long>(tau), static_cast<long long>(tau) + terms.window));
        if (left <= terms.right(L, gamma, tau, window * G2, sigma)) continue;
        if (auto answer = refutes(terms, {line, gamma, x0, aligned(tau)}, tau, "all read x_0: J_t={0,...,t-1}")) return answer;
      }
    }
  return std::nullopt;
}

/// Where one reader is slow and the others are sequential: E⟨u,v⟩ is not 0.
std::optional<Answer> slow_reader_refutes(const Terms& terms) {
  for (const std::size_t tau : tried(terms.tau, {2, 3, 4, 6, 8, 10, 12})) {
    if (tau > 14) continue;
    for (const int h : {-1, 1})
      for (const auto& [x0, sigma] : {std::pair(0, 1), std::pair(1, 0)}) {
        const Line line{.h = h, .root_M = 0, .sigma = sigma};
        const std::string reads = "a slow reader: J_" + std::to_string(tau) + "=" + J(tau) + ", J_t={} before";
        if (auto answer = refutes(terms, {line, terms.largest_step(1, 0, tau), x0, slow(tau)}, tau, reads)) return answer;
      }
  }
  return std::nullopt;
}

Exact binomial(std::size_t n, std::size_t k) {
  Exact result = 1;
  for (std::size_t j = 0; j < k; ++j) result = result * (n - j) / (j + 1);
  return result;
}

/// f = 0, ξ = ±1, and J_τ has all k of the sign that occurs more often: EΔ = γ²E max(N₊,N₋)².
Witness majority(const Terms& terms, std::size_t tau) {
  const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1);
  Exact sum = 0, again = 0, paths = 1;
  for (std::size_t j = 0; j <= tau; ++j) sum += binomial(tau, j) * Exact(std::max(j, tau - j)) * Exact(std::max(j, tau - j));
  for (std::size_t k = 0; k < tau; ++k) paths *= 2;
  for (std::size_t path = 0; path < std::size_t{1} << tau; ++path) {
    std::size_t plus = 0;
    for (std::size_t k = 0; k < tau; ++k) plus += path >> k & 1;
    again += std::max(plus, tau - plus) * std::max(plus, tau - plus);
  }
  const Exact scale = gamma * gamma / paths;
  return {.facts = {{"f", "0"}, {"L", "1"}, {"M", "0"}, {"sigma2", "1"}, {"noise", "+-1"}, {"tau", std::to_string(tau)},
                    {"t", std::to_string(tau)}, {"gamma", to_string(gamma)}, {"J_t", "the k of the sign that the majority has"}},
          .sides = {scale * sum, right}, .again = {scale * again, right}, .route = "binomial law of the signs",
          .other_route = "all " + std::to_string(std::size_t{1} << tau) + " paths"};
}

/// f = 0, ξ = ±1, J_τ = {k: ξₖ = +1}: EΔ = γ²EN₊² = γ²τ(τ+1)/4.
Witness slow_iff_plus(const Terms& terms, std::size_t tau) {
  const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1), n = tau;
  Exact again = 0, paths = 1, ways = 1;
  for (std::size_t k = 0; k < tau; ++k) paths *= 2;
  for (std::size_t j = 0; j <= tau; ++j) {
    again += ways * Exact(j) * Exact(j);
    ways = ways * (tau - j) / (j + 1);
  }
  return {.facts = {{"f", "0"}, {"L", "1"}, {"M", "0"}, {"sigma2", "1"}, {"noise", "+-1"}, {"tau", std::to_string(tau)},
                    {"t", std::to_string(tau)}, {"gamma", to_string(gamma)}, {"J_t", "{k: xi_k=+1}: slow iff the noise is +1"}},
          .sides = {gamma * gamma * n * (n + 1) / 4, right}, .again = {gamma * gamma * again / paths, right}, .route = "E N² of a binomial law",
          .other_route = "the sum over how many are slow"};
}

std::optional<Answer> dependence_refutes(const Terms& terms) {
  const std::string why = "delays that depend on the samples make E⟨ξⱼ,ξₖ⟩ of the missing ones positive";
  for (std::size_t tau = terms.tau.least; tau <= 14 && terms.tau.contains(tau); ++tau) {
    const Witness w = slow_iff_plus(terms, tau);
    if (w.confirmed()) return refuted(w, why);
    const Witness m = majority(terms, tau);
    if (m.confirmed()) return refuted(m, why);
  }
  for (std::size_t tau = std::max<std::size_t>(terms.tau.least, 15); tau <= 2000 && terms.tau.contains(tau); tau += terms.tau.free() ? tau / 8 : 1)
    if (terms.largest_step(1, 0, tau) * tau * (tau + 1) / 4 > terms.right(1, 1, tau, 0, 1)) return refuted(slow_iff_plus(terms, tau), why);
  return std::nullopt;
}

/// One draw for all, or one path instead of the expectation: f = 0, ξₖ = ξ₀, Δ = γ²τ²σ².
std::optional<Answer> equal_noises_refute(const Terms& terms, const std::string& noise, const std::string& why) {
  for (std::size_t tau = terms.tau.least; tau <= 2000 && terms.tau.contains(tau); tau += terms.tau.free() && tau > 20 ? tau / 8 : 1) {
    const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1);
    if (gamma * gamma * tau * tau <= right) continue;
    Exact again = 0;
    for (const int xi : {1, -1}) {
      Exact x = 0;
      for (std::size_t k = 0; k < tau; ++k) x += gamma * xi;
      again += x * x / 2;
    }
    return refuted({.facts = {{"f", "0"}, {"L", "1"}, {"M", "0"}, {"sigma2", "1"}, {"noise", noise}, {"tau", std::to_string(tau)},
                              {"t", std::to_string(tau)}, {"gamma", to_string(gamma)}, {"schedule", "J_t=" + J(tau)}},
                    .sides = {gamma * gamma * tau * tau, right}, .again = {again, right}, .route = "γ²τ²", .other_route = "the two values of the draw, step by step"},
                   why);
  }
  return std::nullopt;
}

/// The terms as they are at one delay, or a lower bound of them for all delays admitted: p/τ and q alone.
Terms reduced(const Terms& t) {
  Terms r = t;
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
Certificate certificate(const Terms& t, const Weights& w, bool consistent) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), tau = symbol("τ"), sigma2 = symbol("σ²"), Delta = symbol("Δ"),
                   W = symbol("W"), u = symbol("E‖u‖²"), v = symbol("E‖v‖²"), scale = power(L, 2) * tau, g2 = power(gamma, 2);
  Certificate c{.statement = "EΔ ≤ p/(L²τ) W + qγ/L σ², p = " + to_string(t.p) + ", q = " + to_string(t.q) + ", for γ ≤ " + (t.range == "sqrt" ? "1/(κL√(τ(M+τ)))" : "1/(κL(M+τ))") + ", κ = " + to_string(t.kappa),
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
    c.known.push_back({std::max(w.A, w.B) / (t.kappa * t.kappa) * W, 1 - t.kappa * t.kappa * g2 * L * L * tau * (M + tau), "γ ≤ 1/(κL√(τ(M+τ)))"});
    c.known.push_back({w.B / t.kappa * gamma * L * tau * sigma2, 1 - t.kappa * gamma * L * tau, "so γ ≤ 1/(κLτ)"});
    return c;
  }
  add_gradient_lines(c, w, t.kappa, W, tau);
  c.known.push_back({w.B / t.kappa * gamma * L * tau * sigma2, 1 - t.kappa * gamma * L * (M + tau), "γ ≤ 1/(κL(M+τ))"});
  return c;
}

/// The same for a schedule that depends on the samples, at τ = N.
Certificate certificate_at(const Terms& t, std::size_t N) {
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
  const Terms t{p.number("p"), p.number("q"), p.number("kappa"), small("tau-power"), small("noise-tau"), small("gradient-L"), small("noise-L"),
                p.is("window", "tau") ? 0 : p.is("window", "tau-1") ? -1 : 1, p.delays(), p.text("range")};
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
  const Terms r = reduced(t);
  const std::string all_terms = t.tau_power == 1 && t.noise_tau == 0 && t.range == "tau" ? "" : ", by the lemma with p/τ and q that it implies";
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
      return proved(std::move(c), (orthogonal ? "gradients and noise that are missing are orthogonal" : "Young's weights " + to_string(w->A) + " and " +
                                   to_string(w->B) + " on the sums") + all_terms);
  }
  return undecided("the proof needs larger constants, and no instance tried refutes these");
}

/// f = 0, ξ = ±1 and the majority's sign is delayed: this instance alone.
Answer decide_majority(const Parameters& p) {
  const Delays tau = p.delays();
  const Terms t{1, p.number("q"), p.number("kappa"), 1, 0, 2, 1, 0, tau, "tau"};
  const std::size_t most = std::min<std::size_t>(tau.free() ? 14 : tau.most, 14);
  for (std::size_t at = tau.least; at <= most; ++at)
    if (const Witness w = majority(t, at); w.confirmed()) return refuted(w, "the missing noises are of one sign");
  if (tau.free() || tau.most > 14) return undecided("delays up to 14 do not refute it");
  const Witness w = majority(t, tau.most);
  return cited("at τ = " + std::to_string(tau.most) + " all 2^τ paths give EΔ = " + to_string(w.sides.left) + " ≤ " + to_string(w.sides.right));
}

/// The second line of the slide's proof: EΔ ≤ γ²(aτ + bMτ^m)W + eτⁿγ²σ², every γ > 0.
Answer decide_line(const Parameters& p) {
  const Exact a = p.number("gradient"), b = p.number("M"), e = p.number("noise");
  const std::size_t m = p.count("M-tau"), n = p.count("noise-tau");
  const Delays delays = p.delays();
  const auto left_right = [&](const LineRun& run, std::size_t tau, const Expectations<Exact>& E) {
    const std::size_t t = run.schedule.size() - 1;
    const Exact W = window(E.gradient2, tau, t), g2 = run.gamma * run.gamma, T = tau;
    return Sides{E.difference[t], g2 * (a * T + b * run.line.M() * to_the(T, static_cast<unsigned>(m))) * W +
                                      e * to_the(T, static_cast<unsigned>(n)) * g2 * run.line.sigma2()};
  };
  for (const std::size_t tau : tried(delays, {1, 2, 3, 4, 6, 8, 12}))
    for (const bool is_slow : {false, true})
      for (const auto& [h, root_M, sigma, x0] : {std::tuple(1, 0, 0, 1), std::tuple(1, 0, 1, 0), std::tuple(1, 1, 0, 1), std::tuple(1, 30, 0, 1),
                                                 std::tuple(-1, 0, 1, 0), std::tuple(-1, 1, 0, 1)}) {
        if (is_slow && (p.is("reads", "consistent") || tau == 1 || tau > 10)) continue;
        const LineRun run{{.h = h, .root_M = root_M, .sigma = sigma}, ratio(1, 10), x0, is_slow ? slow(tau) : aligned(tau)};
        const Sides found = left_right(run, tau, by_moments(run));
        if (found.left <= found.right) continue;
        Witness w{.facts = facts(run, is_slow ? "a slow reader" : "all read x_0"), .sides = found, .again = left_right(run, tau, by_paths(run)),
                  .route = "second moments", .other_route = "every path of the samples"};
        w.facts.emplace_back("tau", std::to_string(tau));
        return refuted(w, "an instance whose expectation is larger");
      }
  if (p.is("reads", "dependent")) {
    for (std::size_t tau = delays.least; tau <= 14 && delays.contains(tau); ++tau) {
      Terms t{1, 1, 10, 1, 0, 2, 1, 0, delays, "tau"};
      Witness w = majority(t, tau);
      const Exact gamma = t.largest_step(1, 0, tau);
      w.sides.right = w.again.right = e * to_the(tau, static_cast<unsigned>(n)) * gamma * gamma;
      if (w.confirmed()) return refuted(w, "delays that depend on the samples");
    }
    if (a >= 1 && b >= 1 && e >= 1 && m >= 1 && n >= 2)
      return cited("on every path ‖ΣDₖgₖ‖² ≤ |J| Σ‖gₖ‖² and |J| ≤ τ; E‖gₖ‖² ≤ (1+M)E‖∇f(xₖ)‖² + σ²; so EΔ ≤ γ²τ(1+M)W + γ²τ²σ²");
    return undecided("the sure bound needs γ²τ(1+M)W + γ²τ²σ², and no instance tried refutes less");
  }
  const Exact least = std::min(b, e);
  if (p.is("reads", "consistent") ? (a >= 1 && least >= 1 && (n >= 1)) : (a > 1 && least > 1 && (a - 1) * (least - 1) >= 1 && n >= 1))
    return cited("E‖u+v‖² ≤ aE‖u‖² + bE‖v‖² for (a−1)(b−1) ≥ 1 (a = b = 1 where E⟨u,v⟩ = 0); E‖u‖² ≤ τW, E‖v‖² ≤ MW + τσ²");
  return undecided("the proof needs (gradient−1)(M−1) ≥ 1, and no instance tried refutes less");
}

/// ‖xₜ−x̃ₜ‖² ≤ factor·γ²|J|^k Σ_J‖gₖ‖² on every path, any schedule.
Answer decide_sure(const Parameters& p) {
  const Exact factor = p.number("factor");
  const auto k = static_cast<unsigned>(p.count("J-power"));
  for (int m = 1; m <= 64; ++m) {
    const Exact left = m * m, right = factor * to_the(m, k) * m;
    if (left <= right) continue;
    Exact sum = 0;
    for (int j = 0; j < m; ++j) sum += 1;
    return refuted({.facts = {{"|J|", std::to_string(m)}, {"g_k", "1"}, {"gamma", "1"}}, .sides = {left, right}, .again = {sum * sum, right}, .route = "m²",
                    .other_route = "the sum, term by term"},
                   "equal gradients add up");
  }
  if (k >= 1 && factor >= 1) return cited("‖Σaₖ‖² ≤ |J| Σ‖aₖ‖² for any vectors: the slack is Σ_{j<k}‖aⱼ−aₖ‖²; ‖Dₖ‖ ≤ 1");
  return undecided("up to 64 equal gradients do not refute it");
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
  return {{"difference", "A22", "E‖xₜ−x̃ₜ‖² ≤ p/(L²τ) Σ_{k=(t−τ)₊}^{t−1} E‖∇f(xₖ)‖² + qγ/L σ², γ ≤ 1/(κL(M+τ)); range: M is 1/(κL(M+1)), no-M is 1/(κLτ), sqrt is 1/(κL√(τ(M+τ)))",
           {smaller(number("p", "1/50")), smaller(number("q", "1/5")), smaller(positive("kappa", "10")), choice("reads", {"any", "consistent", "dependent"}),
            choice("window", {"tau", "tau-1", "tau+1"}), delay(), choice("range", {"tau", "M", "no-M", "sqrt"}), number("tau-power", "1"),
            number("noise-tau", "0"), number("gradient-L", "2"), number("noise-L", "1"), choice("masks", {"vector", "coordinate"}),
            choice("noise", {"independent", "shared"}), choice("expectation", {"full", "none"})},
           decide_difference},
          {"difference-line", "A22b", "E‖xₜ−x̃ₜ‖² ≤ γ²(gradient·τ + M·Mτ^{M-tau}) Σ E‖∇f(xₖ)‖² + noise·τ^{noise-tau}γ²σ², every γ > 0",
           {smaller(number("gradient", "2")), smaller(number("M", "2")), smaller(number("noise", "2")), number("M-tau", "0"), number("noise-tau", "1"),
            choice("reads", {"any", "consistent", "dependent"}), delay()},
           decide_line},
          {"difference-sure", "C2b", "‖xₜ−x̃ₜ‖² ≤ factor·γ²|J|^{J-power} Σ_J ‖gₖ‖² on every path, any schedule",
           {number("factor", "1"), number("J-power", "1")},
           decide_sure},
          {"difference-majority", "", "EΔ ≤ qγ/L σ² where f = 0, ξ = ±1, and the updates of the more frequent sign are delayed; γ = 1/(κLτ)",
           {number("q", "1/5"), positive("kappa", "10"), delay("4")},
           decide_majority}};
}

}  // namespace lemmata
