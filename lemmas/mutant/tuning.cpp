#include "lemmas/mutant/tuning.hpp"

namespace lemmata {

Certificate tuning_certificate(const Exact& A, const Exact& B_squared, std::string statement, const std::string& main) {
  const auto var = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = var("γ"), i = var("i"), j = var("j"), B = var("B"), gamma_crit = gamma + i, s = gamma + j;
  const Polynomial untuned = s * s * gamma_crit + gamma * gamma * gamma_crit, tuned = A * s * s * gamma + B * s * gamma * gamma_crit;
  const Polynomial left = main.empty() ? untuned : var("S") * gamma * gamma_crit;
  Certificate proof{.statement = std::move(statement),
                    .difference = tuned - left,
                    .known = {{s * gamma * gamma_crit, B - 2, "B = αC₂/√β, B² = " + to_string(B_squared) + " ≥ 4"},
                              {j, -(i * j), "i = 0 or j = 0: γ is the smaller one of γ_crit and s"}},
                    .vectors = {},
                    .of_any_sign = {},
                    .notes = {"s = √(F₀/(βLTσ²)), γ_crit = γ + i, s = γ + j; over βLσ²/α, times γγ_crit"}};
  if (!main.empty()) {
    proof.known.push_back({1, untuned - left, "main inequality: " + main});
    proof.notes.push_back("S = (α/T) Σ E‖∇f(xₜ)‖² over βLσ²");
  }
  return proof;
}

}  // namespace lemmata
