// Is a sheet as it was generated? Every question is made again from its stamp and written again.
#pragma once

#include <string>
#include <vector>

#include "exam/question.hpp"

namespace lemmata::exam {

struct Verified {
  std::size_t questions = 0;
  std::vector<std::string> edits;  // "key.md:41: question 4 (E09): '…' is not what was generated: '…'"; none if all is as it was
};

/// `text` is a file of any format that exam/print/papers.hpp writes; `name` is what it is called. Between the marks of a question not a byte
/// may differ; what stands outside of them (cover, headings) may.
/// `race` is the exercise of a recorded race, where the sheet has one (exam/distributed.hpp). Throws InputError if it holds no stamp, or is
/// a PDF.
Verified verify_sheet(const std::string& name, const std::string& text, const std::optional<Question>& race = {});

}  // namespace lemmata::exam
