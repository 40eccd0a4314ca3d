// Mutants of the theorems' constants, of the scaling rules, and of the definitions.
#include "lemmas/batch_size.hpp"
#include "lemmas/mutant/difference.hpp"
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/main_rate.hpp"
#include "lemmas/mutant/relation.hpp"
#include "lemmas/mutant/tuning.hpp"

namespace lemmata {

namespace {

Polynomial var(const std::string& name) { return Polynomial::variable(name); }

/// f = x²/2 by gradient descent: Σ_{t<T}(1−γ)^{2t}/T > C₁/(2T) at γ = 1/κ, and more for smaller γ. M = 0, τ = b = 1, σ = 0.
std::optional<Answer> too_fast(const Exact& C1, const Exact& kappa) {
  if (kappa < 1) return std::nullopt;
  const Exact gamma = 1 / kappa, rate = (1 - gamma) * (1 - gamma);
  Exact sum = 0, power = 1, x = 1, again = 0;
  for (int T = 1; T <= 400; ++T, power *= rate) {
    sum += power;
    again += x * x;
    x -= gamma * x;
    if (sum <= C1 / 2) continue;
    return refuted({.facts = {{"f", "x^2/2"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "0"},
                              {"tau", "1"},
                              {"J_t", "{}"},
                              {"x_0", "1"},
                              {"F0", "1/2"},
                              {"T", std::to_string(T)},
                              {"gamma", to_string(gamma) + ", the largest; the left side grows as gamma shrinks"}},
                    .sides = {sum / T, C1 / (2 * T)},
                    .again = {again / T, C1 / (2 * T)},
                    .route = "a geometric series",
                    .other_route = "gradient descent, step by step"},
                   "no step size up to γ_crit is as fast on a parabola");
  }
  return std::nullopt;
}

/// Is there a γ ≤ 1/(κL(M+τ)) with (1/T)Σ ≤ C₁LF₀(M+τ)/T + C₂√(LF₀σ²/T)? Yes if main is proved for α = κ′/C₁, β = (αC₂/2)², κ′ ≥ κ.
Answer decide_rate(const Parameters& p) {
  const Exact C1 = p.number("deterministic"), C2_squared = p.number("stochastic-squared"), kappa = p.number("kappa");
  if (C2_squared < 0) throw std::invalid_argument("stochastic-squared='" + p.text("stochastic-squared") + "'; right would be a number ≥ 0");
  const bool consistent = p.is("reads", "consistent");
  for (int k = 0; k <= 100; ++k) {
    const Exact larger = kappa * (1 + ratio(k, 20)), alpha = larger / C1, beta = C2_squared * alpha * alpha / 4;
    for (const Exact& s : {Exact(1), ratio(1, 2), ratio(3, 4), Exact(2)}) {
      const Weights w = *orthogonal_or(s, consistent);
      if (const auto proof = main_proof(larger, w.gradient(), w.B, alpha, beta))
        return proved(
            tuning_certificate(1, 4, "(1/T) Σ E‖∇f(xₜ)‖² ≤ C₁LF₀(M+τ)/T + C₂√(LF₀σ²/T) at γ = min{γ_crit, s}, κ = " + to_string(larger),
                               "main alpha=" + to_string(alpha) + " beta=" + to_string(beta) + " kappa=" + to_string(larger) +
                                   (consistent ? " reads=consistent" : "")),
            "γ = min{1/(κ'L(M+τ)), √(F₀/(βLTσ²))}, κ' = " + to_string(larger) +
                ": the main inequality holds with α = κ'/C₁ = " + to_string(alpha) + " and β = (αC₂/2)² = " + to_string(beta) +
                " (Young's weight " + to_string(proof->epsilon) + "), and tuning gives κ'/α and 2√β/α");
    }
  }
  if (auto answer = too_fast(C1, kappa)) return *answer;
  return undecided("the proofs give (8, 4), or (6, 4) for consistent reads, and no parabola refutes less");
}

Answer decide_minibatch_rate(const Parameters& p) {
  const Exact C1 = p.number("deterministic"), C2_squared = p.number("stochastic-squared"), kappa = p.number("kappa");
  if (C2_squared < 0) throw std::invalid_argument("stochastic-squared='" + p.text("stochastic-squared") + "'; right would be a number ≥ 0");
  for (int k = 0; k <= 200; ++k) {
    const Exact larger = kappa * (1 + ratio(k, 20)), A = 1 - 1 / (2 * larger);
    if (A <= 0 || C1 < larger / A || C2_squared < 2 / (A * A)) continue;
    return proved(tuning_certificate(A * C1 / larger, 2 * A * A * C2_squared,
                                     "(1/T) Σ E‖∇f(xₜ)‖² ≤ C₁LF₀(M+b)/(bT) + C₂√(LF₀σ²/(bT)) at γ = min{γ_crit, s}, s = √(2F₀/(bTLσ²))",
                                     "minibatch-main alpha=" + to_string(A) + " beta=1/2 kappa=" + to_string(larger)),
                  "γ = min{1/(κ'L(M+b)), √(2F₀/(bTLσ²))}, κ' = " + to_string(larger) + ": the direct inequality has α = 1 − 1/(2κ') = " +
                      to_string(A) + ", β = 1/2, and tuning gives C₁ = κ'/α, C₂² = 4β/α²");
  }
  if (auto answer = too_fast(C1, kappa)) return *answer;
  return undecided("the direct proof does not give these constants, and no parabola refutes them");
}

/// low ≤ γ_crit(growth·b)/γ_crit(b) ≤ high.
Answer decide_scaling(const Parameters& p) {
  const bool is_sum = p.is("form", "sum");
  const std::size_t growth = p.count("growth");
  if (growth == 0) throw std::invalid_argument("scaling: growth='0'; right would be a whole number from 1 on");
  const Polynomial M = var("M"), b = var("b");
  const Quotient ratio_{Exact(is_sum ? 1 : growth) * (M + b), M + Exact(growth) * b};
  const Domain domain{{{"M", var("m")}, {"b", 1 + var("i")}}, {"i"}, {"m"}};
  const auto side = [&](const char* name, Relation relation) {
    const Quotient bound = p.expression(name);
    return decide_relation(
        domain, ratio_, relation, bound, "γ_crit(growth·b)/γ_crit(b) against " + std::string(name), [&](const Polynomial::Point& at) {
          const auto b1 = static_cast<std::size_t>(numerator(at.at("b")));
          const Constants problem{.L = 1, .M = at.at("M"), .sigma2 = 0, .f_lower = std::nullopt};
          return Witness{.facts = {{"L", "1"}},
                         .sides = {},
                         .again = {critical_ratio(problem, b1, growth * b1, is_sum ? Form::sum : Form::mean), bound.at(at)},
                         .route = "cancelled",
                         .other_route = "both critical step sizes"};
        });
  };
  const Answer low = side("low", Relation::at_least);
  if (low.verdict != Truth::yes) return low;
  return side("high", Relation::at_most);
}

/// f = Lx²/2, multiplicative noise: E x² is multiplied by (1−γLb′)² + γ²L²b′M ≤ 1 at b′ = growth·b, γ = step/(L(M+b)).
Answer decide_keeping(const Parameters& p) {
  const Exact step = p.number("step"), growth = p.number("growth");
  const bool any_M = p.is("M", "free"), any_b = p.is("b", "free");
  const auto fixed = [&](const char* name) {
    const Exact& value = p.number(name);
    if (value < 0)
      throw std::invalid_argument("keep-step-size: " + std::string(name) + "='" + p.text(name) + "'; right would be free or a number ≥ 0");
    return value;
  };
  const std::vector<Exact> Ms = any_M ? std::vector<Exact>{0, 1, 4, 9, 100} : std::vector<Exact>{fixed("M")};
  const std::vector<Exact> bs = any_b ? std::vector<Exact>{1, 2, 4, 10, 100, 1000} : std::vector<Exact>{fixed("b")};
  for (const Exact& M : Ms)
    for (const Exact& b : bs) {
      if (M + b == 0) throw std::invalid_argument("keep-step-size: b='0'; right would be free or a number from 1 on");
      const Exact gamma = step / (M + b), B = growth * b, left = (1 - gamma * B) * (1 - gamma * B) + gamma * gamma * B * M;
      if (left <= 1) continue;
      return refuted(
          {.facts =
               {{"f", "x^2/2"}, {"L", "1"}, {"M", to_string(M)}, {"b", to_string(b)}, {"gamma", to_string(gamma)}, {"batch", to_string(B)}},
           .sides = {left, 1},
           .again = {1 - 2 * gamma * B + gamma * gamma * B * (B + M), 1},
           .route = "mean² and variance of a step",
           .other_route = "multiplied out: 1 − γB(2 − γ(B+M))"},
          "the step size is beyond 2/(L(M+b))");
    }
  // γL(M + growth·b) ≤ 2 ⟺ step(M + growth·b) ≤ 2(M+b): true for all M, b if and only if step ≤ 2 and step·growth ≤ 2.
  if ((step <= 2 && step * growth <= 2) || (!any_M && !any_b)) return cited("1 − γLB(2 − γL(B+M)) ≤ 1 since γL(B+M) ≤ 2, B = growth·b");
  return undecided("no M and b tried refutes it");
}

Domain batches_and_M(const std::string& when) {
  const Polynomial i = var("i"), m = var("m");
  if (when == "b<=M") return {{{"b", 1 + i}, {"M", 1 + i + m}}, {"i"}, {"m"}};
  if (when == "b>=M") return {{{"M", m}, {"b", 1 + i + m}}, {"i"}, {"m"}};
  return {{{"b", 1 + i}, {"M", m}}, {"i"}, {"m"}};
}

/// (M+b)/b against (M+2b)/(2b).
Answer decide_speed_up(const Parameters& p) {
  const Polynomial M = var("M"), b = var("b");
  const Quotient factor = p.expression("factor");
  return decide_relation(batches_and_M(p.text("when")), {2 * (M + b), M + 2 * b}, relation_of(p.text("relation")), factor,
                         "2(M+b)/(M+2b) against factor", [&](const Polynomial::Point& at) {
                           const Exact before = (at.at("M") + at.at("b")) / at.at("b"),
                                       after = (at.at("M") + 2 * at.at("b")) / (2 * at.at("b"));
                           return Witness{.facts = {},
                                          .sides = {},
                                          .again = {before / after, factor.at(at)},
                                          .route = "2(M+b)/(M+2b)",
                                          .other_route = "both terms, divided"};
                         });
}

/// (M+b)/b against bound.
Answer decide_regime(const Parameters& p) {
  const Polynomial M = var("M"), b = var("b");
  const Quotient bound = p.expression("bound");
  return decide_relation(
      batches_and_M(p.text("when")), {M + b, b}, relation_of(p.text("relation")), bound, "(M+b)/b against bound",
      [&](const Polynomial::Point& at) {
        return Witness{
            .facts = {}, .sides = {}, .again = {at.at("M") / at.at("b") + 1, bound.at(at)}, .route = "(M+b)/b", .other_route = "M/b + 1"};
      });
}

/// xₜ = x̃ₜ + sign·γ Σ gₖ over the missing, or the applied, updates. One step of f = x²/2 from 1, then a read that missed it.
Answer decide_virtual(const Parameters& p) {
  const Exact sign = p.number("sign"), gamma = ratio(1, 10);
  if (sign == 1 && p.is("over", "missing"))
    return cited("x̃ₜ = x₀ − γΣ_{k<t}gₖ and xₜ = x₀ − γΣ_{k∈Iₜ}gₖ: the difference is γ times the sum over Jₜ");
  // t = 2, g₀ = 1 was seen, g₁ = 9/10 was missed: x₂ = 9/10, x̃₂ = 81/100.
  const Exact g0 = 1, g1 = 1 - gamma * g0, x = 1 - gamma * g0, x_virtual = 1 - gamma * (g0 + g1);
  const Exact right = x_virtual + sign * gamma * (p.is("over", "missing") ? g1 : g0);
  Exact memory = 1, all = 1;
  memory -= gamma * g0;
  for (const Exact& g : {g0, g1}) all -= gamma * g;
  return refuted({.facts = {{"f", "x^2/2"},
                            {"gamma", to_string(gamma)},
                            {"x_0", "1"},
                            {"t", "2"},
                            {"I_2", "{0}"},
                            {"J_2", "{1}"},
                            {"g_0", to_string(g0)},
                            {"g_1", to_string(g1)}},
                  .sides = {x, right},
                  .again = {memory, all + sign * gamma * (p.is("over", "missing") ? g1 : g0)},
                  .route = "definitions of x and x̃",
                  .other_route = "the memory, write by write",
                  .relation = Relation::equal},
                 "one update was seen and one was not");
}

/// |Jₜ| against bound(τ).
Answer decide_missing(const Parameters& p) {
  const Quotient bound = p.expression("bound");
  return decide_relation({{{"tau", 1 + var("i")}}, {"i"}}, {var("tau")}, Relation::at_most, bound, "|Jₜ| ≤ bound, where |Jₜ| = τ occurs",
                         [&](const Polynomial::Point& at) {
                           const auto tau = static_cast<std::size_t>(numerator(at.at("tau")));
                           return Witness{.facts = {{"J_t", "{t-tau,...,t-1}"}, {"t", std::to_string(tau)}},
                                          .sides = {},
                                          .again = {Schedule::constant_delay(tau + 1, 1, tau).missing(tau).size(), bound.at(at)},
                                          .route = "Jₜ = {t−τ,…,t−1}",
                                          .other_route = "the schedule, counted"};
                         });
}

}  // namespace

std::vector<Family> rate_families() {
  const std::vector<std::string> sizes{"M", "b"};
  return {{"rate",
           "A17",
           "for some γ ≤ 1/(κL(M+τ)): (1/T)Σ E‖∇f(xₜ)‖² ≤ deterministic·LF₀(M+τ)/T + √(stochastic-squared·LF₀σ²/T)",
           {smaller(positive("deterministic", "50")), smaller(number("stochastic-squared", "100")), positive("kappa", "10"),
            choice("reads", {"any", "consistent"})},
           decide_rate},
          {"minibatch-rate",
           "A7a",
           "for some γ ≤ 1/(κL(M+b)): (1/T)Σ E‖∇f(xₜ)‖² ≤ deterministic·LF₀(M+b)/(bT) + √(stochastic-squared·LF₀σ²/(bT))",
           {smaller(positive("deterministic", "200/19")), smaller(number("stochastic-squared", "800/361")), positive("kappa", "10")},
           decide_minibatch_rate},
          {"scaling",
           "A11",
           "low ≤ γ_crit(growth·b)/γ_crit(b) ≤ high, γ_crit = 1/(κL(M+b)) in the sum form, b times that in the mean form",
           {choice("form", {"sum", "mean"}), expression("low", "1/2", sizes), expression("high", "1", sizes), number("growth", "2")},
           decide_scaling},
          {"keep-step-size",
           "A11a",
           "keeping γ = step/(L(M+b)) with batches of growth·b does not let E xₜ² grow on Lx²/2 (sum form)",
           {positive("step", "1"),
            positive("growth", "2"),
            {"M", "free", Parameter::Kind::number, {}, {"free"}},
            {"b", "free", Parameter::Kind::number, {}, {"free"}}},
           decide_keeping},
          {"speed-up",
           "A10a",
           "doubling b divides (M+b)/b by at least factor",
           {expression("factor", "4/3", sizes), choice("when", {"b<=M", "b>=M", "always"}), choice("relation", {"ge", "le", "eq"})},
           decide_speed_up},
          {"regime",
           "A10b",
           "(M+b)/b ≤ bound",
           {expression("bound", "2*M/b", sizes), choice("when", {"b<=M", "b>=M", "always"}), choice("relation", {"le", "ge", "eq"})},
           decide_regime},
          {"virtual-iterate",
           "A15",
           "xₜ = x̃ₜ + sign·γ Σ gₖ over the missing updates",
           {number("sign", "1"), choice("over", {"missing", "applied"})},
           decide_virtual},
          {"missing-count", "A16", "|Jₜ| ≤ bound", {expression("bound", "tau", {"tau"})}, decide_missing}};
}

}  // namespace lemmata
