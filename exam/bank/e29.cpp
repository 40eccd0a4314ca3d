// E29: which step sizes keep gradient descent with a constant delay stable on a parabola.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// Whether all roots of Σ p_k λᵏ lie inside the unit circle (Schur and Cohn, in rationals).
bool stable(std::vector<Exact> p) {
  while (p.size() > 1) {
    const std::size_t n = p.size() - 1;
    if (abs(p[0]) >= abs(p[n])) return false;
    std::vector<Exact> smaller(n);
    for (std::size_t k = 0; k < n; ++k) smaller[k] = p[n] * p[k + 1] - p[0] * p[n - k - 1];
    for (Exact& a : smaller) a /= p[n] * p[n];
    p = std::move(smaller);
  }
  return true;
}
/// λ^{τ+1} − λ^τ + a.
std::vector<Exact> characteristic(std::size_t tau, const Exact& a) {
  std::vector<Exact> p(tau + 2);
  p[0] = a, p[tau] -= 1, p[tau + 1] = 1;
  return p;
}
/// 2cos(τπ/(2τ+1)) is a root of this, the only one in (0, 1.1): a−1, a²+a−1, a³−a²−2a+1, a³−3a+1.
Exact minimal(std::size_t tau, const Exact& a) {
  switch (tau) {
    case 1:
      return a - 1;
    case 2:
      return a * a + a - 1;
    case 3:
      return -(a * a * a - a * a - 2 * a + 1);
    default:
      return -(a * a * a - 3 * a + 1);
  }
}
/// Bisection: `below(a)` is true to the left of the threshold.
template <class Below>
std::pair<Exact, Exact> threshold(const Below& below) {
  Exact low = 0, high = ratio(11, 10);
  while (high - low > ratio(1, 1000000)) {
    const Exact middle = (low + high) / 2;
    (below(middle) ? low : high) = middle;
  }
  return {low, high};
}

Question make(Draw& draw) {
  const auto tau = static_cast<std::size_t>(draw.between("tau", 1, 4));
  const Exact L = draw.of("L", {1, 2, 4});
  const auto [low, high] = threshold([&](const Exact& a) { return minimal(tau, a) < 0; });
  const auto [low_again, high_again] = threshold([&](const Exact& a) { return a == 0 || stable(characteristic(tau, a)); });
  const Exact ratio_of = 10 * Exact(tau);  // γ/γ_crit = 10τ·γL where M = 0
  static const std::vector<std::pair<std::string, std::string>> angles{
      {R"(\frac{\pi}{3})", "0.5"}, {R"(\frac{2\pi}{5})", "0.3090"}, {R"(\frac{3\pi}{7})", "0.2225"}, {R"(\frac{4\pi}{9})", "0.1736"}};
  const auto& [angle, cosine] = angles[tau - 1];
  const std::string power = tau == 1 ? "\\lambda" : "\\lambda^{" + std::to_string(tau) + "}";
  Question q;
  q.statement = put(R"(Gradient descent with the constant delay \(\tau = @tau@\) on \(f(x) = @f@\), so \(L = @L@\), is

\[ x_{t+1} = x_t - \gamma L x_{t-@tau@}. \]

It converges for \(0 \lt \gamma \lt \gamma_{\text{max}}\) and not beyond, where \(\gamma_{\text{max}}\) is the least \(\gamma \gt 0\) for which a root \(\lambda\) of \(\lambda^{@next@} - @power@ + \gamma L\) lies on the unit circle. \(\gamma_{\text{max}}\) is [[1]] (two decimals), which is [[2]] times \(\gamma_{\text{crit}} = \frac{1}{10L\tau}\), the critical step size with \(M = 0\) (one decimal, from the value before rounding). The cosine of \(@angle@\) is @cosine@.)",
                    {{"tau", Exact(tau)},
                     {"f", times(L / 2, "x^2")},
                     {"L", L},
                     {"next", Exact(tau + 1)},
                     {"power", power},
                     {"angle", angle},
                     {"cosine", cosine}});
  q.gaps = {rounded_gap(low / L, high / L, 2, 4), rounded_gap(low * ratio_of, high * ratio_of, 1, 1)};
  q.derivations = {{"[[1]]", rounded(low / L, high / L, 2), "twice the cosine, a root of its minimal polynomial",
                    rounded(low_again / L, high_again / L, 2), "the test of Schur and Cohn in rationals"},
                   {"[[2]]", rounded(low * ratio_of, high * ratio_of, 1), "twice the cosine, a root of its minimal polynomial",
                    rounded(low_again * ratio_of, high_again * ratio_of, 1), "the test of Schur and Cohn in rationals"}};
  q.solution = {
      {put(R"(With \(\lambda = e^{i\theta}\): \(\gamma L = @power@(1-\lambda)\) is real and positive for \((\tau + \frac{1}{2})\theta = \frac{\pi}{2}\) first, so \(\theta = \frac{\pi}{2\tau+1}\), and \(|1-\lambda| = 2\) times the sine of \(\frac{\theta}{2}\), which is \(2\) times the cosine of \(\frac{\tau\pi}{2\tau+1}\).)",
           {{"power", power}}),
       &claims::A16},
      {put(R"(So \(\gamma_{\text{max}}L = 2\cdot @cosine@ = @value@\), \(\gamma_{\text{max}} = @gamma@\), and \(\frac{\gamma_{\text{max}}}{\gamma_{\text{crit}}} = 10\tau\cdot\gamma_{\text{max}}L = @ratio@\): the theorem's step size is cautious, but of the right order in \(\tau\).)",
           {{"cosine", cosine}, {"value", rounded(low, high, 3)}, {"gamma", q.gaps[0].key}, {"ratio", q.gaps[1].key}}),
       &claims::A16}};
  add_up(q, {"the root on the unit circle, and the step size", "the ratio"});
  return q;
}

}  // namespace

Family e29() {
  return {
      .id = "E29", .title = "Stability under a constant delay", .kind = Kind::cloze, .claims = {&claims::A16, &claims::A17}, .make = make};
}

}  // namespace lemmata::exam::bank
