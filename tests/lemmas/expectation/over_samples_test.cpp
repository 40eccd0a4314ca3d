// Tests of lemmas/expectation/over_samples.hpp.
#include "lemmas/expectation/over_samples.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

TEST_CASE("The expectation over one sample is the average: every sample once, with weight 1/n") {
  property("n times the expectation is the sum", [] {
    const auto n = *draw::count(1, 8).as("n"), d = *draw::count(1, 3).as("d");
    const auto values = *draw::points(n, d).as("values");
    std::vector<int> asked(n, 0);
    const auto first = [&](std::size_t i) {
      ++asked[i];
      return values[i](0);
    };
    const Exact average = over_samples<Exact>(n, first);
    RC_ASSERT(asked == std::vector<int>(n, 1));
    Vector<Exact> sum = Vector<Exact>::Zero(static_cast<Eigen::Index>(d));
    for (const auto& value : values) sum += value;
    RC_ASSERT(Exact(n) * average == sum(0));
    RC_ASSERT(Exact(n) * vector_over_samples<Exact>(n, sum.size(), [&](std::size_t i) { return values[i]; }) == sum);
    RC_ASSERT(contains(over_samples<Enclosure>(n, [&](std::size_t i) { return Enclosure(values[i](0)); }), average));
    RC_ASSERT(contains(over_samples<WideEnclosure>(n, [&](std::size_t i) { return wide(values[i](0)); }), average));
  });
}

TEST_CASE("The mean of the samples that happened to be drawn is not the expectation") {
  const std::vector<Exact> values = {1, -1};
  const std::vector<std::size_t> drawn = {0, 0, 1};
  const Exact expectation = over_samples<Exact>(values.size(), [&](std::size_t i) { return values[i]; });
  const Exact sample_mean = over_samples<Exact>(drawn.size(), [&](std::size_t j) { return values[drawn[j]]; });
  CHECK(expectation == 0);
  CHECK(sample_mean == ratio(1, 3));
}

TEST_CASE("An expectation over no samples is refused") {
  CHECK_THROWS_AS(over_samples<Exact>(0, [](std::size_t) { return Exact(0); }), std::invalid_argument);
  CHECK_THROWS_AS(over_samples<Enclosure>(0, [](std::size_t) { return Enclosure(0); }), std::invalid_argument);
  CHECK_THROWS_AS(vector_over_samples<Exact>(0, 1, [](std::size_t) { return vector({0}); }), std::invalid_argument);
}
