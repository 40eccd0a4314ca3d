// E35: what waiting for the slowest worker costs, and what not waiting costs.
#include "exam/bank/parts.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata::exam::bank {
namespace {

/// E max of b independent exponential times with mean 1: Σ 1/k, from one departure to the next.
Exact harmonic(int b) {
  Exact sum = 0;
  for (int k = 1; k <= b; ++k) sum += ratio(1, k);
  return sum;
}
/// The same as the integral of P(max > s) = Σ (−1)^{k+1} C(b,k) e^{−ks}.
Exact by_inclusion_and_exclusion(int b) {
  Exact sum = 0, binomial = 1;
  for (int k = 1; k <= b; ++k) {
    binomial = binomial * (b - k + 1) / k;
    sum += (k % 2 == 1 ? 1 : -1) * binomial / k;
  }
  return sum;
}
/// Delays with b workers of which one is slow: does some schedule have the delay N, for every N up to a hundred?
bool any_delay(std::size_t b) {
  for (std::size_t N = b; N <= 100; ++N) {
    std::vector<std::vector<Missing>> missing(N + 1);
    for (std::size_t t = 1; t <= N; ++t) missing[t] = {{0}};  // one worker holds g₀ back, one other does everything
    if (Schedule(1, missing).tau() != N) return false;
  }
  return true;
}

Question make(Draw& draw) {
  const int b = static_cast<int>(draw.between("b", 2, 6));
  const Exact mean = draw.of("mean", {1, 2, 3, 6, 10, 12, 60}), H = harmonic(b), round = mean * H;
  Question q;
  q.statement = put(
      R"(\(@b@\) workers compute gradients; each computation takes an independent exponentially distributed time with mean \(@mean@\) seconds. Mini-batch SGD with \(b = @b@\) waits until all \(@b@\) gradients of an iteration are there: an iteration takes [[1]] seconds on average. Asynchronous SGD never waits: it computes [[2]] times as many gradients per second. What does this cost in the delay \(\tau\)? For the mini-batch it is at most [[3]]; for the asynchronous run it is at most [[4]] ("no number" if there is no bound). (The least of \(m\) independent exponential times with mean \(\mu\) has mean \(\frac{\mu}{m}\).))",
      {{"b", b}, {"mean", mean}});
  const std::string b_1 = std::to_string(b - 1), none = "no number";
  q.gaps = {number_gap(round,
                       {{Exact(mean * b), "the workers compute at the same time, not one after the other"},
                        {mean, "the slowest of several takes longer than one on average"},
                        {Exact(mean / b), "the mean of the fastest, not of the slowest"}},
                       2),
            number_gap(H, {{Exact(b), "the mini-batch computes several gradients per iteration, too"}}, 2),
            word_gap(b_1, {b_1, std::to_string(2 * b), none}), word_gap(none, {b_1, std::to_string(2 * b), none})};
  q.derivations = {derived(1, round, "from one completion to the next", mean * by_inclusion_and_exclusion(b), "inclusion and exclusion"),
                   derived(2, H, "the harmonic number", by_inclusion_and_exclusion(b), "inclusion and exclusion"),
                   {"[[3]]", b_1, "the last of a batch misses the others",
                    std::to_string(Schedule::blocks(static_cast<std::size_t>(4 * b), 1, static_cast<std::size_t>(b)).tau()),
                    "the schedule of the batches"},
                   {"[[4]]", none, "one slow worker delays one update for as long as it likes",
                    any_delay(static_cast<std::size_t>(b)) ? none : "a number", "a schedule for every delay up to 100"}};
  std::string sum = "1";
  for (int k = 2; k <= b; ++k) sum += " + \\frac{1}{" + std::to_string(k) + "}";
  q.solution = {
      {put(R"(From one completion to the next with \(m\) workers still busy it takes \(\frac{@mean@}{m}\) on average: together \(@mean@\,(@sum@) = @round@\).)",
           {{"mean", mean}, {"sum", sum}, {"round", round}}),
       &claims::A18},
      {put(R"(The mini-batch computes \(@b@\) gradients in \(@round@\) seconds, the asynchronous workers \(@b@\) in \(@mean@\): the ratio is \(@H@\).)",
           {{"b", b}, {"round", round}, {"mean", mean}, {"H", H}}),
       &claims::A18},
      {put(R"(In a mini-batch a gradient misses at most the \(@less@\) others. Without waiting, one slow worker can hold its gradient back while others do any number of iterations.)",
           {{"less", b - 1}}),
       &claims::A16}};
  add_up(q, {"the time of an iteration", "the ratio", "the delay of the mini-batch", "no bound on the delay"});
  return q;
}

}  // namespace

Family e35() {
  return {.id = "E35", .title = "To wait or not to wait", .kind = Kind::cloze, .claims = {&claims::A18, &claims::A16}, .make = make};
}

}  // namespace lemmata::exam::bank
