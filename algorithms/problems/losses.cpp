#include "algorithms/problems/losses.hpp"

#include <algorithm>
#include <array>

#include "algorithms/problems/lanes.hpp"

namespace lemmata {
namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t block = 512;
using kernel::slop, kernel::u;

/// Π values, all of them in [1, 2], at most `block` many: at most 2⁵¹².
double product_in_lanes(const double* values, std::size_t size) {
  return in_lanes<lanes>(size, 1, [values](std::size_t k) { return values[k]; }, [](double a, double b) { return a * b; });
}

/// How many additions a value can pass through when n values are summed in lanes within blocks, and the blocks one after another.
double depth(std::size_t n) {
  const std::size_t in_a_block = block / lanes + 5, blocks = n / block + 1;
  return static_cast<double>(in_a_block + blocks);
}

/// Σⱼ value(zⱼ, yⱼ) for values ≥ 0 with relative errors below units·u: rounding adds depth·u of the sum.
template <class Value>
RoundedNumber sum_of(std::span<const double> z, std::span<const double> y, double units, const Value& value) {
  double sum = 0;
  for (std::size_t begin = 0; begin < z.size(); begin += block) {
    const double *zs = z.data() + begin, *ys = y.data() + begin;
    sum += sum_in_lanes<lanes>(std::min(block, z.size() - begin), [&](std::size_t k) { return value(zs[k], ys[k]); });
  }
  const auto n = static_cast<double>(z.size());
  return {sum, (units + depth(z.size())) * u * slop * sum + n * kernel::tail};
}

}  // namespace

RoundedNumber sum_of_nonnegative(std::span<const double> values) {
  return sum_of(values, values, 0, [](double value, double) { return value; });
}

RoundedNumber Squared::sum(std::span<const double> z, std::span<const double> y) {
  return sum_of(z, y, 4, [](double a, double b) { return 0.5 * (a - b) * (a - b); });
}

/// Σ log(1+eᵐ) = Σ max(m, 0) + log Π (1+e^{−|m|}), m = −yz: one logarithm for 512 terms. A factor is within 3 u and each product
/// adds u, so the logarithm of the product is within 4 n u; then come its own rounding and that of the sum of the positive parts.
RoundedNumber Logistic::sum(std::span<const double> z, std::span<const double> y) {
  std::array<double, block> factor, positive;
  double logs = 0, linear = 0;
  for (std::size_t begin = 0; begin < z.size(); begin += block) {
    const std::size_t size = std::min(block, z.size() - begin);
    const double *zs = z.data() + begin, *ys = y.data() + begin;
    for (std::size_t k = 0; k < size; ++k) {
      const double m = -ys[k] * zs[k];
      factor[k] = 1 + kernel::decay(std::abs(m));
      positive[k] = kernel::positive_part(m);
    }
    logs += kernel::log_of_product(product_in_lanes(factor.data(), size));
    linear += sum_in_lanes<lanes>(size, [&](std::size_t k) { return positive[k]; });
  }
  const auto n = static_cast<double>(z.size());
  const double blocks = n / static_cast<double>(block) + 1;
  return {linear + logs, u * slop * (4 * n + 4 * blocks + (blocks + 5) * logs + (depth(z.size()) + 1) * linear) + n * kernel::tail};
}

RoundedNumber Sigmoid::sum(std::span<const double> z, std::span<const double> y) {
  return sum_of(z, y, 8, [](double a, double b) { return kernel::sigmoid(-b * a); });
}

RoundedNumber GemanMcClure::sum(std::span<const double> z, std::span<const double> y) {
  return sum_of(z, y, 6, [](double a, double b) { return value(a, b); });
}

}  // namespace lemmata
