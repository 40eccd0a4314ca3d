// E17: the virtual iterate in terms of the read: find the right identity.
#include "exam/bank/gantt.hpp"

namespace lemmata::exam::bank {
namespace {

/// Two steps with given gradients: J₁ = {0}, J₂ = {1}; all in units of γ, from x₀ = 0.
struct TwoSteps {
  Exact g0, g1, x0, gamma;
  Exact x2() const { return x0 - gamma * g0; }
  Exact x_virtual2() const { return x0 - gamma * (g0 + g1); }
};

Question make(Draw& draw) {
  const TwoSteps run{draw.between("g0", 1, 4), draw.between("g1", 5, 9), draw.between("x0", 10, 20), ratio(1, draw.of("one_over_gamma", {1, 2}))};
  const std::string at = put("g_0 = @a@, g_1 = @b@, x_0 = @x@, J_1 = {0}, J_2 = {1}, gamma = " + lemmata::to_string(run.gamma) + ", t = 2", {{"a", run.g0}, {"b", run.g1}, {"x", run.x0}});
  const Exact truth = run.x_virtual2();
  const auto wrong = [&](const char* text, const Exact& claimed, const char* diagnosis) {
    return Choice{.text = text, .diagnosis = diagnosis, .refutation = Refutation{at, truth, Relation::equal, claimed}};
  };
  Question q;
  q.statement = R"(In Hogwild! with atomic vector operations, \(I_t\) are the updates that read \(t\) has seen and \(J_t = \{0,\dots,t-1\} \setminus I_t\) the missing ones; \(x_t\) is what was read, and \(\tilde x_t = x_0 - \gamma\sum_{k=0}^{t-1} g_k\). Which identity holds?)";
  q.choices = {{.text = R"(\(\tilde x_t = x_t - \gamma\sum_{k\in J_t} g_k\))", .right = true},
               wrong(R"(\(\tilde x_t = x_t + \gamma\sum_{k\in J_t} g_k\))", run.x2() + run.gamma * run.g1, "the sign: the virtual iterate has received the missing updates as well"),
               wrong(R"(\(\tilde x_t = x_t - \gamma\sum_{k\in I_t} g_k\))", run.x2() - run.gamma * run.g0, "the updates of I_t are in x_t already"),
               wrong(R"(\(\tilde x_t = x_t - \gamma\sum_{k=0}^{t-1} g_k\))", run.x2() - run.gamma * (run.g0 + run.g1), "with x_0 in place of x_t it would be right: what was seen is subtracted twice")};
  draw.shuffle(q.choices);
  q.derivations = {{"the virtual iterate at t = 2", lemmata::to_string(truth), "all updates, from x_0", lemmata::to_string(Exact(run.x2() - run.gamma * run.g1)), "the read, less the missing update"}};
  q.solution = {{R"(\(x_t = x_0 - \gamma\sum_{k\in I_t} g_k\) and \(\tilde x_t = x_0 - \gamma\sum_{k<t} g_k\); the difference is the sum over \(J_t\).)", &claims::A15},
                {put(R"(A run of two steps tells the others apart: \(g_0 = @a@\), \(g_1 = @b@\), \(x_0 = @x0@\), \(\gamma = @g@\), \(I_2 = \{0\}\): \(x_2 = @x2@\), \(\tilde x_2 = @v2@\).)",
                     {{"a", run.g0}, {"b", run.g1}, {"x0", run.x0}, {"g", run.gamma}, {"x2", run.x2()}, {"v2", truth}}), &claims::A15}};
  q.rubric = {{2, "the right identity"}};
  q.points = q.minutes = 2;
  return q;
}

}  // namespace

Family e17() { return {.id = "E17", .title = "Read and virtual iterate", .kind = Kind::choice, .claims = {&claims::A15}, .make = make}; }

}  // namespace lemmata::exam::bank
