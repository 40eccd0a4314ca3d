// E12: where SGD with additive noise stops to make progress, and how far the lecture's bound is from it.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E ‖∇f(x_{t+1})‖² from E‖∇f(x_t)‖², by the two outcomes of the noise: affine in it.
Exact next(const Exact& L, const Exact& gamma, const Exact& sigma, const Exact& square_of_x) {
  Exact sum = 0;  // E(ax + s)² over x² = square_of_x with mean-zero cross terms: x = ±√, s = ±
  const Exact a = 1 - gamma * L;
  for (const int sign : {1, -1}) sum += (a * a * square_of_x + square(Exact(sign * gamma * sigma))) / 2;
  return sum;
}

Question make(Draw& draw) {
  const Exact L = draw.between("L", 1, 2), sigma = draw.between("sigma", 1, 2), gL = ratio(1, draw.of("one_over_gamma_L", {2, 4, 5, 8, 10})), gamma = gL / L;
  const Exact floor_ = gamma * L * sigma * sigma / (2 - gL), bound = 5 * gamma * L * sigma * sigma;
  const Exact at_0 = next(L, gamma, sigma, 0), growth = next(L, gamma, sigma, 1) - at_0, fixed = at_0 / (1 - growth);
  Question q;
  q.statement = put(R"(Let \(f(x) = @f@\) on the real line and \(g(x) = \nabla f(x) \pm @s@\), each sign with probability \(\frac{1}{2}\), independently in every step; SGD runs with \(\gamma = @g@\). As \(t\) grows, \(\mathbb{E}\|\nabla f(x_t)\|^2\) goes to [[1]]. For \(T\) to infinity the bound \(\frac{1}{5T}\sum_t \mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) leaves [[2]] for the average of \(\mathbb{E}\|\nabla f(x_t)\|^2\), which is [[3]] times as much.)",
                    {{"f", times(L / 2, "x^2")}, {"s", sigma}, {"g", gamma}});
  q.gaps = {number_gap(floor_, {{Exact(gamma * sigma * sigma * L / 2), "the square of the step size in the contraction is missing"}, {Exact(floor_ / (L * L)), "this is the limit of the second moment of x; the gradient is L times x"}}, 3),
            number_gap(bound, {{Exact(gamma * L * sigma * sigma), "the factor 1/5 on the left is forgotten"}}),
            number_gap(bound / floor_, {}, 1)};
  q.derivations = {derived(1, floor_, "gamma L sigma^2/(2 - gamma L)", L * L * fixed, "the fixed point of the recursion of the second moment"),
                   derived(2, bound, "5 gamma L sigma^2", (0 + gamma * L * sigma * sigma) / ratio(1, 5), "the limit of the bound, solved for the average"),
                   derived(3, 5 * (2 - gL), "5(2 - gamma L)", bound / (L * L * fixed), "what the bound leaves, over the fixed point")};
  q.solution = {{put(R"(\(x_{t+1} = (1-\gamma L)x_t \mp \gamma\sigma\), so \(\mathbb{E}x_{t+1}^2 = (1-\gamma L)^2\mathbb{E}x_t^2 + \gamma^2\sigma^2\), with the fixed point \(\frac{\gamma\sigma^2}{L(2-\gamma L)}\); times \(L^2\): \(@v@\).)", {{"v", floor_}}), &claims::A7a},
                {put(R"(The bound leaves \(5\gamma L\sigma^2 = @b@\), which is \(5(2-\gamma L) = @r@\) times as much.)", {{"b", bound}, {"r", Exact(bound / floor_)}}), &claims::MAIN}};
  add_up(q, {"the limit", "what the bound leaves", "the ratio"});
  return q;
}

}  // namespace

Family e12() { return {.id = "E12", .title = "The noise floor", .kind = Kind::cloze, .claims = {&claims::MAIN, &claims::A7a}, .make = make}; }

}  // namespace lemmata::exam::bank
