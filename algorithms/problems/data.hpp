// A data set: n labelled rows aᵢ ∈ ℝᵈ, kept sparse. Each double in it is a rational, and constants are certified from those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lemmata {

/// Row i stands in the positions row_begin[i], …, row_begin[i+1]−1 of `column` and `value` (compressed sparse rows).
/// True of every data set: row_begin starts at 0, ascends and ends at the number of stored values; within a row the columns ascend
/// strictly and lie in {0, …, d−1}; all values and labels are finite.
struct Dataset {
  std::string name;
  std::vector<std::size_t> row_begin = {0};
  std::vector<std::uint32_t> column;
  std::vector<double> value;
  std::vector<double> label;
  std::vector<int> exponent;        // one e_c per feature: the values of feature c are the given ones times 2^{e_c}, without rounding
  std::vector<std::uint64_t> line;  // where row i stands in its file, counted from 1; empty if it stands in none

  struct Row {
    std::span<const std::uint32_t> column;
    std::span<const double> value;
  };

  /// n.
  std::size_t n() const { return label.size(); }
  /// d.
  std::size_t dimension() const { return exponent.size(); }
  /// The entries of aᵢ that are stored; all others are 0.
  Row row(std::size_t i) const {
    const std::size_t begin = row_begin[i], length = row_begin[i + 1] - begin;
    return {std::span(column).subspan(begin, length), std::span(value).subspan(begin, length)};
  }
};

/// Each feature c times the power of two that puts max_i |a_ic| into (1/2, 1]; features that are 0 in every row stay. A power of two
/// moves the exponent of a double and leaves its digits, so the scaled data are doubles without rounding and what is certified from
/// them is certified. Scaling twice is scaling once.
/// Throws InputError naming the value if a feature spans so many powers of two that its smallest values would lose digits below
/// 2^−1074, the last place of a double.
Dataset scaled(Dataset data);

/// The labels of binary classification: the smaller of exactly two distinct labels becomes −1, the larger +1.
/// Throws InputError naming the line of the third label, or of the last row if there is only one label.
Dataset two_classes(Dataset data);

/// CRC-64/XZ of the content: n, d, rows, columns, the bits of values and labels, exponents. Neither name nor lines matter: the same
/// data have the same digest in any file.
std::uint64_t digest(const Dataset& data);

}  // namespace lemmata
