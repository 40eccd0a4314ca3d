// Sums in parallel lanes: the order of the additions is fixed, so the bits are the same on every machine, however wide its registers.
#pragma once

#include <array>
#include <cstddef>

namespace lemmata {

/// operate(a, b) over term(0), …, term(size−1), from `start`: term k goes to lane k mod `lanes`, and the lanes are folded in halves.
/// Nothing passes through more than size/lanes + 1 + log₂ lanes operations.
template <std::size_t lanes, class Term, class Operate>
double in_lanes(std::size_t size, double start, const Term& term, const Operate& operate) {
  static_assert(lanes > 0 && (lanes & (lanes - 1)) == 0);
  std::array<double, lanes> lane;
  lane.fill(start);
  std::size_t k = 0;
  for (; k + lanes <= size; k += lanes)
    for (std::size_t l = 0; l < lanes; ++l) lane[l] = operate(lane[l], term(k + l));
  for (; k < size; ++k) lane[k % lanes] = operate(lane[k % lanes], term(k));
  for (std::size_t half = lanes / 2; half > 0; half /= 2)
    for (std::size_t l = 0; l < half; ++l) lane[l] = operate(lane[l], lane[l + half]);
  return lane[0];
}

/// Σₖ term(k), k < size.
template <std::size_t lanes, class Term>
double sum_in_lanes(std::size_t size, const Term& term) {
  return in_lanes<lanes>(size, 0, term, [](double a, double b) { return a + b; });
}

}  // namespace lemmata
