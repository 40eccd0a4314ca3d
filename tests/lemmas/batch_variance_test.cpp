// Tests of lemmas/batch_variance.hpp, against the enumeration of all batches.
#include "lemmas/batch_variance.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

using Vectors = std::vector<Vector<Exact>>;
constexpr Sampling samplings[] = {Sampling::with_replacement, Sampling::without_replacement};

/// E‖ξ̄‖² over all nᵇ tuples, or over all ordered choices of b different ones.
Exact over_all_batches(const Vectors& xi, std::size_t b, Sampling sampling) {
  Exact total = 0;
  std::size_t batches = 0;
  std::vector<std::size_t> batch;
  const auto extend = [&](const auto& self) -> void {
    if (batch.size() == b) {
      Vector<Exact> mean = Vector<Exact>::Zero(xi[0].size());
      for (const std::size_t i : batch) mean += xi[i] / Exact(b);
      total += norm2(mean);
      ++batches;
      return;
    }
    for (std::size_t i = 0; i < xi.size(); ++i) {
      if (sampling == Sampling::without_replacement && std::find(batch.begin(), batch.end(), i) != batch.end()) continue;
      batch.push_back(i);
      self(self);
      batch.pop_back();
    }
  };
  extend(extend);
  return total / Exact(batches);
}

Vectors centred(Vectors xi) {
  Vector<Exact> mean = Vector<Exact>::Zero(xi.at(0).size());
  for (const auto& x : xi) mean += x / Exact(xi.size());
  for (auto& x : xi) x -= mean;
  return xi;
}
/// ξᵢ from the gradients of a one-dimensional problem.
Vectors noise(const std::vector<Exact>& gradients) {
  Vectors xi;
  for (const auto& g : gradients) xi.push_back(vector({g}));
  return centred(xi);
}
Exact variance_of(const Vectors& xi) {
  return over_samples<Exact>(xi.size(), [&](std::size_t i) { return norm2(xi[i]); });
}

template <class Real>
Proof<Real> enclosed(const Vectors& xi, std::size_t b, Sampling sampling, const Exact& bound) {
  std::vector<Vector<Real>> x;
  for (const auto& v : xi) x.push_back(as<Real>(v));
  return batch_variance<Real>(x, b, sampling, as<Real>(bound));
}

}  // namespace

TEST_CASE("The variance of a batch is V/b with replacement and (V/b)(n−b)/(n−1) without") {
  property("as over all batches, one by one; and at most bound/b", [] {
    const auto n = *draw::count(1, 4).as("n"), d = *draw::count(1, 2).as("d");
    const Vectors xi = centred(*draw::points(n, d).as("ξ"));
    const Exact V = variance_of(xi);
    for (const Sampling sampling : samplings) {
      const auto b = *draw::count(1, sampling == Sampling::with_replacement ? 4 : n).as("b");
      const auto proof = batch_variance<Exact>(xi, b, sampling, V);
      RC_ASSERT(objections(proof) == "");
      RC_ASSERT(proof[0].equality);
      RC_ASSERT(proof[0].left == over_all_batches(xi, b, sampling));
      RC_ASSERT(proof[0].right == V * batch_factor(n, b, sampling));
      if (b == 1) RC_ASSERT(proof[0].left == V);
      RC_ASSERT(disagreement(enclosed<Enclosure>(xi, b, sampling, V), proof) == "");
      RC_ASSERT(disagreement(enclosed<WideEnclosure>(xi, b, sampling, V), proof) == "");
    }
  }, {.cases = 200});
  const Vectors xi = noise({4, 1, -2, -3});
  CHECK(batch_variance<Exact>(xi, 2, Sampling::with_replacement, ratio(15, 2))[0].left == ratio(15, 4));
  CHECK(batch_variance<Exact>(xi, 2, Sampling::without_replacement, ratio(15, 2))[0].left == ratio(5, 2));
  CHECK(batch_variance<Exact>(noise({0, 1, 2, 5}), 3, Sampling::with_replacement, ratio(7, 2))[0].left == ratio(7, 6));
  CHECK(batch_variance<Exact>(noise({0, 1, 2, 5}), 2, Sampling::without_replacement, ratio(7, 2))[0].left == ratio(7, 6));
}

TEST_CASE("Quiz 1 is refuted: the variance of a mini-batch is not exactly σ²/b") {
  const Vectors xi = noise({1, -1});  // V = 1
  const auto exactly = [&](Sampling sampling, const Exact& sigma2) {
    return Proof<Exact>(batch_variance_over_pairs<Exact>(xi, 2, sampling)).eq(sigma2 / 2, claims::A2, "exactly σ²/b");
  };
  SECTION("σ² is only a bound: V = 1 with the declared σ² = 2") {
    const auto quiz = exactly(Sampling::with_replacement, 2);
    CHECK(quiz[0].left == ratio(1, 2));
    CHECK(quiz[0].right == 1);
    CHECK(quiz.outcome() == Outcome::violated);
  }
  SECTION("it depends on the sampling: both of two samples have no variance left") {
    const auto quiz = exactly(Sampling::without_replacement, 1);
    CHECK(quiz[0].left == 0);
    CHECK(quiz[0].right == ratio(1, 2));
    CHECK(quiz.outcome() == Outcome::violated);
  }
  SECTION("and even b = n leaves variance, with replacement") {
    CHECK(batch_variance_over_pairs<Exact>(xi, 2, Sampling::with_replacement) == ratio(1, 2));
  }
  SECTION("what is true: at most σ²/b") {
    for (const Sampling sampling : samplings) CHECK(objections(batch_variance<Exact>(xi, 2, sampling, 2)) == "");
  }
}

TEST_CASE("The variance of a batch over pairs is the average over all batches, for any vectors") {
  property("centred or not", [] {
    const auto n = *draw::count(1, 4).as("n"), d = *draw::count(1, 2).as("d");
    const Vectors xi = *draw::points(n, d).as("ξ");
    for (const Sampling sampling : samplings) {
      const auto b = *draw::count(1, sampling == Sampling::with_replacement ? 3 : n).as("b");
      RC_ASSERT(batch_variance_over_pairs<Exact>(xi, b, sampling) == over_all_batches(xi, b, sampling));
    }
  }, {.cases = 200});
}

TEST_CASE("The formula for the variance of a batch is refuted by noise with a bias") {
  const auto proof = batch_variance<Exact>(Vectors{vector({1}), vector({1})}, 2, Sampling::with_replacement, 1);
  CHECK(proof[0].left == 1);
  CHECK(proof[0].right == ratio(1, 2));
  CHECK(proof[0].outcome() == Outcome::violated);
}

TEST_CASE("A bound below the variance is violated") {
  const Vectors xi = noise({1, -1});
  CHECK(batch_variance<Exact>(xi, 2, Sampling::with_replacement, 1 - power_of_two(-200))[1].outcome() == Outcome::violated);
  CHECK(batch_variance<Exact>(xi, 2, Sampling::with_replacement, 1)[1].slack() == 0);
}

TEST_CASE("Doubling the batch halves the variance of independent draws, and of distinct ones more") {
  property("b → 2b", [] {
    const auto n = *draw::count(2, 20).as("n"), b = *draw::count(1, n / 2).as("b");
    RC_ASSERT(batch_factor(n, b, Sampling::with_replacement) == 2 * batch_factor(n, 2 * b, Sampling::with_replacement));
    RC_ASSERT(batch_factor(n, b, Sampling::without_replacement) > 2 * batch_factor(n, 2 * b, Sampling::without_replacement));
    RC_ASSERT(batch_factor(n, n, Sampling::without_replacement) == 0);
  });
}

TEST_CASE("A batch that cannot be drawn is refused, and the refusal names b and n") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THROWS_WITH(batch_factor(3, 0, Sampling::with_replacement), ContainsSubstring("b must be at least 1, got 0"));
  CHECK_THROWS_WITH(batch_factor(3, 4, Sampling::without_replacement), ContainsSubstring("b = 4") && ContainsSubstring("there are 3"));
  CHECK_NOTHROW(batch_factor(3, 4, Sampling::with_replacement));
  CHECK(batch_factor(1, 1, Sampling::without_replacement) == 0);
  for (const Sampling sampling : samplings) {
    CHECK_THROWS_AS(batch_factor(0, 1, sampling), std::invalid_argument);
    CHECK_THROWS_AS(batch_variance<Exact>(Vectors{}, 1, sampling, 1), std::invalid_argument);
    CHECK_THROWS_AS(batch_variance_over_pairs<Exact>(Vectors{}, 1, sampling), std::invalid_argument);
    CHECK_THROWS_AS(batch_variance<Exact>(noise({1}), 0, sampling, 1), std::invalid_argument);
  }
}
