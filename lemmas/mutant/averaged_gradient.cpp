// Mutants of the main inequality: alpha (1/T) Σ E‖∇f(xₜ)‖² ≤ gap·F₀/(γT) + beta γLσ².
//
// What is proved, for every Young weight ε > 0 in Decrease and what Difference gives (K of the gradients, B of the noise):
//
//   A/T Σ E‖∇f(xₜ)‖² ≤ F₀/(γT) + C γLσ²,   A = 1 − ε/2 − 1/(2κ) − K/(2εκ²),   C = ½ + B/(2εκ),   and any share of it.
//
// What refutes: f = x²/2 with a constant delay, without noise, or with noise that stays; a piecewise quadratic for the last iterate.
#include <cmath>

#include "lemmas/mutant/difference.hpp"
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/instance.hpp"
#include "lemmas/mutant/main_rate.hpp"

namespace lemmata {

bool MainProof::proves(const Exact& alpha, const Exact& beta) const {
  return epsilon > 0 && alpha <= A() && alpha * C() <= beta * A();
}

std::optional<MainProof> main_proof(const Exact& kappa, const Exact& K, const Exact& B, const Exact& alpha, const Exact& beta) {
  // α ≤ A and αC ≤ βA are convex quadratics in ε; their vertices and where the two agree are enough to try.
  const Exact whole = 1 - 1 / (2 * kappa);
  std::vector<Exact> tried{whole - alpha};
  if (beta > 0) tried.push_back(whole - alpha / (2 * beta));
  if (2 * beta > 1) tried.push_back(B / (kappa * (2 * beta - 1)));
  for (const Exact& epsilon : tried)
    if (const MainProof proof{kappa, K, B, epsilon}; proof.proves(alpha, beta)) return proof;
  return std::nullopt;
}

namespace {

/// αavg ≤ φF₀/(γT) + βγLσ² for γ ≤ 1/(κL(M+τ)), or without M, or with 1 for τ.
struct Terms {
  Exact alpha, beta, gap, kappa;
  Delays tau;
  std::string range, average;

  Exact largest_step(const Exact& M, std::size_t at) const {
    return 1 / (kappa * (range == "M" ? Exact(M + 1) : range == "no-M" ? Exact(at) : Exact(M + at)));
  }
  Exact right(const Exact& gamma, std::size_t T, const Exact& F0, const Exact& sigma2) const {
    return gap * F0 / (gamma * T) + beta * gamma * sigma2;
  }
  std::size_t first() const { return average == "1..T" ? 1 : 0; }
};

/// f = x²/2 under the delay `lag`, given by what was missed: x_{t+1} = x̃_{t+1} + γΣ_J g. E‖Gₜ‖² is (c₀x₀)² + Σₖ(cₖσ)²γ², by superposition:
/// c is the response at t to x₀, or to the noise of iteration k, which are the same but for a shift.
template <class Real>
std::vector<Real> response(const Real& gamma, std::size_t lag, std::size_t T, bool of_noise) {
  std::vector<Real> g, x;  // gₜ = xₜ without further noise
  Real x_virtual = of_noise ? Real(0) : Real(1);
  for (std::size_t t = 0; t < T; ++t) {
    Real read = x_virtual;
    for (std::size_t k = t - std::min(t, lag); k < t; ++k) read += gamma * g[k];
    x.push_back(read);
    g.push_back(read + Real(of_noise && t == 0 ? 1 : 0));  // the noise itself is in g₀
    x_virtual -= gamma * g.back();
  }
  return x;
}

/// Σ_{first ≤ t < first+T} E‖Gₜ‖², per x₀² or per σ². Double computes what is worth trying; Exact judges.
template <class Real>
Real sum_of_squares(const Real& gamma, std::size_t lag, std::size_t T, bool of_noise, std::size_t first) {
  const std::vector<Real> c = response(gamma, lag, T + first, of_noise);
  Real sum = 0;
  if (!of_noise) {
    for (std::size_t t = first; t < c.size(); ++t) sum += c[t] * c[t];
  } else {
    for (std::size_t s = 1; s < c.size(); ++s) {  // the noise of k counts at t = k+s, if first ≤ t
      const std::size_t from = std::max(first, s);
      sum += c[s] * c[s] * Real(static_cast<double>(c.size() - from));
    }
  }
  return sum;
}

/// The least T (of those tried) at which f = x²/2 under a constant delay breaks the inequality in doubles.
std::optional<std::size_t> length_that_breaks(const Terms& terms, double gamma, std::size_t lag, bool of_noise, std::size_t longest) {
  const auto alpha = static_cast<double>(terms.alpha), beta = static_cast<double>(terms.beta), gap = static_cast<double>(terms.gap);
  const std::size_t first = terms.first();
  const std::vector<double> c = response(gamma, lag, longest + first, of_noise);
  double sum = 0, running = 0;  // of noise: E x_t² is a running sum of c²
  for (std::size_t t = 0; t < c.size(); ++t) {
    running = of_noise ? running + c[t] * c[t] : c[t] * c[t];
    if (t >= first) sum += running;
    if (!std::isfinite(sum) || t < first) continue;
    const double T = static_cast<double>(t + 1 - first), left = alpha * sum / T, right = of_noise ? beta * gamma : gap / (2 * gamma * T);
    if (left > right * (1 + 1e-9)) return t + 1 - first;
  }
  return std::nullopt;
}

/// (α/T) Σ E‖Gₜ‖² and the right side, from expectations.
Sides sides(const Terms& terms, const LineRun& run, std::size_t T, const Expectations<Exact>& E) {
  Exact sum = 0;
  for (std::size_t t = terms.first(); t < T + terms.first(); ++t) sum += E.gradient2[t];
  return {terms.alpha * sum / T, terms.right(run.gamma, T, run.x0 * run.x0 / 2, run.line.sigma2())};
}

std::optional<Answer> constant_delay_refutes(const Terms& terms, std::size_t tau, std::size_t lag, const Exact& gamma, bool of_noise) {
  const auto T = length_that_breaks(terms, static_cast<double>(gamma), lag, of_noise, of_noise ? (lag < 2 ? 600 : 200) : 600);
  if (!T) return std::nullopt;
  const LineRun run{{.h = 1, .root_M = 0, .sigma = of_noise ? 1 : 0}, gamma, of_noise ? 0 : 1, Schedule::constant_delay(*T + terms.first(), 1, lag)};
  const Exact sum = sum_of_squares<Exact>(gamma, lag, *T, of_noise, terms.first());  // g = x + ξ: L = 1
  const Sides found{terms.alpha * sum / *T, terms.right(gamma, *T, run.x0 * run.x0 / 2, run.line.sigma2())};
  if (found.left <= found.right) return std::nullopt;
  Facts instance = facts(run, lag == 0 ? "J_t={}" : "J_t={t-" + std::to_string(lag) + ",...,t-1}, of what there is");
  instance.emplace_back("tau", std::to_string(tau));
  instance.emplace_back("T", std::to_string(*T));
  instance.emplace_back("F0", to_string(run.x0 * run.x0 / 2));
  return refuted({.facts = instance, .sides = found, .again = sides(terms, run, *T, by_moments(run)), .route = "superposition of impulse responses",
                  .other_route = "recursion of the second moments"},
                 of_noise ? "noise that stays, at the minimum" : "gradient descent on a parabola, with old gradients");
}

/// E xₜ² = x₀² for ever: f = x²/2, J = {}, x₀² = γ/(2−γ), σ = 1. The smaller the numbers, the better.
std::optional<Answer> stationary_noise_refutes(const Terms& terms, std::size_t tau, const Exact& largest) {
  if (largest >= 2) return std::nullopt;
  const double root = std::sqrt(static_cast<double>(Exact(largest / (2 - largest))));
  for (int q = 1; q <= 400; ++q) {
    const Exact r = ratio(static_cast<long long>(root * q), q), gamma = 2 * r * r / (1 + r * r);  // r² = γ/(2−γ)
    if (r == 0 || gamma > largest || terms.alpha * r * r <= terms.beta * gamma) continue;
    const Exact excess = terms.alpha * r * r - terms.beta * gamma, T_least = terms.gap * r * r / (2 * gamma * excess);
    if (T_least > 1'000'000'000) continue;
    const std::size_t T = T_least <= 0 ? 1 : static_cast<std::size_t>(numerator(T_least) / denominator(T_least)) + 1;
    const Sides found{terms.alpha * r * r, terms.right(gamma, T, r * r / 2, 1)};
    Exact next = 0;  // E x₁² over the two samples is x₀² again
    for (const int xi : {1, -1}) next += (r - gamma * (r + xi)) * (r - gamma * (r + xi)) / 2;
    LineRun run{{.h = 1, .root_M = 0, .sigma = 1}, gamma, r, Schedule::constant_delay(1, 1, 0)};
    Facts instance = facts(run, "J_t={}");
    instance.emplace_back("tau", std::to_string(tau));
    instance.emplace_back("T", std::to_string(T));
    instance.emplace_back("F0", to_string(r * r / 2));
    return refuted({.facts = instance, .sides = found, .again = {terms.alpha * next, found.right}, .route = "E x_t^2 = x_0^2 = gamma/(2-gamma) for all t",
                    .other_route = "one step, sample by sample"},
                   "noise that stays: E‖∇f(xₜ)‖² is the same for all t");
  }
  return std::nullopt;
}

std::optional<Answer> lines_refute(const Terms& terms) {
  std::vector<std::size_t> delays;
  const auto many = static_cast<std::size_t>(std::min(60.0, 2 * static_cast<double>(terms.kappa) + 1));
  for (const std::size_t tau : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{5}, std::size_t{8}, many})
    if (terms.tau.contains(tau) && (terms.range == "M" || tau <= 8)) delays.push_back(tau);
  if (!terms.tau.free() && delays.empty() && terms.tau.most <= 60) delays.push_back(terms.tau.most);
  for (const std::size_t tau : delays) {
    const Exact gamma = terms.largest_step(0, tau);
    for (const std::size_t lag : tau == 1 ? std::vector<std::size_t>{0, 1} : std::vector<std::size_t>{0, 1, tau})
      if (auto answer = constant_delay_refutes(terms, tau, lag, gamma, false)) return answer;
    if (auto answer = stationary_noise_refutes(terms, tau, gamma)) return answer;
  }
  for (const std::size_t tau : delays)
    if (auto answer = constant_delay_refutes(terms, tau, tau, terms.largest_step(0, tau), true)) return answer;
  return std::nullopt;
}

/// γ without M: multiplicative noise makes E xₜ² grow, x₀ = 1, J = {}, T = 4.
std::optional<Answer> multiplicative_noise_refutes(const Terms& terms) {
  for (const int root_M : {1, 3, 10, 30, 100, 1000, 100000})
    for (const std::size_t T : {4u, 8u}) {
      const std::size_t tau = terms.tau.least;
      const LineRun run{{.h = 1, .root_M = root_M, .sigma = 0}, terms.largest_step(Exact(root_M) * root_M, tau), 1, Schedule::constant_delay(T + 1, 1, 0)};
      const Sides found = sides(terms, run, T, by_moments(run));
      if (found.left <= found.right) continue;
      Facts instance = facts(run, "J_t={}");
      instance.emplace_back("tau", std::to_string(tau));
      instance.emplace_back("T", std::to_string(T));
      return refuted({.facts = instance, .sides = found, .again = sides(terms, run, T, by_paths(run)), .route = "recursion of the second moments",
                      .other_route = "every path of the samples"},
                     "multiplicative noise, which a step size without M does not see");
    }
  return std::nullopt;
}

/// f = −x²/2 on |x| ≤ 1, (2−|x|)²/2 − 1 beyond: L = 1, f* = −1. From x₀ = (1+γ)^{1−T} the last of T gradients is −1.
std::optional<Answer> last_iterate_refutes(const Terms& terms) {
  const std::size_t tau = terms.tau.least;
  const Exact gamma = terms.largest_step(0, tau);
  if (terms.alpha <= 0) return std::nullopt;
  const Exact least = terms.gap / (terms.alpha * gamma);
  if (least > 3000) return std::nullopt;
  const std::size_t T = static_cast<std::size_t>(numerator(least) / denominator(least)) + 1;
  Exact x0 = 1;
  for (std::size_t t = 1; t < T; ++t) x0 /= 1 + gamma;
  Exact x = x0;
  for (std::size_t t = 1; t < T; ++t) x += gamma * x;  // gradient descent, step by step
  const Exact right = terms.right(gamma, T, 1 - x0 * x0 / 2, 0);
  return refuted({.facts = {{"f", "-x^2/2 on |x|<=1, (2-|x|)^2/2-1 beyond"}, {"f*", "-1"}, {"L", "1"}, {"M", "0"}, {"sigma2", "0"},
                            {"tau", std::to_string(tau)}, {"gamma", to_string(gamma)}, {"T", std::to_string(T)},
                            {"x_0", "(" + to_string(1 / (1 + gamma)) + ")^" + std::to_string(T - 1)}, {"schedule", "J_t={}"}},
                  .sides = {terms.alpha, right}, .again = {terms.alpha * x * x, right}, .route = "x_{T-1} = 1 in closed form",
                  .other_route = "gradient descent, step by step"},
                 "a start near a maximum: the gradient grows until the last iterate");
}

/// Sample 1 of f₁,₂ = (x∓1)²/2 drawn with probability 3/4: E x → ½, where ‖∇f‖² = 1/4 of F₀ = 1/8. x₀ = ½ stays there in the mean.
std::optional<Answer> biased_samples_refute(const Terms& terms) {
  if (terms.alpha <= 0) return std::nullopt;
  const std::size_t tau = terms.tau.least;
  Exact gamma = terms.largest_step(0, tau);
  while (terms.beta * gamma > terms.alpha / 8) gamma /= 2;
  const Exact least = terms.gap / (gamma * terms.alpha);  // φ/(8γT) ≤ α/8
  if (least > 5000) return std::nullopt;
  const std::size_t T = static_cast<std::size_t>(numerator(least) / denominator(least)) + 1;
  Exact spread = 0, sum = 0;
  for (std::size_t t = 0; t < T; ++t) {
    sum += ratio(1, 4) + spread;
    spread = (1 - gamma) * (1 - gamma) * spread + gamma * gamma * ratio(3, 4);
    const Exact scale = power_of_two(256);  // rounded down: the sum stays a lower bound, and short
    spread = Exact(boost::multiprecision::mpz_int(numerator(spread) * numerator(scale) / denominator(spread))) / scale;
  }
  const Exact right = terms.right(gamma, T, ratio(1, 8), 1);
  return refuted({.facts = {{"f1", "(x-1)^2/2"}, {"f2", "(x+1)^2/2"}, {"weights", "3/4,1/4"}, {"L", "1"}, {"M", "0"}, {"sigma2", "1"},
                            {"tau", std::to_string(tau)}, {"gamma", to_string(gamma)}, {"T", std::to_string(T)}, {"x_0", "1/2"}, {"F0", "1/8"},
                            {"lhs is", "alpha times the square of E grad f(x_t) = 1/2, a lower bound"}},
                  .sides = {terms.alpha / 4, right}, .again = {terms.alpha * sum / T, right}, .route = "E‖∇f‖² ≥ ‖E∇f‖²",
                  .other_route = "recursion of mean and variance, rounded down", .left_is_a_bound = true},
                 "samples that are not uniform pull to another point");
}

/// f = x²/2, x₀ = 0, ξ = ±1, slow if and only if +1, T = τ: reads see the noise −1 only, and drift to 1.
std::optional<Answer> dependence_refutes(const Terms& terms) {
  if (terms.alpha <= 0 || terms.first() != 0) return std::nullopt;
  const double expected = 12.6 * static_cast<double>(terms.kappa * terms.beta / terms.alpha);
  if (!(expected < 4000)) return std::nullopt;
  std::size_t T = std::max<std::size_t>(terms.tau.least, 1);
  if (terms.tau.free()) T = std::max<std::size_t>(25 * (static_cast<std::size_t>(std::max(0.0, expected)) / 25), 1);
  for (; T <= 5000 && terms.tau.contains(T); T += terms.tau.free() ? std::max<std::size_t>(T / 25, 1) : std::max<std::size_t>(terms.tau.most - T, 1)) {
    const Exact gamma = terms.largest_step(0, T), half = gamma / 2, right = terms.right(gamma, T, 0, 1);
    Exact sum = 0;
    for (std::size_t t = 0; t < T; ++t) {  // E xₜ = 1 − (1−γ/2)ᵗ ≥ tγ/2 − t(t−1)γ²/8
      const Exact mean = t * half - Exact(t * (t == 0 ? 0 : t - 1)) / 2 * half * half;
      if (mean > 0) sum += mean * mean;
    }
    if (terms.alpha * sum / T <= right) continue;
    const Exact scale = power_of_two(256);
    const auto down = [&](const Exact& a) { return Exact(boost::multiprecision::mpz_int(numerator(a) * numerator(scale) / denominator(a))) / scale; };
    Exact mean = 0, square = 0, again = 0;
    for (std::size_t t = 0; t < T; ++t) {
      again += square;
      const Exact moved = (1 - gamma) * (1 - gamma) * square + 2 * gamma * (1 - gamma) * mean + gamma * gamma;
      square = down((square + moved) / 2);
      mean = down(mean + half * (1 - mean));
    }
    return refuted({.facts = {{"f", "x^2/2"}, {"L", "1"}, {"M", "0"}, {"sigma2", "1"}, {"noise", "+-1"}, {"x_0", "0"}, {"F0", "0"},
                              {"tau", std::to_string(T)}, {"T", std::to_string(T)}, {"gamma", to_string(gamma)}, {"J_t", "{k<t: xi_k=+1}: slow iff the noise is +1"},
                              {"lhs is", "alpha times the average of lower bounds t*gamma/2-t*(t-1)*gamma^2/8 of E x_t, squared"}},
                    .sides = {terms.alpha * sum / T, right}, .again = {terms.alpha * again / T, right}, .route = "(E x_t)^2 by Bernoulli's inequality",
                    .other_route = "recursion of E x_t and E x_t^2, rounded down", .left_is_a_bound = true},
                   "delays that depend on the samples let the reads drift");
  }
  return std::nullopt;
}

std::optional<Answer> refuting(const Terms& t, const Parameters& p) {
  if (p.is("average", "last")) return last_iterate_refutes(t);
  if (auto answer = lines_refute(t)) return answer;
  if (t.range == "no-M")
    if (auto answer = multiplicative_noise_refutes(t)) return answer;
  if (p.is("sampling", "biased"))
    if (auto answer = biased_samples_refute(t)) return answer;
  if (p.is("reads", "dependent"))
    if (auto answer = dependence_refutes(t)) return answer;
  return std::nullopt;
}

/// gap·F₀ + βγ²LTσ² − αγΣ‖Gₜ‖² ≥ 0, by a share s = α/A of what is proved. N = 0: every τ, else this one.
Certificate certificate(const Terms& t, const MainProof& proof, const Weights& w, bool consistent, std::size_t N) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), T = symbol("T"), sigma2 = symbol("σ²"), V = symbol("V"), f0 = symbol("f₀"),
                   fT = symbol("f_T"), least = symbol("f*"), Delta = symbol("Δ"), u = symbol("U"), v = symbol("N"), G = symbol("G"), D = symbol("D"),
                   tau = N ? Polynomial(Exact(N)) : symbol("τ"), g2 = power(gamma, 2);
  const Exact &kappa = t.kappa, &epsilon = proof.epsilon, s = t.alpha / (t.gap * proof.A()), to_gap = t.gap;
  Certificate c{.statement = "(α/T) Σ E‖∇f(xₜ)‖² ≤ φF₀/(γT) + βγLσ², α = " + to_string(t.alpha) + ", φ = " + to_string(t.gap) + ", β = " + to_string(t.beta) +
                             ", for γ ≤ 1/(κL(M+τ)), κ = " + to_string(kappa) + (N ? ", τ = " + std::to_string(N) : ""),
                .difference = to_gap * (f0 - least) + t.beta * g2 * L * T * sigma2 - t.alpha * gamma * G * G,
                .known = {},
                .vectors = {"G", "D"},
                .of_any_sign = {"f₀", "f_T", "f*"},
                .notes = {"times γT; f₀ = f(x₀), f_T = E f(x̃_T); G and D are the T vectors ∇f(xₜ) and ∇f(x̃ₜ)−∇f(xₜ) in one, ‖G‖² = Σ E‖∇f(xₜ)‖²;",
                          "V, Δ, U, N: sums over t of E‖ξₜ‖², E‖xₜ−x̃ₜ‖², E‖ΣDₖ∇f(xₖ)‖², E‖ΣDₖξₖ‖²; Young's weight ε = " + to_string(epsilon)}};
  const Exact share = s * to_gap;
  c.known.push_back({share, f0 - gamma * (G + D) * G + ratio(1, 2) * g2 * L * (G * G + V) - fT, "L-smoothness at every x̃ₜ, E gₜ = ∇f(xₜ), telescoped"});
  c.known.push_back({share, fT - least, "f ≥ f*"});
  if (share != to_gap) c.known.push_back({to_gap - share, f0 - least, "f ≥ f*"});
  c.known.push_back({share / 2 * g2 * L, M * G * G + T * sigma2 - V, "variance assumption at xₜ"});
  c.known.push_back({share / (2 * epsilon) * gamma, L * L * Delta - D * D, "∇f is L-Lipschitz"});
  const Polynomial of_Delta = share / (2 * epsilon) * gamma * L * L, amount = share / (2 * epsilon) * gamma * G * G;
  if (proof.dependent) {
    c.known.push_back({of_Delta, g2 * tau * tau * (G * G + V) - Delta, "‖ΣDₖgₖ‖² ≤ τΣ‖gₖ‖² on every path, each at most τ times"});
    c.known.push_back({of_Delta * g2 * tau * tau, M * G * G + T * sigma2 - V, "variance assumption at xₖ"});
    add_dependent_gradient_lines(c, kappa, amount, N);
  } else {
    c.known.push_back({of_Delta, g2 * (w.A * u + w.B * v) - Delta, consistent ? "E⟨u,v⟩ = 0" : "‖u+v‖² ≤ A‖u‖² + B‖v‖²"});
    c.known.push_back({of_Delta * g2 * w.A, tau * tau * G * G - u, "‖Σaₖ‖² ≤ τΣ‖aₖ‖², each at most τ times"});
    c.known.push_back({of_Delta * g2 * w.B, tau * (M * G * G + T * sigma2) - v, "independent noise, variance assumption, each at most τ times"});
    add_gradient_lines(c, w, kappa, amount, tau);
  }
  const Polynomial step = 1 - kappa * gamma * L * (M + tau);
  c.known.push_back({share / (2 * kappa) * gamma * G * G, step, "γ ≤ 1/(κL(M+τ))"});
  if (tau != Polynomial(1)) c.known.push_back({share / 2 * g2 * L * G * G, tau - 1, "τ ≥ 1"});
  c.known.push_back({share * proof.B / (2 * epsilon * kappa) * g2 * L * T * sigma2, step, "γ ≤ 1/(κL(M+τ))"});
  return c;
}

Answer proving(Terms t, const Parameters& p) {
  if (!p.is("sampling", "uniform") || p.is("average", "last")) return undecided("no instance tried refutes it");
  if (t.range == "no-M" || (t.range == "M" && t.tau.free())) return undecided("no instance tried refutes it");
  if (t.range == "M") t.kappa /= Exact(t.tau.most);
  if (t.alpha <= 0 || t.gap <= 0) return t.gap >= 0 && t.beta >= 0 && t.alpha <= 0 ? cited("the left side is at most 0, the right side at least 0") : undecided("no instance tried refutes it");
  const bool one = t.tau.most == 1;
  const bool dependent = p.is("reads", "dependent") && !one, orthogonal = (p.is("reads", "consistent") && p.is("masks", "vector")) || one;
  if (dependent && (t.tau.free() || t.tau.most > 1000)) return undecided("the sure bound proves it for small τ only, and no instance tried refutes it");
  if (t.average == "1..T") t.beta /= 2;  // T+1 iterations: (T+1)/T ≤ 2
  const Exact alpha = t.alpha / t.gap, beta = t.beta / t.gap;
  std::vector<Exact> weights{1, ratio(1, 2), ratio(3, 4), 2, 3};
  if (orthogonal || dependent) weights.resize(1);
  for (const Exact& s : weights) {
    const Weights w = dependent ? Weights{1, 1} : *orthogonal_or(s, orthogonal);
    const std::size_t N = dependent ? t.tau.most : 0;
    auto proof = main_proof(t.kappa, dependent ? dependent_gradient(N) : w.gradient(), dependent ? Exact(N) : w.B, alpha, beta);
    if (!proof) continue;
    proof->dependent = dependent;
    const std::string why = "Decrease with Young's weight " + to_string(proof->epsilon) + (dependent ? " and the sure bound on the difference" :
                            orthogonal ? " and Difference for orthogonal gradients and noise" : " and Difference");
    if (t.average == "1..T")
      return proved(certificate(t, *proof, w, orthogonal, N), why + ", for T+1 iterations with half of beta: Σ_{t=1}^T ≤ Σ_{t=0}^T, (T+1)/T ≤ 2");
    return proved(certificate(t, *proof, w, orthogonal, N), why);
  }
  return undecided("no choice of Young's weights proves it, and no instance tried refutes it");
}

Answer decide_main(const Parameters& p) {
  const Terms t{p.number("alpha"), p.number("beta"), p.number("gap"), p.number("kappa"), p.delays(), p.text("range"), p.text("average")};
  const Answer proof = proving(t, p);
  if (proof.verdict == Truth::yes) return proof;
  if (auto answer = refuting(t, p)) return *answer;
  return proof;
}

/// alpha (1/T) Σ E‖∇f(xₜ)‖² ≤ gap·F₀/(γbT) + beta γLσ² for γ ≤ 1/(κL(M+b)), every b: decided completely.
Answer decide_minibatch(const Parameters& p) {
  const Terms t{p.number("alpha"), p.number("beta"), p.number("gap"), p.number("kappa"), {}, "tau", "0..T-1"};
  const Exact A = 1 - 1 / (2 * t.kappa);
  if (t.alpha <= 0 && t.gap >= 0 && t.beta >= 0) return cited("the left side is at most 0, the right side at least 0");
  if (A > 0 && t.gap > 0 && t.alpha <= t.gap * A && t.alpha <= 2 * t.beta * A) {
    const auto symbol = [](const char* name) { return Polynomial::variable(name); };
    const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), b = symbol("b"), T = symbol("T"), sigma2 = symbol("σ²"), V = symbol("V"),
                     f0 = symbol("f₀"), fT = symbol("f_T"), least = symbol("f*"), G = symbol("G"), g2 = power(gamma, 2);
    const Exact share = t.alpha / A;
    Certificate c{.statement = "(α/T) Σ E‖∇f(xₜ)‖² ≤ φF₀/(γbT) + βγLσ² for γ ≤ 1/(κL(M+b))",
                  .difference = t.gap * (f0 - least) + t.beta * g2 * L * b * T * sigma2 - t.alpha * gamma * b * G * G,
                  .known = {},
                  .vectors = {"G"},
                  .of_any_sign = {"f₀", "f_T", "f*"},
                  .notes = {"times γbT; ‖G‖² = Σ E‖∇f(xₜ)‖², V = Σ E V(xₜ) of one sample"}};
    c.known.push_back({share, f0 - gamma * b * G * G + ratio(1, 2) * g2 * L * b * (b * G * G + V) - fT, "L-smoothness at xₜ, independent samples, telescoped"});
    c.known.push_back({share, fT - least, "f ≥ f*"});
    if (t.gap != share) c.known.push_back({t.gap - share, f0 - least, "f ≥ f*"});
    c.known.push_back({share / 2 * g2 * L * b, M * G * G + T * sigma2 - V, "variance assumption at xₜ"});
    c.known.push_back({share / (2 * t.kappa) * gamma * b * G * G, 1 - t.kappa * gamma * L * (M + b), "γ ≤ 1/(κL(M+b))"});
    return proved(std::move(c), "the standard path: smoothness, variance of a sum, telescoping");
  }
  const Exact largest = t.largest_step(0, 1);
  if (auto answer = constant_delay_refutes(t, 1, 0, largest, false)) return *answer;  // b = 1
  if (auto answer = stationary_noise_refutes(t, 1, largest)) return *answer;
  if (auto answer = constant_delay_refutes(t, 1, 0, largest, true)) return *answer;
  return undecided("the proof needs alpha ≤ 1 − 1/(2κ) and alpha ≤ 2 beta (1 − 1/(2κ)), and no instance tried refutes it");
}

}  // namespace

std::vector<Family> averaged_gradient_families() {
  return {{"main", "MAIN", "alpha (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ gap·F₀/(γT) + beta γLσ², γ ≤ 1/(κL(M+τ))",
           {larger(number("alpha", "1/5")), smaller(number("beta", "1")), smaller(positive("kappa", "10")), choice("reads", {"any", "consistent", "dependent"}), delay(),
            number("gap", "1"), choice("range", {"tau", "M", "no-M"}), choice("average", {"0..T-1", "1..T", "last"}),
            choice("sampling", {"uniform", "biased"}), choice("masks", {"vector", "coordinate"})},
           decide_main},
          {"minibatch-main", "A7", "alpha (1/T) Σ_{t<T} E‖∇f(xₜ)‖² ≤ gap·F₀/(γbT) + beta γLσ², γ ≤ 1/(κL(M+b)), sum form",
           {larger(number("alpha", "19/20")), smaller(number("beta", "1/2")), smaller(positive("kappa", "10")), number("gap", "1")},
           decide_minibatch}};
}

}  // namespace lemmata
