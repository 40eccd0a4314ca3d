// Mutants of the lines of the proof of Difference: its second line, the bound on every path, and one instance on the boundary.
#include "lemmas/mutant/difference_instances.hpp"
#include "lemmas/mutant/families.hpp"

namespace lemmata {

namespace {

/// f = 0, ξ = ±1 and the majority's sign is delayed: this instance alone.
Answer decide_majority(const Parameters& p) {
  const Delays tau = p.delays();
  const DifferenceTerms t{1, p.number("q"), p.number("kappa"), 1, 0, 2, 1, 0, tau, "tau"};
  const std::size_t most = std::min<std::size_t>(tau.free() ? 14 : tau.most, 14);
  for (std::size_t at = tau.least; at <= most; ++at)
    if (const Witness w = majority(t, at); w.confirmed()) return refuted(w, "the missing noises are of one sign");
  if (tau.free() || tau.most > 14) return undecided("delays up to 14 do not refute it");
  const Witness w = majority(t, tau.most);
  return cited("at τ = " + std::to_string(tau.most) + " all 2^τ paths give EΔ = " + to_string(w.sides.left) + " ≤ " +
               to_string(w.sides.right));
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
      for (const auto& [h, root_M, sigma, x0] : {std::tuple(1, 0, 0, 1), std::tuple(1, 0, 1, 0), std::tuple(1, 1, 0, 1),
                                                 std::tuple(1, 30, 0, 1), std::tuple(-1, 0, 1, 0), std::tuple(-1, 1, 0, 1)}) {
        if (is_slow && (p.is("reads", "consistent") || tau == 1 || tau > 10)) continue;
        const LineRun run{{.h = h, .root_M = root_M, .sigma = sigma}, ratio(1, 10), x0, is_slow ? last_read_x0(tau) : all_read_x0(tau)};
        const Sides found = left_right(run, tau, by_moments(run));
        if (found.left <= found.right) continue;
        Witness w{.facts = facts(run, is_slow ? "a slow reader" : "all read x_0"),
                  .sides = found,
                  .again = left_right(run, tau, by_paths(run)),
                  .route = "second moments",
                  .other_route = "every path of the samples"};
        w.facts.emplace_back("tau", std::to_string(tau));
        return refuted(w, "an instance whose expectation is larger");
      }
  if (p.is("reads", "dependent")) {
    for (std::size_t tau = delays.least; tau <= 14 && delays.contains(tau); ++tau) {
      DifferenceTerms t{1, 1, 10, 1, 0, 2, 1, 0, delays, "tau"};
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
    return refuted({.facts = {{"|J|", std::to_string(m)}, {"g_k", "1"}, {"gamma", "1"}},
                    .sides = {left, right},
                    .again = {sum * sum, right},
                    .route = "m²",
                    .other_route = "the sum, term by term"},
                   "equal gradients add up");
  }
  if (k >= 1 && factor >= 1) return cited("‖Σaₖ‖² ≤ |J| Σ‖aₖ‖² for any vectors: the slack is Σ_{j<k}‖aⱼ−aₖ‖²; ‖Dₖ‖ ≤ 1");
  return undecided("up to 64 equal gradients do not refute it");
}

}  // namespace

std::vector<Family> difference_line_families() {
  return {{"difference-line",
           "A22b",
           "E‖xₜ−x̃ₜ‖² ≤ γ²(gradient·τ + M·Mτ^{M-tau}) Σ E‖∇f(xₖ)‖² + noise·τ^{noise-tau}γ²σ², every γ > 0",
           {smaller(number("gradient", "2")), smaller(number("M", "2")), smaller(number("noise", "2")), number("M-tau", "0"),
            number("noise-tau", "1"), choice("reads", {"any", "consistent", "dependent"}), delay()},
           decide_line},
          {"difference-sure",
           "C2b",
           "‖xₜ−x̃ₜ‖² ≤ factor·γ²|J|^{J-power} Σ_J ‖gₖ‖² on every path, any schedule",
           {number("factor", "1"), number("J-power", "1")},
           decide_sure},
          {"difference-majority",
           "",
           "EΔ ≤ qγ/L σ² where f = 0, ξ = ±1, and the updates of the more frequent sign are delayed; γ = 1/(κLτ)",
           {number("q", "1/5"), positive("kappa", "10"), delay("4")},
           decide_majority}};
}

}  // namespace lemmata
