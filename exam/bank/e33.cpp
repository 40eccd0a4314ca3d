// E33: torn reads: a vector is written and read coordinate by coordinate.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Torn {
  Exact orders, torn, never;  // all; neither the old nor the new vector; a vector that was in memory at no time
};

/// Every order of d writes and d reads on a memory, and what the memory was after each write.
Torn by_all_orders(std::size_t d, bool reversed) {
  std::vector<bool> is_write(2 * d);
  std::fill(is_write.begin() + static_cast<std::ptrdiff_t>(d), is_write.end(), true);
  Torn count{0, 0, 0};
  do {
    std::vector<int> memory(d), read(d);
    std::vector<std::vector<int>> contents{memory};
    std::size_t writes = 0, reads = 0;
    for (const bool write : is_write) {
      if (write)
        memory[writes++] = 1, contents.push_back(memory);
      else {
        const std::size_t c = reversed ? d - 1 - reads : reads;
        ++reads;
        read[c] = memory[c];
      }
    }
    count.orders += 1;
    count.torn += read != contents.front() && read != contents.back();
    count.never += std::find(contents.begin(), contents.end(), read) == contents.end();
  } while (std::next_permutation(is_write.begin(), is_write.end()));
  return count;
}

Exact binomial(std::size_t n, std::size_t k) { return k == 0 ? Exact(1) : binomial(n - 1, k - 1) * Exact(n) / Exact(k); }

/// Paths from (0,0) to (d,d), a step for each operation, with w writes and r reads done; read i sees write c. A read in the same order sees
/// old, old, …: the path stays on one side of the diagonal, a Catalan number. In the opposite order only the two extreme paths are untorn.
Torn by_paths(std::size_t d, bool reversed) {
  const Exact orders = binomial(2 * d, d), one_side = orders / Exact(d + 1);
  if (reversed) return {orders, orders - 2, 0};  // what is seen is a prefix of the writes: a state of the memory
  // in memory at some time: coordinates 1, …, k new and the others old. The path is on one side until read k and on the other after it.
  Exact states = 0;
  for (std::size_t k = 0; k <= d; ++k) {
    std::vector<std::vector<Exact>> ways(d + 1, std::vector<Exact>(d + 1));
    ways[0][0] = 1;
    for (std::size_t w = 0; w <= d; ++w)
      for (std::size_t r = 0; r <= d; ++r) {
        if (w > 0) ways[w][r] += ways[w - 1][r];
        if (r > 0 && (w >= r) == (r <= k)) ways[w][r] += ways[w][r - 1];  // read r sees write r as it should
      }
    states += ways[d][d];
  }
  return {orders, orders - 2 * one_side, orders - states};
}

Question make(Draw& draw) {
  const auto d = static_cast<std::size_t>(draw.between("d", 2, 3));
  const bool reversed = draw.between("reversed", 0, 1) == 1;
  const Exact before = draw.between("before", 0, 4), after = before + draw.between("more", 1, 4);
  const Torn listed = by_all_orders(d, reversed), counted = by_paths(d, reversed);
  const auto vector = [&](const std::vector<bool>& fresh) {
    std::string text;
    for (const bool is_new : fresh) text += (text.empty() ? "(" : ",") + to_string(is_new ? after : before);
    return text + ")";
  };
  std::vector<bool> first_only(d), last_only(d);
  first_only.front() = last_only.back() = true;
  Question q;
  q.statement = put(
      R"(Memory holds the vector \(@old@\). A writer changes it to \(@new@\), one coordinate after the other, from the first to the last. Meanwhile a reader reads it, one coordinate after the other, from @direction@. Writing or reading one coordinate is atomic. There are [[1]] orders of these \(@operations@\) operations. In [[2]] of them the reader gets a torn vector: neither \(@old@\) nor \(@new@\). In [[3]] of them it gets a vector that was in memory at no time.)",
      {{"old", vector(std::vector<bool>(d, false))},
       {"new", vector(std::vector<bool>(d, true))},
       {"direction", reversed ? "the last to the first" : "the first to the last"},
       {"operations", Exact(2 * d)}});
  q.gaps = {number_gap(counted.orders, {{Exact(2 * d), "the number of operations"}}),
            number_gap(counted.torn,
                       {{Exact(counted.orders - 2), "an untorn read need not come wholly before or after the write"},
                        {listed.never, "half-written states are torn, too"}},
                       d == 2 ? 1 : 2),
            number_gap(counted.never, {{counted.torn, "a half-written vector was in memory"}}, d == 2 ? 1 : 2)};
  q.derivations = {derived(1, counted.orders, "a binomial coefficient", listed.orders, "listing them"),
                   derived(2, counted.torn, "lattice paths", listed.torn, "listing all orders"),
                   derived(3, counted.never, "lattice paths", listed.never, "listing all orders")};
  q.solution = {
      {put(R"(The writes and the reads can be merged in \(@orders@\) ways.)", {{"orders", counted.orders}}), &claims::A13},
      {reversed
           ? put(R"(The read is untorn only if all reads come before all writes, or after them: torn in \(@torn@\). If it sees a coordinate new, then also all that were written before it, as these are read later: it gets \(@first@\) or another half-written vector, and each of these was in memory.)",
                 {{"torn", counted.torn}, {"first", vector(first_only)}})
           : put(R"(All old: each coordinate is read before it is written. All new: each is read after. Together \(@whole@\) orders, so \(@torn@\) are torn. A vector such as \(@last@\), new behind old, was never in memory; this happens in \(@never@\) of the orders.)",
                 {{"whole", Exact(counted.orders - counted.torn)},
                  {"torn", counted.torn},
                  {"last", vector(last_only)},
                  {"never", counted.never}}),
       &claims::A20},
      {R"(This is why \(x_t\) need not exist in memory, and why the proof speaks of \(x_t = \tilde x_t + \gamma\sum D_k g_k\) with masks \(D_k\).)",
       &claims::A15}};
  add_up(q, {"the number of orders", "torn reads", "vectors that never existed"});
  return q;
}

}  // namespace

Family e33() {
  return {.id = "E33", .title = "Torn reads", .kind = Kind::cloze, .claims = {&claims::A13, &claims::A15, &claims::A20}, .make = make};
}

}  // namespace lemmata::exam::bank
