// From a request to a report: make the problem, run the algorithm, audit what was recorded, judge every line.
#pragma once

#include <functional>
#include <string>

#include "algorithms/verify/report.hpp"

namespace lemmata {

struct VerifyOptions {
  std::size_t every = 1;                      // judge t = 0, every, 2·every, …
  std::size_t threads = 1;                    // that judge
  std::optional<std::string> save_trace;      // file to store the run in
  Expectation expectation = Expectation::strongest;
  std::size_t repeat = 1;                     // runs, with seeds seed, seed+1, …: one report
  std::string lemma = {};                     // whose steps the report keeps to be shown
  bool along = false;                         // the report keeps what is drawn: both sides of every line, ‖∇f(xₜ)‖², who had missed what
  std::function<void(double)> progress = [](double) {};
};

/// Makes the run and verifies it. Throws InputError or std::invalid_argument for a request that no run can satisfy.
RunReport verify(const Request& request, const VerifyOptions& options);

/// Verifies a stored run: the same table as when it was made. Throws InputError naming the file if it is not a sound trace.
RunReport verify_trace(const std::string& file, const VerifyOptions& options);

}  // namespace lemmata
