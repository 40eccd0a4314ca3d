// E22: the largest constant with which Decrease holds.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// The largest c on f = Lx²/2 with g = (1±√M)Lx at x = 1: right minus left is a parabola in x̃, known from three values.
Exact by_three_values(const Exact& L, const Exact& root_M, const Exact& gamma) {
  const auto slack = [&](const Exact& x_virtual) -> Exact {  // for c = 0
    Exact left = 0;
    for (const int sign : {1, -1}) left += L / 4 * square(Exact(x_virtual - gamma * (1 + sign * root_M) * L));
    return L / 2 * x_virtual * x_virtual + gamma * L * L / 2 * square(Exact(1 - x_virtual)) - left;
  };
  const Exact at_0 = slack(0), curvature = (slack(1) + slack(-1)) / 2 - at_0, linear = (slack(1) - slack(-1)) / 2;
  return (at_0 - linear * linear / (4 * curvature)) / (gamma * L * L);
}

Question make(Draw& draw) {
  const Exact root_M = draw.between("root_M", 0, 3), M = root_M * root_M, L = draw.between("L", 1, 2),
              kappa = draw.of("kappa", {2, 4, 5, 8, 10});
  const Exact gamma = 1 / (kappa * L * (M + 1)), c = ratio(1, 2) - gamma * L * (M + 1) / 2;
  Question q;
  q.statement = put(R"(Let \(L = @L@\), \(M = @M@\) and \(\gamma = @g@\). What is the largest \(c\) for which

\[ \mathbb{E} f(\tilde x - \gamma g(x)) \le f(\tilde x) - c\gamma\|\nabla f(x)\|^2 + \frac{\gamma^2 L\sigma^2}{2} + \frac{\gamma L^2}{2}\|x - \tilde x\|^2 \]

holds for all points \(x, \tilde x\), all \(L\)-smooth \(f\) and all unbiased oracles with \(\mathbb{E}\|g(x) - \nabla f(x)\|^2 \le M\|\nabla f(x)\|^2 + \sigma^2\)? \(c = \) [[1]])",
                    {{"L", L}, {"M", M}, {"g", gamma}});
  q.gaps = {number_gap(c,
                       {{ratio(1, 4), "the lecture's constant, which is the largest only at the step size 1/(2L(M+1))"},
                        {Exact(ratio(1, 2) - gamma * L * M / 2), "M in place of M+1: the gradient itself is part of the second moment"},
                        {Exact(1 - gamma * L * (M + 1) / 2), "Young's half of the squared gradient is missing"},
                        {Exact(ratio(1, 2) - gamma * L * (M + 1)), "the factor 1/2 of the smoothness inequality is missing"}},
                       4)};
  q.derivations = {derived(1, c, "1/2 - gamma L (M+1)/2", by_three_values(L, root_M, gamma),
                           "a parabola f and an oracle that attain it, minimised over the virtual iterate")};
  q.solution = {
      {R"(Lines 1 to 4 of the proof give the coefficient \(-\frac{\gamma}{2} + \frac{\gamma^2 L(M+1)}{2}\) of \(\|\nabla f(x)\|^2\); it must be at most \(-c\gamma\).)",
       &claims::A21c},
      {put(R"(\(c \le \frac{1}{2} - \frac{\gamma L(M+1)}{2} = \frac{1}{2} - \frac{1}{2}\cdot @a@ = @c@\).)",
           {{"a", Exact(gamma * L * (M + 1))}, {"c", c}}),
       &claims::A21e},
      {R"(No more is possible: \(f(x) = \frac{L}{2}x^2\) with \(g(x) = (1 \pm \sqrt{M})Lx\), \(x = 1\) attains it at the \(\tilde x\) where the gap of the two sides is least, \(\tilde x = 0\).)",
       &claims::A21}};
  q.rubric = {{2, "the coefficient of the squared gradient"}, {2, "the number"}};
  q.points = q.minutes = 4;
  return q;
}

}  // namespace

Family e22() {
  return {.id = "E22",
          .title = "The largest constant of Decrease",
          .kind = Kind::number,
          .claims = {&claims::A21, &claims::A21e, &claims::A21c},
          .make = make};
}

}  // namespace lemmata::exam::bank
