#include "exam/distributed.hpp"

#include <fmt/format.h>

#include "exam/bank/gantt.hpp"
#include "exam/certify.hpp"
#include "lemmas/averaged_gradient.hpp"

namespace lemmata::exam {
namespace {

using bank::Labels;
using bank::derived;
using bank::number_gap;
using bank::put;
using bank::set_gap;

/// Everything that is asked, from one description of who had seen what.
struct Values {
  std::size_t t = 0, tau = 0;  // the latest read that misses most
  Labels applied, missing;
  Exact virtual_sum, read_sum;  // x̃ₜ = x₀ − γ·virtual_sum, xₜ = x₀ − γ·read_sum
  Exact left, right;            // of Lemma 6.5 at t, in units of γ²
};

Values values(const std::vector<Labels>& missing, const std::vector<Exact>& g) {
  Values v;
  for (std::size_t t = 0; t < missing.size(); ++t) {
    if (missing[t].size() >= missing[v.t].size()) v.t = t;
    for (const std::size_t k : missing[t]) v.tau = std::max(v.tau, t - k);
  }
  v.missing = missing[v.t];
  for (std::size_t k = 0; k < v.t; ++k) {
    v.virtual_sum += g[k];
    if (v.missing.contains(k)) continue;
    v.applied.insert(k);
    v.read_sum += g[k];
  }
  v.left = square(Exact(v.virtual_sum - v.read_sum));
  for (std::size_t k = v.t - std::min(v.t, v.tau); k < v.t; ++k) v.right += 2 * Exact(v.tau) * g[k] * g[k];
  return v;
}

/// The same by the definitions, from what had been seen: the sides as the lemma has them, divided by γ².
Values again(const std::vector<Labels>& applied, const std::vector<Exact>& g) {
  std::vector<Labels> missing(applied.size());
  for (std::size_t t = 0; t < applied.size(); ++t)
    for (std::size_t k = 0; k < t; ++k)
      if (!applied[t].contains(k)) missing[t].insert(k);
  Values v = values(missing, g);
  const Exact tau = std::max<std::size_t>(v.tau, 1), gamma = 1 / (10 * tau);
  Exact sum = 0, window = 0;
  for (const std::size_t k : v.missing) sum += gamma * g[k];
  for (std::size_t k = 0; k < v.t; ++k)
    if (v.t - k <= v.tau) window += g[k] * g[k];
  v.left = sum * sum / (gamma * gamma);
  v.right = window / (50 * tau) / (gamma * gamma);
  v.applied = applied[v.t];
  return v;
}

std::string braces(const Labels& labels) {
  const std::string text = bank::to_string(labels);
  return labels.empty() ? "\\emptyset" : "\\{" + text.substr(1, text.size() - 2) + "\\}";
}

}  // namespace

Question distributed_question(const DistributedRun& run) {
  const std::vector<Exact>& g = run.g;
  const Values v = values(run.missing, g);
  if (v.tau < 2 || v.applied.empty() || v.left == 0) throw Redraw{"too little is missing"};
  const Values w = again(run.applied_again, g);
  const std::size_t T = g.size(), k = v.t > 0 ? v.t - 1 : 0;
  const Exact occurs = std::min(v.tau, T - 1 - k), occurs_again = appearances(T, v.tau)[k], ratio_ = v.left / v.right;
  Question q;
  q.statement = run.story + put(R"(

(a) Read \(t = @t@\): \(I_@t@ = \) [[1]], \(J_@t@ = \) [[2]]. The delay of the run: \(\tau = \) [[3]].

(b) \(\tilde x_@t@ = x_0 - \gamma\ \cdot\) [[4]], \(x_@t@ = x_0 - \gamma\ \cdot\) [[5]].

(c) In \(\sum_{t=0}^{T-1}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2\) with \(T = @T@\) the term \(\|\nabla f(x_@k@)\|^2\) occurs [[6]] times.

(d) Let \(L = 1\), \(M = \sigma^2 = 0\) and \(\gamma = \gamma_{crit} = \frac{1}{10L(M+\tau)}\) with the \(\tau\) of (a), so that \(g_k = \nabla f(x_k)\). For \(t = @t@\) the left side of Lemma (Difference), \(\|x_t-\tilde x_t\|^2\), is \(\gamma^2\ \cdot\) [[7]]; the right side, \(\frac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2\), is \(\gamma^2\ \cdot\) [[8]]; left over right is [[9]].)",
                                {{"t", Exact(v.t)}, {"T", Exact(T)}, {"k", Exact(k)}});
  q.table = run.table;
  q.gaps = {set_gap(v.applied, {{v.missing, "these are the missing ones"}}, 2),
            set_gap(v.missing, {{v.applied, "these are the ones that were seen"}}, 2),
            number_gap(Exact(v.tau), {{Exact(v.missing.size()), "this is the number of missing updates; the delay is the largest t-k"}}, 2),
            number_gap(v.virtual_sum, {{v.read_sum, "this is the read"}}, 3),
            number_gap(v.read_sum, {{v.virtual_sum, "this is the virtual iterate"}}, 3),
            number_gap(occurs, {{Exact(v.tau), "near the end there are fewer"}}, 2),
            number_gap(v.left, {{Exact(v.virtual_sum - v.read_sum), "the square is missing"}}, 2),
            number_gap(v.right, {{Exact(v.right / v.tau), "gamma^2 is 1/(100 tau^2)"}}, 1),
            number_gap(ratio_, {{Exact(1 / ratio_), "upside down"}}, 1)};
  q.derivations = {{"[[1]]", bank::to_string(v.applied), "what is not missing", bank::to_string(w.applied), "the definition, by brute force"},
                   {"[[2]]", bank::to_string(v.missing), "the masks of the schedule", bank::to_string(w.missing), "what was not seen, by brute force"},
                   derived(3, Exact(v.tau), "the schedule's delay", Exact(w.tau), "the largest t-k, by brute force"),
                   derived(4, v.virtual_sum, "the sum over k < t", w.read_sum + (w.virtual_sum - w.read_sum), "the seen and the missing updates"),
                   derived(5, v.read_sum, "the sum over what is not missing", w.read_sum, "the sum over what was seen, by brute force"),
                   derived(6, occurs, "min(tau, T-1-k)", occurs_again, "the double sum, term by term"),
                   derived(7, v.left, "the square of the difference of (b)", w.left, "the lemma's left side over gamma^2"),
                   derived(8, v.right, "2 tau times the window", w.right, "the lemma's right side over gamma^2"),
                   derived(9, ratio_, "(7) over (8)", w.left / w.right, "both sides of the lemma")};
  q.solution = {{put(R"(\(I_@t@ = @I@\), \(J_@t@ = @J@\); the oldest missing update of all reads gives \(\tau = @tau@\).)", {{"t", Exact(v.t)}, {"I", braces(v.applied)}, {"J", braces(v.missing)}, {"tau", Exact(v.tau)}}), &claims::A16},
                {put(R"(All \(g_k\) with \(k < @t@\) add up to \(@all@\), those of \(I_@t@\) to \(@some@\).)", {{"t", Exact(v.t)}, {"all", v.virtual_sum}, {"some", v.read_sum}}), &claims::A15},
                {put(R"(\(\min(\tau, T-1-k) = @n@\).)", {{"n", occurs}}), &claims::A23c},
                {put(R"(\((\sum_{J_t} g_k)^2 = @l@\). On the right \(\frac{1}{50\tau} = 2\tau\gamma^2\), so it is \(2\tau\sum g_k^2 = @r@\). The lemma's inequality \(@l@ \le @r@\) holds with the ratio \(@q@\).)", {{"l", v.left}, {"r", v.right}, {"q", ratio_}}), &claims::A22}};
  bank::add_up(q, {"the seen updates", "the missing updates", "the delay", "the virtual iterate", "the read", "how often", "left side", "right side", "the ratio"});
  q.minutes = 18;
  return q;
}

Question distributed_exercise(const Recording& race) {
  const auto refuse = [](const std::string& why) -> Question { throw std::invalid_argument("no distributed exercise: " + why); };
  if (race.dimension() != 1) return refuse(fmt::format("the race has d = {} coordinates; by hand d = 1", race.dimension()));
  if (race.iterations() > most_updates_by_hand || race.iterations() < 3)
    return refuse(fmt::format("the race has {} updates; by hand 3 to {}", race.iterations(), most_updates_by_hand));
  const Run run = to_run(race);
  DistributedRun by_hand;
  by_hand.table = {{"update", "worker", "read version", "wrote version", R"(\(g_t\))"}, {}};
  for (std::size_t t = 0; t < race.iterations(); ++t) {
    by_hand.g.push_back(exact(race.update[t][0]) / -race.gamma);
    by_hand.table.rows.push_back({std::to_string(t), std::string(1, static_cast<char>('A' + race.worker[t] % 26)), std::to_string(race.seen[t][0]),
                                  std::to_string(race.landed[t][0]), "\\(" + bank::tex(by_hand.g.back()) + "\\)"});
    Labels missing, applied;
    for (const Missing& m : run.schedule.missing(t)) missing.insert(m.k);
    for (std::size_t k = 0; k < race.iterations(); ++k)  // version v is what the first v writes have made
      if (race.landed[k][0] <= race.seen[t][0]) applied.insert(k);
    by_hand.missing.push_back(missing);
    by_hand.applied_again.push_back(applied);
  }
  by_hand.story = put(R"(The table shows a Hogwild! race of @w@ threads that really happened. The memory holds one number and counts its writes: version 0 is \(x_0\), and version \(v\) is the value after the \(v\)-th write. A worker reads a version, computes \(g_t\), and subtracts \(\gamma g_t\), which makes a new version. The updates are labelled \(t = 0, \dots, @last@\) in the order of the reads.)",
                      {{"w", Exact(race.workers)}, {"last", Exact(race.iterations() - 1)}});
  Question q;
  try {
    q = distributed_question(by_hand);
  } catch (const Redraw& redraw) {
    return refuse(redraw.why + " in this race; race again, with more workers");
  }
  q.kind = Kind::cloze;
  q.title = "A race that happened";
  q.stamp = {"D1", 1, race.seed, ""};
  if (const auto wrong = objections(q); !wrong.empty()) throw std::logic_error("the distributed exercise: " + wrong.front());
  if (const auto why = unfit(q); !why.empty()) return refuse(why.front() + "; gradients must be short for paper");
  q.stamp.digest = digest(q);
  return q;
}

}  // namespace lemmata::exam
