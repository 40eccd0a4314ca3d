#include "algorithms/gallery/broken_kernels.hpp"

#include <fmt/format.h>

#include "algorithms/audit.hpp"
#include "algorithms/gallery/broken_cells.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/interleavings/micro_hogwild.hpp"
#include "algorithms/verify/one_run.hpp"
#include "lemmas/difference.hpp"

namespace lemmata {
namespace {

HogwildOptions race(std::size_t workers, std::size_t iterations) {
  return {.gamma = ratio(1, 8), .workers = workers, .iterations = iterations, .seed = 1, .overlap = false};
}
const HogwildOptions two_of_two = race(2, 2);

BrokenKernel audited(std::string_view what, std::string_view check, const Recording& recording) {
  const Audit found = audit(quiz(1, 2), recording);
  const Check& named = found[check];
  return {what, check, !named.passed && !found.passed(), named.detail};
}
/// The audit's check of that name, on a race of this memory.
template <class Memory>
BrokenKernel audited(std::string_view what, std::string_view check, const HogwildOptions& options = two_of_two) {
  return audited(what, check, recorded<Memory>(quiz(1, 2), options));
}

/// What a kernel leaves that takes its label after its write: the same records, in the order of the writes to the last coordinate.
Recording labelled_by_write(const Recording& by_read) {
  Recording r = by_read;
  for (std::size_t k = 0; k < r.iterations(); ++k) {
    const std::size_t t = by_read.landed[k][r.dimension() - 1] - 1;
    r.worker[t] = by_read.worker[k];
    r.sample[t] = by_read.sample[k];
    for (const auto table : {&Recording::read, &Recording::update}) std::ranges::copy((by_read.*table)[k], (r.*table)[t].begin());
    for (const auto table : {&Recording::seen, &Recording::landed}) std::ranges::copy((by_read.*table)[k], (r.*table)[t].begin());
  }
  return r;
}

/// Processors of this kind may not reorder loads and the label: it is found among all interleavings and all orders instead.
BrokenKernel relaxed_label() {
  const MicroCounts found = micro_hogwild({MicroKernel::relaxed_label, 2, 1, 2});
  return {
      "a relaxed label overtakes loads (stepped)", "causality", found.later_update_seen > 0 && found.unnoticed == 0,
      fmt::format("{} of {} executions see a later update, {} unnoticed", found.later_update_seen, found.interleavings, found.unnoticed)};
}

Problem quiz_problem() { return quiz(); }

Bet bet_on(const Run& run, const Claim& claim) {
  const OneRun one = one_run(quiz_problem(), run, true, 1);
  for (const Bet& bet : one.bets)
    if (bet.claim == &claim) return bet;
  throw std::logic_error("no bet on " + std::string(claim.id));
}

/// The bet against that hypothesis, on a race of this memory as long as it says.
template <class Memory>
BrokenKernel rejected(std::string_view what, const Claim& claim) {
  HogwildOptions options = race(Memory::workers, Memory::iterations);
  options.gamma = ratio(1, 1000);
  const Bet bet = bet_on(to_run(recorded<Memory>(quiz(), options)), claim);
  return {what, claim.id, bet.rejected(rejection_level()), fmt::format("capital {:.3g} on \"{}\"", bet.largest.lower(), bet.hypothesis)};
}

/// The hypotheses of the theorems, asked with a delay that is not the run's.
std::vector<BrokenKernel> wrong_delays() {
  const Schedule schedule = Schedule::slow_reader(60, 1, 12);  // reads are sequential, but for one in thirteen
  const Constants constants{.L = 1, .M = 0, .sigma2 = 1, .f_lower = 0};
  double pairs = 0, staleness = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t)
    for (const Missing& m : schedule.missing(t)) ++pairs, staleness += static_cast<double>(t - m.k);
  const auto average = static_cast<std::size_t>(staleness / pairs);
  const Proof<Exact> proof = step_size(critical_step_size(constants, average), constants, schedule.tau());
  const Hypothesis stale = covered(schedule, 3);
  return {{"γ from the average delay", claims::A16.id, proof.outcome() == Outcome::vacuous,
           fmt::format("γ_crit({}) > γ_crit({}): {}", average, schedule.tau(), name(proof.outcome()))},
          {"τ measured earlier and not again", claims::A22.id, stale.met == Truth::no, fmt::format("{} is not met for τ = 3", stale.text)}};
}

}  // namespace

std::vector<BrokenKernel> broken_kernels() {
  HogwildOptions vectors = two_of_two;
  vectors.writes = Writes::vector;
  HogwildOptions overtaken = two_of_two;
  overtaken.seed = 2;  // samples 1, 0: in the other order they are not the stream's
  std::vector<BrokenKernel> all{
      audited<SharedIterate<LoadStoreCell>>("load, add, store", "versions"),
      audited<SharedIterate<LostUpdateCell>>("a failed compare-exchange is not tried again", "once"),
      audited<SharedIterate<ExchangeCell>>("an exchange in place of a compare-exchange", "final memory"),
      audited<SharedIterate<AddedTwiceCell>>("an update is added twice", "once"),
      audited<DroppedStraggler>("the update of a straggler is dropped", "once"),
      audited<TornRead>("values and versions are read at different times", "replay"),
      audited<SharedIterate<StaleCell>>("a cache that is never refreshed", "own writes", race(1, 5)),
      audited<LabelBeforeRead>("labels are taken before the read", "causality"),
      relaxed_label(),
      audited("labels are taken after the write", "samples", labelled_by_write(recorded<Overtaken>(quiz(1, 2), overtaken))),
      audited<SkippedLabels>("every second label is left out", "labels"),
      audited<OwnCount>("all workers draw with the same seed", "samples", race(2, 40)),
      audited<EarlySample>("the sample is drawn before the label", "samples", race(2, 40)),
      audited<HalfWritten>("a vector is written by halves", "whole updates", vectors)};
  all.push_back(rejected<OwnSample>("a worker over-represented, with its own sample", claims::D34b));
  all.push_back(rejected<WaitingSign>("a gradient of one sign waits before its write", claims::D34a));
  for (BrokenKernel& kernel : wrong_delays()) all.push_back(std::move(kernel));
  return all;
}

}  // namespace lemmata
