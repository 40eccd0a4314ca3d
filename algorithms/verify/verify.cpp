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

/// γ of the sum form.
Exact sum_form_step_size(const Request& r, const Constants& constants) {
  if (!r.gamma) return critical_step_size(constants, r.tau);
  return r.method == Method::mini_batch && r.form == Form::mean ? *r.gamma / r.batch : *r.gamma;
}

template <class P>
Made run(const P& problem, const Request& r) {
  const Exact gamma = sum_form_step_size(r, problem.constants());
  const Exact everywhere = r.x0.value_or(is_data_problem(r.problem) ? 0 : 1);
  const std::vector<double> x0(problem.dimension(), nearest(everywhere));
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

/// The claims that the audit has decided by doing everything again.
void audited_claims(RunReport& report) {
  Verdicts& verdicts = report.judgement.verdicts;
  verdicts.add(claims::A12, "every update landed once", Outcome::holds, report.dimension);
  verdicts.add(claims::A13, "no read sees a later update", Outcome::holds, report.iterations);
  const bool independent = report.request.method != Method::mini_batch || report.request.sampling == Sampling::with_replacement;
  if (independent) verdicts.add(claims::A14, "iₜ drawn after read t", Outcome::holds, report.iterations);
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
  JudgeOptions how{.every = options.every, .threads = options.threads, .progress = options.progress};
  if (request.method == Method::mini_batch) {
    how.batch = request.batch;
    how.sampling = request.sampling;
  }
  report.judgement = judge(problem, run, how);
  if (Row& row = report.judgement.verdicts.at(claims::A16, "step size"); row.outcome == Outcome::vacuous) {
    row.failure.reset();
    row.note = "γ > γ_crit(" + std::to_string(report.tau) + "): the theorems say nothing of this run; declare a larger τ";
  }
  if (recording) audited_claims(report);
  report.judgement.verdicts.sort();
  return report;
}

}  // namespace

RunReport verify(const Request& asked, const VerifyOptions& options) {
  Request request = asked;
  request.problem = with_data(std::move(request.problem));
  const Problem unrounded = make_problem(request.problem);
  const Problem problem = as_run(unrounded, sum_form_step_size(request, constants(unrounded)), request.lattice_bits);
  const Made recorded = std::visit([&](const auto& p) { return run(p, request); }, problem);
  if (options.save_trace) write_trace(*options.save_trace, {.problem = {{"problem", request.problem}, {"options", request.words}}, .run = recorded});
  return report_on(request, problem, recorded, options);
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
