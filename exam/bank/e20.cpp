// E20: the lines of a proof, to be put in order. A line consumes the terms that it changes; which lines must wait for which is read off
// from that, and every order in which the proof can be carried out is accepted.
#include <numeric>

#include "exam/bank/parts.hpp"
#include "exam/certify.hpp"

namespace lemmata::exam::bank {
namespace {

struct Line {
  const char* text;
  std::vector<std::string> needs, makes;  // terms of the bound at hand
  const Claim* claim;
};
struct Proof {
  const char* name;
  const char* goal;
  std::vector<Line> lines;  // as on the slide
};

const std::vector<Proof>& proofs_to_order() {
  static const std::vector<Proof> all{
      {"Lemma (Decrease)",
       R"(\mathbb{E} f(\tilde x_{t+1}) \le f(\tilde x_t) - \tfrac{\gamma}{4}\|\nabla f(x_t)\|^2 + \tfrac{\gamma^2 L\sigma^2}{2} + \tfrac{\gamma L^2}{2}\|x_t - \tilde x_t\|^2)",
       {{R"(\(L\)-smoothness at \(\tilde x_t\): \(f(\tilde x_{t+1}) \le f(\tilde x_t) - \gamma\langle \nabla f(\tilde x_t), g_t\rangle + \frac{\gamma^2 L}{2}\|g_t\|^2\).)",
         {"f(x+)"},
         {"<G~,g>", "|g|^2"},
         &claims::A21a},
        {R"(Take the expectation of the whole bound over the sample of iteration \(t\): \(\mathbb{E}\, g_t = \nabla f(x_t)\).)",
         {"<G~,g>", "|g|^2"},
         {"<G~,G>", "E|g|^2"},
         &claims::A14},
        {R"(Insert the variance assumption: \(\mathbb{E}\|g_t\|^2 \le (M+1)\|\nabla f(x_t)\|^2 + \sigma^2\).)",
         {"E|g|^2"},
         {"(M+1)|G|^2"},
         &claims::A21b},
        {R"(Split \(-\langle \nabla f(\tilde x_t), \nabla f(x_t)\rangle = -\|\nabla f(x_t)\|^2 - \langle \nabla f(\tilde x_t) - \nabla f(x_t), \nabla f(x_t)\rangle\).)",
         {"<G~,G>"},
         {"-|G|^2", "<G~-G,G>"},
         &claims::A21c},
        {R"(Young: \(-\langle \nabla f(\tilde x_t) - \nabla f(x_t), \nabla f(x_t)\rangle \le \frac{1}{2}\|\nabla f(x_t)\|^2 + \frac{1}{2}\|\nabla f(\tilde x_t) - \nabla f(x_t)\|^2\).)",
         {"<G~-G,G>"},
         {"|G|^2/2", "|G~-G|^2"},
         &claims::Young},
        {R"(The gradient is \(L\)-Lipschitz: \(\|\nabla f(\tilde x_t) - \nabla f(x_t)\|^2 \le L^2\|\tilde x_t - x_t\|^2\).)",
         {"|G~-G|^2"},
         {"Delta"},
         &claims::A21d},
        {R"(Since \(\gamma \le \frac{1}{2L(M+1)}\), all terms with \(\|\nabla f(x_t)\|^2\) together are at most \(-\frac{\gamma}{4}\|\nabla f(x_t)\|^2\).)",
         {"(M+1)|G|^2", "-|G|^2", "|G|^2/2"},
         {"-|G|^2/4"},
         &claims::A21e}}},
      {"Lemma (Difference)",
       R"(\mathbb{E}\|x_t - \tilde x_t\|^2 \le \tfrac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \tfrac{\gamma}{5L}\sigma^2)",
       {{R"(Definition of the virtual iterate: \(\mathbb{E}\|x_t - \tilde x_t\|^2 = \gamma^2\mathbb{E}\|\sum_{k\in J_t} g_k\|^2\).)",
         {"Delta"},
         {"|sum g|^2"},
         &claims::A22a},
        {R"(With \(g_k = \nabla f(x_k) + \xi_k\) and \(\|u+v\|^2 \le 2\|u\|^2 + 2\|v\|^2\): \(\|\sum_{k\in J_t} g_k\|^2 \le 2\|\sum_{k\in J_t} \nabla f(x_k)\|^2 + 2\|\sum_{k\in J_t} \xi_k\|^2\).)",
         {"|sum g|^2"},
         {"|sum G|^2", "|sum xi|^2"},
         &claims::A22b},
        {R"(\(\|\sum_{k\in J_t} \nabla f(x_k)\|^2 \le \tau\sum_{k=(t-\tau)_+}^{t-1} \|\nabla f(x_k)\|^2\), since \(J_t\) has at most \(\tau\) elements, all of them in the window.)",
         {"|sum G|^2"},
         {"tau window"},
         &claims::A22c},
        {R"(Independent noise: \(\mathbb{E}\|\sum_{k\in J_t} \xi_k\|^2 = \sum_{k\in J_t} \mathbb{E}\|\xi_k\|^2\).)",
         {"|sum xi|^2"},
         {"sum |xi|^2"},
         &claims::A22d},
        {R"(Variance assumption: \(\sum_{k\in J_t} \mathbb{E}\|\xi_k\|^2 \le M\sum_{k=(t-\tau)_+}^{t-1} \mathbb{E}\|\nabla f(x_k)\|^2 + \tau\sigma^2\).)",
         {"sum |xi|^2"},
         {"M window", "tau sigma2"},
         &claims::A22e},
        {R"(Add the two sums over the window; since \(\gamma \le \gamma_{\text{crit}}\), the factor \(2\gamma^2(\tau+M)\) is at most \(\frac{1}{50L^2\tau}\).)",
         {"tau window", "M window"},
         {"1/50"},
         &claims::A22f},
        {R"(Since \(\gamma \le \gamma_{\text{crit}}\), the term \(2\gamma^2\tau\sigma^2\) is at most \(\frac{\gamma}{5L}\sigma^2\).)",
         {"tau sigma2"},
         {"1/5"},
         &claims::A22f}}},
      {"the theorem (slide Proof II)",
       R"(\tfrac{1}{5T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \tfrac{F_0}{\gamma T} + \gamma L\sigma^2)",
       {{R"(Re-arrange (Decrease) for each \(t\) and divide by \(\gamma\): \(\frac{1}{4}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{1}{\gamma}(\mathbb{E} f(\tilde x_t) - \mathbb{E} f(\tilde x_{t+1})) + \frac{\gamma L\sigma^2}{2} + \frac{L^2}{2}\mathbb{E}\|x_t - \tilde x_t\|^2\).)",
         {"decrease"},
         {"f - f+", "noise 1/2", "Delta"},
         &claims::A21},
        {R"(Insert (Difference): \(\frac{L^2}{2}\mathbb{E}\|x_t - \tilde x_t\|^2 \le \frac{1}{100\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \frac{\gamma L\sigma^2}{10}\).)",
         {"Delta"},
         {"window", "noise 1/10"},
         &claims::A23a},
        {R"(Add the two noise terms: \(\frac{\gamma L\sigma^2}{2} + \frac{\gamma L\sigma^2}{10} \le \gamma L\sigma^2\).)",
         {"noise 1/2", "noise 1/10"},
         {"noise"},
         &claims::A23d},
        {R"(Average over \(t = 0,\dots,T-1\): the differences of the function values add up to \(\mathbb{E} f(\tilde x_0) - \mathbb{E} f(\tilde x_T)\).)",
         {"f - f+"},
         {"f0 - fT", "average"},
         &claims::A23b},
        {R"(\(f(\tilde x_T) \ge f^*\), so the difference of the first and the last function value is at most \(F_0\).)",
         {"f0 - fT"},
         {"F0"},
         &claims::A23b},
        {R"(In the average, each \(\mathbb{E}\|\nabla f(x_k)\|^2\) occurs in at most \(\tau\) windows: together they give at most \(\frac{1}{100T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2\).)",
         {"window", "average"},
         {"1/100"},
         &claims::A23c},
        {R"(Bring that sum to the left side: \(\frac{1}{4T} - \frac{1}{100T} \ge \frac{1}{5T}\).)", {"1/100"}, {"1/5"}, &claims::A23e}}}};
  return all;
}

/// (i, j): line i makes what line j needs.
std::vector<std::pair<std::size_t, std::size_t>> dependencies(const std::vector<Line>& lines) {
  std::vector<std::pair<std::size_t, std::size_t>> before;
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t j = 0; j < lines.size(); ++j)
      if (std::any_of(lines[j].needs.begin(), lines[j].needs.end(), [&](const std::string& term) {
            return std::find(lines[i].makes.begin(), lines[i].makes.end(), term) != lines[i].makes.end();
          }))
        before.emplace_back(i, j);
  return before;
}

/// In how many orders the proof can be carried out: each line takes its terms away from the bound and adds others.
std::size_t orders_carried_out(const std::vector<Line>& lines, std::vector<std::string> terms, std::vector<bool>& used) {
  std::size_t orders = std::all_of(used.begin(), used.end(), [](bool u) { return u; });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (used[i]) continue;
    std::vector<std::string> rest = terms;
    bool there = true;
    for (const std::string& term : lines[i].needs) {
      const auto found = std::find(rest.begin(), rest.end(), term);
      if (!(there = there && found != rest.end())) break;
      rest.erase(found);
    }
    if (!there) continue;
    rest.insert(rest.end(), lines[i].makes.begin(), lines[i].makes.end());
    used[i] = true;
    orders += orders_carried_out(lines, rest, used);
    used[i] = false;
  }
  return orders;
}

Question make(Draw& draw) {
  const Proof& proof = proofs_to_order()[static_cast<std::size_t>(draw.between("proof", 0, 2))];
  const std::size_t n = proof.lines.size();
  std::vector<std::size_t> printed(n), place(n);
  std::iota(printed.begin(), printed.end(), std::size_t{0});
  draw.shuffle(printed);
  for (std::size_t p = 0; p < n; ++p) place[printed[p]] = p;

  Question q;
  q.statement =
      put("Here are the lines of the proof of @name@, which ends with\n\n\\[ @goal@ \\]\n\nPut them in an order in which the proof can be "
          "carried out: a line can be used only when all the terms that it changes are there. Several orders are right.",
          {{"name", proof.name}, {"goal", proof.goal}});
  Ordering ordering;
  for (const std::size_t line : printed) ordering.lines.push_back(proof.lines[line].text);
  for (const auto& [i, j] : dependencies(proof.lines)) ordering.before.emplace_back(place[i], place[j]);
  ordering.key = place;
  std::vector<bool> used(n);
  q.derivations = {{"the number of accepted orders", std::to_string(accepted_orders_by_subsets(n, ordering.before)),
                    "which line needs which", std::to_string(orders_carried_out(proof.lines, proof.lines.front().needs, used)),
                    "carrying out the proof in every order"}};
  q.ordering = std::move(ordering);
  for (std::size_t line = 0; line < n; ++line) q.solution.push_back({std::string(proof.lines[line].text), proof.lines[line].claim});
  q.solution.push_back({"This is the order of the slide; " + q.derivations[0].value + " orders are right.", nullptr});
  q.rubric = {{2, "the first lines"}, {2, "each line after those that it needs"}, {2, "the last lines"}};
  q.points = q.minutes = 6;
  return q;
}

}  // namespace

Family e20() {
  return {.id = "E20",
          .title = "A proof in order",
          .kind = Kind::ordering,
          .claims = {&claims::A21,  &claims::A21a, &claims::A14,  &claims::A21b, &claims::A21c, &claims::A21d, &claims::A21e, &claims::A22,
                     &claims::A22a, &claims::A22b, &claims::A22c, &claims::A22d, &claims::A22e, &claims::A22f, &claims::A23,  &claims::A23a,
                     &claims::A23b, &claims::A23c, &claims::A23d, &claims::A23e, &claims::MAIN, &claims::Young},
          .make = make};
}

}  // namespace lemmata::exam::bank
