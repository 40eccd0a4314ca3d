// Tests of lemmas/elementary.hpp. Each inequality is tested with its slack, which is the reason that it holds.
#include "lemmas/elementary.hpp"

#include "lemmas/numbers/ldlt.hpp"
#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

using Vectors = std::vector<Vector<Exact>>;

template <class Real>
std::vector<Vector<Real>> as_vectors(const Vectors& vectors) {
  std::vector<Vector<Real>> result;
  for (const auto& v : vectors) result.push_back(as<Real>(v));
  return result;
}

/// Outcomes whose mean is 0: any vectors, and minus their sum.
rc::Gen<Vectors> centred(std::size_t d) {
  return rc::gen::map(rc::gen::mapcat(draw::count(0, 2), [d](std::size_t count) { return draw::points(count, d); }), [d](Vectors outcomes) {
    Vector<Exact> sum = Vector<Exact>::Zero(static_cast<Eigen::Index>(d));
    for (const auto& xi : outcomes) sum += xi;
    outcomes.push_back(-sum);
    return outcomes;
  });
}

}  // namespace

TEST_CASE("Young's inequality holds for all vectors and every weight") {
  property("with slack ‖εa + b‖²/(2ε)", [] {
    const auto d = *draw::count(1, 3).as("d");
    const Vector<Exact> a = *draw::point(d).as("a"), b = *draw::point(d).as("b");
    const Exact epsilon = *draw::any_step_size().as("ε");
    const auto proof = young(a, b, epsilon);
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(proof[0].left == -dot(a, b));
    RC_ASSERT(proof[0].slack() == norm2(Vector<Exact>(epsilon * a + b)) / (2 * epsilon));
    RC_ASSERT(disagreement(young(as<Enclosure>(a), as<Enclosure>(b), epsilon), proof) == "");
    RC_ASSERT(disagreement(young(as<WideEnclosure>(a), as<WideEnclosure>(b), epsilon), proof) == "");
  }, {.cases = 300});
  CHECK(young(vector({1}), vector({-1}))[0].right == 1);  // the slide's weights, with equality
  CHECK(young(vector({1}), vector({-1}))[0].slack() == 0);
}

TEST_CASE("Young's inequality is refuted with ¼ and ½") {
  const Vector<Exact> a = vector({1}), b = vector({-1});
  const auto mutant = Proof<Exact>(-dot(a, b)).le(ratio(1, 4) * norm2(a) + ratio(1, 2) * norm2(b), claims::Young, "¼ and ½");
  CHECK(mutant[0].left == 1);
  CHECK(mutant[0].right == ratio(3, 4));
  CHECK(mutant.outcome() == Outcome::violated);
}

TEST_CASE("Young's weights are right for every dimension: their Gram matrix is semidefinite and singular") {
  const auto gram = [](const Exact& p, const Exact& q) { return matrix({{p, ratio(1, 2)}, {ratio(1, 2), q}}); };
  property("[[ε/2, ½], [½, 1/(2ε)]] ⪰ 0", [&] {
    const Exact epsilon = *draw::any_step_size().as("ε");
    RC_ASSERT(ldlt(gram(epsilon / 2, 1 / (2 * epsilon)))->rank == 1);
  });
  CHECK_FALSE(positive_semidefinite(gram(ratio(1, 4), ratio(1, 2))));
}

TEST_CASE("Young's inequality without a positive weight is refused") {
  CHECK_THROWS_WITH(young(vector({1}), vector({1}), 0), Catch::Matchers::ContainsSubstring("got 0"));
  CHECK_THROWS_WITH(young(vector({1}), vector({1}), ratio(-1, 2)), Catch::Matchers::ContainsSubstring("got -1/2"));
}

TEST_CASE("The square of a sum is at most twice the sum of the squares") {
  property("with slack ‖a − b‖²", [] {
    const auto d = *draw::count(1, 3).as("d");
    const Vector<Exact> a = *draw::point(d).as("a"), b = *draw::point(d).as("b");
    const auto proof = square_of_sum(a, b);
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(proof[0].slack() == norm2(Vector<Exact>(a - b)));
    RC_ASSERT(disagreement(square_of_sum(as<Enclosure>(a), as<Enclosure>(b)), proof) == "");
    RC_ASSERT(disagreement(square_of_sum(as<WideEnclosure>(a), as<WideEnclosure>(b)), proof) == "");
  }, {.cases = 300});
}

TEST_CASE("The square of a sum is refuted with factor 1") {
  const Vector<Exact> a = vector({1});
  const auto mutant = Proof<Exact>(norm2(Vector<Exact>(a + a))).le(norm2(a) + norm2(a), claims::SquareOfSum, "factor 1");
  CHECK(mutant[0].left == 4);
  CHECK(mutant[0].right == 2);
  CHECK(mutant.outcome() == Outcome::violated);
  CHECK(square_of_sum(a, a)[0].slack() == 0);  // nor is any factor below 2 enough
}

TEST_CASE("Jensen's inequality holds for every number of terms") {
  property("with slack Σ_{j<k} ‖aⱼ − aₖ‖²", [] {
    const auto m = *draw::count(0, 6).as("m"), d = *draw::count(1, 3).as("d");
    const Vectors a = *draw::points(m, d).as("a");
    const auto proof = jensen<Exact>(a);
    Exact differences = 0;
    for (std::size_t k = 0; k < m; ++k)
      for (std::size_t j = 0; j < k; ++j) differences += norm2(Vector<Exact>(a[j] - a[k]));
    RC_ASSERT(objections(proof) == "");
    RC_ASSERT(proof[0].slack() == differences);
    RC_ASSERT(disagreement(jensen<Enclosure>(as_vectors<Enclosure>(a)), proof) == "");
    RC_ASSERT(disagreement(jensen<WideEnclosure>(as_vectors<WideEnclosure>(a)), proof) == "");
  }, {.cases = 300});
}

TEST_CASE("Jensen's inequality is refuted with one factor less than there are terms") {
  property("at m equal vectors: m²‖a‖² > (m−1)·m‖a‖²", [] {
    const auto m = *draw::count(1, 8).as("m");
    Vector<Exact> a = *draw::point(2).as("a");
    if (norm2(a) == 0) a = unit(2, 0);
    const Vectors equal(m, a);
    const auto proof = jensen<Exact>(equal);
    RC_ASSERT(proof[0].slack() == 0);
    const Exact one_less = Exact(m - 1) / Exact(m) * proof[0].right;
    RC_ASSERT(Proof<Exact>(proof[0].left).le(one_less, claims::Jensen, "m − 1").outcome() == Outcome::violated);
  });
}

TEST_CASE("Independent centred noises add their variances") {
  property("over all combinations of outcomes", [] {
    const auto count = *draw::count(0, 3).as("noises"), d = *draw::count(1, 2).as("d");
    const auto outcomes = *rc::gen::container<std::vector<Vectors>>(count, centred(d)).as("outcomes");
    const auto proof = independent_noise<Exact>(outcomes);
    RC_ASSERT(objections(proof) == "");
    Exact variances = 0;
    for (const auto& xi : outcomes)
      for (const auto& outcome : xi) variances += norm2(outcome) / Exact(xi.size());
    RC_ASSERT(proof[0].left == variances);
    std::vector<std::vector<Vector<Enclosure>>> enclosed;
    for (const auto& xi : outcomes) enclosed.push_back(as_vectors<Enclosure>(xi));
    RC_ASSERT(disagreement(independent_noise<Enclosure>(enclosed), proof) == "");
  }, {.cases = 200});
}

TEST_CASE("Equal noises do not add their variances") {
  const Vectors sign = {vector({1}), vector({-1})}, thrice = {vector({3}), vector({-3})};
  const Exact sum_of_variances = independent_noise<Exact>(std::vector{sign, sign, sign})[0].right;  // three workers
  const Exact variance_of_sum = independent_noise<Exact>(std::vector<Vectors>{thrice})[0].left;     // that share one seed
  const auto mutant = Proof<Exact>(variance_of_sum).eq(sum_of_variances, claims::IndependentNoise, "not independent");
  CHECK(mutant[0].left == 9);
  CHECK(mutant[0].right == 3);
  CHECK(mutant.outcome() == Outcome::violated);
  // and so much more that Difference fails at γ_crit = 1/30, τ = 3: γ²τ² = 1/100 > 2γ²τ = 1/150
  const Exact gamma2 = ratio(1, 900);
  CHECK(Proof<Exact>(gamma2 * variance_of_sum).le(2 * gamma2 * sum_of_variances, claims::IndependentNoise, "τ = 3").outcome() ==
        Outcome::violated);
}

TEST_CASE("Noise with a bias is vacuous, and its variances do not add up") {
  const auto proof = independent_noise<Exact>(std::vector<Vectors>{{vector({1})}, {vector({1})}});
  CHECK(proof.outcome() == Outcome::vacuous);
  CHECK(proof[0].holds == Truth::no);
  CHECK(proof[0].left == 4);
  CHECK(proof[0].right == 2);
}

TEST_CASE("Opposite biases cancel, and the line is an equality: it does not hold with less on the left either") {
  const auto proof = independent_noise<Exact>(std::vector<Vectors>{{vector({1})}, {vector({-1})}});
  CHECK(proof.outcome() == Outcome::vacuous);
  CHECK(proof[0].left == 0);
  CHECK(proof[0].right == 2);
  CHECK(proof[0].holds == Truth::no);
}

TEST_CASE("Noise without outcomes is refused") {
  CHECK_THROWS_AS(independent_noise<Exact>(std::vector<Vectors>{{}}), std::invalid_argument);
  CHECK_THROWS_AS(independent_noise<Exact>(std::vector<Vectors>{{vector({0})}, {}}), std::invalid_argument);
}
