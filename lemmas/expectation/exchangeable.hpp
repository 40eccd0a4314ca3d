// Samples that can be exchanged: of their orders one stands for all, so that a mini-batch costs C(n+b−1, b) multisets, not nᵇ sequences.
#pragma once

#include <cmath>
#include <string>

#include "lemmas/expectation/integers.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

/// Entry t: iₜ₋₁ and iₜ are exchangeable, because Jₜ = Jₜ₋₁ ∪ {t−1} with D = I, and Dₜ₋₁ˢ = Dₜˢ for every later read s.
inline std::vector<bool> exchangeable(const Schedule& schedule) {
  const std::size_t T = schedule.size();
  std::vector<bool> result(T, false);
  for (std::size_t t = 1; t < T; ++t) {
    auto J = schedule.missing(t - 1);
    J.push_back({t - 1});
    result[t] = J == schedule.missing(t);
  }
  for (std::size_t s = 0; s < T; ++s) {
    const auto& J = schedule.missing(s);
    for (std::size_t j = 0; j < J.size(); ++j) {
      const std::size_t k = J[j].k;
      if (k > 0 && (j == 0 || J[j - 1] != Missing{k - 1, J[j].mask})) result[k] = false;
      if (k + 1 < s && (j + 1 == J.size() || J[j + 1] != Missing{k + 1, J[j].mask})) result[k + 1] = false;
    }
  }
  return result;
}

/// How many nodes the tree of paths has: 1 + n + … + nᵀ, with C(n+m−1, m) in place of nᵐ for m exchangeable samples.
/// Throws std::invalid_argument if there are more than `most`.
inline std::size_t nodes_of_paths(std::size_t n, const std::vector<bool>& exchangeable, std::size_t most) {
  const auto T = exchangeable.size();
  Integer nodes = 1, level = 1;
  std::size_t m = 0;
  for (const bool joins : exchangeable) {
    m = joins ? m + 1 : 1;
    level = level * (n + m - 1) / m;
    nodes += level;
    if (nodes > most)
      throw std::invalid_argument("too many sample paths: n^T = " + std::to_string(n) + "^" + std::to_string(T) + ", about 10^" +
                                  std::to_string(std::llround(static_cast<double>(T) * std::log10(static_cast<double>(n)))) +
                                  ", which is more than " + std::to_string(most) +
                                  " nodes; for a sum of quadratics under a fixed schedule the moment recursion applies instead");
  }
  return static_cast<std::size_t>(nodes);
}

}  // namespace lemmata
