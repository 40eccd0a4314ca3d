// E08: the rule for the learning rate in its four corners.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// γ_crit(growth·b)/γ_crit(b) as b/M → 0 or ∞: the formula's limit.
Exact limit(bool mean, bool large, const Exact& growth) { return (large ? Exact(1 / growth) : Exact(1)) * (mean ? growth : Exact(1)); }

/// Which of 1/growth, 1, growth is nearest to the ratio at b/M = 10⁻⁶ or 10⁶.
Exact far_out(bool mean, bool large, const Exact& growth) {
  const Exact M = large ? 1 : 1'000'000, b = large ? 1'000'000 : 1;
  const Exact ratio = (M + b) / (M + growth * b) * (mean ? growth : Exact(1));
  Exact best = 1;
  for (const Exact& candidate : {Exact(1 / growth), growth})
    if (abs(Exact(candidate - ratio)) < abs(Exact(best - ratio))) best = candidate;
  return best;
}

Question make(Draw& draw) {
  const Exact growth = draw.of("growth", {2, 3, 4});
  const std::string r = to_string(growth);
  const auto word = [&](const Exact& factor) { return factor == 1 ? std::string("keep it") : factor > 1 ? "times " + r : "divide by " + r; };
  Question q;
  q.statement = put(R"(The batch size grows from \(b\) to \(@r@b\). What does the scaling rule, \(\gamma_{crit} = \frac{1}{10L(M+b)}\) in the sum form, say of the step size?)", {{"r", growth}});
  q.table = Table{{"form of the update", R"(\(b\) far below \(M\))", R"(\(b\) far above \(M\))"},
                  {{R"(sum: \(x_{t+1} = x_t - \gamma\sum_{i\le b} g_t^i\))", "[[1]]", "[[2]]"}, {R"(mean: \(x_{t+1} = x_t - \gamma\frac{1}{b}\sum_{i\le b} g_t^i\))", "[[3]]", "[[4]]"}}};
  std::size_t gap = 0;
  for (const bool mean : {false, true})
    for (const bool large : {false, true}) {
      const std::string key = word(limit(mean, large, growth));
      q.gaps.push_back(word_gap(key, {"keep it", "times " + r, "divide by " + r}));
      q.derivations.push_back({"[[" + std::to_string(++gap) + "]]", key, "the limit of (M+b)/(M+rb), times r in the mean form", word(far_out(mean, large, growth)), "the ratio at b/M = 10^-6 or 10^6"});
    }
  q.solution = {{put(R"(Sum form: \(\frac{M+b}{M+@r@b}\) goes to 1 for \(b\) far below \(M\) and to \(\frac{1}{@r@}\) for \(b\) far above.)", {{"r", growth}}), &claims::A11},
                {put(R"(The mean form has \(\gamma' = b\gamma\): \(@r@\) times as much.)", {{"r", growth}}), &claims::A6}};
  add_up(q, {"sum form, small b", "sum form, large b", "mean form, small b", "mean form, large b"});
  return q;
}

}  // namespace

Family e08() { return {.id = "E08", .title = "The rule in four corners", .kind = Kind::cloze, .claims = {&claims::A11, &claims::A11a}, .make = make}; }

}  // namespace lemmata::exam::bank
