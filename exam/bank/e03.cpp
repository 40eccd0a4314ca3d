// E03: the least M that covers the noise of parabolas of different curvature without a σ².
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Oracle {
  std::vector<Exact> a;
  Exact mean() const {
    Exact sum = 0;
    for (const Exact& a_i : a) sum += a_i;
    return sum / a.size();
  }
  /// E‖g(x)−∇f(x)‖² over ‖∇f(x)‖², sample by sample.
  Exact ratio_at(const Exact& x) const {
    Exact gradient = 0, variance = 0;
    for (const Exact& a_i : a) gradient += a_i * x / a.size();
    for (const Exact& a_i : a) variance += square(Exact(a_i * x - gradient)) / a.size();
    return variance / square(gradient);
  }
};

Question make(Draw& draw) {
  Oracle oracle;
  for (int i = 1; i <= 3; ++i) oracle.a.push_back(draw.between("a" + std::to_string(i), 1, 9));
  const Exact mean = oracle.mean();
  Exact squares = 0;
  for (const Exact& a : oracle.a) squares += a * a / 3;
  const Exact variance = squares - mean * mean, M = variance / (mean * mean);
  if (variance == 0) throw Redraw{"all curvatures are equal"};
  if (oracle.ratio_at(1) != oracle.ratio_at(-7)) throw std::logic_error("the ratio depends on x");
  Question q;
  q.statement = put(R"(Let \(f = \frac{1}{3}(f_1+f_2+f_3)\) with \(f_i(x) = \frac{a_i}{2}x^2\) on the real line and \((a_1,a_2,a_3) = (@a@)\); the oracle \(g(x)\) is \(\nabla f_i(x)\) for a uniform \(i\). The least \(M\) for which \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 \le M\|\nabla f(x)\|^2\) holds for all \(x\) is [[1]].)",
                    {{"a", list(oracle.a)}});
  q.gaps = {number_gap(M,
                       {{variance, "the variance of the curvatures has to be divided by the square of their mean"},
                        {Exact(squares / (mean * mean)), "the second moment of the gradient in place of its variance: this is M+1"},
                        {Exact(3 * variance / (2 * mean * mean)), "n-1 in place of n in the variance"}},
                       3)};
  q.derivations = {derived(1, M, "Var(a)/mean(a)^2", oracle.ratio_at(2), "the variance over the squared gradient at x = 2, sample by sample")};
  q.solution = {{put(R"(\(\nabla f(x) = @m@x\), and \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 = \frac{1}{3}\sum_i (a_i - @m@)^2 x^2 = @v@x^2\).)", {{"m", mean}, {"v", variance}}), &claims::A1},
                {put(R"(Both are multiples of \(x^2\): \(M = \frac{@v@}{@m2@} = @M@\).)", {{"v", variance}, {"m2", Exact(mean * mean)}, {"M", M}}), &claims::A1}};
  add_up(q, {"variance over the squared mean"});
  return q;
}

}  // namespace

Family e03() { return {.id = "E03", .title = "The least M", .kind = Kind::number, .claims = {&claims::A1, &claims::A25a}, .make = make}; }

}  // namespace lemmata::exam::bank
