// Mini-batch SGD: b gradients at one point, computed by w threads, added in the order of their indices.
//
//   sum form    X_{s+1} = X_s − γ Σ_{j<b} gⱼ(X_s)
//   mean form   X_{s+1} = X_s − γ' (1/b) Σ_{j<b} gⱼ(X_s),   γ = γ'/b
//
// As delayed SGD (slide "Theorem"): t = sb + j, xₜ = X_s, Jₜ = {sb, …, t−1}, so τ = b − 1. It is recorded so, and one audit serves all.
#pragma once

#include <atomic>
#include <barrier>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "algorithms/lattice.hpp"
#include "algorithms/recorder.hpp"
#include "algorithms/workers.hpp"

namespace lemmata {

struct MiniBatchOptions {
  Exact gamma;                     // γ of the sum form, or γ' of the mean form
  Form form = Form::sum;
  std::size_t batch = 1;           // b
  std::size_t workers = 1;         // w: has no influence on any number but the time
  std::size_t iterations = 0;      // S, batches: T = S b gradients
  std::uint64_t seed = 0;
  Sampling sampling = Sampling::with_replacement;
  std::vector<double> x0 = {};     // empty: 0
  std::optional<int> lattice_bits = {};  // q: all numbers in 2^−q ℤ, for rational gradients; nothing: doubles
};

/// A recording with room for S b records: options, x₀ and all samples, which depend on the seed alone.
/// Throws std::invalid_argument naming the option if there is no such run.
Recording mini_batches(std::size_t n, std::size_t dimension, const MiniBatchOptions& options);

/// The memory of mini-batch SGD: only ever written between two phases, by one thread.
class Batches {
 public:
  explicit Batches(Recording& recording) : r_(recording), x_(r_.x0), version_(r_.dimension()), tame_(r_.iterations(), true) {}

  bool done() const { return done_; }
  /// s.
  std::size_t batch() const { return s_; }
  /// xₜ ← X_s for t = sb + j.
  void read(std::size_t t, std::size_t worker);
  void diverged(std::size_t t) { tame_[t] = false; }
  void stop() { failed_.store(true); }
  /// X_{s+1}, and s ← s + 1: the gradients are added in the order of j, so that the sum does not depend on the threads.
  template <SampleGradients P>
  void add(const P& problem) noexcept {
    for (std::size_t t = s_ * r_.batch; t < (s_ + 1) * r_.batch; ++t) {
      if (!tame_[t]) {
        if (!r_.diverged_at) r_.diverged_at = t;
        continue;
      }
      for (const std::uint32_t c : problem.support(r_.sample[t])) {
        x_[c] += r_.update[t][c];
        r_.landed[t][c] = ++version_[c];
      }
    }
    done_ = ++s_ * r_.batch == r_.iterations() || r_.diverged_at || failed_.load();
  }
  /// The memory at the end; records of batches that were not begun are dropped.
  void finish();

 private:
  Recording& r_;
  std::vector<double> x_;
  std::vector<std::uint32_t> version_;
  std::vector<char> tame_;  // by iteration; char, since two threads write neighbours
  std::size_t s_ = 0;
  bool done_ = false;
  std::atomic<bool> failed_ = false;
};

/// A recorded run: `mini_batch_sgd(problem, {.gamma = …, .batch = 8, .workers = 2, .iterations = 250, .seed = 7})`.
/// The same options give the same numbers, bit for bit, for any number of workers.
template <SampleGradients P>
Recording mini_batch_sgd(const P& problem, const MiniBatchOptions& options) {
  Recording r = mini_batches(problem.n(), problem.dimension(), options);
  if (r.iterations() == 0) return r;
  const Updates<P> updates(problem, arithmetic(r));
  Batches memory(r);
  const auto add = [&]() noexcept { memory.add(problem); };
  std::barrier batch_is_done(static_cast<std::ptrdiff_t>(r.workers), add);
  const auto from = std::chrono::steady_clock::now();
  together(r.workers, [&](std::size_t w) {
    try {
      while (!memory.done()) {
        for (std::size_t j = w; j < r.batch; j += r.workers) {
          const std::size_t t = memory.batch() * r.batch + j;
          memory.read(t, w);
          if (!updates(t, r.sample[t], r.read[t], r.update[t])) memory.diverged(t);
        }
        batch_is_done.arrive_and_wait();
      }
    } catch (...) {
      memory.stop();
      batch_is_done.arrive_and_drop();
      throw;
    }
  });
  r.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  memory.finish();
  return r;
}

}  // namespace lemmata
