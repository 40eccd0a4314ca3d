// The problems by name: what the command line asks for and what a stored trace rebuilds.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "algorithms/problems/lattice_oracle.hpp"
#include "algorithms/problems/linear_model.hpp"
#include "algorithms/problems/quadratic.hpp"

namespace lemmata {

/// The last two are what a run on a lattice sees of the first two.
using Problem = std::variant<Quadratic, LinearModel<Squared>, LinearModel<Logistic>, LinearModel<Sigmoid>, LinearModel<GemanMcClure>,
                             LatticeOracle<Quadratic>, LatticeOracle<LinearModel<Squared>>>;

/// A problem as it is asked for. Constants are for the problems that leave them open (`problem_names` says which).
struct ProblemSpec {
  std::string name = "quiz";
  std::optional<Exact> L = {}, M = {}, sigma2 = {};
  std::optional<std::size_t> dimension = {};
  std::optional<std::string> data_file = {};        // in LIBSVM format; nothing: WDBC, which is built in
  std::shared_ptr<const Dataset> data = {};         // the rows of data_file once they are read (`with_data`)
};

struct ProblemName {
  std::string_view name, title;
  std::string_view takes;  // of L, M, sigma2, dimension, data
};

/// quiz, noisy-quadratic, saddle, coordinate, rational-least-squares, interpolation, then those from data: least-squares,
/// geman-mcclure, logistic, sigmoid.
const std::vector<ProblemName>& problem_names();

/// Throws InputError for an unknown name, naming all; for a constant that the problem does not take or cannot have; for a data file
/// that cannot be read or does not fit.
Problem make_problem(const ProblemSpec& spec);

/// The same problem with its gradients rounded to 2^−q ℤᵈ at the step size γ. Throws InputError if it is no sum of quadratics.
Problem lattice_oracle(const Problem& problem, const Exact& gamma, int q);

/// Its rows are a data set's. Throws InputError for an unknown name.
bool is_data_problem(const ProblemSpec& spec);
/// "logistic regression on WDBC".
std::string title(const ProblemSpec& spec);

std::size_t n(const Problem& problem);
std::size_t dimension(const Problem& problem);
const Constants& constants(const Problem& problem);
/// Every constant of the problem is proved again.
bool certified(const Problem& problem);

/// The same with the rows of its data file, read now if they were not before.
ProblemSpec with_data(ProblemSpec spec);

/// Rationals as strings; the rows of a user's file whole, as LIBSVM text, and of WDBC the digest alone: a stored spec needs no file.
void to_json(nlohmann::json& json, const ProblemSpec& spec);
/// Throws InputError for anything that to_json does not write, and for a WDBC with another digest.
void from_json(const nlohmann::json& json, ProblemSpec& spec);

}  // namespace lemmata
