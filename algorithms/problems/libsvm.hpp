// The LIBSVM text format, one row a line:  LABEL INDEX:VALUE INDEX:VALUE …   with indices from 1, ascending; zeros may be left out.
//
// Blank lines, comments from '#' to the end of the line, and CRLF line ends are accepted. Numbers are decimal; each is read as the
// double nearest to it, and that double is what the data are from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>

#include "algorithms/problems/data.hpp"

namespace lemmata {

/// No line may be longer: a file without line ends is refused after this many bytes and not read into memory.
inline constexpr std::size_t max_line_bytes = std::size_t{16} << 20;
/// No index may be larger. Every iterate x ∈ ℝᵈ is dense, 1 GiB at this d.
inline constexpr std::uint64_t max_dimension = std::uint64_t{1} << 27;

/// The rows, values and labels as they stand in the file (`scaled` and `two_classes` make of them what a problem needs);
/// d is the largest index. At most one line is held in memory beside the data.
/// Throws InputError naming `name`, the line and the value: a label, index or value that is not what it should be, an index that is
/// 0, repeated, not ascending or above max_dimension, a line above max_line_bytes; fewer than two rows, since one sample has no
/// noise; rows that all have the same features, since they carry nothing to learn from.
Dataset read_libsvm(std::istream& in, const std::string& name);
/// The same from a file, named as given. Throws InputError also if it cannot be opened or is a directory.
Dataset read_libsvm(const std::filesystem::path& file);

/// Every stored value, zeros too, in the shortest decimals that are read back as the same double. Exponents are not written.
void write_libsvm(std::ostream& out, const Dataset& data);

}  // namespace lemmata
