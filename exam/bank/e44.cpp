// E44: bets against a schedule that depends on the noise, and against biased directions.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E K over all signs of m noises: the stakes are chosen from the past, a half of the capital each time there is something to bet on.
Exact average_capital(int m, const std::vector<Exact>* directions) {
  Exact sum = 0;
  for (unsigned path = 0; path < 1U << m; ++path) {
    Exact K = 1, past = 0;
    for (int k = 0; k < m; ++k) {
      const Exact xi = path >> k & 1 ? -1 : 1,
                  nu = directions ? Exact(-(*directions)[static_cast<std::size_t>(k)] * xi) : Exact(2 * past * xi);
      if (nu != 0) K *= 1 + nu / (2 * abs(nu));
      past += xi;
    }
    sum += K;
  }
  return sum / (1 << m);
}

/// (3/2) to the power of the gains, (1/2) to that of the losses.
Exact by_gains(int gains, int losses) {
  Exact K = 1;
  for (int g = 0; g < gains; ++g) K *= ratio(3, 2);
  for (int l = 0; l < losses; ++l) K /= 2;
  return K;
}

Question make(Draw& draw) {
  const bool schedule = draw.between("hypothesis", 0, 1) == 0;
  const int m = 4;
  std::vector<Exact> xi, direction, nu;
  for (int k = 0; k < m; ++k) xi.push_back(draw.of("xi_" + std::to_string(k), {-1, 1}));
  if (!schedule)
    for (int k = 0; k < m; ++k) direction.push_back(draw.of("direction_" + std::to_string(k), {-3, -2, -1, 1, 2, 3}));
  Exact past = 0, sum = 0, K = 1;
  int gains = 0, losses = 0;
  for (std::size_t k = 0; k < xi.size(); ++k) {
    nu.push_back(schedule ? Exact(2 * past * xi[k]) : Exact(-direction[k] * xi[k]));
    past += xi[k], sum += nu[k];
    if (nu[k] != 0) K *= nu[k] > 0 ? ratio(3, 2) : ratio(1, 2);
    gains += nu[k] > 0, losses += nu[k] < 0;
  }
  const Exact fair = average_capital(m, schedule ? nullptr : &direction);
  Question q;
  q.statement = put(
      schedule
          ? R"(Does the schedule depend on the noise? In one dimension the updates \(0, 1, 2, 3\) are those that read 4 had missed, \(J_4 = \{0,1,2,3\}\), and their noises were \(\xi_0, \dots, \xi_3 = @xi@\), each \(\pm 1\) with probability \(\frac{1}{2}\). If the schedule does not depend on the noise, then

\[ \nu_k = \xi_k^2 - \mathbb{E}\,\xi_k^2 + 2\xi_k\sum_{j\in J_4,\, j\lt k}\xi_j \]

has mean 0 given \(\xi_j\), \(j \lt k\).)"
          : R"(Is the direction of the gradients unbiased? In one dimension the virtual iterates of a run have \(\nabla f(\tilde x_0), \dots, \nabla f(\tilde x_3) = @directions@\), and the noises were \(\xi_0, \dots, \xi_3 = @xi@\), each \(\pm 1\) with probability \(\frac{1}{2}\). If a sample does not depend on the read before it, then \(\nu_k = -\nabla f(\tilde x_k)\xi_k\) has mean 0 given the past.)",
      {{"xi", list(xi)}, {"directions", list(direction)}});
  q.statement +=
      R"( So \(\sum_{k=0}^{3}\nu_k = \) [[1]] should not be large. To judge it, start with the capital \(K = 1\), and in round \(k = 0, \dots, 3\) bet half of it that \(\nu_k\) is positive: multiply by \(\frac{3}{2}\) if \(\nu_k \gt 0\), by \(\frac{1}{2}\) if \(\nu_k \lt 0\), and by 1 if \(\nu_k = 0\) for both values of \(\xi_k\). In the end \(K = \) [[2]]. Under the hypothesis \(\mathbb{E}\,K = \) [[3]]. The hypothesis is rejected at \(\alpha = \frac{1}{20}\) if \(K\) reaches 20: with four rounds this is [[4]].)";
  const bool possible = by_gains(4, 0) >= 20;
  q.gaps = {
      number_gap(sum,
                 schedule ? std::vector<std::pair<Exact, std::string>>{{Exact(past * past), "the variances are to be taken away"},
                                                                       {Exact(sum / 2), "the factor 2"}}
                          : std::vector<std::pair<Exact, std::string>>{{Exact(-sum), "a wrong sign"}},
                 2),
      number_gap(
          K, {{by_gains(gains, 0), "a lost bet costs half of the capital"}, {by_gains(0, losses), "a won bet adds half of the capital"}},
          2),
      number_gap(fair, {{Exact(0), "the mean of a gain, not of the capital"}}),
      word_gap(possible ? "possible" : "impossible", {"possible", "impossible"})};
  Exact sum_again = schedule ? Exact(past * past - m) : Exact(0);  // (Σξ)² − Σ E ξ²
  for (std::size_t k = 0; k < direction.size(); ++k)               // polarised: −ab = ((a−b)² − (a+b)²)/4
    sum_again += (square(Exact(direction[k] - xi[k])) - square(Exact(direction[k] + xi[k]))) / 4;
  int most = 0;  // rounds needed for a capital of 20
  for (Exact best = 1; best < 20; best *= ratio(3, 2)) ++most;
  q.derivations = {derived(1, sum, "term by term", sum_again, schedule ? "the square of the sum" : "polarised"),
                   derived(2, K, "round by round", by_gains(gains, losses), "gains and losses counted"),
                   derived(3, fair, "all signs of the noises", 1, "a fair game"),
                   {"[[4]]", possible ? "possible" : "impossible", "(3/2)^4 against 20", most <= 4 ? "possible" : "impossible",
                    "how many gains in a row reach 20"}};
  q.solution = {
      {put(R"(\(\nu_0, \dots, \nu_3 = @nu@\), together \(@sum@\).@square@)",
           {{"nu", list(nu)},
            {"sum", sum},
            {"square", schedule ? put(R"( Check: \((\sum\xi_k)^2 - 4 = @past@ - 4\).)", {{"past", Exact(past * past)}}) : std::string()}}),
       schedule ? &claims::D34a : &claims::D34c},
      {put(R"(@gains@ gains and @losses@ losses: \(K = (\frac{3}{2})^@gains@(\frac{1}{2})^@losses@ = @K@\). Each bet is fair, so \(\mathbb{E}\,K = 1\).)",
           {{"gains", gains}, {"losses", losses}, {"K", K}}),
       schedule ? &claims::D34a : &claims::D34c},
      {put(R"(At most \((\frac{3}{2})^4 = \frac{81}{16} \lt 20\): so few rounds never reject. Not to reject proves nothing.)", {}),
       schedule ? &claims::D34a : &claims::D34c}};
  add_up(q, {"the sum", "the capital", "a fair game", "the threshold"});
  return q;
}

}  // namespace

Family e44() {
  return {.id = "E44",
          .title = "A bet against the hypotheses",
          .kind = Kind::cloze,
          .claims = {&claims::D34a, &claims::D34c, &claims::A22d, &claims::A21b},
          .make = make};
}

}  // namespace lemmata::exam::bank
