// What a verdict costs: Decrease at one moment of a logistic run on WDBC, every line judged in enclosures, against the same numbers in
// plain double (std::exp, std::log1p, no bounds, no verdict). In alternation, medians; the ratio is what counts.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "algorithms/hogwild.hpp"
#include "algorithms/problems/linear_model.hpp"
#include "algorithms/problems/wdbc.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/virtual_iterate.hpp"

namespace {

using namespace lemmata;

double softplus_of_libm(double z) { return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))); }

/// The numbers of a moment in double: rows yᵢaᵢ and K = AAᵀ given.
class Plain {
 public:
  explicit Plain(const Dataset& data)
      : A_(Matrix<double>::Zero(static_cast<Eigen::Index>(data.n()), static_cast<Eigen::Index>(data.dimension()))) {
    for (std::size_t i = 0; i < data.n(); ++i)
      for (std::size_t k = 0; k < data.row(i).column.size(); ++k)
        A_(static_cast<Eigen::Index>(i), data.row(i).column[k]) = data.label[i] * data.row(i).value[k];
    K_ = A_ * A_.transpose();
  }
  double moment(double gamma, const Vector<double>& x, const Vector<double>& x_virtual) const {
    const auto n = static_cast<double>(A_.rows());
    const Vector<double> m = A_ * x, m_virtual = A_ * x_virtual;
    const auto slope = [](double z) { return -1 / (1 + std::exp(z)); };
    const Vector<double> p = m.unaryExpr(slope), p_virtual = m_virtual.unaryExpr(slope);
    const Vector<double> G = A_.transpose() * p / n, G_virtual = A_.transpose() * p_virtual / n;
    double f_virtual = 0, next = 0, second_moment = 0;
    for (Eigen::Index j = 0; j < A_.rows(); ++j) f_virtual += softplus_of_libm(-m_virtual(j));
    for (Eigen::Index i = 0; i < A_.rows(); ++i) {
      const double step = gamma * p(i);
      for (Eigen::Index j = 0; j < A_.rows(); ++j) next += softplus_of_libm(step * K_(j, i) - m_virtual(j));
      second_moment += p(i) * p(i) * K_(i, i);
    }
    return f_virtual / n + next / (n * n) + second_moment / n + G.dot(G_virtual) + (x - x_virtual).squaredNorm();
  }

 private:
  Matrix<double> A_, K_;
};

}  // namespace

int main() {
  const LinearModel<Logistic> problem(wdbc());
  const Exact gamma = critical_step_size(problem.constants(), 64);
  const Run run = to_run(hogwild(problem, {.gamma = gamma, .workers = 8, .iterations = 200, .seed = 7}));
  const Matrix<Exact> x_virtual = virtual_iterates(run);
  const Plain plain(problem.data());
  std::vector<double> judged, computed;
  std::size_t holds = 0, lines = 0;
  double sum = 0;
  const auto seconds = [](auto&& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  };
  for (Eigen::Index t = 0; t < 200; t += 4) {
    const Vector<Exact> x = exact(run.x.col(t)), x_t = x_virtual.col(t);
    judged.push_back(seconds([&] {
      for (const auto& step : decrease(moment<Enclosure>(problem, gamma, x, x_t), problem.constants(), gamma)) {
        ++lines;
        holds += step.outcome() == Outcome::holds;
      }
    }));
    const Vector<double> x_double = run.x.col(t), x_t_double = x_t.unaryExpr([](const Exact& a) { return a.convert_to<double>(); });
    computed.push_back(seconds([&] { sum += plain.moment(gamma.convert_to<double>(), x_double, x_t_double); }));
  }
  const auto median = [](std::vector<double>& times) {
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
  };
  const double judging = median(judged), computing = median(computed);
  fmt::print("Decrease at one moment, logistic on WDBC (n = 569, d = 30), milliseconds, medians of {}\n", judged.size());
  fmt::print("  judged in enclosures  {:7.3f}   x {:.2f}   ({} of {} lines decided on the first rung)\n", 1e3 * judging, judging / computing, holds, lines);
  fmt::print("  plain double          {:7.3f}   x 1.00   (sum of all {:.3f})\n", 1e3 * computing, sum);
}
