#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

std::vector<Family> delays() { return {}; }

}  // namespace lemmata::exam::bank
