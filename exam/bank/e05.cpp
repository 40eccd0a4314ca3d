// E05: without absolute noise, does SGD converge with a constant step size? (Quiz 2)
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E x₁² for f = Lx²/2 and g = (1±√M)Lx from x₀: closed form, and by the two outcomes.
Exact next_square(const Exact& L, const Exact& root_M, const Exact& gamma, const Exact& x0) {
  return (1 - 2 * gamma * L + gamma * gamma * L * L * (1 + root_M * root_M)) * x0 * x0;
}
Exact by_outcomes(const Exact& L, const Exact& root_M, const Exact& gamma, const Exact& x0) {
  Exact sum = 0;
  for (const int sign : {1, -1}) sum += square(Exact(x0 - gamma * (1 + sign * root_M) * L * x0)) / 2;
  return sum;
}

Question make(Draw& draw) {
  const bool below = draw.between("below", 0, 1) == 1;
  const Exact L = draw.between("L", 1, 2), root_M = draw.between("root_M", 0, 3), M = root_M * root_M;
  const std::string setting = put(R"(Let \(f\) be \(@L@\)-smooth and bounded below, and let \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 \le @bound@\), so that \(M = @M@\) and \(\sigma^2 = 0\). )", {{"L", L}, {"M", M}, {"bound", M == 0 ? "0" : times(M, "\\|\\nabla f(x)\\|^2")}});
  if (below) {
    bool contracts = true;
    for (int part = 1; part < 8; ++part) contracts = contracts && by_outcomes(L, root_M, ratio(part, 4) / (L * (M + 1)), 1) < 1;
    return true_or_false(setting + put(R"(SGD with any constant step size \(0 < \gamma < @bound@\) converges in the sense that \(\mathbb{E}\|\nabla f(x_t)\|^2 \to 0\).)", {{"bound", Exact(2 / (L * (M + 1)))}}),
                         cited("sum of E|grad f(x_t)|^2 <= F_0/(gamma(1 - gamma L(M+1)/2)), which is finite"),
                         {contracts, "E x^2 shrinks on the parabola with multiplicative noise, for seven step sizes below the bound"},
                         R"(Every step has \(\mathbb{E} f(x_{t+1}) \le \mathbb{E} f(x_t) - \gamma(1-\frac{\gamma L(M+1)}{2})\mathbb{E}\|\nabla f(x_t)\|^2\), and the factor is positive if \(\gamma < \frac{2}{L(M+1)}\). The sum over \(t\) stays below \(F_0\), so the terms go to 0.)",
                         claims::A3);
  }
  const Exact gamma = 3 / (L * (M + 1));
  const Sides sides{next_square(L, root_M, gamma, 1), 1};
  return true_or_false(setting + R"(SGD with any constant step size \(\gamma > 0\) converges in the sense that \(\mathbb{E}\|\nabla f(x_t)\|^2 \to 0\).)",
                       refuted({.facts = {{"f", "L/2*x^2"}, {"g", "(1+-sqrt(M))*L*x"}, {"gamma", to_string(gamma)}, {"x_0", "1"}, {"claimed", "E x_1^2 <= x_0^2"}},
                                .sides = sides, .again = {by_outcomes(L, root_M, gamma, 1), 1}, .route = "the factor 1-2*gamma*L+gamma^2*L^2*(1+M)", .other_route = "both outcomes of the oracle"},
                               "E x^2 grows by a constant factor"),
                       {by_outcomes(L, root_M, gamma, 1) < 1, "both outcomes of the oracle on the parabola"},
                       put(R"(On \(f(x) = @f@\) with \(g(x) = (1\pm @root@)@L@x\) every step multiplies \(\mathbb{E}x_t^2\) by \(1 - 2\gamma L + \gamma^2L^2(1+M)\), which is at least 1 for \(\gamma \ge \frac{2}{L(M+1)}\).)",
                           {{"f", times(L / 2, "x^2")}, {"root", root_M}, {"L", L == 1 ? std::string() : to_string(L)}}),
                       claims::A3);
}

}  // namespace

Family e05() { return {.id = "E05", .title = "A constant step size", .kind = Kind::true_false, .claims = {&claims::A3}, .make = make}; }

}  // namespace lemmata::exam::bank
