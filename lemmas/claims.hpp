// The registry: every claim of the lecture that has a routine. The only list of ids; tables, pages, tests and exams read it.
#pragma once

#include <array>
#include <string_view>

namespace lemmata {

/// The kind of truth that a claim is: an identity; an inequality for all vectors (sure); in expectation given the past
/// (conditional); in full expectation; a definition; a fact about how the program runs (structural); an O(·) of which the form with
/// explicit constants is checked (asymptotic); advice or a citation, of which only the part that the statement names is checked
/// (heuristic).
enum class Kind { identity, sure, conditional, full, definition, structural, asymptotic, heuristic };

constexpr std::string_view name(Kind kind) {
  constexpr std::string_view names[] = {"identity",   "sure",       "conditional", "full",
                                        "definition", "structural", "asymptotic",  "heuristic"};
  return names[static_cast<int>(kind)];
}

struct Claim {
  std::string_view id;         // A1 … A25 and their lines; C… for statements sharper than the lecture's
  std::string_view statement;  // formula, in the slides' symbols
  std::string_view slide;      // the slide's title
  Kind kind;
  std::string_view routine;    // header and function
  std::string_view test;       // the test that shows it holding; its twin shows it refuted
  std::string_view twin;
};

namespace claims {

inline constexpr Claim A1{"A1", "E‖g−∇f‖² ≤ M‖∇f‖²+σ² at xₜ", "Quiz Week 6", Kind::conditional,
                          "lemmas/assumptions.hpp: variance_assumption",
                          "The variance assumption holds at every point with certified M and σ²",
                          "The variance assumption is refuted with a σ² below the supremum"};
inline constexpr Claim A2{"A2", "E‖ḡ−∇f‖² ≤ (M‖∇f‖²+σ²)/b, a batch", "Quiz Week 6 (II)", Kind::conditional,
                          "lemmas/batch_variance.hpp: batch_variance",
                          "The variance of a batch is V/b with replacement and (V/b)(n−b)/(n−1) without",
                          "Quiz 1 is refuted: the variance of a mini-batch is not exactly σ²/b"};
inline constexpr Claim A3{"A3", "Σ E‖∇f(xₜ)‖² ≤ F₀/(γ(1−γL(M+1)/2)) if σ = 0, γ < 2/(L(M+1))", "Quiz Week 6", Kind::full,
                          "lemmas/constant_step_size.hpp: constant_step_size",
                          "SGD without noise at the minimum converges with every constant step size below 2/(L(M+1))",
                          "Quiz 2 is refuted above 2/(L(M+1)), and where σ is not 0"};
inline constexpr Claim A4{"A4", "∇f₁ = 1, ∇f₂ = −1: variance 1 for B = 1, 0 for B = 2", "Quiz Week 6 (II)", Kind::identity,
                          "lemmas/batch_variance.hpp: batch_variance",
                          "Quiz II: the variance is 1 for one function and 0 for both",
                          "Quiz II is refuted for two draws with replacement: the variance is ½"};
inline constexpr Claim A5{"A5", "f = (1/n) Σ fᵢ", "Large Scale Optimization", Kind::definition,
                          "lemmas/expectation/over_samples.hpp: over_samples",
                          "The objective is the average of its n parts",
                          "An objective is not the average of all parts but one"};
inline constexpr Claim A6{"A6", "x−γΣgⁱ = x−γ′(1/b)Σgⁱ, γ′ = bγ", "Mini-Batch SGD", Kind::identity,
                          "lemmas/mini_batch_rate.hpp: batch_forms",
                          "The sum form is the mean form with γ′ = bγ",
                          "The sum form is not the mean form with γ′ = γ"};
inline constexpr Claim A6a{"A6a", "E‖ḡ‖² ≤ (1+M/b)‖∇f‖²+σ²/b", "Convergence of Mini-Batch SGD", Kind::conditional,
                           "lemmas/mini_batch_rate.hpp: batch_second_moment",
                           "The second moment of a batch mean is at most (1+M/b)‖∇f‖²+σ²/b",
                           "The second moment of a batch mean is refuted without the 1"};
inline constexpr Claim A7{"A7", "(1/T)ΣE‖∇f‖² ≤ C₁LF₀(M+b)/(bT)+C₂√(LF₀σ²/(bT)), C = (200/19, 20√2/19)", "Theorem 6.1", Kind::full,
                          "lemmas/mini_batch_rate.hpp: mini_batch_rate",
                          "Theorem 6.1 holds with 200/19 and 20√2/19 at the tuned step size",
                          "Theorem 6.1 is refuted at thirty times the critical step size"};
inline constexpr Claim A7a{"A7a", "E f(xₜ₊₁) ≤ f(xₜ)−γb(1−γL(M+b)/2)‖∇f‖²+γ²Lbσ²/2", "Theorem 6.1", Kind::conditional,
                           "lemmas/mini_batch_rate.hpp: mini_batch_decrease",
                           "One step of mini-batch SGD decreases f for every step size",
                           "One step of mini-batch SGD is refuted with M+1 in place of M+b"};
inline constexpr Claim A8{"A8", "min E‖∇f(xₜ)‖² ≤ (1/T) Σ_{t<T} E‖∇f(xₜ)‖²", "Theorem 6.1", Kind::sure,
                          "lemmas/delayed_rate.hpp: delayed_rate",
                          "The least gradient is at most the average one",
                          "The last gradient may exceed the average one"};
inline constexpr Claim A9{"A9", "bT gradients; b = 1 is SGD (optimality of the σ² term: a citation, not checked)",
                          "Theorem 6.1", Kind::heuristic,
                          "lemmas/mini_batch_rate.hpp: mini_batch_rate",
                          "A mini-batch of one is SGD: the same critical step size and the same bound",
                          "A mini-batch of two is not SGD: its critical step size is smaller"};
inline constexpr Claim A10{"A10", "T = 2C₁LF₀(M+b)/(bε)+4C₂²LF₀σ²/(bε²) iterations reach ε", "Discussion", Kind::asymptotic,
                           "lemmas/batch_size.hpp: complexity",
                           "The complexity suffices to reach ε",
                           "A quarter of the complexity does not suffice to reach ε"};
inline constexpr Claim A10a{"A10a", "speed-up b(1+b*)/(b+b*) ≥ b/2 for b ≤ b* = M+σ²/ε", "Discussion", Kind::asymptotic,
                            "lemmas/batch_size.hpp: linear_speed_up",
                            "The speed-up is at least half of linear up to b = M+σ²/ε",
                            "The speed-up is not linear far beyond b = M+σ²/ε"};
inline constexpr Claim A10b{"A10b", "M/b ≤ (M+b)/b ≤ 2M/b for b ≤ M, 1 ≤ (M+b)/b ≤ 2 for b ≥ M", "Discussion", Kind::sure,
                            "lemmas/batch_size.hpp: regimes",
                            "The two regimes of the batch size are right up to a factor of 2",
                            "The two regimes of the batch size are refuted as equalities"};
inline constexpr Claim A11{"A11", "γ_crit(2b)/γ_crit(b) = (M+b)/(M+2b), twice that in the mean form",
                           "Learning Rate Scaling", Kind::identity,
                           "lemmas/batch_size.hpp: learning_rate_scaling",
                           "The learning rate scales by (M+b)/(M+2b) in the sum form and twice that in the mean form",
                           "Keeping the learning rate of the sum form is refuted for b far above M"};
inline constexpr Claim A11a{"A11a", "the tuned γ scales like γ_crit while γ_crit is the smaller term", "Learning Rate Scaling", Kind::sure,
                            "lemmas/batch_size.hpp: tuned_step_size_scaling",
                            "The scaling rule holds for the tuned step size while the critical one is active",
                            "The scaling rule is refuted where the noise term is active"};
inline constexpr Claim A12{"A12", "after T updates, memory = x̃_T", "Hogwild!", Kind::identity,
                           "lemmas/virtual_iterate.hpp: virtual_iterates",
                           "The virtual iterate after T updates is the final memory",
                           "A lost update leaves memory different from the virtual iterate"};
inline constexpr Claim A13{"A13", "read t sees only gₖ with k < t", "Difficulties", Kind::structural,
                           "algorithms/audit.hpp: audit",
                           "Labels given after the read: no read sees its own or a later update",
                           "A label given before the read is caught by the causality check"};
inline constexpr Claim A14{"A14", "E g(xₜ) = ∇f(xₜ), sample after read", "Difficulties", Kind::conditional,
                           "lemmas/assumptions.hpp: unbiasedness",
                           "The stochastic gradient is unbiased at every point",
                           "Unbiasedness is refuted when one sample is over-represented"};
inline constexpr Claim A15{"A15", "xₜ = x̃ₜ + γ Σ Dₖᵗgₖ over Jₜ", "Difficulties", Kind::identity,
                           "lemmas/virtual_iterate.hpp: missing_updates",
                           "A read is the virtual iterate plus the missing updates",
                           "The identity of the read fails when a missing update is dropped"};
inline constexpr Claim A16{"A16", "γ ≤ γ_crit(τ) = 1/(10L(M+τ))", "Theorem 6.3", Kind::definition,
                           "lemmas/step_size.hpp: critical_step_size",
                           "The critical step size is 1/(10L(M+τ)) with τ at least 1",
                           "A step size one part above the critical one is vacuous, not holds"};
inline constexpr Claim A17{"A17", "(1/T)ΣE‖∇f‖² ≤ 50LF₀(M+τ)/T+10√(LF₀σ²/T), γ tuned", "Theorem 6.3", Kind::asymptotic,
                           "lemmas/delayed_rate.hpp: delayed_rate",
                           "Theorem 6.3 holds with 50 and 10 at the tuned step size",
                           "Theorem 6.3 is refuted with 1 and 1, and at a step size that is not tuned"};
inline constexpr Claim A18{"A18", "mini-batch is delayed SGD, τ = b−1", "Theorem 6.3", Kind::identity,
                           "lemmas/schedule.hpp: Schedule::blocks",
                           "Mini-batch SGD is delayed SGD with τ = b−1",
                           "A delay of b−2 does not cover a mini-batch of size b"};
inline constexpr Claim A19{"A19", "T → bT, τ → b: 50LF₀(M+b)/(bT)+10√(LF₀σ²/(bT))", "Theorem 6.3", Kind::identity,
                           "lemmas/mini_batch_rate.hpp: mini_batch_as_delayed",
                           "Theorem 6.3 gives the mini-batch rate with τ = b and bT gradients",
                           "Theorem 6.3 does not give the direct constants of the mini-batch rate"};
inline constexpr Claim A20{"A20", "every Dₖᵗ is 0 or I: atomic vector operations", "Theorem 6.3", Kind::structural,
                           "lemmas/schedule.hpp: Schedule::all_or_nothing",
                           "Atomic vector operations miss an update whole or not at all",
                           "A coordinate-wise read is not a vector read"};
inline constexpr Claim A21{"A21", "E f(x̃ₜ₊₁) ≤ f(x̃ₜ)−γ/4‖∇f‖²+γ²Lσ²/2+γL²/2·Δₜ", "Lemma 6.4 (Decrease)", Kind::conditional,
                           "lemmas/decrease.hpp: decrease",
                           "Decrease holds for every γ ≤ 1/(2L(M+1))",
                           "Decrease is refuted at γ = 1/(L(M+1))"};
inline constexpr Claim A21a{"A21a", "E f(x̃−γg) ≤ f(x̃)−γ⟨∇f(x̃),∇f(x)⟩+γ²L/2·E‖g‖²", "Proof of Decrease", Kind::conditional,
                            "lemmas/decrease.hpp: decrease",
                            "Every line of Decrease holds on its own",
                            "Smoothness is refuted with L/2"};
inline constexpr Claim A21b{"A21b", "E‖g‖² ≤ (M+1)‖∇f‖²+σ²", "Proof of Decrease", Kind::conditional,
                            "lemmas/decrease.hpp: decrease",
                            "Every line of Decrease holds on its own",
                            "The second moment is refuted with M in place of M+1"};
inline constexpr Claim A21c{"A21c", "−⟨∇f(x̃),∇f(x)⟩ ≤ −½‖∇f‖²+½‖∇f(x̃)−∇f‖²", "Proof of Decrease", Kind::sure,
                            "lemmas/decrease.hpp: decrease",
                            "Every line of Decrease holds on its own",
                            "Young's line is refuted with ¼ in place of ½"};
inline constexpr Claim A21d{"A21d", "‖∇f(x̃)−∇f(x)‖² ≤ L²Δₜ", "Proof of Decrease", Kind::sure,
                            "lemmas/decrease.hpp: decrease",
                            "Every line of Decrease holds on its own",
                            "The Lipschitz line is refuted with L/2"};
inline constexpr Claim A21e{"A21e", "−γ/2+γ²L(M+1)/2 ≤ −γ/4", "Proof of Decrease", Kind::sure,
                            "lemmas/decrease.hpp: decrease",
                            "Every line of Decrease holds on its own",
                            "The step-size line is refuted above 1/(2L(M+1))"};
inline constexpr Claim A22{"A22", "EΔₜ ≤ 1/(50L²τ)ΣE‖∇f(xₖ)‖²+γ/(5L)σ²", "Lemma 6.5 (Difference)", Kind::full,
                           "lemmas/difference.hpp: difference",
                           "Difference holds in full expectation for every fixed schedule",
                           "Difference is refuted when the schedule depends on the noise: 9/3200 > 1/400"};
inline constexpr Claim A22a{"A22a", "Δₜ = γ²‖Σ Dₖgₖ‖²", "Proof of Difference", Kind::identity,
                            "lemmas/difference.hpp: difference_sure_lines",
                            "The sure lines of Difference hold for all vectors",
                            "The difference line is refuted with one update left out"};
inline constexpr Claim A22b{"A22b", "γ²‖ΣDg‖² ≤ 2γ²‖ΣD∇f‖²+2γ²‖ΣDξ‖²", "Proof of Difference", Kind::sure,
                            "lemmas/difference.hpp: difference_sure_lines",
                            "The sure lines of Difference hold for all vectors",
                            "Splitting a square is refuted with 1 in place of 2"};
inline constexpr Claim A22c{"A22c", "‖ΣD∇f‖² ≤ |J|Σ‖D∇f‖² ≤ τΣ‖∇f(xₖ)‖²", "Proof of Difference", Kind::sure,
                            "lemmas/difference.hpp: difference_sure_lines",
                            "The sure lines of Difference hold for all vectors",
                            "Jensen's line is refuted with |J|−1"};
inline constexpr Claim A22d{"A22d", "E‖ΣDξ‖² = ΣE‖Dξ‖²", "Proof of Difference", Kind::full,
                            "lemmas/difference.hpp: difference",
                            "Every line of Difference holds on its own in expectation",
                            "The noises of missing updates do not add up when workers share a seed or delay one sign"};
inline constexpr Claim A22e{"A22e", "ΣE‖Dξ‖² ≤ MΣE‖∇f(xₖ)‖²+τσ²", "Proof of Difference", Kind::full,
                            "lemmas/difference.hpp: difference",
                            "Every line of Difference holds on its own in expectation",
                            "The noise of the window is refuted with τ−1 in place of τ"};
inline constexpr Claim A22f{"A22f", "2γ²(τ+M) ≤ 1/(50L²τ), 2γ²τ ≤ γ/(5L)", "Proof of Difference", Kind::sure,
                            "lemmas/difference.hpp: difference",
                            "Every line of Difference holds on its own in expectation",
                            "The step-size line of Difference is refuted above the critical step size"};
inline constexpr Claim A23{"A23", "1/(4T)ΣE‖∇f‖² ≤ Δ/(γT)+γLσ²+1/(100T)ΣE‖∇f‖²", "Proof II", Kind::full,
                           "lemmas/averaged_gradient.hpp: averaged_gradient",
                           "Every line of Proof II holds on its own",
                           "The average over t is refuted with Δ/(γT) alone"};
inline constexpr Claim A23a{"A23a", "¼E‖∇f(xₜ)‖² ≤ (Ef(x̃ₜ)−Ef(x̃ₜ₊₁))/γ+γLσ²/2+1/(100τ)ΣE‖∇f(xₖ)‖²+γLσ²/10", "Proof II", Kind::full,
                            "lemmas/averaged_gradient.hpp: decrease_with_difference",
                            "Plugging Difference into Decrease holds at every iteration",
                            "Plugging Difference into Decrease is refuted without dividing by γ"};
inline constexpr Claim A23b{"A23b", "Σ(Ef(x̃ₜ)−Ef(x̃ₜ₊₁)) = Ef(x̃₀)−Ef(x̃_T) ≤ F₀", "Proof II", Kind::full,
                            "lemmas/averaged_gradient.hpp: averaged_gradient",
                            "Every line of Proof II holds on its own",
                            "A lower bound above the infimum is refuted by the last virtual iterate"};
inline constexpr Claim A23c{"A23c", "‖∇f(xₖ)‖² appears min(τ,T−1−k) ≤ τ times", "Proof II", Kind::sure,
                            "lemmas/averaged_gradient.hpp: averaged_gradient",
                            "Each gradient appears min(τ,T−1−k) times, at most τ",
                            "Each gradient does not appear exactly τ times"};
inline constexpr Claim A23d{"A23d", "½+1/10 ≤ 1", "Proof II", Kind::sure,
                            "lemmas/averaged_gradient.hpp: averaged_gradient",
                            "Every line of Proof II holds on its own",
                            "The scalars of Proof II are refuted one notch tighter"};
inline constexpr Claim A23e{"A23e", "1/5 ≤ 1/4−1/100", "Proof II", Kind::sure,
                            "lemmas/averaged_gradient.hpp: averaged_gradient",
                            "Every line of Proof II holds on its own",
                            "The scalars of Proof II are refuted one notch tighter"};
inline constexpr Claim MAIN{"MAIN", "1/(5T)ΣE‖∇f(xₜ)‖² ≤ F₀/(γT)+γLσ²", "Proof II", Kind::full,
                            "lemmas/averaged_gradient.hpp: averaged_gradient",
                            "The main inequality holds for every fixed schedule and every step size up to the critical one",
                            "The main inequality is refuted when a schedule of delay 625 depends on the noise"};
inline constexpr Claim Tuning{"Tuning", "min over γ: F₀/(γT)+βγLσ² ≤ F₀/(γ_crit T)+2√(βLF₀σ²/T)", "Proof II", Kind::sure,
                              "lemmas/step_size.hpp: tuning",
                              "The tuned step size costs at most a factor 2 in the noise term",
                              "Tuning is refuted with 1 in place of 2: 1/10 > 3/40"};
inline constexpr Claim A24{"A24", "Difference, MAIN and Theorem 6.3 with coordinate masks Dₖᵗ: same constants", "Of the result", Kind::full,
                           "lemmas/difference.hpp: difference",
                           "Coordinate writes keep all constants of Difference and of the main inequality",
                           "Coordinate writes do not keep the halved constants"};
inline constexpr Claim A25{"A25", "gradient evaluations: GD/SGD = n/(1+M) if σ = 0", "Lecture 6 Recap", Kind::heuristic,
                           "lemmas/recap.hpp: benefit_of_sgd",
                           "SGD needs n/(1+M) times fewer gradient evaluations than GD if σ is 0",
                           "SGD has no benefit over GD on separate coordinates: M = n−1"};
inline constexpr Claim A25a{"A25a", "M = 0 is most difficult: read as bounds, larger M is harder, M = 0 leaves 1/√T",
                            "Lecture 6 Recap", Kind::heuristic,
                            "lemmas/recap.hpp: bounded_variance",
                            "The bound grows with M, and without σ only its 1/T term is left",
                            "No σ² bounds the variance with M = 0 when curvatures differ"};
inline constexpr Claim A25b{"A25b", "samples uniform, in batches and for workers", "Lecture 6 Recap", Kind::structural,
                            "lemmas/e_process.hpp: uniformity",
                            "Uniform samples keep the main inequality and are not rejected",
                            "A worker over-represented 3:1 refutes the main inequality and is rejected"};
inline constexpr Claim C1{"C1", "E f(x̃ₜ₊₁) ≤ f(x̃ₜ)−γ/2‖∇f(x̃ₜ)‖²−γ/2(1−γL)‖∇f‖²+γ²L/2·V+γL²/2·Δₜ, every γ > 0", "sharper than Lemma 6.4",
                          Kind::conditional,
                          "lemmas/decrease.hpp: decrease_for_every_step_size",
                          "The sharper Decrease holds for every step size",
                          "The sharper Decrease is refuted without the factor 1−γL"};
inline constexpr Claim C2{"C2", "EΔₜ ≤ 1/(100L²τ)ΣE‖∇f(xₖ)‖²+γ/(10L)σ², consistent vector reads", "sharper than Lemma 6.5", Kind::full,
                          "lemmas/difference.hpp: difference_of_consistent_reads",
                          "Consistent reads halve both constants of Difference",
                          "The halved constants are refuted by a slow reader: 841/160000 > 401/80000"};
inline constexpr Claim C2a{"C2a", "EΔₜ = γ²E‖ΣD∇f‖²+γ²E‖ΣDξ‖², consistent vector reads", "sharper than Lemma 6.5", Kind::full,
                           "lemmas/difference.hpp: difference_of_consistent_reads",
                           "Missing gradients and missing noise are orthogonal under consistent reads",
                           "Missing gradients and missing noise are not orthogonal for reads consistent by coordinate only"};
inline constexpr Claim C2b{"C2b", "EΔₜ ≤ γ²τ(1+M)ΣE‖∇f(xₖ)‖²+γ²τ²σ², any schedule", "not on the slides", Kind::full,
                           "lemmas/difference.hpp: difference_under_any_schedule",
                           "Difference under any schedule holds even when the schedule depends on the noise",
                           "Difference under any schedule is refuted with τ in place of τ²"};
inline constexpr Claim C3a{"C3a", "(6/25)(1/T)ΣE‖∇f‖² ≤ F₀/(γT)+(3/5)γLσ²", "sharper than Proof II", Kind::full,
                           "lemmas/delayed_rate.hpp: unrounded_rate",
                           "Every rate of the table holds at its largest step size",
                           "No rate of the table holds with a larger α by its own proof"};
inline constexpr Claim C3b{"C3b", "(4/5)(1/T)ΣE‖∇f‖² ≤ F₀/(γT)+γLσ²", "sharper than Proof II", Kind::full,
                           "lemmas/delayed_rate.hpp: reweighted_rate",
                           "Every rate of the table holds at its largest step size",
                           "No rate of the table holds with a larger α by its own proof"};
inline constexpr Claim C3c{"C3c", "(1−2/κ)(1/T)ΣE‖∇f‖² ≤ F₀/(γT)+γLσ², γ ≤ 1/(κL(M+τ)), κ > 2", "sharper than Proof II", Kind::full,
                           "lemmas/delayed_rate.hpp: larger_step_rate",
                           "Every rate of the table holds at its largest step size",
                           "No rate of the table holds with a larger α by its own proof"};
inline constexpr Claim C3d{"C3d", "(1−3/(2κ))(1/T)ΣE‖∇f‖² ≤ F₀/(γT)+γLσ², consistent vector reads", "sharper than Proof II", Kind::full,
                           "lemmas/delayed_rate.hpp: consistent_rate",
                           "Every rate of the table holds at its largest step size",
                           "A coefficient of 43/50 is refuted for consistent reads"};
inline constexpr Claim C3e{"C3e", "MAIN under any schedule, even one that depends on the samples, if τ ≤ 14",
                           "not on the slides", Kind::full,
                           "lemmas/averaged_gradient.hpp: averaged_gradient_under_any_schedule",
                           "The main inequality survives a schedule that depends on the noise up to a delay of 14",
                           "The scalars of the main inequality under any schedule are refuted at τ = 15"};
inline constexpr Claim D32a{"D3.2a", "Δₜ ≤ 1/(50L²τ)Σ‖∇f(xₖ)‖²+γ/(5L)σ²+2γ²Wₜ, one run", "not on the slides", Kind::sure,
                            "lemmas/sure_forms.hpp: sure_difference",
                            "The sure forms of Difference and of the main inequality hold on every path",
                            "The sure forms are refuted without their martingale remainders"};
inline constexpr Claim D32b{"D3.2b", "1/(5T)Σ‖∇f(xₜ)‖² ≤ F₀/(γT)+γLσ²+N, one run", "not on the slides", Kind::sure,
                            "lemmas/sure_forms.hpp: sure_averaged_gradient",
                            "The sure forms of Difference and of the main inequality hold on every path",
                            "The sure forms are refuted without their martingale remainders"};
inline constexpr Claim D33{"D3.3", "RHS+N−LHS of MAIN = sum of 13 slacks ≥ 0, one run", "not on the slides", Kind::identity,
                           "lemmas/slack_ledger.hpp: slack_ledger",
                           "The thirteen slacks are non-negative and add up exactly",
                           "A lost mask makes the lipschitz slack negative, and a constant that is too small its own slack"};
inline constexpr Claim D34a{"D3.4a", "E K = 1 if the schedule is independent of the samples", "not on the slides", Kind::full,
                            "lemmas/e_process.hpp: obliviousness",
                            "The e-process for obliviousness has expectation 1 over all paths",
                            "The e-process rejects a schedule that is slow whenever the noise is +1"};
inline constexpr Claim D34b{"D3.4b", "E K = 1 if samples are uniform given their labels", "not on the slides", Kind::full,
                            "lemmas/e_process.hpp: uniformity",
                            "The e-process for uniform samples has expectation 1 over all paths",
                            "The e-process rejects samples that are drawn before the read"};
inline constexpr Claim D34c{"D3.4c", "E K = 1 if E[⟨∇f(x̃ₜ),ξₜ⟩ | past] = 0", "not on the slides", Kind::full,
                            "lemmas/e_process.hpp: unbiased_direction",
                            "The e-process for unbiased directions has expectation 1 over all paths",
                            "The e-process rejects directions that favour one sample"};
inline constexpr Claim Young{"Young", "−aᵀb ≤ ½‖a‖²+½‖b‖²", "Proof of Decrease", Kind::sure,
                             "lemmas/elementary.hpp: young",
                             "Young's inequality holds for all vectors and every weight",
                             "Young's inequality is refuted with ¼ and ½"};
inline constexpr Claim SquareOfSum{"SquareOfSum", "‖a+b‖² ≤ 2‖a‖²+2‖b‖²", "Proof of Difference", Kind::sure,
                                   "lemmas/elementary.hpp: square_of_sum",
                                   "The square of a sum is at most twice the sum of the squares",
                                   "The square of a sum is refuted with factor 1"};
inline constexpr Claim Jensen{"Jensen", "‖Σₖaₖ‖² ≤ m Σₖ‖aₖ‖², m terms", "Proof of Difference", Kind::sure,
                              "lemmas/elementary.hpp: jensen",
                              "Jensen's inequality holds for every number of terms",
                              "Jensen's inequality is refuted with one factor less than there are terms"};
inline constexpr Claim IndependentNoise{"IndependentNoise", "E‖Σξₖ‖² = ΣE‖ξₖ‖², independent", "Proof of Difference", Kind::full,
                                        "lemmas/elementary.hpp: independent_noise",
                                        "Independent centred noises add their variances",
                                        "Equal noises do not add their variances"};

/// In the order of the lecture.
inline constexpr std::array all{&A1, &A2, &A3, &A4, &A5, &A6, &A6a, &A7, &A7a, &A8, &A9, &A10, &A10a, &A10b, &A11, &A11a, &A12, &A13,
                                &A14, &A15, &A16, &A17, &A18, &A19, &A20, &A21, &A21a, &A21b, &A21c, &A21d, &A21e, &A22, &A22a, &A22b,
                                &A22c, &A22d, &A22e, &A22f, &A23, &A23a, &A23b, &A23c, &A23d, &A23e, &MAIN, &Tuning, &A24, &A25, &A25a,
                                &A25b, &C1, &C2, &C2a, &C2b, &C3a, &C3b, &C3c, &C3d, &C3e, &D32a, &D32b, &D33, &D34a, &D34b, &D34c,
                                &Young, &SquareOfSum, &Jensen, &IndependentNoise};

}  // namespace claims
}  // namespace lemmata
