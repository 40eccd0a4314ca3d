// E41: Difference on one path: the remainder that the expectation makes vanish.
#include "exam/bank/parts.hpp"
#include "lemmas/sure_forms.hpp"

namespace lemmata::exam::bank {
namespace {

Vector<Exact> on_a_line(const Exact& a) {
  Vector<Exact> v(1);
  v(0) = a;
  return v;
}

Question make(Draw& draw) {
  static const Exact law[] = {2, -1, -1};  // mean 0, variance 2
  const Exact G0 = draw.between("G0", -3, 3), G1 = draw.between("G1", -3, 3), xi0 = law[draw.between("first", 0, 1)],
              xi1 = law[draw.between("second", 0, 1)], V = 2;
  const Exact gamma = ratio(1, 20), difference = square(Exact(G0 + xi0 + G1 + xi1));
  const Exact W = xi0 * xi0 - V + xi1 * xi1 - V + 2 * xi0 * xi1, without = 4 * (G0 * G0 + G1 * G1) + 4 * V;
  Exact mean = 0, again = 0;  // of W, over all draws: term by term, and by the squared sum
  for (const Exact& a : law)
    for (const Exact& b : law) {
      mean += (a * a - V + b * b - V + 2 * a * b) / 9;
      again += (square(Exact(a + b)) - 2 * V) / 9;
    }
  SamplePath<Exact> path;
  const auto step = [&](const Exact& G, const Exact& xi) {
    path.steps.push_back(
        {.g = on_a_line(G + xi), .G = on_a_line(G), .G_virtual = on_a_line(0), .G_difference = on_a_line(0), .variances = on_a_line(V)});
  };
  step(G0, xi0), step(G1, xi1), step(0, 0);
  const Schedule schedule(1, {{}, {}, {{0}, {1}}});
  const Constants problem{.L = 1, .M = 0, .sigma2 = V, .f_lower = 0};
  const auto sure = sure_difference(path, squared_gradients(path), schedule, problem, gamma, 2, 2);
  const Exact scale = 1 / (gamma * gamma);
  Question q;
  q.statement =
      put(R"(On one path Lemma (Difference) holds with a remainder: for \(\gamma \le \gamma_{\text{crit}}\), whatever the samples were,

\[ \|x_t - \tilde x_t\|^2 \le \frac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2 + \frac{\gamma}{5L}\sigma^2 + 2\gamma^2W_t, \quad W_t = \|\sum_{k\in J_t}\xi_k\|^2 - \sum_{k\in J_t}V(x_k), \]

where \(\xi_k = g_k - \nabla f(x_k)\) and \(V(x_k)\) is its variance. In one dimension let \(L = 1\), \(M = 0\), \(\tau = 2\), \(\gamma = \gamma_{\text{crit}} = \frac{1}{20}\), \(J_2 = \{0,1\}\). The noise is \(2\) with probability \(\frac{1}{3}\) and \(-1\) with probability \(\frac{2}{3}\), so \(\sigma^2 = V = 2\). A run has \(\nabla f(x_0) = @G0@\), \(\nabla f(x_1) = @G1@\), \(\xi_0 = @xi0@\), \(\xi_1 = @xi1@\).

\(\frac{1}{\gamma^2}\|x_2-\tilde x_2\|^2 = \) [[1]], \(W_2 = \) [[2]], and the right side over \(\gamma^2\) is [[3]]. Over all draws of \(\xi_0\) and \(\xi_1\), \(\mathbb{E}\,W_2 = \) [[4]].)",
          {{"G0", G0}, {"G1", G1}, {"xi0", xi0}, {"xi1", xi1}});
  q.gaps = {number_gap(difference,
                       {{Exact(square(Exact(G0 + xi0)) + square(Exact(G1 + xi1))), "squares added in place of the square of the sum"},
                        {Exact(square(Exact(G0 + G1))), "the noise is part of the updates"}},
                       2),
            number_gap(W,
                       {{Exact(2 * xi0 * xi1), "the squares of the noise differ from the variance, too"},
                        {Exact(square(Exact(xi0 + xi1))), "the variances are to be taken away"}},
                       2),
            number_gap(without + 2 * W, {{without, "without the remainder"}, {Exact(without + W), "the remainder has the factor 2"}}, 1),
            number_gap(mean, {{V, "the variances are taken away already"}}, 1)};
  q.derivations = {derived(1, difference, "the sum of the missing updates", sure[0].left * scale, "the routine of the sure form"),
                   derived(2, W, "term by term", noise_remainder(path, schedule, 2), "the routine of the sure form"),
                   derived(3, without + 2 * W, "the formula", sure[0].right * scale, "the routine of the sure form"),
                   derived(4, mean, "all nine draws, term by term", again, "all nine draws, the squared sum")};
  q.solution = {
      {put(R"(\(x_2-\tilde x_2 = \gamma(g_0+g_1) = \gamma\cdot(@sum@)\).)", {{"sum", Exact(G0 + xi0 + G1 + xi1)}}), &claims::A22a},
      {put(R"(\(W_2 = (@s@)^2 - 4 = @W@\); \(\frac{1}{50\cdot 2\gamma^2} = 4\) and \(\frac{\sigma^2}{5\gamma} = 8\), so the right side over \(\gamma^2\) is \(4\cdot @G@ + 8 + 2\cdot(@W@) = @right@\).)",
           {{"s", Exact(xi0 + xi1)}, {"W", W}, {"G", Exact(G0 * G0 + G1 * G1)}, {"right", Exact(without + 2 * W)}}),
       &claims::D32a},
      {put(R"(Independent noise with mean 0: \(\mathbb{E}\,W_2 = 0\). That is the only line of the lemma that needs an expectation over the run@when@.)",
           {{"when", difference > without ? "; on this path the lemma without its remainder would be false" : ""}}),
       &claims::A22d}};
  add_up(q, {"the difference", "the remainder", "the right side", "its mean"});
  return q;
}

}  // namespace

Family e41() {
  return {.id = "E41",
          .title = "Difference on one path",
          .kind = Kind::cloze,
          .claims = {&claims::D32a, &claims::D32b, &claims::A22a, &claims::A22d, &claims::IndependentNoise},
          .make = make};
}

}  // namespace lemmata::exam::bank
