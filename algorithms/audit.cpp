#include "algorithms/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

namespace lemmata {

bool Audit::passed() const {
  return std::ranges::all_of(checks, [](const Check& check) { return check.passed || !check.required; });
}

const Check& Audit::operator[](std::string_view name) const {
  const auto found = std::ranges::find(checks, name, &Check::name);
  if (found == checks.end()) throw std::out_of_range("no check of the name \"" + std::string(name) + "\" was made");
  return *found;
}

namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

Check pass(std::string name, std::string detail) { return {std::move(name), true, std::move(detail), true}; }
Check fail(std::string name, std::string detail) { return {std::move(name), false, std::move(detail), true}; }
Check not_judged(std::string name, std::string_view because) {
  return fail(std::move(name), fmt::format("not judged: \"{}\" failed", because));
}

/// What is found first is what counts: the smallest t.
class First {
 public:
  template <class Say>
  void at(std::size_t t, Say&& say) {
    if (t < t_) t_ = t, text_ = say();
  }
  Check check(std::string name, std::string otherwise) const {
    return text_.empty() ? pass(std::move(name), std::move(otherwise)) : fail(std::move(name), text_);
  }

 private:
  std::size_t t_ = std::numeric_limits<std::size_t>::max();
  std::string text_;
};

constexpr const char* irrational = "the run is on a lattice, and the gradients of the problem are not rational";

Check shape(const Again& problem, const Recording& r) {
  std::string wrong = misshapen(r);
  if (wrong.empty() && !problem.update) wrong = irrational;
  if (wrong.empty() && r.dimension() != problem.dimension)
    wrong = fmt::format("the run is of dimension {}, the problem of {}", r.dimension(), problem.dimension);
  if (wrong.empty() && r.batch > problem.n && r.sampling == Sampling::without_replacement)
    wrong = fmt::format("a batch of {} without replacement from n = {}", r.batch, problem.n);
  return wrong.empty() ? pass("shape", fmt::format("T = {}, d = {}", r.iterations(), r.dimension())) : fail("shape", wrong);
}

Check labels(const Recording& r) {
  for (std::size_t t = 0; t < r.iterations(); ++t)
    if (r.label[t] != t)
      return fail("labels", fmt::format("t = {}: {}", t,
                                        r.label[t] == nobody ? "no record" : fmt::format("the record has the label {}", r.label[t])));
  if (r.iterations() < r.requested && !r.diverged_at) return fail("labels", fmt::format("label {} is missing", r.iterations()));
  return pass("labels", fmt::format("{} labels, each once", r.iterations()));
}

/// `expected(t)` is the sample of iteration t by the stream.
template <class Expected>
Check samples(const std::vector<std::uint32_t>& sample, Expected&& expected) {
  for (std::size_t t = 0; t < sample.size(); ++t)
    if (const std::size_t i = expected(t); sample[t] != i)
      return fail("samples", fmt::format("t = {}: sample {} is recorded, the stream gives {}", t, sample[t], i));
  return pass("samples", fmt::format("{} samples drawn again", sample.size()));
}

Check samples(const Again& problem, const Recording& r) {
  std::vector<std::size_t> drawn;
  return samples(r.sample, [&](std::size_t t) {
    if (t % r.batch == 0) drawn = batch(r.seed, t / r.batch, r.batch, problem.n, r.sampling);
    return drawn[t % r.batch];
  });
}

/// The update of iteration t by the problem, and whether the run goes on. The samples are in range.
bool again_at(const Again& problem, std::size_t t, std::size_t i, std::span<const double> x, std::vector<double>& update) {
  std::ranges::fill(update, 0.0);
  return problem.update(t, i, x, update);
}

std::string in_range(const Again& problem, const std::vector<std::uint32_t>& sample) {
  for (std::size_t t = 0; t < sample.size(); ++t)
    if (sample[t] >= problem.n) return fmt::format("t = {}: there is no sample {}, n = {}", t, sample[t], problem.n);
  return "";
}

std::string differs(std::size_t t, std::span<const double> recorded, std::span<const double> expected) {
  for (std::size_t c = 0; c < expected.size(); ++c)
    if (!same_bits(recorded[c], expected[c]))
      return fmt::format("t = {}, c = {}: {} is recorded, computed again it is {}", t, c, recorded[c], expected[c]);
  return "";
}

/// "updates", and at which iterations the run went on: there the update had to be written.
struct Recomputed {
  Check check;
  std::vector<bool> went_on;
};

Recomputed updates(const Again& problem, const Recording& r) {
  if (std::string wrong = in_range(problem, r.sample); !wrong.empty()) return {fail("updates", wrong), {}};
  const std::size_t T = r.iterations();
  std::vector<double> update(r.dimension());
  Recomputed all{.check = pass("updates", fmt::format("{} updates computed again, bit for bit", T)), .went_on = std::vector<bool>(T)};
  for (std::size_t t = 0; t < T; ++t) {
    all.went_on[t] = again_at(problem, t, r.sample[t], r.read[t], update);
    if (!all.check.passed) continue;
    if (std::string wrong = differs(t, r.update[t], update); !wrong.empty()) all.check = fail("updates", wrong);
  }
  const std::size_t stop = static_cast<std::size_t>(std::ranges::find(all.went_on, false) - all.went_on.begin());
  const auto say = [T](std::size_t t) { return t < T ? fmt::format("diverged at t = {}", t) : "did not diverge"; };
  if (const std::size_t by_record = r.diverged_at.value_or(T); all.check.passed && stop != by_record)
    all.check = fail("updates", fmt::format("the run {}, by its record it {}", say(stop), say(by_record)));
  return all;
}

Check versions(const Recording& r, const ModificationOrder& order) {
  return order.wrong.empty() ? pass("versions", fmt::format("{} coordinates, each with versions 1, ..., m", r.dimension()))
                             : fail("versions", order.wrong);
}

Check once(const Again& problem, const Recording& r, const std::vector<bool>& went_on) {
  if (went_on.size() != r.iterations()) return not_judged("once", "updates");
  const std::size_t d = r.dimension();
  std::vector<std::uint64_t> writes(d);
  std::vector<bool> due(d);
  for (std::size_t t = 0; t < r.iterations(); ++t) {
    due.assign(d, false);
    if (went_on[t])
      for (const std::uint32_t c : problem.support(r.sample[t])) due[c] = true;
    for (std::size_t c = 0; c < d; ++c) {
      const bool landed = r.landed[t][c] != 0;
      if (landed != due[c])
        return fail("once", fmt::format("t = {}, c = {}: {}", t, c, landed ? "landed where nothing was due" : "the update never landed"));
      writes[c] += landed;
    }
  }
  for (std::size_t c = 0; c < d; ++c)
    if (writes[c] != r.version_final[c])
      return fail("once", fmt::format("c = {}: {} updates, but the memory counted {} writes", c, writes[c], r.version_final[c]));
  return pass("once", "every update landed exactly once");
}

Check causality(const Recording& r) {
  const std::size_t d = r.dimension(), T = r.iterations();
  First first;
  for (std::size_t c = 0; c < d; ++c) {
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();  // landed(k)[c], least over k ≥ t
    std::size_t k = T;
    for (std::size_t t = T; t-- > 0;) {
      if (const std::uint32_t version = r.landed[t][c]; version != 0 && version <= least) least = version, k = t;
      if (r.seen[t][c] >= least)
        first.at(t, [&] {
          return fmt::format("read t = {} saw version {} of coordinate {}, and in it update k = {} (version {})", t, r.seen[t][c], c, k,
                             least);
        });
    }
  }
  return first.check("causality", "no read saw an update of its own or a later label");
}

Check own_writes(const Recording& r) {
  const std::size_t d = r.dimension();
  std::map<std::uint32_t, Columns<std::uint32_t>> last;  // by worker: the last version it made of each coordinate
  const auto note = [&](std::size_t t) {
    auto& mine = last.try_emplace(r.worker[t], d, 1).first->second;
    for (std::size_t c = 0; c < d; ++c) mine[0][c] = std::max(mine[0][c], r.landed[t][c]);
  };
  for (std::size_t s = 0; s < r.iterations(); s += r.batch) {
    const std::size_t end = std::min(s + r.batch, r.iterations());
    for (std::size_t t = s; t < end; ++t)
      if (const auto mine = last.find(r.worker[t]); mine != last.end())
        for (std::size_t c = 0; c < d; ++c)
          if (r.seen[t][c] < mine->second[0][c])
            return fail("own writes",
                        fmt::format("read t = {} of worker {} saw version {} of coordinate {}, after that worker had made version {}", t,
                                    r.worker[t], r.seen[t][c], c, mine->second[0][c]));
    for (std::size_t t = s; t < end; ++t) note(t);
  }
  return pass("own writes", "no read missed an earlier update of its own worker");
}

/// "replay" and "final memory": the values of each coordinate by version, made of the recorded updates.
std::pair<Check, Check> replay(const Recording& r, const std::vector<std::vector<std::uint32_t>>& order) {
  const std::size_t d = r.dimension(), T = r.iterations();
  First read, memory;
  std::vector<double> value;
  for (std::size_t c = 0; c < d; ++c) {
    value.assign(1, r.x0[c]);
    for (const std::uint32_t k : order[c]) value.push_back(value.back() + r.update[k][c]);
    for (std::size_t t = 0; t < T; ++t) {
      const std::uint32_t v = r.seen[t][c];
      if (v >= value.size())
        read.at(t, [&] { return fmt::format("t = {}, c = {}: saw version {}, but there were {} writes", t, c, v, order[c].size()); });
      else if (!same_bits(r.read[t][c], value[v]))
        read.at(t, [&] { return fmt::format("t = {}, c = {}: read {}, but version {} is {}", t, c, r.read[t][c], v, value[v]); });
    }
    if (!same_bits(value.back(), r.x_final[c]))
      memory.at(c, [&] { return fmt::format("c = {}: the memory holds {}, the replay gives {}", c, r.x_final[c], value.back()); });
  }
  return {read.check("replay", fmt::format("{} x {} values read, recomputed bit for bit", T, d)),
          memory.check("final memory", "equals the replay bit for bit")};
}

Check in_flight(const Recording& r, const Schedule& schedule) {
  std::size_t largest = 0, at = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t)
    if (const std::size_t J = schedule.missing(t).size(); J > largest) largest = J, at = t;
  const std::size_t others = r.workers - 1;
  return largest <= others ? pass("in flight", fmt::format("a read missed at most {} updates, {} other workers", largest, others))
                           : fail("in flight", fmt::format("read t = {} missed {} updates, {} other workers", at, largest, others));
}

/// The same for mini-batches: Jₜ is what was written of {sb, …, t−1}.
Check in_batch(const Recording& r, const Schedule& schedule) {
  std::size_t written = 0, largest = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    if (t % r.batch == 0) written = 0;
    const std::vector<Missing>& J = schedule.missing(t);
    if (J.size() != written || (written > 0 && J.front().k < t - t % r.batch))
      return fail("in flight", fmt::format("read t = {} missed {} updates, not those before it in its batch", t, J.size()));
    largest = std::max(largest, written);
    written += std::ranges::any_of(r.landed[t], [](std::uint32_t version) { return version != 0; });
  }
  return pass("in flight", fmt::format("every read missed those before it in its batch: at most {}", largest));
}

Check whole_updates(const Schedule& schedule) {
  for (std::size_t t = 0; t < schedule.size(); ++t)
    for (const Missing& m : schedule.missing(t))
      if (!m.whole()) return fail("whole updates", fmt::format("read t = {} saw a part of update k = {}", t, m.k));
  return pass("whole updates", "every update was seen whole or not at all");
}

Check consistent_reads(const Recording& r) {
  for (std::size_t t = 1; t < r.iterations(); ++t)
    for (std::size_t c = 0; c < r.dimension(); ++c)
      if (r.seen[t][c] < r.seen[t - 1][c])
        return fail("consistent reads", fmt::format("read t = {} saw version {} of coordinate {}, read {} had seen version {}", t,
                                                    r.seen[t][c], c, t - 1, r.seen[t - 1][c]));
  return pass("consistent reads", "what one read saw, every later read saw");
}

}  // namespace

Audit audit(const Again& problem, const Recording& r) {
  Audit audit{{shape(problem, r)}};
  if (!audit.passed()) return audit;
  const auto say = [&audit](Check check) {
    audit.checks.push_back(std::move(check));
    return audit.checks.back().passed;
  };
  bool sound = say(labels(r));
  say(samples(problem, r));
  const Recomputed recomputed = updates(problem, r);
  say(recomputed.check);
  const ModificationOrder order = modification_order(r);
  const bool ordered = say(versions(r, order));
  say(once(problem, r, recomputed.went_on));
  sound = say(causality(r)) && sound;
  say(own_writes(r));
  if (ordered) {
    auto [read, memory] = replay(r, order.of);
    say(std::move(read));
    say(std::move(memory));
  } else {
    for (const char* name : {"replay", "final memory"}) say(not_judged(name, "versions"));
  }
  if (ordered && sound) {
    const Schedule J = schedule(r);
    say(r.algorithm == Algorithm::mini_batch ? in_batch(r, J) : in_flight(r, J));
    say(whole_updates(J));
  } else {
    for (const char* name : {"in flight", "whole updates"})
      say(not_judged(name, !ordered ? "versions" : audit["labels"].passed ? "causality" : "labels"));
  }
  say(consistent_reads(r));
  for (Check& check : audit.checks)
    if (r.writes == Writes::coordinate && (check.name == "in flight" || check.name == "whole updates" || check.name == "consistent reads"))
      check.required = false;
  return audit;
}

namespace {

Check shape(const Again& problem, const Delayed& delayed) {
  const Run& run = delayed.run;
  const auto d = static_cast<Eigen::Index>(problem.dimension);
  const auto T = static_cast<Eigen::Index>(run.iterations());
  const auto table = [&](const char* what, const Matrix<double>& m) {
    return m.rows() == d && m.cols() == T ? "" : fmt::format("{} is {} x {}, not {} x {}", what, m.rows(), m.cols(), d, T);
  };
  const auto finite = [](const char* what, const auto& m) {
    return m.allFinite() ? "" : fmt::format("{} holds a number that is not finite", what);
  };
  const std::size_t due = delayed.diverged_at.value_or(delayed.requested);
  std::string wrong;
  if (!(run.gamma > 0))
    wrong = "gamma = " + to_string(run.gamma) + " is not positive";
  else if (run.x0.size() != d)
    wrong = fmt::format("the run is of dimension {}, the problem of {}", run.x0.size(), d);
  else if (run.iterations() != due)
    wrong = fmt::format("{} iterations are recorded, not {}", run.iterations(), due);
  else if (!problem.update)
    wrong = irrational;
  else if (run.schedule.size() != run.iterations() || (T > 0 && run.schedule.dimension() != problem.dimension))
    wrong = "the schedule is of another size";
  for (const std::string& w :
       {table("x", run.x), table("update", run.update), finite("x0", run.x0), finite("x", run.x), finite("update", run.update)})
    if (wrong.empty()) wrong = w;
  if (wrong.empty()) wrong = off_lattice(std::span(run.x0.data(), problem.dimension), delayed.lattice_bits);
  return wrong.empty() ? pass("shape", fmt::format("T = {}, d = {}", T, d)) : fail("shape", wrong);
}

Check updates(const Again& problem, const Delayed& delayed) {
  const Run& run = delayed.run;
  if (std::string wrong = in_range(problem, run.sample); !wrong.empty()) return fail("updates", wrong);
  std::vector<double> update(problem.dimension);
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    if (!again_at(problem, t, run.sample[t], std::span(run.x.col(column).data(), problem.dimension), update))
      return fail("updates", fmt::format("the run had diverged at t = {}", t));
    if (std::string wrong = differs(t, std::span(run.update.col(column).data(), problem.dimension), update); !wrong.empty())
      return fail("updates", wrong);
  }
  return pass("updates", fmt::format("{} updates computed again, bit for bit", run.iterations()));
}

Check reads(const Delayed& delayed) {
  const Run& run = delayed.run;
  DelayedMemory memory(run.x0, run.schedule);
  for (std::size_t t = 0; t < run.iterations(); ++t) {
    const auto column = static_cast<Eigen::Index>(t);
    const Vector<double> x = memory.read(t, run.update);
    for (Eigen::Index c = 0; c < x.size(); ++c)
      if (!same_bits(x(c), run.x(c, column)))
        return fail("reads", fmt::format("t = {}, c = {}: {} is recorded, by the schedule it is {}", t, c, run.x(c, column), x(c)));
  }
  return pass("reads", fmt::format("{} reads follow the schedule, each rounded once", run.iterations()));
}

}  // namespace

Audit audit(const Again& problem, const Delayed& delayed) {
  Audit audit{{shape(problem, delayed)}};
  if (!audit.passed()) return audit;
  audit.checks.push_back(samples(delayed.run.sample, [&](std::size_t t) { return sample(delayed.seed, t, 0, problem.n); }));
  audit.checks.push_back(updates(problem, delayed));
  audit.checks.push_back(reads(delayed));
  return audit;
}

}  // namespace lemmata
