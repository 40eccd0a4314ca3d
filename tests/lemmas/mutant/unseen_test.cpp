// Mutants far from the lecture's: extreme, negative, with expressions. Verdicts were worked out by hand; each answer is looked at by truth_of.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/refusal.hpp"

using namespace lemmata;

namespace {

void all_are(Truth verdict, const std::vector<std::string>& questions) {
  for (const std::string& question : questions) {
    CAPTURE(question);
    CHECK(truth_of(question) == verdict);
  }
}

}  // namespace

TEST_CASE("Mutants nobody has listed that are true, with a certificate or a proof") {
  all_are(Truth::yes, {"decrease c=1/2 d=1000000",  // 1−c−a/2 = 9/20
                       "decrease c=-5 d=1/23",
                       "decrease c=9/20 d=5",
                       "decrease range=M kappa=2",
                       "decrease kappa=1000000",
                       "difference p=1000 q=1000",
                       "difference kappa=100",
                       "main alpha=1/1000000",
                       "main alpha=-1",
                       "main gap=1/2",  // twice that: α = 2/5, β = 2
                       "main reads=dependent tau=15",
                       "young p=e/4 q=1/e",
                       "young p=e^2 q=1/(4*e^2)",
                       "young p=e+1/e q=e+1/e",
                       "young p=99999999999999999999999999999999999999 q=1/99999999999999999999999999999999999998",
                       "sum-of-squares p=3 q=3/2",
                       "sum-of-squares constant=7/2 terms=3",
                       "jensen constant=2*tau-1",
                       "jensen constant=(tau*tau+1)/2",
                       "jensen constant=tau^8",
                       "smoothness constant=1",
                       "noise-adds relation=le constant=2",
                       "decrease-step c=-1",
                       "decrease-step h=-7 c=1/2",
                       "difference-gradient-step p=1/49",
                       "difference-noise-step kappa=1000000",
                       "plug-in d=0 gradient=0 noise=0",
                       "noise-sum a=-10 bound=-9",
                       "gradient-sum c=6/25",
                       "counting bound=T",
                       "counting bound=tau*(T-k)/(T-k)",
                       "tuning alpha=1/4",
                       "complexity deterministic=3 stochastic=3",
                       "complexity deterministic=100 stochastic=1",
                       "rate deterministic=8 stochastic-squared=16 kappa=4",
                       "rate reads=consistent deterministic=6 stochastic-squared=16 kappa=3",
                       "minibatch-rate deterministic=2 stochastic-squared=8 kappa=1",
                       "scaling growth=3 low=1/3",
                       "scaling low=(M+b)/(M+2*b) high=(M+b)/(M+2*b)",
                       "scaling growth=1 low=1",
                       "keep-step-size step=1/1000 growth=2000",
                       "keep-step-size growth=1/2 step=2",
                       "speed-up when=always factor=1",
                       "regime when=b>=M bound=2",
                       "missing-count bound=tau^2",
                       "variance sampling=without relation=le",
                       "variance samples=shared factor=1",
                       "second-moment gradient=1+M/B noise=1/B batch=B",
                       "batch-delay tau=b-2 relation=ge",
                       "difference-sure J-power=2",
                       "minibatch-main alpha=1/2 kappa=1"});
}

TEST_CASE("Mutants nobody has listed that are false, with a witness") {
  all_are(Truth::no, {"decrease c=-5 d=1/25",
                      "decrease c=0 d=1/4 kappa=1000000",
                      "decrease d=-1",
                      "decrease d=0",
                      "decrease e=-1",
                      "decrease kappa=1/1000",
                      "decrease range=M kappa=199/100",
                      "decrease c=999999999999/2000000000000",
                      "difference p=-1",
                      "difference p=0",
                      "difference q=0",
                      "difference kappa=1",
                      "main beta=-1",
                      "main alpha=1",
                      "main reads=dependent tau=625",
                      "young p=e/4 q=999/(1000*e)",
                      "young p=-1 q=10",
                      "young p=e q=e",
                      "sum-of-squares p=1 q=1000",
                      "sum-of-squares constant=-2",
                      "jensen constant=tau-1",
                      "jensen constant=10",
                      "jensen constant=tau/2+1/2",
                      "smoothness constant=49/100",
                      "lipschitz constant=99/100",
                      "noise-adds constant=-1",
                      "decrease-step h=1000000",
                      "difference-gradient-step kappa=9999/1000",
                      "difference-noise-step kappa=999999/100000",
                      "noise-sum bound=59/100",
                      "gradient-sum c=24000001/100000000",
                      "counting bound=T-2-k",
                      "counting bound=2",
                      "counting relation=ge",
                      "tuning deterministic=4999999/100000",
                      "tuning stochastic=9999999/1000000 deterministic=1000",
                      "tuning gamma=crit deterministic=1000000 stochastic=1000000",
                      "complexity deterministic=100 stochastic=99/100",
                      "rate deterministic=8 stochastic-squared=16",  // γ ≤ 1/(10L(M+τ)) is too small for it
                      "minibatch-rate deterministic=1",
                      "scaling growth=3",
                      "keep-step-size step=1/1000 growth=2001",
                      "keep-step-size growth=1/2 step=21/10",
                      "speed-up when=b>=M",
                      "virtual-iterate sign=999/1000",
                      "missing-count bound=5",
                      "variance factor=1/(B+1)",
                      "variance factor=1/(B-3)",
                      "second-moment noise=1/2",
                      "second-moment gradient=1+M/(2*B) noise=1/B batch=B",
                      "batch-delay tau=b-2",
                      "difference-sure factor=99/100",
                      "difference-line gradient=0",
                      "minibatch-main beta=49/100"});
}

TEST_CASE("What the engine cannot decide it calls undecided") {
  all_are(Truth::unknown, {"difference-gradient-step factor=-2 tau-power=3 p=0", "counting bound=(tau+T-1-k)/2",
                           "rate stochastic-squared=0", "difference-line gradient=1"});
}

TEST_CASE("What is no number, or not in its range, is refused") {
  for (const std::string question :
       {"young p=1/0", "decrease kappa=0", "decrease kappa=-1", "decrease foo=1", "nothing", "jensen constant=tau/(tau-tau)",
        "jensen constant=((((tau", "jensen constant=", "scaling growth=-1", "scaling growth=0", "counting bound=1/(T-1)",
        "rate stochastic-squared=-3", "minibatch-rate stochastic-squared=-1/2", "difference tau=100000000"}) {
    CAPTURE(question);
    CHECK(refusal([&] { ask(question); }) != "accepted");
  }
}

TEST_CASE("Counting, tuning, complexity and rates have certificates, and a changed number in one is an objection") {
  for (const std::string question :
       {"counting", "counting bound=T-1-k", "counting bound=tau*tau", "tuning", "tuning deterministic=75", "complexity",
        "complexity deterministic=100 stochastic=1", "rate", "rate deterministic=8 stochastic-squared=16 kappa=4", "minibatch-rate"}) {
    CAPTURE(question);
    const Answer answer = ask(question);
    REQUIRE(answer.certificate);
    CHECK(objections(*answer.certificate).empty());
    Certificate broken = *answer.certificate;
    broken.difference = broken.difference - power(Polynomial::variable("x"), 2);
    CHECK_FALSE(objections(broken).empty());
    broken = *answer.certificate;
    broken.known.front().multiplier = -broken.known.front().multiplier;
    CHECK_FALSE(objections(broken).empty());
  }
}
