// Tests of the mutants of mini-batch statements.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("The variance of a batch is decided for every factor in n and B") {
  for (const std::string right :
       {"", "relation=le", "sampling=without factor=(n-B)/(B*(n-1))", "sampling=without relation=le", "form=sum factor=B",
        "samples=pairwise", "samples=shared factor=1", "factor=2/(B+B)", "relation=le factor=1", "relation=le of=sigma2"}) {
    CAPTURE(right);
    CHECK(truth_of("variance " + right) == Truth::yes);
  }
  for (const std::string wrong : {"sampling=without", "factor=0", "factor=0 batch=n", "form=sum factor=1/B relation=le", "samples=shared",
                                  "factor=1/B^2", "quantity=deviation relation=le", "factor=(n-B)/(B*(n-1))", "of=sigma2",
                                  "relation=ge factor=1", "factor=1/(2*B) relation=le", "sampling=without factor=(n-B)/(B*n)"}) {
    CAPTURE(wrong);
    CHECK(truth_of("variance " + wrong) == Truth::no);
  }
}

TEST_CASE("Second moments, doubled batches and the delay of a batch are decided") {
  for (const std::string right :
       {"batch-doubling", "batch-doubling form=sum factor=2", "batch-doubling sampling=without relation=le",
        "batch-doubling samples=shared factor=1", "second-moment", "second-moment batch=B gradient=1+M/B noise=1/B",
        "second-moment batch=B", "batch-delay", "batch-delay tau=b relation=le"}) {
    CAPTURE(right);
    CHECK(truth_of(right) == Truth::yes);
  }
  for (const std::string wrong :
       {"batch-doubling sampling=without", "batch-doubling factor=1/4", "second-moment gradient=M", "second-moment noise=1/2",
        "second-moment batch=B gradient=M/B noise=1/B", "second-moment batch=B gradient=1+M/B noise=1/B^2", "batch-delay tau=b",
        "batch-delay tau=b-2 relation=le"}) {
    CAPTURE(wrong);
    CHECK(truth_of(wrong) == Truth::no);
  }
}

TEST_CASE("An expression that cannot be read is refused, and what would be right is said") {
  for (const std::string bad : {"variance factor=", "variance factor=1/0", "variance factor=x", "variance factor=(n",
                                "variance factor=1//2", "variance factor=n^-1", "variance factor=n^100", "variance factor=1/(B-B)"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(ask(bad), std::invalid_argument);
  }
}
