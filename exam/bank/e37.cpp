// E37: improve the constants of the theorem by another weight in Young's inequality.
#include "exam/bank/parts.hpp"
#include "lemmas/delayed_rate.hpp"

namespace lemmata::exam::bank {
namespace {

/// What the lines of the proof leave of ‖∇f‖², and how much noise they add, at their worst over a grid of M and τ (L = 1).
std::pair<Exact, Exact> worst_on_a_grid(const Exact& kappa, const Exact& epsilon, const Exact& theta) {
  Exact alpha = 1, beta = 0;
  for (int M = 0; M <= 5; ++M)
    for (int tau = 1; tau <= 5; ++tau) {
      const Exact gamma = 1 / (kappa * (M + tau)), difference = 1 / (2 * epsilon) * theta * gamma * gamma;
      alpha = std::min(alpha, Exact(1 - epsilon / 2 - gamma * (M + 1) / 2 - difference * (tau + M) * tau));
      beta = std::max(beta, Exact(ratio(1, 2) + difference * tau / gamma));
    }
  return {alpha, beta};
}

Question make(Draw& draw) {
  const long long row = draw.between("row", 0, 2);
  const Rate rate = row == 0   ? reweighted_rate()
                    : row == 1 ? larger_step_rate(draw.of("kappa", {3, 4, 5, 6, 8, 10}))
                               : consistent_rate(draw.of("kappa", {2, 3, 4, 5, 6, 10}));
  const auto& [kappa, alpha, beta] = rate.constants;
  const auto [alpha_again, beta_again] = worst_on_a_grid(kappa, rate.epsilon, rate.theta());
  const Exact e = rate.epsilon, theta = rate.theta();
  Question q;
  q.statement = put(
      R"(The proof of the theorem can do better. Let \(\gamma \le \frac{1}{@kappa@L(M+\tau)}\), and use Young's inequality with the weight \(\epsilon = @e@\):

\[ -\langle a, b\rangle \le \frac{\epsilon}{2}\|b\|^2 + \frac{1}{2\epsilon}\|a\|^2, \quad a = \nabla f(\tilde x_t) - \nabla f(x_t), \quad b = \nabla f(x_t). \]

Do not round: use \(\gamma L(M+1) \le \frac{1}{@kappa@}\) in Lemma (Decrease), and for the difference use

\[ \mathbb{E}\|x_t - \tilde x_t\|^2 \le @theta@((\tau+M)\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \tau\sigma^2)@why@. \]

Then \(\alpha\cdot\frac{1}{T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \beta\gamma L\sigma^2\) with \(\alpha = \) [[1]] and \(\beta = \) [[2]] (the best that follow for all \(M\) and \(\tau\)). Without noise and at the largest step size, the average is at most \(C\,\frac{LF_0(M+\tau)}{T}\) with \(C = \) [[3]]; for the lecture \(C = 50\).)",
      {{"kappa", kappa},
       {"e", e},
       {"theta", times(theta, R"(\gamma^2)")},
       {"why", theta == 1 ? R"(\quad \text{(consistent reads)})" : ""}});
  q.gaps = {
      number_gap(alpha,
                 {{Exact(1 - e / 2 - 1 / (2 * kappa)), "the difference takes its part, too"},
                  {Exact(1 - e / 2 - theta / (2 * e * kappa * kappa)), "the second moment takes its part, too"},
                  {ratio(1, 5), "the lecture's rounded constant"}},
                 4),
      number_gap(beta, {{ratio(1, 2), "the noise of the difference is missing"}, {ratio(3, 5), "the lecture's, with weight 1"}}, 2),
      number_gap(rate.constants.deterministic(),
                 {{Exact(kappa * alpha), "multiplied by alpha in place of divided"}, {Exact(5 * kappa), "divided by the lecture's 1/5"}},
                 1)};
  q.derivations = {derived(1, alpha, "the table of rates", alpha_again, "what the lines leave at their worst on a grid of M, tau"),
                   derived(2, beta, "the table of rates", beta_again, "what the lines add at their worst on a grid of M, tau"),
                   derived(3, rate.constants.deterministic(), "the table of rates", kappa / alpha_again,
                           "what the lines leave at their worst on a grid of M, tau")};
  q.solution = {
      {put(R"(Decrease, divided by \(\gamma\): \(\|\nabla f(x_t)\|^2\) has the coefficient \(-1 + \frac{\epsilon}{2} + \frac{1}{2\cdot @kappa@}\), and \(\|x_t-\tilde x_t\|^2\) has \(\frac{L^2}{2\epsilon} = @half@\).)",
           {{"kappa", kappa}, {"half", times(1 / (2 * e), "L^2")}}),
       &claims::A21c},
      {put(R"(The difference brings \(\frac{@theta@}{2\epsilon}\gamma^2L^2(\tau+M)\tau \le @part@\) of the average gradient, as each appears at most \(\tau\) times, and the noise \(\frac{@theta@}{2\epsilon}\gamma L\tau \le @noise@\).)",
           {{"theta", theta}, {"part", Exact(theta / (2 * e * kappa * kappa))}, {"noise", Exact(theta / (2 * e * kappa))}}),
       &claims::A23c},
      {put(R"(\(\alpha = 1 - @a@ - @b@ - @c@ = @alpha@\), \(\beta = \frac{1}{2} + @d@ = @beta@\), \(C = \frac{@kappa@}{\alpha} = @C@\).)",
           {{"a", Exact(e / 2)},
            {"b", Exact(1 / (2 * kappa))},
            {"c", Exact(theta / (2 * e * kappa * kappa))},
            {"alpha", alpha},
            {"d", Exact(theta / (2 * e * kappa))},
            {"beta", beta},
            {"kappa", kappa},
            {"C", rate.constants.deterministic()}}),
       rate.claim}};
  add_up(q, {"alpha", "beta", "C"});
  return q;
}

}  // namespace

Family e37() {
  return {.id = "E37",
          .title = "Improve the constants",
          .kind = Kind::cloze,
          .claims = {&claims::C3b, &claims::C3c, &claims::C3d, &claims::A21c, &claims::Young, &claims::A17},
          .make = make};
}

}  // namespace lemmata::exam::bank
