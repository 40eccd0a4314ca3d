// The memory that the workers of Hogwild! share: x ∈ ℝᵈ, one atomic cell a coordinate, and the counter of labels. Nothing else is shared.
//
//   xₜ ← x, then t ← label++        read of all coordinates; the label after the read of the last one
//   x[c] ← x[c] + δ[c]              atomic, coordinate by coordinate (slide "Hogwild!")
//
// After-read causality: no read sees an update whose label is its own or later. Proof. Reads acquire, writes release and are all
// read-modify-writes, so a read of version v synchronises with the writers of versions 1, …, v of that coordinate. If read t saw an
// update of iteration k, then k's label was taken before its write, hence before t's read, hence before t's label: k < t, since a
// counter that only grows is taken in one order that agrees with happens-before. Thus the counter itself may be relaxed.  ∎
//
// The price of after-read labels is that every coordinate is read, whatever the sample: which coordinates are read must not depend on
// it (Leblond, Pedregosa, Lacoste-Julien, arXiv:1801.03749).
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>

#if defined(__x86_64__) && !defined(__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16)
#error "a versioned cell needs the 16-byte compare-exchange: compile with -mcx16"
#endif

namespace lemmata {

/// What a read saw: a value and how many writes had made it.
struct Seen {
  double value;
  std::uint64_t version;
};

/// One coordinate of the shared memory. `add` returns the version it made; a cell that does not count returns 0 and says so.
template <class C>
concept Cell = requires(C cell, const C& same, double v) {
  { C::versioned } -> std::convertible_to<bool>;
  { same.read() } -> std::same_as<Seen>;
  { cell.add(v) } -> std::same_as<std::uint64_t>;
  cell.reset(v);
};

/// An 8-byte atomic double; the addition is a compare-exchange, so that no update is lost.
class PlainCell {
 public:
  static constexpr bool versioned = false;
  void reset(double value) { value_.store(value, std::memory_order_relaxed); }
  Seen read() const { return {value_.load(std::memory_order_acquire), 0}; }
  std::uint64_t add(double delta) {
    double value = value_.load(std::memory_order_relaxed);
    while (!value_.compare_exchange_weak(value, value + delta, std::memory_order_release, std::memory_order_relaxed)) {}
    return 0;
  }

 private:
  std::atomic<double> value_ = 0;
};

/// The anti-example: load, add, store. An update that lands between the load and the store of another is lost (Dₖᵗ = 1 for ever).
class LossyCell {
 public:
  static constexpr bool versioned = false;
  void reset(double value) { value_.store(value, std::memory_order_relaxed); }
  Seen read() const { return {value_.load(std::memory_order_relaxed), 0}; }
  std::uint64_t add(double delta) {
    value_.store(value_.load(std::memory_order_relaxed) + delta, std::memory_order_relaxed);
    return 0;
  }

 private:
  std::atomic<double> value_ = 0;
};

/// (version, 64 bits), exchanged together by a 16-byte compare-exchange: each write makes the version one larger than the one it saw.
///
/// A read takes version, word, version, 8 bytes each, and is done when the versions agree: versions only grow, so nothing was
/// written in between and the word is of that version. (A 16-byte compare-exchange would read as well, but takes the cache line away
/// from all others.) That a 16-byte exchange appears to 8-byte loads as one event is not in the C++ model, which knows no
/// mixed sizes; x86-64 (locked instructions) and AArch64 (pairs are single-copy atomic) promise it, and the audit replays every value.
class alignas(16) VersionedWord {
 public:
  struct Now {
    std::uint64_t word, version;
  };
  void reset(std::uint64_t word) { half_[0] = 0, half_[1] = word; }
  Now read() const {
    std::uint64_t version = __atomic_load_n(&half_[0], __ATOMIC_ACQUIRE);
    for (;;) {
      const std::uint64_t word = __atomic_load_n(&half_[1], __ATOMIC_ACQUIRE);
      const std::uint64_t after = __atomic_load_n(&half_[0], __ATOMIC_ACQUIRE);
      if (after == version) return {word, version};
      version = after;
    }
  }
  /// word ← next(word), in one event; returns the version made.
  template <class Next>
  std::uint64_t change(const Next& next) {
    Pair expected = pair(read());
    for (;;) {
      const auto version = static_cast<std::uint64_t>(expected) + 1;
      const std::uint64_t word = next(static_cast<std::uint64_t>(expected >> 64));
      const Pair found = __sync_val_compare_and_swap(reinterpret_cast<Pair*>(half_), expected, pair({word, version}));
      if (found == expected) return version;
      expected = found;
    }
  }

 private:
  __extension__ using Pair __attribute__((may_alias)) = unsigned __int128;  // the halves of one register, low half first
  static_assert(std::endian::native == std::endian::little);
  static Pair pair(const Now& now) { return static_cast<Pair>(now.word) << 64 | now.version; }

  std::uint64_t half_[2] = {0, 0};  // version, word
};

/// A double that counts its writes.
class VersionedCell {
 public:
  static constexpr bool versioned = true;
  void reset(double value) { word_.reset(std::bit_cast<std::uint64_t>(value)); }
  Seen read() const {
    const auto [word, version] = word_.read();
    return {std::bit_cast<double>(word), version};
  }
  std::uint64_t add(double delta) {
    return word_.change([delta](std::uint64_t word) { return std::bit_cast<std::uint64_t>(std::bit_cast<double>(word) + delta); });
  }

 private:
  VersionedWord word_;
};

/// A multiple k 2^−q of the lattice's unit that counts its writes: the integer k is what is added to, so that sums are exact and in no
/// order. |k| ≤ 2⁵³, for what is read is to be a double: a value or a sum beyond that, or off the lattice, throws and changes nothing.
class LatticeCell {
 public:
  static constexpr bool versioned = true;
  void reset(double value, int q = 0) {
    unit_ = std::ldexp(1.0, -q);
    word_.reset(static_cast<std::uint64_t>(units(value)));
  }
  Seen read() const {
    const auto [word, version] = word_.read();
    return {unit_ * static_cast<double>(static_cast<std::int64_t>(word)), version};
  }
  std::uint64_t add(double delta) {
    return word_.change([k = units(delta)](std::uint64_t word) {
      const std::int64_t sum = static_cast<std::int64_t>(word) + k;
      if (std::abs(sum) > std::int64_t{1} << 53) throw std::overflow_error("a sum on the lattice is beyond 2^53 units");
      return static_cast<std::uint64_t>(sum);
    });
  }

 private:
  std::int64_t units(double a) const {
    const double k = a / unit_;
    if (!(std::abs(k) <= 0x1p53) || k != std::trunc(k)) throw std::overflow_error("not on the lattice: " + std::to_string(a));
    return static_cast<std::int64_t>(k);
  }

  VersionedWord word_;
  double unit_ = 1;  // 2^−q
};

/// Where an operation on the memory offers the core to the other workers: before its `pause`-th coordinate.
inline constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

/// x ∈ ℝᵈ in cells, and the labels. What is atomic is a coordinate. The lattice 2^−q ℤ is for the cells that lie on one.
/// Other cells and another counter than atomics of the machine serve where every interleaving is tried (interleavings/).
template <Cell C, class Counter = std::atomic<std::size_t>>
class SharedIterate {
 public:
  explicit SharedIterate(std::span<const double> x0, int q = 0) : cell_(new C[x0.size()]), d_(x0.size()) {
    for (std::size_t c = 0; c < d_; ++c) {
      if constexpr (requires { cell_[c].reset(x0[c], q); }) cell_[c].reset(x0[c], q);
      else cell_[c].reset(x0[c]);
    }
  }

  /// xₜ ← x, coordinate after coordinate, with the versions seen (if the cells count); returns the label t, taken after the last one.
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t pause = never) {
    in_two(d_, pause, [&](std::size_t c) {
      const Seen s = cell_[c].read();
      x[c] = s.value;
      if constexpr (C::versioned) seen[c] = static_cast<std::uint32_t>(s.version);
    });
    return next_label();
  }
  /// x[c] ← x[c] + update[c] for the coordinates c of the support, with the versions made.
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed,
           std::size_t pause = never) {
    in_two(support.size(), pause, [&](std::size_t j) {
      const std::uint32_t c = support[j];
      const std::uint64_t version = cell_[c].add(update[c]);
      if constexpr (C::versioned) landed[c] = static_cast<std::uint32_t>(version);
    });
  }
  std::size_t next_label() { return label_.fetch_add(1, std::memory_order_relaxed); }
  /// No label below T = `iterations` is handed out any more.
  void stop(std::size_t iterations) { label_.fetch_add(iterations, std::memory_order_relaxed); }

  std::size_t dimension() const { return d_; }
  Seen operator[](std::size_t c) const { return cell_[c].read(); }

 protected:
  C& cell(std::size_t c) { return cell_[c]; }
  Counter& counter() { return label_; }

 private:
  template <class Each>
  static void in_two(std::size_t end, std::size_t pause, Each&& each) {
    const std::size_t middle = std::min(pause, end);
    for (std::size_t c = 0; c < middle; ++c) each(c);
    if (pause != never) std::this_thread::yield();
    for (std::size_t c = middle; c < end; ++c) each(c);
  }

  std::unique_ptr<C[]> cell_;
  std::size_t d_;
  alignas(64) Counter label_{0};
};

/// The same memory, one whole-vector operation at a time. The label is taken inside the read, so labels are in the order of the reads
/// and reads are consistent: I_j ⊆ I_t for j < t. The mutex is the point: this is the theorem's model, not the fast one.
template <class Memory>
class OneAtATime {
 public:
  explicit OneAtATime(std::span<const double> x0, int q = 0) : memory_(x0, q) {}
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t = never) {
    const std::lock_guard lock(mutex_);
    return memory_.read(x, seen);
  }
  /// A pause comes before the whole write: who holds the mutex waits for nobody.
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed,
           std::size_t pause = never) {
    if (pause != never) std::this_thread::yield();
    const std::lock_guard lock(mutex_);
    memory_.add(support, update, landed);
  }
  void stop(std::size_t iterations) { memory_.stop(iterations); }
  Seen operator[](std::size_t c) const { return memory_[c]; }

 private:
  std::mutex mutex_;
  Memory memory_;
};

}  // namespace lemmata
