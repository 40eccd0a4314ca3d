#include "algorithms/delayed_sgd.hpp"

#include <algorithm>
#include <utility>

namespace lemmata {

Vector<double> DelayedMemory::read(std::size_t t, const Matrix<double>& update) {
  const auto add = [&](const Missing& m, bool subtract) {
    for (Eigen::Index c = 0; c < x_.size(); ++c)
      if (const double delta = update(c, static_cast<Eigen::Index>(m.k)); delta != 0 && m.missed(static_cast<std::size_t>(c)))
        x_(c) += exact(subtract ? -delta : delta);
  };
  const auto add_other = [&](const std::vector<Missing>& these, const std::vector<Missing>& than, bool subtract) {
    for (const Missing& m : these) {
      const auto same = std::ranges::lower_bound(than, m.k, {}, &Missing::k);
      if (same == than.end() || *same != m) add(m, subtract);
    }
  };
  static const std::vector<Missing> none;
  const std::vector<Missing>& before = t == 0 ? none : schedule_.missing(t - 1);
  if (t > 0) add({t - 1}, false);
  add_other(before, schedule_.missing(t), false);
  add_other(schedule_.missing(t), before, true);
  Vector<double> rounded(x_.size());
  for (Eigen::Index c = 0; c < x_.size(); ++c) rounded(c) = nearest(x_(c));
  return rounded;
}

Run first(Run run, std::size_t T) {
  if (T >= run.schedule.size()) return run;
  std::vector<std::vector<Missing>> missing(T);
  for (std::size_t t = 0; t < T; ++t) missing[t] = run.schedule.missing(t);
  run.schedule = Schedule(run.schedule.dimension(), std::move(missing));
  run.x.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(T));
  run.update.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(T));
  run.sample.resize(std::min(T, run.sample.size()));
  return run;
}

}  // namespace lemmata
