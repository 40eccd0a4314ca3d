#include "algorithms/lattice.hpp"

#include <algorithm>

namespace lemmata {
namespace {

/// Samples and pauses are drawn for iterations below 2⁶³, these digits for iterations from there on.
constexpr std::uint64_t of_rounding = std::uint64_t{1} << 63;

}  // namespace

std::string off_lattice(std::span<const double> x0, std::optional<int> q) {
  if (!q) return "";
  if (*q < 0 || *q > most_lattice_bits)
    return "the number of bits of the lattice must be 0, ..., " + std::to_string(most_lattice_bits) + ", got " + std::to_string(*q);
  const auto off = std::ranges::find_if_not(x0, [&](double a) { return on_lattice(a, *q); });
  if (off == x0.end()) return "";
  return "x0[" + std::to_string(off - x0.begin()) + "] = " + std::to_string(*off) + " is not a multiple of 2^-" + std::to_string(*q) +
         ", or beyond 2^52 of these";
}

Arithmetic arithmetic(const Recording& r) {
  return {.gamma = r.gamma,
          .seed = r.seed,
          .lattice_bits = r.lattice_bits,
          .in_flight = r.algorithm == Algorithm::mini_batch ? r.batch : r.workers};
}

std::optional<double> lattice_update(const Arithmetic& a, std::size_t t, std::uint32_t c, const Exact& update) {
  const int q = a.lattice_bits.value();
  const Integer k = stochastically_rounded(update * power_of_two(q),
                                           [&](std::uint32_t attempt) { return word(a.seed, of_rounding | t, c, attempt); });
  if (abs(k) * a.in_flight > Integer(1) << 52) return std::nullopt;
  return std::ldexp(k.convert_to<double>(), -q);
}

}  // namespace lemmata
