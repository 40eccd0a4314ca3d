// The text of a question taken apart (exam/question.hpp says how it is written), and put together again in another language.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "exam/question.hpp"

namespace lemmata::exam {

struct Piece {
  enum class Is { words, formula, displayed, gap };
  Is is = Is::words;
  std::string text = {};  // of a formula: TeX without its delimiters
  std::size_t gap = 0;    // from 0
};
using Paragraph = std::vector<Piece>;

/// Throws std::invalid_argument naming what is not closed, or a gap within a formula.
std::vector<Paragraph> paragraphs(std::string_view text);

/// How a language says each of them.
struct Voice {
  std::function<std::string(std::string_view words)> words;
  std::function<std::string(const std::string& tex, bool displayed)> formula;
  std::function<std::string(std::size_t gap)> gap;
  std::string before = {}, after = {};  // a paragraph
};
std::string said(std::string_view text, const Voice& voice);
/// Of a cell or a line: without paragraphs.
std::string said_inline(std::string_view text, const Voice& voice);

/// The key of a gap as text: "\(\frac{3}{4}\)", "\(\{0,2\}\)", "keep".
std::string shown(const Gap& gap, const std::string& value);
inline std::string shown(const Gap& gap) { return shown(gap, gap.key); }

/// What stands in the key of a question beside its text, under headings: lines of text.
struct Note {
  std::string heading;
  std::vector<std::string> lines;
};
/// Answer, where it goes wrong (diagnoses), solution, rubric, how the key was found.
std::vector<Note> key_notes(const Question& question);

/// "A" for 0.
inline std::string letter(std::size_t i) { return std::string(1, static_cast<char>('A' + i)); }
/// The order in which of all lines that can come next the one printed first comes first: the one accepted order that this rule leaves.
std::vector<std::size_t> first_order(const Ordering& ordering);

/// "E09, version 1, seed 3, digest 0123456789abcdef".
std::string where_from(const Stamp& stamp);
/// What a student is told to do, beside the statement; empty where the statement says it.
std::string instruction(const Question& question);

}  // namespace lemmata::exam
