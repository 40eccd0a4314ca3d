#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e32();
Family e33();
Family e34();
Family e35();
Family e36();

std::vector<Family> systems() { return {e32(), e33(), e34(), e35(), e36()}; }

}  // namespace lemmata::exam::bank
