#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e13();
Family e14();
Family e15();
Family e16();
Family e17();
Family e18();
Family e19();
Family d1();

std::vector<Family> delays() { return {e13(), e14(), e15(), e16(), e17(), e18(), e19(), d1()}; }

}  // namespace lemmata::exam::bank
