// A zip file of stored files without times: the same bytes on every machine, and its files can be read in it as they are.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace lemmata::exam {

/// Of (name, bytes). Throws std::invalid_argument if there are 2¹⁶ files or 2³² bytes.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace lemmata::exam
