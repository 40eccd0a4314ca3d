// Every line of the proofs at numbers that satisfy nothing in particular, worked out by hand: which formula stands on which side.
#include "lemmas/averaged_gradient.hpp"
#include "lemmas/delayed_rate.hpp"
#include "lemmas/difference.hpp"
#include "lemmas/mini_batch_rate.hpp"
#include "lemmas/step_size.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"

using namespace lemmata;

namespace {

struct Line {
  Exact left, right;
  bool equality = false;
};

void are(const Proof<Exact>& proof, const std::vector<Line>& lines) {
  REQUIRE(proof.size() == lines.size());
  for (std::size_t s = 0; s < lines.size(); ++s) {
    CAPTURE(s, proof[s].reason);
    CHECK(proof[s].left == lines[s].left);
    CHECK(proof[s].right == lines[s].right);
    CHECK(proof[s].equality == lines[s].equality);
  }
}

const Exact gamma_ = ratio(1, 7);
const Constants constants{.L = 3, .M = 2, .sigma2 = 5, .f_lower = ratio(2899, 100)};  // F₀ = 1/100

Expectations<Exact> expectations() {
  Expectations<Exact> E;
  E.gradient2 = {11, 13, 17};
  E.noise2 = {1, 1, 1};
  E.difference = {0, 19, 23};
  E.missed_gradient = {0, 1, 43};
  E.missed_noise = {0, 1, 47};
  E.missed_gradients = {0, 1, 53};
  E.missed_noises = {0, 1, 59};
  E.f_virtual = {29, 31, 37, 41};
  return E;
}
Schedule late() { return Schedule::constant_delay(3, 1, 2); }

}  // namespace

TEST_CASE("The lines of Difference are those of the slide, number by number") {
  are(difference(expectations(), late(), constants, gamma_, 2, 2), {{23, ratio(180, 49)},
                                                                    {43, 106},
                                                                    {106, 48},
                                                                    {47, 59, true},
                                                                    {59, 58},
                                                                    {23, ratio(212, 49)},
                                                                    {ratio(8, 49), ratio(1, 1800)},
                                                                    {ratio(1, 1800), ratio(1, 900)},
                                                                    {ratio(4, 49), ratio(1, 210)},
                                                                    {ratio(1, 210), ratio(1, 105)},
                                                                    {23, ratio(24, 900) + ratio(1, 21)}});
  are(difference(expectations(), late(), constants, gamma_, 1, 2),  // a window of one, though read 2 missed two
      {{23, ratio(180, 49)},
       {43, 106},
       {106, 13},
       {47, 59, true},
       {59, 31},
       {23, ratio(88, 49)},
       {ratio(6, 49), ratio(1, 1350)},
       {ratio(1, 1350), ratio(1, 450)},
       {ratio(2, 49), ratio(1, 315)},
       {ratio(1, 315), ratio(1, 105)},
       {23, ratio(13, 450) + ratio(1, 21)}});
  are(difference_of_consistent_reads(expectations(), late(), constants, gamma_, 1, 2),
      {{23, ratio(90, 49), true}, {23, ratio(13, 900) + ratio(1, 42)}});
  are(difference_of_consistent_reads(expectations(), late(), constants, gamma_, 2, 2),
      {{23, ratio(90, 49), true}, {23, ratio(24, 1800) + ratio(1, 42)}});
  are(difference_under_any_schedule(expectations(), constants, gamma_, 2, 2), {{23, ratio(164, 49)}});
  are(difference_under_any_schedule(expectations(), constants, gamma_, 0, 2),
      {{23, ratio(5, 49)}});  // τ = 0 counts as 1, the window is empty
}

TEST_CASE("The lines of Proof II are those of the slide, number by number") {
  are(decrease_with_difference(expectations(), late(), constants, gamma_, 2, 2),
      {{41, 37 - ratio(17, 28) + ratio(15, 98) + ratio(207, 14)},
       {23, ratio(24, 900) + ratio(1, 21)},
       {ratio(1, 200), ratio(1, 200)},
       {ratio(3, 70), ratio(3, 70)},
       {ratio(17, 4), -28 + ratio(15, 14) + ratio(24, 200) + ratio(15, 70)}});
  are(averaged_gradient(expectations(), late(), constants, gamma_, 2), {{0, 0},
                                                                        {0, 0},
                                                                        {ratio(35, 600), ratio(41, 300)},
                                                                        {ratio(3, 5), 1},
                                                                        {ratio(1, 5), ratio(6, 25)},
                                                                        {ratio(41, 12), -28 + ratio(15, 7) + ratio(41, 300)},
                                                                        {ratio(2899, 100), 41},
                                                                        {ratio(41, 15), ratio(7, 300) + ratio(15, 7)}});
  CHECK(averaged_gradient(expectations(), late(), constants, gamma_, 1)[2].left == ratio(24, 300));
  const auto window_of_one = decrease_with_difference(expectations(), late(), constants, gamma_, 1, 2);
  CHECK(window_of_one[1].right == ratio(13, 450) + ratio(1, 21));
  CHECK(window_of_one[2].right == ratio(1, 100));
  CHECK(window_of_one[4].right == -28 + ratio(15, 14) + ratio(13, 100) + ratio(15, 70));
  CHECK(averaged_gradient_under_any_schedule(expectations(), constants, gamma_, 1)[1].left == ratio(1, 2) + ratio(15, 98));
  are(averaged_gradient_under_any_schedule(expectations(), constants, gamma_, 2),
      {{ratio(1, 5), ratio(3, 10) - ratio(9, 14) - ratio(5, 14) * ratio(108, 49)},
       {ratio(1, 2) + ratio(30, 49), 1},
       {ratio(41, 15), ratio(7, 300) + ratio(15, 7)}});
  CHECK_THROWS_AS(averaged_gradient(expectations(), late(), constants, 0, 2), std::invalid_argument);
  CHECK_THROWS_AS(decrease_with_difference(expectations(), late(), constants, 0, 2, 2), std::invalid_argument);
  CHECK(averaged_gradient(expectations(), late(), constants, 1, 2).size() == 8);  // γ = 1 is as good as any to divide by
}

TEST_CASE("The lines of Theorem 6.3 are those of the slide, number by number") {
  are(delayed_rate(expectations(), late(), constants, gamma_, 2),
      {{11, ratio(41, 3)}, {ratio(41, 15), ratio(7, 300) + ratio(15, 7)}, {ratio(1225, 9), 5}});
  are(rate_scalars(slide_rate()), {{ratio(1, 5), ratio(11, 25)}, {ratio(3, 5), 1}});
  const RateConstants slides = slide_rate().constants;
  CHECK(gradients_to_reach(ratio(1, 2), ratio(1, 100), constants, 2, slides) == 264);
  CHECK(gradients_to_reach(ratio(1, 2), ratio(1, 100), constants, 0, slides) == 258);
  CHECK_THROWS_AS(gradients_to_reach(0, 1, constants, 2, slides), std::invalid_argument);
}

TEST_CASE("The lines of Theorem 6.1 are its proof's, number by number") {
  Expectations<Exact> E;
  E.gradient2 = {11, 12, 13, 14};
  E.f_virtual = {29, 31, 37, 41, 43};
  const Exact right = ratio(7, 400) + ratio(15, 14);
  are(mini_batch_rate(E, constants, gamma_, 2),
      {{11, 12}, {ratio(12, 7), right}, {ratio(19, 20), ratio(1, 7)}, {ratio(57, 5), right}, {ratio(49284, 361), ratio(30, 361)}});
  are(mini_batch_as_delayed(E, Schedule::blocks(4, 1, 2), constants, gamma_, 2), {{1, 1}, {ratio(441, 4), ratio(15, 4)}});
  const BatchStep<Exact> at{.f = 29, .f_next = 31, .gradient2 = 11, .variance = 13};
  are(mini_batch_decrease(at, constants, gamma_, 2), {{31, 28}, {28, ratio(202, 7)}});
  are(batch_second_moment(at, constants, 2), {{ratio(35, 2), ratio(49, 2)}});
}
