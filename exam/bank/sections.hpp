// The bank by sections, each in the order of the lecture. A family is one file: bank/e09.cpp defines `Family e09()`.
#pragma once

#include "exam/family.hpp"

namespace lemmata::exam::bank {

std::vector<Family> oracles();       // E01–E06: oracles and variance
std::vector<Family> mini_batches();  // E07–E12
std::vector<Family> delays();        // E13–E19: delay bookkeeping, the virtual iterate
std::vector<Family> proofs();        // E20–E31: the lemmas, the theorem, step sizes
std::vector<Family> systems();       // E32–E36: Hogwild!, shared memory
std::vector<Family> beyond();        // E37–: claims of the lecture that have no question above, and what is sharper than it

}  // namespace lemmata::exam::bank
