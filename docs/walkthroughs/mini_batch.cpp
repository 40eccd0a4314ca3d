//# # Walkthrough: mini-batch SGD, from the problem to the verdict {#walkthrough_mini_batch}
//#
//# A small problem whose constants are proved, a run on two threads, its audit, one line of the lecture asked of one iteration, and
//# Theorem 6.1 in full expectation. Everything below is one program: it was compiled and run when these pages were built, and what it
//# printed stands at the end.
//#
//# The headers are named after what they are about. Theory is in `lemmas/`, threads are in `algorithms/`.
#include <iostream>

#include "algorithms/audit.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/expectation/moments.hpp"
#include "lemmas/mini_batch_rate.hpp"

using namespace lemmata;

//# ## A proof on the terminal
//#
//# A `Proof` is a chain of steps. Each has a left and a right side, the claim of the lecture that it belongs to, a reason, and an
//# outcome. Here the numbers are rationals; for reading we print the nearest double, for judging nobody does.
void print(const Proof<Exact>& proof) {
  for (const Step<Exact>& step : proof)
    std::cout << "  " << step.left.convert_to<double>() << (step.equality ? " = " : " ≤ ") << step.right.convert_to<double>() << "   "
              << step.reason << " (" << step.claim->id << "): " << name(step.outcome()) << '\n';
}

int main() {
  //# ## The problem
  //#
  //# Least squares with four rows in the plane, \f$f_i(x)=\frac12(a_i^\top x-y_i)^2\f$, which no \f$x\f$ fits exactly. \f$L\f$ is
  //# certified by an exact factorisation of \f$L\cdot I-\bar A\f$, and \f$\sigma^2\f$ is the least one for this \f$M\f$, computed in
  //# rationals. See \ref batch_variance_assumption.
  const Quadratic problem = small_least_squares();
  const Constants& constants = problem.constants();
  std::cout << "L = " << constants.L << ", M = " << constants.M << ", σ² = " << constants.sigma2 << ", f ≥ " << *constants.f_lower << '\n';

  //# ## The run
  //#
  //# Batches of four, at the critical step size of Theorem 6.1; \f$\gamma\f$ is a rational. The samples are a function of the seed, the
  //# iteration and the index in the batch. So the number of threads has no influence on any number: one thread and two give the same
  //# iterates, bit for bit.
  const std::size_t b = 4;
  MiniBatchOptions options{.gamma = critical_step_size(constants, b), .batch = b, .workers = 1, .iterations = 10, .seed = 7};
  const Recording alone = mini_batch_sgd(problem, options);
  options.workers = 2;
  const Recording recording = mini_batch_sgd(problem, options);
  std::cout << "γ = " << options.gamma << "; " << recording.iterations() << " gradients; the same on 1 and 2 threads: "
            << (alone.read == recording.read && alone.x_final == recording.x_final ? "yes" : "no") << '\n';

  //# ## The audit
  //#
  //# Before any lemma is asked, the record is replayed: is it what mini-batch SGD can leave behind? Each check has a name.
  const Audit found = audit(problem, recording);
  for (const Check& check : found.checks) std::cout << (check.passed ? "✓ " : "✗ ") << check.name << "  ";
  std::cout << '\n';
  if (!found.passed()) return 1;

  //# ## One iteration, line by line
  //#
  //# Of the run we take what the theory needs: plain data. A batch is seen one gradient at a time, with the labels \f$t=sb+i\f$; its
  //# delay is \f$b-1\f$ (\ref claim_A18 "A18").
  const Run run = to_run(recording);
  std::cout << "τ = " << run.schedule.tau() << ", b = " << b << '\n';

  //# The first iteration starts at \f$x_0=0\f$. \ref claim_A7a "One step of mini-batch SGD" needs \f$f(x_0)\f$, \f$\mathbb Ef(x_1)\f$
  //# over all batches, the square of the gradient and the variance of one sample. The recorded doubles *are* rationals.
  //# \f$\mathbb E f(x_1)\f$ is computed from the definition: here over all \f$4^4\f$ batches.
  const Vector<Exact> x = exact(run.x.col(0));
  const auto mean_over_batches = [&](const auto& self, std::size_t drawn, const Vector<Exact>& sum) -> Exact {
    if (drawn == b) return problem.f(Vector<Exact>(x - run.gamma * sum));
    return over_samples<Exact>(problem.n(), [&](std::size_t i) { return self(self, drawn + 1, sum + problem.gradient_i(i, x)); });
  };
  const BatchStep<Exact> step{.f = problem.f(x),
                              .f_next = mean_over_batches(mean_over_batches, 0, Vector<Exact>::Zero(2)),
                              .gradient2 = norm2(problem.gradient(x)),
                              .variance = variance<Exact>(problem, x)};
  const Proof<Exact> decrease = mini_batch_decrease(step, constants, run.gamma, b);
  std::cout << "One iteration, E over the " << b << " samples:\n";
  print(decrease);

  //# ## Theorem 6.1
  //#
  //# A statement in full expectation. The objective is a sum of quadratics, so second moments are enough, for a run of any length: no
  //# path is enumerated, and no sample mean is taken. What was drawn in the run above plays no part in it; its schedule does. The
  //# theorem's last line asks for a tuned step size, and is vacuous where this one is not.
  const auto E = moments<Exact>(problem, run.gamma, exact(run.x0), run.schedule);
  const Proof<Exact> rate = mini_batch_rate(E, constants, run.gamma, b);
  std::cout << "Theorem 6.1, E over all samples:\n";
  print(rate);

  //# ## The verdict
  //#
  //# The worst outcome of all lines. `violated` would be a counterexample, and an exit code of 1.
  std::cout << "one iteration " << name(decrease.outcome()) << ", Theorem 6.1 " << name(rate.outcome()) << '\n';
  return decrease.outcome() == Outcome::violated || rate.outcome() == Outcome::violated;
}

//# ## Things to try
//#
//# - Set `.gamma` to `30 * critical_step_size(constants, b)`. Which lines are vacuous now? Print `step.holds == Truth::no` beside the
//#   outcome: which of the vacuous lines are false? And why does \ref claim_A7a "A7a" still hold?
//# - Let `b` grow and keep the \f$\gamma\f$ of `b = 1`. When does the run diverge? Compare with \ref batch_size_scaling. (The batches
//#   that are enumerated for \f$\mathbb Ef(x_1)\f$ are \f$4^b\f$; leave that part out.)
//# - Add `.sampling = Sampling::without_replacement`. With `b = 4` each batch is the whole data set. What becomes of its variance
//#   (\ref claim_A2 "A2")? Which of the lines above are no longer about this run?
//# - Choose another \f$M\f$: `small_least_squares(ratio(4, 1))`. A larger \f$M\f$ leaves a smaller \f$\sigma^2\f$. Which of the two gives
//#   the better bound, and for which \f$T\f$?
