#include "algorithms/interleavings/interleavings.hpp"

#include <optional>
#include <utility>

namespace lemmata {
namespace {

/// What each worker asks next, after these answers; nothing if it has ended.
class Next {
 public:
  Next(std::size_t workers, const SteppedWorker& worker) : worker_(worker), known_(workers) {}
  const std::optional<Operation>& operator()(std::size_t w, const std::vector<Held>& answers) {
    const auto [at, is_new] = known_[w].try_emplace(answers);
    if (is_new) {
      Steps steps(answers);
      try {
        worker_(w, steps);
      } catch (const Operation& asked) {
        at->second = asked;
      }
    }
    return at->second;
  }

 private:
  const SteppedWorker& worker_;
  std::vector<std::map<std::vector<Held>, std::optional<Operation>>> known_;
};

Held done(SteppedMemory& memory, const Operation& operation) {
  Held& cell = memory.cell.at(operation.cell);
  switch (operation.kind) {
    case Operation::load:
      break;
    case Operation::store:
      cell = operation.operand;
      break;
    case Operation::add:
      cell = {cell.value + operation.operand.value, cell.version + 1, cell.updates | operation.operand.updates};
      break;
    case Operation::label:
      return {.version = memory.labels++};
    case Operation::choose:
      return operation.operand;
  }
  return cell;
}

/// `then(situation)` for each situation that one step of one worker leads to. False if there is no step: all have ended.
template <class Then>
bool step(const Situation& from, Next& next, Then&& then) {
  bool any = false;
  for (std::size_t w = 0; w < from.answers.size(); ++w) {
    const std::optional<Operation>& asked = next(w, from.answers[w]);
    if (!asked) continue;
    any = true;
    Operation operation = *asked;
    const std::uint64_t ways = operation.kind == Operation::choose ? operation.operand.version : 1;
    for (std::uint64_t way = 0; way < ways; ++way) {
      if (operation.kind == Operation::choose) operation.operand.version = way;
      Situation to = from;
      to.answers[w].push_back(done(to.memory, operation));
      then(std::move(to));
    }
  }
  return any;
}

void each_from(const Situation& from, Next& next, const std::function<void(const Situation&)>& end) {
  if (!step(from, next, [&](const Situation& to) { each_from(to, next, end); })) end(from);
}

}  // namespace

std::map<Situation, std::uint64_t> ends_of_all_interleavings(std::size_t workers, const SteppedMemory& start, const SteppedWorker& worker) {
  Next next(workers, worker);
  std::map<Situation, std::uint64_t> ends, now{{{start, std::vector<std::vector<Held>>(workers)}, 1}};
  while (!now.empty()) {
    std::map<Situation, std::uint64_t> after;
    for (const auto& [situation, ways] : now)
      if (!step(situation, next, [&, ways = ways](Situation&& to) { after[std::move(to)] += ways; })) ends[situation] += ways;
    now = std::move(after);
  }
  return ends;
}

void each_interleaving(std::size_t workers, const SteppedMemory& start, const SteppedWorker& worker,
                       const std::function<void(const Situation&)>& end) {
  Next next(workers, worker);
  each_from({start, std::vector<std::vector<Held>>(workers)}, next, end);
}

}  // namespace lemmata
