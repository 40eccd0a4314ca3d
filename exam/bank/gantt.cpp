#include "exam/bank/gantt.hpp"

#include <algorithm>

namespace lemmata::exam::bank {

std::string to_string(const Labels& labels) {
  std::string text = "{";
  for (const std::size_t k : labels) text += (text.size() > 1 ? "," : "") + std::to_string(k);
  return text + "}";
}

Gantt::Gantt(std::vector<Job> jobs) : jobs_(std::move(jobs)) {
  std::sort(jobs_.begin(), jobs_.end(), [](const Job& a, const Job& b) { return a.read < b.read; });
  Labels times;
  for (const Job& job : jobs_) {
    if (job.write <= job.read) throw std::invalid_argument("a write at " + std::to_string(job.write) + " that is not after its read");
    if (!times.insert(job.read).second || !times.insert(job.write).second) throw std::invalid_argument("two events at the same time");
    for (const Job& other : jobs_)
      if (&other != &job && other.worker == job.worker && other.read > job.read && other.read < job.write)
        throw std::invalid_argument("worker " + std::to_string(job.worker) + " reads before it has written");
  }
}

Gantt Gantt::drawn(Draw& draw, std::size_t workers, std::size_t T) {
  std::vector<Job> jobs;
  std::vector<bool> busy(workers);
  std::vector<std::size_t> started(workers);
  std::size_t reads = 0, now = 1;
  for (; jobs.size() < T; ++now) {  // one event at a time: an idle worker reads, or one that computes writes
    const std::size_t w = draw.place(workers);
    if (!busy[w] && reads < T) {
      busy[w] = true;
      started[w] = now;
      ++reads;
    } else if (busy[w]) {
      busy[w] = false;
      jobs.push_back({w, started[w], now});
    } else {
      --now;  // nothing happened
    }
  }
  return Gantt(std::move(jobs));
}

Schedule Gantt::schedule() const {
  std::vector<std::vector<Missing>> missing(size());
  for (std::size_t t = 0; t < size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      if (jobs_[k].write > jobs_[t].read) missing[t].push_back({k});
  return Schedule(1, std::move(missing));
}

Labels Gantt::missing(std::size_t t) const {
  Labels labels;
  const Schedule all = schedule();
  for (const Missing& m : all.missing(t)) labels.insert(m.k);
  return labels;
}

Labels Gantt::applied(std::size_t t) const {
  Labels labels;
  const Labels J = missing(t);
  for (std::size_t k = 0; k < t; ++k)
    if (!J.contains(k)) labels.insert(k);
  return labels;
}

Labels Gantt::applied_by_clock(std::size_t t) const {
  Labels memory;
  for (std::size_t now = 0; now <= jobs_.at(t).read; ++now)
    for (std::size_t k = 0; k < size(); ++k)
      if (jobs_[k].write == now) memory.insert(k);
  return memory;
}

std::size_t Gantt::delay_by_clock() const {
  std::size_t delay = 0;
  for (std::size_t t = 0; t < size(); ++t) {
    const Labels memory = applied_by_clock(t);
    for (std::size_t k = 0; k < t; ++k)
      if (!memory.contains(k)) delay = std::max(delay, t - k);
  }
  return delay;
}

Table Gantt::table() const {
  std::vector<Job> by_worker = jobs_;
  std::stable_sort(by_worker.begin(), by_worker.end(), [](const Job& a, const Job& b) { return a.worker < b.worker; });
  Table table{{"worker", "reads at", "writes at"}, {}};
  for (const Job& job : by_worker)
    table.rows.push_back({std::string(1, static_cast<char>('A' + job.worker)), std::to_string(job.read), std::to_string(job.write)});
  return table;
}

Gap set_gap(const Labels& key, std::vector<std::pair<Labels, std::string>> slips, unsigned points) {
  Gap gap{.entry = Gap::Entry::set, .key = to_string(key), .points = points};
  for (auto& [value, diagnosis] : slips)
    if (const std::string text = to_string(value); text != gap.key && std::none_of(gap.slips.begin(), gap.slips.end(), [&](const Slip& s) { return s.value == text; }))
      gap.slips.push_back({text, std::move(diagnosis)});
  return gap;
}

}  // namespace lemmata::exam::bank
