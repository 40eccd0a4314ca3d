// E38: Decrease for every step size, where no step is lost on a parabola.
#include "exam/bank/parts.hpp"
#include "lemmas/decrease.hpp"

namespace lemmata::exam::bank {
namespace {

Vector<Exact> on_a_line(const Exact& a) {
  Vector<Exact> v(1);
  v(0) = a;
  return v;
}

Question make(Draw& draw) {
  const Exact L = draw.between("L", 1, 2), x = draw.between("x", -3, 3), x_virtual = draw.between("x_virtual", -3, 3),
              noise = draw.between("noise", 1, 2);
  const Exact gamma = ratio(draw.between("halves", 1, 4), 2) / L;
  if (x == 0 || x_virtual == x) throw Redraw{"nothing to compute"};
  const Exact G = L * x, G_virtual = L * x_virtual, f = L / 2 * x_virtual * x_virtual, V = noise * noise,
              Delta = square(Exact(x - x_virtual));
  Exact next = 0;
  for (const int sign : {1, -1}) next += L / 4 * square(Exact(x_virtual - gamma * (G + sign * noise)));
  const Exact sharper =
      f - gamma / 2 * G_virtual * G_virtual - gamma / 2 * (1 - gamma * L) * G * G + gamma * gamma * L / 2 * V + gamma * L * L / 2 * Delta;
  const Exact lecture = f - gamma / 4 * G * G + gamma * gamma * L / 2 * V + gamma * L * L / 2 * Delta;
  const Constants problem{.L = L, .M = 0, .sigma2 = V, .f_lower = 0};
  const Moment<Exact> at{.gap = on_a_line(x_virtual - x),
                         .G = on_a_line(G),
                         .G_virtual = on_a_line(G_virtual),
                         .G_difference = on_a_line(G_virtual - G),
                         .f_virtual = f,
                         .expected_f_next = next,
                         .variance = V};
  const auto routine = decrease_for_every_step_size(at, problem, gamma);
  const auto lemma = decrease(at, problem, gamma);
  const Exact moments = L / 2 * (square(Exact(x_virtual - gamma * G)) + gamma * gamma * V);
  Question q;
  q.statement = put(
      R"(Without Young's inequality, \(-\langle a, b\rangle = -\frac{1}{2}\|a\|^2 - \frac{1}{2}\|b\|^2 + \frac{1}{2}\|a-b\|^2\) gives a sharper Lemma (Decrease), for every \(\gamma \gt 0\):

\[ \mathbb{E} f(\tilde x - \gamma g(x)) \le f(\tilde x) - \frac{\gamma}{2}\|\nabla f(\tilde x)\|^2 - \frac{\gamma}{2}(1-\gamma L)\|\nabla f(x)\|^2 + \frac{\gamma^2 L}{2}\mathbb{E}\|g(x) - \nabla f(x)\|^2 + \frac{\gamma L^2}{2}\|x - \tilde x\|^2. \]

Let \(f(y) = @f@\), so \(L = @L@\), and \(g(y) = \nabla f(y) \pm @noise@\), each with probability \(\frac{1}{2}\), so \(M = 0\). Let \(x = @x@\), \(\tilde x = @x_virtual@\), \(\gamma = @gamma@\). The left side is [[1]], the right side is [[2]]. The right side of the lecture's Lemma (Decrease), with \(-\frac{\gamma}{4}\|\nabla f(x)\|^2\) and \(\sigma^2 = @V@\), would be [[3]]; its hypothesis \(\gamma \le \gamma_{\text{crit}}\) with \(\tau \ge 1\) is [[4]].)",
      {{"f", times(L / 2, "y^2")}, {"L", L}, {"noise", noise}, {"x", x}, {"x_virtual", x_virtual}, {"gamma", gamma}, {"V", V}});
  q.gaps = {
      number_gap(next,
                 {{Exact(L / 2 * square(Exact(x_virtual - gamma * G))), "the noise is left out: E of a square is not the square of E"}}, 2),
      number_gap(sharper, {}, 2), number_gap(lecture, {}, 1), word_gap("not met", {"met", "not met"})};
  q.derivations = {derived(1, next, "both outcomes", moments, "the square of the mean and the variance"),
                   derived(2, sharper, "the formula", routine[0].right, "the routine of the sharper lemma"),
                   derived(3, lecture, "the formula", lemma[lemma.size() - 1].right, "the routine of the lemma"),
                   {"[[4]]", gamma <= critical_step_size(problem, 1) ? "met" : "not met", "compared with the critical step size",
                    10 * gamma * L <= 1 ? "met" : "not met", "10 gamma L (M+1) at most 1"}};
  q.solution = {
      {put(R"(\(\nabla f(x) = @G@\), \(\nabla f(\tilde x) = @Gv@\). Left side: \(\frac{L}{2}((\tilde x - \gamma\nabla f(x))^2 + \gamma^2\cdot @V@) = @next@\).)",
           {{"G", G}, {"Gv", G_virtual}, {"V", V}, {"next", next}}),
       &claims::A21b},
      {put(R"(Right side: \(@f@ - @a@ - (@b@) + @c@ + @d@ = @sharper@\): equality, as on every parabola \(\frac{L}{2}y^2\).)",
           {{"f", f},
            {"a", Exact(gamma / 2 * G_virtual * G_virtual)},
            {"b", Exact(gamma / 2 * (1 - gamma * L) * G * G)},
            {"c", Exact(gamma * gamma * L / 2 * V)},
            {"d", Exact(gamma * L * L / 2 * Delta)},
            {"sharper", sharper}}),
       &claims::C1},
      {put(R"(The lecture's right side is \(@lecture@\)@but@, but \(\gamma = @gamma@ \gt \frac{1}{10L}\), so that lemma says nothing here.)",
           {{"lecture", lecture}, {"gamma", gamma}, {"but", lecture < next ? ", less than the left side" : ""}}),
       &claims::A16}};
  add_up(q, {"the left side", "the right side", "the lecture's right side", "the hypothesis"});
  return q;
}

}  // namespace

Family e38() {
  return {.id = "E38",
          .title = "Decrease for every step size",
          .kind = Kind::cloze,
          .claims = {&claims::C1, &claims::A21, &claims::A21b, &claims::A16},
          .make = make};
}

}  // namespace lemmata::exam::bank
