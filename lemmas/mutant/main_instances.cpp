#include "lemmas/mutant/main_instances.hpp"

#include <cmath>

namespace lemmata {

namespace {

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
std::optional<std::size_t> length_that_breaks(const MainTerms& terms, double gamma, std::size_t lag, bool of_noise, std::size_t longest) {
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
Sides sides(const MainTerms& terms, const LineRun& run, std::size_t T, const Expectations<Exact>& E) {
  Exact sum = 0;
  for (std::size_t t = terms.first(); t < T + terms.first(); ++t) sum += E.gradient2[t];
  return {terms.alpha * sum / T, terms.right(run.gamma, T, run.x0 * run.x0 / 2, run.line.sigma2())};
}

}  // namespace

std::optional<Answer> constant_delay_refutes(const MainTerms& terms, std::size_t tau, std::size_t lag, const Exact& gamma, bool of_noise) {
  const auto T = length_that_breaks(terms, static_cast<double>(gamma), lag, of_noise, of_noise ? (lag < 2 ? 600 : 200) : 600);
  if (!T) return std::nullopt;
  const LineRun run{
      {.h = 1, .root_M = 0, .sigma = of_noise ? 1 : 0}, gamma, of_noise ? 0 : 1, Schedule::constant_delay(*T + terms.first(), 1, lag)};
  const Exact sum = sum_of_squares<Exact>(gamma, lag, *T, of_noise, terms.first());  // g = x + ξ: L = 1
  const Sides found{terms.alpha * sum / *T, terms.right(gamma, *T, run.x0 * run.x0 / 2, run.line.sigma2())};
  if (found.left <= found.right) return std::nullopt;
  Facts instance = facts(run, lag == 0 ? "J_t={}" : "J_t={t-" + std::to_string(lag) + ",...,t-1}, of what there is");
  instance.emplace_back("tau", std::to_string(tau));
  instance.emplace_back("T", std::to_string(*T));
  instance.emplace_back("F0", to_string(run.x0 * run.x0 / 2));
  return refuted({.facts = instance,
                  .sides = found,
                  .again = sides(terms, run, *T, by_moments(run)),
                  .route = "superposition of impulse responses",
                  .other_route = "recursion of the second moments"},
                 of_noise ? "noise that stays, at the minimum" : "gradient descent on a parabola, with old gradients");
}

std::optional<Answer> stationary_noise_refutes(const MainTerms& terms, std::size_t tau, const Exact& largest) {
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
    return refuted({.facts = instance,
                    .sides = found,
                    .again = {terms.alpha * next, found.right},
                    .route = "E x_t^2 = x_0^2 = gamma/(2-gamma) for all t",
                    .other_route = "one step, sample by sample"},
                   "noise that stays: E‖∇f(xₜ)‖² is the same for all t");
  }
  return std::nullopt;
}

std::optional<Answer> lines_refute(const MainTerms& terms) {
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

std::optional<Answer> multiplicative_noise_refutes(const MainTerms& terms) {
  for (const int root_M : {1, 3, 10, 30, 100, 1000, 100000})
    for (const std::size_t T : {4u, 8u}) {
      const std::size_t tau = terms.tau.least;
      const LineRun run{{.h = 1, .root_M = root_M, .sigma = 0},
                        terms.largest_step(Exact(root_M) * root_M, tau),
                        1,
                        Schedule::constant_delay(T + 1, 1, 0)};
      const Sides found = sides(terms, run, T, by_moments(run));
      if (found.left <= found.right) continue;
      Facts instance = facts(run, "J_t={}");
      instance.emplace_back("tau", std::to_string(tau));
      instance.emplace_back("T", std::to_string(T));
      return refuted({.facts = instance,
                      .sides = found,
                      .again = sides(terms, run, T, by_paths(run)),
                      .route = "recursion of the second moments",
                      .other_route = "every path of the samples"},
                     "multiplicative noise, which a step size without M does not see");
    }
  return std::nullopt;
}

std::optional<Answer> last_iterate_refutes(const MainTerms& terms) {
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
  return refuted({.facts = {{"f", "-x^2/2 on |x|<=1, (2-|x|)^2/2-1 beyond"},
                            {"f*", "-1"},
                            {"L", "1"},
                            {"M", "0"},
                            {"sigma2", "0"},
                            {"tau", std::to_string(tau)},
                            {"gamma", to_string(gamma)},
                            {"T", std::to_string(T)},
                            {"x_0", "(" + to_string(1 / (1 + gamma)) + ")^" + std::to_string(T - 1)},
                            {"schedule", "J_t={}"}},
                  .sides = {terms.alpha, right},
                  .again = {terms.alpha * x * x, right},
                  .route = "x_{T-1} = 1 in closed form",
                  .other_route = "gradient descent, step by step"},
                 "a start near a maximum: the gradient grows until the last iterate");
}

std::optional<Answer> biased_samples_refute(const MainTerms& terms) {
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
  return refuted({.facts = {{"f1", "(x-1)^2/2"},
                            {"f2", "(x+1)^2/2"},
                            {"weights", "3/4,1/4"},
                            {"L", "1"},
                            {"M", "0"},
                            {"sigma2", "1"},
                            {"tau", std::to_string(tau)},
                            {"gamma", to_string(gamma)},
                            {"T", std::to_string(T)},
                            {"x_0", "1/2"},
                            {"F0", "1/8"},
                            {"lhs is", "alpha times the square of E grad f(x_t) = 1/2, a lower bound"}},
                  .sides = {terms.alpha / 4, right},
                  .again = {terms.alpha * sum / T, right},
                  .route = "E‖∇f‖² ≥ ‖E∇f‖²",
                  .other_route = "recursion of mean and variance, rounded down",
                  .left_is_a_bound = true},
                 "samples that are not uniform pull to another point");
}

std::optional<Answer> drift_refutes(const MainTerms& terms) {
  if (terms.alpha <= 0 || terms.first() != 0) return std::nullopt;
  const double expected = 12.6 * static_cast<double>(terms.kappa * terms.beta / terms.alpha);
  if (!(expected < 4000)) return std::nullopt;
  std::size_t T = std::max<std::size_t>(terms.tau.least, 1);
  if (terms.tau.free()) T = std::max<std::size_t>(25 * (static_cast<std::size_t>(std::max(0.0, expected)) / 25), 1);
  for (; T <= 5000 && terms.tau.contains(T);
       T += terms.tau.free() ? std::max<std::size_t>(T / 25, 1) : std::max<std::size_t>(terms.tau.most - T, 1)) {
    const Exact gamma = terms.largest_step(0, T), half = gamma / 2, right = terms.right(gamma, T, 0, 1);
    Exact sum = 0;
    for (std::size_t t = 0; t < T; ++t) {  // E xₜ = 1 − (1−γ/2)ᵗ ≥ tγ/2 − t(t−1)γ²/8
      const Exact mean = t * half - Exact(t * (t == 0 ? 0 : t - 1)) / 2 * half * half;
      if (mean > 0) sum += mean * mean;
    }
    if (terms.alpha * sum / T <= right) continue;
    const Exact scale = power_of_two(256);
    const auto down = [&](const Exact& a) {
      return Exact(boost::multiprecision::mpz_int(numerator(a) * numerator(scale) / denominator(a))) / scale;
    };
    Exact mean = 0, square = 0, again = 0;
    for (std::size_t t = 0; t < T; ++t) {
      again += square;
      const Exact moved = (1 - gamma) * (1 - gamma) * square + 2 * gamma * (1 - gamma) * mean + gamma * gamma;
      square = down((square + moved) / 2);
      mean = down(mean + half * (1 - mean));
    }
    return refuted({.facts = {{"f", "x^2/2"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "1"},
                              {"noise", "+-1"},
                              {"x_0", "0"},
                              {"F0", "0"},
                              {"tau", std::to_string(T)},
                              {"T", std::to_string(T)},
                              {"gamma", to_string(gamma)},
                              {"J_t", "{k<t: xi_k=+1}: slow iff the noise is +1"},
                              {"lhs is", "alpha times the average of lower bounds t*gamma/2-t*(t-1)*gamma^2/8 of E x_t, squared"}},
                    .sides = {terms.alpha * sum / T, right},
                    .again = {terms.alpha * again / T, right},
                    .route = "(E x_t)^2 by Bernoulli's inequality",
                    .other_route = "recursion of E x_t and E x_t^2, rounded down",
                    .left_is_a_bound = true},
                   "delays that depend on the samples let the reads drift");
  }
  return std::nullopt;
}

}  // namespace lemmata
