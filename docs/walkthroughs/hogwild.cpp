//# # Walkthrough: Hogwild!, from the race to the proof {#walkthrough_hogwild}
//#
//# Threads race without locks. We record what they read and wrote, find out what each read had missed, and ask the lecture's two lemmas
//# of this very race: \ref decrease "Decrease" given the past, line by line, and \ref difference "Difference" in full expectation along
//# the race's own schedule. The program was compiled and run when these pages were built; a race is never the same twice, so the numbers
//# at the end are of that day.
#include <iostream>

#include "algorithms/audit.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/averaged_gradient.hpp"
#include "lemmas/decrease.hpp"
#include "lemmas/expectation/moments.hpp"
#include "lemmas/virtual_iterate.hpp"

using namespace lemmata;

void print(const Proof<Exact>& proof) {
  for (const Step<Exact>& step : proof)
    std::cout << "  " << step.left.convert_to<double>() << (step.equality ? " = " : " ≤ ") << step.right.convert_to<double>() << "   "
              << step.reason << " (" << step.claim->id << "): " << name(step.outcome()) << '\n';
}

int main() {
  //# ## The problem
  //#
  //# Three rows in the plane that a point \f$x^*\f$ fits without error. There \f$\sigma=0\f$, and all noise is in \f$M\f$; the constants
  //# are rationals, and proved.
  const Quadratic problem = small_interpolation();
  const Constants& constants = problem.constants();
  std::cout << "L = " << constants.L << ", M = " << constants.M << ", σ² = " << constants.sigma2 << ", f ≥ " << *constants.f_lower << '\n';

  //# ## The race
  //#
  //# Four workers read and write by coordinate. The delay is not known before the race, so one is declared, with room to spare;
  //# \f$\gamma\f$ is made from it, and whether the race kept it is asked afterwards. `overlap` makes a worker offer its core in the
  //# middle of a read and of a write, so that there is a race on a machine with few cores too.
  const std::size_t declared = 64;
  const HogwildOptions options{.gamma = critical_step_size(constants, declared),
                               .workers = 4,
                               .iterations = 60,
                               .seed = 7,
                               .writes = Writes::coordinate,
                               .overlap = true};
  const Recording recording = hogwild(problem, options);

  //# ## The audit
  //#
  //# Each coordinate of the memory counts its writes; reads and writes noted the versions that they saw and made. From these alone the
  //# audit recomputes every value that was read, bit for bit. The last three checks are facts about a race by coordinate, not
  //# requirements.
  const Audit found = audit(problem, recording);
  for (const Check& check : found.checks) std::cout << (check.passed ? "✓ " : check.required ? "✗ " : "– ") << check.name << "  ";
  std::cout << '\n';
  if (!found.passed()) return 1;

  //# ## What the reads had missed
  //#
  //# A read had missed coordinate \f$c\f$ of update \f$k\f$ exactly if the write's version is larger than the read's. That gives the
  //# masks \f$D_k^t\f$, and the delay. With the \f$\tau\f$ that was realised, the hypothesis \f$\gamma\le\gamma_{\mathrm{crit}}(\tau)\f$
  //# is a line like any other (\ref claim_A16 "A16").
  const Run run = to_run(recording);
  const std::size_t tau = run.schedule.tau();
  std::size_t pairs = 0, parts = 0, t = 0;
  for (std::size_t s = 0; s < run.iterations(); ++s) {
    pairs += run.schedule.missing(s).size();
    for (const Missing& m : run.schedule.missing(s)) parts += !m.whole();
    if (run.schedule.missing(s).size() >= run.schedule.missing(t).size()) t = s;
  }
  std::cout << "τ = " << tau << ", missed updates: " << pairs << ", of which in part: " << parts
            << ", reads consistent: " << (run.schedule.consistent() ? "yes" : "no") << '\n';
  print(step_size(run.gamma, constants, tau));

  //# ## Decrease, given the past
  //#
  //# The read that had missed most. \f$x_t\f$ is what was read, \f$\tilde x_t\f$ has received every earlier gradient once; their gap is
  //# what was missing, up to the rounding of the machine. Both are rationals. \f$\mathbb E_t\f$ is the average over the three samples.
  const Matrix<Exact> x_virtual = virtual_iterates(run), reads = reads_in_real_numbers(run);
  const auto column = static_cast<Eigen::Index>(t);
  const Vector<Exact> x_t = exact(run.x.col(column)), x_virtual_t = x_virtual.col(column);
  std::cout << "t = " << t << ": the read is within " << rounding(run, t, reads.col(column)).convert_to<double>()
            << " of the same read in real numbers\n";
  const Proof<Exact> lemma4 = decrease(moment<Exact>(problem, run.gamma, x_t, x_virtual_t), constants, run.gamma);
  std::cout << "Decrease at t = " << t << ":\n";
  print(lemma4);

  //# ## Difference, in full expectation: harvest and replay
  //#
  //# Freeze the schedule of the race, draw all samples anew, and average over them exactly. No mask depends on a sample then, because the
  //# masks are fixed: the hypothesis that the slides leave silent is true by construction. Every line of the proof is asked, the equality
  //# \ref claim_A22d "A22d" included.
  const auto E = moments<Exact>(problem, run.gamma, exact(run.x0), run.schedule);
  const Proof<Exact> lemma5 = difference(E, run.schedule, constants, run.gamma, tau, t);
  std::cout << "Difference at t = " << t << ", E over all samples:\n";
  print(lemma5);

  //# ## The verdict
  //#
  //# And what both lemmas are for: the main inequality, from which Theorem 6.3 follows by tuning.
  const Proof<Exact> main_inequality = averaged_gradient(E, run.schedule, constants, run.gamma, tau);
  std::cout << "Decrease " << name(lemma4.outcome()) << ", Difference " << name(lemma5.outcome()) << ", (MAIN) "
            << name(main_inequality.outcome()) << '\n';
  const auto violated = [](const Proof<Exact>& proof) { return proof.outcome() == Outcome::violated; };
  return violated(lemma4) || violated(lemma5) || violated(main_inequality);
}

//# ## Things to try
//#
//# - Use `Writes::vector`. Are reads consistent now? Then ask `difference_of_consistent_reads`, with both constants halved.
//# - Set `.overlap = false`. On a machine with few cores a thread may make all iterations in one time slice: \f$\tau=0\f$, and there was
//#   no race.
//# - Set `declared = 1`: the step size of SGD. The race will not keep it. Which lines become vacuous? Print `step.holds == Truth::no`
//#   beside the outcome: which of them are false?
//# - Multiply `.gamma` by 300. Which line of Decrease is the first to be vacuous, and does the lemma happen to be true all the same?
//# - Take `quiz(1, 2)` as the problem: \f$M=0\f$ and \f$\sigma^2=1\f$. Near the minimum, is it signal or noise that keeps reads away from
//#   the virtual iterate?
