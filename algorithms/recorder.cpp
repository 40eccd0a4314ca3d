#include "algorithms/recorder.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

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

Log::Log(std::size_t dimension, std::size_t most)
    : d_(dimension), chunk_(std::clamp<std::size_t>(43690 / dimension, 1, std::max<std::size_t>(most, 1))) {}

Log::Room Log::room_of(std::size_t record) {
  Chunk& chunk = chunks_[record / chunk_];
  const std::size_t at = record % chunk_ * 2 * d_;
  const auto numbers = std::span(chunk.numbers).subspan(at, 2 * d_);
  const auto versions = std::span(chunk.versions).subspan(at, 2 * d_);
  return {numbers.first(d_), numbers.last(d_), versions.first(d_), versions.last(d_)};
}

Log::Room Log::room() {
  const std::size_t record = label_.size();
  if (record / chunk_ == chunks_.size())
    chunks_.push_back({std::vector<double>(chunk_ * 2 * d_), std::vector<std::uint32_t>(chunk_ * 2 * d_)});
  return room_of(record);
}

void gather(Recording& r, std::vector<Log> logs) {
  struct Place {
    std::uint32_t label;
    std::size_t worker, record;
  };
  std::vector<Place> places;
  for (std::size_t w = 0; w < logs.size(); ++w)
    for (std::size_t i = 0; i < logs[w].label_.size(); ++i) places.push_back({logs[w].label_[i], w, i});
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.label < b.label; });

  const std::size_t d = r.dimension(), T = places.size();
  std::vector<std::vector<std::size_t>> column(logs.size());
  for (std::size_t w = 0; w < logs.size(); ++w) column[w].resize(logs[w].label_.size());
  for (std::size_t t = 0; t < T; ++t) {
    const auto& [label, w, record] = places[t];
    column[w][record] = t;
    r.label.push_back(label);
    r.worker.push_back(static_cast<std::uint32_t>(w));
    r.sample.push_back(logs[w].sample_[record]);
  }
  r.read = r.update = Columns<double>(d, T);
  r.seen = r.landed = Columns<std::uint32_t>(d, T);
  for (std::size_t w = 0; w < logs.size(); ++w) {
    for (std::size_t record = 0; record < column[w].size(); ++record) {
      const Log::Room room = logs[w].room_of(record);
      const std::size_t t = column[w][record];
      std::ranges::copy(room.read, r.read[t].begin());
      std::ranges::copy(room.update, r.update[t].begin());
      std::ranges::copy(room.seen, r.seen[t].begin());
      std::ranges::copy(room.landed, r.landed[t].begin());
      if ((record + 1) % logs[w].chunk_ == 0) logs[w].chunks_[record / logs[w].chunk_] = {};
    }
    logs[w].chunks_.clear();
  }
}

std::string misshapen(const Recording& r) {
  const std::size_t d = r.dimension(), T = r.iterations();
  const auto sizes = [](const std::string& what, std::size_t is, std::size_t should) {
    return is == should ? "" : what + " has " + std::to_string(is) + " entries, not " + std::to_string(should);
  };
  if (d == 0) return "the dimension is 0";
  if (r.workers == 0) return "there are 0 workers";
  if (r.batch == 0) return "the batch size is 0";
  if (!(r.gamma > 0)) return "gamma = " + to_string(r.gamma) + " is not positive";
  if (T > r.requested) return std::to_string(T) + " iterations are recorded, but " + std::to_string(r.requested) + " were asked for";
  if (r.diverged_at && *r.diverged_at >= T) return "diverged_at = " + std::to_string(*r.diverged_at) + " is not an iteration";
  for (const auto& wrong : {sizes("x_final", r.x_final.size(), d), sizes("version_final", r.version_final.size(), d),
                            sizes("worker", r.worker.size(), T), sizes("sample", r.sample.size(), T)})
    if (!wrong.empty()) return wrong;
  const auto table = [&](const std::string& what, const auto& columns) {
    if (columns.rows != d) return what + " has " + std::to_string(columns.rows) + " rows, not " + std::to_string(d);
    return columns.entries.size() / d == T && columns.entries.size() % d == 0
               ? std::string()
               : what + " has " + std::to_string(columns.entries.size()) + " entries, not " + std::to_string(d) + " x " + std::to_string(T);
  };
  for (const auto& wrong : {table("read", r.read), table("update", r.update), table("seen", r.seen), table("landed", r.landed)})
    if (!wrong.empty()) return wrong;
  for (std::size_t c = 0; c < d; ++c)
    if (!std::isfinite(r.x0[c])) return "x0[" + std::to_string(c) + "] is not finite";
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
    if (m.count == written[m.k]) missing.push_back({m.k});
    else missing.push_back({m.k, std::move(m.mask)});
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
  run.x = Eigen::Map<const Matrix<double>>(r.read.entries.data(), d, T);
  run.update = Eigen::Map<const Matrix<double>>(r.update.entries.data(), d, T);
  run.sample.assign(r.sample.begin(), r.sample.begin() + T);
  return run;
}

std::vector<double> start(std::size_t n, std::size_t dimension, const std::vector<double>& x0, const Exact& gamma, std::size_t workers,
                          std::size_t iterations) {
  const auto refuse = [](const std::string& what) { throw std::invalid_argument(what); };
  if (n == 0) refuse("the problem has n = 0 samples; at least 1 is needed");
  if (dimension == 0) refuse("the problem has dimension 0; at least 1 is needed");
  if (!(gamma > 0)) refuse("the step size gamma must be positive, got " + to_string(gamma));
  if (const double g = nearest(gamma); g == 0 || !std::isfinite(g))
    refuse("the step size gamma = " + to_string(gamma) + " is beyond the range of a double");
  if (workers == 0 || workers > 4096) refuse("the number of workers must be 1, ..., 4096, got " + std::to_string(workers));
  if (iterations >= std::numeric_limits<std::uint32_t>::max())
    refuse("the number of iterations must be below 2^32 - 1, got " + std::to_string(iterations));
  if (n > std::numeric_limits<std::uint32_t>::max()) refuse("the problem has n = " + std::to_string(n) + " samples; at most 2^32 - 1 can be recorded");
  if (x0.empty()) return std::vector<double>(dimension);
  if (x0.size() != dimension)
    refuse("x0 has " + std::to_string(x0.size()) + " coordinates, the problem " + std::to_string(dimension));
  for (const double a : x0)
    if (!tame(a)) refuse("x0 must be finite and at most 2^100 in size, got " + std::to_string(a));
  return x0;
}

}  // namespace lemmata
