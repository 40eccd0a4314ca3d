// E26: is the factor 2 in the proof of Difference needed? It depends on what the reads can be.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

/// E‖Σ gₖ‖² and E‖Σ ∇f(xₖ)‖² + E‖Σ ξₖ‖² over J₂ = {0,1} with J₁ = ∅: read 1 has seen g₀, read 2 has not.
Sides by_moments(const Toy& toy) {
  const Exact keep = 1 - toy.gamma * toy.h, G0 = toy.h * toy.x0, V0 = square(Exact(toy.noise + toy.slope * toy.x0));
  const Exact V1 =
      square(Exact(toy.noise + toy.slope * keep * toy.x0)) + square(Exact(toy.slope * toy.gamma)) * V0;  // E (noise + slope·x₁)²
  const Exact mean = (1 + keep) * G0;                                                                    // E (∇f(x₀) + ∇f(x₁))
  return {mean * mean + keep * keep * V0 + V1, mean * mean + square(Exact(toy.gamma * toy.h)) * V0 + V0 + V1};
}

/// Whether both sides agree on every path average of schedules of up to three updates.
bool equal_on_all(bool consistent) {
  for (const std::size_t t : {1, 2, 3})
    for (const Reads& reads : all_reads(t, consistent))
      for (const int h : {1, -1})
        for (const int slope : {0, 1}) {
          const AtRead at = at_last_read({h, 2, ratio(1, 3), 1, ratio(slope, 2)}, reads);
          if (at.gradients != at.mean_gradients + at.noises) return false;
        }
  return true;
}

const char* const identity =
    R"(\[ \mathbb{E}\|\sum_{k\in J_t} g_k\|^2 = \mathbb{E}\|\sum_{k\in J_t} \nabla f(x_k)\|^2 + \mathbb{E}\|\sum_{k\in J_t} \xi_k\|^2, \])";

Question make(Draw& draw) {
  const bool shared = draw.between("reads", 0, 1) == 0;
  const Toy toy{.h = draw.of("curvature", {-1, 1}),
                .x0 = draw.between("x0", 1, 2),
                .gamma = ratio(1, draw.between("one_over_gamma", 2, 4)),
                .noise = 1,
                .slope = ratio(draw.between("twice_slope", 0, 1), 2)};
  const std::string common =
      std::string(
          R"(Every \(g_k\) is computed from a fresh sample that is independent of all others and of the schedule, \(\mathbb{E}\,g_k = \nabla f(x_k)\), and \(\xi_k = g_k - \nabla f(x_k)\). Then in the proof of Lemma (Difference))") +
      "\n\n" + identity + "\n\nso that its factor 2 is not needed, ";
  if (shared) {
    static const bool everywhere = equal_on_all(true);
    return true_or_false(
        common +
            R"(if all workers read and write one shared memory, whole vectors at a time, and the schedule does not depend on the noise: what one read has seen, no later read misses.)",
        cited("j in J_t means that g_j is in memory at no time up to read t, so that no x_k with k <= t contains it: E<grad f(x_k), xi_j> "
              "= 0"),
        {everywhere, "all paths of all consistent schedules of up to three updates"},
        R"(If \(j \in J_t\), then \(g_j\) is still not in memory when \(x_t\) is read, so no \(x_k\), \(k \le t\), contains \(\xi_j\): all products \(\mathbb{E}\langle \nabla f(x_k), \xi_j\rangle\) with \(j, k \in J_t\) vanish.)",
        claims::C2a);
  }
  static const bool everywhere = equal_on_all(false);
  const AtRead at = at_last_read(toy, {{}, {}, {0, 1}});
  const Sides sides{at.gradients, at.mean_gradients + at.noises};
  if (denominator(sides.left) > 36 || numerator(sides.left) > 999) throw Redraw{"numbers that are not for paper"};
  const std::string f = toy.h < 0 ? "-x^2/2" : "x^2/2";
  const std::string noise = toy.slope == 0 ? "+-1" : "+-(1+x/2)";
  return true_or_false(
      common + R"(whatever the sets \(J_t \subseteq \{0,\dots,t-1\}\) are, as long as they do not depend on the noise.)",
      refuted({.facts = {{"f", f},
                         {"noise", noise},
                         {"gamma", to_string(toy.gamma)},
                         {"x_0", to_string(toy.x0)},
                         {"J_1", "{}"},
                         {"J_2", "{0,1}"},
                         {"t", "2"}},
               .sides = sides,
               .again = by_moments(toy),
               .route = "all four paths",
               .other_route = "moments",
               .relation = Relation::equal},
              "read 1 has seen g_0 and read 2 has not: grad f(x_1) depends on xi_0"),
      {everywhere, "all paths of all schedules of up to three updates"},
      put(R"(If read 1 has seen \(g_0\) but read 2 has not, then \(\nabla f(x_1)\) contains \(\xi_0\), and \(\mathbb{E}\langle \nabla f(x_1), \xi_0\rangle \ne 0\). That is what the factor 2 pays for. With \(J_1 = \emptyset\), \(J_2 = \{0,1\}\), \(f(x) = @f@\), \(\gamma = @g@\), \(x_0 = @x0@\) and noise \(\pm @noise@\), the sides are \(@left@\) and \(@right@\).)",
          {{"f", times(toy.h / 2, "x^2")},
           {"g", toy.gamma},
           {"x0", toy.x0},
           {"noise", toy.slope == 0 ? "1" : R"((1+\frac{x}{2}))"},
           {"left", sides.left},
           {"right", sides.right}}),
      claims::A22b);
}

}  // namespace

Family e26() {
  return {.id = "E26",
          .title = "The factor 2",
          .kind = Kind::true_false,
          .claims = {&claims::A22b, &claims::C2a, &claims::IndependentNoise, &claims::A22d},
          .make = make};
}

}  // namespace lemmata::exam::bank
