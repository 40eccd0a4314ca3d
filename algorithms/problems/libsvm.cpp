#include "algorithms/problems/libsvm.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <istream>
#include <ostream>
#include <string_view>
#include <system_error>
#include <vector>

#include "algorithms/input_error.hpp"

namespace lemmata {
namespace {

/// The lines of a stream, one at a time, none longer than max_line_bytes.
class Lines {
 public:
  Lines(std::istream& in, std::string name) : in_(in), place_{std::move(name)} {}

  /// The line last returned by next().
  const Place& place() const { return place_; }

  /// The next line without its end, valid until the next call; false after the last.
  bool next(std::string_view& line) {
    std::size_t length = newline(0);
    while (begin_ + length == end_ && length <= max_line_bytes && refill()) length = newline(length);
    line = {buffer_.data() + begin_, length};
    if (begin_ == end_) return false;
    ++place_.line;
    if (length > max_line_bytes)
      throw InputError(place_, "line too long", line, "a line has at most " + std::to_string(max_line_bytes) + " bytes");
    begin_ = std::min(begin_ + length + 1, end_);
    return true;
  }

 private:
  static constexpr std::size_t chunk = std::size_t{1} << 18;

  /// More bytes behind those pending, which move to the front; false at the end of the stream.
  bool refill() {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() - end_ < chunk) buffer_.resize(std::max(2 * buffer_.size(), end_ + chunk));
    in_.read(buffer_.data() + end_, static_cast<std::streamsize>(chunk));
    if (in_.bad()) throw InputError(place_, "cannot be read to its end", "input/output error", "check the disk or the pipe it comes from");
    end_ += static_cast<std::size_t>(in_.gcount());
    return in_.gcount() > 0;
  }

  /// How many pending bytes stand before the next line end, or before the end of what is pending; the first `from` of them are known.
  std::size_t newline(std::size_t from) const {
    const char* pending = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    const void* found = std::memchr(pending + from, '\n', size - from);
    return found == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(found) - pending);
  }

  std::istream& in_;
  Place place_;
  std::vector<char> buffer_ = std::vector<char>(chunk);
  std::size_t begin_ = 0, end_ = 0;  // the bytes read and not yet returned
};

bool blank(char c) { return c == ' ' || c == '\t'; }

/// The next run of characters that are not blank, taken off the front of `rest`; empty at its end.
std::string_view word(std::string_view& rest) {
  const auto begin = std::find_if_not(rest.begin(), rest.end(), blank);
  const auto end = std::find_if(begin, rest.end(), blank);
  const std::string_view found(begin, end);
  rest = {end, rest.end()};
  return found;
}

/// The double nearest to the decimal `text`; `what` it is ("label", "value") is named in the error.
double finite(std::string_view text, const char* what, const Place& place) {
  const auto refuse = [&](const char* wrong, const char* right) {
    throw InputError(place, std::string(what) + wrong, text, std::string("a ") + what + " is " + right);
  };
  std::string_view digits = text;
  if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-') digits.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::invalid_argument || end != digits.data() + digits.size())
    refuse(" is not a number", "a decimal number such as -1 or 0.25");
  if (error == std::errc::result_out_of_range) refuse(" does not fit into a double", "0 or at least 2^-1074 and below 2^1024 in size");
  if (!std::isfinite(value)) refuse(" is not finite", "a finite number");
  return value;
}

/// An index in {1, …, max_dimension}, larger than the one before it in its row.
std::uint64_t ascending(std::string_view text, std::uint64_t previous, const Place& place) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error == std::errc::invalid_argument || end != text.data() + text.size())
    throw InputError(place, "index is not a whole number", text, "features are written INDEX:VALUE with indices 1, 2, …");
  if (error == std::errc::result_out_of_range || index > max_dimension)
    throw InputError(place, "index is too large", text, "an index is at most " + std::to_string(max_dimension));
  if (index == 0) throw InputError(place, "index is too small", text, "indices start at 1");
  if (index == previous) throw InputError(place, "index is repeated", text, "each index appears once in a row");
  if (index < previous)
    throw InputError(place, "index is not in order", text, "indices ascend within a row, and " + std::to_string(previous) + " came before");
  return index;
}

/// The row that stands in `line`, if one does, appended to `data`.
void append(Dataset& data, std::string_view line, const Place& place) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  line = line.substr(0, line.find('#'));
  const std::string_view label = word(line);
  if (label.empty()) return;
  data.label.push_back(finite(label, "label", place));
  std::uint64_t index = 0;
  for (std::string_view feature = word(line); !feature.empty(); feature = word(line)) {
    const std::size_t colon = feature.find(':');
    if (colon == std::string_view::npos) throw InputError(place, "colon is missing", feature, "features are written INDEX:VALUE");
    index = ascending(feature.substr(0, colon), index, place);
    data.column.push_back(static_cast<std::uint32_t>(index - 1));
    data.value.push_back(finite(feature.substr(colon + 1), "value", place));
  }
  if (index > data.exponent.size()) data.exponent.resize(index, 0);
  data.row_begin.push_back(data.value.size());
  data.line.push_back(place.line);
}

/// aᵢ = aⱼ in ℝᵈ: the same entries, whether zeros are stored or not.
bool same_features(const Dataset& data, std::size_t i, std::size_t j) {
  const auto [column_i, value_i] = data.row(i);
  const auto [column_j, value_j] = data.row(j);
  std::size_t p = 0, q = 0;
  while (true) {
    while (p < value_i.size() && value_i[p] == 0) ++p;
    while (q < value_j.size() && value_j[q] == 0) ++q;
    if (p == value_i.size() || q == value_j.size()) return p == value_i.size() && q == value_j.size();
    if (column_i[p] != column_j[q] || value_i[p] != value_j[q]) return false;
    ++p, ++q;
  }
}

void append(std::string& text, double value) {
  std::array<char, 32> digits;
  text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

}  // namespace

Dataset read_libsvm(std::istream& in, const std::string& name) {
  Dataset data;
  data.name = name;
  Lines lines(in, name);
  for (std::string_view line; lines.next(line);) append(data, line, lines.place());

  const Place last{name, std::max<std::uint64_t>(1, lines.place().line)};
  if (data.n() == 0) throw InputError(last, "too few rows", "0", "a data set has at least 2, written LABEL INDEX:VALUE …, one a line");
  if (data.n() == 1) throw InputError(last, "too few rows", "1", "a data set has at least 2, for one sample has no noise");
  std::size_t i = 1;
  while (i < data.n() && same_features(data, 0, i)) ++i;
  if (i == data.n())
    throw InputError(last, "too few different rows", "1", "features that are equal in all rows carry nothing to learn from");
  return data;
}

Dataset read_libsvm(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    throw InputError({file.string()}, "cannot be opened", "Is a directory", "give a file in LIBSVM format");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError({file.string()}, "cannot be opened", std::generic_category().message(errno), "give a file in LIBSVM format");
  return read_libsvm(in, file.string());
}

void write_libsvm(std::ostream& out, const Dataset& data) {
  std::string text;
  for (std::size_t i = 0; i < data.n(); ++i) {
    text.clear();
    append(text, data.label[i]);
    const auto [column, value] = data.row(i);
    for (std::size_t k = 0; k < value.size(); ++k) {
      text.append(" ").append(std::to_string(column[k] + std::uint64_t{1})).append(":");
      append(text, value[k]);
    }
    out << text << '\n';
  }
}

}  // namespace lemmata
