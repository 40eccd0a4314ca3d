// Hogwild!: workers that read, differentiate and add without waiting for each other [RRWN11].
//
//   at iteration t (in parallel):  xₜ ← x;   gₜ = ∇f_i(xₜ), i = sample(seed, t);   for c: x[c] ← x[c] − γ gₜ[c], atomically
//
// The sample is a function of the label, and the label is taken after the read: whatever happened up to the end of the read is
// independent of it (E gₜ = ∇f(xₜ) given the past), and an audit can draw it again.
//
// One kernel serves all: recorded or not, by coordinate or by vector, on any cell. What is verified is what is fast.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "algorithms/lattice.hpp"
#include "algorithms/recorder.hpp"
#include "algorithms/shared_iterate.hpp"
#include "algorithms/workers.hpp"

namespace lemmata {

struct HogwildOptions {
  Exact gamma;                       // γ > 0
  std::size_t workers = 1;
  std::size_t iterations = 0;        // T
  std::uint64_t seed = 0;
  Writes writes = Writes::coordinate;
  /// A worker offers its core to the others once in the middle of each read and once in the middle of each write (atomic vector
  /// operations: once in between), so that more workers than cores do race; else one runs thousands of iterations in its time slice.
  /// The place is drawn for the worker's own count of iterations and is independent of all samples. Left open: exactly if there are more
  /// workers than cores.
  std::optional<bool> overlap = {};
  std::vector<double> x0 = {};       // empty: 0
  /// q: all numbers of the run are in 2^−q ℤ, for problems with rational gradients. Nothing: they are doubles.
  std::optional<int> lattice_bits = {};

  bool overlaps() const { return overlap.value_or(workers > std::thread::hardware_concurrency()); }
};

/// What a run leaves that is not recorded.
struct Finish {
  std::vector<double> x;
  std::optional<std::size_t> diverged_at;  // an iteration whose read or update was not tame
  double seconds = 0;
};

/// Where a worker keeps what it has read, and where it puts update and versions: in the record of its iteration.
class Recorded {
 public:
  Recorded(Recording& recording, std::size_t w) : r_(recording), w_(w), x(recording.dimension()), seen(recording.dimension()) {}
  /// Room for update and versions of iteration t with sample i, all zero; what was read is on record.
  std::pair<std::span<double>, std::span<std::uint32_t>> room(std::size_t t, std::size_t i) {
    r_.label[t] = static_cast<std::uint32_t>(t);
    r_.worker[t] = static_cast<std::uint32_t>(w_);
    r_.sample[t] = static_cast<std::uint32_t>(i);
    std::ranges::copy(x, r_.read[t].begin());
    std::ranges::copy(seen, r_.seen[t].begin());
    return {r_.update[t], r_.landed[t]};
  }

 private:
  Recording& r_;
  std::size_t w_;

 public:
  std::vector<double> x;
  std::vector<std::uint32_t> seen;
};

/// The same room over and over.
class Unrecorded {
 public:
  explicit Unrecorded(std::size_t d) : x(d), seen(d), update_(d), landed_(d) {}
  std::pair<std::span<double>, std::span<std::uint32_t>> room(std::size_t, std::size_t) { return {update_, landed_}; }

  std::vector<double> x;
  std::vector<std::uint32_t> seen;

 private:
  std::vector<double> update_;
  std::vector<std::uint32_t> landed_;
};

/// Who draws a sample: worker w for the m-th time, of n.
struct Drawing {
  std::size_t worker, turn, n;
};
/// The sample of iteration t: by its label and nothing else. A memory of the gallery may draw otherwise, and is caught.
template <class Memory>
std::size_t draw(Memory& memory, std::uint64_t seed, std::size_t t, const Drawing& by) {
  if constexpr (requires { memory.draw(seed, by); }) return memory.draw(seed, by);
  else return sample(seed, t, 0, by.n);
}

/// Worker w: iterations until the labels run out. Returns the first t at which it saw that the run diverges.
template <SampleGradients P, class Memory, class Desk>
std::optional<std::size_t> work(const P& problem, const Updates<P>& updates, const HogwildOptions& options, std::size_t w, Memory& memory,
                                Desk desk) {
  const auto pause = [&, overlap = options.overlaps()](std::size_t m, bool write, std::size_t end) {
    return overlap ? sample(options.seed, m, static_cast<std::uint32_t>(2 * w + 1 + write), end + 1) : never;  // index 0: the samples
  };
  for (std::size_t m = 0;; ++m) {
    const std::size_t t = memory.read(desk.x, desk.seen, pause(m, false, desk.x.size()));
    if (t >= options.iterations) return std::nullopt;
    const std::size_t i = draw(memory, options.seed, t, {.worker = w, .turn = m, .n = problem.n()});
    const auto support = problem.support(i);
    const auto [update, landed] = desk.room(t, i);
    if (!updates(t, i, desk.x, update)) {
      memory.stop(options.iterations);
      return t;
    }
    memory.add(support, update, landed, pause(m, true, support.size()));
  }
}

/// All workers, to the end; `desk(w)` is where worker w works. If one throws, the others stop and it is rethrown.
template <SampleGradients P, class Memory, class Desks>
Finish race(const P& problem, const HogwildOptions& options, Memory& memory, Desks&& desk) {
  const Updates<P> updates(problem, {options.gamma, options.seed, options.lattice_bits, options.workers});
  std::vector<std::optional<std::size_t>> diverged(options.workers);
  const auto from = std::chrono::steady_clock::now();
  together(options.workers, [&](std::size_t w) {
    try {
      diverged[w] = work(problem, updates, options, w, memory, desk(w));
    } catch (...) {
      memory.stop(options.iterations);
      throw;
    }
  });
  Finish finish;
  finish.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  for (const auto& t : diverged)
    if (t && (!finish.diverged_at || *t < *finish.diverged_at)) finish.diverged_at = t;
  finish.x.resize(problem.dimension());
  for (std::size_t c = 0; c < finish.x.size(); ++c) finish.x[c] = memory[c].value;
  return finish;
}

/// The recorded run on a memory of this kind (VersionedCell, unless a test knows better).
template <class Memory, SampleGradients P>
Recording recorded(const P& problem, const HogwildOptions& options) {
  Recording r;
  r.algorithm = Algorithm::hogwild;
  r.writes = options.writes;
  r.gamma = options.gamma;
  r.lattice_bits = options.lattice_bits;
  r.seed = options.seed;
  r.workers = options.workers;
  r.requested = options.iterations;
  r.overlap = options.overlaps();
  r.x0 = start(problem.n(), problem.dimension(), options.x0, options.gamma, options.workers, options.iterations, options.lattice_bits);
  make_room(r, r.requested);
  Memory memory(r.x0, options.lattice_bits.value_or(0));
  const Finish finish = race(problem, options, memory, [&r](std::size_t w) { return Recorded(r, w); });
  r.x_final = finish.x;
  r.seconds = finish.seconds;
  r.diverged_at = finish.diverged_at;
  for (std::size_t c = 0; c < r.dimension(); ++c) r.version_final[c] = static_cast<std::uint32_t>(memory[c].version);
  cut(r, static_cast<std::size_t>(std::ranges::find(r.label, nobody) - r.label.begin()));
  return r;
}

/// `run` on the kind of memory that these cells and writes make.
template <Cell C, class Run>
auto on_memory(Writes writes, const Run& run) {
  using Memory = SharedIterate<C>;
  return writes == Writes::vector ? run.template operator()<OneAtATime<Memory>>() : run.template operator()<Memory>();
}

/// A recorded run: `hogwild(problem, {.gamma = …, .workers = 8, .iterations = 2000, .seed = 7})`.
/// Throws std::invalid_argument naming the option if there is no such run.
template <SampleGradients P>
Recording hogwild(const P& problem, const HogwildOptions& options) {
  const auto run = [&]<class Memory>() { return recorded<Memory>(problem, options); };
  if constexpr (Updates<P>::rational)
    if (options.lattice_bits) return on_memory<LatticeCell>(options.writes, run);
  return on_memory<VersionedCell>(options.writes, run);
}

/// The same run at full speed, with nothing recorded. The cells are for a run in doubles; on a lattice there is one kind.
template <Cell C = PlainCell, SampleGradients P>
Finish hogwild_unrecorded(const P& problem, const HogwildOptions& options) {
  const std::vector<double> x0 =
      start(problem.n(), problem.dimension(), options.x0, options.gamma, options.workers, options.iterations, options.lattice_bits);
  const auto run = [&]<class Memory>() {
    Memory memory(x0, options.lattice_bits.value_or(0));
    return race(problem, options, memory, [&](std::size_t) { return Unrecorded(x0.size()); });
  };
  if constexpr (Updates<P>::rational)
    if (options.lattice_bits) return on_memory<LatticeCell>(options.writes, run);
  return on_memory<C>(options.writes, run);
}

}  // namespace lemmata
