// E42: where the slack of the main inequality comes from, and the main inequality on one path.
#include "exam/bank/parts.hpp"
#include "lemmas/slack_ledger.hpp"

namespace lemmata::exam::bank {
namespace {

Vector<Exact> on_a_line(const Exact& a) {
  Vector<Exact> v(1);
  v(0) = a;
  return v;
}

Question make(Draw& draw) {
  // one iteration of SGD on f = x²/2, noise ±s: everything is in memory, τ = 1
  const Exact x0 = draw.of("x0", {-4, -3, -2, 2, 3, 4}), s = draw.of("s", {1, 2, 5}), sign = draw.of("sign", {-1, 1}), V = s * s,
              gamma = ratio(1, 10), xi = sign * s;
  const Exact next = x0 - gamma * (x0 + xi);
  const Exact left = x0 * x0 / 5, right = x0 * x0 / 2 / gamma + gamma * V;
  const Exact gradient = x0 * x0 / 2, step = (ratio(1, 4) - gamma / 2) * x0 * x0, rounding = x0 * x0 / 25 + ratio(2, 5) * gamma * V;
  SamplePath<Exact> path;
  path.steps.push_back({.g = on_a_line(x0 + xi),
                        .G = on_a_line(x0),
                        .G_virtual = on_a_line(x0),
                        .G_difference = on_a_line(0),
                        .variances = on_a_line(V),
                        .f_virtual = x0 * x0 / 2});
  Exact mean_next = 0;
  for (const int way : {1, -1}) mean_next += square(Exact(x0 - gamma * (x0 + way * s))) / 4;
  path.steps[0].expected_f_next = mean_next;
  path.f_end = next * next / 2;
  const Schedule schedule(1, {{}});
  const Constants problem{.L = 1, .M = 0, .sigma2 = V, .f_lower = 0};
  const auto ledger = slack_ledger(path, schedule, problem, gamma, 1);
  const auto sure = sure_averaged_gradient(path, schedule, problem, gamma, 1);
  const Exact N = (path.f_end - mean_next) / gamma;
  if (ledger.discrepancy() != 0) throw std::logic_error("the ledger does not add up");
  Question q;
  q.statement = put(
      R"(One iteration, \(T = 1\), of SGD on \(f(x) = \frac{1}{2}x^2\) from \(x_0 = @x0@\) with \(g(x) = x \pm @s@\), each sign with probability \(\frac{1}{2}\): \(L = 1\), \(M = 0\), \(\sigma^2 = @V@\), \(f^* = 0\), \(\tau = 1\), \(\gamma = \frac{1}{10}\). The sign drawn is @sign@. The main inequality \(\frac{1}{5T}\sum\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) loses in each line of its proof. How much, in these lines, each divided by \(\gamma\)?

Young, \(-\langle \nabla f(\tilde x_0) - \nabla f(x_0), \nabla f(x_0)\rangle \le \frac{1}{2}\|\nabla f(x_0)\|^2 + \frac{1}{2}\|\nabla f(\tilde x_0) - \nabla f(x_0)\|^2\), where the right side less the left is \(\frac{1}{2}\|\nabla f(\tilde x_0)\|^2\): [[1]].

The step size, \(-\frac{1}{2} + \frac{\gamma L(M+1)}{2} \le -\frac{1}{4}\), times \(\|\nabla f(x_0)\|^2\): [[2]].

Rounding, \(\frac{1}{4} - \frac{1}{100} \ge \frac{1}{5}\), times \(\|\nabla f(x_0)\|^2\), and \(\frac{1}{2} + \frac{1}{10} \le 1\), times \(\gamma L\sigma^2\), together: [[3]].

On one path the main inequality has the remainder \(N = \frac{1}{\gamma}(f(\tilde x_1) - \mathbb{E} f(\tilde x_1))\) on the right, which has mean 0. Here \(N = \) [[4]].)",
      {{"x0", x0}, {"s", s}, {"V", V}, {"sign", sign > 0 ? "plus" : "minus"}});
  q.gaps = {
      number_gap(gradient, {{Exact(x0 * x0), "the factor 1/2 is missing"},
                            {Exact(0), "only because the virtual iterate is the read; Young still loses"}}),
      number_gap(step, {{Exact((ratio(1, 4) + gamma / 2) * x0 * x0), "a wrong sign"},
                        {Exact((ratio(1, 4) - gamma) * x0 * x0), "the factor 1/2 of the second moment"}}),
      number_gap(rounding,
                 {{Exact(x0 * x0 / 25), "the noise is rounded, too"}, {Exact(ratio(2, 5) * gamma * V), "the gradient is rounded, too"}}, 2),
      number_gap(N, {{Exact(gamma * N), "not divided by gamma"}, {Exact(-N), "a wrong sign"}}, 2)};
  q.derivations = {derived(1, gradient, "half of the squared gradient", ledger.total(Slack::virtual_grad), "the ledger of slacks"),
                   derived(2, step, "by hand", ledger.total(Slack::stepsize), "the ledger of slacks"),
                   derived(3, rounding, "by hand", ledger.total(Slack::rounding), "the ledger of slacks"),
                   derived(4, N, "both values of f", sure[0].right - right, "the routine of the sure form"),
                   {"the remainder", to_string(N), "both values of f", to_string(ledger.sum(ledger.remainder)), "the ledger of slacks"},
                   {"left side", to_string(left), "by hand", to_string(ledger.left), "the ledger of slacks"}};
  q.solution = {
      {put(R"(\(\nabla f(x_0) = \nabla f(\tilde x_0) = @x0@\), so Young loses \(@a@\).)", {{"x0", x0}, {"a", gradient}}), &claims::A21c},
      {put(R"(\((\frac{1}{2} - \frac{1}{20} - \frac{1}{4})\cdot @G2@ = @b@\).)", {{"G2", Exact(x0 * x0)}, {"b", step}}), &claims::A21e},
      {put(R"(\(\frac{1}{25}\cdot @G2@ + \frac{2}{5}\cdot\frac{1}{10}\cdot @V@ = @c@\).)",
           {{"G2", Exact(x0 * x0)}, {"V", V}, {"c", rounding}}),
       &claims::A23e},
      {put(R"(\(\tilde x_1 = @next@\): \(N = 10(@f@ - @mean@) = @N@\). With \(N\) on the right, right side minus left side is exactly the sum of the slacks of all lines.)",
           {{"next", next}, {"f", path.f_end}, {"mean", mean_next}, {"N", N}}),
       &claims::D33}};
  add_up(q, {"Young", "the step size", "rounding", "the remainder"});
  return q;
}

}  // namespace

Family e42() {
  return {.id = "E42",
          .title = "A ledger of slacks",
          .kind = Kind::cloze,
          .claims = {&claims::D33, &claims::D32b, &claims::MAIN, &claims::A21c, &claims::A21e, &claims::A23e},
          .make = make};
}

}  // namespace lemmata::exam::bank
