// E46: the recap: when SGD beats GD, and what noise costs.
#include "exam/bank/parts.hpp"
#include "lemmas/recap.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const Exact n = draw.of("n", {10, 12, 20, 24, 30, 60, 100}), M = draw.of("M", {1, 2, 3, 4, 5, 9}),
              factor = draw.between("smaller_by", 2, 5);
  const Exact ratio_of = n / (1 + M);
  if (n <= M + 1) throw Redraw{"no benefit"};
  const Constants without_noise{.L = 1, .M = M, .sigma2 = 0, .f_lower = 0}, noisy{.L = 1, .M = M, .sigma2 = 1, .f_lower = 0};
  const auto cost = [](const Exact& epsilon, const Constants& problem) { return evaluations_of_sgd(epsilon, 1, problem); };
  const Exact by_routine =
      evaluations_of_gd(ratio(1, 100), 1, without_noise, static_cast<std::size_t>(n)) / cost(ratio(1, 100), without_noise);
  const Exact smaller_by_routine = cost(ratio(1, 100) / factor, without_noise) / cost(ratio(1, 100), without_noise);
  // the noise term alone: what σ² adds to the cost
  const auto added = [&](const Exact& epsilon) -> Exact { return cost(epsilon, noisy) - cost(epsilon, without_noise); };
  const Exact noise_by_routine = added(ratio(1, 100) / factor) / added(ratio(1, 100));
  // rows of coordinates: f_i = (n/2)x_i² has E‖∇f_i‖² = n‖∇f‖², so M = n−1, by enumeration in n dimensions at the point (1, …, 1)
  Exact second = 0, mean = 0;
  for (Exact i = 0; i < n; ++i) second += n * n / n, mean += 1;
  Question q;
  q.statement = put(
      R"(\(f = \frac{1}{n}\sum_{i=1}^{n} f_i\) with \(n = @n@\). Count by the bound of the theorem with \(\tau = 1\), up to a constant factor: to make the average squared gradient \(\epsilon\), SGD takes \(LF_0(\frac{1+M}{\epsilon} + \frac{\sigma^2}{\epsilon^2})\) gradient evaluations, and gradient descent takes as many iterations with \(M = \sigma = 0\), each of which evaluates all \(n\) gradients.

If \(\sigma = 0\) and \(M = @M@\), gradient descent needs [[1]] times as many gradient evaluations as SGD. There is no benefit any more if \(M\) is [[2]] or larger; this is so for \(f_i(x) = \frac{n}{2}x_i^2\) in \(n\) dimensions. If \(\epsilon\) is made \(@factor@\) times smaller, SGD needs [[3]] times as many evaluations if \(\sigma = 0\), and [[4]] times as many if \(\sigma \gt 0\) and \(\epsilon\) is so small that the other term can be neglected.)",
      {{"n", n}, {"M", M}, {"factor", factor}});
  q.gaps = {number_gap(ratio_of,
                       {{Exact(n / M), "1+M, not M: the gradient itself is part of the second moment"},
                        {n, "SGD needs more iterations than gradient descent"}},
                       2),
            number_gap(n - 1, {{n, "1+M is compared with n"}}, 1),
            number_gap(factor, {{Exact(factor * factor), "the rate of the noise term"}}, 1),
            number_gap(factor * factor, {{factor, "the rate without noise"}}, 1)};
  q.derivations = {derived(1, ratio_of, "n/(1+M)", by_routine, "the routines of the recap"),
                   derived(2, n - 1, "n/(1+M) = 1", second / mean - 1, "the second moment of separate coordinates"),
                   derived(3, factor, "1 over epsilon", smaller_by_routine, "the routines of the recap"),
                   derived(4, factor * factor, "1 over epsilon squared", noise_by_routine, "the routines of the recap")};
  q.solution = {
      {put(R"(\(\frac{n/\epsilon}{(1+M)/\epsilon} = \frac{@n@}{@M1@} = @ratio@\): \(M \gt 0\) allows to say when SGD is better, namely for \(1+M \lt n\).)",
           {{"n", n}, {"M1", Exact(1 + M)}, {"ratio", ratio_of}}),
       &claims::A25},
      {put(R"(\(1+M = n\), \(M = @m@\). Each \(f_i(x) = \frac{n}{2}x_i^2\) has one coordinate of the gradient only, times \(n\): \(\mathbb{E}\|g\|^2 = n\|\nabla f\|^2\).)",
           {{"m", Exact(n - 1)}}),
       &claims::A25},
      {put(R"(\(\frac{1}{\epsilon}\) grows by \(@factor@\), \(\frac{1}{\epsilon^2}\) by \(@square@\): with \(\sigma \gt 0\) the cost grows like \(\frac{1}{\epsilon^2}\) whatever \(M\) is; in this sense bounded variance is the difficult case.)",
           {{"factor", factor}, {"square", Exact(factor * factor)}}),
       &claims::A25a}};
  add_up(q, {"the ratio", "no benefit", "without noise", "with noise"});
  return q;
}

}  // namespace

Family e46() {
  return {.id = "E46",
          .title = "SGD against gradient descent",
          .kind = Kind::cloze,
          .claims = {&claims::A25, &claims::A25a, &claims::A5},
          .make = make};
}

}  // namespace lemmata::exam::bank
