// E34: why a gradient gets its number when its read is complete, and not when its computation is.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// All nᵖ draws: in which share of them some worker drew sample 1, and in which share the worker whose read was complete first did.
std::pair<Exact, Exact> by_all_draws(int n, int workers) {
  Exact draws = 0, fast_first = 0, first_reader = 0;
  std::vector<int> drawn(static_cast<std::size_t>(workers));
  for (bool more = true; more;) {
    int first_to_finish = drawn[0];
    for (const int sample : drawn) first_to_finish = std::min(first_to_finish, sample);  // sample 0 is fast
    draws += 1, fast_first += first_to_finish == 0, first_reader += drawn[0] == 0;
    more = false;
    for (int& sample : drawn) {
      if (++sample < n) {
        more = true;
        break;
      }
      sample = 0;
    }
  }
  return {fast_first / draws, first_reader / draws};
}

Question make(Draw& draw) {
  const int n = static_cast<int>(draw.between("n", 2, 4)), workers = static_cast<int>(draw.between("workers", 2,
                                                                                                   n == 2   ? 5
                                                                                                   : n == 3 ? 4
                                                                                                            : 3));
  const Exact gap = draw.between("gradient", 1, 5);
  Exact slow = 1;
  for (int w = 0; w < workers; ++w) slow *= ratio(n - 1, n);
  const Exact by_completion = 1 - slow, after_read = ratio(1, n), bias = by_completion * gap - (1 - by_completion) * gap / (n - 1);
  const auto [completed, read] = by_all_draws(n, workers);
  // E of the gradient with label 0: sample 1 has gradient `gap`, each other one −gap/(n−1)
  Question q;
  q.statement = put(
      R"(\(@p@\) workers start at the same time at the point \(x_0\) where \(\nabla f(x_0) = 0\). Each has read \(x_0\), one worker after the other, and then draws one of the \(@n@\) samples uniformly and independently. The gradient of sample 1 is \(@gap@\) and is computed fast; @slow@.

If the gradient that is completed first is called \(g_0\), then it is that of sample 1 with probability [[1]], and \(\mathbb{E}\,g_0 = \) [[2]]. If instead the gradient of the worker whose read was complete first is called \(g_0\) (after-read labels), then it is that of sample 1 with probability [[3]].)",
      {{"p", workers},
       {"n", n},
       {"gap", gap},
       {"slow",
        put(n == 2 ? R"(that of sample 2 is \(@other@\) and takes longer)" : R"(those of the others are \(@other@\) and take longer)",
            {{"other", Exact(-gap / (n - 1))}})}});
  q.gaps = {number_gap(by_completion,
                       {{after_read, "as if the label did not depend on the sample"},
                        {slow, "the probability that nobody drew sample 1"},
                        {Exact(after_read * workers), "probabilities added, though two workers may draw the same"}},
                       2),
            number_gap(bias,
                       {{Exact(0), "unbiased only if the label does not depend on the sample"},
                        {Exact(by_completion * gap), "the other samples are left out"}},
                       2),
            number_gap(after_read, {{by_completion, "the label does not depend on the sample here"}}, 1)};
  q.derivations = {derived(1, by_completion, "1 minus the probability that no worker drew it", completed, "all draws of all workers"),
                   derived(2, bias, "1 minus the probability that no worker drew it", completed * gap + (1 - completed) * (-gap / (n - 1)),
                           "all draws of all workers"),
                   derived(3, after_read, "uniform", read, "all draws of all workers")};
  q.solution = {
      {put(R"(The first completed gradient is that of sample 1 unless nobody drew it: \(1 - (\frac{@less@}{@n@})^@p@ = @P@\).)",
           {{"less", n - 1}, {"n", n}, {"p", workers}, {"P", by_completion}}),
       &claims::A14},
      {put(R"(So \(\mathbb{E}\,g_0 = @P@\cdot @gap@ + @Q@\cdot(@other@) = @bias@ \ne \nabla f(x_0) = 0\): with labels by completion \(\mathbb{E}\,g(x_t) = \nabla f(x_t)\) fails.)",
           {{"P", by_completion}, {"gap", gap}, {"Q", slow}, {"other", Exact(-gap / (n - 1))}, {"bias", bias}}),
       &claims::A14},
      {put(R"(After-read labels are given before the sample is drawn: probability \(@one@\), unbiased.)", {{"one", after_read}}),
       &claims::A13}};
  add_up(q, {"the probability", "the expectation", "after-read labels"});
  return q;
}

}  // namespace

Family e34() {
  return {.id = "E34",
          .title = "Labels by completion",
          .kind = Kind::cloze,
          .claims = {&claims::A13, &claims::A14, &claims::A25b},
          .make = make};
}

}  // namespace lemmata::exam::bank
