#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e01();
Family e02();

std::vector<Family> oracles() { return {e01(), e02()}; }

}  // namespace lemmata::exam::bank
