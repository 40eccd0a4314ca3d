// E02: the variance of a mini-batch of given gradients, with and without replacement.
#include <fmt/format.h>

#include "exam/bank/tools.hpp"
#include "lemmas/batch_variance.hpp"

namespace lemmata::exam::bank {
namespace {

/// (1/n) Σ (gᵢ − mean)².
Exact variance(const std::vector<Exact>& g) {
  Exact sum = 0, squares = 0;
  for (const Exact& a : g) sum += a, squares += a * a;
  return squares / g.size() - square(Exact(sum / g.size()));
}

/// The variance of the mean of two draws, by all of them.
Exact by_all_pairs(const std::vector<Exact>& g, bool replacement) {
  Exact sum = 0, squares = 0, pairs = 0;
  for (std::size_t i = 0; i < g.size(); ++i)
    for (std::size_t j = 0; j < g.size(); ++j) {
      if (!replacement && i == j) continue;
      const Exact mean = (g[i] + g[j]) / 2;
      sum += mean, squares += mean * mean, pairs += 1;
    }
  return squares / pairs - square(Exact(sum / pairs));
}

Question make(Draw& draw) {
  std::vector<Exact> g;
  std::string list;
  for (int i = 1; i <= 3; ++i) {
    g.push_back(draw.between("g" + std::to_string(i), -4, 4));
    list += to_string(g.back()) + ", ";
  }
  g.push_back(-(g[0] + g[1] + g[2]));  // ∇f = 0
  list += to_string(g.back());
  const Exact n = g.size(), V = variance(g);
  if (V == 0) throw Redraw{"all gradients are equal"};
  const Exact with = V * batch_factor(4, 2, Sampling::with_replacement), without = V * batch_factor(4, 2, Sampling::without_replacement);
  Question q;
  q.statement = fmt::format(
      "At a point, the gradients of \\(f_1,\\dots,f_4\\) are \\({}\\) in one dimension. A mini-batch takes the mean of \\(B=2\\) of them. Its variance is [[1]] if "
      "they are drawn with replacement, and [[2]] if they are drawn without.", list);
  const auto slips = [&](const Exact& key, std::vector<Slip> all) {
    std::erase_if(all, [&](const Slip& s) { return s.value == to_string(key); });
    return all;
  };
  q.gaps = {{.key = to_string(with), .slips = slips(with, {{to_string(V / 4), "divided by B squared in place of B"}, {to_string(V * n / (n - 1) / 2), "n-1 in place of n in the variance"}}), .points = 2},
            {.key = to_string(without), .slips = slips(without, {{to_string(with), "the factor (n-B)/(n-1) is missing"}}), .points = 2}};
  q.derivations = {{"[[1]]", to_string(with), "V/B", to_string(by_all_pairs(g, true)), "all 16 ordered pairs"},
                   {"[[2]]", to_string(without), "(V/B)(n-B)/(n-1)", to_string(by_all_pairs(g, false)), "all 12 ordered pairs of different ones"}};
  q.solution = {{fmt::format("The mean of the gradients is \\(0\\), so \\(V = {}\\).", tex(V)), &claims::A1},
                {fmt::format("With replacement: \\(\\frac{{V}}{{B}} = {}\\). Without: \\(\\frac{{V}}{{B}}\\cdot\\frac{{n-B}}{{n-1}} = {}\\).", tex(with), tex(without)), &claims::A2}};
  q.rubric = {{1, "V"}, {1, "V/B"}, {1, "the factor (n-B)/(n-1)"}, {1, "both numbers"}};
  q.points = q.minutes = 4;
  return q;
}

}  // namespace

Family e02() { return {.id = "E02", .title = "The variance of a mini-batch", .kind = Kind::cloze, .claims = {&claims::A2, &claims::A4}, .make = make}; }

}  // namespace lemmata::exam::bank
