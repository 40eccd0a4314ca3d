// Parameters of a question, drawn from a seed by integers only: the same seed gives the same question on every machine.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lemmas/mutant/parameters.hpp"

namespace lemmata::exam {

/// What was drawn cannot be a question (numbers too large for paper, choices that coincide): draw again.
struct Redraw {
  std::string why;
};

/// Draws named parameters and remembers them. A function of (seed, family, attempt) and of the order of the calls.
class Draw {
 public:
  Draw(std::uint64_t seed, std::string_view family, std::uint32_t attempt);
  /// The corner of every parameter's range that the bits of `corner` say, in the order of the calls: 0 the first option, 1 the last.
  /// Shuffles are as for seed 0.
  static Draw at_corner(std::string_view family, std::uint32_t corner);

  /// One of the options, each equally likely. Throws std::invalid_argument if there are none.
  long long of(std::string_view name, const std::vector<long long>& options);
  /// An integer in [low, high].
  long long between(std::string_view name, long long low, long long high);
  /// 0, …, n−1; not shown among the parameters.
  std::size_t place(std::size_t n);
  /// A uniform permutation of the elements.
  template <class T>
  void shuffle(std::vector<T>& elements) {
    for (std::size_t i = elements.size(); i > 1; --i) std::swap(elements[i - 1], elements[place(i)]);
  }

  const Facts& parameters() const { return parameters_; }
  /// How many parameters were drawn: 2 to this power is the number of corners.
  std::size_t drawn() const { return parameters_.size(); }

 private:
  std::uint64_t seed_;
  std::uint32_t family_, attempt_;
  bool cornered_ = false;
  std::uint32_t corner_ = 0;
  std::uint64_t counter_ = 0;
  Facts parameters_;
};

}  // namespace lemmata::exam
