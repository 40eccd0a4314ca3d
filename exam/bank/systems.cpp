#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

std::vector<Family> systems() { return {}; }

}  // namespace lemmata::exam::bank
