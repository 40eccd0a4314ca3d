#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e01();
Family e02();
Family e03();
Family e04();
Family e05();
Family e06();

std::vector<Family> oracles() { return {e01(), e02(), e03(), e04(), e05(), e06()}; }

}  // namespace lemmata::exam::bank
