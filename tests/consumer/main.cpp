// What a project that uses the installed package looks like: exact theory from lemmas, and a draw from algorithms.
#include <iostream>

#include "algorithms/streams.hpp"
#include "lemmas/numbers/exact.hpp"

int main() {
  const lemmata::Exact half = lemmata::ratio(1, 3) + lemmata::ratio(1, 6);
  const std::size_t i = lemmata::sample(/*seed=*/7, /*iteration=*/0, /*index=*/0, /*n=*/6);
  std::cout << "1/3 + 1/6 = " << half << ", a die shows " << i + 1 << '\n';
  return half == lemmata::ratio(1, 2) && i < 6 ? 0 : 1;
}
