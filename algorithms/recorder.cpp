#include "algorithms/recorder.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <algorithm>
#include <bit>
#include <new>
#include <stdexcept>
#include <utility>

#include "algorithms/lattice.hpp"

namespace lemmata {

double nearest(const Exact& a) {
  const double near = a.convert_to<double>();  // an end of the smallest interval of doubles around a
  if (!std::isfinite(near)) return near;
  double best = near;
  for (const double other : {next_down(near), next_up(near)}) {
    if (!std::isfinite(other)) continue;
    const Exact gain = abs(Exact(best) - a) - abs(Exact(other) - a);
    if (gain > 0 || (gain == 0 && (std::bit_cast<std::uint64_t>(best) & 1) == 1)) best = other;
  }
  return best;
}

void* lines(std::size_t bytes) {
  constexpr std::size_t line = 64, page = std::size_t{1} << 21;
  const std::size_t unit = bytes < 2 * page ? line : page;
  if (bytes > std::numeric_limits<std::size_t>::max() - unit) throw std::bad_alloc();
  const std::size_t rounded = (bytes + unit - 1) / unit * unit;
  void* const memory = std::aligned_alloc(unit, rounded);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
  if (unit == page) madvise(memory, rounded, MADV_HUGEPAGE);  // advice: where it is not taken, nothing else changes
#endif
  return memory;
}

void make_room(Recording& r, std::size_t T) {
  const std::size_t d = r.dimension();
  r.x_final = r.x0;
  r.version_final.assign(d, 0);
  r.label.assign(T, nobody);
  r.worker.assign(T, 0);
  r.sample.assign(T, 0);
  r.read = r.update = Columns<double>(d, T);
  r.seen = r.landed = Columns<std::uint32_t>(d, T);
}

void cut(Recording& r, std::size_t T) {
  for (auto* list : {&r.label, &r.worker, &r.sample}) list->resize(T);
  for (auto* table : {&r.read, &r.update}) table->resize(T);
  for (auto* table : {&r.seen, &r.landed}) table->resize(T);
}

std::string misshapen(const Recording& r) {
  const std::size_t d = r.dimension(), T = r.iterations();
  const auto sizes = [](const std::string& what, std::size_t is, std::size_t should) {
    return is == should ? "" : what + " has " + std::to_string(is) + " entries, not " + std::to_string(should);
  };
  if (d == 0) return "the dimension is 0";
  if (r.workers == 0 || r.workers > most_workers) return "there are " + std::to_string(r.workers) + " workers";
  if (r.batch == 0 || T % r.batch != 0) return std::to_string(T) + " iterations are no batches of " + std::to_string(r.batch);
  if (r.batch != 1 && r.algorithm == Algorithm::hogwild) return "a batch of " + std::to_string(r.batch) + " in Hogwild!";
  if (!(r.gamma > 0)) return "gamma = " + to_string(r.gamma) + " is not positive";
  if (T > r.requested) return std::to_string(T) + " iterations are recorded, but " + std::to_string(r.requested) + " were asked for";
  if (r.diverged_at && *r.diverged_at >= T) return "diverged_at = " + std::to_string(*r.diverged_at) + " is not an iteration";
  for (const auto& wrong : {sizes("x_final", r.x_final.size(), d), sizes("version_final", r.version_final.size(), d),
                            sizes("worker", r.worker.size(), T), sizes("sample", r.sample.size(), T)})
    if (!wrong.empty()) return wrong;
  const auto table = [&](const std::string& what, const auto& columns) {
    return columns.rows() == d && columns.size() == T
               ? ""
               : what + " is " + std::to_string(columns.rows()) + " x " + std::to_string(columns.size()) + ", not " + std::to_string(d) +
                     " x " + std::to_string(T);
  };
  for (const auto& wrong : {table("read", r.read), table("update", r.update), table("seen", r.seen), table("landed", r.landed)})
    if (!wrong.empty()) return wrong;
  for (std::size_t c = 0; c < d; ++c)
    if (!std::isfinite(r.x0[c])) return "x0[" + std::to_string(c) + "] is not finite";
  if (std::string wrong = off_lattice(r.x0, r.lattice_bits); !wrong.empty()) return wrong;
  for (std::size_t t = 0; t < T; ++t)
    if (r.worker[t] >= r.workers) return "worker[" + std::to_string(t) + "] = " + std::to_string(r.worker[t]) + " does not exist";
  return "";
}

namespace {

void require_shape(const Recording& recording) {
  if (const std::string wrong = misshapen(recording); !wrong.empty()) throw std::invalid_argument("recording: " + wrong);
}

/// The writes of iterations k < t to one coordinate, by version. The last ones are those that a read may have missed.
using History = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // (version, k)

/// Jₜ and Dₖᵗ from the histories of all coordinates before t. `place[k]` is scratch: 0 before and after.
std::vector<Missing> missing_at(const Recording& r, std::size_t t, const std::vector<History>& history, std::vector<std::size_t>& place,
                                const std::vector<std::size_t>& written) {
  struct Missed {
    std::size_t k, count;
    std::vector<bool> mask;
  };
  std::vector<Missed> J;
  const std::size_t d = r.dimension();
  for (std::size_t c = 0; c < d; ++c)
    for (auto write = history[c].rbegin(); write != history[c].rend() && write->first > r.seen[t][c]; ++write) {
      const std::size_t k = write->second;
      if (place[k] == 0) {
        J.push_back({k, 0, std::vector<bool>(d)});
        place[k] = J.size();
      }
      Missed& m = J[place[k] - 1];
      m.mask[c] = true;
      ++m.count;
    }
  std::sort(J.begin(), J.end(), [](const Missed& a, const Missed& b) { return a.k < b.k; });
  std::vector<Missing> missing;
  for (Missed& m : J) {
    place[m.k] = 0;
    if (m.count == written[m.k])
      missing.push_back({m.k});
    else
      missing.push_back({m.k, std::move(m.mask)});
  }
  return missing;
}

}  // namespace

// The history of c is sorted by version. Iteration t is inserted below the writes k < t with landed(k) > landed(t); these are also
// above seen(t) (a read does not see its own update), so read t had missed them: an insertion costs no more than Jₜ itself.
Schedule schedule(const Recording& r) {
  require_shape(r);
  const std::size_t d = r.dimension(), T = r.diverged_at.value_or(r.iterations());
  std::vector<History> history(d);
  std::vector<std::size_t> place(T), written(T);
  std::vector<std::vector<Missing>> missing(T);
  for (std::size_t t = 0; t < T; ++t) {
    missing[t] = missing_at(r, t, history, place, written);
    for (std::size_t c = 0; c < d; ++c) {
      const std::uint32_t version = r.landed[t][c];
      if (version == 0) continue;
      ++written[t];
      auto after = history[c].end();
      while (after != history[c].begin() && std::prev(after)->first > version) --after;
      history[c].insert(after, {version, static_cast<std::uint32_t>(t)});
    }
  }
  return Schedule(d, std::move(missing));
}

Run to_run(const Recording& r) {
  Run run;
  run.schedule = schedule(r);
  const auto d = static_cast<Eigen::Index>(r.dimension()), T = static_cast<Eigen::Index>(run.schedule.size());
  run.gamma = r.gamma;
  run.x0 = Eigen::Map<const Vector<double>>(r.x0.data(), d);
  run.x.resize(d, T);
  run.update.resize(d, T);
  for (Eigen::Index t = 0; t < T; ++t) {
    run.x.col(t) = Eigen::Map<const Vector<double>>(r.read[static_cast<std::size_t>(t)].data(), d);
    run.update.col(t) = Eigen::Map<const Vector<double>>(r.update[static_cast<std::size_t>(t)].data(), d);
  }
  run.sample.assign(r.sample.begin(), r.sample.begin() + T);
  return run;
}

ModificationOrder modification_order(const Recording& r) {
  require_shape(r);
  const std::size_t d = r.dimension(), T = r.iterations();
  ModificationOrder order;
  std::vector<std::size_t> writes(d);
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t c = 0; c < d; ++c) writes[c] += r.landed[t][c] != 0;
  for (std::size_t c = 0; c < d; ++c) order.of.emplace_back(writes[c], nobody);
  const auto at = [](const char* what, std::size_t value) { return what + std::to_string(value); };
  for (std::size_t t = 0; t < T; ++t)
    for (std::size_t c = 0; c < d; ++c) {
      const std::uint32_t version = r.landed[t][c];
      if (version == 0) continue;
      if (version > writes[c]) {
        order.wrong = at("t = ", t) + at(", c = ", c) + at(": version ", version) + at(" of ", writes[c]) + " writes";
        return order;
      }
      std::uint32_t& k = order.of[c][version - 1];
      if (k != nobody) {
        order.wrong = at("c = ", c) + at(": iterations ", k) + at(" and ", t) + at(" both made version ", version);
        return order;
      }
      k = static_cast<std::uint32_t>(t);
    }
  return order;
}

Matrix<Exact> reads_by_versions(const Recording& r) {
  const ModificationOrder order = modification_order(r);
  if (!order.wrong.empty()) throw std::invalid_argument("recording: " + order.wrong);
  const std::size_t d = r.dimension(), T = r.diverged_at.value_or(r.iterations());
  Matrix<Exact> read(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(T));
  std::vector<Exact> value;  // by version
  for (std::size_t c = 0; c < d; ++c) {
    value.assign(1, exact(r.x0[c]));
    for (const std::uint32_t k : order.of[c]) value.push_back(value.back() + exact(r.update[k][c]));
    for (std::size_t t = 0; t < T; ++t) {
      if (r.seen[t][c] >= value.size())
        throw std::invalid_argument("recording: read t = " + std::to_string(t) + " saw version " + std::to_string(r.seen[t][c]) +
                                    " of coordinate " + std::to_string(c) + ", which has " + std::to_string(order.of[c].size()) + " writes");
      read(static_cast<Eigen::Index>(c), static_cast<Eigen::Index>(t)) = value[r.seen[t][c]];
    }
  }
  return read;
}

std::vector<double> start(std::size_t n, std::size_t dimension, const std::vector<double>& x0, const Exact& gamma, std::size_t workers,
                          std::size_t iterations, std::optional<int> lattice_bits) {
  const auto refuse = [](const std::string& what) { throw std::invalid_argument(what); };
  if (n == 0) refuse("the problem has n = 0 samples; at least 1 is needed");
  if (dimension == 0) refuse("the problem has dimension 0; at least 1 is needed");
  if (!(gamma > 0)) refuse("the step size gamma must be positive, got " + to_string(gamma));
  if (const double g = nearest(gamma); g == 0 || !std::isfinite(g))
    refuse("the step size gamma = " + to_string(gamma) + " is beyond the range of a double");
  if (workers == 0 || workers > most_workers)
    refuse("the number of workers must be 1, ..., " + std::to_string(most_workers) + ", got " + std::to_string(workers));
  if (iterations >= std::numeric_limits<std::uint32_t>::max())
    refuse("the number of iterations must be below 2^32 - 1, got " + std::to_string(iterations));
  if (n > std::numeric_limits<std::uint32_t>::max())
    refuse("the problem has n = " + std::to_string(n) + " samples; at most 2^32 - 1 can be recorded");
  if (const std::string wrong = off_lattice(x0, lattice_bits); !wrong.empty()) refuse(wrong);
  if (x0.empty()) return std::vector<double>(dimension);
  if (x0.size() != dimension) refuse("x0 has " + std::to_string(x0.size()) + " coordinates, the problem " + std::to_string(dimension));
  for (const double a : x0)
    if (!tame(a)) refuse("x0 must be finite and at most 2^100 in size, got " + std::to_string(a));
  if (!lattice_bits) return x0;
  std::vector<double> points = x0;
  for (double& a : points) a += 0.0;  // -0 is no integer
  return points;
}

}  // namespace lemmata
