// E24: Difference with other constants, true or false.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Variant {
  const char* change;
  std::vector<std::string> arguments;
  Exact kappa = 10, p = ratio(1, 50), q = ratio(1, 5);
  int window = 0;  // how much longer than τ
  const char* reason;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {R"(with \(\frac{1}{200L^2\tau}\) in place of \(\frac{1}{50L^2\tau}\))",
       {"p=1/200"},
       10,
       ratio(1, 200),
       ratio(1, 5),
       0,
       R"(Equal gradients, no noise, all \(\tau\) of them missing: \(\|x_t-\tilde x_t\|^2 = \gamma^2\tau^2\|\nabla f\|^2\) is \(\frac{1}{100L^2}\|\nabla f\|^2\) at \(\gamma_{\text{crit}}\), more than the \(\frac{1}{200L^2}\|\nabla f\|^2\) that are allowed.)"},
      {R"(with \(\frac{\gamma}{20L}\sigma^2\) in place of \(\frac{\gamma}{5L}\sigma^2\))",
       {"q=1/20"},
       10,
       ratio(1, 50),
       ratio(1, 20),
       0,
       R"(At \(x_0 = 0\) with noise \(\pm 1\) and one update missing, \(\mathbb{E}\|x_1-\tilde x_1\|^2 = \gamma^2 = \frac{1}{100}\), but \(\frac{\gamma}{20} = \frac{1}{200}\).)"},
      {R"(with the sum from \(k = (t-\tau+1)_+\) in place of \((t-\tau)_+\))",
       {"window=tau-1"},
       10,
       ratio(1, 50),
       ratio(1, 5),
       -1,
       R"(The oldest update that may be missing is \(k = t-\tau\); if it is the only one and there is no noise, nothing is left on the right.)"},
      {R"(for all \(\gamma \le \frac{1}{5L(M+\tau)}\) in place of \(\gamma_{\text{crit}}\))",
       {"kappa=5"},
       5,
       ratio(1, 50),
       ratio(1, 5),
       0,
       R"(Equal gradients, no noise, all \(\tau\) missing: \(\gamma^2\tau^2\|\nabla f\|^2 = \frac{1}{25L^2}\|\nabla f\|^2\) is more than \(\frac{1}{50L^2}\|\nabla f\|^2\).)"},
      {R"(for \(\gamma \le \frac{1}{20L(M+\tau)}\), with \(\frac{1}{200L^2\tau}\) and \(\frac{\gamma}{10L}\sigma^2\) in place of \(\frac{1}{50L^2\tau}\) and \(\frac{\gamma}{5L}\sigma^2\))",
       {"kappa=20", "p=1/200", "q=1/10"},
       20,
       ratio(1, 200),
       ratio(1, 10),
       0,
       R"(The same proof: \(2\gamma^2(\tau+M) \le \frac{2}{400L^2\tau}\) and \(2\gamma^2\tau \le \frac{2\gamma}{20L}\).)"},
      {R"(for all \(\gamma \le \frac{1}{5L(M+\tau)}\), with \(\frac{2}{25L^2\tau}\) and \(\frac{2\gamma}{5L}\sigma^2\) in place of \(\frac{1}{50L^2\tau}\) and \(\frac{\gamma}{5L}\sigma^2\))",
       {"kappa=5", "p=2/25", "q=2/5"},
       5,
       ratio(2, 25),
       ratio(2, 5),
       0,
       R"(The same proof: \(2\gamma^2(\tau+M) \le \frac{2}{25L^2\tau}\) and \(2\gamma^2\tau \le \frac{2\gamma}{5L}\).)"},
      {R"(with the sum from \(k = (t-\tau-1)_+\) in place of \((t-\tau)_+\))",
       {"window=tau+1"},
       10,
       ratio(1, 50),
       ratio(1, 5),
       1,
       R"(A longer window only adds a square on the right.)"},
      {R"(where the memory is written coordinate by coordinate, so that a read may have missed some coordinates of an update and seen others)",
       {"masks=coordinate"},
       10,
       ratio(1, 50),
       ratio(1, 5),
       0,
       R"(With masks \(D_k\): \(\|D_k a\| \le \|a\|\), so every line of the proof is kept, if the masks do not depend on the noise.)"}};
  return all;
}

/// No schedule of three reads, parabola, start, noise and step size of a grid violates it, by all paths.
bool holds_on_a_grid(const Variant& v) {
  const Exact starts[] = {0, 1, 5};
  for (const std::size_t t : {1, 2, 3})
    for (const Reads& reads : all_reads(t, false)) {
      const std::size_t tau = delay(reads);
      for (const int h : {1, -1})
        for (const Exact& x0 : starts)
          for (const int noise : {0, 1})
            for (const int slope : {0, 1}) {
              const Toy toy{h, x0, 1 / (v.kappa * (slope + static_cast<int>(tau))), noise * (1 - slope), slope};
              const AtRead at = at_last_read(toy, reads);
              Exact window = 0;
              const auto length = static_cast<std::size_t>(static_cast<int>(tau) + v.window);
              for (std::size_t k = t - std::min(t, length); k < t; ++k) window += at.squares[k];
              if (toy.gamma * toy.gamma * at.gradients > v.p / tau * window + v.q * toy.gamma * toy.noise * toy.noise) return false;
            }
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
  return true_or_false(
      put(R"(Lemma (Difference) says that for \(\gamma \le \gamma_{\text{crit}} = \frac{1}{10L(M+\tau)}\), \(\tau \ge 1\), and a schedule that does not depend on the noise

\[ \mathbb{E}\|x_t - \tilde x_t\|^2 \le \frac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \frac{\gamma}{5L}\sigma^2. \]

The lemma is also true @change@.)",
          {{"change", v.change}}),
      decided("difference", v.arguments), {on_a_grid[number], "all paths of all schedules of up to three updates on parabolas"}, v.reason,
      claims::A22);
}

}  // namespace

Family e24() {
  return {.id = "E24",
          .title = "Other constants in Difference",
          .kind = Kind::true_false,
          .claims = {&claims::A22, &claims::A22f, &claims::A24},
          .make = make};
}

}  // namespace lemmata::exam::bank
