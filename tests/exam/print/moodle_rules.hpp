// What Moodle's importer asks of a file, and the questions as it reads them.
#pragma once

#include <string>
#include <vector>

namespace lemmata::exam {

/// A question as read back.
struct ReadQuestion {
  std::string type, idnumber, grade;
  std::vector<std::vector<std::string>> keys;  // for each thing that is answered, all right answers; a number as "value:tolerance"
  std::vector<std::string> wrong;              // answers with a feedback that are not right
};
struct ReadQuiz {
  std::vector<ReadQuestion> questions;
  std::vector<std::string> violations;  // of the rules, a sentence each
};
ReadQuiz read_moodle(const std::string& xml);

}  // namespace lemmata::exam
