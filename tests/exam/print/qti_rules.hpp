// What QTI 2.1 asks of a package, and the items as they read back.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lemmata::exam {

/// The stored files of a zip, by its directory. Throws std::runtime_error if a length or a checksum is wrong.
std::map<std::string, std::string> unzipped(const std::string& bytes);

struct ReadItem {
  std::string label;
  std::vector<std::vector<std::string>> keys;  // of each response in order: its values
  std::string maximum;
};
struct ReadPackage {
  std::vector<ReadItem> items;
  std::vector<std::string> violations;
};
ReadPackage read_qti(const std::string& bytes);

}  // namespace lemmata::exam
