#include "algorithms/verify/text.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace lemmata {

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0x1b) {  // a colour, ESC [ … m
      i = std::min(text.find('m', i), text.size());
      continue;
    }
    if ((byte & 0xc0) == 0x80) continue;                                          // inside a code point
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if ((byte == 0xcc && next >= 0x80) || (byte == 0xcd && next < 0xb0)) continue;  // U+0300 … U+036F
    ++count;
  }
  return count;
}

std::size_t terminal_width(std::FILE* stream) {
  winsize terminal{};
  return ioctl(fileno(stream), TIOCGWINSZ, &terminal) == 0 && terminal.ws_col > 0 ? terminal.ws_col : 80;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t used = 0;
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size()), end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(0, end);  // with the spaces before it
    if (!first && used + columns(word) > width) {
      out += "\n" + std::string(indent, ' ') + std::string(word.substr(begin));
      used = indent + columns(word.substr(begin));
    } else {
      out += word;
      used += columns(word);
    }
    text.remove_prefix(end);
  }
  return out;
}

std::string left(std::string_view text, std::size_t width) {
  const std::size_t used = columns(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string right(std::string_view text, std::size_t width) {
  const std::size_t used = columns(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string short_number(double value) {
  if (value == 0) return "0";
  const double size = std::abs(value);
  return size >= 1e-3 && size < 1e4 ? fmt::format("{:.4g}", value) : fmt::format("{:.2e}", value);
}

std::string short_slack(const Enclosure& slack) { return short_number(slack.lower()); }

std::string short_rational(const Exact& value) {
  const std::string text = to_string(value);
  return text.size() <= 16 ? text : "≈ " + short_number(value.convert_to<double>());
}

std::string percent(double share) {
  const double p = 100 * share;
  if (p == 0) return "0 %";
  if (std::abs(p) >= 1000) return p > 0 ? ">999 %" : "<-999 %";
  if (std::abs(p) < 0.1) return "<0.1 %";
  return std::abs(p) < 10 ? fmt::format("{:.1f} %", p) : fmt::format("{:.0f} %", p);
}

Style::Style(std::FILE* stream) : colour_(isatty(fileno(stream)) != 0 && std::getenv("NO_COLOR") == nullptr) {}

std::string Style::wrap(const char* code, std::string_view text) const {
  return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}
std::string Style::bold(std::string_view text) const { return wrap("1", text); }
std::string Style::faint(std::string_view text) const { return wrap("2", text); }
std::string Style::paint(Outcome outcome, std::string_view text) const {
  switch (outcome) {
    case Outcome::holds: return wrap("32", text);
    case Outcome::vacuous: return wrap("2", text);
    case Outcome::undecided: return wrap("33", text);
    case Outcome::violated: return wrap("1;31", text);
  }
  return std::string(text);
}

}  // namespace lemmata
