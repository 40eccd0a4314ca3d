#include "algorithms/interleavings/micro_hogwild.hpp"

#include <stdexcept>

#include "algorithms/audit.hpp"
#include "algorithms/interleavings/interleavings.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/virtual_iterate.hpp"

namespace lemmata {
namespace {

/// A cell of the stepped memory: what the kernel takes for an atomic.
class SteppedCell {
 public:
  static constexpr bool versioned = true;
  void reset(double) {}  // the memory lies in the situation
  void bind(Steps& steps, std::size_t c) { steps_ = &steps, c_ = c; }
  Seen read() const {
    const Held held = (*steps_)({Operation::load, c_});
    contents_ = held.updates;
    return {held.value, held.version};
  }
  std::uint64_t contents() const { return contents_; }  // of the last read
  std::uint64_t update = 0;                             // what is added next, as a set

 protected:
  Held operator()(Operation::Kind kind, const Held& operand) { return (*steps_)({kind, c_, operand}); }

 private:
  Steps* steps_ = nullptr;
  std::size_t c_ = 0;
  mutable std::uint64_t contents_ = 0;
};
struct AtomicCell : SteppedCell {
  std::uint64_t add(double delta) { return (*this)(Operation::add, {delta, 1, update}).version; }
};
struct LoadAndStoreCell : SteppedCell {
  std::uint64_t add(double delta) {
    const Held held = (*this)(Operation::load, {});
    return (*this)(Operation::store, {held.value + delta, held.version + 1, held.updates | update}).version;
  }
};

class SteppedCounter {
 public:
  explicit SteppedCounter(std::size_t) {}
  void bind(Steps& steps) { steps_ = &steps; }
  std::size_t fetch_add(std::size_t, std::memory_order) { return (*steps_)({Operation::label}).version; }

 private:
  Steps* steps_ = nullptr;
};

/// The memory as one worker sees it, for so many updates; then it hands out no more labels.
template <class C>
class SteppedIterate : public SharedIterate<C, SteppedCounter> {
  using Shared = SharedIterate<C, SteppedCounter>;

 public:
  SteppedIterate(std::span<const double> x0, Steps& steps, std::size_t updates, bool relaxed)
      : Shared(x0), steps_(steps), left_(updates), relaxed_(relaxed) {
    this->counter().bind(steps);
    for (std::size_t c = 0; c < x0.size(); ++c) this->cell(c).bind(steps, c);
  }
  std::size_t read(std::span<double> x, std::span<std::uint32_t> seen, std::size_t pause) {
    if (left_-- == 0) return never;
    const std::size_t t = relaxed_ ? relaxed_read(x, seen) : Shared::read(x, seen, pause);
    auto& [label, contents] = reads.emplace_back(t, std::vector<std::uint64_t>());
    for (std::size_t c = 0; c < x.size(); ++c) {
      contents.push_back(this->cell(c).contents());
      this->cell(c).update = std::uint64_t{1} << label;
    }
    return t;
  }
  std::vector<std::pair<std::size_t, std::vector<std::uint64_t>>> reads;  // label and contents

 private:
  /// The loads and the label in any order that keeps the loads in order: x is read while the label may have been taken before.
  std::size_t relaxed_read(std::span<double> x, std::span<std::uint32_t> seen) {
    const std::size_t before = steps_({Operation::choose, 0, {.version = x.size() + 1}}).version;
    std::size_t t = 0;
    for (std::size_t c = 0; c <= x.size(); ++c) {
      if (c == before) t = this->next_label();
      if (c == x.size()) break;
      const Seen s = this->cell(c).read();
      x[c] = s.value, seen[c] = static_cast<std::uint32_t>(s.version);
    }
    return t;
  }

  Steps& steps_;
  std::size_t left_;
  bool relaxed_;
};

/// The race as a program for the stepper.
class Micro {
 public:
  explicit Micro(const MicroRace& race) : race_(race), problem_(quiz(1, race.dimension)) {
    const std::size_t T = race.workers * race.updates;
    if (T == 0 || T > 64) throw std::invalid_argument("a micro race has 1, ..., 64 updates, got " + std::to_string(T));
    options_ = {.gamma = ratio(1, 64), .workers = race.workers, .iterations = T, .seed = 1, .overlap = false};
    updates_.emplace(problem_, Arithmetic{options_.gamma, options_.seed, {}, options_.workers});
  }
  Micro(const Micro&) = delete;
  const Quadratic& problem() const { return problem_; }
  SteppedMemory start() const { return {.cell = std::vector<Held>(race_.dimension)}; }
  SteppedWorker worker() const {
    return [this, room = empty()](std::size_t w, Steps& steps) mutable { run(w, steps, room); };
  }
  MicroEnd end(const Situation& situation, std::uint64_t interleavings) const {
    MicroEnd end{.recording = empty(), .contents = {}, .final_contents = {}, .interleavings = interleavings};
    Recording& r = end.recording;
    end.contents.resize(r.iterations());
    for (std::size_t w = 0; w < race_.workers; ++w) {
      Steps steps(situation.answers[w]);
      for (auto& [t, contents] : run(w, steps, r)) end.contents[t] = contents;
    }
    for (std::size_t c = 0; c < race_.dimension; ++c) {
      const Held& held = situation.memory.cell[c];
      r.x_final[c] = held.value;
      r.version_final[c] = static_cast<std::uint32_t>(held.version);
      end.final_contents.push_back(held.updates);
    }
    return end;
  }

 private:
  using Contents = std::vector<std::pair<std::size_t, std::vector<std::uint64_t>>>;
  Recording empty() const {
    Recording r;
    r.gamma = options_.gamma, r.seed = options_.seed, r.workers = race_.workers, r.requested = options_.iterations;
    r.x0.resize(race_.dimension);
    make_room(r, r.requested);
    return r;
  }
  Contents run(std::size_t w, Steps& steps, Recording& into) const {
    return race_.kernel == MicroKernel::load_and_store ? run_on<LoadAndStoreCell>(w, steps, into) : run_on<AtomicCell>(w, steps, into);
  }
  template <class C>
  Contents run_on(std::size_t w, Steps& steps, Recording& into) const {
    SteppedIterate<C> memory(into.x0, steps, race_.updates, race_.kernel == MicroKernel::relaxed_label);
    work(problem_, *updates_, options_, w, memory, Recorded(into, w));
    return std::move(memory.reads);
  }

  MicroRace race_;
  Quadratic problem_;
  HogwildOptions options_;
  std::optional<Updates<Quadratic>> updates_;
};

/// Jₜ and Dₖᵗ as they are defined: coordinate c of update k < t is missing if it is not in the value of c that read t saw.
Schedule as_defined(const MicroEnd& end) {
  const std::size_t d = end.recording.dimension();
  std::vector<std::vector<Missing>> missing(end.contents.size());
  for (std::size_t t = 0; t < missing.size(); ++t)
    for (std::size_t k = 0; k < t; ++k) {
      std::vector<bool> mask(d);
      bool any = false;
      for (std::size_t c = 0; c < d; ++c) any |= mask[c] = (end.contents[t][c] >> k & 1) == 0;
      if (any) missing[t].push_back({k, mask});
    }
  return {d, std::move(missing)};
}

/// max (t − k) over all k < t of which a coordinate is missing.
std::size_t delay_as_defined(const MicroEnd& end) {
  std::size_t tau = 0;
  for (std::size_t t = 0; t < end.contents.size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      for (const std::uint64_t contents : end.contents[t])
        if ((contents >> k & 1) == 0) tau = std::max(tau, t - k);
  return tau;
}

bool lost(const MicroEnd& end) {
  const std::size_t T = end.recording.iterations();
  const std::uint64_t all = T == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << T) - 1;
  return std::ranges::any_of(end.final_contents, [all](std::uint64_t contents) { return contents != all; });
}

/// A read t with an update k ≥ t in it.
bool sees_later(const MicroEnd& end) {
  for (std::size_t t = 0; t < end.contents.size(); ++t)
    for (const std::uint64_t contents : end.contents[t])
      if (contents >> t != 0) return true;
  return false;
}

bool sees_in_part(const MicroEnd& end) {
  return std::ranges::any_of(end.contents,
                             [](const auto& read) { return std::ranges::adjacent_find(read, std::ranges::not_equal_to{}) != read.end(); });
}

/// Counts lines, and those that hold.
class Lines {
 public:
  explicit Lines(MicroCounts& counts) : counts_(counts) {}
  void operator()(bool holds) { ++counts_.lines, counts_.lines_that_hold += holds; }
  void operator()(const Proof<Exact>& proof) {
    for (const Step<Exact>& step : proof) (*this)(step.outcome() == Outcome::holds);
  }

 private:
  MicroCounts& counts_;
};

void ask_lines(const Quadratic& problem, const MicroEnd& end, MicroCounts& counts) {
  Lines ask(counts);
  const Run run = to_run(end.recording);
  const Schedule defined = as_defined(end);
  const Matrix<Exact> read = reads_by_versions(end.recording), x_virtual = virtual_iterates(run);
  const Constants& constants = problem.constants();
  ask(run.schedule.tau() == delay_as_defined(end));
  ask(step_size(run.gamma, constants, std::max<std::size_t>(1, run.schedule.tau())));
  for (std::size_t c = 0; c < run.dimension(); ++c)
    ask(exact(end.recording.x_final[c]) == x_virtual(static_cast<Eigen::Index>(c), x_virtual.cols() - 1));  // A12
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    const Vector<Exact> x = exact(run.x.col(column)), x_virtual_t = x_virtual.col(column);
    ask(run.schedule.missing(t) == defined.missing(t));
    ask(x == read.col(column));  // dyadic numbers, few bits: nothing was rounded
    ask(read_identity(run, t, x, x_virtual_t));
    ask(decrease(moment<Exact>(problem, run.gamma, x, x_virtual_t), constants, run.gamma));
  }
}

}  // namespace

std::vector<MicroEnd> micro_ends(const MicroRace& race) {
  const Micro micro(race);
  std::vector<MicroEnd> ends;
  for (const auto& [situation, interleavings] : ends_of_all_interleavings(race.workers, micro.start(), micro.worker()))
    ends.push_back(micro.end(situation, interleavings));
  return ends;
}

std::uint64_t micro_interleavings_one_by_one(const MicroRace& race) {
  const Micro micro(race);
  std::uint64_t count = 0;
  each_interleaving(race.workers, micro.start(), micro.worker(), [&count](const Situation&) { ++count; });
  return count;
}

MicroCounts micro_hogwild(const MicroRace& race) {
  const Micro micro(race);
  MicroCounts counts;
  for (const MicroEnd& end : micro_ends(race)) {
    const std::uint64_t ways = end.interleavings;
    const Audit found = audit(micro.problem(), end.recording);
    const bool lost_one = lost(end), later = sees_later(end);
    ++counts.records;
    counts.interleavings += ways;
    if (lost_one) counts.lost_update += ways;
    if (later) counts.later_update_seen += ways;
    if (sees_in_part(end)) counts.seen_in_part += ways;
    if (!found.passed()) continue;
    counts.audit_passed += ways;
    if (lost_one || later) counts.unnoticed += ways;
    if (lost_one || later) continue;
    counts.by_delay[delay_as_defined(end)] += ways;
    ask_lines(micro.problem(), end, counts);
  }
  return counts;
}

}  // namespace lemmata
