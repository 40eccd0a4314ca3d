// The trace file: a run as it was recorded, with the problem it ran on, to be audited and judged again later or elsewhere.
//
//   "LEMMATA\n" · version · CRC-32 of the payload · length of the payload · payload (CBOR)          docs/pages/trace-format.md
//
// A trace gets its name when it is whole: under that name there is a whole file, or what was there before.
// Reading trusts nothing: sizes are compared before memory is taken, and never more is taken than the file's own size justifies.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <variant>

#include "algorithms/delayed_sgd.hpp"
#include "algorithms/recorder.hpp"

namespace lemmata {

struct Trace {
  nlohmann::json problem;  // what the run ran on: for whoever makes problems of it
  std::variant<Recording, Delayed> run;
};

inline constexpr std::uint32_t trace_version = 1;

/// Throws InputError naming the file, and leaves nothing behind, if it cannot be written.
void write_trace(const std::filesystem::path& file, const Trace& trace);

/// Throws InputError naming the file, and the byte or the field, if it is not a whole and unaltered trace of a known version.
/// What it holds is well-formed; whether it is true is the audit's question.
Trace read_trace(const std::filesystem::path& file);

}  // namespace lemmata
