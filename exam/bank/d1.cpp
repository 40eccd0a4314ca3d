// D1: the distributed exercise, with a race that is drawn.
#include "exam/bank/gantt.hpp"
#include "exam/distributed.hpp"

namespace lemmata::exam::bank {
namespace {

/// xₜ = x̃ₜ + γ Σ_J gₖ with gₖ = xₖ.
std::vector<Exact> reads(const Gantt& gantt, const Exact& x0, const Exact& gamma) {
  std::vector<Exact> x;
  Exact x_virtual = x0;
  for (std::size_t t = 0; t < gantt.size(); ++t) {
    x.push_back(x_virtual);
    for (const std::size_t k : gantt.missing(t)) x[t] += gamma * x[k];
    x_virtual -= gamma * x[t];
  }
  return x;
}

Question make(Draw& draw) {
  const auto T = static_cast<std::size_t>(draw.between("T", 5, 6));
  const long long one_over_gamma = draw.of("one_over_gamma", {20, 30}), scale = draw.of("scale", {-2, -1, 1, 2});
  const Gantt gantt = Gantt::drawn(draw, 3, T);
  RaceByHand race{.table = gantt.table(), .x0 = one_over_gamma == 20 ? 20 * scale : 75 * scale, .gamma = ratio(1, one_over_gamma)};
  if (10 * static_cast<long long>(gantt.schedule().tau()) > one_over_gamma) throw Redraw{"above the critical step size"};
  for (std::size_t t = 0; t < T; ++t) {
    race.missing.push_back(gantt.missing(t));
    race.applied_again.push_back(gantt.applied_by_clock(t));
  }
  race.read = reads(gantt, race.x0, race.gamma);
  race.story = put(R"(Three workers run Hogwild! with atomic vector operations on the real line: whoever reads gets \(x\), computes a gradient \(g\) there and later subtracts \(\gamma g\) from the memory. The table says when. The updates are labelled \(t = 0, \dots, @last@\) in the order of the reads.)",
                   {{"last", Exact(T - 1)}});
  return distributed_question(race);
}

}  // namespace

Family d1() {
  return {.id = "D1", .title = "The distributed exercise", .kind = Kind::cloze, .claims = {&claims::A16, &claims::A15, &claims::A22, &claims::A22a, &claims::A23c, &claims::A13}, .make = make};
}

}  // namespace lemmata::exam::bank
