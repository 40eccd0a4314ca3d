// What an exact expectation costs: all sample paths of the quiz, and second moments of least squares. Processor seconds of one thread,
// medians; each beside what the plain way of writing it costs, and beside its goal.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "algorithms/problems/quadratic.hpp"
#include "algorithms/streams.hpp"
#include "lemmas/expectation/moments.hpp"
#include "lemmas/expectation/over_paths.hpp"

namespace {

using namespace lemmata;

template <class Work>
double seconds(int rounds, const Work& work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t from = std::clock();
    work();
    times.push_back(static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
  }
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[static_cast<std::size_t>(rounds / 2)];
}

/// ½(aᵢᵀx − yᵢ)², entries multiples of 1/16 in [−1, 1].
QuadraticSum least_squares(std::size_t n, Eigen::Index d) {
  std::uint64_t k = 0;
  const auto entry = [&] { return ratio(static_cast<long long>(word(1, k++, 0) % 33) - 16, 16); };
  QuadraticSum sum;
  for (std::size_t i = 0; i < n; ++i) {
    Vector<Exact> a(d);
    for (Eigen::Index c = 0; c < d; ++c) a(c) = entry();
    sum.A.push_back(a * a.transpose());
    sum.b.push_back(entry() * a);
  }
  return sum;
}

double relative_width(const std::vector<Enclosure>& values) {
  double worst = 0;
  for (const Enclosure& a : values) worst = std::max(worst, (a.upper() - a.lower()) / a.magnitude());
  return worst;
}

/// A problem that keeps its data to itself: its gradients and values are asked for, in rationals.
struct Opaque {
  Quadratic problem;
  std::size_t n() const { return problem.n(); }
  std::size_t dimension() const { return problem.dimension(); }
  const Constants& constants() const { return problem.constants(); }
  Exact f(const Vector<Exact>& x) const { return problem.f(x); }
  Vector<Exact> gradient(const Vector<Exact>& x) const { return problem.gradient(x); }
  Vector<Exact> gradient_i(std::size_t i, const Vector<Exact>& x) const { return problem.gradient_i(i, x); }
  Vector<Exact> gradient_difference(const Vector<Exact>& x, const Vector<Exact>& gap) const { return problem.gradient_difference(x, gap); }
};

void paths() {
  constexpr std::size_t T = 18;
  constexpr double nodes = (1 << (T + 1)) - 1;
  const Quadratic problem = quiz();
  const Vector<Exact> x0 = Vector<Exact>::Ones(1);
  fmt::print("All paths of the quiz (n = 2, d = 1), T = {}, {} nodes, exact: 10⁶ nodes a second (goal 2)\n", T, nodes);
  for (const std::size_t tau : {0u, 1u, 3u, 5u}) {
    const Exact gamma = 1 / Exact(10 * std::max<std::size_t>(tau, 1));
    const Schedule schedule = Schedule::constant_delay(T, 1, tau), shorter = Schedule::constant_delay(12, 1, tau);
    const double integers = nodes / seconds(5, [&] { over_paths<Exact>(problem, gamma, x0, schedule); });
    const double rationals = ((1 << 13) - 1) / seconds(3, [&] { over_paths<Exact>(Opaque{problem}, gamma, x0, shorter); });
    fmt::print("  tau = {}   integers {:5.2f}   rationals, through the problem {:5.3f}   x {:.0f}\n", tau, integers / 1e6, rationals / 1e6,
               integers / rationals);
  }
  const Schedule blocks = Schedule::blocks(T, 1, 6);
  const auto of_samples = [&](std::size_t t, std::span<const std::size_t>) { return blocks.missing(t); };
  const double multisets = seconds(5, [&] { over_paths<Exact>(problem, ratio(1, 60), x0, blocks); });
  const double sequences = seconds(1, [&] { over_paths<Exact>(problem, ratio(1, 60), x0, T, of_samples); });
  fmt::print("  three batches of b = 6: multisets {:.4f} s, sequences {:.2f} s   x {:.0f}\n", multisets, sequences, sequences / multisets);
}

void exact_moments() {
  const QuadraticSum sum = least_squares(4, 2);
  const Vector<Exact> x0 = Vector<Exact>::Ones(2);
  const Exact gamma = ratio(1, 50);
  const Schedule schedule = Schedule::constant_delay(60, 2, 5);
  const double moments_of_60 = seconds(21, [&] { moments<Exact>(sum, gamma, x0, schedule); });
  fmt::print("Exact moments, n = 4, d = 2, tau = 5, T = 60 (goal 0.15 s)\n  {:.4f} s, for about 10^36 paths\n", moments_of_60);
  const Schedule prefix = Schedule::constant_delay(9, 2, 5);
  const double by_moments = seconds(21, [&] { moments<Exact>(sum, gamma, x0, prefix); });
  const double by_paths = seconds(3, [&] { over_paths<Exact>(sum, gamma, x0, prefix); });
  fmt::print("  T = 9: {:.5f} s, all 4^9 paths {:.2f} s   x {:.0f}\n", by_moments, by_paths, by_paths / by_moments);
}

void enclosed_moments_of_500_iterations() {
  constexpr std::size_t T = 500;
  const QuadraticSum sum = least_squares(50, 20);
  const Vector<Exact> x0 = Vector<Exact>::Ones(20);
  const Schedule schedule = Schedule::constant_delay(T, 20, 8);
  fmt::print("Enclosed moments, n = 50, d = 20, tau = 8, T = {} (goal 10 s, 1000 MB): relative width of E‖∇f(xₜ)‖²\n", T);
  for (const int inverse_gamma : {500, 100, 20}) {
    const Exact gamma = ratio(1, inverse_gamma);
    Expectations<Enclosure> E, naive;
    const double bounded = seconds(1, [&] { E = moments<Enclosure>(sum, gamma, x0, schedule); });
    const double intervals = seconds(1, [&] {
      naive = moments(MomentRecursion<Enclosure>(moment_maps<Enclosure>(sum, gamma), schedule), as_matrix<Enclosure>(outer_square(x0)), T);
    });
    fmt::print("  gamma = 1/{:<4} bounded through the recursion {:.2f} s, {:.0e}   intervals {:.2f} s, {:.0e}\n", inverse_gamma, bounded,
               relative_width(E.gradient2), intervals, relative_width(naive.gradient2));
  }
}

}  // namespace

int main() {
  paths();
  exact_moments();
  enclosed_moments_of_500_iterations();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("Peak memory of all of this: {} MB\n", usage.ru_maxrss / 1024);
}
