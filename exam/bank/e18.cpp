// E18: is the virtual iterate ever in memory?
#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

/// The contents of the memory, one after the other, when the updates are written in this order; in units of −γ from x₀ = 0.
std::vector<Exact> memory(const std::vector<Exact>& g, const std::vector<std::size_t>& order) {
  std::vector<Exact> contents{0};
  for (const std::size_t k : order) contents.push_back(contents.back() + g[k]);
  return contents;
}
std::vector<Exact> virtual_iterates(const std::vector<Exact>& g) {
  std::vector<Exact> all{0};
  for (const Exact& g_k : g) all.push_back(all.back() + g_k);
  return all;
}
bool all_there(const std::vector<Exact>& some, const std::vector<Exact>& among) {
  return std::all_of(some.begin(), some.end(), [&](const Exact& a) { return std::find(among.begin(), among.end(), a) != among.end(); });
}

struct Statement {
  const char* text;
  const char* reason;
  bool in_order;  // writes in the order of the reads
  enum class About { end, in_flight, contents } about;
};
using About = Statement::About;
const std::vector<Statement>& statements() {
  static const std::vector<Statement> all{
      {R"(When all workers have finished after \(T\) updates, the memory holds \(\tilde x_T\).)", R"(Every update has landed exactly once, and sums do not depend on the order.)", false, About::end},
      {R"(After \(T\) updates have been computed and all but one, \(g_k\), have been written, memory and \(\tilde x_T\) differ by \(\gamma g_k\).)", R"(Exactly the update \(-\gamma g_k\) is missing in memory.)", false, About::in_flight},
      {R"(Each \(\tilde x_t\) is at some moment the content of the memory.)", R"(Writes can overtake one another: if \(g_1\) is written before \(g_0\), the memory goes from \(x_0\) to \(x_0 - \gamma g_1\) and never holds \(\tilde x_1 = x_0 - \gamma g_0\).)", false, About::contents},
      {R"(If the updates are written in the order of the reads, then each \(\tilde x_t\) is at some moment the content of the memory.)", R"(After the first \(t\) writes the memory has received exactly \(g_0, \dots, g_{t-1}\).)", true, About::contents}};
  return all;
}

/// The statement for these gradients, by going through all orders of three writes.
bool holds(const Statement& s, const std::vector<Exact>& g) {
  std::vector<std::size_t> order{0, 1, 2};
  const auto x_virtual = virtual_iterates(g);
  bool all = true;
  do {
    if (s.in_order && !std::is_sorted(order.begin(), order.end())) continue;
    const auto contents = memory(g, order);
    switch (s.about) {
      case About::end: all = all && contents.back() == x_virtual.back(); break;
      case About::in_flight: all = all && x_virtual.back() - contents[2] == g[order[2]]; break;
      case About::contents: all = all && all_there(x_virtual, contents); break;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return all;
}

Question make(Draw& draw) {
  const Statement& s = statements()[static_cast<std::size_t>(draw.between("variant", 0, static_cast<long long>(statements().size()) - 1))];
  const std::vector<Exact> g{draw.between("g0", 1, 4), draw.between("g1", 5, 9), draw.between("g2", 10, 12)};
  const std::string statement = std::string("Hogwild! runs with atomic vector operations, from \\(x_0\\), with \\(\\tilde x_t = x_0 - \\gamma\\sum_{k<t} g_k\\). ") + s.text;
  if (holds(s, g)) return true_or_false(statement, cited(s.about == About::contents ? "after t writes exactly g_0, ..., g_{t-1} have landed" : "every update lands exactly once"), {true, "all orders of three writes"}, s.reason, claims::A12);
  // g₁ before g₀: how often x̃₁ = −γg₀ occurs in memory, claimed to be at least once
  const auto contents = memory(g, {1, 0, 2});
  const Exact times = std::count(contents.begin(), contents.end(), g[0]);
  Exact again = 0;
  for (const Labels& written : {Labels{}, Labels{1}, Labels{0, 1}, Labels{0, 1, 2}}) {
    Exact sum = 0;
    for (const std::size_t k : written) sum += g[k];
    again += sum == g[0];
  }
  return true_or_false(statement,
                       refuted({.facts = {{"g_0", lemmata::to_string(g[0])}, {"g_1", lemmata::to_string(g[1])}, {"x_0", "0"}, {"written first", "g_1"}, {"counted", "moments at which memory is -gamma*g_0"}},
                                .sides = {times, 1}, .again = {again, 1}, .route = "the contents one after the other", .other_route = "the sets of updates that are there", .relation = Relation::at_least},
                               "writes overtake"),
                       {false, "all orders of three writes"}, s.reason, claims::A12);
}

}  // namespace

Family e18() { return {.id = "E18", .title = "Memory and virtual iterate", .kind = Kind::true_false, .claims = {&claims::A12, &claims::A15}, .make = make}; }

}  // namespace lemmata::exam::bank
