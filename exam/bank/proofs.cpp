#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e20();
Family e21();
Family e22();
Family e23();
Family e24();
Family e25();
Family e26();
Family e27();
Family e28();
Family e29();
Family e30();
Family e31();

std::vector<Family> proofs() { return {e20(), e21(), e22(), e23(), e24(), e25(), e26(), e27(), e28(), e29(), e30(), e31()}; }

}  // namespace lemmata::exam::bank
