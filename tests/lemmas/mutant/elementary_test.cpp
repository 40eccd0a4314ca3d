// Tests of the mutants of elementary inequalities, scalar lines, rates, scaling rules and definitions.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

namespace {

void all_are(Truth truth, const std::vector<std::string>& questions) {
  for (const std::string& question : questions) {
    CAPTURE(question);
    CHECK(truth_of(question) == truth);
  }
}

}  // namespace

TEST_CASE("Elementary inequalities turn at their sharp constants") {
  all_are(Truth::yes, {"young", "young p=1 q=1/4", "young p=e/2 q=1/(2*e)", "young p=e q=1/e", "young p=1/100 q=25", "sum-of-squares",
                       "sum-of-squares constant=3", "sum-of-squares p=3/2 q=3", "sum-of-squares terms=5 constant=5",
                       "sum-of-squares terms=20 constant=41/2", "jensen", "jensen constant=tau^2", "smoothness", "smoothness constant=1",
                       "lipschitz", "noise-adds", "noise-adds noise=pairwise", "noise-adds relation=le constant=2"});
  all_are(Truth::no, {"young q=1/4",
                      "young p=1/2 q=49/100",
                      "young p=0 q=100",
                      "young p=-1",
                      "young p=1 q=-1",
                      "young p=e q=1/(5*e)",
                      "young p=e q=1",
                      "sum-of-squares constant=1",
                      "sum-of-squares constant=199/100",
                      "sum-of-squares p=3/2 q=29/10",
                      "sum-of-squares p=1 q=1000000",
                      "sum-of-squares terms=5 constant=4",
                      "jensen constant=1",
                      "jensen constant=tau-1",
                      "jensen constant=10",
                      "smoothness constant=1/4",
                      "lipschitz constant=1/2",
                      "noise-adds constant=2",
                      "noise-adds constant=1/2",
                      "noise-adds noise=shared",
                      "noise-adds noise=centred",
                      "noise-adds noise=not-centred"});
}

TEST_CASE("Scalar lines turn at their sharp constants") {
  all_are(Truth::yes,
          {"decrease-step", "decrease-step kappa=10 c=9/20", "decrease-step range=tau", "difference-gradient-step",
           "difference-gradient-step factor=1 p=1/100", "difference-gradient-step tau-power=0", "difference-noise-step", "plug-in",
           "noise-sum", "gradient-sum", "gradient-sum c=6/25", "counting", "counting bound=min(tau,T-1-k) relation=eq",
           "counting bound=T-1-k", "tuning", "tuning deterministic=51", "complexity", "complexity stochastic=1"});
  all_are(Truth::no, {"decrease-step kappa=1", "decrease-step c=1/2", "decrease-step h=-1 a=1/5", "difference-gradient-step p=1/51",
                      "difference-gradient-step tau-power=2", "difference-gradient-step kappa=9", "difference-noise-step q=1/6",
                      "plug-in gradient=1/50", "plug-in q=1/4", "noise-sum bound=1/2", "gradient-sum c=1/4", "counting relation=eq",
                      "counting bound=tau-1", "tuning deterministic=49", "tuning stochastic=9", "tuning gamma=crit", "complexity deterministic=1/2",
                      "complexity deterministic=1 stochastic=1/2", "complexity deterministic=3/2 stochastic=1"});
}

TEST_CASE("Rates, scaling rules and definitions turn at their sharp constants") {
  all_are(
      Truth::yes,
      {"rate", "rate deterministic=8 stochastic-squared=16 kappa=4", "rate deterministic=6 stochastic-squared=16 kappa=3 reads=consistent",
       "rate deterministic=25/2 stochastic-squared=25/4", "minibatch-rate", "minibatch-rate deterministic=2 stochastic-squared=8 kappa=1",
       "scaling", "scaling form=mean low=1 high=2", "scaling low=(M+b)/(M+2*b) high=(M+b)/(M+2*b)", "keep-step-size",
       "keep-step-size M=98 b=1", "speed-up", "speed-up factor=1 when=always", "speed-up relation=le factor=2 when=always", "regime",
       "regime bound=2 when=b>=M", "virtual-iterate", "missing-count"});
  all_are(Truth::no, {"rate deterministic=10", "minibatch-rate deterministic=10", "scaling form=mean", "scaling low=3/5",
                      "keep-step-size step=19/10 M=0", "keep-step-size growth=3", "speed-up factor=3/2", "speed-up when=always",
                      "speed-up factor=2", "regime bound=M/b", "regime bound=3/2 when=b>=M", "regime bound=2", "virtual-iterate sign=-1",
                      "virtual-iterate over=applied", "missing-count bound=tau-1", "missing-count bound=1"});
}
