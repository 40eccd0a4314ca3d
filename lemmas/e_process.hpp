// Testing what the slides assume silently, on recorded data: a game that is fair if the hypothesis is true, and what it paid.
//
// Not on the slides. K₀ = 1, K_m = Π (1 + λₖνₖ), where νₖ has mean 0 given the past under the hypothesis, and λₖ is chosen from the
// past: E K_m = 1, and by Ville P(sup_m K_m ≥ 1/α) ≤ α, however long one looks. It can reject a hypothesis, never prove it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lemmas/numbers/extremes.hpp"
#include "lemmas/sure_forms.hpp"

namespace lemmata {

/// The capital of a player who bets against a hypothesis. Over Exact it is exact; over Enclosure it is enclosed, and every bet is a
/// double: a hypothesis is rejected only if the lower end says so.
template <class Real>
class EProcess {
 public:
  /// λₖ = c / max_{j≤k} max_i(−ν_j⁽ⁱ⁾), in equal parts for each of these c < 1: no bet can lose more than the share c, and rounds with
  /// more at stake weigh more (λₖ = c / max_i(−νₖ⁽ⁱ⁾) would be fair too, and rejects far more seldom).
  static std::array<Exact, 4> shares() { return {ratio(1, 20), ratio(1, 10), ratio(1, 4), ratio(1, 2)}; }

  /// A round with the equally likely outcomes ν⁽ⁱ⁾, of mean 0, of which `drawn` came. Throws std::invalid_argument if there are no
  /// outcomes, their mean is certainly not 0, or `drawn` is not one of them.
  void play(std::span<const Real> outcomes, std::size_t drawn) {
    if (drawn >= outcomes.size())
      throw std::invalid_argument("outcome " + std::to_string(drawn) + " of " + std::to_string(outcomes.size()));
    Real sum = 0;
    for (const Real& nu : outcomes) {
      sum += nu;
      worst_ = greater(worst_, Real(-nu));
    }
    if (eq(sum, Real(0)) == Truth::no) throw std::invalid_argument("a round whose outcomes do not have mean 0");
    for (std::size_t c = 0; c < capital_.size(); ++c) capital_[c] *= Real(1) + stake(shares().at(c), worst_) * outcomes[drawn];
    settle();
  }
  /// A round in which a stake is multiplied by `factor` ≥ 0, of mean 1 given the past under the hypothesis: each part of the capital stakes
  /// its share, K ← K(1 + c(factor − 1)).
  void multiply(const Real& factor) {
    for (std::size_t c = 0; c < capital_.size(); ++c) capital_[c] *= Real(1) + as<Real>(shares().at(c)) * (factor - Real(1));
    settle();
  }

  /// K_m, an e-value at any stopping time; and sup_m K_m, which is not an e-value, but what Ville speaks of.
  const Real& value() const { return value_; }
  const Real& largest() const { return largest_; }
  /// K_m after each round.
  const std::vector<Real>& history() const { return history_; }
  /// sup_m K_m ≥ 1/α: rejected at α. Otherwise nothing is concluded.
  Truth rejected(const Exact& alpha) const { return le(as<Real>(1 / alpha), largest_); }

 private:
  static Exact stake(const Exact& share, const Exact& worst) { return worst > 0 ? Exact(share / worst) : Exact(0); }
  static Enclosure stake(const Exact& share, const Enclosure& worst) {
    if (!(worst.lower() > 0) || !std::isfinite(worst.upper())) return 0;
    return (Enclosure(share) / Enclosure(worst.upper())).lower();
  }
  void settle() {
    value_ = 0;
    for (const Real& k : capital_) value_ += as<Real>(ratio(1, 4)) * k;
    largest_ = greater(largest_, value_);
    history_.push_back(value_);
  }

  std::array<Real, 4> capital_{1, 1, 1, 1};
  Real worst_ = 0, value_ = 1, largest_ = 1;
  std::vector<Real> history_;
};

/// The average of the e-values of repetitions is an e-value; it rejects at α if it is at least 1/α. Take each run's `value`, at a time
/// fixed in advance, not its `largest`. Throws std::invalid_argument if there are none.
template <class Real>
Real average_of_e_values(std::span<const Real> values) {
  if (values.empty()) throw std::invalid_argument("an average of no e-values");
  return as<Real>(Exact(1) / values.size()) * std::accumulate(values.begin(), values.end(), Real(0));
}

/// The noise of one iteration: ξ⁽ⁱ⁾ = ∇fᵢ(xₖ) − ∇f(xₖ) for every sample i, and which sample was drawn.
template <class Real>
struct NoiseLaw {
  std::vector<Vector<Real>> xi;
  std::size_t drawn;
};

/// H-O: no mask depends on a sample. With wₖₜ = ‖Dₖᵗξₖ‖² − E‖Dₖᵗξₖ‖² + 2⟨Σ_{j∈Jₜ, j<k} D_jᵗξ_j, Dₖᵗξₖ⟩, the terms of Wₜ:
///
///   νₖ = Σ_{t: k∈Jₜ} wₖₜ,   E[νₖ | schedule, ξ_j for j < k] = 0 if the schedule and ξₖ are independent (and samples uniform)
///
/// Difference needs E Wₜ ≤ 0; a schedule that delays gradients of one direction makes νₖ positive. O(nd) and the missed updates at k.
/// `law_at(k)` is the NoiseLaw of iteration k < T. Throws std::invalid_argument if a law is not centred.
template <class Real, class LawAt>
EProcess<Real> obliviousness(const LawAt& law_at, const Schedule& schedule) {
  const auto d = static_cast<Eigen::Index>(schedule.dimension());
  const std::size_t T = schedule.size();
  std::vector<std::vector<std::pair<std::size_t, const Missing*>>> readers(T);  // the t with k ∈ Jₜ
  for (std::size_t t = 0; t < schedule.size(); ++t)
    for (const Missing& m : schedule.missing(t)) readers[m.k].push_back({t, &m});
  std::vector<Vector<Real>> v(T, Vector<Real>::Zero(d));  // Σ_{j∈Jₜ, j<k} D_jᵗξ_j
  EProcess<Real> process;
  for (std::size_t k = 0; k < T; ++k) {
    const NoiseLaw<Real> law = law_at(k);
    const auto& [xi, drawn] = law;
    Vector<Real> times_missed = Vector<Real>::Zero(d), direction = times_missed, mean_square = times_missed;
    for (const auto& [t, m] : readers[k])
      for (Eigen::Index c = 0; c < d; ++c)
        if (m->missed(static_cast<std::size_t>(c))) {
          times_missed(c) += Real(1);
          direction(c) += v[t](c);
        }
    for (const auto& x : xi)
      for (Eigen::Index c = 0; c < d; ++c) mean_square(c) += square(x(c));
    mean_square *= as<Real>(Exact(1) / xi.size());
    std::vector<Real> nu;
    for (const auto& x : xi) {
      Real sum = Real(2) * dot(direction, x);
      for (Eigen::Index c = 0; c < d; ++c) sum += times_missed(c) * Real(square(x(c)) - mean_square(c));
      nu.push_back(sum);
    }
    process.play(nu, drawn);
    for (const auto& [t, m] : readers[k]) v[t] += missed_part(*m, xi[drawn]);
  }
  return process;
}

/// H-U, one direction of it: νₜ = −⟨∇f(x̃ₜ), ξₜ⟩ has mean 0 given the past if the sample is independent of read t.
/// `law_at(t)` is the NoiseLaw of iteration t, `G_virtual(t)` = ∇f(x̃ₜ), t < T. Throws std::invalid_argument if a law is not centred.
template <class Real, class LawAt, class GradientAt>
EProcess<Real> unbiased_direction(const LawAt& law_at, const GradientAt& G_virtual, std::size_t T) {
  EProcess<Real> process;
  for (std::size_t t = 0; t < T; ++t) {
    const NoiseLaw<Real> law = law_at(t);
    const Vector<Real> G = G_virtual(t);
    std::vector<Real> nu;
    for (const auto& x : law.xi) nu.push_back(-dot(G, x));
    process.play(nu, law.drawn);
  }
  return process;
}

/// H-U: samples are uniform on {0, …, n−1} given their labels. `samples` are those of one label over repetitions, or of one run in the
/// order of labels; the bet on sample i is q(i) = (1 + how often i came so far)/(n + how many came so far), and a stake becomes
/// n q(i) times itself. Throws std::invalid_argument if n = 0 or a sample is not below n.
template <class Real>
EProcess<Real> uniformity(std::span<const std::uint32_t> samples, std::size_t n) {
  if (n == 0) throw std::invalid_argument("samples of nothing");
  std::vector<std::size_t> count(n);
  EProcess<Real> process;
  for (std::size_t r = 0; r < samples.size(); ++r) {
    if (samples[r] >= n) throw std::invalid_argument("sample " + std::to_string(samples[r]) + " of " + std::to_string(n));
    process.multiply(as<Real>(Exact(n * (1 + count[samples[r]])) / Exact(n + r)));
    ++count[samples[r]];
  }
  return process;
}

}  // namespace lemmata
