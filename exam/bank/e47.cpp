// E47: least, average and last gradient, true or false.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

enum class Of { least, later_average, last };

/// f = −x²/2 for |x| ≤ 1 and (2−|x|)²/2 − 1 beyond: 1-smooth, f* = −1. Gradient descent at γ = 1/10 from many starts, all T ≤ 120:
/// is (1/5) of the least (t < T), average (t = 1, …, T) or last (t = T) squared gradient at most F₀/(γT)?
bool holds_on_a_hill(Of which) {
  const Exact gamma = ratio(1, 10);
  const auto gradient = [](const Exact& x) -> Exact { return x <= 1 ? -x : Exact(x - 2); };
  for (const Exact& x0 :
       {ratio(1, 1), ratio(1, 2), ratio(1, 4), ratio(1, 16), ratio(1, 64), ratio(1, 256), ratio(1, 1024), ratio(1, 4096)}) {
    const Exact F0 = 1 - x0 * x0 / 2;
    Exact x = x0, later = 0, least = 1;
    for (int T = 1; T <= 120; ++T) {
      const Exact G2 = square(gradient(x));
      least = std::min(least, G2);
      x -= gamma * gradient(x);
      const Exact last = square(gradient(x));
      later += last;
      const Exact value = which == Of::least ? least : which == Of::later_average ? Exact(later / T) : last;
      if (value / 5 > F0 / (gamma * T)) return false;
    }
  }
  return true;
}

struct Variant {
  const char* statement;
  std::vector<std::string> arguments;  // of the engine's main inequality
  Of which;
  const char* reason;
};
const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {R"(\(\frac{1}{5}\mathbb{E}\|\nabla f(x_T)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\), for the last iterate.)",
       {"average=last"},
       Of::last,
       R"(The proof bounds an average. Start close to a maximum: the gradient is tiny for many steps and then grows, and the last one may be the largest.)"},
      {R"(\(\frac{1}{5T}\sum_{t=1}^{T}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\), for the average over \(t = 1, \dots, T\) in place of \(t = 0, \dots, T-1\).)",
       {"average=1..T"},
       Of::later_average,
       R"(There is room: with better weights the proof for \(T+1\) iterations gives it, as \(\sum_{t=1}^{T} \le \sum_{t=0}^{T}\) and \(\frac{T+1}{T} \le 2\).)"},
      {R"(\(\frac{1}{5}\min_{0\le t\lt T}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2\), for the least of \(T\) expectations.)",
       {},
       Of::least,
       R"(The least of numbers is at most their average.)"}};
  return all;
}

Question make(Draw& draw) {
  const auto number = static_cast<std::size_t>(draw.between("variant", 0, 2));
  static const std::vector<bool> on_a_hill = [] {
    std::vector<bool> all;
    for (const Variant& v : variants()) all.push_back(holds_on_a_hill(v.which));
    return all;
  }();
  const Variant& v = variants()[number];
  return true_or_false(
      R"(The proof of the theorem shows for all \(\gamma \le \gamma_{\text{crit}} = \frac{1}{10L(M+\tau)}\), \(\tau \ge 1\), and a schedule that does not depend on the noise

\[ \frac{1}{5T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \gamma L\sigma^2. \]

Under the same assumptions it is also true that )" +
          std::string(v.statement),
      decided("main", v.arguments), {on_a_hill[number], "gradient descent down a hill from many starts"}, v.reason, claims::A8);
}

}  // namespace

Family e47() {
  return {.id = "E47", .title = "Least, average and last", .kind = Kind::true_false, .claims = {&claims::A8, &claims::MAIN}, .make = make};
}

}  // namespace lemmata::exam::bank
