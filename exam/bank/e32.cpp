// E32: lost updates when reading and writing are two operations.
#include <map>

#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// In how many orders so many updates land: every thread reads and later writes what it read less one; some threads do both at once.
using Landed = std::map<int, Exact>;

/// Every order of the operations, one by one, on a memory.
void run_all(std::vector<int>& steps, std::vector<int>& seen, int memory, Landed& landed) {
  bool done = true;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] == 0) continue;
    done = false;
    const int steps_before = steps[i], seen_before = seen[i], memory_before = memory;
    if (steps[i] == 3)
      memory -= 1, steps[i] = 0;  // atomic
    else if (steps[i] == 2)
      seen[i] = memory, steps[i] = 1;  // read
    else
      memory = seen[i] - 1, steps[i] = 0;  // write
    run_all(steps, seen, memory, landed);
    steps[i] = steps_before, seen[i] = seen_before, memory = memory_before;
  }
  if (done) landed[-memory] += 1;
}
Landed by_all_orders(int plain, int atomic) {
  std::vector<int> steps(static_cast<std::size_t>(plain), 2), seen(static_cast<std::size_t>(plain + atomic));
  steps.insert(steps.end(), static_cast<std::size_t>(atomic), 3);
  Landed landed;
  run_all(steps, seen, 0, landed);
  return landed;
}

/// The same by counting states: how many threads have not read, the values that others have read, what is in memory.
using State = std::tuple<int, int, std::vector<int>, int>;  // unread, atomic, read (sorted), memory
Landed by_states(int plain, int atomic) {
  std::map<State, Exact> now{{{plain, atomic, {}, 0}, 1}};
  for (int step = 0; step < 2 * plain + atomic; ++step) {
    std::map<State, Exact> next;
    for (const auto& [state, ways] : now) {
      const auto& [unread, whole, read, memory] = state;
      if (unread > 0) {
        std::vector<int> more = read;
        more.insert(std::upper_bound(more.begin(), more.end(), memory), memory);
        next[{unread - 1, whole, more, memory}] += ways * unread;
      }
      if (whole > 0) next[{unread, whole - 1, read, memory + 1}] += ways * whole;
      for (std::size_t i = 0; i < read.size(); ++i) {
        std::vector<int> fewer = read;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        next[{unread, whole, fewer, read[i] + 1}] += ways;
      }
    }
    now = std::move(next);
  }
  Landed landed;
  for (const auto& [state, ways] : now) landed[std::get<3>(state)] += ways;
  return landed;
}

Exact factorial(int n) { return n == 0 ? Exact(1) : n * factorial(n - 1); }

struct Shape {
  int plain, atomic;
  const char* who;
};
Question make(Draw& draw) {
  static const std::vector<Shape> shapes{{2, 0, "Two threads each execute"},
                                         {1, 1, "Two threads each execute"},
                                         {2, 1, "Three threads each execute"},
                                         {3, 0, "Three threads each execute"}};
  const Shape& shape = shapes[static_cast<std::size_t>(draw.between("shape", 0, 3))];
  const int start = static_cast<int>(draw.between("start", 0, 9)), by = static_cast<int>(draw.between("by", 1, 3)),
            threads = shape.plain + shape.atomic;
  const Landed enumerated = by_all_orders(shape.plain, shape.atomic), counted = by_states(shape.plain, shape.atomic);
  Exact orders = factorial(2 * shape.plain + shape.atomic), all = 0;
  for (int i = 0; i < shape.plain; ++i) orders /= 2;
  for (const auto& [updates, ways] : enumerated) all += ways;

  Question q;
  q.statement = put(
      R"(@who@ \(x := x - @by@\) once; at the start \(x = @start@\). A thread first reads \(x\) and later writes what it read, less \(@by@\); these are two operations, and operations of other threads may come between them.@atomic@ How many orders of all operations are there that respect the order within each thread? [[1]])",
      {{"who", shape.who},
       {"by", by},
       {"start", start},
       {"atomic", shape.atomic == 0  ? ""
                  : shape.plain == 1 ? " One of the two threads, however, uses an atomic operation: it reads and writes in one."
                                     : " One of the three threads, however, uses an atomic operation: it reads and writes in one."}});
  q.gaps = {number_gap(orders, {{factorial(2 * shape.plain + shape.atomic), "the read of a thread comes before its write"},
                                {factorial(threads), "threads are not executed one after the other"}})};
  q.derivations = {derived(1, orders, "a multinomial coefficient", all, "listing them")};
  std::vector<std::string> rubric{"the number of orders"};
  std::string solution;
  for (int updates = 1; updates <= threads; ++updates) {
    const int value = start - updates * by;
    q.statement += put(" In how many of them is \\(x = @value@\\) at the end? [[@gap@]]", {{"value", value}, {"gap", updates + 1}});
    q.gaps.push_back(number_gap(enumerated.at(updates),
                                updates == threads ? std::vector<std::pair<Exact, std::string>>{{orders, "updates can be lost"}}
                                                   : std::vector<std::pair<Exact, std::string>>{{Exact(0), "updates can be lost"}},
                                threads == 3 ? 2 : 1));
    q.derivations.push_back(derived(static_cast<std::size_t>(updates) + 1, counted.at(updates), "counting states", enumerated.at(updates),
                                    "listing all orders"));
    rubric.push_back("x = " + std::to_string(value));
    solution += put("@sep@\\(x = @value@\\) in \\(@ways@\\)", {{"sep", updates == 1         ? ""
                                                                       : updates == threads ? " and "
                                                                                            : ", "},
                                                               {"value", value},
                                                               {"ways", enumerated.at(updates)}});
  }
  q.solution = {
      {put(R"(There are \(@orders@\) orders: @many@ operations, of which each read comes before its write.)",
           {{"orders", orders}, {"many", Exact(2 * shape.plain + shape.atomic)}}),
       &claims::A12},
      {"The last write decides: it holds what its thread had read. An update is lost whenever another thread writes between the read and "
       "the write of one. At the end " +
           solution + " of them.",
       &claims::A12},
      {put(R"(All updates land in \(@all@\) of the \(@orders@\) orders. With atomic operations every update lands exactly once, and memory ends as \(x_0 - \gamma\sum g_k\).)",
           {{"all", enumerated.at(threads)}, {"orders", orders}}),
       &claims::A12}};
  add_up(q, rubric);
  return q;
}

}  // namespace

Family e32() { return {.id = "E32", .title = "Lost updates", .kind = Kind::cloze, .claims = {&claims::A12}, .make = make}; }

}  // namespace lemmata::exam::bank
