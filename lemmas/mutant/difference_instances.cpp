#include "lemmas/mutant/difference_instances.hpp"

namespace lemmata {

namespace {

Sides sides(const DifferenceTerms& terms, const LineRun& run, std::size_t tau, const Expectations<Exact>& E) {
  const std::size_t t = run.schedule.size() - 1, length = tau + static_cast<std::size_t>(terms.window + 1) - 1;
  Exact W = 0;
  for (std::size_t k = t - std::min(t, length); k < t; ++k) W += E.gradient2[k];
  return {E.difference[t], terms.right(run.line.L(), run.gamma, tau, W, run.line.sigma2())};
}

std::optional<Answer> refutes(const DifferenceTerms& terms, const LineRun& run, std::size_t tau, const std::string& reads) {
  const Sides found = sides(terms, run, tau, by_moments(run));
  if (found.left <= found.right) return std::nullopt;
  Witness w{.facts = facts(run, reads),
            .sides = found,
            .again = sides(terms, run, tau, by_paths(run)),
            .route = "second moments",
            .other_route = "every path of the samples"};
  w.facts.emplace_back("tau", std::to_string(tau));
  w.facts.emplace_back("t", std::to_string(run.schedule.size() - 1));
  return refuted(std::move(w), "an instance whose expectation is larger");
}

std::string J(std::size_t tau) { return tau == 1 ? "{0}" : tau == 2 ? "{0,1}" : "{0,...," + std::to_string(tau - 1) + "}"; }

Exact binomial(std::size_t n, std::size_t k) {
  Exact result = 1;
  for (std::size_t j = 0; j < k; ++j) result = result * (n - j) / (j + 1);
  return result;
}

/// f = 0, ξ = ±1, J_τ = {k: ξₖ = +1}: EΔ = γ²EN₊² = γ²τ(τ+1)/4.
Witness slow_iff_plus(const DifferenceTerms& terms, std::size_t tau) {
  const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1), n = tau;
  Exact again = 0, paths = 1, ways = 1;
  for (std::size_t k = 0; k < tau; ++k) paths *= 2;
  for (std::size_t j = 0; j <= tau; ++j) {
    again += ways * Exact(j) * Exact(j);
    ways = ways * (tau - j) / (j + 1);
  }
  return {.facts = {{"f", "0"},
                    {"L", "1"},
                    {"M", "0"},
                    {"sigma2", "1"},
                    {"noise", "+-1"},
                    {"tau", std::to_string(tau)},
                    {"t", std::to_string(tau)},
                    {"gamma", to_string(gamma)},
                    {"J_t", "{k: xi_k=+1}: slow iff the noise is +1"}},
          .sides = {gamma * gamma * n * (n + 1) / 4, right},
          .again = {gamma * gamma * again / paths, right},
          .route = "E N² of a binomial law",
          .other_route = "the sum over how many are slow"};
}

}  // namespace

std::vector<std::size_t> tried(const Delays& tau, std::initializer_list<std::size_t> some) {
  std::vector<std::size_t> result;
  for (const std::size_t one : some)
    if (tau.contains(one)) result.push_back(one);
  if (!tau.free() && tau.most <= 200 && (result.empty() || result.back() != tau.most)) result.push_back(tau.most);
  return result;
}

std::optional<Answer> aligned_refutes(const DifferenceTerms& terms) {
  for (const std::size_t tau : tried(terms.tau, {1, 2, 3, 4, 6, 8, 12, 20, 50, 100}))
    for (const Exact& L : {Exact(1), Exact(4), ratio(1, 4), Exact(64), ratio(1, 64), Exact(4096), ratio(1, 4096)}) {
      if (L != 1 && terms.gradient_L == 2 && terms.noise_L == 1) break;
      for (const auto& [root_M, sigma] :
           {std::pair(0, 0), std::pair(0, 1), std::pair(1, 0), std::pair(3, 0), std::pair(30, 0), std::pair(300, 0)}) {
        const Line line{.h = L, .root_M = root_M, .sigma = sigma};
        const Exact gamma = terms.largest_step(L, line.M(), tau), x0 = 1 - sigma, G2 = L * L * x0 * x0, n = tau;
        const Exact left = gamma * gamma * ((n * n + n * line.M()) * G2 + n * sigma);  // all gradients are at x₀
        const auto window = static_cast<int>(std::min<long long>(static_cast<long long>(tau), static_cast<long long>(tau) + terms.window));
        if (left <= terms.right(L, gamma, tau, window * G2, sigma)) continue;
        if (auto answer = refutes(terms, {line, gamma, x0, all_read_x0(tau)}, tau, "all read x_0: J_t={0,...,t-1}")) return answer;
      }
    }
  return std::nullopt;
}

std::optional<Answer> slow_reader_refutes(const DifferenceTerms& terms) {
  for (const std::size_t tau : tried(terms.tau, {2, 3, 4, 6, 8, 10, 12})) {
    if (tau > 14) continue;
    for (const int h : {-1, 1})
      for (const auto& [x0, sigma] : {std::pair(0, 1), std::pair(1, 0)}) {
        const Line line{.h = h, .root_M = 0, .sigma = sigma};
        const std::string reads = "a slow reader: J_" + std::to_string(tau) + "=" + J(tau) + ", J_t={} before";
        if (auto answer = refutes(terms, {line, terms.largest_step(1, 0, tau), x0, last_read_x0(tau)}, tau, reads)) return answer;
      }
  }
  return std::nullopt;
}

Witness majority(const DifferenceTerms& terms, std::size_t tau) {
  const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1);
  Exact sum = 0, again = 0, paths = 1;
  for (std::size_t j = 0; j <= tau; ++j) sum += binomial(tau, j) * Exact(std::max(j, tau - j)) * Exact(std::max(j, tau - j));
  for (std::size_t k = 0; k < tau; ++k) paths *= 2;
  for (std::size_t path = 0; path < std::size_t{1} << tau; ++path) {
    std::size_t plus = 0;
    for (std::size_t k = 0; k < tau; ++k) plus += path >> k & 1;
    again += std::max(plus, tau - plus) * std::max(plus, tau - plus);
  }
  const Exact scale = gamma * gamma / paths;
  return {.facts = {{"f", "0"},
                    {"L", "1"},
                    {"M", "0"},
                    {"sigma2", "1"},
                    {"noise", "+-1"},
                    {"tau", std::to_string(tau)},
                    {"t", std::to_string(tau)},
                    {"gamma", to_string(gamma)},
                    {"J_t", "the k of the sign that the majority has"}},
          .sides = {scale * sum, right},
          .again = {scale * again, right},
          .route = "binomial law of the signs",
          .other_route = "all " + std::to_string(std::size_t{1} << tau) + " paths"};
}

std::optional<Answer> dependence_refutes(const DifferenceTerms& terms) {
  const std::string why = "delays that depend on the samples make E⟨ξⱼ,ξₖ⟩ of the missing ones positive";
  for (std::size_t tau = terms.tau.least; tau <= 14 && terms.tau.contains(tau); ++tau) {
    const Witness w = slow_iff_plus(terms, tau);
    if (w.confirmed()) return refuted(w, why);
    const Witness m = majority(terms, tau);
    if (m.confirmed()) return refuted(m, why);
  }
  for (std::size_t tau = std::max<std::size_t>(terms.tau.least, 15); tau <= 2000 && terms.tau.contains(tau);
       tau += terms.tau.free() ? tau / 8 : 1)
    if (terms.largest_step(1, 0, tau) * tau * (tau + 1) / 4 > terms.right(1, 1, tau, 0, 1)) return refuted(slow_iff_plus(terms, tau), why);
  return std::nullopt;
}

std::optional<Answer> equal_noises_refute(const DifferenceTerms& terms, const std::string& noise, const std::string& why) {
  for (std::size_t tau = terms.tau.least; tau <= 2000 && terms.tau.contains(tau); tau += terms.tau.free() && tau > 20 ? tau / 8 : 1) {
    const Exact gamma = terms.largest_step(1, 0, tau), right = terms.right(1, gamma, tau, 0, 1);
    if (gamma * gamma * tau * tau <= right) continue;
    Exact again = 0;
    for (const int xi : {1, -1}) {
      Exact x = 0;
      for (std::size_t k = 0; k < tau; ++k) x += gamma * xi;
      again += x * x / 2;
    }
    return refuted({.facts = {{"f", "0"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "1"},
                              {"noise", noise},
                              {"tau", std::to_string(tau)},
                              {"t", std::to_string(tau)},
                              {"gamma", to_string(gamma)},
                              {"schedule", "J_t=" + J(tau)}},
                    .sides = {gamma * gamma * tau * tau, right},
                    .again = {again, right},
                    .route = "γ²τ²",
                    .other_route = "the two values of the draw, step by step"},
                   why);
  }
  return std::nullopt;
}

}  // namespace lemmata
