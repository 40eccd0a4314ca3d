#include "algorithms/problems/data.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/crc.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "algorithms/input_error.hpp"

namespace lemmata {
namespace {

Place place(const Dataset& data, std::size_t i) { return {data.name, i < data.line.size() ? data.line[i] : 0}; }

std::string shortest(double value) {
  std::array<char, 32> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// The e with max·2ᵉ ∈ (1/2, 1], for max > 0.
int exponent_of(double max) {
  int power = 0;
  const double digits = std::frexp(max, &power);  // max = digits·2^power with digits ∈ [1/2, 1)
  return digits == 0.5 ? 1 - power : -power;
}

}  // namespace

Dataset scaled(Dataset data) {
  std::vector<double> largest(data.dimension(), 0.0);
  for (std::size_t k = 0; k < data.value.size(); ++k) largest[data.column[k]] = std::max(largest[data.column[k]], std::abs(data.value[k]));
  std::vector<int> e(data.dimension(), 0);
  for (std::size_t c = 0; c < e.size(); ++c)
    if (largest[c] > 0) e[c] = exponent_of(largest[c]);
  for (std::size_t i = 0; i < data.n(); ++i)
    for (std::size_t k = data.row_begin[i]; k < data.row_begin[i + 1]; ++k) {
      const std::uint32_t c = data.column[k];
      const double given = std::exchange(data.value[k], std::ldexp(data.value[k], e[c]));
      // Only a result below 2^−1022 can have been rounded, and from there the way back up is exact: equal there, exact here.
      if (std::ldexp(data.value[k], -e[c]) != given)
        throw InputError(place(data, i), "feature " + std::to_string(c + 1) + " cannot be scaled without rounding", shortest(given),
                         "beside its largest value " + shortest(largest[c]) + " a nonzero value must not be that small");
    }
  for (std::size_t c = 0; c < e.size(); ++c) data.exponent[c] += e[c];
  return data;
}

Dataset two_classes(Dataset data) {
  if (data.n() == 0) throw InputError(place(data, 0), "too few labels", "0", "two classes have exactly two distinct labels");
  const double first = data.label.front();
  std::optional<double> second;
  for (std::size_t i = 0; i < data.n(); ++i) {
    const double label = data.label[i];
    if (label == first || label == second) continue;
    if (second)
      throw InputError(
          place(data, i), "a third label", shortest(label),
          "two classes have exactly two distinct labels, and " + shortest(first) + " and " + shortest(*second) + " came before");
    second = label;
  }
  if (!second)
    throw InputError(place(data, data.n() - 1), "only one label in all rows", shortest(first),
                     "two classes have exactly two distinct labels");
  for (double& label : data.label) label = label == std::min(first, *second) ? -1 : 1;
  return data;
}

std::uint64_t digest(const Dataset& data) {
  boost::crc_optimal<64, 0x42F0E1EBA9EA3693u, 0xFFFFFFFFFFFFFFFFu, 0xFFFFFFFFFFFFFFFFu, true, true> crc;
  const auto add = [&crc](std::uint64_t word) {  // least significant byte first, on every machine
    std::array<unsigned char, 8> bytes;
    for (unsigned char& byte : bytes) {
      byte = static_cast<unsigned char>(word & 0xff);
      word >>= 8;
    }
    crc.process_bytes(bytes.data(), bytes.size());
  };
  add(data.n());
  add(data.dimension());
  for (const std::size_t begin : data.row_begin) add(begin);
  for (const std::uint32_t c : data.column) add(c);
  for (const double value : data.value) add(std::bit_cast<std::uint64_t>(value));
  for (const double label : data.label) add(std::bit_cast<std::uint64_t>(label));
  for (const int e : data.exponent) add(static_cast<std::uint64_t>(e));
  return crc.checksum();
}

}  // namespace lemmata
