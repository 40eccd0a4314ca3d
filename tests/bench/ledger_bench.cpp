// What the slack ledger costs: the thirteen slacks of a Hogwild run on WDBC, enclosed, against the numbers they are made of in plain double
// (both gradients, f, the variances by coordinate; std::exp, no bounds). Medians; the ratio is what counts (goal: 10).
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "algorithms/hogwild.hpp"
#include "algorithms/problems/wdbc.hpp"
#include "algorithms/verify/one_run.hpp"
#include "lemmas/step_size.hpp"

namespace {

using namespace lemmata;

/// O(nd) a step: rows yᵢaᵢ.
class Plain {
 public:
  explicit Plain(const Dataset& data)
      : A_(Matrix<double>::Zero(static_cast<Eigen::Index>(data.n()), static_cast<Eigen::Index>(data.dimension()))) {
    for (std::size_t i = 0; i < data.n(); ++i)
      for (std::size_t k = 0; k < data.row(i).column.size(); ++k)
        A_(static_cast<Eigen::Index>(i), data.row(i).column[k]) = data.label[i] * data.row(i).value[k];
  }
  double step(const Vector<double>& x, const Vector<double>& x_virtual) const {
    const auto n = static_cast<double>(A_.rows());
    const auto slope = [](double z) { return -1 / (1 + std::exp(z)); };
    const Vector<double> p = (A_ * x).unaryExpr(slope), m_virtual = A_ * x_virtual;
    const Vector<double> G = A_.transpose() * p / n, G_virtual = A_.transpose() * m_virtual.unaryExpr(slope).matrix() / n;
    const double f = m_virtual.unaryExpr([](double z) { return std::max(-z, 0.0) + std::log1p(std::exp(-std::abs(z))); }).sum() / n;
    Vector<double> variances = Vector<double>::Zero(A_.cols());
    for (Eigen::Index i = 0; i < A_.rows(); ++i) variances += (p(i) * A_.row(i).transpose() - G).cwiseAbs2();
    return f + G.dot(G_virtual) + variances.sum() / n;
  }

 private:
  Matrix<double> A_;
};

template <class Work>
double median_seconds(int rounds, const Work& work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto from = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
  }
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[static_cast<std::size_t>(rounds / 2)];
}

}  // namespace

int main() {
  constexpr std::size_t T = 200;
  const Problem problem = make_problem({.name = "logistic"});
  const auto& logistic = std::get<LinearModel<Logistic>>(problem);
  const Run run = to_run(hogwild(logistic, {.gamma = critical_step_size(logistic.constants(), 64), .workers = 8, .iterations = T, .seed = 7}));
  const Plain plain(logistic.data());
  double sum = 0, width = 0;
  const double computed = median_seconds(5, [&] {
    for (std::size_t t = 0; t < T; ++t) sum += plain.step(run.x.col(static_cast<Eigen::Index>(t)), run.x.col(static_cast<Eigen::Index>(t)));
  });
  const double judged = median_seconds(5, [&] { width = one_run(problem, run, false, 1).budget.relative_width(); });
  fmt::print("The ledger of {} iterations on WDBC: {:.2f} ms a step, plain double {:.2f} ms: x {:.1f} (goal 10)\n", T, 1e3 * judged / T,
             1e3 * computed / T, judged / computed);
  fmt::print("it adds up within {:.1g} of the sum of its slacks (goal 1e-12); checksum {:.3g}\n", width, sum);
}
