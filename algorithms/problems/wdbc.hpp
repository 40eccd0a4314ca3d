// The data set that is at hand on every machine: Breast Cancer Wisconsin (Diagnostic), 569 rows, 30 features, compiled into the library.
//
// W. Wolberg, O. Mangasarian, N. Street, W. Street, UCI Machine Learning Repository, CC BY 4.0; see wdbc.LICENSE.
#pragma once

#include "algorithms/problems/data.hpp"

namespace lemmata {

/// Malignant +1, benign −1; the features scaled (see `scaled`).
const Dataset& wdbc();

}  // namespace lemmata
