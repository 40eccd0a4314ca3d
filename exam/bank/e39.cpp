// E39: what consistent reads are worth, true or false.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E‖x_t−x̃_t‖² ≤ (1/(100L²τ))ΣE‖∇f(xₖ)‖² + (γ/(10L))σ² on every schedule of up to three updates of a grid, by all paths.
bool halved_on_a_grid(bool consistent) {
  const Exact starts[] = {0, 1, 5, 20};
  for (const std::size_t t : {1, 2, 3})
    for (const Reads& reads : all_reads(t, consistent)) {
      const Exact tau = delay(reads), gamma = 1 / (10 * tau);
      for (const int h : {1, -1})
        for (const Exact& x0 : starts) {
          const AtRead at = at_last_read({h, x0, gamma, 1, 0}, reads);
          Exact window = 0;
          for (std::size_t k = t - std::min(t, delay(reads)); k < t; ++k) window += at.squares[k];
          if (gamma * gamma * at.gradients > window / (100 * tau) + gamma / 10) return false;
        }
    }
  return true;
}

/// (α/T)Σ‖∇f(xₜ)‖² ≤ F₀/(γT) for gradient descent on x²/2 from 1 with constant delay τ at γ = 1/(10τ), for all T ≤ 100.
bool rate_on_a_parabola(const Exact& alpha) {
  for (std::size_t tau = 1; tau <= 3; ++tau) {
    const Exact gamma = 1 / (10 * Exact(tau));
    std::vector<Exact> x{1};
    Exact sum = 0;
    for (std::size_t t = 0; t < 100; ++t) {
      sum += x[t] * x[t];
      if (alpha * sum > 1 / (2 * gamma)) return false;
      x.push_back(t < tau ? x[0] : Exact(x[t] - gamma * x[t - tau]));
    }
  }
  return true;
}

struct Variant {
  const char* statement;
  const char* family;
  std::vector<std::string> arguments;
  bool (*other)();
  const char* other_route;
  const char* reason;
  const Claim* claim;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {R"(Let reads be whole vectors, and consistent. Then Lemma (Difference) holds with both constants halved: with \(\frac{1}{100L^2\tau}\) and \(\frac{\gamma}{10L}\) in place of \(\frac{1}{50L^2\tau}\) and \(\frac{\gamma}{5L}\).)",
       "difference",
       {"p=1/100", "q=1/10", "reads=consistent"},
       [] { return halved_on_a_grid(true); },
       "all paths of all consistent schedules of up to three updates",
       R"(Missing gradients and missing noise are then orthogonal in expectation, \(\mathbb{E}\|u+v\|^2 = \mathbb{E}\|u\|^2 + \mathbb{E}\|v\|^2\), so the factor 2 is not needed.)",
       &claims::C2},
      {R"(For every schedule that does not depend on the noise, Lemma (Difference) holds with both constants halved: with \(\frac{1}{100L^2\tau}\) and \(\frac{\gamma}{10L}\) in place of \(\frac{1}{50L^2\tau}\) and \(\frac{\gamma}{5L}\).)",
       "difference",
       {"p=1/100", "q=1/10"},
       [] { return halved_on_a_grid(false); },
       "all paths of all schedules of up to three updates",
       R"(A slow reader that misses what an earlier read has seen makes a missing gradient depend on a missing noise; then the factor 2 is not wasted altogether.)",
       &claims::C2},
      {R"(Let reads be whole vectors, and consistent. Then the proof of the theorem can be sharpened to \(\frac{17}{20}\cdot\frac{1}{T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) for all \(\gamma \le \gamma_{\text{crit}}\).)",
       "main",
       {"alpha=17/20", "reads=consistent"},
       [] { return rate_on_a_parabola(ratio(17, 20)); },
       "gradient descent with delays on a parabola",
       R"(Young's weight \(\frac{1}{10}\), and no factor 2: \(1 - \frac{1}{20} - \frac{1}{20} - \frac{1}{20} = \frac{17}{20}\) of the gradient stays, and \(\frac{1}{2} + \frac{1}{2}\) of the noise.)",
       &claims::C3d},
      {R"(Let reads be whole vectors, and consistent. Then \(\frac{43}{50}\cdot\frac{1}{T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) for all \(\gamma \le \gamma_{\text{crit}}\).)",
       "main",
       {"alpha=43/50", "reads=consistent"},
       [] { return rate_on_a_parabola(ratio(43, 50)); },
       "gradient descent with delays on a parabola",
       R"(Gradient descent on \(\frac{1}{2}x^2\) from \(x_0 = 1\), all gradients one step old, \(\gamma = \frac{1}{10}\): for large \(T\) the sum \(\gamma\sum_t\|\nabla f(x_t)\|^2\) tends to about \(1.164\,F_0\), and \(\frac{43}{50}\cdot 1.164 \gt 1\).)",
       &claims::C3d}};
  return all;
}

Question make(Draw& draw) {
  const auto number = static_cast<std::size_t>(draw.between("variant", 0, static_cast<long long>(variants().size()) - 1));
  static const std::vector<bool> other = [] {
    std::vector<bool> all;
    for (const Variant& v : variants()) all.push_back(v.other());
    return all;
  }();
  const Variant& v = variants()[number];
  return true_or_false(
      "Reads are called consistent if no read misses an update that an earlier read has seen: \\(I_j \\subseteq I_t\\) for \\(j \\lt t\\). "
      "Schedules do not depend on the noise, and \\(\\gamma_{\\text{crit}} = \\frac{1}{10L(M+\\tau)}\\), \\(\\tau \\ge 1\\).\n\n" +
          std::string(v.statement),
      decided(v.family, v.arguments), {other[number], v.other_route}, v.reason, *v.claim);
}

}  // namespace

Family e39() {
  return {.id = "E39",
          .title = "Consistent reads",
          .kind = Kind::true_false,
          .claims = {&claims::C2, &claims::C2a, &claims::C3d},
          .make = make};
}

}  // namespace lemmata::exam::bank
