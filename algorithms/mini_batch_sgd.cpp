#include "algorithms/mini_batch_sgd.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace lemmata {

Recording mini_batches(std::size_t n, std::size_t dimension, const MiniBatchOptions& options) {
  if (options.batch == 0) throw std::invalid_argument("the batch size b must be at least 1, got 0");
  const std::size_t b = options.batch, S = options.iterations, most = std::numeric_limits<std::uint32_t>::max();
  Recording r;
  r.algorithm = Algorithm::mini_batch;
  r.writes = Writes::vector;
  r.sampling = options.sampling;
  r.lattice_bits = options.lattice_bits;
  r.gamma = options.form == Form::mean ? Exact(options.gamma / Exact(b)) : options.gamma;
  r.seed = options.seed;
  r.workers = options.workers;
  r.batch = b;
  r.requested = b >= most || (S > 0 && b > most / S) ? most : S * b;  // too many: start() refuses
  r.x0 = start(n, dimension, options.x0, r.gamma, r.workers, r.requested, r.lattice_bits);
  if (b > n && options.sampling == Sampling::without_replacement)
    throw std::invalid_argument("without replacement the batch size b must be at most n = " + std::to_string(n) + ", got " +
                                std::to_string(b));

  make_room(r, r.requested);
  for (std::size_t s = 0, t = 0; s < S; ++s)
    for (const std::size_t i : batch(r.seed, s, b, n, r.sampling)) {
      r.label[t] = static_cast<std::uint32_t>(t);
      r.sample[t++] = static_cast<std::uint32_t>(i);
    }
  return r;
}

void Batches::read(std::size_t t, std::size_t worker) {
  std::ranges::copy(x_, r_.read[t].begin());
  std::ranges::copy(version_, r_.seen[t].begin());
  r_.worker[t] = static_cast<std::uint32_t>(worker);
}

void Batches::finish() {
  cut(r_, s_ * r_.batch);
  r_.x_final = x_;
  r_.version_final = version_;
}

}  // namespace lemmata
