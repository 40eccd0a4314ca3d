// E19: how often each squared gradient occurs in the double sum of Proof II.
#include "exam/bank/gantt.hpp"
#include "lemmas/averaged_gradient.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const auto T = static_cast<std::size_t>(draw.between("T", 8, 14)), tau = static_cast<std::size_t>(draw.between("tau", 2, 5));
  const auto late = T - 1 - static_cast<std::size_t>(draw.between("from_the_end", 1, static_cast<long long>(tau) - 1)), early = static_cast<std::size_t>(draw.between("early", 0, 2));
  const auto formula = [&](std::size_t k) { return Exact(std::min(tau, T - 1 - k)); };
  const std::vector<std::size_t> counted = appearances(T, tau);
  Exact total = 0;
  for (std::size_t t = 0; t < T; ++t) total += std::min(t, tau);
  Exact by_gradients = 0;
  for (std::size_t k = 0; k < T; ++k) by_gradients += formula(k);
  Question q;
  q.statement = put(R"(In the sum \(\sum_{t=0}^{T-1}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2\) with \(T = @T@\) and \(\tau = @tau@\), the term \(\|\nabla f(x_@early@)\|^2\) occurs [[1]] times and \(\|\nabla f(x_{@late@})\|^2\) occurs [[2]] times. The sum has [[3]] terms in all.)",
                    {{"T", Exact(T)}, {"tau", Exact(tau)}, {"early", Exact(early)}, {"late", Exact(late)}});
  q.gaps = {number_gap(formula(early), {{Exact(early), "the index itself"}, {Exact(tau + 1), "t runs over k+1, ..., k+tau"}}), number_gap(formula(late), {{Exact(tau), "near the end there are fewer: t stops at T-1"}}),
            number_gap(by_gradients, {{Exact(T * tau), "an upper bound: the first and the last are fewer"}})};
  q.derivations = {derived(1, formula(early), "min(tau, T-1-k)", Exact(counted[early]), "the double sum, term by term"), derived(2, formula(late), "min(tau, T-1-k)", Exact(counted[late]), "the double sum, term by term"),
                   derived(3, by_gradients, "the sum over k of min(tau, T-1-k)", total, "the sum over t of min(t, tau)")};
  q.solution = {{put(R"(\(k\) is in the window of \(t = k+1, \dots, k+\tau\), as far as \(t \le T-1\): \(\min(\tau, T-1-k)\) times. That is \(@a@\) and \(@b@\).)", {{"a", formula(early)}, {"b", formula(late)}}), &claims::A23c},
                {put(R"(In all \(\sum_t \min(t,\tau) = @total@\) terms, at most \(\tau T = @most@\).)", {{"total", total}, {"most", Exact(T * tau)}}), &claims::A23c}};
  add_up(q, {"in the middle", "near the end", "all terms"});
  return q;
}

}  // namespace

Family e19() { return {.id = "E19", .title = "Counting in Proof II", .kind = Kind::cloze, .claims = {&claims::A23c, &claims::A23}, .make = make}; }

}  // namespace lemmata::exam::bank
