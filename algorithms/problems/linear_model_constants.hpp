// The constants of a linear model, proved from its data set as rationals. How: linear_model.hpp.
#pragma once

#include <optional>
#include <vector>

#include "algorithms/problems/data.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/assumptions.hpp"

namespace lemmata {

struct LinearModelConstants {
  Constants constants;
  std::vector<Exact> row_norm2;          // ‖aᵢ‖²
  std::optional<NoiseCurve> noise = {};  // for Squared, and
  std::vector<Exact> row_bend = {};      // aᵢᵀHaᵢ with H = (1/n) Σ aᵢaᵢᵀ
  Exact f_at_zero = 0;                   // ½ E y²
};

/// Throws InputError where LinearModel does. For the losses of losses.hpp.
template <class Loss>
LinearModelConstants linear_model_constants(const Dataset& data, const std::optional<Exact>& M);

}  // namespace lemmata
