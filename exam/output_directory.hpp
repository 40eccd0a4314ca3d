// A directory of papers: written as a whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lemmata::exam {

/// Throws InputError naming the directory if it is there and not empty (unless forced), if it is a file, or if its parent cannot be written to.
void require_free(const std::filesystem::path& directory, bool force);

/// `directory` holds exactly the given files (name with folders, bytes) and what `finish` adds to them. All is made in a directory beside it,
/// which then takes its place; interrupts wait meanwhile. Throws as above; the directory is then as it was.
void write_directory(const std::filesystem::path& directory, const std::vector<std::pair<std::string, std::string>>& files, bool force,
                     const std::function<void(const std::filesystem::path&)>& finish);

/// PDFs of the exam.tex, or of paper.html and key.html, in a directory: paper.pdf and key.pdf, by pdflatex or Chromium, whichever is found.
/// Says which it was; or what went wrong, or how to get one of them, and then there are none.
struct Pdfs {
  bool made = false;
  std::string how;
};
Pdfs make_pdfs(const std::filesystem::path& directory);

}  // namespace lemmata::exam
