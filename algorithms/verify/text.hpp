// Text for an 80-column terminal: columns that stay aligned with combining marks (x̃), colours that vanish in a pipe.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/verdict.hpp"

namespace lemmata {

/// Columns that UTF-8 text takes on a terminal: code points without combining marks and colours.
std::size_t columns(std::string_view text);
/// Columns of the terminal behind `stream`; 80 where that is not known.
std::size_t terminal_width(std::FILE* stream);
/// Text broken at spaces, and only there, into lines of at most `width` columns; those after the first are indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 80);
std::string left(std::string_view text, std::size_t width);   // padded on the right
std::string right(std::string_view text, std::size_t width);  // padded on the left

/// Four significant digits, for reading: "3.12e-05", "0.25", "0".
std::string short_number(double value);
/// An exact zero as "0", other enclosures by their lower end.
std::string short_slack(const Enclosure& slack);
/// "p/q" where it is short, else "≈ 0.00082".
std::string short_rational(const Exact& value);
/// "44 %", "< 0.1 %".
std::string percent(double share);

/// Colours for `stream`, empty unless it is a terminal and NO_COLOR is not set.
struct Style {
  Style() = default;  // no colour
  explicit Style(std::FILE* stream);
  std::string paint(Outcome outcome, std::string_view text) const;
  std::string bold(std::string_view text) const;
  std::string faint(std::string_view text) const;

 private:
  std::string wrap(const char* code, std::string_view text) const;
  bool colour_ = false;
};

}  // namespace lemmata
