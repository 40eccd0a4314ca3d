// A race on paper: when each worker read and wrote, and which updates each read had seen.
#pragma once

#include <set>

#include "exam/bank/parts.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata::exam::bank {

/// One gradient: read, computed and written by a worker at these times. Whole vectors are read and written.
struct Job {
  std::size_t worker, read, write;
};

using Labels = std::set<std::size_t>;
/// "{0,2}".
std::string to_string(const Labels& labels);

/// A race with the updates labelled in the order of the reads.
class Gantt {
 public:
  /// Throws std::invalid_argument if two events are at the same time, or a worker reads before it has written.
  explicit Gantt(std::vector<Job> jobs);
  /// T gradients of `workers` workers, times drawn so that no two events coincide.
  static Gantt drawn(Draw& draw, std::size_t workers, std::size_t T);

  const std::vector<Job>& jobs() const { return jobs_; }
  std::size_t size() const { return jobs_.size(); }
  /// Jₜ from the times: k < t whose write comes after read t. As the schedule of lemmas/schedule.hpp.
  Schedule schedule() const;
  Labels applied(std::size_t t) const;
  Labels missing(std::size_t t) const;
  /// Iₜ by going through all moments one after the other and writing down what is in memory.
  Labels applied_by_clock(std::size_t t) const;
  /// max over t, k not in Iₜ, k < t of t−k, from what the clock shows; 0 if nothing is missing.
  std::size_t delay_by_clock() const;
  /// Worker, read and write times, a row for each gradient, in an order that does not give the labels away.
  Table table() const;

 private:
  std::vector<Job> jobs_;
};

Gap set_gap(const Labels& key, std::vector<std::pair<Labels, std::string>> slips, unsigned points);

}  // namespace lemmata::exam::bank
