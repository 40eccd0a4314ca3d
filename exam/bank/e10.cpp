// E10: the best step size of mini-batch SGD on a parabola with multiplicative noise.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E x₁² from x₀ = 1 in the mean form, over all 2ᵇ batches of g = (1±√M)Lx.
Exact next_square(const Exact& L, const Exact& root_M, std::size_t b, const Exact& gamma) {
  Exact sum = 0;
  for (std::size_t batch = 0; batch < std::size_t{1} << b; ++batch) {
    Exact mean = 0;
    for (std::size_t j = 0; j < b; ++j) mean += (1 + (batch >> j & 1 ? 1 : -1) * root_M) * L / b;
    sum += square(Exact(1 - gamma * mean));
  }
  return sum / Exact(std::size_t{1} << b);
}

Question make(Draw& draw) {
  const auto b = static_cast<std::size_t>(draw.between("b", 1, 6));
  const Exact L = draw.between("L", 1, 3), root_M = draw.between("root_M", 1, 3), M = root_M * root_M, B = b;
  const Exact best = B / (L * (M + B)), contraction = M / (M + B);
  const auto at = [&](const Exact& gamma) { return next_square(L, root_M, b, gamma); };
  const Exact bend = (at(1) + at(-1)) / 2 - at(0), slope = (at(1) - at(-1)) / 2, lowest = -slope / (2 * bend);  // a parabola in γ
  Question q;
  q.statement = put(R"(Let \(f(x) = @f@\) on the real line and let \(g(x) = (1 \pm @root@)\nabla f(x)\), each sign with probability \(\frac{1}{2}\), so that \(M = @M@\) and \(\sigma^2 = 0\). Mini-batch SGD in the mean form, \(x_{t+1} = x_t - \gamma\frac{1}{b}\sum_{i\le b} g_t^i\) with \(b = @b@\) independent samples, makes \(\mathbb{E}x_{t+1}^2\) smallest with the step size \(\gamma = \) [[1]]; then \(\mathbb{E}x_{t+1}^2 = \) [[2]] \(\cdot\ x_t^2\).)",
                    {{"f", times(L / 2, "x^2")}, {"root", root_M}, {"M", M}, {"b", B}});
  q.gaps = {number_gap(best, {{Exact(1 / (L * (M + 1))), "the best step size without batches"}, {Exact(1 / (L * (M + B))), "this is the sum form; the mean form has b times as much"}, {Exact(1 / L), "right without noise only"}}, 3),
            number_gap(contraction, {{Exact(M / (M + 1)), "without batches"}, {Exact(B / (M + B)), "this is how much is gained, not what is left"}}, 3)};
  q.derivations = {derived(1, best, "b/(L(M+b))", lowest, "all batches, the lowest point of the parabola in gamma"), derived(2, contraction, "M/(M+b)", at(lowest), "all batches at that step size")};
  q.solution = {{R"(\(\mathbb{E}(\frac{1}{b}\sum_i g_t^i)^2 = (1+\frac{M}{b})L^2x_t^2\), so \(\mathbb{E}x_{t+1}^2 = (1 - 2\gamma L + \gamma^2L^2\frac{M+b}{b})x_t^2\).)", &claims::A6a},
                {put(R"(Smallest at \(\gamma = \frac{b}{L(M+b)} = @g@\), with the value \(1 - \frac{b}{M+b} = @c@\).)", {{"g", best}, {"c", contraction}}), &claims::A7a}};
  add_up(q, {"best step size", "what is left"});
  return q;
}

}  // namespace

Family e10() { return {.id = "E10", .title = "The best step size of a batch", .kind = Kind::cloze, .claims = {&claims::A6a, &claims::A7a, &claims::A7}, .make = make}; }

}  // namespace lemmata::exam::bank
