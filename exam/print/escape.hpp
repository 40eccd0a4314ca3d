// Text as it stands in a file of another language.
#pragma once

#include <string>
#include <string_view>

namespace lemmata::exam {

/// For HTML and XML, between tags and in attributes with double quotes.
inline std::string escaped(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '&') all += "&amp;";
    else if (c == '<') all += "&lt;";
    else if (c == '>') all += "&gt;";
    else if (c == '"') all += "&quot;";
    else all += c;
  }
  return all;
}

}  // namespace lemmata::exam
