#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

std::vector<Family> mini_batches() { return {}; }

}  // namespace lemmata::exam::bank
