#include "algorithms/interleavings/small_races.hpp"

#include "algorithms/interleavings/interleavings.hpp"

namespace lemmata {

std::map<int, std::uint64_t> decrements(std::size_t threads) {
  std::map<int, std::uint64_t> final_values;
  for (const auto& [end, ways] : ends_of_all_interleavings(threads, {.cell = std::vector<Held>(1)}, [](std::size_t, Steps& steps) {
         Held x = steps({Operation::load});
         x.value -= 1;
         steps({Operation::store, 0, x});
       }))
    final_values[static_cast<int>(end.memory.cell[0].value)] += ways;
  return final_values;
}

TornReads torn_reads(bool opposite_order) {
  TornReads found;
  const std::size_t first = opposite_order ? 1 : 0;
  for (const auto& [end, ways] : ends_of_all_interleavings(2, {.cell = std::vector<Held>(2)}, [first](std::size_t w, Steps&steps) {
         for (const std::size_t c : {std::size_t{0}, std::size_t{1}}) {
           if (w == 0)
             steps({Operation::store, c, {.value = 1}});
           else
             steps({Operation::load, c == 0 ? first : 1 - first});
         }
       })) {
    const double x1 = end.answers[1][first].value, x2 = end.answers[1][1 - first].value;
    found.interleavings += ways;
    if (x1 > x2) found.half_written += ways;
    if (x1 < x2) found.never += ways;
  }
  return found;
}

FirstLabel first_label(std::size_t workers) {
  FirstLabel found;
  for (std::uint64_t slow = 0; slow < std::uint64_t{1} << workers; ++slow) {  // bit w: worker w has drawn the slow sample
    ++found.draws;
    std::size_t first = 0;  // to complete: in the order of the workers among equals
    for (std::size_t w = 1; w < workers; ++w)
      if ((slow >> w & 1) < (slow >> first & 1)) first = w;
    found.fast_by_completion += (slow >> first & 1) == 0;
    found.fast_by_read += (slow & 1) == 0;  // worker 0 read first
  }
  return found;
}

}  // namespace lemmata
