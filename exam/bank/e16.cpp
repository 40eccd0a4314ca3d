// E16: delayed SGD by hand: reads and virtual iterates.
#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

/// A run on f = x²/2 without noise: the reads, and x̃₀, …, x̃_T.
struct ByHand {
  std::vector<Exact> x, x_virtual;
};
/// xₜ = x̃ₜ + γ Σ_J gₖ.
ByHand by_missing(const Exact& x0, const Exact& gamma, const Schedule& schedule) {
  ByHand run{{}, {x0}};
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    Exact x = run.x_virtual[t];
    for (const Missing& m : schedule.missing(t)) x += gamma * run.x[m.k];
    run.x.push_back(x);
    run.x_virtual.push_back(run.x_virtual[t] - gamma * x);
  }
  return run;
}
/// xₜ = x₀ − γ Σ_I gₖ; x̃ₜ = x₀ − γ Σ_{k<t} gₖ.
ByHand by_applied(const Exact& x0, const Exact& gamma, const std::vector<Labels>& I) {
  ByHand run;
  for (std::size_t t = 0; t <= I.size(); ++t) {
    Exact all = x0;
    for (std::size_t k = 0; k < t; ++k) all -= gamma * run.x[k];
    run.x_virtual.push_back(all);
    if (t == I.size()) break;
    Exact x = x0;
    for (const std::size_t k : I[t]) x -= gamma * run.x[k];
    run.x.push_back(x);
  }
  return run;
}

Question make(Draw& draw) {
  static const std::vector<std::vector<Labels>> patterns{{{}, {}, {0}, {0, 1}}, {{}, {}, {}, {0, 1}}, {{}, {0}, {0}, {0, 1}}, {{}, {}, {0}, {0}}, {{}, {}, {1}, {0, 1}}};
  const auto& I = patterns[static_cast<std::size_t>(draw.between("pattern", 0, static_cast<long long>(patterns.size()) - 1))];
  const Exact x0 = draw.of("x0", {4, 8, 16}), gamma = ratio(1, draw.of("one_over_gamma", {2, 4}));
  std::vector<std::vector<Missing>> missing(I.size());
  for (std::size_t t = 0; t < I.size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      if (!I[t].contains(k)) missing[t].push_back({k});
  const ByHand run = by_missing(x0, gamma, Schedule(1, missing)), again = by_applied(x0, gamma, I);
  const Exact gap = square(Exact(run.x[3] - run.x_virtual[3]));
  if (gap == 0) throw Redraw{"read 3 has seen everything"};
  Question q;
  q.statement = put(R"(Delayed SGD runs on \(f(x) = \frac{1}{2}x^2\) without noise, with \(\gamma = @g@\) and \(x_0 = @x0@\). The reads have seen the updates \(I_1 = @I1@\), \(I_2 = @I2@\), \(I_3 = @I3@\): \(x_t = x_0 - \gamma\sum_{k\in I_t} g_k\). Then \(x_1 = \) [[1]], \(x_2 = \) [[2]], \(x_3 = \) [[3]]; the virtual iterates are \(\tilde x_2 = \) [[4]], \(\tilde x_3 = \) [[5]], \(\tilde x_4 = \) [[6]]; and \(\|x_3 - \tilde x_3\|^2 = \) [[7]].)",
                    {{"g", gamma}, {"x0", x0}, {"I1", I[1].empty() ? "\\emptyset" : "\\{0\\}"}, {"I2", [&] { std::string s = to_string(I[2]); return I[2].empty() ? std::string("\\emptyset") : "\\{" + s.substr(1, s.size() - 2) + "\\}"; }()},
                     {"I3", [&] { std::string s = to_string(I[3]); return "\\{" + s.substr(1, s.size() - 2) + "\\}"; }()}});
  const auto ask = [&](const Exact& value, const Exact& other, const std::string& slip) {
    q.gaps.push_back(number_gap(value, {{other, slip}}));
  };
  ask(run.x[1], run.x_virtual[1], "this is the virtual iterate");
  ask(run.x[2], run.x_virtual[2], "this is the virtual iterate");
  ask(run.x[3], run.x_virtual[3], "this is the virtual iterate");
  ask(run.x_virtual[2], run.x[2], "this is the read");
  ask(run.x_virtual[3], run.x[3], "this is the read");
  ask(run.x_virtual[4], run.x_virtual[3] - gamma * run.x_virtual[3], "the gradient is taken at the read, not at the virtual iterate");
  ask(gap, run.x[3] - run.x_virtual[3], "the square is missing");
  const std::vector<std::pair<Exact, Exact>> values{{run.x[1], again.x[1]}, {run.x[2], again.x[2]}, {run.x[3], again.x[3]}, {run.x_virtual[2], again.x_virtual[2]}, {run.x_virtual[3], again.x_virtual[3]}, {run.x_virtual[4], again.x_virtual[4]}, {gap, square(Exact(again.x[3] - again.x_virtual[3]))}};
  for (std::size_t i = 0; i < values.size(); ++i)
    q.derivations.push_back(derived(i + 1, values[i].first, "the virtual iterate plus the missing updates", values[i].second, "x_0 minus the applied updates"));
  q.solution = {{put(R"(\(g_k = x_k\): the reads are \(@x0@, @x1@, @x2@, @x3@\).)", {{"x0", x0}, {"x1", run.x[1]}, {"x2", run.x[2]}, {"x3", run.x[3]}}), &claims::A15},
                {put(R"(\(\tilde x_{t+1} = \tilde x_t - \gamma x_t\): \(@a@, @b@, @c@, @d@, @e@\).)", {{"a", x0}, {"b", run.x_virtual[1]}, {"c", run.x_virtual[2]}, {"d", run.x_virtual[3]}, {"e", run.x_virtual[4]}}), &claims::A12},
                {put(R"(\(\|x_3 - \tilde x_3\|^2 = @gap@\), the square of \(\gamma\) times the missing gradients. The step size is above \(\gamma_{crit}\), so Lemma (Difference) says nothing of it.)", {{"gap", gap}}), &claims::A22a}};
  add_up(q, {"first read", "second read", "third read", "virtual iterate 2", "virtual iterate 3", "virtual iterate 4", "difference"});
  return q;
}

}  // namespace

Family e16() { return {.id = "E16", .title = "Delayed SGD by hand", .kind = Kind::cloze, .claims = {&claims::A15, &claims::A12, &claims::A22a}, .make = make}; }

}  // namespace lemmata::exam::bank
