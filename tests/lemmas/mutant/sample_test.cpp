// Statements of the lecture, some changed, with the verdict that each deserves: a table to be extended.
#include "lemmas/mutant.hpp"

#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

namespace {

struct Row {
  const char* statement;
  const char* question;
  bool is_true;
};

const std::vector<Row> decrease_rows{
    {"the lemma", "decrease", true},
    {"1/2 for 1/4", "decrease c=1/2", false},
    {"1/2 for 1/4, any γ > 0", "decrease c=1/2 range=every", false},
    {"3/8 for 1/4", "decrease c=3/8", true},
    {"9/20 for 1/4", "decrease c=9/20", true},
    {"γ ≤ 1/(2L(M+1))", "decrease kappa=2 range=M", true},
    {"γ ≤ 1/(L(M+τ))", "decrease kappa=1", false},
    {"γ²Lσ²/4", "decrease e=1/4", false},
    {"γ²σ²/2: L lost", "decrease noise-L=0", false},
    {"5/14 for 1/2 before the difference", "decrease d=5/14", true},
    {"γL/2 before the difference: L lost", "decrease difference-L=1", false},
    {"γ ≤ 1/(10L(M+1))", "decrease range=M", true},
    {"also −γ/2‖∇f(x̃ₜ)‖², γ ≤ 1/(2L(M+1))", "decrease virtual=1/2 kappa=2 range=M", true},
    {"every γ: −γ/2‖∇f(x̃ₜ)‖² − γ/2(1−γL(1+M))‖∇f(xₜ)‖²", "decrease c=1/2 virtual=1/2 square=1/2 range=every", true},
    {"τ = 0 admitted", "decrease least-tau=0", false},
    {"label at the write: P(i₀=1) = 3/4", "decrease labels=at-write", false},
    {"samples without replacement", "decrease samples=without-replacement", false},
    {"L/2 for L", "decrease L=1/2", false},
};

const std::vector<Row> difference_rows{
    {"the lemma", "difference", true},
    {"1/200 for 1/50", "difference p=1/200", false},
    {"1/20 for 1/5", "difference q=1/20", false},
    {"both halved, any reads", "difference p=1/100 q=1/10", false},
    {"τ² for τ", "difference tau-power=2 tau=3", false},
    {"no τ", "difference tau-power=0", true},
    {"γ ≤ 1/(10Lτ)", "difference range=no-M", false},
    {"γ ≤ 1/(L(M+τ))", "difference kappa=1", false},
    {"γ ≤ 1/(5L(M+τ))", "difference kappa=5", false},
    {"slow iff ξ = +1, τ = 8", "difference reads=dependent tau=8", false},
    {"the majority's sign is delayed, τ = 5", "difference-majority tau=5", false},
    {"the majority's sign is delayed, τ = 4", "difference-majority tau=4", true},
    {"one draw for all, τ = 3", "difference noise=shared tau=3", false},
    {"2γ²σ²: τ lost, τ = 3", "difference-line noise-tau=0 tau=3", false},
    {"both halved, consistent reads", "difference reads=consistent p=1/100 q=1/10", true},
    {"coordinate masks", "difference masks=coordinate", true},
    {"γ²|J|Σ‖gₖ‖², any schedule, every path", "difference-sure", true},
    {"γ²τ(1+M)W + γ²τ²σ², any schedule", "difference-line reads=dependent gradient=1 M=1 M-tau=1 noise=1 noise-tau=2", true},
};

const std::vector<Row> batch_rows{
    {"≤ V/B with replacement", "variance sampling=with factor=1/B relation=le", true},
    {"= V/B without replacement", "variance sampling=without factor=1/B", false},
    {"(V/B)(n−B)/(n−1) without", "variance sampling=without factor=(n-B)/(B*(n-1))", true},
    {"bV of a sum", "variance form=sum factor=B", true},
    {"V/b of a sum", "variance form=sum factor=1/B relation=le", false},
    {"E‖ḡ‖² ≤ (1+M/B)‖∇f‖² + σ²/B", "second-moment batch=B gradient=1+M/B noise=1/B", true},
    {"≤ V/B with one seed for all", "variance samples=shared factor=1/B relation=le", false},
    {"≤ V/B, pairwise independent", "variance samples=pairwise factor=1/B relation=le", true},
    {"0 with replacement at B = n", "variance sampling=with factor=0 batch=n", false},
    {"V_{2B} = V_B/2", "batch-doubling factor=1/2", true},
    {"standard deviation σ/B", "variance quantity=deviation factor=1/B relation=le", false},
    {"τ = b−1", "batch-delay tau=b-1", true},
    {"xₜ = x̃ₜ + γΣ_Jgₖ", "virtual-iterate sign=1", true},
};

const std::vector<Row> theorem_rows{
    {"1 for 1/5", "main alpha=1", false},
    {"4/5 for 1/5", "main alpha=4/5", true},
    {"6/25 and 3/5", "main alpha=6/25 beta=3/5", true},
    {"F₀/6", "main gap=1/6", false},
    {"γLσ²/10", "main beta=1/10", false},
    {"γLσ²/4 and F₀/4", "main beta=1/4 gap=1/4", true},
    {"γ ≤ 1/(L(M+τ)), τ = 1", "main kappa=1 tau=1", false},
    {"γ ≤ 1/(10L(M+1))", "main range=M", false},
    {"the last iterate", "main average=last", false},
    {"average over t = 1, …, T", "main average=1..T", true},
    {"delays that depend on the samples", "main reads=dependent", false},
    {"samples 3:1", "main sampling=biased", false},
    {"mini-batches directly: 19/20 and 1/2", "minibatch-main alpha=19/20 beta=1/2", true},
    {"17/20, consistent reads", "main reads=consistent alpha=17/20", true},
    {"1/2 for γ ≤ 1/(4L(M+τ))", "main kappa=4 alpha=1/2", true},
    {"any delays up to 14", "main reads=dependent tau=<=14", true},
    {"50 and 10 by tuning", "tuning deterministic=50 stochastic=10", true},
};

const std::vector<Row> step_rows{
    {"Young", "young p=1/2 q=1/2", true},
    {"½ and ¼", "young p=1/2 q=1/4", false},
    {"e/2 and 1/(2e)", "young p=e/2 q=1/(2*e)", true},
    {"‖a+b‖² ≤ ‖a‖² + ‖b‖²", "sum-of-squares constant=1", false},
    {"‖a+b‖² ≤ 3/2‖a‖² + 3‖b‖²", "sum-of-squares p=3/2 q=3", true},
    {"Jensen", "jensen constant=tau", true},
    {"Jensen without τ", "jensen constant=1", false},
    {"E‖g‖² ≤ (M+1)‖∇f‖² + σ²", "second-moment gradient=M+1 noise=1", true},
    {"E‖g‖² ≤ M‖∇f‖² + σ²", "second-moment gradient=M noise=1", false},
    {"L/4 in smoothness", "smoothness constant=1/4", false},
    {"1/4 − 1/100 ≥ 1/5", "gradient-sum a=1/4 b=1/100 c=1/5", true},
    {"at most τ times", "counting bound=tau", true},
    {"exactly τ times", "counting bound=tau relation=eq", false},
    {"2γ²(τ+M) ≤ 1/(50L²τ)", "difference-gradient-step", true},
    {"2γ²τ ≤ γ/(5L)", "difference-noise-step", true},
    {"γ_crit(2b)/γ_crit(b) ∈ [½,1]", "scaling form=sum low=1/2 high=1", true},
    {"keeping γ = 19/(10Lb) at M = 0", "keep-step-size step=19/10 M=0", false},
    {"keeping γ = 1/(L(M+b)) at M = 98, b = 1", "keep-step-size M=98 b=1", true},
    {"at least 4/3 by doubling b ≤ M", "speed-up factor=4/3 when=b<=M", true},
    {"(M+b)/b ≤ 2M/b, b ≤ M", "regime bound=2*M/b when=b<=M", true},
    {"(M+b)/b ≤ 2, b ≥ M", "regime bound=2 when=b>=M", true},
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.statement, row.question);
    CHECK(truth_of(row.question) == truth(row.is_true));
  }
}

}  // namespace

TEST_CASE("Changed statements of Decrease get the verdicts they deserve") { check(decrease_rows); }
TEST_CASE("Changed statements of Difference get the verdicts they deserve") { check(difference_rows); }
TEST_CASE("Changed statements of batches and definitions get the verdicts they deserve") { check(batch_rows); }
TEST_CASE("Changed statements of the theorems get the verdicts they deserve") { check(theorem_rows); }
TEST_CASE("Changed proof steps, step sizes and scaling rules get the verdicts they deserve") { check(step_rows); }

TEST_CASE("Every family is true with the lecture's values") {
  for (const Family& family : families()) {
    CAPTURE(std::string(family.name));
    CHECK(truth_of(std::string(family.name)) == Truth::yes);
  }
}
