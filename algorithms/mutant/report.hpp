// The answer to a mutant as text and as JSON (docs/mutant-json.md).
#pragma once

#include <nlohmann/json.hpp>

#include "lemmas/mutant.hpp"

namespace lemmata {

nlohmann::ordered_json json(const Answer& answer);
std::string text(const Answer& answer);

/// 0 true, 1 false, 3 undecided.
int exit_code(const Answer& answer);

/// Every family with its statement, its parameters and the lecture's values.
std::string list_of_families();

}  // namespace lemmata
