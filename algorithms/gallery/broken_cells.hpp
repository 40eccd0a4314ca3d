// Kernels that are wrong in one respect each, to be caught by the check of the audit that is named for it.
//
// They plug into the kernel of Hogwild! itself: cells into its memory, memories into its workers. What goes wrong would go wrong by bad
// luck only; here threads wait for each other until the bad luck is certain, whatever the scheduler does: no sleep, no second try.
#pragma once

#include <algorithm>
#include <atomic>
#include <barrier>
#include <cstdint>
#include <latch>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "algorithms/hogwild.hpp"

namespace lemmata {

/// The first `who` to arrive wait for each other; whoever comes later passes.
class Meeting {
 public:
  explicit Meeting(int who) : who_(who), latch_(who) {}
  void arrive() {
    if (arrived_.fetch_add(1) < who_) latch_.arrive_and_wait();
  }

 private:
  int who_;
  std::atomic<int> arrived_ = 0;
  std::latch latch_;
};

/// A versioned pair behind a mutex, with the primitives that broken cells misuse, and a meeting of two threads.
class BrokenCell {
 public:
  static constexpr bool versioned = true;
  void reset(double value) {
    now_ = {value, 0};
    meeting_ = std::make_unique<Meeting>(2);
  }
  Seen read() const { return load(); }

 protected:
  Seen load() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void store(const Seen& desired) {
    const std::lock_guard lock(mutex_);
    now_ = desired;
  }
  std::uint64_t exchange_and_count(double value) {
    const std::lock_guard lock(mutex_);
    now_.value = value;
    return ++now_.version;
  }
  bool compare_exchange(const Seen& expected, const Seen& desired) {
    const std::lock_guard lock(mutex_);
    if (now_.version != expected.version) return false;
    now_ = desired;
    return true;
  }
  void meet() const { meeting_->arrive(); }

 private:
  mutable std::mutex mutex_;
  Seen now_ = {0, 0};
  std::unique_ptr<Meeting> meeting_;
};

/// Load, add, store: of two that loaded the same, the second wipes out the first. Both made the same version.
struct LoadStoreCell : BrokenCell {
  std::uint64_t add(double delta) {
    const Seen seen = load();
    meet();
    store({seen.value + delta, seen.version + 1});
    return seen.version + 1;
  }
};

/// One attempt at a compare-exchange; if it fails, so be it.
struct LostUpdateCell : BrokenCell {
  std::uint64_t add(double delta) {
    const Seen seen = load();
    meet();
    return compare_exchange(seen, {seen.value + delta, seen.version + 1}) ? seen.version + 1 : 0;
  }
};

/// Exchange instead of compare-exchange. The version is counted properly, the value is not: what came in between is overwritten.
struct ExchangeCell : BrokenCell {
  std::uint64_t add(double delta) {
    const Seen seen = load();
    meet();
    return exchange_and_count(seen.value + delta);
  }
};

/// A compare-exchange that is taken for failed when it had succeeded, and done again.
struct AddedTwiceCell : BrokenCell {
  std::uint64_t add(double delta) {
    Seen seen = load();
    while (!compare_exchange(seen, {seen.value + delta, seen.version + 1})) seen = load();
    seen = load();
    while (!compare_exchange(seen, {seen.value + delta, seen.version + 1})) seen = load();
    return seen.version + 1;
  }
};

/// A cache that nobody ever refreshes: every read sees x₀.
struct StaleCell : BrokenCell {
  void reset(double value) {
    BrokenCell::reset(value);
    x0_ = value;
  }
  Seen read() const { return {x0_, 0}; }
  std::uint64_t add(double delta) {
    Seen seen = load();
    while (!compare_exchange(seen, {seen.value + delta, seen.version + 1})) seen = load();
    return seen.version + 1;
  }

 private:
  double x0_ = 0;
};

/// Labels are taken before the read. The one of label 0 then reads so late that it sees the update of label 1.
class LabelBeforeRead : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    const std::size_t t = label_.fetch_add(1);
    if (t == 0) written_.wait();
    SharedIterate::read(x, seen);
    return t;
  }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    SharedIterate::add(support, update, landed);
    if (!done_.exchange(true)) written_.count_down();
  }

 private:
  std::atomic<std::size_t> label_ = 0;
  std::atomic<bool> done_ = false;
  std::latch written_{1};
};

/// The first worker reads the values, and the versions later: in between the second has written.
class TornRead : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    if (reads_.fetch_add(1) > 0) return SharedIterate::read(x, seen);
    for (std::size_t c = 0; c < dimension(); ++c) x[c] = (*this)[c].value;
    written_.wait();
    for (std::size_t c = 0; c < dimension(); ++c) seen[c] = static_cast<std::uint32_t>((*this)[c].version);
    const std::size_t t = next_label();
    labelled_.count_down();
    return t;
  }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    SharedIterate::add(support, update, landed);
    if (done_.exchange(true)) return;
    written_.count_down();
    labelled_.wait();  // or this worker would read again and take the last label
  }

 private:
  std::atomic<int> reads_ = 0;
  std::atomic<bool> done_ = false;
  std::latch written_{1}, labelled_{1};
};

/// Every second label is left out.
class SkippedLabels : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t pause) {
    return 2 * SharedIterate::read(x, seen, pause);
  }
};

/// The first to write is late, and its update is no longer waited for.
class DroppedStraggler : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    if (dropped_.exchange(true)) SharedIterate::add(support, update, landed);
  }

 private:
  std::atomic<bool> dropped_ = false;
};

/// The first to read writes after the second: labels in the order of the writes would be another order.
class Overtaken : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    const std::size_t t = SharedIterate::read(x, seen);
    if (t == 0) first_.store(std::this_thread::get_id());
    return t;
  }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    const bool waits = first_.load() == std::this_thread::get_id();
    if (waits) written_.wait();
    SharedIterate::add(support, update, landed);
    if (!waits) written_.count_down();
  }

 private:
  std::atomic<std::thread::id> first_ = std::thread::id();
  std::latch written_{1};
};

/// Every worker draws its m-th sample from the same seed: the m-th samples of all are equal.
class OwnCount : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t draw(std::uint64_t seed, const Drawing& by) {
    if (by.turn == 0) meeting_.arrive();  // two workers have samples
    return sample(seed, by.turn, 0, by.n);
  }

 private:
  Meeting meeting_{2};
};

/// Each worker has samples of its own, drawn whenever it likes: before its read, before its label.
struct EarlySample : SharedIterate<VersionedCell> {
  using SharedIterate::SharedIterate;
  std::size_t draw(std::uint64_t seed, const Drawing& by) { return sample(seed, by.turn, static_cast<std::uint32_t>(1 + by.worker), by.n); }
};

/// Worker 0 has one sample, the others draw. All read in every round, so that each has a quarter of the labels.
class OwnSample : public SharedIterate<VersionedCell> {
 public:
  static constexpr std::size_t workers = 4, iterations = 1000;
  static_assert(iterations % workers == 0);  // all leave in the same round
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    round_.arrive_and_wait();
    return SharedIterate::read(x, seen);
  }
  std::size_t draw(std::uint64_t seed, const Drawing& by) {
    return by.worker == 0 ? 0 : sample(seed, by.turn, static_cast<std::uint32_t>(1 + by.worker), by.n);
  }

 private:
  std::barrier<> round_{workers};
};

/// Workers read in shifts of four. An update whose first coordinate is negative waits until the next shift has read, all others land before.
///
/// Who waits for whom: shift s reads when all of s−1 have decided to write or to wait; nobody of s decides before all of s have read and
/// all of s−1 have written. So Jₜ is the earlier ones of t's shift and the negative ones of the shift before, whatever the scheduler does.
/// Of eight workers at most four wait, so that the next shift can come; the last one waits for those who leave.
class WaitingSign : public SharedIterate<VersionedCell> {
 public:
  static constexpr std::size_t workers = 8, iterations = 1000, shift = workers / 2;
  static_assert(iterations % shift == 0);
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    const std::size_t s = came_.fetch_add(1) / shift;
    until(decided_, std::min(s * shift, iterations));
    const std::size_t t = SharedIterate::read(x, seen);
    read_.fetch_add(1);
    return t;
  }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    const std::size_t s = (read_.load() - 1) / shift;  // nobody of the next shift has read yet
    until(read_, (s + 1) * shift);
    until(written_, s * shift);
    const bool waits = update[support[0]] < 0;
    if (waits) {
      decided_.fetch_add(1);
      until(read_, (s + 2) * shift);
    }
    SharedIterate::add(support, update, landed);
    written_.fetch_add(1);
    if (!waits) decided_.fetch_add(1);
  }

 private:
  static void until(const std::atomic<std::size_t>& count, std::size_t enough) {
    while (count.load() < enough) std::this_thread::yield();
  }

  std::atomic<std::size_t> came_ = 0, read_ = 0, decided_ = 0, written_ = 0;
};

/// Called atomic on the vector, but the second worker reads while the first has written one coordinate of two.
class HalfWritten : public SharedIterate<VersionedCell> {
 public:
  using SharedIterate::SharedIterate;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t) {
    const int mine = reads_.fetch_add(1);
    if (mine == 1) half_.wait();
    const std::size_t t = SharedIterate::read(x, seen);
    if (mine == 1) read_.count_down();
    return t;
  }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    SharedIterate::add(support.first(1), update, landed);
    if (!first_.exchange(true)) {
      half_.count_down();
      read_.wait();
    }
    SharedIterate::add(support.subspan(1), update, landed);
  }

 private:
  std::atomic<int> reads_ = 0;
  std::atomic<bool> first_ = false;
  std::latch half_{1}, read_{1};
};

/// Writes are put off: each lands when its worker writes again, the last ones at the end. More than one gradient is in flight.
class PutOff {
 public:
  explicit PutOff(std::span<const double> x0, int = 0) : memory_(x0) {}
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t pause) { return memory_.read(x, seen, pause); }
  void add(std::span<const std::uint32_t> support, std::span<const double> update, std::span<std::uint32_t> landed, std::size_t) {
    const std::lock_guard lock(mutex_);
    later_.push_back({support, update, landed});
    if (later_.size() > 3) land(1);
  }
  void stop(std::size_t iterations) { memory_.stop(iterations); }
  Seen operator[](std::size_t c) {
    land(later_.size());
    return memory_[c];
  }

 private:
  struct Later {
    std::span<const std::uint32_t> support;
    std::span<const double> update;
    std::span<std::uint32_t> landed;
  };
  void land(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) memory_.add(later_[i].support, later_[i].update, later_[i].landed);
    later_.erase(later_.begin(), later_.begin() + static_cast<std::ptrdiff_t>(count));
  }

  SharedIterate<VersionedCell> memory_;
  std::mutex mutex_;
  std::vector<Later> later_;
};

}  // namespace lemmata
