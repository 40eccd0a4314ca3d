// E43: are the samples uniform? A game against the hypothesis, and when it is lost.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// The capital after these samples of n = 2, all of it staked: times 2·(1 + how often it came)/(2 + how many came).
Exact capital(const std::vector<int>& samples) {
  Exact K = 1;
  int count[2] = {0, 0};
  for (const int i : samples) {
    K *= ratio(2 * (1 + count[i]), 2 + count[0] + count[1]);
    ++count[i];
  }
  return K;
}
/// The same in one: 2ᵐ a! b!/(m+1)!, whatever the order.
Exact capital_by_counts(int a, int b) {
  Exact K = 1;
  for (int k = 1; k <= a + b; ++k) K *= 2;
  for (int k = 1; k <= a; ++k) K *= k;
  for (int k = 1; k <= b; ++k) K *= k;
  for (int k = 1; k <= a + b + 1; ++k) K /= k;
  return K;
}

Question make(Draw& draw) {
  const int rounds = static_cast<int>(draw.between("rounds", 3, 4));
  std::vector<int> samples{0};
  std::string text = "1";
  for (int r = 2; r <= rounds; ++r) {
    samples.push_back(static_cast<int>(draw.between("sample_" + std::to_string(r), 0, 1)));
    text += ", " + std::to_string(samples.back() + 1);
  }
  const Exact alpha = ratio(1, draw.of("one_over_alpha", {4, 5, 10, 20}));
  const int ones = static_cast<int>(std::count(samples.begin(), samples.end(), 0));
  const Exact K = capital(samples);
  Exact average = 0;
  for (unsigned path = 0; path < 1U << rounds; ++path) {
    std::vector<int> of_path;
    for (int r = 0; r < rounds; ++r) of_path.push_back(path >> r & 1);
    average += capital(of_path) / (1 << rounds);
  }
  int in_a_row = 0, in_a_row_again = 0;
  while (capital(std::vector<int>(static_cast<std::size_t>(in_a_row), 0)) < 1 / alpha) ++in_a_row;
  for (Exact power = 1; power < (in_a_row_again + 1) / alpha; power *= 2) ++in_a_row_again;  // 2ᵐ/(m+1) ≥ 1/α
  Question q;
  q.statement = put(
      R"(The objective is \(f = \frac{1}{2}(f_1 + f_2)\). Are the samples of the iterations drawn uniformly, \(\mathbb{E}\,g(x) = \nabla f(x)\)? Start with the capital \(K_0 = 1\). When sample \(i\) comes after \(m\) others of which \(c\) were \(i\) too, multiply the capital by \(2\cdot\frac{1+c}{2+m}\).

If the samples are uniform, then \(\mathbb{E}\,K_m = \) [[1]] for every \(m\), and by Ville's inequality the probability that \(K_m\) ever reaches \(\frac{1}{\alpha}\) is at most \(\alpha\). So uniformity is rejected at \(\alpha = @alpha@\) as soon as \(K_m\) reaches [[2]].

The samples @samples@ give the capital [[3]]. If sample 1 came each time, uniformity would be rejected after sample number [[4]].)",
      {{"alpha", alpha}, {"samples", text}});
  q.gaps = {number_gap(average, {{Exact(2), "the factor 2 is multiplied with a probability"},
                                 {Exact(0), "the mean of the gain, not of the capital"}}),
            number_gap(1 / alpha, {{alpha, "the error probability itself"}, {Exact(1 / alpha / 2), "halved"}}),
            number_gap(K, {{Exact(1), "the capital changes with what came before"}}, 2),
            number_gap(in_a_row, {{Exact(in_a_row - 1), "one too few"}, {Exact(in_a_row + 1), "one too many"}}, 1)};
  // the least whole bound b with 1/b at most alpha
  Exact bound = 1;
  while (1 / bound > alpha) bound += 1;
  q.derivations = {derived(1, average, "all sequences of samples", 1, "a fair game"),
                   derived(2, 1 / alpha, "1 over alpha", bound, "the least whole number that Ville allows"),
                   derived(3, K, "sample by sample", capital_by_counts(ones, rounds - ones), "by the counts alone"),
                   derived(4, in_a_row, "sample by sample", in_a_row_again, "2^m/(m+1)")};
  std::string factors;
  int count[2] = {0, 0};
  for (const int i : samples) {
    factors += (factors.empty() ? "" : "\\cdot ") + tex(ratio(2 * (1 + count[i]), 2 + count[0] + count[1]));
    ++count[i];
  }
  q.solution = {
      {R"(Given the past, a uniform sample makes the factor \(\frac{1}{2}\sum_i 2\cdot\frac{1+c_i}{2+m} = 1\) on average: the game is fair.)",
       &claims::D34b},
      {put(R"(Rejected at \(\frac{1}{\alpha} = @bound@\). The capital is \(@factors@ = @K@\).)",
           {{"bound", Exact(1 / alpha)}, {"factors", factors}, {"K", K}}),
       &claims::D34b},
      {put(R"(The same sample \(m\) times: \(K_m = \frac{2^m}{m+1}\), which first reaches \(@bound@\) at \(m = @m@\). Without uniform samples \(\mathbb{E}\,g(x) = \nabla f(x)\) fails, and with it the theorem.)",
           {{"bound", Exact(1 / alpha)}, {"m", in_a_row}}),
       &claims::A25b}};
  add_up(q, {"a fair game", "Ville", "the capital", "the run of one sample"});
  return q;
}

}  // namespace

Family e43() {
  return {.id = "E43",
          .title = "A bet against uniform samples",
          .kind = Kind::cloze,
          .claims = {&claims::D34b, &claims::A25b, &claims::A5, &claims::A14},
          .make = make};
}

}  // namespace lemmata::exam::bank
