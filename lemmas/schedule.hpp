// Which updates each read had missed: the masks Dₖᵗ, the sets Jₜ, the delay τ.
//
//   xₜ = x̃ₜ + γ Σ_{k∈Jₜ} Dₖᵗ gₖ,   Dₖᵗ[c] = 1  ⟺  coordinate c of gₖ is not in the value that read t saw   (slide "Difficulties")
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace lemmata {

/// An update gₖ that a read had not seen whole, with the coordinates it had missed (Dₖᵗ; an empty mask is the identity: all).
struct Missing {
  std::size_t k = 0;
  std::vector<bool> mask = {};

  bool whole() const { return mask.empty(); }
  bool missed(std::size_t c) const { return whole() || mask[c]; }
  friend bool operator==(const Missing&, const Missing&) = default;
};

/// Jₜ with its masks for t = 0, …, T−1, in ascending k. Invariant: every k < t; no mask is empty of ones; a mask of ones only is
/// stored as whole.
class Schedule {
 public:
  Schedule() = default;
  /// Throws std::invalid_argument naming t and k if the schedule is not causal (k ≥ t), not ascending, or a mask does not have
  /// `dimension` coordinates or misses none.
  Schedule(std::size_t dimension, std::vector<std::vector<Missing>> missing)
      : dimension_(dimension), missing_(std::move(missing)) {
    for (std::size_t t = 0; t < missing_.size(); ++t) {
      for (std::size_t j = 0; j < missing_[t].size(); ++j) {
        Missing& m = missing_[t][j];
        const std::string where = "schedule: read t = " + std::to_string(t) + ", update k = " + std::to_string(m.k) + ": ";
        if (m.k >= t) throw std::invalid_argument(where + "not causal, a read can miss only updates k < t");
        if (j > 0 && m.k <= missing_[t][j - 1].k) throw std::invalid_argument(where + "updates must be listed once, ascending");
        if (m.whole()) continue;
        if (m.mask.size() != dimension_)
          throw std::invalid_argument(where + "the mask has " + std::to_string(m.mask.size()) + " coordinates, not " + std::to_string(dimension_));
        const auto ones = std::count(m.mask.begin(), m.mask.end(), true);
        if (ones == 0) throw std::invalid_argument(where + "the mask misses no coordinate: leave the update out");
        if (static_cast<std::size_t>(ones) == dimension_) m.mask.clear();
      }
    }
  }

  /// Jₜ = {t−τ, …, t−1}: every update arrives τ iterations late.
  static Schedule constant_delay(std::size_t T, std::size_t dimension, std::size_t tau) {
    return windows(T, dimension, [tau](std::size_t t) { return std::min(t, tau); });
  }
  /// Jₜ = {sb, …, t−1} for t = sb + i: mini-batch SGD of batch size b, seen one gradient at a time (τ = b−1).
  /// Throws std::invalid_argument if b = 0.
  static Schedule blocks(std::size_t T, std::size_t dimension, std::size_t b) {
    if (b == 0) throw std::invalid_argument("schedule: the batch size b must be at least 1, got 0");
    return windows(T, dimension, [b](std::size_t t) { return t % b; });
  }
  /// Sequential reads, except that every (τ+1)-th read still sees only what was there τ iterations before.
  static Schedule slow_reader(std::size_t T, std::size_t dimension, std::size_t tau) {
    return windows(T, dimension, [tau](std::size_t t) { return tau > 0 && t % (tau + 1) == tau ? tau : 0; });
  }

  std::size_t size() const { return missing_.size(); }
  std::size_t dimension() const { return dimension_; }
  /// Jₜ.
  const std::vector<Missing>& missing(std::size_t t) const { return missing_.at(t); }

  /// τ = max_t max_{k∈Jₜ} (t−k), and 0 if nothing was ever missing (Definition 6.2).
  std::size_t tau() const {
    std::size_t tau = 0;
    for (std::size_t t = 0; t < size(); ++t)
      if (!missing_[t].empty()) tau = std::max(tau, t - missing_[t].front().k);
    return tau;
  }
  /// Every update is seen whole or not at all: atomic vector operations.
  bool all_or_nothing() const {
    return std::all_of(missing_.begin(), missing_.end(),
                       [](const auto& J) { return std::all_of(J.begin(), J.end(), [](const Missing& m) { return m.whole(); }); });
  }
  /// I_j ⊆ I_t for every j < t (hypothesis H-C): what one read has seen, no later read misses.
  bool consistent() const {
    for (std::size_t t = 1; t < size(); ++t)
      for (const Missing& m : missing_[t]) {
        if (m.k == t - 1) continue;
        const auto& before = missing_[t - 1];
        const auto found = std::lower_bound(before.begin(), before.end(), m.k, [](const Missing& a, std::size_t k) { return a.k < k; });
        if (found == before.end() || found->k != m.k) return false;
        for (std::size_t c = 0; c < dimension_; ++c)
          if (m.missed(c) && !found->missed(c)) return false;
      }
    return true;
  }

 private:
  template <class Length>
  static Schedule windows(std::size_t T, std::size_t dimension, Length length) {
    std::vector<std::vector<Missing>> missing(T);
    for (std::size_t t = 0; t < T; ++t)
      for (std::size_t k = t - length(t); k < t; ++k) missing[t].push_back({k});
    return Schedule(dimension, std::move(missing));
  }

  std::size_t dimension_ = 0;
  std::vector<std::vector<Missing>> missing_;
};

}  // namespace lemmata
