// Why tuning γ gives the rates, as algebra.
#pragma once

#include <string>

#include "lemmas/certificate.hpp"

namespace lemmata {

/// s²/γ + γ ≤ A s²/γ_crit + B s at γ = min{γ_crit, s}, for A ≥ 1 and B ≥ 2; over βLσ²/α these are the two sides of tuning, with
/// s = √(F₀/(βLTσ²)), A = αC₁/κ, B = αC₂/√β. B is irrational in general: `B_squared` says in which number it is known.
/// `main`: the inequality that is tuned; then S ≤ s²/γ + γ rests on it, and the certificate is one of S ≤ A s²/γ_crit + B s.
Certificate tuning_certificate(const Exact& A, const Exact& B_squared, std::string statement, const std::string& main = "");

}  // namespace lemmata
