// What recording costs: Hogwild! on a dense problem of d = 30, plain (8-byte cells, nothing recorded) against recorded (16-byte cells,
// versions and values), in alternation, medians; and the anti-example that loses updates. Ratios are what counts.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "algorithms/hogwild.hpp"

namespace {

using namespace lemmata;

/// fᵢ(x) = ½ (⟨aᵢ, x⟩ − bᵢ)² with n = 569 rows, all entries ±1/2 or ±1.
class Dense {
 public:
  Dense(std::size_t n, std::size_t d) : a_(n * d), b_(n), support_(d) {
    for (std::size_t c = 0; c < d; ++c) support_[c] = static_cast<std::uint32_t>(c);
    for (std::size_t i = 0; i < n; ++i) b_[i] = static_cast<double>(i % 3) - 1;
    for (std::size_t k = 0; k < a_.size(); ++k) a_[k] = (static_cast<double>(word(1, k, 0) % 4) - 1.5) / 1.5;
  }
  std::size_t n() const { return b_.size(); }
  std::size_t dimension() const { return support_.size(); }
  std::span<const std::uint32_t> support(std::size_t) const { return support_; }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
    const double* a = a_.data() + i * x.size();
    double residual = -b_[i];
    for (std::size_t c = 0; c < x.size(); ++c) residual += a[c] * x[c];
    for (std::size_t c = 0; c < x.size(); ++c) g[c] = a[c] * residual;
  }

 private:
  std::vector<double> a_, b_;
  std::vector<std::uint32_t> support_;
};

double median(std::vector<double> times) {
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

}  // namespace

int main() {
  constexpr std::size_t n = 569, d = 30, T = 200'000, rounds = 11;
  const Dense problem(n, d);
  fmt::print("Hogwild!, dense, n = {}, d = {}, T = {}: nanoseconds an update, medians of {} rounds\n", n, d, T, rounds);
  for (const std::size_t workers : {1u, 2u}) {
    const HogwildOptions options{.gamma = ratio(1, 1000), .workers = workers, .iterations = T, .seed = 7, .overlap = false};
    std::vector<double> plain, lossy, versioned, racing, whole;
    for (std::size_t round = 0; round < rounds; ++round) {
      plain.push_back(hogwild_unrecorded(problem, options).seconds);
      lossy.push_back(hogwild_unrecorded<LossyCell>(problem, options).seconds);
      versioned.push_back(hogwild_unrecorded<VersionedCell>(problem, options).seconds);
      const auto from = std::chrono::steady_clock::now();
      racing.push_back(hogwild(problem, options).seconds);
      whole.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    }
    const auto line = [&](const char* what, const std::vector<double>& times) {
      fmt::print("  {} worker(s)  {:<44} {:8.1f}   x {:.2f}\n", workers, what, median(times) * 1e9 / T, median(times) / median(plain));
    };
    line("plain: 8-byte compare-exchange", plain);
    line("lossy: load and store, loses updates", lossy);
    line("16-byte cells, not recorded", versioned);
    line("recorded: the race", racing);
    line("recorded, with taking the memory for it", whole);
  }
  const std::size_t padded = 2 * (8 * Columns<double>(d, 1).stride() + 4 * Columns<std::uint32_t>(d, 1).stride()) + 12;
  fmt::print("memory of a recorded run: 24 d + 12 = {} bytes an iteration, {} with columns padded to cache lines\n", 24 * d + 12, padded);
}
