#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e07();
Family e08();
Family e09();
Family e10();
Family e11();
Family e12();

std::vector<Family> mini_batches() { return {e07(), e08(), e09(), e10(), e11(), e12()}; }

}  // namespace lemmata::exam::bank
