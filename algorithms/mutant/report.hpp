// The answer to a mutant as text and as JSON (docs/pages/mutant-json.md).
#pragma once

#include <nlohmann/json.hpp>

#include "lemmas/mutant/best.hpp"

namespace lemmata {

nlohmann::ordered_json json(const Answer& answer);
std::string text(const Answer& answer);

nlohmann::ordered_json json(const std::vector<Best>& constants);
/// "c   1/4 · 9/20 · 23/50": the lecture's value, the best that is proved, the best that is refuted; then what they rest on.
std::string text(const std::vector<Best>& constants);

/// 0 true, 1 false, 3 undecided.
int exit_code(const Answer& answer);

/// Every family with its statement, its parameters and the lecture's values.
std::string list_of_families();

}  // namespace lemmata
