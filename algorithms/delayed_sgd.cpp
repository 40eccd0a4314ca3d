#include "algorithms/delayed_sgd.hpp"

#include <algorithm>
#include <utility>

namespace lemmata {

Vector<double> DelayedMemory::read(std::size_t t, const Matrix<double>& update) const {
  Vector<Exact> x = x_virtual_;
  for (const Missing& m : schedule_.missing(t))
    for (Eigen::Index c = 0; c < x.size(); ++c)
      if (m.missed(static_cast<std::size_t>(c))) x(c) -= exact(update(c, static_cast<Eigen::Index>(m.k)));
  Vector<double> rounded(x.size());
  for (Eigen::Index c = 0; c < x.size(); ++c) rounded(c) = nearest(x(c));
  return rounded;
}

void DelayedMemory::add(const Eigen::Ref<const Vector<double>>& update) {
  for (Eigen::Index c = 0; c < x_virtual_.size(); ++c)
    if (update(c) != 0) x_virtual_(c) += exact(update(c));
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
