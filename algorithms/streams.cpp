#include "algorithms/streams.hpp"

#include <Random123/philox.h>

#include <stdexcept>
#include <string>

namespace lemmata {
namespace {

std::uint32_t low(std::uint64_t v) { return static_cast<std::uint32_t>(v & 0xffffffffu); }
std::uint32_t high(std::uint64_t v) { return static_cast<std::uint32_t>(v >> 32); }

}  // namespace

std::array<std::uint32_t, 4> block(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::uint32_t attempt) {
  const r123::Philox4x32_R<10>::ctr_type counter = {{low(iteration), high(iteration), index, attempt}};
  const r123::Philox4x32_R<10>::key_type key = {{low(seed), high(seed)}};
  const auto bits = r123::Philox4x32_R<10>()(counter, key);
  return {bits[0], bits[1], bits[2], bits[3]};
}

std::uint64_t word(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::uint32_t attempt) {
  const auto bits = block(seed, iteration, index, attempt);
  return bits[0] | static_cast<std::uint64_t>(bits[1]) << 32;
}

std::size_t sample(std::uint64_t seed, std::uint64_t iteration, std::uint32_t index, std::size_t n) {
  if (n == 0) throw std::invalid_argument("sample: n must be at least 1, got 0");
  for (std::uint32_t attempt = 0;; ++attempt)  // one word is rejected with probability below 1/2, for n ≤ 2³² below 2⁻³²
    if (const auto i = place<std::uint64_t>(word(seed, iteration, index, attempt), n)) return *i;
}

std::vector<std::size_t> batch(std::uint64_t seed, std::uint64_t iteration, std::size_t b, std::size_t n, Sampling sampling) {
  if (b == 0) throw std::invalid_argument("batch: the batch size b must be at least 1, got 0");
  if (n == 0) throw std::invalid_argument("batch: n must be at least 1, got 0");
  if (high(b) != 0) throw std::invalid_argument("batch: the batch size b must be below 2^32, got " + std::to_string(b));
  const auto choose = [&](std::size_t j, std::size_t m) { return sample(seed, iteration, static_cast<std::uint32_t>(j), m); };
  if (sampling == Sampling::without_replacement) {
    if (b > n)
      throw std::invalid_argument("batch: without replacement the batch size b must be at most n = " + std::to_string(n) + ", got " +
                                  std::to_string(b));
    return shuffled(b, n, choose);
  }
  std::vector<std::size_t> drawn(b);
  for (std::size_t j = 0; j < b; ++j) drawn[j] = choose(j, n);
  return drawn;
}

}  // namespace lemmata
