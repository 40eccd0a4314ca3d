// E11: may the step size be chosen independently of the batch size?
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// x₁ on Lx²/2 with b exact gradients from x₀ = 1, one after the other.
Exact after_one_step(const Exact& L, const Exact& gamma, std::size_t b, bool mean) {
  Exact sum = 0;
  for (std::size_t i = 0; i < b; ++i) sum += L * 1;
  return 1 - gamma * (mean ? Exact(sum / b) : sum);
}

Question make(Draw& draw) {
  const bool mean = draw.between("mean_form", 0, 1) == 1;
  const Exact L = draw.between("L", 1, 2), kappa = draw.of("kappa", {5, 10});
  const auto b = static_cast<std::size_t>(draw.between("b", 21, 30));
  const Exact gamma = 1 / (kappa * L);
  const std::string setting = put(R"(Let the gradients be exact (\(M = \sigma^2 = 0\)). Mini-batch SGD )", {});
  if (mean) {
    bool shrinks = true;
    for (std::size_t some = 1; some < 40; ++some) shrinks = shrinks && square(after_one_step(L, gamma, some, true)) < 1;
    return true_or_false(setting + put(R"(in the mean form, \(x_{t+1} = x_t - \gamma\frac{1}{b}\sum_{i\le b} g_t^i\) with \(\gamma = \frac{1}{@k@L}\), has \(f(x_{t+1}) \le f(x_t)\) for every batch size \(b\) and every \(L\)-smooth \(f\).)", {{"k", kappa}}),
                         cited("the mean of b exact gradients is the gradient: x_{t+1} = x_t - gamma grad f(x_t), and gamma <= 2/L"),
                         {shrinks, "one step on the parabola for b = 1, ..., 39"},
                         R"(The mean of \(b\) equal gradients is the gradient, whatever \(b\) is: gradient descent with \(\gamma \le \frac{2}{L}\) does not increase \(f\).)", claims::A11);
  }
  const Exact x1 = 1 - Exact(b) * gamma * L, again = after_one_step(L, gamma, b, false);
  return true_or_false(setting + put(R"(in the sum form, \(x_{t+1} = x_t - \gamma\sum_{i\le b} g_t^i\) with \(\gamma = \frac{1}{@k@L}\), has \(f(x_{t+1}) \le f(x_t)\) for every batch size \(b\) and every \(L\)-smooth \(f\).)", {{"k", kappa}}),
                       refuted({.facts = {{"f", "L/2*x^2"}, {"L", to_string(L)}, {"gamma", to_string(gamma)}, {"b", std::to_string(b)}, {"x_t", "1"}, {"x_{t+1}", to_string(x1)}},
                                .sides = {L / 2 * x1 * x1, L / 2}, .again = {L / 2 * again * again, L / 2}, .route = "x_{t+1} = (1 - b*gamma*L) x_t", .other_route = "b gradients added one after the other"},
                               "b equal gradients are one with b times the step size"),
                       {square(again) <= 1, "b gradients added one after the other"},
                       put(R"(\(b\) equal gradients are one step with \(b\gamma\): on a parabola \(x_{t+1} = (1 - b\gamma L)x_t\), and for \(b = @b@\) the factor is \(@x@\). The step size has to shrink like \(\frac{1}{M+b}\).)", {{"b", Exact(b)}, {"x", x1}}),
                       claims::A11);
}

}  // namespace

Family e11() { return {.id = "E11", .title = "One step size for all batch sizes", .kind = Kind::true_false, .claims = {&claims::A11}, .make = make}; }

}  // namespace lemmata::exam::bank
