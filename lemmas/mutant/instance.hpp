// Instances in one dimension that are sharp for the lemmas: f = hx²/2 with the oracle g(x) = hx(1 ± √M) ± σ.
#pragma once

#include "lemmas/difference.hpp"
#include "lemmas/expectation/moments.hpp"
#include "lemmas/expectation/over_paths.hpp"
#include "lemmas/mutant/answer.hpp"

namespace lemmata {

/// V(x) = M‖∇f(x)‖² + σ² for every x, with M = root_M².
struct Line {
  Exact h = 1, root_M = 0, sigma = 0;

  Exact M() const { return root_M * root_M; }
  Exact sigma2() const { return sigma * sigma; }
  Exact L() const { return h < 0 ? Exact(-h) : h; }
};

/// Its outcomes as the terms of a sum: one, two or four.
inline QuadraticSum outcomes(const Line& line) {
  QuadraticSum sum;
  for (const int factor : {1, -1})
    for (const int noise : {1, -1}) {
      if ((factor < 0 && line.root_M == 0) || (noise < 0 && line.sigma == 0)) continue;
      sum.A.push_back(Matrix<Exact>::Constant(1, 1, line.h * (1 + factor * line.root_M)));
      sum.b.push_back(Vector<Exact>::Constant(1, -noise * line.sigma));
    }
  return sum;
}

/// A run of it along a fixed schedule.
struct LineRun {
  Line line;
  Exact gamma, x0;
  Schedule schedule;
};

inline Expectations<Exact> by_moments(const LineRun& run) {
  return moments<Exact>(outcomes(run.line), run.gamma, Vector<Exact>::Constant(1, run.x0), run.schedule);
}
inline Expectations<Exact> by_paths(const LineRun& run, std::size_t most_nodes = 2'000'000) {
  return over_paths<Exact>(outcomes(run.line), run.gamma, Vector<Exact>::Constant(1, run.x0), run.schedule, most_nodes);
}

/// "J_1={},J_2={0,1}".
inline std::string to_string(const Schedule& schedule) {
  std::string text;
  for (std::size_t t = 1; t < schedule.size(); ++t) {
    text += (t > 1 ? "," : "") + ("J_" + std::to_string(t)) + "={";
    for (const Missing& m : schedule.missing(t)) text += (text.back() == '{' ? "" : ",") + std::to_string(m.k);
    text += "}";
  }
  return text;
}

inline Facts facts(const LineRun& run, const std::string& reads) {
  const Line& line = run.line;
  return {{"f", "h/2*x^2"},
          {"h", to_string(line.h)},
          {"L", to_string(line.L())},
          {"M", to_string(line.M())},
          {"sigma2", to_string(line.sigma2())},
          {"oracle", "h*x*(1+-sqrt(M))+-sigma"},
          {"x_0", to_string(run.x0)},
          {"gamma", to_string(run.gamma)},
          {"schedule", reads}};
}

}  // namespace lemmata
