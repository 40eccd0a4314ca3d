// What racing threads leave behind: one record an iteration, from which the masks follow without a clock.
//
//   Dₖᵗ[c] = 1  ⟺  landed(k)[c] > seen(t)[c]
//
// Every coordinate of the memory counts its writes. Version 0 is x₀[c]; version u is the value after the u-th write to c. A read
// notes the version it saw, a write the version it made, so that the modification order of each coordinate is on record.
//
// Every record is filled in place by the worker that was given its label, on cache lines of its own (unless d is tiny): all memory is
// there before the race begins, and the workers share nothing but x and the counter of labels.
//
// Memory of a recorded run: 24 d + 12 bytes an iteration (8 d read, 8 d added, 4 d + 4 d versions; label, worker, sample), with the
// columns padded to cache lines 780 at d = 30, never twice as much. However sparse the gradients, a read takes all coordinates.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "algorithms/streams.hpp"
#include "lemmas/run.hpp"

namespace lemmata {

/// f = (1/n) Σᵢ fᵢ on ℝᵈ as threads use it: `gradient_i(i, x, g)` writes ∇fᵢ(x) to g on `support(i)`, the ascending coordinates where it
/// may be nonzero, and nothing elsewhere; the same bits for the same (i, x), on any thread.
template <class P>
concept SampleGradients = requires(const P& p, std::size_t i, std::span<const double> x, std::span<double> g) {
  { p.n() } -> std::convertible_to<std::size_t>;
  { p.dimension() } -> std::convertible_to<std::size_t>;
  { p.support(i) } -> std::convertible_to<std::span<const std::uint32_t>>;
  p.gradient_i(i, x, g);
};

enum class Algorithm { hogwild, mini_batch };
/// What a write is atomic on, and a read: a coordinate (slide "Hogwild!") or the whole vector (Theorem 6.3).
enum class Writes { coordinate, vector };

/// Memory that begins with a cache line, or, if it is large, with a large page: touching it for the first time then takes few faults.
void* lines(std::size_t bytes);

template <class T>
struct LineAllocator {
  using value_type = T;
  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}
  T* allocate(std::size_t size) { return static_cast<T*>(lines(size * sizeof(T))); }
  void deallocate(T* at, std::size_t) { std::free(at); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// A d × T table by columns; column t belongs to iteration t. Zeros at first. A column of a cache line or more begins with one.
template <class T>
class Columns {
 public:
  Columns() = default;
  Columns(std::size_t d, std::size_t columns) : rows_(d), size_(columns), entries_(stride() * columns) {}

  std::size_t rows() const { return rows_; }
  std::size_t size() const { return size_; }
  /// From one column to the next: d, and padding.
  std::size_t stride() const { return rows_ < in_line ? rows_ : (rows_ + in_line - 1) / in_line * in_line; }
  std::span<T> operator[](std::size_t t) { return {entries_.data() + t * stride(), rows_}; }
  std::span<const T> operator[](std::size_t t) const { return {entries_.data() + t * stride(), rows_}; }
  void resize(std::size_t columns) { entries_.resize(stride() * (size_ = columns)); }
  friend bool operator==(const Columns&, const Columns&) = default;

 private:
  static constexpr std::size_t in_line = 64 / sizeof(T);
  std::size_t rows_ = 0, size_ = 0;
  std::vector<T, LineAllocator<T>> entries_;
};

/// The records of one run: entry or column t is what was recorded under the label t (`label[t]` is t, or `nobody` if nothing was).
/// Column t of `update` is −γ gₜ as rounded by the machine, or to the lattice; `landed` is 0 where iteration t wrote nothing: off the
/// support of its sample, and everywhere if the run had diverged at its read.
struct Recording {
  Algorithm algorithm = Algorithm::hogwild;
  Writes writes = Writes::coordinate;
  Sampling sampling = Sampling::with_replacement;
  Exact gamma = 0;                           // γ in the sum form; in doubles the machine multiplies by nearest(γ)
  std::optional<int> lattice_bits;           // q: the run is on the lattice 2^−q ℤᵈ (lattice.hpp); nothing: in doubles
  std::uint64_t seed = 0;
  std::size_t workers = 1;
  std::size_t batch = 1;                     // b: iteration t = sb + j is gradient j of batch s
  std::size_t requested = 0;                 // gradients asked for; fewer are recorded if the run diverged
  bool overlap = false;
  std::optional<std::size_t> diverged_at;    // the first t whose read or update is not tame
  double seconds = 0;                        // from the first read to the last write

  std::vector<double> x0, x_final;           // the memory before and after
  std::vector<std::uint32_t> version_final;  // how often each coordinate was written, by the memory's own count
  std::vector<std::uint32_t> label, worker, sample;
  Columns<double> read, update;
  Columns<std::uint32_t> seen, landed;

  std::size_t iterations() const { return label.size(); }
  std::size_t dimension() const { return x0.size(); }
  friend bool operator==(const Recording&, const Recording&) = default;
};
inline constexpr std::size_t most_workers = 4096;
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// The double nearest to a rational, ties to even; ±∞ beyond the largest.
double nearest(const Exact& a);

/// |a| ≤ 2¹⁰⁰: a number that a converging run may hold. NaN is not tame.
inline bool tame(double a) { return std::abs(a) <= 0x1p100; }

/// update = −γ ∇fᵢ(x) on support(i), one rounding a coordinate. False, and zeros, if x or that is not tame: the run has diverged.
template <SampleGradients P>
bool sgd_update(const P& problem, std::size_t i, double gamma, std::span<const double> x, std::span<double> update) {
  bool all_tame = true;
  for (const double a : x) all_tame &= tame(a);
  if (all_tame) {
    problem.gradient_i(i, x, update);
    for (const std::uint32_t c : problem.support(i)) all_tame &= tame(update[c] *= -gamma);
  }
  if (!all_tame)
    for (const std::uint32_t c : problem.support(i)) update[c] = 0;
  return all_tame;
}

/// x₀ as given, or 0 ∈ ℝᵈ if it is empty. Throws std::invalid_argument naming what is wrong with n, d, x₀, γ, w, T or q.
std::vector<double> start(std::size_t n, std::size_t dimension, const std::vector<double>& x0, const Exact& gamma, std::size_t workers,
                          std::size_t iterations, std::optional<int> lattice_bits);

/// Room for T records, zero and with nobody's label; `version_final` and `x_final` of dimension d.
void make_room(Recording& recording, std::size_t T);
/// Records t ≥ T are dropped.
void cut(Recording& recording, std::size_t T);

/// What is wrong with the sizes and ranges of a recording, "" if nothing: everything else may index it without looking.
std::string misshapen(const Recording& recording);

/// Jₜ and Dₖᵗ by versions. A mask that covers all that iteration k wrote is the identity: gₖ is zero elsewhere.
/// O(Σₜ |Jₜ| d + T d). Throws std::invalid_argument if the recording is misshapen.
Schedule schedule(const Recording& recording);

/// The run that the theory is asked about: iterations before divergence, all of them finite. Meaningful if the audit passes.
/// Throws std::invalid_argument if the recording is misshapen.
Run to_run(const Recording& recording);

/// The writes to each coordinate in modification order: of[c][v−1] is the iteration that made version v of c.
/// `wrong` says why there is none, "" if there is: the versions of the writes to a coordinate are 1, …, m, each once.
/// Throws std::invalid_argument if the recording is misshapen.
struct ModificationOrder {
  std::vector<std::vector<std::uint32_t>> of;
  std::string wrong;
};
ModificationOrder modification_order(const Recording& recording);

/// The reads in real numbers by versions, without the masks: entry (c, t) is x₀[c] and the first seen(t)[c] updates in the
/// modification order of c (d × T, before divergence). O(T d).
/// Throws std::invalid_argument if the recording is misshapen, there is no modification order, or a version seen was never made.
Matrix<Exact> reads_by_versions(const Recording& recording);

}  // namespace lemmata
