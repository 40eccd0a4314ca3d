// E36: essays on the ideas of the proof, each with numbers that were computed.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E⟨∇f(x̃₁), ξ₁⟩ on f = x²/2 from 0 with noise ±1, if read 0 contains g₁ (labels before the read) or not: over all paths.
Exact correlation(bool before_read, const Exact& gamma) {
  Exact sum = 0;
  for (const int first : {1, -1})
    for (const int second : {1, -1}) {
      const Exact read_0 = before_read ? Exact(-gamma * second) : Exact(0);
      const Exact x_virtual_1 = -gamma * (read_0 + first);
      sum += x_virtual_1 * second / 4;
    }
  return sum;
}

Question virtual_sequence() {
  // memory after two overtaking writes, and x̃₁: g₀ = 1, g₁ = 3, γ = 1/10, the second write first
  const Exact gamma = ratio(1, 10), after_first_write = -3 * gamma, after_both = -4 * gamma, x_virtual_1 = -gamma;
  const Exact x_virtual_2 = x_virtual_1 - 3 * gamma;
  Question q;
  q.statement =
      R"(Why does the proof of the theorem introduce the virtual iterates \(\tilde x_{t+1} = \tilde x_t - \gamma g_t\), \(\tilde x_0 = x_0\), and where exactly does it use that \(\tilde x\) takes one gradient per step? What is the price, and which lemma pays it? (About ten lines.))";
  q.derivations = {
      {"the last virtual iterate is the final memory", to_string(after_both), "adding both writes to memory", to_string(x_virtual_2),
       "one gradient per step"},
      {"a virtual iterate that is in memory at no time", "yes", "memory 0, -3/10, -4/10",
       x_virtual_1 != 0 && x_virtual_1 != after_first_write && x_virtual_1 != after_both ? "yes" : "no", "the virtual iterate -1/10"}};
  q.solution = {
      {R"(The reads \(x_t\) do not follow each other by one gradient: \(x_{t+1} - x_t\) may contain several gradients or none, and \(x_t\) may have been in memory at no time. So smoothness cannot be applied from \(x_t\) to \(x_{t+1}\).)",
       &claims::A15},
      {R"(\(\tilde x_{t+1} - \tilde x_t = -\gamma g_t\): smoothness applies at \(\tilde x_t\), and the expectation over the sample of iteration \(t\) gives \(\nabla f(x_t)\), because \(\tilde x_t\) and \(x_t\) do not depend on it.)",
       &claims::A21a},
      {R"(In the sum over \(t\) the values \(f(\tilde x_t)\) telescope, and \(f(\tilde x_T) \ge f^*\).)", &claims::A23b},
      {R"(The price: the gradient is taken at \(x_t\), not at \(\tilde x_t\). Young and the Lipschitz gradient turn this into \(\frac{\gamma L^2}{2}\|x_t - \tilde x_t\|^2\), where \(x_t - \tilde x_t = \gamma\sum_{k\in J_t} g_k\) has at most \(\tau\) terms; Lemma (Difference) bounds it.)",
       &claims::A22a}};
  q.rubric = {{1, "reads do not follow each other by one gradient, or need not exist in memory"},
              {2, "smoothness at the virtual iterate: its step is one gradient (A21a), unbiased given the past (A21b)"},
              {1, "telescoping (A23b)"},
              {1, "the gradient is taken at x_t: Young and Lipschitz give the difference (A21c, A21d)"},
              {1, "the difference is the sum of the missing gradients, at most tau (A22a, A22c)"}};
  return q;
}

Question labels() {
  const Exact gamma = ratio(1, 10);
  Question q;
  q.statement =
      R"(Why does iteration \(t\) get its number when the read of \(x_t\) is complete (after-read), and not when the read begins or when the update is written? Say for each of the other two which line of the proof of Lemma (Decrease) fails, and why. (About ten lines.))";
  q.derivations = {
      {"E of the product of the gradient at x~_1 and the noise, labels before the read", to_string(correlation(true, gamma)),
       "all four paths", to_string(Exact(gamma * gamma)), "gamma squared times the variance"},
      {"the same, labels after the read", to_string(correlation(false, gamma)), "all four paths", "0", "independent of the past"}};
  q.solution = {
      {R"(After-read: \(x_t\) contains only \(g_k\) with \(k \lt t\), and the sample of iteration \(t\) is drawn after the number was given. So \(\mathbb{E}\,g_t = \nabla f(x_t)\) given the past, and \(\tilde x_t\) belongs to the past.)",
       &claims::A13},
      {R"(Before-read: another read may begin later but be complete and written earlier; then \(x_0\) may contain \(g_1\), \(\tilde x_1\) depends on \(\xi_1\), and \(\mathbb{E}\langle \nabla f(\tilde x_1), g_1\rangle \ne \mathbb{E}\langle \nabla f(\tilde x_1), \nabla f(x_1)\rangle\). With \(f(x) = \frac{1}{2}x^2\), \(x_0 = 0\), noise \(\pm 1\): \(\mathbb{E}\langle \nabla f(\tilde x_1), \xi_1\rangle = \gamma^2\).)",
       &claims::A21b},
      {R"(At the write: samples whose gradients are computed fast get small numbers more often, so the sample given the number is not uniform and \(\mathbb{E}\,g_t \ne \nabla f(x_t)\).)",
       &claims::A14}};
  q.rubric = {{2, "after-read: the read contains earlier numbers only, the sample is drawn later"},
              {2, "before-read: a later number may be contained; the inner product is biased (A21b)"},
              {2, "at the write: fast samples are over-represented; the gradient is biased (A14)"}};
  return q;
}

/// E of the squared sum of the missing noises, if an update is missing just when its noise is +1 (or by a coin of its own): all draws.
Exact squared_sum(int tau, bool by_noise) {
  Exact sum = 0, count = 0;
  for (int noise = 0; noise < 1 << tau; ++noise)
    for (int coin = 0; coin < 1 << tau; ++coin) {
      Exact s = 0;
      for (int k = 0; k < tau; ++k) s += ((by_noise ? noise : coin) >> k & 1) ? (noise >> k & 1 ? 1 : -1) : 0;
      sum += s * s, count += 1;
    }
  return sum / count;
}

Question oblivious() {
  Question q;
  q.statement =
      R"(Lemma (Difference) silently assumes that the schedule (which update reaches memory when) does not depend on the noise. Which line of its proof needs this? Describe a realistic reason for which it could fail, and what then becomes of that line. (About ten lines.))";
  q.derivations = {{"squared sum of 4 possible noises, missing just when the noise is +1", to_string(squared_sum(4, true)), "all draws",
                    to_string(Exact(ratio(4, 2) + ratio(4 * 3, 4))), "tau/2 + tau(tau-1)/4"},
                   {"squared sum of 4 possible noises, missing by a coin", to_string(squared_sum(4, false)), "all draws",
                    to_string(ratio(4, 2)), "the variances add up: tau/2"}};
  q.solution = {
      {R"(The line \(\mathbb{E}\|\sum_{k\in J_t}\xi_k\|^2 = \sum_{k\in J_t}\mathbb{E}\|\xi_k\|^2\): the products \(\mathbb{E}\langle \xi_j, \xi_k\rangle\) vanish only if being missing tells nothing about the noise.)",
       &claims::A22d},
      {R"(A sample may take longer when its gradient is large or has many nonzero entries; its update is then missing more often. Given that \(j\) and \(k\) are missing, \(\xi_j\) and \(\xi_k\) both tend to one side.)",
       &claims::A22d},
      {R"(With noise \(\pm 1\), missing just when it is \(+1\), the expected squared sum over \(\tau\) candidates is \(\frac{\tau}{2} + \frac{\tau(\tau-1)}{4}\), quadratic in \(\tau\), in place of \(\frac{\tau}{2}\). What remains for any schedule is \(\mathbb{E}\|x_t-\tilde x_t\|^2 \le \gamma^2\tau(1+M)\sum\mathbb{E}\|\nabla f(x_k)\|^2 + \gamma^2\tau^2\sigma^2\).)",
       &claims::C2b}};
  q.rubric = {{2, "the line: noises of missing updates add their variances (A22d)"},
              {2, "a reason: computing time depends on the sample"},
              {2, "what is left: tau squared in place of tau (C2b)"}};
  return q;
}

Question make(Draw& draw) {
  const long long which = draw.between("question", 0, 2);
  Question q = which == 0 ? virtual_sequence() : which == 1 ? labels() : oblivious();
  q.points = 6, q.minutes = 8;
  return q;
}

}  // namespace

Family e36() {
  return {.id = "E36",
          .title = "The ideas of the proof",
          .kind = Kind::essay,
          .claims = {&claims::A15, &claims::A21a, &claims::A21b, &claims::A21c, &claims::A22a, &claims::A22d, &claims::A23b, &claims::A13,
                     &claims::A14, &claims::C2b},
          .make = make};
}

}  // namespace lemmata::exam::bank
