// D1: the distributed exercise, with a race that is drawn.
#include "exam/bank/gantt.hpp"
#include "exam/distributed.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const auto workers = static_cast<std::size_t>(draw.between("workers", 2, 3)), T = static_cast<std::size_t>(draw.between("T", 5, 6));
  const Gantt race = Gantt::drawn(draw, workers, T);
  DistributedRun run;
  run.table = race.table();
  run.table.header.push_back(R"(\(g\))");
  for (std::size_t t = 0; t < T; ++t) {
    run.g.push_back(draw.between("g" + std::to_string(t), 1, 4) * (draw.place(2) == 0 ? 1 : -1));
    run.missing.push_back(race.missing(t));
    run.applied_again.push_back(race.applied_by_clock(t));
  }
  for (auto& row : run.table.rows)
    for (std::size_t t = 0; t < T; ++t)
      if (row[1] == std::to_string(race.jobs()[t].read)) row.push_back("\\(" + tex(run.g[t]) + "\\)");
  run.story = put(R"(@w@ workers run Hogwild! with atomic vector operations on the real line: whoever reads gets \(x\), computes a gradient \(g\) and subtracts \(\gamma g\) from the memory. The table says when, and what \(g\) was. The updates are labelled \(t = 0, \dots, @last@\) in the order of the reads.)",
                  {{"w", workers == 2 ? "Two" : "Three"}, {"last", Exact(T - 1)}});
  return distributed_question(run);
}

}  // namespace

Family d1() {
  return {.id = "D1", .title = "The distributed exercise", .kind = Kind::cloze, .claims = {&claims::A16, &claims::A15, &claims::A22, &claims::A22a, &claims::A23c, &claims::A13}, .make = make};
}

}  // namespace lemmata::exam::bank
