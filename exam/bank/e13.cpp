// E13: from a table of reads and writes to the sets Iₜ, Jₜ and the delay.
#include <algorithm>

#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const auto workers = static_cast<std::size_t>(draw.between("workers", 2, 3)), T = static_cast<std::size_t>(draw.between("T", 5, 6));
  const Gantt race = Gantt::drawn(draw, workers, T);
  const std::size_t tau = race.schedule().tau();
  if (tau < 2) throw Redraw{"nothing is late"};
  std::size_t t = 0;  // the latest read that misses most
  for (std::size_t s = 0; s < T; ++s)
    if (race.missing(s).size() >= race.missing(t).size()) t = s;
  if (race.applied(t).empty()) throw Redraw{"read t has seen nothing"};
  const Labels I = race.applied_by_clock(t);
  Labels J, everything;
  for (std::size_t k = 0; k < T; ++k) {
    if (k < t && !I.contains(k)) J.insert(k);
    everything.insert(k);
  }
  Labels shifted;  // labels from 1
  for (const std::size_t k : race.applied(t)) shifted.insert(k + 1);
  std::size_t most = 0;
  for (std::size_t s = 0; s < T; ++s) most = std::max(most, race.missing(s).size());
  Question q;
  q.statement = put(R"(@w@ workers run Hogwild! with atomic vector operations: whoever reads gets the whole vector \(x\), computes a gradient and subtracts \(\gamma\) times it from the vector in memory. The table says when. The updates are labelled \(t = 0, 1, \dots, @last@\) in the order of the reads.

Which updates had read \(t = @t@\) seen: \(I_@t@ = \) [[1]]? Which were missing: \(J_@t@ = \) [[2]]? The delay of this run is \(\tau = \) [[3]].)",
                    {{"w", workers == 2 ? "Two" : "Three"}, {"last", Exact(T - 1)}, {"t", Exact(t)}});
  q.table = race.table();
  q.gaps = {set_gap(race.applied(t), {{race.missing(t), "these are the missing ones"}, {shifted, "labels begin at 0"}}, 2),
            set_gap(race.missing(t), {{race.applied(t), "these are the ones that were seen"}}, 2),
            number_gap(Exact(tau), {{Exact(most), "this is the largest number of missing updates; the delay is the largest t-k"}, {Exact(workers - 1), "the number of the other workers bounds how many updates are missing, not how old they are"}}, 2)};
  q.derivations = {{"[[1]]", to_string(race.applied(t)), "k < t whose write is not after read t", to_string(I), "the memory, moment by moment"},
                   {"[[2]]", to_string(race.missing(t)), "the masks of the schedule", to_string(J), "what is not in memory at that moment"},
                   {"[[3]]", std::to_string(tau), "the schedule's delay", std::to_string(race.delay_by_clock()), "the largest t-k, moment by moment"}};
  std::string order;
  for (const Job& job : race.jobs()) order += (order.empty() ? "" : ", ") + std::to_string(job.read);
  q.solution = {{put(R"(In the order of the reads, at the times \(@order@\), the labels are \(0, \dots, @last@\).)", {{"order", order}, {"last", Exact(T - 1)}}), &claims::A13},
                {put(R"(Read \(@t@\) is at time \(@at@\): \(I_@t@\) are the labels below \(@t@\) whose write came before, \(J_@t@\) the others.)", {{"t", Exact(t)}, {"at", Exact(race.jobs()[t].read)}}), &claims::A15},
                {put(R"(\(\tau\) is the largest \(t-k\) with \(k \in J_t\), over all reads: \(@tau@\).)", {{"tau", Exact(tau)}}), &claims::A16}};
  add_up(q, {"the updates that were seen", "the missing updates", "the delay"});
  return q;
}

}  // namespace

Family e13() { return {.id = "E13", .title = "Who had seen what", .kind = Kind::cloze, .claims = {&claims::A13, &claims::A15, &claims::A16, &claims::A20}, .make = make}; }

}  // namespace lemmata::exam::bank
