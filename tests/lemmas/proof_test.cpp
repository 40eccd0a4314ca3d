// Tests of lemmas/proof.hpp.
#include "lemmas/proof.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/support/catch.hpp"

using namespace lemmata;

TEST_CASE("A proof is a chain: every line starts where the one before ended") {
  const auto proof = Proof<Exact>(1).le(2, claims::Young, "first").eq(2, claims::Jensen, "second").le(5, claims::A21, "third");
  REQUIRE(proof.size() == 3);
  CHECK(proof[0].left == 1);
  for (std::size_t s = 1; s < proof.size(); ++s) CHECK(proof[s].left == proof[s - 1].right);
  CHECK(proof[2].right == 5);
  CHECK(proof[2].slack() == 3);
  CHECK(proof[0].claim == &claims::Young);
  CHECK(proof[1].reason == "second");
  CHECK(proof[1].equality);
  CHECK_FALSE(proof[2].equality);
  CHECK(proof.outcome() == Outcome::holds);
}

TEST_CASE("A line that is false is violated, and so is the proof") {
  const auto proof = Proof<Exact>(1).le(2, claims::Young, "true").le(ratio(3, 2), claims::Young, "false").le(3, claims::Young, "true");
  CHECK(proof[0].outcome() == Outcome::holds);
  CHECK(proof[1].outcome() == Outcome::violated);
  CHECK(proof[1].slack() == ratio(-1, 2));
  CHECK(proof[2].outcome() == Outcome::holds);
  CHECK(proof.outcome() == Outcome::violated);
  CHECK(Proof<Exact>(1).eq(2, claims::Young, "1 ≤ 2, but not equal").outcome() == Outcome::violated);
}

TEST_CASE("A new chain starts at its own value and keeps the hypotheses") {
  const auto proof = Proof<Exact>(1)
                         .given({"never", Truth::no})
                         .le(2, claims::Young, "first chain")
                         .now(10)
                         .le(11, claims::Young, "second chain");
  CHECK(proof[1].left == 10);
  CHECK(proof[1].outcome() == Outcome::vacuous);
}

TEST_CASE("A hypothesis bears on the lines after it and on no line before") {
  const auto proof = Proof<Exact>(1)
                         .le(0, claims::Young, "false, and nothing assumed")
                         .given({"met", Truth::yes})
                         .le(1, claims::Young, "true")
                         .given({"not met", Truth::no})
                         .le(0, claims::Young, "false")
                         .given({"met too", Truth::yes})
                         .le(1, claims::Young, "true");
  CHECK(proof[0].outcome() == Outcome::violated);
  CHECK(proof[1].outcome() == Outcome::holds);
  CHECK(proof[2].outcome() == Outcome::vacuous);
  CHECK(proof[2].holds == Truth::no);
  CHECK(proof[3].outcome() == Outcome::vacuous);
  CHECK(proof[3].holds == Truth::yes);
  REQUIRE(proof.hypotheses().size() == 3);
  CHECK(proof.hypotheses()[1].text == "not met");
  CHECK(proof.hypotheses()[1].met == Truth::no);
}

TEST_CASE("A proof is as good as its worst line: violated, undecided, vacuous, holds") {
  const auto with = [](Truth given, bool holds) {
    return Proof<Exact>(0).le(1, claims::Young, "true").given({"perhaps", given}).le(holds ? 2 : 0, claims::Young, "perhaps");
  };
  CHECK(with(Truth::yes, true).outcome() == Outcome::holds);
  CHECK(with(Truth::no, true).outcome() == Outcome::vacuous);
  CHECK(with(Truth::unknown, true).outcome() == Outcome::undecided);
  CHECK(with(Truth::yes, false).outcome() == Outcome::violated);
  auto all = with(Truth::unknown, true);
  all.given({"not met", Truth::no}).le(-1, claims::Young, "vacuous");
  CHECK(all.outcome() == Outcome::undecided);
}

TEST_CASE("A proof without lines does not hold: it says nothing") {
  CHECK(Proof<Exact>(0).outcome() == Outcome::vacuous);
}

TEST_CASE("Scalars are compared exactly, whatever the proof's numbers are") {
  const Exact third = ratio(1, 3), more = third + power_of_two(-500);
  const auto undecided = Proof<Enclosure>(as<Enclosure>(third)).le(as<Enclosure>(more), claims::Young, "as enclosures");
  CHECK(undecided.outcome() == Outcome::undecided);
  const auto decided = Proof<Enclosure>(0).scalars(third, more, claims::Young, "as rationals").scalars(more, third, claims::Young, "and not");
  CHECK(decided[0].outcome() == Outcome::holds);
  CHECK(decided[1].outcome() == Outcome::violated);
  CHECK(contains(decided[0].left, third));
  CHECK(contains(decided[0].right, more));
}

TEST_CASE("Over enclosures an equality of two different enclosures is never claimed to hold") {
  const Enclosure third(ratio(1, 3));
  CHECK(Proof<Enclosure>(third).eq(third, claims::Young, "the same set").outcome() == Outcome::undecided);
  CHECK(Proof<Enclosure>(Enclosure(2)).eq(2, claims::Young, "the same number").outcome() == Outcome::holds);
  CHECK(Proof<Enclosure>(third).eq(2, claims::Young, "apart").outcome() == Outcome::violated);
}
