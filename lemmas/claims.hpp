// The registry: every claim of the lecture that has a routine. The only list of ids; tables, pages, tests and exams read it.
#pragma once

#include <array>
#include <string_view>

namespace lemmata {

/// The kind of truth that a claim is: an identity; an inequality for all vectors (sure); in expectation given the past
/// (conditional); in full expectation; a definition; a fact about how the program runs (structural).
enum class Kind { identity, sure, conditional, full, definition, structural };

constexpr std::string_view name(Kind kind) {
  constexpr std::string_view names[] = {"identity", "sure", "conditional", "full", "definition", "structural"};
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
inline constexpr Claim A12{"A12", "after T updates, memory = x̃_T", "Hogwild!", Kind::identity,
                           "lemmas/virtual_iterate.hpp: virtual_iterates",
                           "The virtual iterate after T updates is the final memory",
                           "A lost update leaves memory different from the virtual iterate"};
inline constexpr Claim A13{"A13", "read t sees only gₖ with k < t", "Difficulties", Kind::structural,
                           "algorithms/recorder.hpp: audit",
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
inline constexpr Claim A18{"A18", "mini-batch is delayed SGD, τ = b−1", "Theorem 6.3", Kind::identity,
                           "lemmas/schedule.hpp: Schedule::blocks",
                           "Mini-batch SGD is delayed SGD with τ = b−1",
                           "A delay of b−2 does not cover a mini-batch of size b"};
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
inline constexpr Claim C1{"C1", "E f(x̃ₜ₊₁) ≤ f(x̃ₜ)−γ/2‖∇f(x̃ₜ)‖²−γ/2(1−γL)‖∇f‖²+γ²L/2·V+γL²/2·Δₜ, every γ > 0", "sharper than Lemma 6.4",
                          Kind::conditional,
                          "lemmas/decrease.hpp: decrease_for_every_step_size",
                          "The sharper Decrease holds for every step size",
                          "The sharper Decrease is refuted without the factor 1−γL"};
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
inline constexpr std::array all{&A1, &A2, &A12, &A13, &A14, &A15, &A16, &A18, &A21, &A21a, &A21b, &A21c, &A21d, &A21e,
                                &A22a, &A22b, &A22c, &C1, &Young, &SquareOfSum, &Jensen, &IndependentNoise};

}  // namespace claims
}  // namespace lemmata
