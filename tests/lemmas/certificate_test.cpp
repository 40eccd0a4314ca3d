// Tests of lemmas/certificate.hpp: what it proves, and that a changed number proves nothing.
#include "lemmas/certificate.hpp"

#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

Polynomial var(const std::string& name) { return Polynomial::variable(name); }

Certificate young(const Exact& p, const Exact& q) {
  return {.statement = "−⟨a,b⟩ ≤ p‖a‖² + q‖b‖²",
          .difference = p * var("a") * var("a") + q * var("b") * var("b") + var("a") * var("b"),
          .known = {},
          .vectors = {"a", "b"},
          .of_any_sign = {},
          .notes = {}};
}

const std::vector<std::string> questions{"decrease c=9/20",
                                         "decrease d=5/14",
                                         "decrease virtual=1/2 kappa=2 range=M",
                                         "decrease c=1/2 virtual=1/2 square=1/2 range=every",
                                         "difference",
                                         "difference p=3/200 q=3/10",
                                         "difference reads=consistent p=1/100 q=1/10",
                                         "main",
                                         "main alpha=4/5",
                                         "main reads=consistent alpha=17/20",
                                         "main reads=dependent tau=14",
                                         "minibatch-main",
                                         "young p=e/2 q=1/(2*e)",
                                         "sum-of-squares terms=4 constant=4"};

}  // namespace

TEST_CASE("A certificate is right if what is left is a sum of squares, exactly") {
  CHECK(objections(young(ratio(1, 2), ratio(1, 2))).empty());
  CHECK(objections(young(1, ratio(1, 4))).empty());
  CHECK(objections(young(1, ratio(24, 100))).size() == 1);
  CHECK(objections(young(-1, 1)).size() == 1);
}

TEST_CASE("A certificate with a negative multiplier, or a factor of unknown sign, proves nothing") {
  Certificate c = young(1, 1);
  c.known.push_back({-1, var("L"), "wrong way"});
  CHECK(objections(c).front().find("multiplier") != std::string::npos);
  c = young(1, 1);
  c.difference += var("f");
  CHECK(objections(c).empty());  // f ≥ 0 would do
  c.of_any_sign = {"f"};
  CHECK(objections(c).front().find("may be negative") != std::string::npos);
  c = young(1, 1);
  c.difference += var("a");
  CHECK(objections(c).front().find("not quadratic") != std::string::npos);
}

TEST_CASE("The certificates of the engine hold, and a proof can be read off") {
  for (const auto& question : questions) {
    CAPTURE(question);
    const Answer answer = ask(question);
    REQUIRE(answer.certificate);
    CHECK(objections(*answer.certificate).empty());
    const std::string proof = proof_text(*answer.certificate);
    CHECK(proof.find("∎") != std::string::npos);
    CHECK(smt_lib(*answer.certificate).find("(check-sat)") != std::string::npos);
  }
  CHECK(proof_text(*ask("decrease c=9/20").certificate).find("γ · (1/2 ‖D + G‖²)") != std::string::npos);
}

TEST_CASE("A certificate in which one multiplier is changed does not prove its statement") {
  for (const auto& question : questions) {
    const Certificate right = *ask(question).certificate;
    for (std::size_t line = 0; line < right.known.size(); ++line) {
      CAPTURE(question, right.known[line].reason);
      for (const Exact& factor : {ratio(-1, 1), Exact(1000)}) {
        Certificate wrong = right;
        wrong.known[line].multiplier = factor * wrong.known[line].multiplier;
        CHECK(!objections(wrong).empty());
      }
    }
  }
}

TEST_CASE("Certificates at sharp constants do not survive a sharper constant") {
  for (const std::string question :
       {"decrease c=9/20", "difference reads=consistent p=1/100 q=1/10", "main reads=consistent alpha=17/20"}) {
    Certificate c = *ask(question).certificate;
    CAPTURE(question);
    const Polynomial::Monomial sharp =
        question.starts_with("diff") ? Polynomial::Monomial{{"W", 1}} : Polynomial::Monomial{{"γ", 1}, {"G", 2}};
    c.difference += Polynomial(sharp, ratio(-1, 1'000'000));
    CHECK(objections(c).size() == 1);
    CHECK(proof_text(c).find("proves nothing") != std::string::npos);
  }
}

TEST_CASE("Polynomials are a ring, and quotients compare as functions") {
  property("(p+q)r = pr + qr, at every point",
           [] {
             const auto poly = [] {
               Polynomial p;
               for (int k = *rc::gen::inRange(0, 4); k > 0; --k)
                 p += ratio(*rc::gen::inRange(-5, 6), *rc::gen::inRange(1, 4)) *
                      power(var("x"), static_cast<unsigned>(*rc::gen::inRange(0, 3))) *
                      power(var("y"), static_cast<unsigned>(*rc::gen::inRange(0, 3)));
               return p;
             };
             const Polynomial p = poly(), q = poly(), r = poly();
             const Polynomial::Point at{{"x", ratio(*rc::gen::inRange(-4, 5), 3)}, {"y", ratio(*rc::gen::inRange(-4, 5), 2)}};
             RC_ASSERT((p + q) * r == p * r + q * r);
             RC_ASSERT(((p + q) * r).at(at) == (p.at(at) + q.at(at)) * r.at(at));
             RC_ASSERT(p.with("x", q).at(at) == p.at({{"x", q.at(at)}, {"y", at.at("y")}}));
             RC_ASSERT(p - p == Polynomial(0));
           },
           {.cases = 200});
  CHECK(parse_quotient("(n-B)/(B*(n-1))", {"n", "B"}) == parse_quotient("(B-n)/(B-B*n)", {"n", "B"}));
  CHECK(!(parse_quotient("1/B", {"n", "B"}) == parse_quotient("1/n", {"n", "B"})));
  CHECK(parse_quotient("2^3-1/2", {}).at({}) == ratio(15, 2));
  CHECK(to_string(ratio(1, 2) * power(var("γ"), 2) * var("L") - 1) == "−1 + 1/2 L γ²");
}
