// Every interleaving of a few workers: a scheduler that stops each of them before each of its atomic operations and tries all orders.
//
// Stateless exploration: the workers run again from the start for every order, as fibres on one thread, so an execution is a function
// of the choices made. Two workers of m and k operations have (m+k)!/(m! k!) interleavings.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace lemmata {

/// What a worker says before each atomic operation: others may come first. And what it leaves open: each of 0, …, n−1 is tried.
/// Only for code that `every_interleaving` runs; said by `begin` or `end`, when nobody else is there, the first has no effect.
void atomic_operation_follows();
std::size_t any_of(std::size_t n);
/// The worker that is running, 0, 1, …
std::size_t running_worker();

/// One execution: what its workers share is made anew by `begin`, which returns the workers; `end` looks at what they left.
struct Execution {
  std::function<std::vector<std::function<void()>>()> begin;
  std::function<void()> end;
};

/// Runs every interleaving once; returns how many there are. What a worker or `end` throws is rethrown at once.
/// Throws std::runtime_error before the one after `most`.
std::size_t every_interleaving(const Execution& execution, std::size_t most = 20'000'000);

}  // namespace lemmata
