// Mutants of the elementary inequalities: Young, the square of a sum, Jensen, smoothness, independent noise.
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/relation.hpp"

namespace lemmata {

namespace {

Polynomial var(const std::string& name) { return Polynomial::variable(name); }

/// −⟨a,b⟩ and p‖a‖² + q‖b‖² at two numbers; again with −ab = ½(a² + b² − (a+b)²).
Answer refuted_at(const Exact& a, const Exact& b, const Exact& p, const Exact& q, Facts facts) {
  const Exact right = p * a * a + q * b * b;
  facts.emplace_back("a", to_string(a));
  facts.emplace_back("b", to_string(b));
  return refuted({.facts = std::move(facts),
                  .sides = {-a * b, right},
                  .again = {(a * a + b * b - (a + b) * (a + b)) / 2, right},
                  .route = "the product",
                  .other_route = "half the squares minus the square of the sum"},
                 "two numbers of opposite sign");
}

/// Needed and enough: p, q > 0 and 4pq ≥ 1, for every e > 0 if they depend on e.
Answer decide_young(const Parameters& parameters) {
  const Quotient p = parameters.expression("p"), q = parameters.expression("q");
  for (const Exact& e : {Exact(1), ratio(1, 2), Exact(2), ratio(1, 3), Exact(3), ratio(1, 10), Exact(10), ratio(1, 100), Exact(100),
                         ratio(1, 1000), Exact(1000)}) {
    const Exact at_p = p.at({{"e", e}}), at_q = q.at({{"e", e}});
    const bool depends = p.over.mentions("e") || p.under.mentions("e") || q.over.mentions("e") || q.under.mentions("e");
    const Facts facts = depends ? Facts{{"e", to_string(e)}} : Facts{};
    if (at_p < 0) return refuted_at(1, 0, at_p, at_q, facts);
    if (at_q < 0) return refuted_at(0, 1, at_p, at_q, facts);
    if (4 * at_p * at_q >= 1) continue;
    for (int k = 1; k <= 6; ++k)
      for (const auto& [a, b] : {std::pair(1, -k), std::pair(k, -1)})
        if (a * -b > at_p * a * a + at_q * b * b) return refuted_at(a, b, at_p, at_q, facts);
    if (at_p > 0) return refuted_at(1 / (2 * at_p), -1, at_p, at_q, facts);  // −ab − pa² = 1/(4p) > q
    return refuted_at(at_q + 1, -1, at_p, at_q, facts);
  }
  // 4P²W·a² + 4PQU·b² + 4PUW·ab = W(2Pa + Ub)² + U(4PQ − UW)b²,   p = P/U, q = Q/W
  const Polynomial P = p.over, U = p.under, Q = q.over, W = q.under, a = var("a"), b = var("b");
  Certificate c{.statement = "−⟨a,b⟩ ≤ p‖a‖² + q‖b‖², p = " + parameters.text("p") + ", q = " + parameters.text("q"),
                .difference = 4 * P * (P * W * a * a + Q * U * b * b + U * W * a * b),
                .known = {{W, power(2 * P * a + U * b, 2), "a square"}},
                .vectors = {"a", "b"},
                .of_any_sign = {},
                .notes = {"times " + to_string(4 * P * U * W) + ", which is positive"}};
  if (!P.obviously_nonnegative() || !U.obviously_nonnegative() || !objections(c).empty())
    return undecided("4pq ≥ 1 at the e that were tried; inspection does not see it for all");
  return proved(std::move(c), "4pq ≥ 1");
}

std::vector<std::string> names(std::size_t m) {
  std::vector<std::string> result;
  for (std::size_t k = 1; k <= m; ++k) result.push_back("a" + std::to_string(k));
  return result;
}

/// ‖a₁+…+a_m‖² ≤ C Σ‖aₖ‖².
Answer decide_terms(std::size_t m, const Exact& C) {
  if (C < m) {
    Exact sum = 0, squares = 0;
    for (std::size_t k = 0; k < m; ++k) {
      sum += 1;
      squares += 1;
    }
    return refuted({.facts = {{"terms", std::to_string(m)}, {"a_k", "1"}},
                    .sides = {Exact(m) * m, C * m},
                    .again = {sum * sum, C * squares},
                    .route = "m² against Cm",
                    .other_route = "term by term"},
                   "equal terms add up");
  }
  Certificate c{.statement = "‖Σaₖ‖² ≤ C Σ‖aₖ‖², " + std::to_string(m) + " terms",
                .difference = 0,
                .known = {},
                .vectors = {},
                .of_any_sign = {},
                .notes = {}};
  if (m > 8) {
    c.difference = C * var("Q") - var("S");
    c.known = {{1, Exact(m) * var("Q") - var("S"), "mΣ‖aₖ‖² − ‖Σaₖ‖² = Σ_{j<k}‖aⱼ−aₖ‖²"}};
    c.notes = {"S = ‖Σaₖ‖², Q = Σ‖aₖ‖²"};
  } else {
    c.vectors = names(m);
    Polynomial sum = 0;
    for (const auto& name : c.vectors) {
      sum += var(name);
      c.difference += C * var(name) * var(name);
    }
    c.difference += -(sum * sum);
  }
  return proved(std::move(c), "C is at least the number of terms");
}

Answer decide_sum_of_squares(const Parameters& parameters) {
  const std::size_t m = parameters.count("terms");
  const Exact C = parameters.number("constant"), p = parameters.expression("p").at({{"constant", C}}),
              q = parameters.expression("q").at({{"constant", C}});
  if (m == 0 || m > 1000) throw std::invalid_argument("sum-of-squares: terms='" + parameters.text("terms") + "'; right would be 1 to 1000");
  if (m != 2) return decide_terms(m, C);
  for (int k = 1; k <= 12; ++k)  // needed and enough: p, q ≥ 1 and (p−1)(q−1) ≥ 1
    for (const auto& [a, b] : {std::pair(1, k), std::pair(k, 1), std::pair(k, k + 1), std::pair(k + 1, k)})
      if (Exact((a + b) * (a + b)) > p * a * a + q * b * b)
        return refuted({.facts = {{"a", std::to_string(a)}, {"b", std::to_string(b)}},
                        .sides = {(a + b) * (a + b), p * a * a + q * b * b},
                        .again = {a * a + 2 * a * b + b * b, p * a * a + q * b * b},
                        .route = "the square of the sum",
                        .other_route = "multiplied out"},
                       "two numbers of one sign");
  if (p > 1 && q > 1 && (p - 1) * (q - 1) < 1) {
    const Exact a = 1 / (p - 1), right = p * a * a + q;  // 2ab − (p−1)a² is largest at a = b/(p−1)
    return refuted({.facts = {{"a", to_string(a)}, {"b", "1"}},
                    .sides = {(a + 1) * (a + 1), right},
                    .again = {a * a + 2 * a + 1, right},
                    .route = "the square of the sum",
                    .other_route = "multiplied out"},
                   "two numbers of one sign");
  }
  if (p <= 1 || q <= 1) {  // (a+b)² − a² − qb² = b(2a + (1−q)b)
    const Exact a = p <= 1 ? q : Exact(1), b = p <= 1 ? Exact(1) : p, right = p * a * a + q * b * b;
    return refuted({.facts = {{"a", to_string(a)}, {"b", to_string(b)}},
                    .sides = {(a + b) * (a + b), right},
                    .again = {a * a + 2 * a * b + b * b, right},
                    .route = "the square of the sum",
                    .other_route = "multiplied out"},
                   "one number is large");
  }
  const Polynomial a = var("a"), b = var("b");
  return proved({.statement = "‖a+b‖² ≤ p‖a‖² + q‖b‖²",
                 .difference = p * a * a + q * b * b - power(a + b, 2),
                 .known = {},
                 .vectors = {"a", "b"},
                 .of_any_sign = {},
                 .notes = {"p = " + to_string(p) + ", q = " + to_string(q)}},
                "(p−1)(q−1) ≥ 1");
}

/// ‖Σ_{k≤τ}aₖ‖² ≤ C(τ) Σ‖aₖ‖² for every τ ≥ 1: needed and enough is C(τ) ≥ τ.
Answer decide_jensen(const Parameters& parameters) {
  const Quotient C = parameters.expression("constant");
  Answer answer = decide_relation({{{"tau", 1 + var("i")}}, {"i"}}, {var("tau")}, Relation::at_most, C,
                                  "τ ≤ constant, where equal vectors need τ", [&](const Polynomial::Point& at) {
                                    Exact sum = 0, squares = 0;
                                    for (Exact k = 0; k < at.at("tau"); k += 1, sum += 1) squares += 1;
                                    return Witness{.facts = {{"a_k", "1"}, {"sides are", "over the sum of squares"}},
                                                   .sides = {},
                                                   .again = {sum * sum / squares, C.at(at)},
                                                   .route = "τ²/τ",
                                                   .other_route = "term by term"};
                                  });
  if (answer.verdict == Truth::yes) answer.why = "τΣ‖aₖ‖² − ‖Σaₖ‖² = Σ_{j<k}‖aⱼ−aₖ‖² ≥ 0, and the constant is at least τ";
  return answer;
}

/// f(y) ≤ f(x) + ⟨∇f(x),y−x⟩ + C·L‖y−x‖²: needed and enough is C ≥ ½.
Answer decide_smoothness(const Parameters& parameters) {
  const Exact C = parameters.number("constant");
  if (C < ratio(1, 2)) {
    Exact again = 0;  // f(1) − f(0) = ∫₀¹ f′ for f = x²/2, by the midpoint rule, which is exact for a line
    for (int k = 0; k < 8; ++k) again += ratio(2 * k + 1, 16) / 8;
    return refuted({.facts = {{"f", "x^2/2"}, {"L", "1"}, {"x", "0"}, {"y", "1"}},
                    .sides = {ratio(1, 2), C},
                    .again = {again, C},
                    .route = "f(1)",
                    .other_route = "the integral of the gradient"},
                   "a parabola of curvature L");
  }
  return proved({.statement = "f(y) ≤ f(x) + ⟨∇f(x),y−x⟩ + C·L‖y−x‖²",
                 .difference = var("f(x)") + var("s") + C * var("L") * var("‖y−x‖²") - var("f(y)"),
                 .known = {{1, var("f(x)") + var("s") + ratio(1, 2) * var("L") * var("‖y−x‖²") - var("f(y)"), "f is L-smooth"}},
                 .vectors = {},
                 .of_any_sign = {"f(x)", "f(y)", "s"},
                 .notes = {"s = ⟨∇f(x),y−x⟩"}},
                "C ≥ 1/2");
}

/// ‖∇f(y)−∇f(x)‖² ≤ C·L²‖y−x‖²: needed and enough is C ≥ 1.
Answer decide_lipschitz(const Parameters& parameters) {
  const Exact C = parameters.number("constant");
  if (C < 1) {
    Exact again = 0;
    for (int k = 0; k < 4; ++k) again += ratio(1, 4);  // the gradient of x²/2 grows by the distance
    return refuted({.facts = {{"f", "x^2/2"}, {"L", "1"}, {"x", "0"}, {"y", "1"}},
                    .sides = {1, C},
                    .again = {again * again, C},
                    .route = "∇f(1)²",
                    .other_route = "the gradient's growth, in four parts"},
                   "a parabola of curvature L");
  }
  return proved({.statement = "‖∇f(y)−∇f(x)‖² ≤ C·L²‖y−x‖²",
                 .difference = C * var("L") * var("L") * var("Δ") - var("D") * var("D"),
                 .known = {{1, var("L") * var("L") * var("Δ") - var("D") * var("D"), "∇f is L-Lipschitz"}},
                 .vectors = {"D"},
                 .of_any_sign = {},
                 .notes = {"D = ∇f(y)−∇f(x), Δ = ‖y−x‖²"}},
                "C ≥ 1");
}

/// E(Σₖξₖ)² of τ fair signs, by all of them: independent, one draw for all, or each with mean `mean`.
Exact squared_sum(std::size_t tau, const std::string& noise, const Exact& mean) {
  Exact sum = 0;
  const std::size_t paths = std::size_t{1} << tau;
  for (std::size_t path = 0; path < paths; ++path) {
    Exact total = 0;
    for (std::size_t k = 0; k < tau; ++k) total += mean + (path >> (noise == "shared" || noise == "centred" ? 0 : k) & 1 ? 1 : -1);
    sum += total * total;
  }
  return sum / paths;
}

/// E‖Σξₖ‖² = C ΣE‖ξₖ‖² over τ noises.
Answer decide_noise(const Parameters& parameters) {
  const Exact C = parameters.number("constant");
  const std::string noise = parameters.text("noise");
  const Relation relation = relation_of(parameters.text("relation"));
  const bool adds = noise == "independent" || noise == "pairwise";
  const Exact mean = noise == "not-centred" ? 1 : 0;
  for (std::size_t tau = 1; tau <= 12; ++tau) {
    const Exact n = tau, left = adds ? n : mean == 0 ? Exact(n * n) : Exact(n + n * n), right = C * n * (1 + mean);
    const bool broken = relation == Relation::equal ? left != right : relation == Relation::at_most ? left > right : left < right;
    if (!broken) continue;
    return refuted(
        {.facts = {{"xi_k", mean == 0 ? "+-1" : "1+-1"}, {"law", noise}, {"tau", std::to_string(tau)}},
         .sides = {left, right},
         .again = {squared_sum(tau, noise, mean), right},
         .route = "variances and means",
         .other_route = "all outcomes",
         .relation = relation},
        adds ? "independent noises add their variances, neither more nor less" : "noises that are not orthogonal add up otherwise");
  }
  if (!adds) return undecided("up to 12 noises do not refute it");
  return cited("E⟨ξⱼ,ξₖ⟩ = ⟨Eξⱼ,Eξₖ⟩ = 0 for j ≠ k, so that E‖Σξₖ‖² = ΣE‖ξₖ‖²; pairwise independence is enough");
}

}  // namespace

std::vector<Family> elementary_families() {
  return {{"young",
           "A21c",
           "−⟨a,b⟩ ≤ p‖a‖² + q‖b‖²; p and q may depend on e, any number above 0",
           {expression("p", "1/2", {"e"}), expression("q", "1/2", {"e"})},
           decide_young},
          {"sum-of-squares",
           "SquareOfSum",
           "‖a+b‖² ≤ p‖a‖² + q‖b‖²; for other numbers of terms ‖Σaₖ‖² ≤ constant·Σ‖aₖ‖²",
           {smaller(number("constant", "2")), expression("p", "constant", {"constant"}), expression("q", "constant", {"constant"}),
            number("terms", "2")},
           decide_sum_of_squares},
          {"jensen", "A22c", "‖Σ_{k≤τ}aₖ‖² ≤ constant·Σ‖aₖ‖² for every τ ≥ 1", {expression("constant", "tau", {"tau"})}, decide_jensen},
          {"smoothness", "A21a", "f(y) ≤ f(x) + ⟨∇f(x),y−x⟩ + constant·L‖y−x‖²", {smaller(number("constant", "1/2"))}, decide_smoothness},
          {"lipschitz", "A21d", "‖∇f(y)−∇f(x)‖² ≤ constant·L²‖y−x‖²", {smaller(number("constant", "1"))}, decide_lipschitz},
          {"noise-adds",
           "A22d",
           "E‖Σξₖ‖² = constant·ΣE‖ξₖ‖²",
           {number("constant", "1"), choice("noise", {"independent", "pairwise", "centred", "shared", "not-centred"}),
            choice("relation", {"eq", "le", "ge"})},
           decide_noise}};
}

}  // namespace lemmata
