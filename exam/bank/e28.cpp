// E28: what tuning the step size costs, true or false.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Variant {
  const char* claim;
  std::vector<std::string> arguments;  // beside alpha = 1
  Exact first, second;                 // first·F₀/(γ_crit T) + second·√(LF₀σ²/T)
  bool only_critical;
  const char* reason;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {R"(\[ \min_{0 \lt \gamma \le \gamma_{\text{crit}}} A(\gamma) \le \frac{F_0}{\gamma_{\text{crit}}T} + 2\sqrt{\frac{LF_0\sigma^2}{T}}. \])",
       {"deterministic=10", "stochastic=2"},
       1,
       2,
       false,
       R"(With \(s = \sqrt{\frac{F_0}{LT\sigma^2}}\) take \(\gamma = \min\{\gamma_{\text{crit}}, s\}\): \(\frac{F_0}{\gamma T} \le \frac{F_0}{\gamma_{\text{crit}}T} + \frac{F_0}{sT}\) and \(\gamma L\sigma^2 \le sL\sigma^2\); the two terms with \(s\) are both \(\sqrt{LF_0\sigma^2/T}\).)"},
      {R"(\[ \min_{0 \lt \gamma \le \gamma_{\text{crit}}} A(\gamma) \le \frac{F_0}{\gamma_{\text{crit}}T} + \sqrt{\frac{LF_0\sigma^2}{T}}. \])",
       {"deterministic=10", "stochastic=1"},
       1,
       1,
       false,
       R"(With \(L = F_0 = \sigma = 1\), \(\gamma_{\text{crit}} = \frac{1}{10}\), \(T = 400\) the best step size is \(\frac{1}{20}\) and gives \(\frac{1}{10}\); the right side is \(\frac{1}{40} + \frac{1}{20} = \frac{3}{40}\).)"},
      {R"(\[ \min_{0 \lt \gamma \le \gamma_{\text{crit}}} A(\gamma) \le \frac{F_0}{2\gamma_{\text{crit}}T} + 2\sqrt{\frac{LF_0\sigma^2}{T}}. \])",
       {"deterministic=5", "stochastic=2"},
       ratio(1, 2),
       2,
       false,
       R"(For small \(\sigma\) the best step size is \(\gamma_{\text{crit}}\), and \(A(\gamma_{\text{crit}})\) is \(\frac{F_0}{\gamma_{\text{crit}}T}\) and more.)"},
      {R"(\[ A(\gamma_{\text{crit}}) \le \frac{F_0}{\gamma_{\text{crit}}T} + 2\sqrt{\frac{LF_0\sigma^2}{T}}, \] so that there is no need to tune the step size.)",
       {"deterministic=10", "stochastic=2", "gamma=crit"},
       1,
       2,
       true,
       R"(\(A(\gamma_{\text{crit}})\) contains \(\gamma_{\text{crit}}L\sigma^2\), which does not get smaller with \(T\); the right side goes to 0.)"},
      {R"(\[ \min_{0 \lt \gamma \le \gamma_{\text{crit}}} A(\gamma) \le \frac{F_0}{\gamma_{\text{crit}}T} + 3\sqrt{\frac{LF_0\sigma^2}{T}}. \])",
       {"deterministic=10", "stochastic=3"},
       1,
       3,
       false,
       R"(Even with 2 in place of 3: take \(\gamma = \min\{\gamma_{\text{crit}}, s\}\), \(s = \sqrt{\frac{F_0}{LT\sigma^2}}\).)"},
      {R"(\[ \min_{0 \lt \gamma \le \gamma_{\text{crit}}} A(\gamma) \le \frac{2F_0}{\gamma_{\text{crit}}T} + 2\sqrt{\frac{LF_0\sigma^2}{T}}. \])",
       {"deterministic=20", "stochastic=2"},
       2,
       2,
       false,
       R"(Even without the first 2: take \(\gamma = \min\{\gamma_{\text{crit}}, s\}\), \(s = \sqrt{\frac{F_0}{LT\sigma^2}}\).)"}};
  return all;
}

/// L = F₀ = 1, γ_crit = 1/10, T = n², σ = 1/m: the least A is at min{1/10, m/n}, by A falling before m/n and rising after it.
bool holds_on_a_grid(const Variant& v) {
  for (int n = 1; n <= 80; ++n)
    for (int m = 1; m <= 40; m += 3) {
      const Exact T = n * n, sigma2 = ratio(1, m * m), root = ratio(1, m * n);
      const auto A = [&](const Exact& gamma) -> Exact { return 1 / (gamma * T) + gamma * sigma2; };
      const Exact least = v.only_critical ? A(ratio(1, 10)) : A(std::min(ratio(1, 10), ratio(m, n)));
      if (least > v.first * 10 / T + v.second * root) return false;
    }
  return true;
}

Question make(Draw& draw) {
  const auto number = static_cast<std::size_t>(draw.between("variant", 0, static_cast<long long>(variants().size()) - 1));
  static const std::vector<bool> on_a_grid = [] {
    std::vector<bool> all;
    for (const Variant& v : variants()) all.push_back(holds_on_a_grid(v));
    return all;
  }();
  const Variant& v = variants()[number];
  std::vector<std::string> arguments{"alpha=1"};
  arguments.insert(arguments.end(), v.arguments.begin(), v.arguments.end());
  return true_or_false(
      std::string(
          R"(Let \(A(\gamma) = \frac{F_0}{\gamma T} + \gamma L\sigma^2\) and \(\gamma_{\text{crit}} = \frac{1}{10L(M+\tau)}\). For all \(L, F_0 \gt 0\), \(\sigma^2 \ge 0\), \(M \ge 0\), \(\tau \ge 1\) and \(T \ge 1\))") +
          "\n\n" + v.claim,
      decided("tuning", arguments), {on_a_grid[number], "the exact minimum for many T and sigma"}, v.reason, claims::Tuning);
}

}  // namespace

Family e28() {
  return {.id = "E28", .title = "Tuning the step size", .kind = Kind::true_false, .claims = {&claims::Tuning, &claims::A17}, .make = make};
}

}  // namespace lemmata::exam::bank
