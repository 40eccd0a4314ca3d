// Tests of algorithms/streams.hpp. Uniformity is counted over all words of a small size, never estimated.
#include "algorithms/streams.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/refusal.hpp"

using namespace lemmata;

namespace {

/// How many k-bit words each place of {0, …, n−1} takes.
template <class Word>
std::vector<std::uint64_t> words_taken(Word n) {
  std::vector<std::uint64_t> taken(n);
  for (std::uint64_t w = 0; w <= std::numeric_limits<Word>::max(); ++w)
    if (const auto i = place<Word>(static_cast<Word>(w), n)) ++taken.at(*i);
  return taken;
}

/// n!/(n−b)!.
std::size_t tuples(std::size_t b, std::size_t n) { return b == 0 ? 1 : n * tuples(b - 1, n - 1); }

}  // namespace

TEST_CASE("A block is Philox4x32-10: the known answers of Random123") {
  using Block = std::array<std::uint32_t, 4>;
  CHECK(block(0, 0, 0, 0) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(block(0xffffffffffffffff, 0xffffffffffffffff, 0xffffffff, 0xffffffff) == Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  // counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0: lower halves first
  CHECK(block(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x13198a2e, 0x03707344) == Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  CHECK(word(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x13198a2e, 0x03707344) == 0x94fdccebd16cfe09);
}

TEST_CASE("A word depends on every one of seed, iteration, index and attempt, in both halves") {
  const std::uint64_t high = std::uint64_t{1} << 32;
  const std::set<std::uint64_t> words = {word(1, 1, 1, 1),        word(2, 1, 1, 1), word(1 + high, 1, 1, 1), word(1, 2, 1, 1),
                                         word(1, 1 + high, 1, 1), word(1, 1, 2, 1), word(1, 1, 1, 2)};
  CHECK(words.size() == 7);
}

TEST_CASE("Every place takes exactly ⌊2^8/n⌋ of the 8-bit words, for every n") {
  for (unsigned n = 1; n < 256; ++n) {
    INFO("n = " << n);
    CHECK(words_taken<std::uint8_t>(static_cast<std::uint8_t>(n)) == std::vector<std::uint64_t>(n, 256 / n));
  }
}

TEST_CASE("Every place takes exactly ⌊2^16/n⌋ of the 16-bit words") {
  for (const unsigned n : {1u, 2u, 3u, 7u, 30u, 255u, 256u, 257u, 569u, 4096u, 21845u, 32767u, 32768u, 32769u, 65535u}) {
    INFO("n = " << n);
    CHECK(words_taken<std::uint16_t>(static_cast<std::uint16_t>(n)) == std::vector<std::uint64_t>(n, 65536 / n));
  }
}

TEST_CASE("Without rejection the places would not be uniform") {
  std::vector<int> taken(3);
  for (unsigned w = 0; w < 256; ++w) ++taken[w * 3 >> 8];
  CHECK(taken == std::vector<int>{86, 85, 85});
  CHECK(words_taken<std::uint8_t>(3) == std::vector<std::uint64_t>{85, 85, 85});
}

TEST_CASE("The first and last 64-bit words that are rejected and accepted are the ones the proof says") {
  // n = 3: 2^64 mod 3 = 1, so just the word with 3w mod 2^64 = 0 is rejected: w = 0.
  CHECK(!place<std::uint64_t>(0, 3));
  CHECK(place<std::uint64_t>(1, 3) == 0u);
  CHECK(place<std::uint64_t>(0x5555555555555555, 3) == 0u);  // 3w = 2^64 − 1
  CHECK(place<std::uint64_t>(0x5555555555555556, 3) == 1u);
  CHECK(place<std::uint64_t>(0xffffffffffffffff, 3) == 2u);
  // n = 2^63 + 1: 2^64 mod n = 2^63 − 1; w = 0 is rejected, w = 1 leaves 2^63 + 1.
  const std::uint64_t n = (std::uint64_t{1} << 63) + 1;
  CHECK(!place<std::uint64_t>(0, n));
  CHECK(place<std::uint64_t>(1, n) == 0u);
  // A power of two rejects nothing.
  for (const std::uint64_t w : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}})
    CHECK(place<std::uint64_t>(w, std::uint64_t{1} << 32) == w >> 32);
}

TEST_CASE("A sample is the place of the first word that is not rejected") {
  const std::size_t n = (std::size_t{1} << 63) + 1;  // about every second word is rejected
  std::size_t retried = 0;
  for (std::uint64_t t = 0; t < 200; ++t) {
    std::uint32_t attempt = 0;
    while (!place<std::uint64_t>(word(7, t, 3, attempt), n)) ++attempt;
    CHECK(sample(7, t, 3, n) == place<std::uint64_t>(word(7, t, 3, attempt), n));
    retried += attempt > 0;
  }
  CHECK(retried > 0);
  CHECK(sample(7, 0, 0, 1) == 0);
  CHECK(refusal([] { sample(7, 0, 0, 0); }) == "sample: n must be at least 1, got 0");
}

TEST_CASE("Drawing without replacement is one to one between choices and ordered tuples") {
  for (std::size_t n = 1; n <= 6; ++n)
    for (std::size_t b = 1; b <= n; ++b) {
      INFO("b = " << b << ", n = " << n);
      std::map<std::vector<std::size_t>, int> times;
      for (std::size_t code = 0; code < tuples(b, n); ++code) {  // every (r₀, …, r_{b−1})
        std::size_t rest = code;
        ++times[shuffled(b, n, [&rest](std::size_t, std::size_t m) {
          const std::size_t r = rest % m;
          rest /= m;
          return r;
        })];
      }
      CHECK(times.size() == tuples(b, n));
      for (const auto& [drawn, count] : times) {
        CHECK(count == 1);
        const std::set<std::size_t> different(drawn.begin(), drawn.end());
        CHECK(different.size() == b);
        CHECK(*different.rbegin() < n);
      }
    }
}

TEST_CASE("Every subset is drawn, and in every order") {
  std::set<std::vector<std::size_t>> drawn;
  for (std::uint64_t t = 0; t < 2000; ++t) drawn.insert(batch(7, t, 3, 5, Sampling::without_replacement));
  CHECK(drawn.size() == 60);
  drawn.clear();
  for (std::uint64_t t = 0; t < 2000; ++t) drawn.insert(batch(7, t, 3, 5, Sampling::with_replacement));
  CHECK(drawn.size() == 125);
}

TEST_CASE("A batch that cannot be drawn is refused by name") {
  const auto with = Sampling::with_replacement, without = Sampling::without_replacement;
  CHECK(refusal([&] { batch(7, 0, 0, 5, with); }) == "batch: the batch size b must be at least 1, got 0");
  CHECK(refusal([&] { batch(7, 0, 1, 0, with); }) == "batch: n must be at least 1, got 0");
  CHECK(refusal([&] { batch(7, 0, 6, 5, without); }) == "batch: without replacement the batch size b must be at most n = 5, got 6");
  CHECK(refusal([&] { batch(7, 0, std::size_t{1} << 32, 5, with); }) == "batch: the batch size b must be below 2^32, got 4294967296");
  CHECK(batch(7, 0, 6, 5, with).size() == 6);
  CHECK(batch(7, 0, 5, 5, without).size() == 5);
}

TEST_CASE("A batch without replacement needs memory for b, not for n") {
  const std::size_t n = std::size_t{1} << 62;
  for (const std::size_t i : batch(7, 0, 3, n, Sampling::without_replacement)) CHECK(i < n);
}

TEST_CASE("Streams are functions") {
  property("a batch is in range, different without replacement, and made of samples with replacement", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto t = *rc::gen::arbitrary<std::uint64_t>();
    const auto n = *rc::gen::inRange<std::size_t>(1, 1000);
    const auto b = *rc::gen::inRange<std::size_t>(1, n + 1);
    const auto without = batch(seed, t, b, n, Sampling::without_replacement);
    const auto with = batch(seed, t, b, n, Sampling::with_replacement);
    RC_ASSERT(without.size() == b);
    RC_ASSERT(with.size() == b);
    RC_ASSERT(*std::max_element(without.begin(), without.end()) < n);
    RC_ASSERT((std::set<std::size_t>(without.begin(), without.end()).size() == b));
    for (std::size_t j = 0; j < b; ++j) RC_ASSERT(with[j] == sample(seed, t, static_cast<std::uint32_t>(j), n));
  });
  property("asking in any order, and twice, gives the same", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto n = *rc::gen::inRange<std::size_t>(1, 100);
    const auto order = *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 20));
    std::map<std::uint64_t, std::vector<std::size_t>> ascending;
    for (std::uint64_t t = 0; t < 20; ++t) ascending[t] = batch(seed, t, std::min<std::size_t>(n, 4), n, Sampling::without_replacement);
    for (const std::uint64_t t : order)
      RC_ASSERT(batch(seed, t, std::min<std::size_t>(n, 4), n, Sampling::without_replacement) == ascending[t]);
  });
}
