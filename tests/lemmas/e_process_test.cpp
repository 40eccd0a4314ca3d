// Tests of lemmas/e_process.hpp.
#include "lemmas/e_process.hpp"

#include <iostream>
#include <random>

#include "tests/lemmas/agreement.hpp"
#include "tests/lemmas/every_path.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

const Exact alpha = ratio(1, 20);

/// t ↦ values[t], while `values` lives.
template <class T>
auto each(const std::vector<T>& values) {
  return [&values](std::size_t t) -> const T& { return values.at(t); };
}

/// The noises of one path.
std::vector<NoiseLaw<Exact>> laws(const ExactProblem& problem, const Path& path, const Samples& samples) {
  std::vector<NoiseLaw<Exact>> result;
  for (std::size_t t = 0; t < samples.size(); ++t) {
    result.push_back({{}, samples[t]});
    for (std::size_t i = 0; i < problem.n(); ++i) result.back().xi.push_back(problem.gradient_i(i, path.x[t]) - path.G[t]);
  }
  return result;
}
std::vector<NoiseLaw<Enclosure>> enclosed(const std::vector<NoiseLaw<Exact>>& exact) {
  std::vector<NoiseLaw<Enclosure>> result;
  for (const auto& law : exact) {
    result.push_back({{}, law.drawn});
    for (const auto& xi : law.xi) result.back().xi.push_back(as<Enclosure>(xi));
  }
  return result;
}

/// E K over all paths; the schedule of a path may depend on its samples.
Exact expected_value(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, std::size_t T,
                     const std::function<Schedule(const Samples&)>& rule) {
  const auto paths = every_path(problem.n(), T);
  Exact mean = 0;
  for (const Samples& samples : paths) {
    const Schedule schedule = rule(samples);
    const Path path = delayed_sgd(problem, gamma, x0, schedule, samples);
    mean += obliviousness<Exact>(each(laws(problem, path, samples)), schedule).value() / Exact(paths.size());
  }
  return mean;
}

/// One run of `workers`: each reads, draws ξ = ±1, and writes after `duration(ξ)` of its reads' time; whoever is next to finish, reads.
/// The noise is additive, so the law at every read is {+1, −1}.
struct Race {
  Schedule schedule;
  std::vector<NoiseLaw<Exact>> laws;
};
template <class Duration>
Race race(std::size_t workers, std::size_t T, unsigned seed, const Duration& duration) {
  std::mt19937 random(seed);
  struct Pending {
    std::size_t k;
    std::uint64_t due;
    bool operator<(const Pending& other) const { return std::pair(due, k) < std::pair(other.due, other.k); }
  };
  std::vector<Pending> pending;  // one for each worker that has read
  std::vector<std::vector<Missing>> missing(T);
  Race result;
  std::uint64_t now = 0;
  for (std::size_t t = 0; t < T; ++t) {
    if (pending.size() == workers) {
      const auto first = std::min_element(pending.begin(), pending.end());
      now = std::max(now, first->due);
      pending.erase(first);
    }
    std::sort(pending.begin(), pending.end(), [](auto a, auto b) { return a.k < b.k; });
    for (const Pending& p : pending) missing[t].push_back({p.k});
    const std::size_t sample = random() % 2;
    pending.push_back({t, now + duration(sample, random)});
    result.laws.push_back({{vector({1}), vector({-1})}, sample});
  }
  result.schedule = Schedule(1, std::move(missing));
  return result;
}
const auto slow_iff_plus = [](std::size_t sample, std::mt19937& random) { return (sample == 0 ? 20 : 2) + random() % 3; };
const auto oblivious = [](std::size_t, std::mt19937& random) { return (random() % 2 == 0 ? 20 : 2) + random() % 3; };

}  // namespace

TEST_CASE("The e-process for obliviousness has expectation 1 over all paths") {
  property("any quadratic problem, any masks by coordinate that no sample decides", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const std::size_t T = horizon(problem.n(), 130, 7), d = problem.dimension();
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    const Exact gamma = *draw::positive_rational().as("γ");
    RC_ASSERT(expected_value(problem, gamma, *draw::point(d).as("x₀"), T, [&](const Samples&) { return schedule; }) == 1);
  }, {.cases = 60});
  property("the capital is never negative", [] {
    const auto T = *draw::count(1, 30).as("T");
    const Race run = race(4, T, *rc::gen::arbitrary<unsigned>().as("seed"), slow_iff_plus);
    const auto process = obliviousness<Exact>(each(run.laws), run.schedule);
    for (const Exact& K : process.history()) RC_ASSERT(K > 0);
  });
}

TEST_CASE("The e-process does not have expectation 1 when the schedule depends on the noise") {
  const auto rule = [](const Samples& samples) {  // slow if and only if ξ = +1
    std::vector<std::vector<Missing>> missing(samples.size());
    for (std::size_t t = 0; t < samples.size(); ++t)
      for (std::size_t k = 0; k < t; ++k)
        if (samples[k] == 0) missing[t].push_back({k});
    return Schedule(1, std::move(missing));
  };
  const Exact value = expected_value(coin(), ratio(1, 80), vector({0}), 8, rule);
  std::cout << "slow whenever the noise is +1, 8 reads: E K = " << value << "\n";
  CHECK(value > ratio(3, 2));
  CHECK(expected_value(coin(), ratio(1, 80), vector({0}), 2, rule) == 1);  // nothing is seen of one update alone
}

TEST_CASE("The e-process rejects a schedule that is slow whenever the noise is +1") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const Race run = race(6, 300, seed, slow_iff_plus);
    const auto process = obliviousness<Exact>(each(run.laws), run.schedule);
    CAPTURE(seed);
    CHECK(process.rejected(alpha) == Truth::yes);
    CHECK(obliviousness<Enclosure>(each(enclosed(run.laws)), run.schedule).rejected(alpha) == Truth::yes);
  }
}

TEST_CASE("The e-process over 200 oblivious races: how often it rejects is printed, their average does not reject") {
  std::size_t rejected = 0;
  std::vector<Exact> values;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const Race run = race(6, 300, seed, oblivious);
    const auto process = obliviousness<Exact>(each(run.laws), run.schedule);
    rejected += process.rejected(alpha) == Truth::yes;
    values.push_back(process.value());
  }
  const Exact mean = average_of_e_values<Exact>(values);
  std::cout << "200 oblivious races of 300 reads: rejected at 1/20 in " << rejected << ", average e-value "
            << mean.convert_to<double>() << "\n";
  CHECK(mean < 20);  // the same 200 races at every run of this test
}

TEST_CASE("The e-process over intervals contains the e-process over rationals, up to smaller bets") {
  property("any problem", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const auto T = *draw::count(1, 12).as("T");
    const Schedule schedule = *draw::schedule(T, problem.dimension()).as("schedule");
    const Samples samples = *draw::samples(T, problem.n()).as("samples");
    const auto exact = laws(problem, delayed_sgd(problem, critical_step_size(problem.constants(), 5),
                                                 *draw::direction(problem.dimension()).as("x₀"), schedule, samples), samples);
    const Exact K = obliviousness<Exact>(each(exact), schedule).value();
    const Enclosure k = obliviousness<Enclosure>(each(enclosed(exact)), schedule).value();
    const Exact bets_rounded = K * power_of_two(-20);
    RC_ASSERT(Exact(k.lower()) <= K + bets_rounded);
    RC_ASSERT(Exact(k.upper()) >= K - bets_rounded);
  });
}

TEST_CASE("The e-process for uniform samples has expectation 1 over all paths") {
  for (const auto& [n, T] : {std::pair<std::size_t, std::size_t>{1, 3}, {2, 7}, {3, 5}, {5, 3}}) {
    Exact mean = 0;
    const auto paths = every_path(n, T);
    for (const Samples& path : paths)
      mean += uniformity<Exact>(std::vector<std::uint32_t>(path.begin(), path.end()), n).value() / Exact(paths.size());
    CHECK(mean == 1);
  }
  CHECK_THROWS_AS(uniformity<Exact>({}, 0), std::invalid_argument);
  CHECK_THROWS_AS(uniformity<Exact>(std::vector<std::uint32_t>{2}, 2), std::invalid_argument);
}

TEST_CASE("The e-process rejects samples that are drawn before the read") {
  // Two cores draw before they read; sample 0 is fast, sample 1 slow, and label 0 goes to whoever finishes first: P(i₀ = 0) = 3/4.
  std::mt19937 random(6);
  std::vector<std::uint32_t> of_label_0, drawn_after;
  for (int repetition = 0; repetition < 200; ++repetition) {
    const auto one = static_cast<std::uint32_t>(random() % 2), other = static_cast<std::uint32_t>(random() % 2);
    of_label_0.push_back(std::min(one, other));
    drawn_after.push_back(one);
  }
  CHECK(uniformity<Exact>(of_label_0, 2).rejected(alpha) == Truth::yes);
  CHECK(uniformity<Exact>(drawn_after, 2).rejected(alpha) == Truth::no);
}

TEST_CASE("The e-process for unbiased directions has expectation 1 over all paths") {
  property("any quadratic problem", [] {
    const ExactProblem problem = *draw::quadratic().as("problem");
    const std::size_t T = horizon(problem.n(), 130, 7), d = problem.dimension();
    const Schedule schedule = *draw::schedule(T, d).as("schedule");
    const Vector<Exact> x0 = *draw::point(d).as("x₀");
    const auto paths = every_path(problem.n(), T);
    Exact mean = 0;
    for (const Samples& samples : paths) {
      const Path path = delayed_sgd(problem, critical_step_size(problem.constants(), 5), x0, schedule, samples);
      std::vector<Vector<Exact>> G_virtual;
      for (std::size_t t = 0; t < T; ++t) G_virtual.push_back(problem.gradient(path.x_virtual[t]));
      mean += unbiased_direction<Exact>(each(laws(problem, path, samples)), each(G_virtual), G_virtual.size()).value() / Exact(paths.size());
    }
    RC_ASSERT(mean == 1);
  }, {.cases = 60});
}

TEST_CASE("The e-process rejects directions that favour one sample") {
  // f = x²/2 ± x near x = −1/4 (∇f = −1/4), where the sample with ξ = +1 comes three times in four.
  std::vector<NoiseLaw<Exact>> biased, fair;
  for (std::size_t t = 0; t < 200; ++t) {
    biased.push_back({{vector({1}), vector({-1})}, t % 4 == 3});
    fair.push_back({{vector({1}), vector({-1})}, t % 2});
  }
  const std::vector<Vector<Exact>> G_virtual(200, vector({ratio(-1, 4)}));
  CHECK(unbiased_direction<Exact>(each(biased), each(G_virtual), G_virtual.size()).rejected(alpha) == Truth::yes);
  CHECK(unbiased_direction<Exact>(each(fair), each(G_virtual), G_virtual.size()).rejected(alpha) == Truth::no);
}

TEST_CASE("A round that is no fair game is refused, and one without stakes changes nothing") {
  EProcess<Exact> process;
  process.play(std::vector<Exact>{0, 0}, 1);
  CHECK(process.value() == 1);
  CHECK_THROWS_AS(process.play(std::vector<Exact>{1, 0}, 0), std::invalid_argument);
  CHECK_THROWS_AS(process.play(std::vector<Exact>{1, -1}, 2), std::invalid_argument);
  CHECK_THROWS_AS(process.play(std::vector<Exact>{}, 0), std::invalid_argument);
  CHECK_THROWS_AS(average_of_e_values<Exact>({}), std::invalid_argument);
  process.play(std::vector<Exact>{1, -1}, 0);
  CHECK(process.value() == (ratio(21, 20) + ratio(11, 10) + ratio(5, 4) + ratio(3, 2)) / 4);
  CHECK(process.history().size() == 2);
  CHECK(average_of_e_values<Exact>(std::vector<Exact>{1, 3}) == 2);
  EProcess<Enclosure> unknown;
  unknown.play(std::vector<Enclosure>{Enclosure::everything(), Enclosure::everything()}, 0);
  CHECK(unknown.rejected(alpha) == Truth::no);
}

TEST_CASE("The bets of the e-process, number by number") {
  const auto average_over_shares = [](const auto& capital) {
    Exact sum = 0;
    for (const Exact& c : EProcess<Exact>::shares()) sum += capital(c) / 4;
    return sum;
  };
  SECTION("a stake is the share over the worst loss so far, and at most loses the share") {
    EProcess<Exact> process;
    CHECK(process.value() == 1);
    CHECK(process.largest() == 1);
    process.play(std::vector<Exact>{ratio(3, 2), ratio(-1, 2), ratio(-1, 2), ratio(-1, 2)}, 0);
    CHECK(process.value() == average_over_shares([](const Exact& c) { return Exact(1 + 3 * c); }));
    process.play(std::vector<Exact>{ratio(1, 4), ratio(-1, 4)}, 1);  // the worst stays ½
    CHECK(process.value() == average_over_shares([](const Exact& c) { return Exact((1 + 3 * c) * (1 - c / 2)); }));
    CHECK(process.largest() == average_over_shares([](const Exact& c) { return Exact(1 + 3 * c); }));
    CHECK(process.rejected(1 / process.largest()) == Truth::yes);
    CHECK(process.rejected(ratio(999, 1000) / process.largest()) == Truth::no);
  }
  SECTION("uniform samples: the second of two equal ones multiplies a stake by 4/3") {
    const auto process = uniformity<Exact>(std::vector<std::uint32_t>{1, 1}, 2);
    CHECK(process.history() == std::vector<Exact>{1, average_over_shares([](const Exact& c) { return Exact(1 + c / 3); })});
  }
  SECTION("a direction: νₜ = −⟨∇f(x̃ₜ), ξₜ⟩") {
    const std::vector<NoiseLaw<Exact>> law = {{{vector({3}), vector({-1}), vector({-2})}, 0}};
    const std::vector<Vector<Exact>> G_virtual = {vector({-2})};  // ν = 6, −2, −4
    const auto process = unbiased_direction<Exact>(each(law), each(G_virtual), 1);
    CHECK(process.history() == std::vector<Exact>{average_over_shares([](const Exact& c) { return Exact(1 + 3 * c / 2); })});
  }
  SECTION("obliviousness: ν₀ = 2(ξ₀² − 2) for two readers, ν₁ = ξ₁² − 14/3 + 2ξ₀ξ₁, by the coordinates that were missed") {
    const std::vector<Vector<Exact>> first_noise = {vector({2, 7}), vector({-1, -7}), vector({-1, 0})};
    const std::vector<NoiseLaw<Exact>> law = {{first_noise, 0}, {{vector({3, 0}), vector({-1, 5}), vector({-2, -5})}, 1}, {first_noise, 2}};
    const std::vector<bool> first = {true, false};
    const Schedule schedule(2, {{}, {{0, first}}, {{0, first}, {1, first}}});
    const auto process = obliviousness<Exact>(each(law), schedule);  // ν₀ = 4, −2, −2; 3ν₁ = 49, −23, −26; ν₂ = 0
    const Exact after_0 = average_over_shares([](const Exact& c) { return Exact(1 + 2 * c); });
    const Exact after_1 = average_over_shares([](const Exact& c) { return Exact((1 + 2 * c) * (1 - 23 * c / 26)); });
    CHECK(process.history() == std::vector<Exact>{after_0, after_1, after_1});
  }
}
