#include "algorithms/verify/verify.hpp"

#include "algorithms/delayed_sgd.hpp"
#include "algorithms/input_error.hpp"
#include "algorithms/trace.hpp"
#include "lemmas/step_size.hpp"

namespace lemmata {
namespace {

using Made = decltype(Trace::run);  // a recording, or the run itself where the schedule was chosen

Schedule chosen_schedule(const Request& r, std::size_t d) {
  if (r.schedule == "slow-reader") return Schedule::slow_reader(r.iterations, d, r.tau);
  if (r.schedule == "blocks") return Schedule::blocks(r.iterations, d, r.tau + 1);
  return Schedule::constant_delay(r.iterations, d, r.tau);
}

std::vector<double> starting_point(const Request& r, std::size_t d) {
  return std::vector<double>(d, nearest(r.x0.value_or(is_data_problem(r.problem) ? 0 : 1)));
}

/// γ of the sum form.
Exact sum_form_step_size(const Problem& problem, const Request& r) {
  const Constants& c = constants(problem);
  if (r.tuned) {
    const std::vector<double> x0 = starting_point(r, dimension(problem));
    const auto F0 = initial_gap(problem, Eigen::Map<const Vector<double>>(x0.data(), static_cast<Eigen::Index>(x0.size())));
    if (!F0 || *F0 <= 0) throw InputError({"--gamma"}, "a step size cannot be tuned", "tuned", "it needs f(x₀) > f*, and f bounded below");
    return tuned_step_size(c, r.tau, Horizon<Exact>{*F0, r.iterations * (r.method == Method::mini_batch ? r.batch : 1)});
  }
  if (!r.gamma) return critical_step_size(c, r.tau);
  return r.method == Method::mini_batch && r.form == Form::mean ? *r.gamma / r.batch : *r.gamma;
}

template <class P>
Made run(const P& problem, const Exact& gamma, const Request& r) {
  const std::vector<double> x0 = starting_point(r, problem.dimension());
  switch (r.method) {
    case Method::mini_batch:
      if (r.sampling == Sampling::without_replacement && r.batch > problem.n())
        throw InputError({"--batch"}, "more samples than there are", std::to_string(r.batch),
                         "at most n = " + std::to_string(problem.n()) + " without replacement");
      return mini_batch_sgd(problem, {.gamma = gamma, .batch = r.batch, .workers = r.workers, .iterations = r.iterations, .seed = r.seed,
                                      .sampling = r.sampling, .x0 = x0});
    case Method::delayed:
      return delayed_sgd(problem, chosen_schedule(r, problem.dimension()),
                         {.gamma = gamma, .seed = r.seed, .x0 = x0, .lattice_bits = r.lattice_bits});
    case Method::hogwild: break;
  }
  return hogwild(problem, {.gamma = gamma, .workers = r.workers, .iterations = r.iterations, .seed = r.seed, .writes = r.writes, .x0 = x0,
                           .lattice_bits = r.lattice_bits});
}

/// The problem, with its gradients rounded where the run is on a lattice.
Problem as_run(const Problem& problem, const Exact& gamma, std::optional<int> lattice_bits) {
  return lattice_bits ? lattice_oracle(problem, gamma, *lattice_bits) : problem;
}

/// What the lecture calls delay, counted.
void describe_delays(const Schedule& schedule, RunReport& report) {
  std::size_t pairs = 0, staleness = 0;
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    const std::vector<Missing>& J = schedule.missing(t);
    if (report.missing_histogram.size() <= J.size()) report.missing_histogram.resize(J.size() + 1);
    ++report.missing_histogram[J.size()];
    pairs += J.size();
    for (const Missing& m : J) staleness += t - m.k;
  }
  report.tau = schedule.tau();
  report.mean_staleness = pairs == 0 ? 0 : static_cast<double>(staleness) / static_cast<double>(pairs);
  report.consistent = schedule.consistent();
  report.all_or_nothing = schedule.all_or_nothing();
}

/// No sample depends on what came before it: the hypothesis of every expectation.
bool independent_samples(const Request& r) {
  return r.method != Method::mini_batch || r.batch == 1 || r.sampling == Sampling::with_replacement;
}

/// The claims that the audit has decided by doing everything again.
void audited_claims(RunReport& report) {
  Verdicts& verdicts = report.verdicts;
  verdicts.add(claims::A12, "every update landed once", Outcome::holds, report.dimension);
  verdicts.add(claims::A13, "no read sees a later update", Outcome::holds, report.iterations);
  if (independent_samples(report.request)) verdicts.add(claims::A14, "iₜ drawn after read t", Outcome::holds, report.iterations);
  if (report.all_or_nothing && report.dimension > 1) verdicts.add(claims::A20, "updates seen whole", Outcome::holds, report.iterations);
}

/// Lines that are asked step by step along the run.
void judge_steps(const Problem& problem, const Run& run, const Recording* recording, const VerifyOptions& options, RunReport& report) {
  JudgeOptions how{.every = options.every, .threads = options.threads, .batch = {}, .lemma = options.lemma, .along = options.along, .progress = options.progress};
  if (recording) how.reads = reads_by_versions(*recording);
  if (report.request.method == Method::mini_batch) {
    how.batch = report.request.batch;
    how.sampling = report.request.sampling;
  }
  Judgement judgement = judge(problem, run, how);
  report.verdicts = std::move(judgement.verdicts);
  report.rungs = judgement.rungs;
  report.rounding = judgement.rounding;
  if (options.along) {
    report.gradient2 = std::move(judgement.gradient2);
    report.schedule = run.schedule;
    if (recording) report.worker = recording->worker;
  }
  if (Row& row = report.verdicts.at(claims::A16, "step size"); row.outcome == Outcome::vacuous) {
    row.failure.reset();
    row.note = "γ > γ_crit(" + std::to_string(report.tau) + "): the theorems say nothing of this run; declare a larger τ";
  }
}

/// The race's schedule with the samples drawn anew. Once it is frozen its delay is known: where γ was to be the critical step size and the
/// delay came out larger than declared, the critical step size of the delay that came is the one to replay it at.
Replay to_replay(const RunReport& report, const Run& run) {
  Replay again = replay(run);
  if (!report.request.gamma && !report.request.tuned) again.gamma = std::min(run.gamma, critical_step_size(report.constants, std::max<std::size_t>(report.tau, 1)));
  return again;
}

/// Lines that speak of the run as a whole: in full expectation, with the martingale remainder, and of the constants alone.
void judge_whole(const Problem& problem, const Run& run, const VerifyOptions& options, RunReport& report) {
  const std::optional<std::size_t> batch = report.request.method == Method::mini_batch ? std::optional(report.request.batch) : std::nullopt;
  const bool independent = independent_samples(report.request);
  FullExpectation full = independent ? full_expectation(problem, to_replay(report, run), options.expectation, batch, options.lemma)
                                     : FullExpectation{Verdicts(), "not asked for: samples without replacement are not independent"};
  report.verdicts.merge(full.verdicts);
  for (const Claim* theorem : {&claims::A7, &claims::A17, &claims::A19})
    report.verdicts.explain(*theorem, "γ is not tuned to T (--gamma tuned), or above γ_crit");
  report.expectation = std::move(full.how);
  if (full.gradient2 && to_replay(report, run).gamma != run.gamma)
    report.expectation += ", replayed at γ_crit(" + std::to_string(report.tau) + ")";
  report.expected_gradient2 = full.gradient2;
  OneRun one = one_run(problem, run, independent, options.threads, options.lemma);
  report.verdicts.merge(one.verdicts);
  report.budget = one.budget;
  report.bets = std::move(one.bets);
  const BoundSetting setting{.gamma = run.gamma, .tau = report.tau, .tau_declared = report.request.tau, .T = run.iterations(), .batch = batch,
                             .consistent = report.consistent && report.all_or_nothing, .average_staleness = report.mean_staleness,
                             .workers = report.request.workers};
  report.verdicts.merge(of_the_constants(problem, report.request.problem, run.x0, setting, options.lemma));
  report.bounds = bounds(report.constants, initial_gap(problem, run.x0), setting);
}

RunReport report_on(const Request& request, const Problem& problem, const Made& recorded, const VerifyOptions& options) {
  RunReport report;
  report.request = request;
  report.title = title(request.problem);
  std::visit([&](const auto& p) {
    report.n = p.n();
    report.dimension = p.dimension();
    report.constants = p.constants();
    report.audit = std::visit([&](const auto& r) { return audit(p, r); }, recorded);
  }, problem);
  const auto* recording = std::get_if<Recording>(&recorded);
  report.diverged_at = std::visit([](const auto& r) { return r.diverged_at; }, recorded);
  report.gamma = recording ? recording->gamma : std::get<Delayed>(recorded).run.gamma;
  if (recording) report.seconds = recording->seconds;
  if (!report.audit.passed()) return report;

  const Run run = recording ? to_run(*recording) : std::get<Delayed>(recorded).run;
  report.iterations = run.iterations();
  if (run.iterations() == 0) return report;
  describe_delays(run.schedule, report);
  judge_steps(problem, run, recording, options, report);
  judge_whole(problem, run, options, report);
  if (recording) audited_claims(report);
  report.verdicts.sort();
  return report;
}

RunReport one_report(const Request& request, const Problem& problem, const Exact& gamma, const VerifyOptions& options) {
  const Made recorded = std::visit([&](const auto& p) { return run(p, gamma, request); }, problem);
  if (options.save_trace) write_trace(*options.save_trace, {.problem = {{"problem", request.problem}, {"options", request.words}}, .run = recorded});
  return report_on(request, problem, recorded, options);
}

/// The verdicts of one more repetition. The average of e-values is an e-value; what was largest on the way is none.
void merge(RunReport& first, const RunReport& again, std::size_t repetitions) {
  if (!again.audit.passed() && first.audit.passed()) first.audit = again.audit;
  first.verdicts.merge(again.verdicts);
  first.rounding = std::max(first.rounding, again.rounding);
  for (std::size_t r = 0; r < first.rungs.size(); ++r) first.rungs[r] += again.rungs[r];
  const Enclosure before = static_cast<double>(repetitions - 1), now = static_cast<double>(repetitions);
  for (std::size_t b = 0; b < std::min(first.bets.size(), again.bets.size()); ++b)
    first.bets[b].largest = first.bets[b].value = (first.bets[b].value * before + again.bets[b].value) / now;
}

}  // namespace

RunReport verify(const Request& asked, const VerifyOptions& options) {
  Request request = asked;
  request.problem = with_data(std::move(request.problem));
  const Problem unrounded = make_problem(request.problem);
  const Exact gamma = sum_form_step_size(unrounded, request);
  const Problem problem = as_run(unrounded, gamma, request.lattice_bits);
  RunReport report = one_report(request, problem, gamma, options);
  for (std::size_t r = 2; r <= options.repeat && report.audit.passed(); ++r) {
    ++request.seed;
    VerifyOptions undrawn = options;
    undrawn.along = false;
    merge(report, one_report(request, problem, gamma, undrawn), r);
    report.repetitions = r;
  }
  report.verdicts.sort();
  return report;
}

RunReport verify_trace(const std::string& file, const VerifyOptions& options) {
  const Trace trace = read_trace(file);
  const Arithmetic how = std::visit([](const auto& run) { return arithmetic(run); }, trace.run);
  Request asked;
  Problem problem = quiz();
  try {
    asked = request(trace.problem.at("options").get<Words>());
    asked.problem = trace.problem.at("problem").get<ProblemSpec>();
    problem = as_run(make_problem(asked.problem), how.gamma, how.lattice_bits);
  } catch (const std::exception& error) {
    throw InputError({file}, "not the problem of a run", error.what(), "a trace that lemmata verify wrote");
  }
  return report_on(asked, problem, trace.run, options);
}

}  // namespace lemmata
