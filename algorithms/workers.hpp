// w threads that start together and are all joined before anyone looks at what they did.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <latch>
#include <thread>
#include <vector>

namespace lemmata {

/// work(0), …, work(w−1), each on a thread of its own; none begins before all threads exist. Returns when all have ended, then
/// rethrows what the worker of the smallest number threw, if any did; throws std::system_error, with no work done, if a thread cannot
/// be started.
template <class Work>
void together(std::size_t workers, Work&& work) {
  std::latch start(static_cast<std::ptrdiff_t>(workers));
  std::atomic<bool> cancelled = false;
  std::vector<std::exception_ptr> thrown(workers);
  std::vector<std::thread> threads;
  const auto join = [&threads] {
    for (std::thread& thread : threads) thread.join();
  };
  try {
    threads.reserve(workers);
    for (std::size_t w = 0; w < workers; ++w)
      threads.emplace_back([&, w] {
        start.arrive_and_wait();
        if (cancelled.load()) return;
        try {
          work(w);
        } catch (...) {
          thrown[w] = std::current_exception();
        }
      });
  } catch (...) {
    cancelled.store(true);
    start.count_down(static_cast<std::ptrdiff_t>(workers - threads.size()));
    join();
    throw;
  }
  join();
  for (const std::exception_ptr& exception : thrown)
    if (exception) std::rethrow_exception(exception);
}

}  // namespace lemmata
