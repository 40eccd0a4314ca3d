// E09: up to which batch size does a mini-batch pay?
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// T(b) = (M+b)/(bε) + σ²/(bε²): all constants 1.
Exact iterations(const Exact& M, const Exact& sigma2, const Exact& epsilon, const Exact& b) {
  return (M + b) / (b * epsilon) + sigma2 / (b * epsilon * epsilon);
}

Question make(Draw& draw) {
  const Exact M = draw.of("M", {0, 2, 4, 8, 12, 16}), sigma2 = draw.of("sigma2", {1, 2, 4}), epsilon = ratio(1, draw.of("one_over_epsilon", {2, 4, 5, 10}));
  const Exact b = draw.of("b", {2, 4, 8}), star = M + sigma2 / epsilon, speed_up = b * (1 + star) / (b + star), at_star = (1 + star) / 2;
  // at b* the two terms of T that depend on b are together as large as the one that does not
  Exact critical = 1;
  while (iterations(M, sigma2, epsilon, critical) > 2 / epsilon) critical += 1;
  Question q;
  q.statement = put(R"(With all constants set to 1, mini-batch SGD reaches \(\mathbb{E}\|\nabla f\|^2 \le \varepsilon\) after \(T(b) = \frac{M+b}{b\varepsilon} + \frac{\sigma^2}{b\varepsilon^2}\) iterations. Let \(M = @M@\), \(\sigma^2 = @s@\), \(\varepsilon = @e@\). Then \(T(b) = \frac{1}{\varepsilon}(1 + \frac{b^*}{b})\) with the critical batch size \(b^* = \) [[1]]. The speed-up \(\frac{T(1)}{T(b)}\) is [[2]] for \(b = @b@\), and [[3]] for \(b = b^*\).)",
                    {{"M", M}, {"s", sigma2}, {"e", epsilon}, {"b", b}});
  q.gaps = {number_gap(star, {{M, "the noise helps as well: sigma^2/epsilon is missing"}, {Exact(M + sigma2 / (epsilon * epsilon)), "sigma^2 is divided by epsilon once, after 1/epsilon is taken out"}}, 2),
            number_gap(speed_up, {{b, "linear speed-up; it is a little less already below b*"}, {Exact((b + star) / (b * (1 + star))), "upside down"}}, 2),
            number_gap(at_star, {{star, "linear speed-up; at b* half of it is lost"}}, 2)};
  q.derivations = {derived(1, star, "M + sigma^2/epsilon", critical, "the least b with T(b) at most 2/epsilon, tried one by one"),
                   derived(2, speed_up, "b(1+b*)/(b+b*)", iterations(M, sigma2, epsilon, 1) / iterations(M, sigma2, epsilon, b), "T(1)/T(b), computed"),
                   derived(3, at_star, "(1+b*)/2", iterations(M, sigma2, epsilon, 1) / iterations(M, sigma2, epsilon, star), "T(1)/T(b*), computed")};
  q.solution = {{put(R"(\(T(b) = \frac{1}{\varepsilon}(1 + \frac{M + \sigma^2/\varepsilon}{b})\), so \(b^* = @M@ + @q@ = @star@\).)", {{"M", M}, {"q", Exact(sigma2 / epsilon)}, {"star", star}}), &claims::A10},
                {put(R"(\(\frac{T(1)}{T(b)} = \frac{b(1+b^*)}{b+b^*}\): \(@x@\) for \(b = @b@\), and \(\frac{1+b^*}{2} = @y@\) for \(b = b^*\).)", {{"x", speed_up}, {"b", b}, {"y", at_star}}), &claims::A10a}};
  add_up(q, {"critical batch size", "speed-up", "speed-up at the critical batch size"});
  return q;
}

}  // namespace

Family e09() { return {.id = "E09", .title = "The critical batch size", .kind = Kind::cloze, .claims = {&claims::A10, &claims::A10a, &claims::A10b, &claims::A9}, .make = make}; }

}  // namespace lemmata::exam::bank
