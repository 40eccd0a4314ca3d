// E14: what the number of workers bounds.
#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

/// Over every order of the reads and writes of two workers with three gradients each: the largest |Jₜ|, and the largest delay.
struct Largest {
  std::size_t missing = 0, delay = 0;
};
Largest over_all_orders() {
  Largest largest;
  for (unsigned order = 0; order < 1U << 12; ++order) {  // bit e: event e is worker 1's
    std::vector<std::vector<std::size_t>> at(2);
    for (std::size_t e = 0; e < 12; ++e) at[order >> e & 1].push_back(e);
    if (at[0].size() != 6) continue;
    std::vector<Job> jobs;
    for (std::size_t w = 0; w < 2; ++w)
      for (std::size_t i = 0; i < 6; i += 2) jobs.push_back({w, at[w][i], at[w][i + 1]});
    const Gantt race(std::move(jobs));
    for (std::size_t t = 0; t < race.size(); ++t) largest.missing = std::max(largest.missing, race.missing(t).size());
    largest.delay = std::max(largest.delay, race.delay_by_clock());
  }
  return largest;
}

/// Worker A reads first and writes last, worker B makes all other updates.
Gantt one_slow_worker(std::size_t others) {
  std::vector<Job> jobs{{0, 0, 2 * others + 3}};
  for (std::size_t i = 0; i < others; ++i) jobs.push_back({1, 2 * i + 1, 2 * i + 2});
  return Gantt(std::move(jobs));
}

Question make(Draw& draw) {
  static const Largest largest = over_all_orders();
  const bool count = draw.between("count", 0, 1) == 1;
  const auto p = static_cast<std::size_t>(draw.between("workers", 2, 8));
  const std::string setting = put(R"(@p@ workers run Hogwild! with atomic vector operations, each with one gradient at a time: it reads, computes, writes, and only then reads again. )", {{"p", Exact(p)}});
  if (count)
    return true_or_false(setting + put(R"(Then at most @most@ of the updates \(0, \dots, t-1\) are missing in the read of \(x_t\): \(|J_t| \le @most@\).)", {{"most", Exact(p - 1)}}),
                         cited("a missing update is still with its worker, who has one gradient at a time, and the worker that reads t has none"),
                         {largest.missing <= 1, "every order of two workers with three gradients each"},
                         R"(Each missing update is still with its worker, who holds one gradient at a time; the worker who reads \(x_t\) holds none.)", claims::A16);
  const std::size_t others = p + 1;
  const Gantt race = one_slow_worker(others);
  return true_or_false(setting + put(R"(Then the delay is at most @most@: \(\tau \le @most@\).)", {{"most", Exact(p - 1)}}),
                       refuted({.facts = {{"worker A", "reads first, writes last"}, {"worker B", "makes " + std::to_string(others) + " updates meanwhile"}, {"other workers", "wait"}},
                                .sides = {race.schedule().tau(), p - 1}, .again = {race.delay_by_clock(), p - 1}, .route = "the schedule", .other_route = "the memory, moment by moment"},
                               "one slow worker"),
                       {largest.delay <= 1, "every order of two workers with three gradients each"},
                       put(R"(One slow worker is enough: worker A reads \(x_0\), and before it writes, worker B makes @o@ updates. The last of these reads misses update 0, which is @o@ iterations old.)", {{"o", Exact(others)}}),
                       claims::A16);
}

}  // namespace

Family e14() { return {.id = "E14", .title = "What the number of workers bounds", .kind = Kind::true_false, .claims = {&claims::A16}, .make = make}; }

}  // namespace lemmata::exam::bank
