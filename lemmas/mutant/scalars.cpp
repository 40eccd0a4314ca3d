// Mutants of the scalar lines: step sizes, plugging in, counting, tuning, complexity.
#include "lemmas/averaged_gradient.hpp"
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/relation.hpp"
#include "lemmas/mutant/tuning.hpp"

namespace lemmata {

namespace {

Polynomial var(const std::string& name) { return Polynomial::variable(name); }

Facts at_unit(const Exact& gamma, const Exact& M, const Exact& tau) {
  return {{"L", "1"}, {"M", to_string(M)}, {"tau", to_string(tau)}, {"gamma", to_string(gamma)}};
}

/// −aγ + hγ²L(M+1) ≤ −cγ for γ ≤ 1/(κL(M+τ)) or 1/(κL(M+1)): at x = γL(M+1) ∈ (0, 1/κ] it says c ≤ a − hx.
Answer decide_21e(const Parameters& p) {
  const Exact a = p.number("a"), h = p.number("h"), c = p.number("c"), kappa = p.number("kappa");
  for (Exact gamma = 1 / kappa; gamma > 1 / (kappa * 100'000); gamma /= 2) {
    const Exact left = -a * gamma + h * gamma * gamma, right = -c * gamma;
    if (left <= right) continue;
    return refuted({.facts = at_unit(gamma, 0, 1),
                    .sides = {left, right},
                    .again = {gamma * (h * gamma - a), right},
                    .route = "both terms",
                    .other_route = "factored"},
                   "the step size is too large for these constants, or its sign is lost");
  }
  const Polynomial gamma = var("γ"), L = var("L"), M = var("M"), tau = var("τ");
  Certificate proof{.statement = "−aγ + hγ²L(M+1) ≤ −cγ",
                    .difference = (a - c) * gamma - h * gamma * gamma * L * (M + 1),
                    .known = {},
                    .vectors = {},
                    .of_any_sign = {},
                    .notes = {}};
  if (h > 0) {
    const bool with_tau = p.is("range", "tau");
    proof.known.push_back({h / kappa * gamma, 1 - kappa * gamma * L * (M + (with_tau ? tau : Polynomial(1))), "γ ≤ 1/(κL(M+τ))"});
    if (with_tau) proof.known.push_back({h * gamma * gamma * L, tau - 1, "τ ≥ 1"});
  }
  return objections(proof).empty() ? proved(std::move(proof), "c ≤ a − h/κ") : undecided("true at the step sizes tried");
}

/// factor·γ²(τ+M) ≤ p/(L²τ^k) for γ ≤ 1/(κL(M+τ)).
Answer decide_22f_gradient(const Parameters& p) {
  const Exact factor = p.number("factor"), bound = p.number("p"), kappa = p.number("kappa");
  const std::size_t k = p.count("tau-power");
  if (k > 3) throw std::invalid_argument("difference-gradient-step: tau-power='" + p.text("tau-power") + "'; right would be 0, 1, 2 or 3");
  for (const int tau : {1, 2, 3, 5, 10, 100, 1000})
    for (const int M : {0, 1, 2, 10}) {
      const Exact gamma = 1 / (kappa * (M + tau)), left = factor * gamma * gamma * (tau + M);
      const Exact right = bound / (k == 0 ? Exact(1) : k == 1 ? Exact(tau) : k == 2 ? Exact(tau) * tau : Exact(tau) * tau * tau);
      if (left <= right) continue;
      return refuted({.facts = at_unit(gamma, M, tau),
                      .sides = {left, right},
                      .again = {factor / (kappa * kappa * (M + tau)), right},
                      .route = "γ²(τ+M)",
                      .other_route = "cancelled: 1/(κ²(M+τ))"},
                     "at the largest step size");
    }
  if (k > 1) return undecided("no delay tried refutes it");
  const Polynomial x = var("γ") * var("L"), M = var("M"), tau = var("τ");
  Certificate proof{.statement = "factor·γ²(τ+M) ≤ p/(L²τ^k)",
                    .difference = k == 1 ? bound - factor * x * x * tau * (tau + M) : bound - factor * x * x * (tau + M),
                    .known = {},
                    .vectors = {},
                    .of_any_sign = {},
                    .notes = {"times L²τ^k"}};
  if (factor > 0) {
    proof.known.push_back({factor / (kappa * kappa) * (1 + kappa * x * (M + tau)), 1 - kappa * x * (M + tau), "γ ≤ 1/(κL(M+τ))"});
    if (k == 0) proof.known.push_back({factor * x * x * (M + tau), tau - 1, "τ ≥ 1"});
  }
  return objections(proof).empty() ? proved(std::move(proof), "factor ≤ pκ²") : undecided("true at the delays tried");
}

/// factor·γ²τ ≤ qγ/L for γ ≤ 1/(κL(M+τ)).
Answer decide_22f_noise(const Parameters& p) {
  const Exact factor = p.number("factor"), q = p.number("q"), kappa = p.number("kappa");
  for (const int tau : {1, 2, 5}) {
    const Exact gamma = 1 / (kappa * tau), left = factor * gamma * gamma * tau, right = q * gamma;
    if (left > right)
      return refuted({.facts = at_unit(gamma, 0, tau),
                      .sides = {left, right},
                      .again = {factor * gamma / kappa, right},
                      .route = "γ²τ",
                      .other_route = "γτ = 1/κ"},
                     "at the largest step size");
  }
  const Polynomial gamma = var("γ"), L = var("L"), M = var("M"), tau = var("τ");
  Certificate proof{.statement = "factor·γ²τ ≤ qγ/L",
                    .difference = q * gamma - factor * gamma * gamma * L * tau,
                    .known = {},
                    .vectors = {},
                    .of_any_sign = {},
                    .notes = {"times L"}};
  if (factor > 0) proof.known.push_back({factor / kappa * gamma, 1 - kappa * gamma * L * (M + tau), "γ ≤ 1/(κL(M+τ))"});
  return objections(proof).empty() ? proved(std::move(proof), "factor ≤ qκ") : undecided("true at the delays tried");
}

/// Plain rationals.
Answer decide_numbers(const Exact& left, Relation relation, const Exact& right, const std::string& statement, const Facts& facts) {
  const bool holds = relation == Relation::equal ? left == right : relation == Relation::at_most ? left <= right : left >= right;
  if (!holds)  // once more over a common denominator
    return refuted({.facts = facts,
                    .sides = {left, right},
                    .again = {Exact(numerator(left) * denominator(right)) / Exact(denominator(left) * denominator(right)),
                              Exact(numerator(right) * denominator(left)) / Exact(denominator(left) * denominator(right))},
                    .route = "rationals",
                    .other_route = "over a common denominator",
                    .relation = relation},
                   "two numbers");
  const Exact slack = relation == Relation::at_least ? left - right : right - left;
  return proved({.statement = statement, .difference = slack, .known = {}, .vectors = {}, .of_any_sign = {}, .notes = {}}, "two numbers");
}

Answer decide_23a(const Parameters& p) {
  const Exact half = p.number("d");
  const Answer gradient =
      decide_numbers(half * p.number("p"), Relation::equal, p.number("gradient"), "d·p = gradient", {{"line", "gradients"}});
  if (gradient.verdict != Truth::yes) return gradient;
  return decide_numbers(half * p.number("q"), Relation::equal, p.number("noise"), "d·p = gradient and d·q = noise", {{"line", "noise"}});
}
Answer decide_23d(const Parameters& p) {
  return decide_numbers(p.number("a") + p.number("b"), Relation::at_most, p.number("bound"), "a + b ≤ bound", {});
}
Answer decide_23e(const Parameters& p) {
  return decide_numbers(p.number("a") - p.number("b"), Relation::at_least, p.number("c"), "a − b ≥ c", {});
}

/// How often ‖Gₖ‖² occurs in Σ_{t<T} Σ_{j=(t−τ)₊}^{t−1}: min(τ, T−1−k).
Answer decide_counting(const Parameters& p) {
  const std::string& text = p.text("bound");
  const Relation relation = relation_of(p.text("relation"));
  const bool is_min = text == "min(tau,T-1-k)";
  const Quotient bound = is_min ? Quotient{var("tau")} : parse_quotient(text, {"tau", "T", "k"});
  for (std::size_t T = 1; T <= 9; ++T)
    for (std::size_t tau = 1; tau <= 5; ++tau)
      for (std::size_t k = 0; k < T; ++k) {
        const Exact left = std::min(tau, T - 1 - k), right = is_min ? left : bound.at({{"tau", tau}, {"T", T}, {"k", k}});
        const bool holds = relation == Relation::equal ? left == right : relation == Relation::at_most ? left <= right : left >= right;
        if (holds) continue;
        return refuted({.facts = {{"tau", std::to_string(tau)}, {"T", std::to_string(T)}, {"k", std::to_string(k)}},
                        .sides = {left, right},
                        .again = {appearances(T, tau).at(k), right},
                        .route = "min(τ, T−1−k)",
                        .other_route = "the double sum, term by term",
                        .relation = relation},
                       "the last gradients occur less often");
      }
  if (is_min) return cited("k occurs at t = k+1, …, min(k+τ, T−1): min(τ, T−1−k) times");
  if (relation != Relation::at_most) return undecided("no small case refutes it");
  for (const auto& [name, most] : {std::pair("τ", var("tau")), std::pair("T−1−k", var("T") - 1 - var("k"))}) {
    const auto from_zero = [](const auto& q) { return q.with("tau", 1 + var("i")).with("T", 1 + var("k") + var("j")); };
    const Quotient slack = from_zero(bound - Quotient{most});
    if (!slack.over.obviously_nonnegative() || !slack.under.obviously_nonnegative()) continue;
    const Polynomial enough = from_zero(most) - var("n");
    return proved({.statement = "n ≤ bound, n = how often ‖∇f(xₖ)‖² occurs",
                   .difference = slack.over + slack.under * enough,
                   .known = {{slack.under, enough, "k occurs at t = k+1, …, min(k+τ, T−1), so at most " + std::string(name) + " times"}},
                   .vectors = {},
                   .of_any_sign = {},
                   .notes = {"τ = 1 + i, T = 1 + k + j; times the denominator of the bound"}},
                  "k occurs min(τ, T−1−k) times, and the bound is at least " + std::string(name));
  }
  return undecided("no small case refutes it");
}

/// (1/α)(F₀/(γT) + βγLσ²) ≤ C₁LF₀(M+τ)/T + C₂√(LF₀σ²/T) at γ = min{γ_crit, s}, s = √(F₀/(βLTσ²)). With r = γ_crit/s the sides are, over
/// βLσ²s/α: max{1/r + r, 2} (r ≤ 1, r ≥ 1) and A/r + B, A = αC₁/κ, B = αC₂/√β. Needed and enough: A ≥ 1 and B ≥ 2.
Answer decide_tuning(const Parameters& p) {
  const Exact alpha = p.number("alpha"), beta = p.number("beta"), kappa = p.number("kappa"), C1 = p.number("deterministic"),
              C2 = p.number("stochastic");
  const bool always_critical = p.is("gamma", "crit");  // γ = γ_crit: 1/r + r, also for r ≥ 1
  const bool enough = !always_critical && alpha * C1 >= kappa && alpha * alpha * C2 * C2 >= 4 * beta;
  if (enough)
    return proved(tuning_certificate(alpha * C1 / kappa, alpha * alpha * C2 * C2 / beta,
                                     "(F₀/(γT) + βγLσ²)/α ≤ C₁LF₀(M+τ)/T + C₂√(LF₀σ²/T) at γ = min{γ_crit, s}"),
                  "with s = √(F₀/(βLTσ²)), s²/γ + γ ≤ s²/γ_crit + 2s for γ = min{γ_crit, s}, in both cases; αC₁ ≥ κ and αC₂ ≥ 2√β");
  // L = σ² = T = 1, M = 0, τ = 1, γ_crit = 1/κ. Squares decide: (left − C₁F₀)² > C₂²F₀.
  Exact r = 1;
  for (int k = 0; k < 400; ++k, r = alpha * C1 < kappa ? Exact(r / 2) : Exact(r * 2)) {
    const Exact s = 1 / (kappa * r), F0 = beta * s * s, gamma = always_critical ? Exact(1 / kappa) : std::min(Exact(1 / kappa), s);
    const Exact excess = (F0 / gamma + beta * gamma) / alpha - C1 * F0;
    if (excess <= 0 || excess * excess <= C2 * C2 * F0) continue;
    const Exact again = r <= 1 || always_critical ? Exact(beta * s / alpha * (1 / r + r) - C1 * F0) : Exact(2 * beta * s / alpha - C1 * F0);
    Facts facts = at_unit(gamma, 0, 1);
    for (const auto& [name, value] : {std::pair("sigma2", Exact(1)), std::pair("T", Exact(1)), std::pair("F0", F0),
                                      std::pair("gamma_crit", Exact(1 / kappa)), std::pair("s", s)})
      facts.emplace_back(name, to_string(value));
    facts.emplace_back("sides are", "(left - C1*L*F0*(M+tau)/T)^2 and C2^2*L*F0*sigma2/T");
    return refuted(
        {.facts = facts,
         .sides = {excess * excess, C2 * C2 * F0},
         .again = {again * again, C2 * C2 * F0},
         .route = "γ = min{γ_crit, s}",
         .other_route = "s(1/r + r), or 2s, in closed form"},
        alpha * C1 < kappa ? "where γ_crit is active, the first term is too small" : "where s is active, the second term is too small");
  }
  return undecided("the constants are within 2^-400 of the sharp ones");
}

/// T = dC₁LF₀(M+b)/(bε) + sC₂²LF₀σ²/(bε²) reaches ε. With x, y for the two quotients: x/T + √(y/T) ≤ 1 at T = dx + sy.
/// With z = √(y/T): needed and enough is sz² − dz + d − 1 ≥ 0 for all z ∈ [0, 1/√s].
Answer decide_complexity(const Parameters& p) {
  const Exact d = p.number("deterministic"), s = p.number("stochastic");
  const auto breaks = [&](const Exact& z) { return s * z * z <= 1 && (1 - s * z * z) / d + z > 1; };
  std::vector<Exact> tried{0, 1, d / (2 * s)};
  for (int k = 1; k < 64; ++k) tried.push_back(ratio(k, 64) / (s < 1 ? Exact(1) : s)), tried.push_back(ratio(k, 64));
  for (const Exact& z : tried) {
    if (!breaks(z)) continue;
    const Exact x = (1 - s * z * z) / d, y = z * z, T = d * x + s * y;
    return refuted({.facts = {{"T", to_string(T)},
                              {"C1*L*F0*(M+b)/(b*eps)", to_string(x)},
                              {"C2^2*L*F0*sigma2/(b*eps^2)", to_string(y)},
                              {"sides are", "over eps"}},
                    .sides = {x + z, 1},
                    .again = {x / T + z / T, 1},
                    .route = "T = 1",
                    .other_route = "x/T + z/T"},
                   "the two terms share ε, and this T gives one of them too little");
  }
  const Polynomial r = var("r"), z = var("z"), rest = 1 - r * z;
  Certificate proof{.statement = "x/T + √(y/T) ≤ 1 at T = dx + sy",
                    .difference = s * z * z - d * z + d - 1,
                    .known = {},
                    .vectors = {},
                    .of_any_sign = {},
                    .notes = {"z = √(y/T); times d"}};
  if (s >= 1 && d >= 1 && d * d <= 4 * s * (d - 1))
    proof.known.push_back({s, (z - d / (2 * s)) * (z - d / (2 * s)), "a square"});
  else if (s >= 1 && d >= 1 && d * d >= 4 * s) {
    proof.difference = r * (r * r * z * z - d * z + d - 1);
    proof.known = {{1, rest * (d - 2 * r), "rz ≤ 1, 2r ≤ d"}, {r, rest * rest, "a square"}, {d, r - 1, "s ≥ 1"}};
    proof.notes = {"z = √(y/T), r = √s; times dr"};
  } else
    return undecided("the quadratic sz² − dz + d − 1 has a root that was not met");
  return proved(std::move(proof), "with z = √(y/T), x/T + z ≤ 1 says sz² − dz + d − 1 ≥ 0: no real root, or none in [0, 1/√s]");
}

}  // namespace

std::vector<Family> scalar_families() {
  return {
      {"decrease-step",
       "A21e",
       "−aγ + hγ²L(M+1) ≤ −cγ for γ ≤ 1/(κL(M+1)), or 1/(κL(M+τ))",
       {number("a", "1/2"), number("h", "1/2"), larger(number("c", "1/4")), smaller(positive("kappa", "2")), choice("range", {"M", "tau"})},
       decide_21e},
      {"difference-gradient-step",
       "A22f",
       "factor·γ²(τ+M) ≤ p/(L²τ^{tau-power}), γ ≤ 1/(κL(M+τ))",
       {number("factor", "2"), smaller(number("p", "1/50")), smaller(positive("kappa", "10")), number("tau-power", "1")},
       decide_22f_gradient},
      {"difference-noise-step",
       "",
       "factor·γ²τ ≤ qγ/L, γ ≤ 1/(κL(M+τ))",
       {number("factor", "2"), smaller(number("q", "1/5")), smaller(positive("kappa", "10"))},
       decide_22f_noise},
      {"plug-in",
       "A23a",
       "d·p = gradient and d·q = noise: Difference into Decrease",
       {number("d", "1/2"), number("p", "1/50"), number("q", "1/5"), number("gradient", "1/100"), number("noise", "1/10")},
       decide_23a},
      {"noise-sum", "A23d", "a + b ≤ bound", {number("a", "1/2"), number("b", "1/10"), smaller(number("bound", "1"))}, decide_23d},
      {"gradient-sum", "A23e", "a − b ≥ c", {number("a", "1/4"), number("b", "1/100"), larger(number("c", "1/5"))}, decide_23e},
      {"counting",
       "A23c",
       "‖∇f(xₖ)‖² occurs at most bound times in Σ_{t<T}Σ_{k=(t−τ)₊}^{t−1}, k < T",
       {{"bound", "tau", Parameter::Kind::expression, {"tau", "T", "k"}, {"min(tau,T-1-k)"}}, choice("relation", {"le", "eq", "ge"})},
       decide_counting},
      {"tuning",
       "Tuning",
       "(F₀/(γT) + beta γLσ²)/alpha ≤ deterministic·LF₀(M+τ)/T + stochastic·√(LF₀σ²/T) at γ = min{1/(κL(M+τ)), √(F₀/(beta LTσ²))}",
       {positive("alpha", "1/5"), positive("beta", "1"), positive("kappa", "10"), smaller(positive("deterministic", "50")),
        smaller(positive("stochastic", "10")), choice("gamma", {"min", "crit"})},
       decide_tuning},
      {"complexity",
       "A10",
       "T = deterministic·C₁LF₀(M+b)/(bε) + stochastic·C₂²LF₀σ²/(bε²) is enough for ε",
       {smaller(positive("deterministic", "2")), smaller(positive("stochastic", "4"))},
       decide_complexity}};
}

}  // namespace lemmata
