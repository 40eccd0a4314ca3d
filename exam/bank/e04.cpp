// E04: which pairs (M, σ²) bound the noise of two parabolas with different minima?
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// fᵢ = (aᵢ/2)(x−cᵢ)²: ∇f = āx − m, and the noise is ±(δx − e).
struct Two {
  Exact a1, a2, c1, c2;

  Exact gradient(const Exact& x) const { return (a1 * (x - c1) + a2 * (x - c2)) / 2; }
  Exact variance(const Exact& x) const {
    return (square(Exact(a1 * (x - c1) - gradient(x))) + square(Exact(a2 * (x - c2) - gradient(x)))) / 2;
  }
  Exact excess(const Exact& x, const Exact& M) const { return variance(x) - M * square(gradient(x)); }
  Exact mean() const { return (a1 + a2) / 2; }
  Exact spread() const { return (a1 - a2) / 2; }
  Exact cross() const { return mean() * (a1 * c1 - a2 * c2) / 2 - spread() * (a1 * c1 + a2 * c2) / 2; }
};

/// Where the parabola through three values of p is largest; p must bend downwards.
Exact top(const std::function<Exact(const Exact&)>& p) {
  const Exact bend = (p(1) + p(-1)) / 2 - p(0), linear = (p(1) - p(-1)) / 2;
  return -linear / (2 * bend);
}

/// "+ 2", "- \frac{1}{2}", "".
std::string plus(const Exact& a) { return a == 0 ? "" : (a > 0 ? "+ " : "- ") + tex(abs(a)); }

std::string pair_text(const Exact& M, const Exact& sigma2) { return put(R"(\(M = @M@,\ \sigma^2 = @s@\))", {{"M", M}, {"s", sigma2}}); }

/// Wrong, for at x the variance is more than M‖∇f‖² + σ². Throws Redraw if no small x shows it.
Choice wrong_pair(const Two& f, const Exact& M, const Exact& sigma2, std::optional<Exact> at, std::string diagnosis) {
  for (long long far = 1; !at && far <= 4096; far *= 2)
    for (const long long sign : {1, -1})
      if (!at && f.excess(sign * far, M) > sigma2) at = Exact(sign * far);
  if (!at) throw Redraw{"no x refutes a pair"};
  return {.text = pair_text(M, sigma2), .diagnosis = std::move(diagnosis),
          .refutation = Refutation{"x = " + to_string(*at), f.variance(*at), Relation::at_most, M * square(f.gradient(*at)) + sigma2}};
}

Question make(Draw& draw) {
  const Two f{draw.between("a1", 1, 3), draw.between("a2", 4, 6), draw.between("c1", -2, 2), draw.between("c2", -2, 2)};
  const Exact M = draw.of("M", {1, 2, 3}), least = square(Exact(f.spread() / f.mean()));
  if (f.c1 == f.c2) throw Redraw{"equal minima: no absolute noise"};
  const Exact supremum = M * square(f.cross()) / (M * square(f.mean()) - square(f.spread()));
  if (denominator(supremum) > 60 || supremum > 99) throw Redraw{"not for paper"};
  const Exact at_top = top([&](const Exact& x) { return f.excess(x, M); }), minimiser = f.gradient(0) / -f.mean();
  Question q;
  q.statement = put(R"(Let \(f = \frac{1}{2}(f_1+f_2)\) with \(f_1(x) = @h1@\) and \(f_2(x) = @h2@\) on the real line; the oracle \(g(x)\) is \(\nabla f_1(x)\) or \(\nabla f_2(x)\), each with probability \(\frac{1}{2}\). For which pair is \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 \le M\|\nabla f(x)\|^2 + \sigma^2\) true for all \(x\)?)",
                    {{"h1", times(f.a1 / 2, f.c1 == 0 ? "x^2" : "(x" + std::string(f.c1 < 0 ? "+" : "-") + to_string(abs(f.c1)) + ")^2")},
                     {"h2", times(f.a2 / 2, f.c2 == 0 ? "x^2" : "(x" + std::string(f.c2 < 0 ? "+" : "-") + to_string(abs(f.c2)) + ")^2")}});
  q.choices = {{.text = pair_text(M, supremum), .right = true},
               wrong_pair(f, M, f.variance(minimiser), at_top, "this is the variance at the minimum only; beside it the variance grows faster than M times the squared gradient at first"),
               wrong_pair(f, 0, supremum, std::nullopt, "with M = 0 the variance would have to be bounded, but it grows with the square of x"),
               wrong_pair(f, least, supremum, std::nullopt, "with this M the squares of x cancel, but a linear term is left, which no constant bounds")};
  draw.shuffle(q.choices);
  q.derivations = {{"the least sigma^2 for this M", to_string(supremum), "the formula for the supremum of V - M|grad f|^2", to_string(f.excess(at_top, M)), "the top of the parabola through three values"}};
  q.solution = {{put(R"(\(\nabla f(x) = @mean@ @shift@\); the noise is \(\pm\) half the difference of the two gradients, \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 = (@spread@ @e@)^2\).)",
                     {{"mean", times(f.mean(), "x")}, {"shift", plus(f.gradient(0))}, {"spread", times(f.spread(), "x")}, {"e", plus((f.a2 * f.c2 - f.a1 * f.c1) / 2)}}), &claims::A1},
                {put(R"(The least admissible \(\sigma^2\) is the largest value of \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 - @M@\|\nabla f(x)\|^2\). It is a parabola that bends downwards; its top is at \(x = @x@\), with value \(@s@\).)",
                     {{"M", M}, {"x", at_top}, {"s", supremum}}), &claims::A1}};
  q.rubric = {{2, "variance and gradient as functions of x"}, {2, "the right pair"}};
  q.points = q.minutes = 4;
  return q;
}

}  // namespace

Family e04() { return {.id = "E04", .title = "An admissible pair", .kind = Kind::choice, .claims = {&claims::A1}, .make = make}; }

}  // namespace lemmata::exam::bank
