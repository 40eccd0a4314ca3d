// Bad input, said in one line: where it stands, what is wrong, the offending text, what would be right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lemmata {

/// A line of a file, counted from 1; line 0 is the file as a whole.
struct Place {
  std::string file;
  std::uint64_t line = 0;
};

/// Text that prints on one line whatever bytes it came with: at most 60 of them, those that are not printable ASCII as \xNN.
inline std::string printable(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr char hex[] = "0123456789abcdef";
  std::string shown;
  for (const char c : text.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      shown += c;
    else
      shown.append("\\x").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
  }
  return text.size() > longest ? shown + "…" : shown;
}

/// "FILE:LINE: what is wrong: 'value'; what would be right".
class InputError : public std::invalid_argument {
 public:
  InputError(const Place& place, std::string_view wrong, std::string_view value, std::string_view right)
      : std::invalid_argument(where(place) + ": " + std::string(wrong) + ": '" + printable(value) + "'; " + std::string(right)) {}

 private:
  static std::string where(const Place& place) {
    std::string file = place.file;
    for (char& c : file)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return place.line == 0 ? file : file + ":" + std::to_string(place.line);
  }
};

}  // namespace lemmata
