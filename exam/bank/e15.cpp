// E15: mini-batch SGD as delayed SGD: the exact delay.
#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const auto b = static_cast<std::size_t>(draw.between("b", 3, 10)), s = static_cast<std::size_t>(draw.between("batch", 1, 4)), i = static_cast<std::size_t>(draw.of("place", {2, static_cast<long long>(b) - 1}));
  const std::size_t t = s * b + i;
  // by the definition: all gradients of a batch are computed at the point that the batches before it have left
  std::size_t delay = 0, missing = 0;
  for (std::size_t r = 0; r < (s + 1) * b; ++r)
    for (std::size_t k = 0; k < r; ++k)
      if (k / b == r / b) {
        delay = std::max(delay, r - k);
        missing += r == t;
      }
  Question q;
  q.statement = put(R"(Mini-batch SGD with batch size \(b = @b@\) is written as delayed SGD: gradient \(i \in \{0,\dots,b-1\}\) of batch \(s\) is the update \(t = sb+i\), and all gradients of a batch are computed at the same point. The read of \(t = @t@\) has missed [[1]] updates. The delay is exactly \(\tau = \) [[2]]. With that \(\tau\), \(M = @M@\) and \(L = 1\), Theorem 6.3 admits step sizes up to \(\frac{1}{10L(M+\tau)} = \) [[3]].)",
                    {{"b", Exact(b)}, {"t", Exact(t)}, {"M", Exact(1)}});
  const Exact gamma = 1 / (10 * Exact(b));
  q.gaps = {number_gap(Exact(i), {{Exact(t), "the batches before are all in memory"}, {Exact(b - 1), "that is the last gradient of the batch"}}, 1),
            number_gap(Exact(b - 1), {{Exact(b), "b is a bound, and what the slide uses; the last gradient of a batch misses the b-1 others"}}, 2),
            {.key = lemmata::to_string(gamma), .points = 1}};
  q.gaps[2].slips = {{lemmata::to_string(Exact(1 / (10 * Exact(b + 1)))), "with tau = b in place of b-1"}};
  q.derivations = {derived(1, Exact(Schedule::blocks((s + 1) * b, 1, b).missing(t).size()), "the schedule of blocks", Exact(missing), "pairs of the same batch, counted"),
                   derived(2, Exact(Schedule::blocks((s + 1) * b, 1, b).tau()), "the delay of the schedule of blocks", Exact(delay), "the largest t-k in a batch"),
                   derived(3, gamma, "1/(10b)", 1 / (10 * (1 + Exact(delay))), "1/(10(M+tau)) with the counted delay")};
  q.solution = {{put(R"(\(@t@ = @s@\cdot @b@ + @i@\): it misses the @i@ updates of its own batch that come before it.)", {{"t", Exact(t)}, {"s", Exact(s)}, {"b", Exact(b)}, {"i", Exact(i)}}), &claims::A18},
                {put(R"(The last gradient of a batch misses the first: \(\tau = b-1 = @d@\).)", {{"d", Exact(b - 1)}}), &claims::A18},
                {put(R"(\(M+\tau = 1 + @d@ = @b@\).)", {{"d", Exact(b - 1)}, {"b", Exact(b)}}), &claims::A16}};
  add_up(q, {"missing updates", "delay", "step size"});
  return q;
}

}  // namespace

Family e15() { return {.id = "E15", .title = "A mini-batch as delay", .kind = Kind::cloze, .claims = {&claims::A18, &claims::A19}, .make = make}; }

}  // namespace lemmata::exam::bank
