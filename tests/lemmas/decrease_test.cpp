// Tests of lemmas/decrease.hpp.
#include "lemmas/decrease.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

Exact largest_step_size(const Constants& c) { return 1 / (2 * c.L * (c.M + 1)); }

/// Decrease at two points of the line.
Proof<Exact> decrease_at(const ExactProblem& problem, const Exact& gamma, const Exact& x, const Exact& x_virtual) {
  return decrease(moment<Exact>(problem, gamma, vector({x}), vector({x_virtual})), problem.constants(), gamma);
}
Moment<Exact> moment_at(const ExactProblem& problem, const Exact& gamma, const Exact& x, const Exact& x_virtual) {
  return moment<Exact>(problem, gamma, vector({x}), vector({x_virtual}));
}

/// Any problem, any two points.
struct Instance {
  ExactProblem problem;
  Vector<Exact> x, x_virtual;

  template <class Real>
  Moment<Real> at(const Exact& gamma) const {
    return moment<Real>(problem, gamma, x, x_virtual);
  }
  const Constants& constants() const { return problem.constants(); }
};
std::ostream& operator<<(std::ostream& out, const Instance& instance) {
  out << instance.problem << "; x = ";
  Eigen::showValue(instance.x, out);
  out << ", x̃ = ";
  Eigen::showValue(instance.x_virtual, out);
  return out;
}
rc::Gen<Instance> instance() {
  return rc::gen::exec([]() -> Instance {
    ExactProblem problem = *draw::problem();
    const auto d = problem.dimension();
    Vector<Exact> x = *draw::point(d), x_virtual = *draw::point(d);
    return {std::move(problem), std::move(x), std::move(x_virtual)};
  });
}

}  // namespace

TEST_CASE("Decrease holds for every γ ≤ 1/(2L(M+1))") {
  property("for every problem and any two points", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = *draw::step_size_up_to(largest_step_size(here.constants())).as("γ");
    RC_ASSERT(objections(decrease(here.at<Exact>(gamma), here.constants(), gamma)) == "");
  }, {.cases = 500});
  property("at every read of delayed SGD, whatever its schedule", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const auto T = *draw::count(1, 6).as("T");
    const Schedule schedule = *draw::schedule(T, problem.dimension()).as("schedule");
    const Exact gamma = *draw::step_size_up_to(critical_step_size(problem.constants(), schedule.tau())).as("γ");
    const Path path = delayed_sgd(problem, gamma, *draw::point(problem.dimension()).as("x0"), schedule,
                                  *draw::samples(T, problem.n()).as("samples"));
    for (std::size_t t = 0; t < T; ++t) {
      const auto here = moment<Exact>(problem, gamma, path.x[t], path.x_virtual[t]);
      RC_ASSERT(objections(decrease(here, problem.constants(), gamma)) == "");
      RC_ASSERT(objections(decrease_for_every_step_size(here, problem.constants(), gamma)) == "");
    }
  }, {.cases = 200});
}

TEST_CASE("Decrease holds at the edges: M = 0, σ = 0, zero, tiny and large points and step sizes") {
  const Exact tiny = *parse_exact("1e-30"), large = *parse_exact("1e30");
  for (const Exact& m : {Exact(0), Exact(1), large})
    for (const Exact& s : {Exact(0), tiny, large})
      for (const Exact& x : {Exact(0), tiny, large})
        for (const Exact& x_virtual : {Exact(0), Exact(-tiny), Exact(1), large})
          for (const Exact& part : {Exact(1), tiny}) {
            const ExactProblem problem = noisy_quadratic(3, m, s);
            const auto proof = decrease_at(problem, part * largest_step_size(problem.constants()), x, x_virtual);
            CAPTURE(m, s, x, x_virtual, part);
            CHECK(objections(proof) == "");
          }
}

TEST_CASE("Every line of Decrease holds on its own") {
  property("those before the step size for every γ > 0, the others or nothing", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = *draw::any_step_size().as("γ");
    const auto proof = decrease(here.at<Exact>(gamma), here.constants(), gamma);
    RC_ASSERT(proof.size() == 6u);
    for (const Claim* claim : {&claims::A21a, &claims::A21b, &claims::A21c, &claims::A21d})
      RC_ASSERT(line(proof, *claim).outcome() == Outcome::holds);
    const Outcome expected = gamma <= largest_step_size(here.constants()) ? Outcome::holds : Outcome::vacuous;
    RC_CLASSIFY(expected == Outcome::vacuous, "vacuous");
    for (const Claim* claim : {&claims::A21e, &claims::A21}) RC_ASSERT(line(proof, *claim).outcome() == expected);
  }, {.cases = 500});
}

TEST_CASE("The slack of Decrease is the weighted sum of the slacks of its lines") {
  property("slack = s_smooth + (γ²L/2)s_var + γ(s_Young + ½s_Lip) + s_γ‖∇f‖²", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = *draw::any_step_size().as("γ"), L = here.constants().L;
    const Moment<Exact> at = here.at<Exact>(gamma);
    const auto proof = decrease(at, here.constants(), gamma);
    const auto slack = [&](const Claim& claim) { return line(proof, claim).slack(); };
    RC_ASSERT(slack(claims::A21c) == norm2(at.G_virtual) / 2);  // what Young gives away
    RC_ASSERT(slack(claims::A21) == slack(claims::A21a) + gamma * gamma * L / 2 * slack(claims::A21b) +
                                        gamma * (slack(claims::A21c) + slack(claims::A21d) / 2) + slack(claims::A21e) * norm2(at.G));
    const auto sharper = decrease_for_every_step_size(at, here.constants(), gamma);
    RC_ASSERT(sharper[0].slack() == slack(claims::A21a) + gamma / 2 * slack(claims::A21d));  // and what C1 does not
  }, {.cases = 300});
}

TEST_CASE("Enclosures and wide enclosures of Decrease contain its exact numbers") {
  property("on every line, with no other verdict", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = *draw::any_step_size().as("γ");
    const Constants& c = here.constants();
    const auto proof = decrease(here.at<Exact>(gamma), c, gamma), sharper = decrease_for_every_step_size(here.at<Exact>(gamma), c, gamma);
    RC_ASSERT(disagreement(decrease(here.at<Enclosure>(gamma), c, gamma), proof) == "");
    RC_ASSERT(disagreement(decrease(here.at<WideEnclosure>(gamma), c, gamma), proof) == "");
    RC_ASSERT(disagreement(decrease_for_every_step_size(here.at<Enclosure>(gamma), c, gamma), sharper) == "");
    RC_ASSERT(disagreement(decrease_for_every_step_size(here.at<WideEnclosure>(gamma), c, gamma), sharper) == "");
  }, {.cases = 300});
}

TEST_CASE("Where Decrease holds with equality, rationals say holds and enclosures say undecided") {
  const auto check = [](const ExactProblem& problem, const Exact& gamma, const Exact& x, const Exact& x_virtual) {
    const auto exactly = decrease_at(problem, gamma, x, x_virtual);
    CAPTURE(problem, gamma, x, x_virtual);
    CHECK(line(exactly, claims::A21).slack() == 0);
    CHECK(objections(exactly) == "");
    const auto enclosed = decrease(moment<Enclosure>(problem, gamma, vector({x}), vector({x_virtual})), problem.constants(), gamma);
    CHECK(line(enclosed, claims::A21).outcome() == Outcome::undecided);
    CHECK(line(enclosed, claims::A21e).outcome() == Outcome::holds);  // scalars are rationals
    const auto wide = decrease(moment<WideEnclosure>(problem, gamma, vector({x}), vector({x_virtual})), problem.constants(), gamma);
    CHECK(line(wide, claims::A21).outcome() == Outcome::undecided);
  };
  check(quiz(), ratio(1, 10), 0, 0);  // both at the minimum: only the noise is left
  check(quiz(3), ratio(1, 7), 0, 0);
  const ExactProblem noisy = noisy_quadratic(3, ratio(1, 3), ratio(1, 10));
  check(noisy, largest_step_size(noisy.constants()), ratio(7, 10), 0);  // the virtual iterate at the minimum, the largest step size
}

TEST_CASE("Decrease is refuted at γ = 1/(L(M+1))") {
  // f = x²/2 without noise, x = 1, x̃ = 0, γ = 1: E f(x̃ − γg) = ½, and the right side is ¼
  const auto proof = decrease_at(noisy_quadratic(1, 0, 0), 1, 1, 0);
  const auto& decreased = line(proof, claims::A21);
  CHECK(decreased.left == ratio(1, 2));
  CHECK(decreased.right == ratio(1, 4));
  CHECK(decreased.holds == Truth::no);
  CHECK(decreased.given == Truth::no);
  CHECK(decreased.outcome() == Outcome::vacuous);  // the lemma does not claim it
  CHECK(line(proof, claims::A21e).holds == Truth::no);
  CHECK(proof.outcome() == Outcome::vacuous);

  property("for every L and M: the left side is twice the right one", [] {
    const ExactProblem problem = noisy_quadratic(*draw::positive_rational().as("L"), *draw::rational().as("√M"), 0);
    const Constants& c = problem.constants();
    const auto drawn = decrease_at(problem, 2 * largest_step_size(c), 1, 0);
    RC_ASSERT(line(drawn, claims::A21).left == c.L / (2 * (1 + c.M)));
    RC_ASSERT(line(drawn, claims::A21).left == 2 * line(drawn, claims::A21).right);
    RC_ASSERT(line(drawn, claims::A21).outcome() == Outcome::vacuous);
  });
}

TEST_CASE("The step size of Decrease is the largest: every larger one is refuted") {
  property("by the noisy quadratic at x = 1, x̃ = 0", [] {
    const ExactProblem problem = noisy_quadratic(*draw::positive_rational().as("L"), *draw::rational().as("√M"), 0);
    const Exact gamma = largest_step_size(problem.constants()) * (1 + *draw::any_step_size().as("above"));
    const auto proof = decrease_at(problem, gamma, 1, 0);
    RC_ASSERT(line(proof, claims::A21).holds == Truth::no);
    RC_ASSERT(line(proof, claims::A21).outcome() == Outcome::vacuous);
  });
}

TEST_CASE("Smoothness is refuted with L/2") {
  const ExactProblem problem = quiz();
  Constants half = problem.constants();
  half.L /= 2;
  const auto proof = decrease(moment_at(problem, ratio(1, 10), 0, 0), half, ratio(1, 10));
  CHECK(line(proof, claims::A21a).left == ratio(1, 200));
  CHECK(line(proof, claims::A21a).right == ratio(1, 400));
  CHECK(line(proof, claims::A21a).outcome() == Outcome::violated);
  CHECK(line(proof, claims::A21).outcome() == Outcome::violated);  // γ = 1/10 is small enough for L = ½: nothing excuses it
  CHECK(proof.outcome() == Outcome::violated);
}

TEST_CASE("The second moment is refuted with M in place of M+1") {
  const ExactProblem problem = noisy_quadratic(1, 1, 0);  // g = 0 or 2x: E‖g‖² = 2‖∇f‖²
  Constants less = problem.constants();
  less.M -= 1;
  const auto proof = decrease(moment_at(problem, ratio(1, 10), 1, 1), less, ratio(1, 10));
  CHECK(line(proof, claims::A21b).left == 2);
  CHECK(line(proof, claims::A21b).right == 1);
  CHECK(line(proof, claims::A21b).outcome() == Outcome::violated);
}

TEST_CASE("Young's line is refuted with ¼ in place of ½") {
  const auto at = moment_at(noisy_quadratic(1, 0, 0), ratio(1, 10), 1, 0);
  const auto mutant = Proof<Exact>(-dot(at.G_virtual, at.G))
                          .le(-norm2(at.G) / 2 + norm2(at.G_difference) / 4, claims::A21c, "¼ in place of ½");
  CHECK(mutant[0].left == 0);
  CHECK(mutant[0].right == ratio(-1, 4));
  CHECK(mutant.outcome() == Outcome::violated);
}

TEST_CASE("The Lipschitz line is refuted with L/2") {
  const ExactProblem problem = noisy_quadratic(1, 0, 0);
  Constants half = problem.constants();
  half.L /= 2;
  const auto proof = decrease(moment_at(problem, ratio(1, 10), 1, 0), half, ratio(1, 10));
  CHECK(line(proof, claims::A21d).left == 1);
  CHECK(line(proof, claims::A21d).right == ratio(1, 4));
  CHECK(line(proof, claims::A21d).outcome() == Outcome::violated);
}

TEST_CASE("The step-size line is refuted above 1/(2L(M+1))") {
  property("by any part, and is an equality at it", [] {
    const ExactProblem problem = noisy_quadratic(*draw::positive_rational().as("L"), *draw::rational().as("√M"), 0);
    const Exact largest = largest_step_size(problem.constants());
    const auto equal = decrease_at(problem, largest, 1, 0), above = decrease_at(problem, largest * (1 + *draw::any_step_size().as("above")), 1, 0);
    RC_ASSERT(line(equal, claims::A21e).slack() == 0);
    RC_ASSERT(line(equal, claims::A21e).outcome() == Outcome::holds);
    RC_ASSERT(line(above, claims::A21e).holds == Truth::no);
    RC_ASSERT(line(above, claims::A21e).outcome() == Outcome::vacuous);
  });
}

TEST_CASE("Decrease is refuted with one constant changed") {
  const auto mutant = [](const Moment<Exact>& at, const Exact& right) {
    return Proof<Exact>(at.expected_f_next).le(right, claims::A21, "mutant");
  };
  const Exact gamma = ratio(1, 10);
  SECTION("γ/2 in place of γ/4: by 1/200") {
    const auto at = moment_at(noisy_quadratic(1, 0, 0), gamma, 1, 0);
    const auto half = mutant(at, at.f_virtual - gamma / 2 * norm2(at.G) + gamma / 2 * norm2(at.gap));
    CHECK(half[0].left == ratio(1, 200));
    CHECK(half[0].right == 0);
    CHECK(half.outcome() == Outcome::violated);
  }
  SECTION("9γ/20 is the largest at γ_crit, τ = 1: equality at x = 1, x̃ = 0") {
    const auto at = moment_at(noisy_quadratic(1, 0, 0), gamma, 1, 0);
    CHECK(mutant(at, at.f_virtual - 9 * gamma / 20 * norm2(at.G) + gamma / 2 * norm2(at.gap))[0].slack() == 0);
  }
  SECTION("σ²/2 declared in place of σ²") {
    Constants half = quiz().constants();
    half.sigma2 /= 2;
    const auto proof = decrease(moment_at(quiz(), gamma, 0, 0), half, gamma);
    CHECK(line(proof, claims::A21).left == ratio(1, 200));
    CHECK(line(proof, claims::A21).right == ratio(1, 400));
    CHECK(line(proof, claims::A21).outcome() == Outcome::violated);
    CHECK(line(proof, claims::A21b).outcome() == Outcome::violated);  // and this is why
  }
  SECTION("γ²σ²/2 in place of γ²Lσ²/2") {
    const auto at = moment_at(quiz(4), ratio(1, 40), 0, 0);
    const auto lost = mutant(at, ratio(1, 1600) / 2);
    CHECK(lost[0].left == ratio(1, 800));
    CHECK(lost[0].right == ratio(1, 3200));
    CHECK(lost.outcome() == Outcome::violated);
  }
  SECTION("γL/2 in place of γL²/2") {
    const Exact small = ratio(1, 40);
    const auto at = moment_at(noisy_quadratic(4, 0, 0), small, 1, ratio(-1, 4));
    const auto lost = mutant(at, at.f_virtual - small / 4 * norm2(at.G) + small * 4 / 2 * norm2(at.gap));
    CHECK(lost[0].left == ratio(49, 200));
    CHECK(lost[0].right == ratio(33, 320));
    CHECK(lost.outcome() == Outcome::violated);
  }
}

TEST_CASE("Decrease is refuted when the sample is drawn before the read") {
  // two workers, sample 1 fast and sample 2 slow: the first label goes to sample 1 in three of four cases
  const ExactProblem problem = quiz();
  const Exact gamma = ratio(1, 10);
  Moment<Exact> at = moment_at(problem, gamma, ratio(-1, 4), ratio(-1, 4));
  CHECK(objections(decrease(at, problem.constants(), gamma)) == "");
  const auto next = [&](std::size_t i) {
    const Vector<Exact> x = vector({ratio(-1, 4)});
    return problem.f(Vector<Exact>(x - gamma * problem.gradient_i(i, x)));
  };
  at.expected_f_next = ratio(3, 4) * next(1) + ratio(1, 4) * next(0);
  const auto biased = line(decrease(at, problem.constants(), gamma), claims::A21);
  CHECK(biased.left == *parse_exact("0.0415625"));
  CHECK(biased.right == *parse_exact("0.0346875"));
  CHECK(biased.outcome() == Outcome::violated);
}

TEST_CASE("Decrease is refuted when samples are drawn without replacement across iterations") {
  // f = −x²/2 ± x: the second sample is the one that was not drawn first
  const ExactProblem problem = additive_noise(matrix({{-1}}), {vector({1})});
  const Exact gamma = ratio(1, 10);
  const Path path = delayed_sgd(problem, gamma, vector({0}), Schedule::blocks(2, 1, 1), {0, 1});
  Moment<Exact> at = moment<Exact>(problem, gamma, path.x[1], path.x_virtual[1]);
  CHECK(objections(decrease(at, problem.constants(), gamma)) == "");
  at.expected_f_next = problem.f(path.x_virtual[2]);
  const auto reshuffled = line(decrease(at, problem.constants(), gamma), claims::A21);
  CHECK(reshuffled.left == ratio(-1, 20000));
  CHECK(reshuffled.right == ratio(-1, 4000));
  CHECK(reshuffled.outcome() == Outcome::violated);
}

TEST_CASE("Decrease is about virtual iterates: refuted for memory when three gradients land at once") {
  // x²/2 ± x, three reads of x₀ = 0, γ = 1/20; memory goes from x₀ past all three updates
  const ExactProblem problem = quiz();
  const Exact gamma = ratio(1, 20);
  Exact memory = 0, difference = 0;  // E f of memory afterwards; E‖x₂ − x̃₂‖², two updates missing
  for (std::size_t path = 0; path < 8; ++path) {
    const Path sgd = delayed_sgd(problem, gamma, vector({0}), Schedule::constant_delay(3, 1, 2), {path & 1, path >> 1 & 1, path >> 2 & 1});
    memory += problem.f(sgd.x_virtual[3]) / 8;
    difference += norm2(Vector<Exact>(sgd.x[2] - sgd.x_virtual[2])) / 8;
  }
  const Exact right = 0 - gamma / 4 * 0 + gamma * gamma / 2 + gamma / 2 * difference;  // f(x₂) = 0, ∇f(x₂) = 0
  const auto mutant = Proof<Exact>(memory).le(right, claims::A21, "memory in place of the virtual iterate");
  CHECK(mutant[0].left == *parse_exact("0.00375"));
  CHECK(mutant[0].right == *parse_exact("0.001375"));
  CHECK(mutant.outcome() == Outcome::violated);
}

TEST_CASE("The sharper Decrease holds for every step size") {
  property("tiny or far too large, for every problem and any two points", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = *draw::any_step_size().as("γ");
    const auto proof = decrease_for_every_step_size(here.at<Exact>(gamma), here.constants(), gamma);
    RC_ASSERT(objections(proof) == "");
    if (gamma > largest_step_size(here.constants())) return;
    RC_ASSERT(proof[0].right <= line(decrease(here.at<Exact>(gamma), here.constants(), gamma), claims::A21).right);  // it is sharper
  }, {.cases = 500});
}

TEST_CASE("The sharper Decrease is refuted without the factor 1−γL") {
  property("by f = Lx²/2 at x = x̃ ≠ 0, for every step size", [] {
    const Exact L = *draw::positive_rational().as("L"), gamma = *draw::any_step_size().as("γ");
    const auto at = moment_at(noisy_quadratic(L, 0, 0), gamma, 1, 1);
    const auto mutant = Proof<Exact>(at.expected_f_next)
                            .le(at.f_virtual - gamma / 2 * norm2(at.G_virtual) - gamma / 2 * norm2(at.G), claims::C1, "without 1−γL");
    RC_ASSERT(mutant[0].slack() == -gamma * gamma * L * L * L / 2);
    RC_ASSERT(mutant.outcome() == Outcome::violated);
  });
}

TEST_CASE("A step size that is not positive makes both forms of Decrease vacuous, never violated") {
  property("γ ≤ 0", [] {
    const Instance here = *instance().as("instance");
    const Exact gamma = -*draw::any_step_size().as("−γ") * *draw::count(0, 1).as("sign");
    const Moment<Exact> at = here.at<Exact>(gamma);
    RC_ASSERT(decrease(at, here.constants(), gamma).outcome() == Outcome::vacuous);
    RC_ASSERT(decrease_for_every_step_size(at, here.constants(), gamma).outcome() == Outcome::vacuous);
  });
}
