// E21: Decrease with a constant that is too large; give a counterexample.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Mutated {
  Exact L, c, largest;  // the largest step size, 1/(10Lτ)
};

/// f(x̃−γ∇f(x)) ≤ f(x̃) − cγ‖∇f(x)‖² + (γL²/2)‖x−x̃‖², f = Lx²/2.
std::pair<Exact, Exact> by_definition(const Mutated& m, const Exact& x, const Exact& x_virtual, const Exact& gamma) {
  const auto f = [&](const Exact& y) -> Exact { return m.L / 2 * y * y; };
  return {f(x_virtual - gamma * m.L * x),
          f(x_virtual) - m.c * gamma * square(Exact(m.L * x)) + gamma * m.L * m.L / 2 * square(Exact(x - x_virtual))};
}
/// The same in the gradients G = ∇f(x), G̃ = ∇f(x̃): f = G̃²/(2L), expanded at x̃.
std::pair<Exact, Exact> by_gradients(const Mutated& m, const Exact& x, const Exact& x_virtual, const Exact& gamma) {
  const Exact G = m.L * x, G_virtual = m.L * x_virtual, f = G_virtual * G_virtual / (2 * m.L);
  return {f - gamma * G_virtual * G + gamma * gamma * m.L / 2 * G * G,
          f + gamma * ((ratio(1, 2) - m.c) * G * G - G * G_virtual + G_virtual * G_virtual / 2)};
}

template <class Sides>
Judged judged(const Mutated& m, const Assignment& at, const Sides& sides) {
  const Exact& gamma = at.at("gamma");
  if (gamma <= 0) return {.is = Judged::Is::invalid, .why = "a step size is positive: gamma = " + to_string(gamma)};
  if (gamma > m.largest)
    return {.is = Judged::Is::invalid, .why = "gamma = " + to_string(gamma) + " is above the critical step size " + to_string(m.largest)};
  const auto [left, right] = sides(m, at.at("x"), at.at("x_virtual"), gamma);
  return {
      .is = left > right ? Judged::Is::refutes : Judged::Is::holds,
      .why = "left side " + to_string(left) + ", right side " + to_string(right) + ", right minus left " + to_string(Exact(right - left)),
      .left = left,
      .right = right};
}

Question make(Draw& draw) {
  const Exact L = draw.between("L", 1, 2), tau = draw.between("tau", 1, 2), c = ratio(draw.of("c", {48, 50, 55, 60}), 100);
  const Mutated m{L, c, 1 / (10 * L * tau)};
  const auto [left, right] = by_definition(m, 1, 0, m.largest);
  const auto [kept_left, kept_right] = by_definition({L, ratio(1, 4), m.largest}, 1, 0, m.largest);
  const Exact best = ratio(1, 2) - m.largest * L / 2;

  Question q;
  q.statement = put(
      R"(Somebody claims Lemma (Decrease) with \(@c@\) in place of \(\frac{1}{4}\): for all \(x, \tilde x \in \mathbb{R}\) and all \(0 \lt \gamma \le \gamma_{\text{crit}}\),

\[ \mathbb{E} f(\tilde x - \gamma g(x)) \le f(\tilde x) - @c@\gamma\|\nabla f(x)\|^2 + \frac{\gamma^2 L\sigma^2}{2} + \frac{\gamma L^2}{2}\|x - \tilde x\|^2. \]

Refute it with \(f(x) = @f@\) and exact gradients: \(g = \nabla f\), \(M = 0\), \(\sigma = 0\), \(\tau = @tau@\), so \(L = @L@\) and \(\gamma_{\text{crit}} = \frac{1}{10L(M+\tau)} = @crit@\). Give \(x\), \(\tilde x\) and \(\gamma\), and both sides.)",
      {{"c", c}, {"f", times(L / 2, "x^2")}, {"tau", tau}, {"L", L}, {"crit", m.largest}});
  q.challenge = Challenge{.variables = {{"x", R"(\(x\), the point that was read)"},
                                        {"x_virtual", R"(\(\tilde x\), the virtual iterate)"},
                                        {"gamma", R"(\(\gamma\), the step size)"}},
                          .key = {{"x", 1}, {"x_virtual", 0}, {"gamma", m.largest}},
                          .judge = [m](const Assignment& at) { return judged(m, at, by_definition); },
                          .judge_again = [m](const Assignment& at) { return judged(m, at, by_gradients); }};
  q.derivations = {{"left side minus right side at the example", to_string(Exact(left - right)), "the definition of f",
                    to_string(Exact(by_gradients(m, 1, 0, m.largest).first - by_gradients(m, 1, 0, m.largest).second)),
                    "expanded in the gradients"}};
  q.solution = {
      {put(R"(Take \(x = 1\), \(\tilde x = 0\), \(\gamma = \gamma_{\text{crit}} = @g@\): then \(f(\tilde x) = 0\), \(\nabla f(x) = @L@\).)",
           {{"g", m.largest}, {"L", L}}),
       &claims::A21},
      {put(R"(Left side: \(f(-@step@) = @left@\). Right side: \(-@c@\cdot @g@\cdot @L2@ + @half@ = @right@\). The left side is larger by \(@by@\).)",
           {{"step", Exact(m.largest * L)},
            {"left", left},
            {"c", c},
            {"g", m.largest},
            {"L2", Exact(L * L)},
            {"half", Exact(m.largest * L * L / 2)},
            {"right", right},
            {"by", Exact(left - right)}}),
       &claims::A21},
      {put(R"(With the lecture's \(\frac{1}{4}\) the same point leaves \(@slack@\) to spare. The largest constant is \(\frac{1}{2} - \frac{\gamma L(M+1)}{2} = @best@\), from \(-\frac{\gamma}{2} + \frac{\gamma^2 L(M+1)}{2} \le -c\gamma\).)",
           {{"slack", Exact(kept_right - kept_left)}, {"best", best}}),
       &claims::A21e}};
  q.rubric = {{2, "an instance within the hypotheses that refutes"}, {2, "both sides"}};
  q.points = q.minutes = 4;
  return q;
}

}  // namespace

Family e21() {
  return {.id = "E21",
          .title = "Refute a stronger Decrease",
          .kind = Kind::counterexample,
          .claims = {&claims::A21, &claims::A21e},
          .make = make};
}

}  // namespace lemmata::exam::bank
