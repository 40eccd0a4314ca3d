// Exam, the bank: questions on shared memory.
#include "tests/exam/bank_support.hpp"

using namespace lemmata;
using namespace lemmata::exam;
using Keys = std::vector<std::string>;

TEST_CASE("E32: two threads lose an update in 4 of 6 orders, three end at -1, -2, -3 in 48, 36, 6 of 90") {
  CHECK(keys(with_parameters("E32", {{"shape", "0"}})) == Keys{"6", "4", "2"});
  CHECK(keys(with_parameters("E32", {{"shape", "3"}})) == Keys{"90", "48", "36", "6"});
}

TEST_CASE("E33: 2 of 6 reads are torn, 4 of 6 in the opposite order") {
  CHECK(keys(with_parameters("E33", {{"d", "2"}, {"reversed", "0"}})) == Keys{"6", "2", "1"});
  CHECK(keys(with_parameters("E33", {{"d", "2"}, {"reversed", "1"}})) == Keys{"6", "4", "0"});
}

TEST_CASE("E34: the first completed gradient is the fast one with probability 3/4 for two workers") {
  const Keys key = keys(with_parameters("E34", {{"n", "2"}, {"workers", "2"}, {"gradient", "1"}}));
  CHECK(key == Keys{"3/4", "1/2", "1/2"});
}

TEST_CASE("E35: waiting for four workers costs 25/12") {
  CHECK(keys(with_parameters("E35", {{"b", "4"}, {"mean", "1"}})) == Keys{"25/12", "25/12", "3", "no number"});
}

TEST_CASE("E36: labels before the read correlate the virtual iterate with the noise, by the square of the step size") {
  const Question q = with_parameters("E36", {{"question", "1"}});
  CHECK(q.derivations[0].value == "1/100");
  CHECK(q.derivations[1].value == "0");
}

TEST_CASE("The questions on shared memory: every seed and every corner has a key that is proved, and no planted key passes") {
  for (const std::string_view id : {"E32", "E33", "E34", "E35", "E36"}) {
    stress(id);
    for (const std::uint64_t seed : {1, 2, 3}) refuses_planted_keys(id, seed);
  }
}
