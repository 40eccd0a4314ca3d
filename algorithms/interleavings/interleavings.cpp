#include "algorithms/interleavings/interleavings.hpp"

#include <ucontext.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace lemmata {
namespace {

/// Workers as fibres, and the choices that have been made so far: which worker goes on, and what it left open.
class Scheduler {
 public:
  void run(const std::vector<std::function<void()>>& workers) {
    fibres_.resize(std::max(fibres_.size(), workers.size()));
    next_choice_ = 0;
    std::vector<std::size_t> unfinished;
    for (std::size_t w = 0; w < workers.size(); ++w) {  // up to its first operation a worker touches nothing that is shared
      fibres_[w].start(workers[w], this);
      resume(w);
      if (!fibres_[w].finished) unfinished.push_back(w);
    }
    while (!unfinished.empty()) {
      const std::size_t place = choose(unfinished.size());
      resume(unfinished[place]);
      if (fibres_[unfinished[place]].finished) unfinished.erase(unfinished.begin() + static_cast<std::ptrdiff_t>(place));
    }
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  }
  std::size_t choose(std::size_t options) {
    if (options == 1) return 0;
    if (next_choice_ == choices_.size()) choices_.push_back({0, options});
    return choices_[next_choice_++].made;
  }
  /// The next execution differs in the last choice that has an option left. False if there is none.
  bool advance() {
    while (!choices_.empty() && choices_.back().made + 1 == choices_.back().options) choices_.pop_back();
    if (choices_.empty()) return false;
    ++choices_.back().made;
    return true;
  }
  void hand_over() {
    if (inside_) swapcontext(&fibres_[running_].context, &main_);
  }
  std::size_t running() const { return running_; }

 private:
  struct Choice {
    std::size_t made, options;
  };
  struct Fibre {
    ucontext_t context = {};
    std::unique_ptr<std::byte[]> stack;
    const std::function<void()>* work = nullptr;
    bool finished = false;

    void start(const std::function<void()>& worker, Scheduler* scheduler) {
      constexpr std::size_t size = std::size_t{1} << 18;
      if (!stack) stack.reset(new std::byte[size]);
      work = &worker;
      finished = false;
      getcontext(&context);
      context.uc_stack = {.ss_sp = stack.get(), .ss_flags = 0, .ss_size = size};
      context.uc_link = &scheduler->main_;
      makecontext(&context, &Scheduler::enter, 0);
    }
  };

  void resume(std::size_t w) {
    running_ = w;
    inside_ = true;
    swapcontext(&main_, &fibres_[w].context);
    inside_ = false;
  }
  static void enter();

  ucontext_t main_ = {};
  std::vector<Fibre> fibres_;
  std::vector<Choice> choices_;
  std::size_t next_choice_ = 0, running_ = 0;
  bool inside_ = false;  // a worker
  std::exception_ptr thrown_;
};

thread_local Scheduler* current = nullptr;

Scheduler& scheduler() {
  if (!current) throw std::logic_error("no interleaving is being explored");
  return *current;
}

void Scheduler::enter() {
  Scheduler& here = *current;
  Fibre& fibre = here.fibres_[here.running_];
  try {
    (*fibre.work)();
  } catch (...) {
    here.thrown_ = std::current_exception();
  }
  fibre.finished = true;
}

}  // namespace

void atomic_operation_follows() { scheduler().hand_over(); }
std::size_t any_of(std::size_t n) { return scheduler().choose(n); }
std::size_t running_worker() { return scheduler().running(); }

std::size_t every_interleaving(const Execution& execution, std::size_t most) {
  Scheduler all;
  const struct Restore {
    Scheduler* before = std::exchange(current, nullptr);
    ~Restore() { current = before; }
  } restore;
  current = &all;
  std::size_t count = 0;
  do {
    if (count == most) throw std::runtime_error("more than " + std::to_string(most) + " interleavings");
    const auto workers = execution.begin();
    all.run(workers);
    execution.end();
    ++count;
  } while (all.advance());
  return count;
}

}  // namespace lemmata
