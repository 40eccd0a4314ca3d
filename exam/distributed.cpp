#include "exam/distributed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "algorithms/input_error.hpp"
#include "exam/bank/gantt.hpp"
#include "exam/certify.hpp"
#include "lemmas/averaged_gradient.hpp"

namespace lemmata::exam {
namespace {

using bank::derived;
using bank::Labels;
using bank::number_gap;
using bank::put;
using bank::set_gap;

/// What is asked of read t.
struct Asked {
  std::size_t tau = 0;
  Labels applied, missing;
  std::vector<Exact> reads;        // x₁, …, xₜ
  Exact virtual_iterate, left, right;
};

Schedule schedule(const RaceByHand& race) {
  std::vector<std::vector<Missing>> missing(race.missing.size());
  for (std::size_t t = 0; t < missing.size(); ++t)
    for (const std::size_t k : race.missing[t]) missing[t].push_back({k});
  return Schedule(1, std::move(missing));
}

Constants constants(const RaceByHand& race) { return {.L = abs(race.h), .M = 0, .sigma2 = 0, .f_lower = std::nullopt}; }

bool lemma_applies(const RaceByHand& race, std::size_t tau) { return critical(race.gamma, constants(race), tau).met == Truth::yes; }

/// E over the one path that there is without noise.
Expectations<Exact> without_noise(const RaceByHand& race) {
  const std::size_t T = race.read.size();
  Expectations<Exact> E;
  E.noise2 = E.missed_noise = E.missed_noises = std::vector<Exact>(T, 0);
  for (std::size_t t = 0; t < T; ++t) {
    Exact sum = 0, squares = 0;
    for (const std::size_t k : race.missing[t]) sum += race.h * race.read[k], squares += square(Exact(race.h * race.read[k]));
    E.gradient2.push_back(square(Exact(race.h * race.read[t])));
    E.missed_gradient.push_back(square(sum));
    E.missed_gradients.push_back(squares);
    E.difference.push_back(square(Exact(race.gamma * sum)));
  }
  return E;
}

/// By the schedule: xₜ − γ Σ_J gₖ, and the sides as the lemma's routine has them.
Asked by_schedule(const RaceByHand& race, std::size_t t) {
  const Schedule all = schedule(race);
  Asked a{.tau = all.tau(), .missing = race.missing[t], .reads = {race.read.begin() + 1, race.read.begin() + static_cast<std::ptrdiff_t>(t) + 1}};
  for (std::size_t k = 0; k < t; ++k)
    if (!a.missing.contains(k)) a.applied.insert(k);
  a.virtual_iterate = race.read[t];
  for (const std::size_t k : a.missing) a.virtual_iterate -= race.gamma * race.h * race.read[k];
  const Proof<Exact> lemma = difference(without_noise(race), all, constants(race), race.gamma, a.tau, t);
  a.left = lemma[0].left;
  for (const auto& step : lemma)  // the second line of the slide, and the lemma
    if (step.claim == &claims::A22 && (step.given == Truth::yes || a.right == 0)) a.right = step.right;
  return a;
}

/// By the definitions, from what each read had seen and nothing else.
Asked by_definition(const RaceByHand& race, std::size_t t) {
  const Exact L = abs(race.h), &gamma = race.gamma;
  const auto& I = race.applied_again;
  Asked a{.applied = I[t]};
  std::vector<Exact> x;
  for (std::size_t s = 0; s < I.size(); ++s) {
    x.push_back(race.x0);
    for (const std::size_t k : I[s]) x[s] -= gamma * race.h * x.at(k);
    for (std::size_t k = 0; k < s; ++k)
      if (!I[s].contains(k)) a.tau = std::max(a.tau, s - k);
  }
  a.virtual_iterate = race.x0;
  Exact window = 0;
  for (std::size_t k = 0; k < t; ++k) {
    a.virtual_iterate -= gamma * race.h * x[k];
    if (!I[t].contains(k)) a.missing.insert(k);
    if (t - k <= a.tau) window += race.h * race.h * x[k] * x[k];
  }
  a.reads = {x.begin() + 1, x.begin() + static_cast<std::ptrdiff_t>(t) + 1};
  a.left = square(Exact(x[t] - a.virtual_iterate));
  a.right = (lemma_applies(race, a.tau) ? Exact(1 / (50 * L * L * a.tau)) : Exact(2 * gamma * gamma * a.tau)) * window;
  return a;
}

std::string braces(const Labels& labels) {
  const std::string text = bank::to_string(labels);
  return labels.empty() ? "\\emptyset" : "\\{" + text.substr(1, text.size() - 2) + "\\}";
}
std::string vector_text(const std::vector<Exact>& v) {
  std::string text;
  for (const Exact& a : v) text += (text.empty() ? "" : ",") + to_string(a);
  return v.size() == 1 ? text : "(" + text + ")";
}
/// "x_1", "(x_1, x_2)", "(x_1, \dots, x_4)".
std::string names(std::size_t t) {
  return t == 1 ? "x_1" : t == 2 ? "(x_1, x_2)" : t == 3 ? "(x_1, x_2, x_3)" : fmt::format("(x_1, \\dots, x_{})", t);
}

constexpr const char* parts = R"(

(a) Read \(t = @t@\): \(I_@t@ = \) [[1]], \(J_@t@ = \) [[2]]. The delay of the run: \(\tau = \) [[3]].

(b) Let \(f(x) = @f@\), without noise (\(g_t = \nabla f(x_t)\)), \(x_0 = @x0@\) and \(\gamma = @gamma@\). Then \(@names@ = \) [[4]], and the virtual iterate is \(\tilde x_@t@ = \) [[5]].

(c) In \(\sum_{t=0}^{T-1}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2\) with \(T = @T@\) and the \(\tau\) of (a), the term \(\|\nabla f(x_@k@)\|^2\) occurs [[6]] times.

)";
constexpr const char* lemma_part = R"((d) Here \(L = @L@\), \(M = \sigma^2 = 0\) and \(\gamma \le \gamma_{crit} = \frac{1}{10L(M+\tau)}\), and without noise there is no expectation to take. For \(t = @t@\) the left side of Lemma (Difference) is \(\|x_t-\tilde x_t\|^2 = \) [[7]], and the right side is \(\frac{1}{50L^2\tau}\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2 = \) [[8]]. The right side is [[9]] times the left side (to one decimal).)";
constexpr const char* line_part = R"((d) Here \(L = @L@\), \(M = \sigma^2 = 0\) and \(\gamma > \gamma_{crit} = \frac{1}{10L(M+\tau)}\), so Lemma (Difference) says nothing; the line of its proof before \(\gamma\) is bounded still holds, and without noise there is no expectation to take. For \(t = @t@\) its left side is \(\|x_t-\tilde x_t\|^2 = \) [[7]], and its right side is \(2\gamma^2(\tau+M)\sum_{k=(t-\tau)_+}^{t-1}\|\nabla f(x_k)\|^2 = \) [[8]]. The right side is [[9]] times the left side (to one decimal).)";

void gaps(Question& q, const RaceByHand& race, std::size_t t, std::size_t k, const Asked& a, const Asked& b) {
  const std::size_t T = race.read.size();
  std::vector<Exact> virtual_iterates{race.x0};
  std::size_t most = 0;
  for (std::size_t s = 0; s < t; ++s) virtual_iterates.push_back(virtual_iterates.back() - race.gamma * race.h * race.read[s]);
  for (const Labels& J : race.missing) most = std::max(most, J.size());
  Gap reads{.entry = t == 1 ? Gap::Entry::number : Gap::Entry::vector, .key = vector_text(a.reads), .points = 3};
  const std::string as_virtual = vector_text({virtual_iterates.begin() + 1, virtual_iterates.end()});
  if (as_virtual != reads.key) reads.slips = {{as_virtual, "these are the virtual iterates; a read has received only what it has seen"}};
  const Exact occurs = std::min(a.tau, T - 1 - k), occurs_again = appearances(T, b.tau).at(k), times = a.right / a.left;
  Gap rounded = bank::rounded_gap(times, times, 1, 1);
  if (const Exact upside_down = 1 / times; bank::rounded(upside_down, upside_down, 1) != rounded.key)
    rounded.slips = {{bank::rounded(upside_down, upside_down, 1), "upside down"}};
  const Exact missed = race.read[t] - a.virtual_iterate;
  q.gaps = {set_gap(a.applied, {{a.missing, "these are the missing ones"}}, 2),
            set_gap(a.missing, {{a.applied, "these are the ones that were seen"}}, 2),
            number_gap(Exact(a.tau), {{Exact(most), "this is the largest number of missing updates; the delay is the largest t-k"}}, 2),
            reads,
            number_gap(a.virtual_iterate, {{race.read[t], "this is the read"}, {Exact(race.read[t] + missed), "the missing updates are subtracted from the read, not added"}}, 3),
            number_gap(occurs, {{Exact(a.tau), "near the end there are fewer"}, {Exact(T - 1 - k), "at most tau times: older gradients are not in the window"}}, 2),
            number_gap(a.left, {{Exact(abs(missed)), "the square is missing"}}, 2),
            number_gap(a.right, {{Exact(a.right * a.tau), "the factor of tau is not as in the lecture"}}, 1),
            rounded};
  q.derivations = {{"[[1]]", bank::to_string(a.applied), "what the schedule does not list as missing", bank::to_string(b.applied), "the memory, write by write"},
                   {"[[2]]", bank::to_string(a.missing), "the schedule", bank::to_string(b.missing), "what is not in memory, write by write"},
                   derived(3, Exact(a.tau), "the schedule's delay", Exact(b.tau), "the largest t-k with k not in memory"),
                   {"[[4]]", reads.key, "the run", vector_text(b.reads), "x_0 minus the seen updates"},
                   derived(5, a.virtual_iterate, "the read minus the missing updates", b.virtual_iterate, "x_0 minus all updates"),
                   derived(6, occurs, "min(tau, T-1-k)", occurs_again, "the double sum, term by term"),
                   derived(7, a.left, "gamma^2 times the squared sum of the missing gradients", b.left, "the square of the difference of (b)"),
                   derived(8, a.right, "the lemma's routine", b.right, "the right side, term by term"),
                   {"[[9]]", rounded.key, "both sides of the lemma's routine", bank::rounded(b.right / b.left, b.right / b.left, 1), "both sides by the definition"}};
}

void solution(Question& q, const RaceByHand& race, std::size_t t, std::size_t k, const Asked& a) {
  const Exact missed = race.read[t] - a.virtual_iterate;
  const std::vector<std::pair<std::string_view, bank::Value>> values{
      {"t", Exact(t)}, {"I", braces(a.applied)}, {"J", braces(a.missing)}, {"tau", Exact(a.tau)}, {"names", names(t)}, {"k", Exact(k)},
      {"reads", bank::list(a.reads)}, {"x", race.read[t]}, {"v", a.virtual_iterate}, {"missed", missed}, {"gap", missed < 0 ? "(" + bank::tex(missed) + ")" : bank::tex(missed)},
      {"T", Exact(race.read.size())}, {"n", q.gaps[5].key}, {"l", a.left}, {"r", a.right}, {"q", q.gaps[8].key}, {"h", race.h},
      {"L", Exact(abs(race.h))}};
  std::size_t late = 0, old = 0;
  for (std::size_t s = 0; s < race.missing.size(); ++s)
    for (const std::size_t j : race.missing[s])
      if (s - j == a.tau) late = s, old = j;
  q.solution = {
      {put(R"(Of the updates below @t@, those written before read @t@ are \(I_@t@ = @I@\); the others are \(J_@t@ = @J@\).)", values), &claims::A15},
      {put(R"(\(\tau\) is the largest \(t-k\) with \(k \in J_t\), over all reads: read @s@ misses update @o@, so \(\tau = @tau@\).)",
           {{"s", Exact(late)}, {"o", Exact(old)}, {"tau", Exact(a.tau)}}), &claims::A16},
      {put(race.h == 1 ? R"(\(g_k = x_k\) and \(x_t = x_0 - \gamma\sum_{k\in I_t} g_k\): \(@names@ = (@reads@)\).)" : R"(\(g_k = @h@x_k\) and \(x_t = x_0 - \gamma\sum_{k\in I_t} g_k\): \(@names@ = (@reads@)\).)", values), &claims::A15},
      {put(R"(\(\tilde x_@t@ = x_@t@ - \gamma\sum_{k\in J_@t@} g_k = @x@ - @gap@ = @v@\).)", values), &claims::A15},
      {put(R"(\(k = @k@\) is in the windows of \(t = k+1, \dots, k+\tau\), as far as \(t \le T-1 = @last@\): \(\min(\tau, T-1-k) = @n@\) times.)",
           {{"k", Exact(k)}, {"last", Exact(race.read.size() - 1)}, {"n", q.gaps[5].key}}), &claims::A23c},
      {put(R"(\(\|x_t-\tilde x_t\|^2 = (@missed@)^2 = @l@ \le @r@\): the right side is @q@ times the left side.)", values), &claims::A22}};
}

Question about_read(const RaceByHand& race, std::size_t t) {
  const Asked a = by_schedule(race, t), b = by_definition(race, t);
  const std::size_t T = race.read.size(), k = t - 1;
  Question q;
  q.statement = race.story + put(std::string(parts) + (lemma_applies(race, a.tau) ? lemma_part : line_part),
                                 {{"t", Exact(t)}, {"T", Exact(T)}, {"k", Exact(k)}, {"f", bank::times(race.h / 2, "x^2")}, {"x0", race.x0},
                                  {"gamma", race.gamma}, {"names", names(t)}, {"L", Exact(abs(race.h))}});
  q.table = race.table;
  gaps(q, race, t, k, a, b);
  solution(q, race, t, k, a);
  bank::add_up(q, {"the seen updates", "the missing updates", "the delay", "the reads", "the virtual iterate", "how often", "left side", "right side", "how much larger"});
  return q;
}

/// The sample without noise: gₜ = hxₜ for all t. Nothing if there is no such h.
std::optional<Exact> slope(const Recording& race) {
  std::optional<Exact> h;
  for (std::size_t t = 0; t < race.iterations(); ++t) {
    const Exact x = exact(race.read[t][0]), g = exact(race.update[t][0]) / -race.gamma;
    if (!h && x != 0) h = g / x;
    if (g != h.value_or(0) * x) return std::nullopt;
  }
  return h && *h != 0 ? h : std::nullopt;
}

}  // namespace

Question distributed_question(const RaceByHand& race) {
  if (schedule(race).tau() < 2) throw Redraw{"too little is missing: the delay is below 2"};
  std::vector<std::size_t> reads;
  for (std::size_t t = 1; t < race.read.size(); ++t)
    if (!race.missing[t].empty() && race.missing[t].size() < t) reads.push_back(t);
  std::stable_sort(reads.begin(), reads.end(), [&](std::size_t s, std::size_t t) { return race.missing[s].size() > race.missing[t].size(); });
  std::string why = "no read has seen some updates and missed others";
  for (const std::size_t t : reads) {
    if (by_schedule(race, t).left == 0) continue;  // what was missed adds up to 0: there is no ratio
    const Question q = about_read(race, t);
    const auto long_numbers = unfit(q);
    if (long_numbers.empty()) return q;
    why = long_numbers.front();
  }
  throw Redraw{why};
}

Question distributed_exercise(const Recording& race, const std::string& source) {
  const auto refuse = [&](std::string_view wrong, const std::string& value, const std::string& right) { return InputError({source}, wrong, value, right); };
  const std::string tells_more = "lemmata verify --trace tells more";
  if (const std::string wrong = misshapen(race); !wrong.empty()) throw refuse("is no record of a race", wrong, tells_more);
  if (race.algorithm != Algorithm::hogwild) throw refuse("is no Hogwild! race", "mini-batch", "--algorithm hogwild");
  if (race.dimension() != 1) throw refuse("has too many coordinates to do by hand", std::to_string(race.dimension()), "d = 1, as of --problem noisy-quadratic");
  const std::size_t T = race.iterations();
  if (T < fewest_updates_by_hand || T > most_updates_by_hand)
    throw refuse("cannot be done by hand with so many updates", std::to_string(T), fmt::format("{} to {} updates", fewest_updates_by_hand, most_updates_by_hand));
  if (race.workers > 26) throw refuse("has too many workers for a table", std::to_string(race.workers), "at most 26");
  const std::optional<Exact> h = race.gamma == 0 ? std::nullopt : slope(race);
  if (!h) throw refuse("has gradients that are no multiple of the read", "noise, or rounding", "--problem noisy-quadratic --M 0 --sigma2 0 with a step size such as 1/2, on the lattice");
  const ModificationOrder order = modification_order(race);
  if (!order.wrong.empty()) throw refuse("contradicts itself", order.wrong, tells_more);
  RaceByHand by_hand{.x0 = exact(race.x0[0]), .gamma = race.gamma, .h = *h};
  by_hand.table = {{"update", "worker", "read version", "wrote version"}, {}};
  const Schedule masks = lemmata::schedule(race);
  for (std::size_t t = 0; t < T; ++t) {
    if (race.seen[t][0] > order.of[0].size()) throw refuse("contradicts itself", fmt::format("read {} has seen version {}", t, race.seen[t][0]), tells_more);
    by_hand.table.rows.push_back({std::to_string(t), std::string(1, static_cast<char>('A' + race.worker[t])), std::to_string(race.seen[t][0]), std::to_string(race.landed[t][0])});
    by_hand.read.push_back(exact(race.read[t][0]));
    auto& missing = by_hand.missing.emplace_back();
    for (const Missing& m : masks.missing(t)) missing.insert(m.k);
    auto& applied = by_hand.applied_again.emplace_back();  // version v is what the first v writes have made
    for (std::size_t v = 0; v < race.seen[t][0]; ++v) applied.insert(order.of[0].at(v));
    Exact x = by_hand.x0;
    for (const std::size_t k : applied) x += exact(race.update[k][0]);
    if (x != by_hand.read[t]) throw refuse("contradicts itself", fmt::format("read {} is {}, but version {} was {}", t, to_string(by_hand.read[t]), race.seen[t][0], to_string(x)), tells_more);
    if (!applied.empty() && *applied.rbegin() >= t) throw refuse("contradicts itself", fmt::format("read {} has seen update {}", t, *applied.rbegin()), tells_more);
  }
  by_hand.story = put(R"(The table shows a Hogwild! race of @w@ workers that really happened, on the real line. The memory counts its writes: version 0 is \(x_0\), and version \(v\) is the value after the \(v\)-th write. A worker reads a version, computes a gradient \(g_t\) there and subtracts \(\gamma g_t\) from whatever the memory holds by then, which makes a new version. The updates are labelled \(t = 0, \dots, @last@\) in the order in which their reads were completed.)",
                      {{"w", Exact(race.workers)}, {"last", Exact(T - 1)}});
  Question q;
  try {
    q = distributed_question(by_hand);
  } catch (const Redraw& redraw) {
    throw refuse("is no exercise", redraw.why, "race again, with more workers or another step size such as 1/2 or 1/4");
  }
  q.kind = Kind::cloze;
  q.title = "A race that happened";
  q.parameters = {{"workers", std::to_string(race.workers)}, {"gamma", to_string(race.gamma)}, {"x0", to_string(by_hand.x0)}, {"updates", std::to_string(T)}};
  q.stamp = {std::string(from_a_race), 1, race.seed, ""};
  if (const auto wrong = objections(q); !wrong.empty()) throw refuse("contradicts itself", wrong.front(), tells_more);
  q.stamp.digest = digest(q);
  return q;
}

}  // namespace lemmata::exam
