#include "exam/bank/sections.hpp"

namespace lemmata::exam::bank {

Family e37();
Family e38();
Family e39();
Family e40();
Family e41();
Family e42();
Family e43();
Family e44();
Family e45();
Family e46();
Family e47();

std::vector<Family> beyond() { return {e37(), e38(), e39(), e40(), e41(), e42(), e43(), e44(), e45(), e46(), e47()}; }

}  // namespace lemmata::exam::bank
