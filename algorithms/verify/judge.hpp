// Every line of the lecture, asked along a run: the decision ladder.
//
// Each line is first computed in intervals of doubles; what these leave open is asked again in 256-bit intervals, then, where the
// problem is rational, in rationals. The rung that decided is counted in the row. Lines between rationals (delays, step sizes, the
// sure lines of Difference) are judged in rationals at once.
#pragma once

#include <functional>

#include "algorithms/problems/catalog.hpp"
#include "algorithms/verify/verdicts.hpp"
#include "lemmas/run.hpp"
#include "lemmas/sampling.hpp"

namespace lemmata {

struct JudgeOptions {
  std::size_t every = 1;                             // judge t = 0, every, 2·every, …
  std::size_t threads = 1;                           // that judge; the verdicts do not depend on it
  std::optional<std::size_t> batch;                  // b, if the run is mini-batch SGD
  Sampling sampling = Sampling::with_replacement;    // of the batch; without, the samples of a batch are not independent
  std::string lemma = {};                            // whose steps are kept to be shown
  bool along = false;                                // both sides of every line are kept at every iteration
  std::optional<Matrix<Exact>> reads = {};           // in real numbers, known otherwise than from the masks: these are asked whether they agree
  std::function<void(double)> progress = [](double) {};  // called from one thread with the share done
};

struct Judgement {
  Verdicts verdicts;
  std::array<std::size_t, 3> rungs{};  // lines with an expectation, by the rung of the ladder that decided them
  std::vector<double> gradient2;       // ‖∇f(xₜ)‖² for every t
  Exact rounding = 0;  // max over t, c of |xₜ[c] − the same read in real numbers|
};

/// Throws std::invalid_argument if `every` is 0 or the run has no iterations.
Judgement judge(const Problem& problem, const Run& run, const JudgeOptions& options);

}  // namespace lemmata
