// E23: the last lines of Difference, with another constant in the critical step size.
#include "exam/bank/parts.hpp"
#include "lemmas/step_size.hpp"

namespace lemmata::exam::bank {
namespace {

/// The largest of value(γ, L, M, τ) over a grid, at the largest step size.
template <class Of>
Exact largest_on_a_grid(const Exact& c, const Of& value) {
  Exact largest = 0;
  for (int L = 1; L <= 3; ++L)
    for (int M = 0; M <= 4; ++M)
      for (std::size_t tau = 1; tau <= 5; ++tau) {
        const Constants problem{.L = L, .M = M, .sigma2 = 1, .f_lower = 0};
        largest = std::max(largest, value(critical_step_size(problem, tau, c), Exact(L), Exact(M), Exact(tau)));
      }
  return largest;
}

Question make(Draw& draw) {
  const Exact c = draw.of("c", {2, 3, 4, 5, 6, 8, 20}), gradient = 2 / (c * c), noise = 2 / c;
  Question q;
  q.statement = put(
      R"(Suppose the critical step size were \(\frac{1}{@c@L(M+\tau)}\), with \(\tau \ge 1\) and \(M \ge 0\). The last lines of the proof of Lemma (Difference) would then be, with the smallest numbers that are right for all \(M\) and \(\tau\),

\[ 2\gamma^2(\tau+M) \le \frac{A}{L^2\tau}, \quad 2\gamma^2\tau \le B\,\frac{\gamma}{L}. \]

\(A = \) [[1]], \(B = \) [[2]]. Put into Lemma (Decrease), where \(\|x_t-\tilde x_t\|^2\) has the factor \(\frac{\gamma L^2}{2}\), and divided by \(\gamma\), they give the terms

\[ \frac{C}{\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + D\gamma L\sigma^2 \]

with \(C = \) [[3]], \(D = \) [[4]].)",
      {{"c", c}});
  q.gaps = {number_gap(gradient,
                       {{Exact(1 / (c * c)), "the factor 2 of splitting the square is missing"},
                        {Exact(2 / c), "the step size enters once in place of squared"},
                        {ratio(1, 50), "the lecture's constant, for 10"}},
                       2),
            number_gap(noise,
                       {{Exact(1 / c), "the factor 2 of splitting the square is missing"},
                        {Exact(2 / (c * c)), "the step size is replaced twice; one factor stays"},
                        {ratio(1, 5), "the lecture's constant, for 10"}},
                       2),
            number_gap(gradient / 2, {{gradient, "the factor 1/2 of Decrease is missing"}}, 1),
            number_gap(noise / 2, {{noise, "the factor 1/2 of Decrease is missing"}}, 1)};
  q.derivations = {
      derived(1, gradient, "2 over c squared",
              largest_on_a_grid(c, [](auto g, auto L, auto M, auto tau) -> Exact { return 2 * g * g * (tau + M) * L * L * tau; }),
              "the largest value on a grid of L, M, tau"),
      derived(2, noise, "2 over c", largest_on_a_grid(c, [](auto g, auto L, auto, auto tau) -> Exact { return 2 * g * tau * L; }),
              "the largest value on a grid of L, M, tau"),
      derived(3, gradient / 2, "1 over c squared",
              largest_on_a_grid(c, [](auto g, auto L, auto M, auto tau) -> Exact { return L * L / 2 * (2 * g * g * (tau + M)) * tau; }),
              "the largest value on a grid of L, M, tau"),
      derived(4, noise / 2, "1 over c",
              largest_on_a_grid(c, [](auto g, auto L, auto, auto tau) -> Exact { return L * L / 2 * (2 * g * g * tau) / (g * L); }),
              "the largest value on a grid of L, M, tau")};
  q.solution = {
      {put(R"(\(2\gamma^2(\tau+M) \le \frac{2}{@c@^2L^2(M+\tau)} \le @A@\cdot\frac{1}{L^2\tau}\): the step size enters twice, and \(M+\tau \ge \tau\).)",
           {{"c", c}, {"A", gradient}}),
       &claims::A22f},
      {put(R"(\(2\gamma^2\tau = \gamma\cdot 2\gamma\tau \le \gamma\cdot\frac{2\tau}{@c@L(M+\tau)} \le @B@\cdot\frac{\gamma}{L}\): it enters once.)",
           {{"c", c}, {"B", noise}}),
       &claims::A22f},
      {put(R"(Half of them: \(C = @C@\), \(D = @D@\). All are attained at \(M = 0\) and the largest step size.)",
           {{"C", Exact(gradient / 2)}, {"D", Exact(noise / 2)}}),
       &claims::A23a}};
  add_up(q, {"A", "B", "C", "D"});
  return q;
}

}  // namespace

Family e23() {
  return {.id = "E23",
          .title = "Another critical step size",
          .kind = Kind::cloze,
          .claims = {&claims::A22, &claims::A22f, &claims::A23a},
          .make = make};
}

}  // namespace lemmata::exam::bank
