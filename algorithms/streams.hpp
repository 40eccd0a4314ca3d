// Random numbers that are a function of (seed, iteration, index) and of nothing else: no state, so any thread may ask for any of
// them in any order, and the same seed gives the same run on any number of threads.
//
// The function is Philox4x32-10 of the Random123 library [SMDS11]: key = seed, counter = (iteration, index, attempt). That its words
// are uniform and independent is the one thing taken on trust here; everything made of the words is exact, given that.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

#include "lemmas/sampling.hpp"

namespace lemmata {

/// The 128 bits of Philox4x32-10 with key (seed) and counter (iteration, index, attempt), lower halves first.
std::array<std::uint32_t, 4> block(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::uint32_t attempt = 0);

/// The first 64 bits of that block. `sample` with the same arguments is made of the same bits.
std::uint64_t word(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::uint32_t attempt = 0);

/// The place ⌊w n / 2ᵏ⌋ ∈ {0, …, n−1} of a k-bit word w, or nothing if w is rejected. Every place takes exactly ⌊2ᵏ/n⌋ words.
///
/// Proof. The words with place i are those with w n ∈ [i 2ᵏ, (i+1) 2ᵏ). Rejected are those with w n mod 2ᵏ < 2ᵏ mod n, so that
/// w n ∈ [i 2ᵏ + (2ᵏ mod n), (i+1) 2ᵏ) is left. This interval has length n ⌊2ᵏ/n⌋, a multiple of n, and any such interval of integers
/// contains exactly ⌊2ᵏ/n⌋ multiples w n of n.  ∎  (Lemire 2019.) For n ≥ 1.
template <std::unsigned_integral Word>
constexpr std::optional<Word> place(Word w, Word n) {
  constexpr int k = std::numeric_limits<Word>::digits;
  __extension__ using Product = unsigned __int128;  // room for 2k bits
  static_assert(k <= 64);
  const Product product = static_cast<Product>(w) * n;
  const Word threshold = static_cast<Word>(static_cast<Word>(Word{0} - n) % n);  // (2ᵏ − n) mod n = 2ᵏ mod n
  if (static_cast<Word>(product) < threshold) return std::nullopt;
  return static_cast<Word>(product >> k);
}

/// Uniform on {0, …, n−1}: the place of the first word that is not rejected, attempt 0, 1, 2, …
/// Given that it is not rejected, a uniform word is equally likely to be any of the n ⌊2⁶⁴/n⌋ others, so the place is exactly uniform.
/// Throws std::invalid_argument if n = 0.
std::size_t sample(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::size_t n);

/// The first b places of 0, …, n−1 shuffled (Fisher–Yates), in O(b) memory; `choose(j, m)` ∈ {0, …, m−1} is the j-th choice, b ≤ n.
///
/// The choices (r₀, …, r_{b−1}) ∈ {0, …, n−1} × … × {0, …, n−b} and the ordered b-tuples of different elements correspond one to one:
/// after j steps the list holds what is not yet drawn behind place j, and r_j names one of these. Uniform independent choices thus
/// give each of the n!/(n−b)! tuples with the same probability: every subset is equally likely, and so is every order of it.
template <class Choose>
std::vector<std::size_t> shuffled(std::size_t b, std::size_t n, Choose&& choose) {
  std::unordered_map<std::size_t, std::size_t> moved;  // the places of the list that do not hold their own number
  const auto at = [&moved](std::size_t p) {
    const auto found = moved.find(p);
    return found == moved.end() ? p : found->second;
  };
  std::vector<std::size_t> drawn;
  drawn.reserve(b);
  for (std::size_t j = 0; j < b; ++j) {
    const std::size_t p = j + choose(j, n - j);
    drawn.push_back(at(p));
    moved[p] = at(j);
  }
  return drawn;
}

/// The samples of iteration t: b independent ones, each uniform on {0, …, n−1}, or b different ones, every ordered b-tuple equally likely.
/// Sample j of a batch with replacement is `sample(seed, iteration, j, n)`.
/// Throws std::invalid_argument if b = 0, n = 0, b ≥ 2³², or b > n without replacement.
std::vector<std::size_t> batch(std::uint64_t seed, std::uint64_t iteration, std::size_t b, std::size_t n, Sampling sampling);

}  // namespace lemmata
