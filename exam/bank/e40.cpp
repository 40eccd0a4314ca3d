// E40: schedules that depend on the noise, true or false.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// f = 0, noise ±1, τ updates, each missing just when its noise is +1: E‖Σ_J gₖ‖², by all 2^τ paths.
Exact squared_count(int tau) {
  Exact sum = 0, paths = 0;
  for (unsigned path = 0; path < 1U << tau; ++path) {
    int missing = 0;
    for (int k = 0; k < tau; ++k) missing += path >> k & 1;
    sum += missing * missing, paths += 1;
  }
  return sum / paths;
}
/// E‖xₜ−x̃ₜ‖² ≤ q(γ, τ) on these schedules at γ = 1/(10τ), for τ from 1 to `most`.
template <class Bound>
bool holds_up_to(int most, const Bound& bound) {
  for (int tau = 1; tau <= most; ++tau) {
    const Exact gamma = ratio(1, 10 * tau);
    if (gamma * gamma * squared_count(tau) > bound(gamma, tau)) return false;
  }
  return true;
}

/// f = x²/2 from 0, noise ±1, M = 0: the updates with noise +1 never arrive, so xₜ₊₁ is xₜ or (1−γ)xₜ + γ. The main inequality after
/// T = τ iterations at γ = 1/(10τ), F₀ = 0, by the moments of xₜ. They stay exact: E xₜ and E xₜ² are polynomials in γ.
bool drifting_reads_keep_main(int tau) {
  const Exact gamma = ratio(1, 10 * tau), r = 1 - gamma;
  Exact first = 0, second = 0, sum = 0;
  for (int t = 0; t < tau; ++t) {
    sum += second;
    const Exact moved = r * r * second + 2 * gamma * r * first + gamma * gamma;
    second = (second + moved) / 2;
    first = (first + r * first + gamma) / 2;
  }
  return sum / (5 * Exact(tau)) <= gamma;
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
      {R"(Lemma (Difference) remains true: \(\mathbb{E}\|x_t-\tilde x_t\|^2 \le \frac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \frac{\gamma}{5L}\sigma^2\).)",
       "difference",
       {"reads=dependent", "tau=8"},
       [] { return holds_up_to(8, [](const Exact& g, int) -> Exact { return g / 5; }); },
       "all paths with f = 0 and delays up to 8",
       R"(With \(f = 0\) and noise \(\pm 1\) let an update be missing just when its noise is \(+1\): then \(\mathbb{E}\|x_t-\tilde x_t\|^2 = \frac{\gamma^2\tau(\tau+1)}{4}\), which at \(\tau = 8\), \(\gamma = \frac{1}{80}\) is \(\frac{9}{3200}\), more than \(\frac{\gamma}{5} = \frac{1}{400}\).)",
       &claims::A22d},
      {R"(\(\mathbb{E}\|x_t-\tilde x_t\|^2 \le \gamma^2\tau(1+M)\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \gamma^2\tau^2\sigma^2\) is true.)",
       "difference-line",
       {"reads=dependent", "gradient=1", "M=1", "noise=1", "M-tau=1", "noise-tau=2"},
       [] { return holds_up_to(12, [](const Exact& g, int tau) -> Exact { return g * g * tau * tau; }); },
       "all paths with f = 0 and delays up to 12",
       R"(On every path \(\|\sum_{k\in J_t} g_k\|^2 \le |J_t|\sum_{k\in J_t}\|g_k\|^2\) and \(|J_t| \le \tau\); and \(\mathbb{E}\|g_k\|^2 \le (1+M)\mathbb{E}\|\nabla f(x_k)\|^2 + \sigma^2\). No independence is used.)",
       &claims::C2b},
      {R"(\(\mathbb{E}\|x_t-\tilde x_t\|^2 \le 2\gamma^2(\tau+M)\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + 2\gamma^2\tau\sigma^2\) is true.)",
       "difference-line",
       {"reads=dependent"},
       [] { return holds_up_to(12, [](const Exact& g, int tau) -> Exact { return 2 * g * g * tau; }); },
       "all paths with f = 0 and delays up to 12",
       R"(With \(f = 0\), noise \(\pm 1\) and updates missing just when their noise is \(+1\), \(\mathbb{E}\|x_t-\tilde x_t\|^2 = \frac{\gamma^2\tau(\tau+1)}{4}\), which is more than \(2\gamma^2\tau\) for \(\tau \ge 8\).)",
       &claims::C2b},
      {R"(The main inequality \(\frac{1}{5T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) remains true if \(\tau \le 14\).)",
       "main",
       {"reads=dependent", "tau=<=14"},
       [] { return drifting_reads_keep_main(14); },
       "the drifting reads of a parabola with delay 14",
       R"(Use \(\mathbb{E}\|x_t-\tilde x_t\|^2 \le \gamma^2\tau(1+M)\sum\mathbb{E}\|\nabla f(x_k)\|^2 + \gamma^2\tau^2\sigma^2\), which needs no independence, and Young's weight \(\frac{7}{5}\): then \(\frac{3}{10} - \frac{\gamma L(1+M)}{2} - \frac{5}{14}\gamma^2L^2\tau^2(1+M) \ge \frac{1}{5}\) and \(\frac{1}{2} + \frac{5}{14}\gamma L\tau^2 \le 1\) as long as \(\tau \le 14\).)",
       &claims::C3e},
      {R"(The main inequality \(\frac{1}{5T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\) remains true for every \(\tau\).)",
       "main",
       {"reads=dependent", "tau=625"},
       [] { return drifting_reads_keep_main(625); },
       "the drifting reads of a parabola with delay 625",
       R"(With \(f(x) = \frac{1}{2}x^2\), \(x_0 = 0\), noise \(\pm 1\) and updates arriving only when their noise is \(-1\), all reads drift to one side. At \(\tau = T = 625\), \(\gamma = \frac{1}{6250}\) the left side is larger.)",
       &claims::C3e}};
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
      R"(Suppose that the schedule may depend on the noise: a gradient may take longer because of the sample that was drawn. All delays are at most \(\tau \ge 1\), \(\gamma \le \gamma_{\text{crit}} = \frac{1}{10L(M+\tau)}\), and \(\mathbb{E}\,g_t = \nabla f(x_t)\) and the variance assumption hold given the past.)" +
          std::string("\n\n") + v.statement,
      decided(v.family, v.arguments), {other[number], v.other_route}, v.reason, *v.claim);
}

}  // namespace

Family e40() {
  return {
      .id = "E40", .title = "Any schedule", .kind = Kind::true_false, .claims = {&claims::C2b, &claims::C3e, &claims::A22d}, .make = make};
}

}  // namespace lemmata::exam::bank
