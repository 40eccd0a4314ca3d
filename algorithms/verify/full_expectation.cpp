#include "algorithms/verify/full_expectation.hpp"

#include <fmt/format.h>

#include <cmath>

#include "algorithms/input_error.hpp"
#include "lemmas/constant_step_size.hpp"
#include "lemmas/expectation/moments.hpp"
#include "lemmas/expectation/over_paths.hpp"
#include "lemmas/mini_batch_rate.hpp"

namespace lemmata {
namespace {

/// What the lines are asked of: the run's schedule, or its first iterations.
struct Setting {
  const Constants& problem;
  const Schedule& schedule;
  Exact gamma;
  std::size_t tau;                   // realised
  std::optional<std::size_t> batch;  // b, if the schedule is that of whole batches
};

/// Collects lines under the kind of truth that they are asked in. An enclosure could not decide an equality: it is not asked to.
class Collector {
 public:
  explicit Collector(Verdicts& verdicts) : verdicts_(verdicts) {}

  template <class Real>
  void operator()(const Step<Real>& step, std::size_t t) {
    constexpr Rung rung = std::is_same_v<Real, Exact> ? Rung::exact : Rung::enclosure;
    if (std::is_same_v<Real, Exact> || !step.equality) verdicts_.add(step, rung, t, step.claim->kind == Kind::asymptotic ? Kind::asymptotic : Kind::full);
  }
  template <class Real>
  void operator()(const Proof<Real>& proof, std::size_t t) {
    for (const auto& step : proof) (*this)(step, t);
  }

 private:
  Verdicts& verdicts_;
};

template <class Real>
void lines_of_iterations(const Expectations<Real>& E, const Setting& s, std::size_t from, Collector& add) {
  const bool consistent = s.schedule.all_or_nothing() && s.schedule.consistent();
  for (std::size_t t = from; t < E.iterations(); ++t) {
    add(difference(E, s.schedule, s.problem, s.gamma, s.tau, t), t);
    if (consistent) add(difference_of_consistent_reads(E, s.schedule, s.problem, s.gamma, s.tau, t), t);
    add(difference_under_any_schedule(E, s.problem, s.gamma, s.tau, t), t);
    add(decrease_with_difference(E, s.schedule, s.problem, s.gamma, s.tau, t), t);
  }
}

template <class Real>
void lines_of_the_average(const Expectations<Real>& E, const Setting& s, Collector& add) {
  const std::size_t last = E.iterations() - 1;
  add(averaged_gradient(E, s.schedule, s.problem, s.gamma, s.tau), last);
  if (s.tau <= 14) add(averaged_gradient_under_any_schedule(E, s.problem, s.gamma, s.tau), last);
  if (s.tau == 0 && s.problem.sigma2 == 0) add(constant_step_size(E, s.schedule, s.problem, s.gamma), last);
  for (const Rate& rate : rates())
    if (rate.reads == Reads::any || (s.schedule.all_or_nothing() && s.schedule.consistent()))
      for (const auto& step : delayed_rate(E, s.schedule, s.problem, s.gamma, s.tau, rate))
        if (rate.claim == &claims::MAIN || step.given == Truth::yes) add(step, last);  // one row is enough to say that γ is not tuned
}

/// `noise2[t]` is E V(xₜ): one iteration of mini-batch SGD is what happens from gradient t to gradient t+b.
template <class Real>
void lines_of_batches(const Expectations<Real>& E, const Setting& s, Collector& add) {
  const std::size_t b = *s.batch, bT = E.iterations();
  for (std::size_t t = 0; t + b <= bT; t += b) {
    const BatchStep<Real> step{E.f_virtual[t], E.f_virtual[t + b], E.gradient2[t], E.noise2[t]};
    add(batch_second_moment(step, s.problem, b), t);
    add(mini_batch_decrease(step, s.problem, s.gamma, b), t);
  }
  if (bT % b != 0) return;
  add(mini_batch_rate(E, s.problem, s.gamma, b), bT - 1);
  add(mini_batch_as_delayed(E, s.schedule, s.problem, s.gamma, b), bT - 1);
}

/// "Prove the theorem for coordinate writes": the lines where it differs, under the name of the exercise.
void lines_of_the_exercise(const Schedule& schedule, Verdicts& verdicts) {
  if (schedule.all_or_nothing()) return;
  for (const auto& [claim, line] : {std::pair(&claims::A22, "Lemma 6.5 (Difference)"), std::pair(&claims::MAIN, "main inequality")}) {
    const Row lecture = verdicts.at(*claim, line, Kind::full);
    Row& exercise = verdicts.at(claims::A24, line, Kind::full);
    exercise = lecture;
    exercise.claim = &claims::A24;
  }
}

/// What speaks of the run as a whole.
template <class Real>
void lines_of_the_run(const Expectations<Real>& E, const Setting& s, Collector& add) {
  lines_of_the_average(E, s, add);
  if (s.batch) lines_of_batches(E, s, add);
}

template <class Real>
Enclosure average(const std::vector<Real>& values) {
  Real sum = 0;
  for (const Real& value : values) sum += value;
  return Enclosure(sum) / Enclosure(static_cast<double>(values.size()));
}

Schedule first_iterations(const Schedule& schedule, std::size_t T) {
  std::vector<std::vector<Missing>> missing;
  for (std::size_t t = 0; t < T; ++t) missing.push_back(schedule.missing(t));
  return Schedule(schedule.dimension(), std::move(missing));
}

/// fᵢ(x) = ½(aᵢᵀx − yᵢ)².
QuadraticSum quadratic_sum(const LinearModel<Squared>& problem) {
  QuadraticSum sum;
  const Dataset& data = problem.data();
  for (std::size_t i = 0; i < data.n(); ++i) {
    Vector<Exact> a = Vector<Exact>::Zero(static_cast<Eigen::Index>(data.dimension()));
    const auto [column, value] = data.row(i);
    for (std::size_t k = 0; k < column.size(); ++k) a(column[k]) = exact(value[k]);
    const Exact y = exact(data.label[i]);
    sum.A.push_back(a * a.transpose());
    sum.b.push_back(y * a);
    sum.c.push_back(y * y / 2);
  }
  return sum;
}

/// The sum of quadratics that a problem is, if it is one.
template <class P>
std::optional<QuadraticSum> as_quadratic_sum(const P& problem) {
  if constexpr (SumOfQuadratics<P>) return quadratic_sum(problem);
  else if constexpr (std::is_same_v<P, LinearModel<Squared>>) return quadratic_sum(problem);
  else return std::nullopt;
}

/// Multiplications of one iteration of the moment recursion (lemmas/expectation/moments.hpp), about, where at most m updates are missing.
double work_of_moments(double d, double m) { return (1 + d + 2 * d * m) * (m + d) * d + d * d * d * d; }

// Work that takes a few seconds. Rationals grow with t, and long ones cost more than their length: T iterations take about work·T^2.5.
constexpr double work_in_doubles = 1e9, work_in_rationals = 2e10;

/// The first iterations whose moments rationals compute in a few seconds.
std::size_t affordable_iterations(const Schedule& schedule) {
  std::size_t T = 0, most = 0;
  for (; T < schedule.size(); ++T) {
    most = std::max(most, schedule.missing(T).size());
    const double length = static_cast<double>(T + 1);
    if (work_of_moments(static_cast<double>(schedule.dimension()), static_cast<double>(most)) * std::pow(length, 2.5) > work_in_rationals) break;
  }
  return T;
}
double work_in_intervals(const Schedule& schedule) {
  std::size_t most = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t) most = std::max(most, schedule.missing(t).size());
  return work_of_moments(static_cast<double>(schedule.dimension()), static_cast<double>(most)) * static_cast<double>(schedule.size());
}

/// Multiplications to set the recursion up: E[ηηᵀ] is linear in d²/2 numbers, over n samples.
double work_of_maps(const QuadraticSum& sum) { return static_cast<double>(sum.n()) * std::pow(static_cast<double>(sum.dimension()), 4) / 4; }
constexpr double maps_in_rationals = 2e6;

/// Lines of single iterations can be tight, and then only rationals decide them: of the whole run, or, unless all is asked for in
/// intervals, of its first iterations. What speaks of the average is asked at T.
FullExpectation by_moments(const QuadraticSum& sum, const Replay& replay, Setting s, Expectation how, FullExpectation result) {
  const std::size_t T = replay.schedule.size();
  const bool maps = how == Expectation::replay || work_of_maps(sum) <= maps_in_rationals;
  const std::size_t exact_T = how == Expectation::replay ? T : maps ? affordable_iterations(replay.schedule) : 0;
  Collector add(result.verdicts);
  if (exact_T > 0) {
    const Schedule first = first_iterations(replay.schedule, exact_T);
    const auto E = moments<Exact>(sum, replay.gamma, exact(replay.x0), first);
    lines_of_iterations(E, {s.problem, first, s.gamma, s.tau, s.batch}, 0, add);
    if (exact_T == T) {
      lines_of_the_run(E, s, add);
      result.how = "second moments in rationals";
      result.gradient2 = average(E.gradient2);
      return result;
    }
  }
  const auto E = moments<Enclosure>(sum, replay.gamma, exact(replay.x0), replay.schedule);
  if (how == Expectation::moments) lines_of_iterations(E, s, exact_T, add);
  lines_of_the_run(E, s, add);
  result.how = fmt::format("second moments, t < {} in rationals, {} in intervals", exact_T, how == Expectation::moments ? "then" : "averages");
  result.gradient2 = average(E.gradient2);
  return result;
}

template <class P>
FullExpectation by_paths(const P& problem, const Replay& replay, const Setting& s, FullExpectation result) {
  using Real = std::conditional_t<FiniteSum<P, Exact>, Exact, Enclosure>;
  const auto E = over_paths<Real>(problem, replay.gamma, exact(replay.x0), replay.schedule);
  Collector add(result.verdicts);
  lines_of_iterations(E, s, 0, add);
  lines_of_the_run(E, s, add);
  result.how = fmt::format("all {}^{} sample paths, in {}", problem.n(), replay.schedule.size(), std::is_same_v<Real, Exact> ? "rationals" : "intervals");
  result.gradient2 = average(E.gradient2);
  return result;
}

/// Few enough sample paths to visit them all: rationals for some seconds, 2·10⁷ nodes of intervals at most.
template <class P>
bool few_paths(const P& problem, const Schedule& schedule, std::size_t most) {
  try {
    nodes_of_paths(problem.n(), exchangeable(schedule), most);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

template <class P>
FullExpectation expectation_of(const P& problem, const Replay& replay, Expectation how, std::optional<std::size_t> batch,
                               std::string_view lemma) {
  const Setting s{problem.constants(), replay.schedule, replay.gamma, replay.schedule.tau(), batch};
  const auto sum = as_quadratic_sum(problem);
  const FullExpectation nothing{.verdicts = Verdicts(lemma), .how = ""};
  if (how == Expectation::none) return {{}, "not asked for"};
  if (how == Expectation::moments && !sum)
    throw std::invalid_argument("--expectation moments: second moments suffice for sums of quadratics only, and this problem is none; "
                                "paths, for few samples and iterations, or none");
  if (how == Expectation::paths) return by_paths(problem, replay, s, nothing);
  const bool quick = sum && work_of_maps(*sum) <= maps_in_rationals;
  if (sum && (how != Expectation::strongest || (quick && work_in_intervals(replay.schedule) <= work_in_doubles)))
    return by_moments(*sum, replay, s, how, nothing);
  if (how == Expectation::replay || few_paths(problem, replay.schedule, 20'000)) return by_paths(problem, replay, s, nothing);
  return {{}, sum ? "not asked for; --expectation moments takes minutes"
                  : "not asked for (not quadratic, too many paths)"};
}

/// Of the problem whose gradients the run rounded at random: the replay is in real numbers.
template <class P>
FullExpectation expectation_of(const LatticeOracle<P>& problem, const Replay& replay, Expectation how, std::optional<std::size_t> batch,
                               std::string_view lemma) {
  FullExpectation result = expectation_of(problem.unrounded(), replay, how, batch, lemma);
  if (result.gradient2) result.how += ", of gradients that are not rounded";
  return result;
}

}  // namespace

Expectation parse_expectation(const std::string& text) {
  for (const auto& [name, how] : {std::pair("paths", Expectation::paths), std::pair("moments", Expectation::moments),
                                  std::pair("replay", Expectation::replay), std::pair("none", Expectation::none)})
    if (text == name) return how;
  throw InputError({"--expectation"}, "unknown name", text, "one of paths, moments, replay, none");
}

FullExpectation full_expectation(const Problem& problem, const Replay& replay, Expectation how, std::optional<std::size_t> batch,
                                 std::string_view lemma) {
  FullExpectation result = std::visit([&](const auto& p) { return expectation_of(p, replay, how, batch, lemma); }, problem);
  if (result.gradient2) lines_of_the_exercise(replay.schedule, result.verdicts);
  return result;
}

}  // namespace lemmata
