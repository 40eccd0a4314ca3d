// E27: the theorem with another constant in the critical step size, and the best one.
#include "exam/bank/parts.hpp"
#include "lemmas/averaged_gradient.hpp"

namespace lemmata::exam::bank {
namespace {

/// c/(1/4 − 1/c²): what F₀L(M+τ)/T is multiplied with at the critical step size.
Exact deterministic(const Exact& c) { return c / (ratio(1, 4) - 1 / (c * c)); }

/// The coefficient of one ‖∇f(xₖ)‖² in T times the averaged line: its ¼ less what all windows with it take away (L = 1, M = 0).
Exact what_is_left(const Exact& c, std::size_t tau) {
  const std::size_t T = 4 * tau;
  const Exact gamma = 1 / (c * tau);
  Exact least = 1;
  for (const std::size_t count : appearances(T, tau))
    least = std::min(least, Exact(ratio(1, 4) - ratio(1, 2) * 2 * gamma * gamma * tau * count));
  return least;
}

/// √12 = 2√3, enclosed by integers.
std::pair<Exact, Exact> root_of_12() {
  boost::multiprecision::mpz_int scale = 1000000;
  const boost::multiprecision::mpz_int root = sqrt(boost::multiprecision::mpz_int(12 * scale * scale));
  return {Exact(root) / Exact(scale), Exact(root + 1) / Exact(scale)};
}
/// Where the function is least, by comparing its values: it falls to the left and rises to the right.
std::pair<Exact, Exact> where_least() {
  Exact low = ratio(5, 2), high = 6;
  while (high - low > ratio(1, 20000)) {
    const Exact a = low + (high - low) / 3, b = high - (high - low) / 3;
    if (deterministic(a) > deterministic(b))
      low = a;
    else
      high = b;
  }
  return {low, high};
}

Question best_constant() {
  const auto [low, high] = root_of_12();
  const auto [low_again, high_again] = where_least();
  const Exact least_low = 6 * low, least_high = 6 * high;  // the value at c = 2√3 is 6c
  const Exact scan_high = deterministic((low_again + high_again) / 2),
              scan_low = scan_high - ratio(1, 100000);  // it changes by less so near the minimum
  Question q;
  q.statement = R"(With \(\gamma_{\text{crit}} = \frac{1}{cL(M+\tau)}\), \(c \gt 2\), and no noise, the proof of the theorem gives

\[ \frac{1}{T}\sum_{t=0}^{T-1}\|\nabla f(x_t)\|^2 \le \frac{c}{\frac{1}{4} - \frac{1}{c^2}}\cdot\frac{LF_0(M+\tau)}{T} \]

at \(\gamma = \gamma_{\text{crit}}\). Which \(c\) makes the constant least? \(c = \) [[1]]. How large is the constant then? [[2]] Two decimals each; \(\sqrt{3} = 1.7321\).)";
  q.gaps = {rounded_gap(low, high, 2, 4), rounded_gap(least_low, least_high, 2, 2)};
  q.derivations = {
      {"[[1]]", rounded(low, high, 2), "the derivative vanishes where c^2 = 12", rounded(low_again, high_again, 2),
       "comparing values of the function"},
      {"[[2]]", rounded(least_low, least_high, 2), "6c at c^2 = 12", rounded(scan_low, scan_high, 2), "comparing values of the function"}};
  q.solution = {
      {R"(The constant is \(\frac{4c^3}{c^2-4}\). Its derivative has the sign of \(3c^2(c^2-4) - 2c^4 = c^2(c^2-12)\).)", &claims::A23e},
      {R"(So \(c = \sqrt{12} = 2\sqrt{3} = 3.46\), and there \(\frac{4c^3}{c^2-4} = \frac{4\cdot 12c}{8} = 6c = 12\sqrt{3} = 20.78\). The lecture's \(c = 10\) gives \(\frac{125}{3}\).)",
       &claims::C3a}};
  add_up(q, {"the derivative and its zero", "the value"});
  return q;
}

Question make(Draw& draw) {
  if (draw.between("ask", 0, 3) == 3) return best_constant();
  const Exact c = draw.of("c", {3, 4, 5, 6, 8, 10, 20}), alpha = ratio(1, 4) - 1 / (c * c), beta = ratio(1, 2) + 1 / c;
  Exact largest_noise = 0;  // ½ + what Difference adds, L = 1
  for (int M = 0; M <= 3; ++M)
    for (int tau = 1; tau <= 4; ++tau)
      largest_noise = std::max(largest_noise, Exact(ratio(1, 2) + ratio(1, 2) * 2 * tau / (c * (M + tau))));
  Question q;
  q.statement = put(R"(Suppose \(\gamma \le \frac{1}{@c@L(M+\tau)}\), so that Lemma (Difference) reads

\[ \mathbb{E}\|x_t - \tilde x_t\|^2 \le \frac{2}{@c2@L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\mathbb{E}\|\nabla f(x_k)\|^2 + \frac{2\gamma}{@c@L}\sigma^2. \]

Lemma (Decrease) stays as it is. Without rounding, the proof of the theorem then ends with

\[ \alpha\cdot\frac{1}{T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2 \le \frac{F_0}{\gamma T} + \beta\gamma L\sigma^2. \]

\(\alpha = \) [[1]], \(\beta = \) [[2]]. Without noise and at the largest step size the average is at most \(C\,\frac{LF_0(M+\tau)}{T}\) with \(C = \) [[3]].)",
                    {{"c", c}, {"c2", Exact(c * c)}});
  q.gaps = {
      number_gap(alpha,
                 {{Exact(ratio(1, 4) - 2 / (c * c)), "the factor 1/2 of Decrease is missing"},
                  {Exact(ratio(1, 4) + 1 / (c * c)), "the sum is on the right side: it is taken away from the left"},
                  {ratio(1, 5), "the lecture's rounded constant"}},
                 3),
      number_gap(beta,
                 {{Exact(ratio(1, 2) + 2 / c), "the factor 1/2 of Decrease is missing"}, {Exact(1), "the lecture's rounded constant"}}, 2),
      number_gap(deterministic(c),
                 {{Exact(c * alpha), "multiplied by alpha in place of divided"}, {Exact(5 * c), "divided by the lecture's 1/5"}}, 1)};
  q.derivations = {
      derived(1, alpha, "1/4 - 1/c^2", std::min(what_is_left(c, 1), what_is_left(c, 3)), "counting the windows with each gradient"),
      derived(2, beta, "1/2 + 1/c", largest_noise, "the largest noise on a grid of M, tau"),
      derived(3, deterministic(c), "c/(1/4 - 1/c^2)", c * 3 / (3 * what_is_left(c, 3)),
              "1/gamma over what is left of a gradient, for tau = 3")};
  q.solution = {
      {put(R"(In Decrease, divided by \(\gamma\), \(\|x_t-\tilde x_t\|^2\) has the factor \(\frac{L^2}{2}\): it adds \(\frac{1}{@c2@\tau}\sum\|\nabla f(x_k)\|^2\) and \(\frac{1}{@c@}\gamma L\sigma^2\).)",
           {{"c", c}, {"c2", Exact(c * c)}}),
       &claims::A23a},
      {put(R"(Each gradient appears at most \(\tau\) times: \(\alpha = \frac{1}{4} - \frac{1}{@c2@} = @alpha@\), \(\beta = \frac{1}{2} + \frac{1}{@c@} = @beta@\).)",
           {{"c", c}, {"c2", Exact(c * c)}, {"alpha", alpha}, {"beta", beta}}),
       &claims::A23c},
      {put(R"(\(\frac{1}{\gamma} = @c@L(M+\tau)\), so \(C = \frac{@c@}{\alpha} = @C@\).)", {{"c", c}, {"C", deterministic(c)}}),
       &claims::C3a}};
  add_up(q, {"alpha", "beta", "C"});
  return q;
}

}  // namespace

Family e27() {
  return {.id = "E27",
          .title = "The constant in the critical step size",
          .kind = Kind::cloze,
          .claims = {&claims::MAIN, &claims::A23, &claims::A23a, &claims::A23c, &claims::A23d, &claims::A23e, &claims::C3a},
          .make = make};
}

}  // namespace lemmata::exam::bank
