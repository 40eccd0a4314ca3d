// What questions on proofs and systems are put together from: text with values, gaps with slips, and a small world in which every path
// can be gone through.
#pragma once

#include "exam/bank/tools.hpp"

namespace lemmata::exam::bank {

/// A value in a text: a rational in TeX, or words as they are.
struct Value {
  Value(const Exact& a) : text(tex(a)) {}
  Value(long long a) : text(std::to_string(a)) {}
  Value(std::string words) : text(std::move(words)) {}
  Value(const char* words) : text(words) {}
  std::string text;
};
/// `text` with each @name@ replaced. Throws std::logic_error if a name has no value.
std::string put(std::string text, const std::vector<std::pair<std::string_view, Value>>& values);
/// a·what: "x^2", "-x^2", "\frac{3}{2}x^2".
std::string times(const Exact& a, std::string_view what);
/// "3, -1, 2".
std::string list(const std::vector<Exact>& values);

/// A gap for a number; slips that lead to the key, or to what another slip leads to, are left out.
Gap number_gap(const Exact& key, std::vector<std::pair<Exact, std::string>> slips = {}, unsigned points = 1);
Gap word_gap(std::string key, std::vector<std::string> words, unsigned points = 1);
/// A gap for an irrational number between the two bounds, to so many decimals: off by one in the last of them is right.
Gap rounded_gap(const Exact& lower, const Exact& upper, unsigned decimals, unsigned points = 1);
/// The number that both bounds round to. Throws std::logic_error if they round to different ones.
std::string rounded(const Exact& lower, const Exact& upper, unsigned decimals);
/// The derivation of the gap with this number.
Derivation derived(std::size_t gap, const Exact& value, std::string route, const Exact& again, std::string other_route);
/// Points and minutes of a question are those of its gaps; the rubric has a line for each.
void add_up(Question& q, const std::vector<std::string>& rubric);

/// f(x) = hx²/2 on ℝ, g = hx ± (noise + slope·x), each sign with probability ½: L = |h|.
struct Toy {
  Exact h = 1, x0 = 0, gamma = 1, noise = 0, slope = 0;
};
/// J₀, …, J_t.
using Reads = std::vector<std::vector<std::size_t>>;
/// Of read t, over all 2ᵗ paths: E‖Σ_J gₖ‖², E‖Σ_J ∇f(xₖ)‖², E‖Σ_J ξₖ‖², and E‖∇f(xₖ)‖² for k < t.
struct AtRead {
  Exact gradients, mean_gradients, noises;
  std::vector<Exact> squares;
};
AtRead at_last_read(const Toy& toy, const Reads& reads);
/// All J₁, …, J_t with J_s ⊆ {0, …, s−1}; consistent ones only: what one read has seen, no later read misses.
std::vector<Reads> all_reads(std::size_t t, bool consistent);
/// max (s−k) over k ∈ J_s, at least 1.
std::size_t delay(const Reads& reads);

}  // namespace lemmata::exam::bank
