#include "algorithms/interleavings/micro_hogwild.hpp"

#include <fmt/format.h>

#include <map>
#include <numeric>

#include "algorithms/audit.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/interleavings/interleavings.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/virtual_iterate.hpp"

namespace lemmata {
namespace {

/// A cell of the kernel whose operations can be overtaken before they happen, not while they happen.
struct SteppedCell : VersionedCell {
  Seen read() const {
    atomic_operation_follows();
    return VersionedCell::read();
  }
  std::uint64_t add(double delta) {
    atomic_operation_follows();
    return VersionedCell::add(delta);
  }
};
/// Load, add, store: two operations.
class SteppedLossyCell {
 public:
  static constexpr bool versioned = true;
  void reset(double value) { now_ = {value, 0}; }
  Seen read() const {
    atomic_operation_follows();
    return now_;
  }
  std::uint64_t add(double delta) {
    const Seen seen = read();
    atomic_operation_follows();
    now_ = {seen.value + delta, seen.version + 1};
    return now_.version;
  }

 private:
  Seen now_ = {0, 0};
};
class SteppedCounter {
 public:
  SteppedCounter(std::size_t value) : value_(value) {}
  std::size_t fetch_add(std::size_t n, std::memory_order) {
    atomic_operation_follows();
    return std::exchange(value_, value_ + n);
  }

 private:
  std::size_t value_;
};

/// Coordinate c was read or written by the m-th iteration of a worker: what happened, in the order in which it did.
struct Event {
  bool write;
  std::size_t worker, m, c;
};
/// Where the events of one execution are noted; each worker reads c = 0, …, d−1, then writes them.
class History {
 public:
  void open(std::size_t workers, std::size_t dimension) {
    events_.clear();
    made_.assign(workers, 0);
    d_ = dimension;
    open_ = true;
  }
  void close() { open_ = false; }
  void note() {
    if (!open_) return;
    const std::size_t w = running_worker(), n = made_[w]++;
    events_.push_back({n % (2 * d_) >= d_, w, n / (2 * d_), n % d_});
  }
  /// seen[t][c][k]: the value of coordinate c that iteration t read had gₖ in it. By the definition: gₖ was written there before.
  std::vector<std::vector<std::vector<bool>>> seen(const Recording& r) const {
    std::vector<std::vector<std::size_t>> label(made_.size());  // of the m-th iteration of a worker: its labels grow
    for (std::size_t t = 0; t < r.iterations(); ++t) label[r.worker[t]].push_back(t);
    const std::size_t T = r.iterations();
    std::vector<std::vector<std::vector<bool>>> result(T, std::vector(d_, std::vector<bool>(T)));
    std::vector<std::vector<bool>> there(d_, std::vector<bool>(T));
    for (const Event& e : events_) {
      const std::size_t t = label[e.worker][e.m];
      if (e.write) there[e.c][t] = true;
      else result[t][e.c] = there[e.c];
    }
    return result;
  }

 private:
  std::vector<Event> events_;
  std::vector<std::size_t> made_;
  std::size_t d_ = 1;
  bool open_ = false;
};

thread_local History history;

struct NotedCell : SteppedCell {
  Seen read() const {
    const Seen seen = SteppedCell::read();
    history.note();
    return seen;
  }
  std::uint64_t add(double delta) {
    const std::uint64_t version = SteppedCell::add(delta);
    history.note();
    return version;
  }
};

/// The kernel's memory, for workers that make `updates` iterations each.
template <class C>
class MicroMemory : public SharedIterate<C, SteppedCounter> {
 public:
  MicroMemory(std::span<const double> x0, std::size_t workers, std::size_t updates)
      : SharedIterate<C, SteppedCounter>(x0), left_(workers, updates), iterations_(workers * updates) {}
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t = never) {
    return worker_is_done() ? iterations_ : SharedIterate<C, SteppedCounter>::read(x, seen);
  }

 protected:
  bool worker_is_done() { return left_[running_worker()]-- == 0; }
  std::size_t iterations() const { return iterations_; }

 private:
  std::vector<std::size_t> left_;
  std::size_t iterations_;
};

/// The label may be taken before any of the reads that it should come after, as if reads were relaxed and the counter too.
class RelaxedLabels : public MicroMemory<SteppedCell> {
 public:
  using MicroMemory::MicroMemory;
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t = never) {
    if (worker_is_done()) return iterations();
    const std::size_t reads_before = any_of(x.size() + 1);
    std::size_t t = 0;
    for (std::size_t c = 0;; ++c) {
      if (c == reads_before) t = next_label();
      if (c == x.size()) return t;
      const Seen s = (*this)[c];
      x[c] = s.value;
      seen[c] = static_cast<std::uint32_t>(s.version);
    }
  }
};

/// The kernel on this memory under every interleaving; `look(recording, memory)` after each.
template <class Memory, class Look>
std::size_t every_race(std::size_t workers, std::size_t updates, std::size_t dimension, std::size_t most, const Look& look) {
  const Quadratic problem = quiz(1, dimension);
  const HogwildOptions options{.gamma = ratio(1, 8), .workers = workers, .iterations = workers * updates, .seed = 1, .overlap = false};
  const Updates<Quadratic> update(problem, {options.gamma, options.seed, std::nullopt, workers});
  Recording recording;
  recording.gamma = options.gamma;
  recording.seed = options.seed;
  recording.workers = workers;
  recording.requested = options.iterations;
  recording.x0.assign(dimension, 0);
  std::optional<Memory> memory;
  const auto begin = [&] {
    make_room(recording, options.iterations);
    memory.emplace(recording.x0, workers, updates);
    history.open(workers, dimension);
    std::vector<std::function<void()>> work_of;
    for (std::size_t w = 0; w < workers; ++w)
      work_of.push_back([&, w] { work(problem, update, options, w, *memory, Recorded(recording, w)); });
    return work_of;
  };
  const auto end = [&] {
    history.close();
    for (std::size_t c = 0; c < dimension; ++c) {
      const Seen last = (*memory)[c];
      recording.x_final[c] = last.value;
      recording.version_final[c] = static_cast<std::uint32_t>(last.version);
    }
    look(problem, recording);
  };
  return every_interleaving({begin, end}, most);
}

/// Decrease at every pair of points that occurs, decided once.
class Decreases {
 public:
  bool hold(const Quadratic& problem, const Exact& gamma, const Vector<Exact>& x, const Vector<Exact>& x_virtual) {
    std::vector<Exact> at(x.begin(), x.end());
    at.insert(at.end(), x_virtual.begin(), x_virtual.end());
    const auto [known, is_new] = known_.try_emplace(std::move(at));
    if (is_new) known->second = decrease(moment<Exact>(problem, gamma, x, x_virtual), problem.constants(), gamma).outcome() == Outcome::holds;
    return known->second;
  }

 private:
  std::map<std::vector<Exact>, bool> known_;
};

/// Jₜ and Dₖᵗ as the recorder has them, against what happened.
std::string masks_by_definition(const Recording& r, const Schedule& schedule) {
  const auto seen = history.seen(r);
  for (std::size_t t = 0; t < r.iterations(); ++t)
    for (std::size_t c = 0; c < r.dimension(); ++c) {
      std::vector<bool> missed(t);
      for (const Missing& m : schedule.missing(t)) missed[m.k] = m.missed(c);
      for (std::size_t k = 0; k < r.iterations(); ++k) {
        if (k >= t && seen[t][c][k]) return fmt::format("read {} sees update {}", t, k);
        if (k < t && missed[k] == seen[t][c][k]) return fmt::format("the mask of update {} at read {}, coordinate {} is wrong", k, t, c);
      }
    }
  return "";
}

/// The first thing that does not hold in this interleaving, or "".
std::string objection(const Quadratic& problem, const Recording& r, const Run& run, Decreases& decreases) {
  const Audit audited = audit(problem, r);
  for (const Check& check : audited.checks)
    if (check.required && !check.passed) return check.name + ": " + check.detail;
  if (const std::string wrong = masks_by_definition(r, run.schedule); !wrong.empty()) return wrong;
  const Matrix<Exact> x_virtual = virtual_iterates(run), read = reads_by_versions(r);
  const auto T = static_cast<Eigen::Index>(run.iterations());
  for (std::size_t c = 0; c < r.dimension(); ++c)
    if (x_virtual(static_cast<Eigen::Index>(c), T) != exact(r.x_final[c])) return "A12: the memory at the end is not x̃_T";
  for (Eigen::Index t = 0; t < T; ++t) {
    if (read_identity(run, static_cast<std::size_t>(t), read.col(t), x_virtual.col(t)).outcome() != Outcome::holds) return fmt::format("A15 at t = {}", t);
    if (!decreases.hold(problem, run.gamma, read.col(t), x_virtual.col(t))) return fmt::format("A21 at t = {}", t);
  }
  return "";
}

}  // namespace

Decrements decrements(std::size_t workers, bool atomic) {
  Decrements result;
  result.left.resize(workers + 1);
  std::size_t value = 0;  // how much has been subtracted
  const auto worker = [&] {
    atomic_operation_follows();
    const std::size_t loaded = value;
    if (!atomic) atomic_operation_follows();
    value = loaded + 1;
  };
  const auto begin = [&] {
    value = 0;
    return std::vector<std::function<void()>>(workers, worker);
  };
  result.interleavings = every_interleaving({begin, [&] { ++result.left[value]; }});
  result.of_them = result.interleavings - result.left[workers];
  return result;
}

TornReads torn_reads(bool opposite) {
  TornReads result;
  int memory[2] = {0, 0}, seen[2] = {0, 0};
  const auto writer = [&] {
    for (int& a : memory) {
      atomic_operation_follows();
      a = 1;
    }
  };
  const auto reader = [&] {
    for (const int c : {0, 1}) {
      const int at = opposite ? 1 - c : c;
      atomic_operation_follows();
      seen[at] = memory[at];
    }
  };
  const auto begin = [&] {
    memory[0] = memory[1] = 0;
    return std::vector<std::function<void()>>{writer, reader};
  };
  result.interleavings = every_interleaving({begin, [&] {
    result.of_them += seen[0] != seen[1];
    result.never_there += seen[0] < seen[1];  // (1,0) is what the writer has half written
  }});
  return result;
}

MicroHogwild micro_hogwild(std::size_t workers, std::size_t updates, std::size_t dimension, std::size_t most) {
  MicroHogwild result{.workers = workers, .updates = updates, .dimension = dimension};
  Decreases decreases;
  const auto look = [&](const Quadratic& problem, const Recording& r) {
    const Run run = to_run(r);
    result.largest_delay = std::max(result.largest_delay, run.schedule.tau());
    result.inconsistent += !run.schedule.consistent();
    result.torn += !run.schedule.all_or_nothing();
    if (const std::string wrong = objection(problem, r, run, decreases); !wrong.empty()) result.objections.push_back(wrong);
  };
  result.interleavings = every_race<MicroMemory<NotedCell>>(workers, updates, dimension, most, look);
  return result;
}

Counted lossy_hogwild(std::size_t workers, std::size_t updates, std::size_t dimension) {
  Counted result;
  const auto look = [&](const Quadratic&, const Recording& r) {
    bool lost = false;
    for (std::size_t c = 0; c < dimension; ++c) {
      Exact sum = exact(r.x0[c]);
      for (std::size_t t = 0; t < r.iterations(); ++t) sum += exact(r.update[t][c]);
      lost = lost || sum != exact(r.x_final[c]);
    }
    result.of_them += lost;
  };
  result.interleavings = every_race<MicroMemory<SteppedLossyCell>>(workers, updates, dimension, 2'000'000, look);
  return result;
}

Counted relaxed_labels(std::size_t workers, std::size_t updates, std::size_t dimension) {
  Counted result;
  const auto look = [&](const Quadratic& problem, const Recording& r) { result.of_them += !audit(problem, r)["causality"].passed; };
  result.interleavings = every_race<RelaxedLabels>(workers, updates, dimension, 2'000'000, look);
  return result;
}

}  // namespace lemmata
