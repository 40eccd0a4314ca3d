// The same questions in every format: what is handed out, its key, and what learning platforms import.
//
// Each question stands between two marks that say where it comes from and how it was written (comments of the format), so that
// exam/print/verify_sheet.hpp can write it again and compare.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "exam/form.hpp"

namespace lemmata::exam {

enum class Format { latex, html, html_key, markdown, markdown_key, moodle, qti };
inline constexpr std::array<std::string_view, 7> format_names{"latex", "html", "html-key", "markdown", "markdown-key", "moodle", "qti"};

/// What can be chosen of a paper. `space` for an answer: the share of a page that a question of 6 points gets, others in proportion.
struct Layout {
  enum class Paper { a4, letter };
  enum class Space { none, third, half, full };
  Paper paper = Paper::a4;
  Space space = Space::third;
};
inline constexpr std::array<std::string_view, 2> paper_names{"a4", "letter"};
inline constexpr std::array<std::string_view, 4> space_names{"none", "third", "half", "full"};
/// In millimetres: at most half of a page, so that a question and its space stay together.
unsigned answer_space(const Question& question, const Layout& layout);

/// At the head of a file with all questions of a form: how many there are.
std::string form_mark(Format format, const Form& form);
/// One question with its marks.
std::string block(Format format, const Question& question, std::size_t number, const Layout& layout);

/// LaTeX, article with packages of texlive-latex-base. Paper, and with \withkey defined its key.
std::string latex(const Form& form, const Layout& layout);
/// HTML with MathML and without scripts, to be printed.
std::string html(const Form& form, const Layout& layout, bool key);
std::string markdown(const Form& form, const Layout& layout, bool key);
/// XML as Moodle's importer reads it.
std::string moodle(const Form& form);
/// A QTI 2.1 package: the bytes of a zip file.
std::string qti(const Form& form);
/// What is asked, what it covers, and the stamps.
nlohmann::json blueprint(const Form& form);
/// For a terminal of 80 columns.
std::string terminal(const Question& question, bool key);

using File = std::pair<std::string, std::string>;  // name, bytes
/// All of the above.
std::vector<File> papers(const Form& form, const Layout& layout);

namespace writing {  // of the formats, each in a file of its own

std::string latex_question(const Question& question, std::size_t number, const Layout& layout);
std::string html_question(const Question& question, std::size_t number, const Layout& layout, bool key);
std::string markdown_question(const Question& question, std::size_t number, const Layout& layout, bool key);
std::string moodle_question(const Question& question, std::size_t number);
std::string qti_item(const Question& question, std::size_t number);

/// What platforms that take decimals only are told of a number.
struct Decimal {
  std::string value, tolerance;
  bool exact;
};
Decimal decimal(const Gap& gap, const std::string& value);
/// How a set or a vector may be written: with and without spaces, a set also without braces.
std::vector<std::string> writings(const Gap& gap);
/// Slips whose decimals the key's tolerance does not cover.
std::vector<Slip> distinct_slips(const Gap& gap);

}  // namespace writing
}  // namespace lemmata::exam
