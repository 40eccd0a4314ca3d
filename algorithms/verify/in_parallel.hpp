// The same work for every index, on several threads: for verdicts, which do not depend on who computes them.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace lemmata {

/// work(0), …, work(count−1) on `threads` threads, of which this is one; it calls progress(share done) now and then. The first exception
/// of a thread ends the work and is thrown here.
template <class Work, class Progress>
void in_parallel(std::size_t threads, std::size_t count, const Work& work, const Progress& progress) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failed(threads == 0 ? 1 : threads);
  const auto loop = [&](std::size_t thread) {
    try {
      for (std::size_t j = next++; j < count; j = next++) {
        work(j);
        if (thread == 0) progress(static_cast<double>(j) / static_cast<double>(count));
      }
    } catch (...) {
      failed[thread] = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t thread = 1; thread < failed.size(); ++thread) others.emplace_back(loop, thread);
    loop(0);
  }
  for (const auto& error : failed)
    if (error) std::rethrow_exception(error);
}
template <class Work>
void in_parallel(std::size_t threads, std::size_t count, const Work& work) {
  in_parallel(threads, count, work, [](double) {});
}

}  // namespace lemmata
