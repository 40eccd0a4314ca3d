#include "algorithms/verify/one_run.hpp"

#include "algorithms/verify/in_parallel.hpp"
#include "lemmas/e_process.hpp"
#include "lemmas/virtual_iterate.hpp"

namespace lemmata {
namespace {

/// The points of the run in real numbers: x̄ₜ, the read without the machine's rounding, and x̃ₜ, as columns.
struct Points {
  Matrix<Exact> read, x_virtual;
};

/// ξ⁽ⁱ⁾ = ∇fᵢ(x) − ∇f(x) for every sample. A problem may offer all n gradients at once, faster.
template <class Real, class P>
std::vector<Vector<Real>> noises(const P& problem, const Vector<Real>& x) {
  const Vector<Real> G = problem.gradient(x);
  std::vector<Vector<Real>> xi;
  if constexpr (requires { { problem.gradients(x) } -> std::same_as<std::vector<Vector<Real>>>; }) {
    xi = problem.gradients(x);
  } else {
    for (std::size_t i = 0; i < problem.n(); ++i) xi.push_back(problem.gradient_i(i, x));
  }
  for (auto& x_i : xi) x_i -= G;
  return xi;
}

/// V(x) by coordinate, with what rounding at random adds to it.
template <class Real, class P>
Vector<Real> variances(const P& problem, const Vector<Real>& x) {
  Vector<Real> sum = Vector<Real>::Zero(x.size());
  for (const auto& xi : noises(problem, x)) sum += xi.unaryExpr([](const Real& a) { return square(a); });
  const Vector<Real> mean = as<Real>(Exact(1) / Exact(problem.n())) * sum;
  if constexpr (requires { problem.rounding_variances(x); }) return mean + problem.rounding_variances(x);
  else return mean;
}

/// Few enough numbers for rationals, and for E f(x̃ₜ₊₁) once more: n evaluations of f. The ledger does without.
template <class P>
bool small(const P& problem) { return problem.n() * problem.dimension() <= 1024; }

/// A problem may have all that is asked at once, faster.
template <class Real, class P>
PathStep<Real> path_step(const P& problem, const Run& run, const Points& points, Eigen::Index t) {
  const Vector<Exact> read = points.read.col(t), x_virtual = points.x_virtual.col(t);
  const Vector<Real> x = as<Real>(read), x_tilde = as<Real>(x_virtual), gap = as<Real>(Vector<Exact>(x_virtual - read));
  PathStep<Real> step;
  step.g = as<Real>(exact(run.update.col(t))) / as<Real>(Exact(-run.gamma));
  if constexpr (std::is_same_v<Real, Enclosure> && requires { problem.at_iteration(x, x_tilde, gap); }) {
    auto at = problem.at_iteration(x, x_tilde, gap);
    step.G = std::move(at.G), step.G_virtual = std::move(at.G_virtual), step.G_difference = std::move(at.G_difference);
    step.variances = std::move(at.variances), step.f_virtual = at.f_virtual;
  } else {
    step.G = problem.gradient(x), step.G_virtual = problem.gradient(x_tilde), step.G_difference = problem.gradient_difference(x, gap);
    step.variances = variances(problem, x), step.f_virtual = problem.f(x_tilde);
  }
  if (small(problem)) step.expected_f_next = expected_f_next(problem, run.gamma, x, x_tilde);
  return step;
}

template <class Real, class P>
SamplePath<Real> sample_path(const P& problem, const Run& run, const Points& points, std::size_t threads) {
  SamplePath<Real> path;
  path.steps.resize(run.iterations());
  in_parallel(threads, path.steps.size(), [&](std::size_t t) { path.steps[t] = path_step<Real>(problem, run, points, static_cast<Eigen::Index>(t)); });
  path.f_end = problem.f(as<Real>(Vector<Exact>(points.x_virtual.rightCols(1))));
  return path;
}

/// The doubles in the middle of the enclosures: the ledger adds up for any numbers and vectors, so it is asked to at these, where the
/// widths of the enclosures do not hide whether it does.
SamplePath<Enclosure> at_points(SamplePath<Enclosure> path) {
  const auto middle = [](Vector<Enclosure>& v) { v = v.unaryExpr([](const Enclosure& a) { return Enclosure(a.middle()); }).eval(); };
  for (auto& step : path.steps) {
    for (Vector<Enclosure>* v : {&step.g, &step.G, &step.G_virtual, &step.variances}) middle(*v);
    step.G_difference = step.G_virtual - step.G;
    step.f_virtual = step.f_virtual.middle();
  }
  path.f_end = path.f_end.middle();
  return path;
}
SamplePath<Exact> at_points(SamplePath<Exact> path) { return path; }

template <class Real>
Budget budget(const Ledger<Real>& ledger) {
  Budget b{.left = narrowed(ledger.left), .right = narrowed(ledger.right), .remainder = narrowed(ledger.sum(ledger.remainder))};
  for (std::size_t s = 0; s < b.slacks.size(); ++s) b.slacks[s] = narrowed(ledger.total(static_cast<Slack>(s)));
  return b;
}

template <class Real, class P>
void sure_lines(const P& problem, const Run& run, const Points& points, std::size_t threads, OneRun& result) {
  constexpr Rung rung = std::is_same_v<Real, Exact> ? Rung::exact : Rung::enclosure;
  const SamplePath<Real> path = sample_path<Real>(problem, run, points, threads);
  const Constants& constants = problem.constants();
  const std::size_t tau = run.schedule.tau(), last = run.iterations() - 1;
  const std::vector<Real> G2 = squared_gradients(path);
  for (std::size_t t = 0; t <= last; ++t)
    result.verdicts.add(sure_difference(path, G2, run.schedule, constants, run.gamma, tau, t), rung, t);
  if (small(problem)) result.verdicts.add(sure_averaged_gradient(path, run.schedule, constants, run.gamma, tau), rung, last);
  const Ledger<Real> ledger = slack_ledger(path, run.schedule, constants, run.gamma, tau);
  result.verdicts.add(slack_signs(ledger, run.schedule, constants, run.gamma, tau), rung, last);
  if constexpr (std::is_same_v<Real, Exact>) result.verdicts.add(ledger_identity(ledger), rung, last);
  result.budget = budget(ledger);
  result.budget.discrepancy = narrowed(slack_ledger(at_points(path), run.schedule, constants, run.gamma, tau).discrepancy());
}

Bet bet(const Claim& claim, std::string hypothesis, const EProcess<Enclosure>& process) {
  return {&claim, std::move(hypothesis), process.value(), process.largest()};
}

/// Each is played in the order of the labels, so each has a thread of its own.
template <class P>
std::vector<Bet> bets(const P& problem, const Run& run, const Points& points, std::size_t threads) {
  const auto law = [&](std::size_t t) {
    const Vector<Enclosure> x = as<Enclosure>(exact(run.x.col(static_cast<Eigen::Index>(t))));
    return NoiseLaw<Enclosure>{noises(problem, x), run.sample[t]};
  };
  const auto G_virtual = [&](std::size_t t) {
    return Vector<Enclosure>(problem.gradient(as<Enclosure>(Vector<Exact>(points.x_virtual.col(static_cast<Eigen::Index>(t))))));
  };
  std::vector<Bet> played(3);
  in_parallel(threads, played.size(), [&](std::size_t which) {
    played[which] = which == 0 ? bet(claims::D34b, "samples are uniform", uniformity<Enclosure>(run.sample, problem.n()))
                    : which == 1 ? bet(claims::D34a, "the schedule ignores the samples", obliviousness<Enclosure>(law, run.schedule))
                                 : bet(claims::D34c, "the noise has no direction",
                                       unbiased_direction<Enclosure>(law, G_virtual, run.iterations()));
  });
  return played;
}

template <class P>
OneRun run_of(const P& problem, const Run& run, bool independent_samples, std::size_t threads, std::string_view lemma) {
  if (run.iterations() == 0) throw std::invalid_argument("the run has no iterations to judge");
  const Points points{reads_in_real_numbers(run), virtual_iterates(run)};
  OneRun result{.verdicts = Verdicts(lemma), .budget = {}, .bets = {}};
  if (independent_samples) result.bets = bets(problem, run, points, threads);
  if constexpr (FiniteSum<P, Exact> && !std::is_same_v<P, LinearModel<GemanMcClure>>) {
    if (small(problem)) sure_lines<Exact>(problem, run, points, threads, result);
    else sure_lines<Enclosure>(problem, run, points, threads, result);
  } else {
    sure_lines<Enclosure>(problem, run, points, threads, result);
  }
  return result;
}

}  // namespace

double Budget::total() const {
  double sum = 0;
  for (const Enclosure& slack : slacks) sum += slack.middle();
  return sum;
}
double Budget::relative_width() const { return (discrepancy.upper() - discrepancy.lower()) / total(); }

OneRun one_run(const Problem& problem, const Run& run, bool independent_samples, std::size_t threads, std::string_view lemma) {
  return std::visit([&](const auto& p) { return run_of(p, run, independent_samples, threads, lemma); }, problem);
}

}  // namespace lemmata
