// A proof with numbers on every line: a ≤ b ≤ c, each ≤ with its claim and its reason.
//
//   Proof<Exact>(a).le(b, claims::A21a, "L-smoothness at x̃ₜ").given(γ ≤ …).le(c, claims::A21e, "step size")
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "lemmas/claims.hpp"
#include "lemmas/numbers/vector.hpp"
#include "lemmas/verdict.hpp"

namespace lemmata {

/// Something a lemma assumes, and whether it is met here.
struct Hypothesis {
  std::string_view text;
  Truth met;
};

/// One line of a proof: left ≤ right (or left = right), under the hypotheses collected so far.
template <class Real>
struct Step {
  const Claim* claim;
  std::string_view reason;
  Real left, right;
  bool equality;
  Truth given;  // all hypotheses named before this line are met
  Truth holds;  // the relation itself, whether or not the hypotheses are met
  bool rational = std::is_same_v<Real, Exact>;  // compared as rationals

  Real slack() const { return right - left; }
  Outcome outcome() const { return lemmata::outcome(given, holds); }
};

/// A chain of steps. `now` starts a new chain, as the slides' "Now:" does; a proof that begins so, or with scalars, needs no first value.
template <class Real>
class Proof {
 public:
  Proof() = default;
  explicit Proof(Real first) : last_(std::move(first)) {}

  /// What the following lines rest on.
  Proof& given(const Hypothesis& h) {
    hypotheses_.push_back(h);
    given_ = given_ && h.met;
    return *this;
  }
  Proof& now(Real first) {
    last_ = std::move(first);
    return *this;
  }
  /// … ≤ value.
  Proof& le(Real value, const Claim& claim, std::string_view reason) {
    const Truth holds = lemmata::le(last_, value);
    return add(std::move(value), claim, reason, false, holds);
  }
  /// … = value.
  Proof& eq(Real value, const Claim& claim, std::string_view reason) {
    const Truth holds = lemmata::eq(last_, value);
    return add(std::move(value), claim, reason, true, holds);
  }
  /// A line between rational scalars, compared exactly whatever Real is: a ≤ b.
  Proof& scalars(const Exact& a, const Exact& b, const Claim& claim, std::string_view reason) {
    last_ = as<Real>(a);
    add(as<Real>(b), claim, reason, false, lemmata::le(a, b));
    steps_.back().rational = true;
    return *this;
  }

  auto begin() const { return steps_.begin(); }
  auto end() const { return steps_.end(); }
  std::size_t size() const { return steps_.size(); }
  const Step<Real>& operator[](std::size_t s) const { return steps_[s]; }
  const std::vector<Hypothesis>& hypotheses() const { return hypotheses_; }

  /// The worst line: violated before undecided before vacuous before holds. A proof without lines says nothing: vacuous.
  Outcome outcome() const {
    if (steps_.empty()) return Outcome::vacuous;
    Outcome worst = Outcome::holds;
    for (const auto& step : steps_) worst = std::max(worst, step.outcome());
    return worst;
  }

 private:
  Proof& add(Real value, const Claim& claim, std::string_view reason, bool equality, Truth holds) {
    steps_.push_back({&claim, reason, std::move(last_), value, equality, given_, holds});
    last_ = std::move(value);
    return *this;
  }

  Real last_;
  Truth given_ = Truth::yes;
  std::vector<Step<Real>> steps_;
  std::vector<Hypothesis> hypotheses_;
};

}  // namespace lemmata
