// Exact arithmetic on threads: every coordinate is a multiple k 2^−q, and so is every update, rounded at random and without bias.
//
//   δ = 2^−q (⌊y⌋ + B),   y = −2^q γ ∇fᵢ(xₜ)[c],   B ∈ {0, 1},   P(B = 1) = y − ⌊y⌋          so that E δ = −γ ∇fᵢ(xₜ)[c]
//
// Thus gₜ = −δ/γ is an unbiased oracle; its noise: problems/lattice_oracle.hpp. Integers add exactly and in any order, so the identities
// xₜ = x̃ₜ + γ Σ_{k∈Jₜ} Dₖᵗ gₖ and memory = x̃_T hold to the last bit of every race.
//
// y is computed in rationals: γ and xₜ are some, and the problem's gradients must be. B compares y − ⌊y⌋ with a uniform number whose
// binary digits are drawn, 64 at a time, until they decide. They are a function of (seed, t, c), as the sample is one of (seed, t):
// independent of it, of what the threads do, and of those of any other coordinate or iteration.
//
// Every k is a double: no sum is beyond 2⁵³. A read beyond 2⁵², or an update beyond 2⁵²/W, ends the run before anything is written:
// it has diverged. Proof. Let v be the last version of c with |k| ≤ 2⁵². A worker that made a later one reads that or a later one next,
// and stops. So each of the W workers made at most one of them, and |k| ≤ 2⁵² + W 2⁵²/W.  ∎  A mini-batch adds its b updates to
// what was read: there W is b.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "algorithms/recorder.hpp"
#include "lemmas/assumptions.hpp"
#include "lemmas/expectation/integers.hpp"

namespace lemmata {

inline constexpr int most_lattice_bits = 52;

/// a = k 2^−q for an integer |k| ≤ 2⁵²: what a read may hold. NaN is nothing of the kind.
inline bool on_lattice(double a, int q) {
  const double k = std::ldexp(a, q);
  return std::abs(k) <= 0x1p52 && k == std::trunc(k);
}
/// What is wrong with q, or with x₀ as a point of the lattice; "" if nothing, or if there is no lattice.
std::string off_lattice(std::span<const double> x0, std::optional<int> q);

/// Whether the fraction r/d ∈ [0, 1) is above a uniform number that begins with the binary digits w: nothing if it begins with the same
/// ones, and more follow; then r/d is what follows them.
template <std::unsigned_integral Word>
std::optional<bool> above(Integer& r, const Integer& d, Word w) {
  r <<= std::numeric_limits<Word>::digits;
  const Integer digits = r / d;
  r %= d;
  if (digits != w) return digits > w;
  if (r == 0) return false;
  return std::nullopt;
}

/// ⌊y⌋ + 1 with probability y − ⌊y⌋, else ⌊y⌋, if word(0), word(1), … are independent and uniform.
/// Proof. With k digits a word, r/d = a 2^−k + 2^−k r'/d, where a are its first digits and r'/d is what follows. The word is below a with
/// probability a 2^−k, and a with 2^−k; then the next word decides on r'/d. So P(r) = a 2^−k + 2^−k P(r') for each of the d rests, and r/d
/// is the solution, the only one that is bounded.  ∎
template <class Word>
Integer stochastically_rounded(const Exact& y, const Word& word) {
  const Integer below = floor(y), d = denominator(y);
  Integer r = numerator(y) - below * d;
  if (r == 0) return below;
  for (std::uint32_t attempt = 0;; ++attempt)
    if (const auto up = above(r, d, word(attempt))) return *up ? Integer(below + 1) : below;
}

/// How a run computes: in doubles, or on a lattice.
struct Arithmetic {
  Exact gamma;
  std::uint64_t seed = 0;
  std::optional<int> lattice_bits;  // q; nothing: doubles
  std::size_t in_flight = 1;        // W, or b: how many updates there may be that no read has seen
};
Arithmetic arithmetic(const Recording& recording);

/// δ for coordinate c of iteration t, given the exact −γ ∇fᵢ(xₜ)[c]; nothing if it is beyond 2⁵²/W units.
std::optional<double> lattice_update(const Arithmetic& arithmetic, std::size_t t, std::uint32_t c, const Exact& update);

/// The updates of a run: `updates(t, i, x, update)` puts −γ ∇fᵢ(x), as the run computes it, on support(i).
/// False, and zeros, if x or that is not tame, or beyond its bound on the lattice: the run has diverged.
template <SampleGradients P>
class Updates {
 public:
  static constexpr bool rational = FiniteSum<P, Exact>;

  /// Throws std::invalid_argument if a lattice is asked for and the gradients are not rational.
  Updates(const P& problem, Arithmetic arithmetic)
      : problem_(problem), arithmetic_(std::move(arithmetic)), gamma_(nearest(arithmetic_.gamma)) {
    if (arithmetic_.lattice_bits && !rational) throw std::invalid_argument("a run on a lattice needs a problem with rational gradients");
  }
  bool operator()(std::size_t t, std::size_t i, std::span<const double> x, std::span<double> update) const {
    if constexpr (rational)
      if (arithmetic_.lattice_bits) return on_the_lattice(t, i, x, update);
    return sgd_update(problem_, i, gamma_, x, update);
  }

 private:
  bool on_the_lattice(std::size_t t, std::size_t i, std::span<const double> x, std::span<double> update) const {
    bool within = true;
    for (const double a : x) within &= on_lattice(a, *arithmetic_.lattice_bits);
    if (within) {
      const Eigen::Map<const Vector<double>> at(x.data(), static_cast<Eigen::Index>(x.size()));
      const Vector<Exact> g = problem_.gradient_i(i, exact(at));
      for (const std::uint32_t c : problem_.support(i)) {
        const auto delta = lattice_update(arithmetic_, t, c, -arithmetic_.gamma * g(c));
        within &= delta.has_value();
        update[c] = delta.value_or(0);
      }
    }
    if (!within)
      for (const std::uint32_t c : problem_.support(i)) update[c] = 0;
    return within;
  }

  const P& problem_;
  Arithmetic arithmetic_;
  double gamma_;
};

}  // namespace lemmata
