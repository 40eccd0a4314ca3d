#include "algorithms/verify/judge.hpp"

#include "algorithms/verify/in_parallel.hpp"
#include "lemmas/batch_variance.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/difference.hpp"
#include "lemmas/mini_batch_rate.hpp"
#include "lemmas/step_size.hpp"
#include "lemmas/virtual_iterate.hpp"

namespace lemmata {
namespace {

/// Rationals decide whatever is left open, unless a sum of n rational functions would grow out of hand.
template <class P>
bool rationals_are_affordable(const P& problem) {
  if constexpr (!FiniteSum<P, Exact>) return false;
  else return problem.n() * problem.dimension() <= 1024;
}

template <class Real>
using Lines = std::vector<Step<Real>>;

template <class Real>
void append(Lines<Real>& lines, const Proof<Real>& proof) {
  lines.insert(lines.end(), proof.begin(), proof.end());
}

/// The lines that need an expectation over the samples of iteration t.
template <class Real, class P>
Lines<Real> conditional_lines(const P& problem, const Exact& gamma, const Vector<Exact>& x, const Vector<Exact>& x_virtual) {
  const Moment<Real> at = moment<Real>(problem, gamma, x, x_virtual);
  Lines<Real> lines;
  append(lines, variance_assumption(at, problem.constants()));
  append(lines, decrease(at, problem.constants(), gamma));
  append(lines, decrease_for_every_step_size(at, problem.constants(), gamma));
  return lines;
}

/// Asks `lines` on one rung after the other until every line is decided. `lines` is a generic function of a number type's tag.
template <class P, class Ask>
void climb(const P& problem, std::size_t t, Verdicts& verdicts, std::array<std::size_t, 3>& rungs, const Ask& ask) {
  const auto add = [&](const auto& step, Rung rung) {
    verdicts.add(step, rung, t);
    if (!std::is_same_v<decltype(step.left), Exact> && step.rational) return;  // a line between scalars climbs no ladder
    ++rungs[static_cast<std::size_t>(rung)];
  };
  const auto open = [](const auto& step) { return step.given != Truth::no && step.outcome() == Outcome::undecided; };
  const Lines<Enclosure> first = ask.template operator()<Enclosure>();
  if (std::none_of(first.begin(), first.end(), open)) {
    for (const auto& step : first) add(step, Rung::enclosure);
    return;
  }
  if (rationals_are_affordable(problem)) {
    if constexpr (FiniteSum<P, Exact>) {
      const Lines<Exact> exactly = ask.template operator()<Exact>();
      for (std::size_t s = 0; s < first.size(); ++s) {
        if (open(first[s])) add(exactly[s], Rung::exact);
        else add(first[s], Rung::enclosure);
      }
    }
    return;
  }
  const Lines<WideEnclosure> second = ask.template operator()<WideEnclosure>();
  for (std::size_t s = 0; s < first.size(); ++s) {
    if (open(first[s])) add(second[s], Rung::wide);
    else add(first[s], Rung::enclosure);
  }
}

/// ∇f(xₖ) in doubles for every k: the vectors at which the sure lines of Difference, which hold for all vectors, are checked.
template <class P>
Vector<double> machine_gradient(const P& problem, const Vector<Exact>& x) {
  const Vector<Enclosure> G = problem.gradient(as<Enclosure>(x));
  return G.unaryExpr([](const Enclosure& g) { return g.middle(); });
}

Lines<Exact> difference_lines(const Run& run, std::size_t t, std::size_t tau, const Matrix<double>& G, const std::vector<Exact>& G2,
                              const Vector<Exact>& difference) {
  MissedUpdates<Exact> missed;
  if (!run.schedule.missing(t).empty()) missed.staleness = t - run.schedule.missing(t).front().k;
  for (const Missing& m : run.schedule.missing(t)) {
    const auto k = static_cast<Eigen::Index>(m.k);
    Vector<Exact> g = exact(run.update.col(k)) / Exact(-run.gamma), full = exact(G.col(k));
    for (Eigen::Index c = 0; c < g.size(); ++c)
      if (!m.missed(static_cast<std::size_t>(c))) g(c) = full(c) = 0;
    missed.g.push_back(std::move(g));
    missed.G.push_back(std::move(full));
  }
  Exact window = 0;
  for (std::size_t k = t - std::min(t, tau); k < t; ++k) window += G2[k];
  Lines<Exact> lines;
  append(lines, difference_sure_lines<Exact>(run.gamma, difference, missed, tau, window));
  return lines;
}

/// The two ways to write the update of one batch, with the gradients as the machine had them.
Proof<Exact> forms_of_the_update(const Run& run, const Vector<Exact>& x, std::size_t t, std::size_t b) {
  std::vector<Vector<Exact>> g;
  for (std::size_t j = t; j < std::min(t + b, run.iterations()); ++j)
    g.push_back(exact(run.update.col(static_cast<Eigen::Index>(j))) / Exact(-run.gamma));
  return batch_forms<Exact>(x, g, run.gamma, run.gamma * g.size());
}

template <class P>
void judge_batch(const P& problem, const JudgeOptions& options, const Vector<Exact>& x, std::size_t t, Verdicts& verdicts) {
  const auto proof = [&]<class Real>() {
    const Vector<Real> at = as<Real>(x);
    const Vector<Real> G = problem.gradient(at);
    std::vector<Vector<Real>> xi(problem.n());
    for (std::size_t i = 0; i < xi.size(); ++i) xi[i] = problem.gradient_i(i, at) - G;
    const Real bound = as<Real>(problem.constants().M) * norm2(G) + as<Real>(problem.constants().sigma2);
    return batch_variance<Real>(xi, *options.batch, options.sampling, bound);
  };
  if (rationals_are_affordable(problem)) {
    if constexpr (FiniteSum<P, Exact>) verdicts.add(proof.template operator()<Exact>(), Rung::exact, t);
    return;
  }
  // the formula is an identity, which intervals cannot decide; that the bound is kept, they can
  verdicts.add(proof.template operator()<Enclosure>()[1], Rung::enclosure, t);
}

/// With the samples of a batch all different, sample t is not uniform given those before it: what rests on that is vacuous.
void without_independent_samples(Verdicts& verdicts) {
  for (const Claim* claim : {&claims::A14, &claims::A21a, &claims::A21b, &claims::A21, &claims::C1})
    verdicts.vacuous(*claim, "samples without replacement are not independent of the past");
}

template <class P>
Judgement judge_run(const P& problem, const Run& run, const JudgeOptions& options) {
  const std::size_t T = run.iterations();
  if (options.every == 0) throw std::invalid_argument("--every must be at least 1, got 0");
  if (T == 0) throw std::invalid_argument("the run has no iterations to judge");
  const Matrix<Exact> x_virtual = virtual_iterates(run), magnitudes = summed_magnitudes(run);
  const Matrix<Exact> read = options.reads ? *options.reads : reads_in_real_numbers(run);
  const std::size_t tau = run.schedule.tau();

  Matrix<double> G(run.x0.size(), static_cast<Eigen::Index>(T));
  std::vector<Exact> G2(T), rounded(T);
  const std::size_t judged = (T + options.every - 1) / options.every;
  std::vector<Verdicts> parts(judged, Verdicts(options.lemma, options.along));
  std::vector<std::array<std::size_t, 3>> rungs(judged);

  in_parallel(options.threads, T, [&](std::size_t k) {
    const auto column = static_cast<Eigen::Index>(k);
    G.col(column) = machine_gradient(problem, exact(run.x.col(column)));
    G2[k] = norm2(exact(G.col(column)));
  });
  const auto judge_one = [&](std::size_t j) {
    const std::size_t t = j * options.every;
    const auto column = static_cast<Eigen::Index>(t);
    const Vector<Exact> x = exact(run.x.col(column));
    Verdicts& here = parts[j];
    rounded[t] = rounding(run, t, read.col(column));
    if (options.reads) here.add(read_identity(run, t, read.col(column), x_virtual.col(column)), Rung::exact, t);
    here.add(rounding_bound(run, t, read.col(column), magnitudes.col(column)), Rung::exact, t);
    if (rationals_are_affordable(problem)) {
      if constexpr (FiniteSum<P, Exact>) here.add(unbiasedness<Exact>(problem, x), Rung::exact, t);
    }
    climb(problem, t, here, rungs[j], [&]<class Real>() { return conditional_lines<Real>(problem, run.gamma, x, x_virtual.col(column)); });
    if (options.batch && t % *options.batch == 0) {
      here.add(forms_of_the_update(run, x, t, *options.batch), Rung::exact, t);
      judge_batch(problem, options, x, t, here);
    }
    for (const auto& step : difference_lines(run, t, tau, G, G2, Vector<Exact>(read.col(column) - x_virtual.col(column))))
      here.add(step, Rung::exact, t);
  };
  in_parallel(options.threads, judged, judge_one, options.progress);

  Judgement judgement{.verdicts = Verdicts(options.lemma), .gradient2 = {}};
  for (const Exact& square_of_G : G2) judgement.gradient2.push_back(square_of_G.convert_to<double>());
  judgement.verdicts.add(step_size(run.gamma, problem.constants(), tau), Rung::exact, 0);
  if (options.batch)
    judgement.verdicts.add(Proof<Exact>(tau).eq(std::min(*options.batch, T) - 1, claims::A18, "as delayed SGD: τ = b−1"), Rung::exact, 0);
  for (const Verdicts& part : parts) judgement.verdicts.merge(part);
  if (options.batch && *options.batch > 1 && options.sampling == Sampling::without_replacement) without_independent_samples(judgement.verdicts);
  for (const auto& counts : rungs)
    for (std::size_t r = 0; r < counts.size(); ++r) judgement.rungs[r] += counts[r];
  judgement.rounding = *std::max_element(rounded.begin(), rounded.end());
  return judgement;
}

}  // namespace

Judgement judge(const Problem& problem, const Run& run, const JudgeOptions& options) {
  return std::visit([&](const auto& p) { return judge_run(p, run, options); }, problem);
}

}  // namespace lemmata
