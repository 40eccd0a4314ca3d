// What a user asks `lemmata-verify` for, and the checked values it becomes.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "algorithms/hogwild.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "algorithms/problems/catalog.hpp"
#include "lemmas/sampling.hpp"

namespace lemmata {

/// The algorithms by name.
enum class Method { mini_batch, delayed, hogwild };
std::string_view name(Method method);

/// What stands on the command line, unread.
struct Words {
  std::optional<std::string> problem = {}, data = {}, L = {}, M = {}, sigma2 = {}, dimension = {}, x0 = {}, algorithm = {}, workers = {}, batch = {},
                             sampling = {}, form = {}, schedule = {}, iterations = {}, tau = {}, gamma = {}, writes = {}, seed = {}, arithmetic = {},
                             lattice_bits = {};
};

/// The options of a run: the command line and stored traces name them alike.
struct Option {
  std::string_view name;
  std::optional<std::string> Words::*word;
  std::string_view help;
};
inline constexpr std::array run_options{
    Option{"problem", &Words::problem, "quiz, noisy-quadratic, saddle, coordinate, rational-least-squares, interpolation, least-squares, "
                                       "geman-mcclure, logistic (default), sigmoid"},
    Option{"data", &Words::data, "a LIBSVM file, for the last four; default: WDBC, which is built in"},
    Option{"L", &Words::L, "smoothness constant, for quiz, noisy-quadratic and saddle"},
    Option{"M", &Words::M, "relative part of the noise bound, for problems that leave a choice"},
    Option{"sigma2", &Words::sigma2, "absolute part of the noise bound, for noisy-quadratic"},
    Option{"dimension", &Words::dimension, "d, for quiz and coordinate"},
    Option{"x0", &Words::x0, "every coordinate of the starting point"},
    Option{"algorithm", &Words::algorithm, "mini-batch, delayed, hogwild (default)"},
    Option{"workers", &Words::workers, "threads that compute gradients (default 8; mini-batch 2)"},
    Option{"batch", &Words::batch, "mini-batch: b (default 8)"},
    Option{"sampling", &Words::sampling, "mini-batch: with-replacement (default), without-replacement"},
    Option{"form", &Words::form, "mini-batch: sum (default), mean (then gamma is divided by b)"},
    Option{"schedule", &Words::schedule, "delayed: constant (default), slow-reader, blocks"},
    Option{"iterations", &Words::iterations, "T; mini-batch: number of batches (default 2000; mini-batch 250)"},
    Option{"tau", &Words::tau, "delay declared in advance (default 8·workers; delayed 5; mini-batch b)"},
    Option{"gamma", &Words::gamma, "step size: crit = 1/(10L(M+tau)) (default), tuned = min{crit, sqrt(F0/(L T sigma2))}, a fraction as 1/250, "
                                   "or a decimal; read exactly"},
    Option{"writes", &Words::writes, "hogwild: coordinate (default), vector"},
    Option{"seed", &Words::seed, "of the samples (default 1)"},
    Option{"arithmetic", &Words::arithmetic, "double (default), lattice (exact sums, for sums of quadratics)"},
    Option{"lattice-bits", &Words::lattice_bits, "lattice: every number is a multiple of 2^-q, q = 0, ..., 52 (default 40)"},
};

/// One run to make.
struct Request {
  Words words;                                     // as it was asked for
  ProblemSpec problem;
  Method method = Method::hogwild;
  std::size_t workers = 8;
  std::size_t batch = 8;                           // mini-batch
  Sampling sampling = Sampling::with_replacement;  // mini-batch
  Form form = Form::sum;                           // mini-batch
  std::string schedule = "constant";               // delayed
  std::size_t iterations = 2000;
  std::size_t tau = 64;                            // declared before the run; the schedule's own, for delayed SGD
  std::optional<Exact> gamma;                      // as given; nothing: γ_crit of the declared τ, or tuned
  bool tuned = false;                              // γ = min{γ_crit, √(F₀/(LTσ²))}
  Writes writes = Writes::coordinate;              // hogwild
  std::uint64_t seed = 1;
  std::optional<int> lattice_bits;                 // q; nothing: in doubles
  std::optional<Exact> x0;                         // every coordinate; nothing: 1 for the small problems, 0 for data
};

/// The options that were given, by name.
void to_json(nlohmann::json& json, const Words& words);
void from_json(const nlohmann::json& json, Words& words);

/// Throws InputError naming the option, its value and what would be right.
Request request(const Words& words);

/// The runs that are made without arguments.
std::vector<Request> tour(const std::optional<std::string>& seed);

/// A whole number ≥ least. Throws InputError otherwise.
std::uint64_t whole_number(std::string_view option, const std::string& text, std::uint64_t least);

}  // namespace lemmata
