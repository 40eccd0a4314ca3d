// E07: how the critical step size changes with the batch size, in the sum form and in the mean form.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// 1/(10L(M+b)), and b times that in the mean form.
Exact critical(const Exact& M, const Exact& b, bool mean) { return (mean ? b : Exact(1)) / (10 * (M + b)); }

Question make(Draw& draw) {
  const Exact M = draw.of("M", {2, 5, 10, 20, 30, 50}), b = draw.of("b", {2, 5, 10, 20}), growth = draw.of("growth", {2, 3, 4}), more = growth * b;
  const Exact sum = (M + b) / (M + more), mean = growth * sum;
  Question q;
  q.statement = put(R"(An oracle has \(M = @M@\). Mini-batch SGD has the critical step size \(\gamma_{crit} = \frac{1}{10L(M+b)}\) in the sum form \(x_{t+1} = x_t - \gamma\sum_{i\le b} g_t^i\). When the batch size grows from \(b = @b@\) to \(b = @more@\), the critical step size is multiplied by [[1]] in the sum form, and by [[2]] in the mean form \(x_{t+1} = x_t - \gamma'\frac{1}{b}\sum_{i\le b} g_t^i\).)",
                    {{"M", M}, {"b", b}, {"more", more}});
  q.gaps = {number_gap(sum, {{Exact(1 / growth), "right only for b far above M"}, {1, "right only for b far below M"}, {Exact(1 / sum), "the ratio is upside down"}}, 2),
            number_gap(mean, {{growth, "right only for b far below M"}, {sum, "this is the sum form; gamma' is b times gamma"}, {1, "right only for b far above M"}}, 2)};
  q.derivations = {derived(1, sum, "(M+b)/(M+b')", critical(M, more, false) / critical(M, b, false), "both critical step sizes, divided"),
                   derived(2, mean, "(b'/b) times the sum form", critical(M, more, true) / critical(M, b, true), "both critical step sizes of the mean form, divided")};
  q.solution = {{put(R"(Sum form: \(\frac{M+b}{M+b'} = \frac{@l@}{@r@} = @sum@\).)", {{"l", Exact(M + b)}, {"r", Exact(M + more)}, {"sum", sum}}), &claims::A11},
                {put(R"(Mean form: \(\gamma' = b\gamma\), so the factor is \(@growth@\cdot @sum@ = @mean@\).)", {{"growth", growth}, {"sum", sum}, {"mean", mean}}), &claims::A6}};
  add_up(q, {"sum form", "mean form"});
  return q;
}

}  // namespace

Family e07() { return {.id = "E07", .title = "Step size and batch size", .kind = Kind::cloze, .claims = {&claims::A11, &claims::A6}, .make = make}; }

}  // namespace lemmata::exam::bank
