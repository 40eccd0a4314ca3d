// What a refused call says.
#pragma once

#include <stdexcept>
#include <string>

namespace lemmata {

/// The message of the std::invalid_argument, or "accepted".
template <class Call>
std::string refusal(Call&& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace lemmata
