// E45: coordinate writes: what a read has seen, by coordinate.
#include "exam/bank/parts.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata::exam::bank {
namespace {

using Pair = std::vector<Exact>;
std::string shown(const Pair& v) { return "(" + to_string(v[0]) + "," + to_string(v[1]) + ")"; }

Question make(Draw& draw) {
  const Pair x0{draw.between("x0_1", -2, 4), draw.between("x0_2", -2, 4)};
  std::vector<Pair> g;
  std::vector<std::vector<bool>> seen;
  for (int k = 0; k < 2; ++k) {
    const std::string of = "_" + std::to_string(k);
    g.push_back({draw.of("g1" + of, {-4, -2, 2, 4}), draw.of("g2" + of, {-4, -2, 2, 4})});
    seen.push_back({draw.between("seen1" + of, 0, 1) == 1, draw.between("seen2" + of, 0, 1) == 1});
  }
  const Exact gamma = ratio(1, 2);
  if (seen[0][0] && seen[0][1] && seen[1][0] && seen[1][1]) throw Redraw{"nothing is missing"};
  Pair x = x0, x_virtual = x0, gap{0, 0};
  for (std::size_t c : {0, 1})
    for (std::size_t k : {0, 1}) {
      x_virtual[c] -= gamma * g[k][c];
      if (!seen[k][c])
        gap[c] += gamma * g[k][c];
      else
        x[c] -= gamma * g[k][c];
    }
  // route 2: a memory to which coordinates are written one by one, those that were seen before the read
  Pair memory = x0, read;
  for (const bool before : {true, false}) {
    for (std::size_t k : {1, 0})
      for (std::size_t c : {1, 0})
        if (seen[k][c] == before) memory[c] -= gamma * g[k][c];
    if (before) read = memory;
  }
  const Exact difference = gap[0] * gap[0] + gap[1] * gap[1],
              difference_again = square(Exact(read[0] - memory[0])) + square(Exact(read[1] - memory[1]));
  std::vector<std::vector<Missing>> missing(3);
  std::size_t size = 0;
  for (std::size_t k : {0, 1})
    if (!(seen[k][0] && seen[k][1])) missing[2].push_back({k, {!seen[k][0], !seen[k][1]}}), ++size;
  const Schedule schedule(2, missing);
  const bool whole = seen[0][0] == seen[0][1] && seen[1][0] == seen[1][1];
  const std::string word = whole ? "can happen" : "cannot happen";
  Question q;
  q.statement = put(
      R"(Memory holds \(x_0 = @x0@\), and \(\gamma = @gamma@\). The updates \(-\gamma g_0\), \(-\gamma g_1\) are written coordinate by coordinate, each coordinate atomically. The table says which coordinates of which update were in memory when read 2 read them. Vectors are entered as (1,-1/2).

\(x_2 = \) [[1]], \(\tilde x_2 = \) [[2]], \(\|x_2 - \tilde x_2\|^2 = \) [[3]]. The number of updates that are missing, wholly or in part, is [[4]]. With atomic vector reads and writes such a read [[5]].)",
      {{"x0", shown(x0)}, {"gamma", gamma}});
  Table table{.header = {"update", "gradient", "coordinate 1", "coordinate 2"}, .rows = {}};
  for (std::size_t k : {0, 1})
    table.rows.push_back({"\\(k = " + std::to_string(k) + "\\)", "\\(g_" + std::to_string(k) + " = " + shown(g[k]) + "\\)",
                          seen[k][0] ? "seen" : "missed", seen[k][1] ? "seen" : "missed"});
  q.table = table;
  q.gaps = {{.entry = Gap::Entry::vector, .key = shown(x), .slips = {}, .points = 2},
            {.entry = Gap::Entry::vector, .key = shown(x_virtual), .slips = {}, .points = 1},
            number_gap(difference, {{Exact(difference / (gamma * gamma)), "the factor of the step size"}}),
            number_gap(Exact(size), {}),
            word_gap(word, {"can happen", "cannot happen"})};
  if (shown(x0) != shown(x)) q.gaps[0].slips.push_back({shown(x0), "what was seen is part of the read"});
  if (shown(x) != shown(x_virtual)) q.gaps[1].slips.push_back({shown(x), "the virtual iterate has all updates"});
  q.derivations = {
      {"[[1]]", shown(x), "x_0 less what was seen", shown(read), "a memory, coordinate by coordinate"},
      {"[[2]]", shown(x_virtual), "x_0 less all updates", shown(memory), "the memory after all writes"},
      derived(3, difference, "the missing updates", difference_again, "the memory now and later"),
      derived(4, Exact(size), "rows with something missed", schedule.missing(2).size(), "the schedule"),
      {"[[5]]", word, "each update seen whole or not at all", schedule.all_or_nothing() ? "can happen" : "cannot happen", "the schedule"}};
  q.solution = {
      {put(R"(\(x_2 = x_0 - \gamma\sum_k(I-D_k)g_k = @x@\), where \(D_k\) has a 1 for each coordinate of \(g_k\) that was missed.)",
           {{"x", shown(x)}}),
       &claims::A15},
      {put(R"(\(\tilde x_2 = x_0 - \gamma(g_0+g_1) = @xv@\); the difference is \(\gamma\sum_k D_kg_k = @gap@\), its square \(@d@\).)",
           {{"xv", shown(x_virtual)}, {"gap", shown(gap)}, {"d", difference}}),
       &claims::A24},
      {whole ? "Each update was seen whole or not at all: so can atomic vector operations."
             : "An update was seen in part: with atomic vector operations every mask is 0 or I.",
       &claims::A20},
      {R"(Since \(\|D_ka\| \le \|a\|\), Lemma (Difference) and the theorem keep all their constants for such reads, if the masks do not depend on the noise.)",
       &claims::A24}};
  add_up(q, {"the read", "the virtual iterate", "the difference", "the missing updates", "vector operations"});
  return q;
}

}  // namespace

Family e45() {
  return {.id = "E45",
          .title = "Coordinate writes",
          .kind = Kind::cloze,
          .claims = {&claims::A24, &claims::A20, &claims::A15, &claims::A22a},
          .make = make};
}

}  // namespace lemmata::exam::bank
