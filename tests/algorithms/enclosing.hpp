// What the tests of losses and of problems ask of enclosures and of bits.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/wide.hpp"

namespace lemmata {

/// a contains the number that b, narrow as it is, encloses.
inline bool contains(const Enclosure& a, const WideEnclosure& b) {
  const Enclosure n = narrow(b);
  return a.lower() <= n.upper() && n.lower() <= a.upper();
}

/// The bits of many doubles as one number (FNV-1a).
inline std::uint64_t fingerprint(const std::vector<double>& values) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const double value : values) hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 0x100000001b3u;
  return hash;
}

}  // namespace lemmata
