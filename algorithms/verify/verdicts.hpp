// The verdicts along a run: one row for each line of the lecture, with the number of checks and the least slack.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "lemmas/proof.hpp"

namespace lemmata {

/// The rungs of the decision ladder, cheapest first: intervals of doubles, 256-bit intervals, rationals.
enum class Rung { enclosure, wide, exact };

/// What is shown of a number: the doubles around it.
inline Enclosure narrowed(const Exact& a) { return Enclosure(a); }
inline Enclosure narrowed(const WideEnclosure& a) { return narrow(a); }
inline Enclosure narrowed(const Enclosure& a) { return a; }

/// One line of the lecture along a run.
struct Row {
  /// Where the line was tightest: right − left, enclosed; as a fraction of |right|; the iteration.
  struct Slack {
    Enclosure value;
    double share = 0;
    std::size_t t = 0;
    std::string exact;  // the rational, where it is known and short; else empty
  };
  /// One iteration, in doubles: to be drawn. The slack is that of the numbers that were judged, not of the doubles beside it.
  struct At {
    std::size_t t;
    double left, right, slack;
    bool fails;  // left ≤ right is proved false
  };
  /// The first iteration at which left ≤ right is proved false.
  struct Failure {
    std::size_t t = 0;
    Enclosure left, right;
  };

  const Claim* claim = nullptr;
  std::string line;
  Kind kind = Kind::sure;  // of truth that was checked here: a sure line can be asked in expectation too
  Outcome outcome = Outcome::holds;
  std::size_t checks = 0;
  bool equality = false;
  std::array<std::size_t, 3> rungs{};  // checks decided on each rung
  std::optional<Slack> least;
  std::optional<Failure> failure;
  std::string note;  // why it is vacuous, or what else there is to say
  std::vector<At> along;  // every iteration at which it was asked, if these are kept
  std::size_t lines = 1;  // that the row speaks of; then it shows the worst of them, and the tightest of these

  /// Exact if rationals decided every check.
  Evidence evidence() const { return rungs[2] == checks ? Evidence::exact : Evidence::enclosed; }
  /// Speaks of the lines of `other` too.
  void absorb(const Row& other);
};

/// One line with its numbers, kept to be shown: rationals where they are short, else the doubles around them.
struct ShownStep {
  const Claim* claim = nullptr;
  std::string reason;
  Kind kind = Kind::sure;
  std::size_t t = 0;
  std::string left, right, slack;
  bool equality = false;
  Outcome outcome = Outcome::holds;
  Evidence evidence = Evidence::exact;
};

/// A21 for A21 and A21c: the claim whose proof has this line.
std::string_view lemma_of(std::string_view id);

/// The rows of a run, in the order in which their lines were first met.
class Verdicts {
 public:
  Verdicts() = default;
  /// Keeps every step of one lemma, by its id, to be shown; `along`: keeps both sides of every line at every iteration, to be drawn.
  explicit Verdicts(std::string_view lemma, bool along = false) : lemma_(lemma), along_(along) {}

  /// One more check of the line (claim, reason) at iteration t.
  template <class Real>
  void add(const Step<Real>& step, Rung rung, std::size_t t, std::optional<Kind> kind = {}) {
    Row& row = at(*step.claim, step.reason, kind);
    count(row, step.outcome(), step.rational ? Rung::exact : rung);
    if (!lemma_.empty() && lemma_of(step.claim->id) == lemma_)
      steps_.push_back({step.claim, std::string(step.reason), row.kind, t, shown(step.left), shown(step.right), shown(step.slack()),
                        step.equality, step.outcome(), step.rational || rung == Rung::exact ? Evidence::exact : Evidence::enclosed});
    row.equality = step.equality;
    const Enclosure left = narrowed(step.left), right = narrowed(step.right);
    if (step.holds == Truth::no && (!row.failure || t < row.failure->t)) row.failure = Row::Failure{t, left, right};
    const Real slack = step.slack();
    Row::Slack here{narrowed(slack), 0, t, ""};
    if (along_) row.along.push_back({t, left.middle(), right.middle(), here.value.middle(), step.holds == Truth::no});
    if (right.is_zero()) return;  // 0 ≤ 0 says nothing of how tight the line is
    here.share = here.value.middle() / std::abs(right.middle());
    if (!tighter(here, row.least)) return;
    if constexpr (std::is_same_v<Real, Exact>) here.exact = short_text(slack);
    row.least = std::move(here);
  }
  template <class Real>
  void add(const Proof<Real>& proof, Rung rung, std::size_t t, std::optional<Kind> kind = {}) {
    for (const auto& step : proof) add(step, rung, t, kind);
  }
  /// A line that the audit decided by recomputation rather than by comparing two numbers.
  void add(const Claim& claim, std::string_view line, Outcome outcome, std::size_t checks, std::string note = "");

  /// Takes over the rows of another part of the same run.
  void merge(const Verdicts& other);
  /// The rows of this claim say nothing: a hypothesis that no line knows of is not met.
  void vacuous(const Claim& claim, std::string_view why);
  /// Why the vacuous rows of this claim are.
  void explain(const Claim& claim, std::string_view why);
  /// By kind of truth, and within each as in the lecture (claims::all).
  void sort();

  /// The row of a line; its kind is the claim's unless another is given.
  Row& at(const Claim& claim, std::string_view line, std::optional<Kind> kind = {});
  const std::vector<Row>& rows() const { return rows_; }
  /// The steps that were kept, in the order in which they were asked.
  const std::vector<ShownStep>& steps() const { return steps_; }

 private:
  static std::string short_text(const Exact& slack);
  static std::string shown(const Exact& a);
  static std::string shown(const Enclosure& a);
  static std::string shown(const WideEnclosure& a) { return shown(narrow(a)); }
  static bool tighter(const Row::Slack& a, const std::optional<Row::Slack>& b) {
    return !b || a.value.lower() < b->value.lower() || (a.value.lower() == b->value.lower() && a.t < b->t);
  }
  static void count(Row& row, Outcome outcome, Rung rung) {
    row.outcome = std::max(row.outcome, outcome);
    ++row.checks;
    ++row.rungs[static_cast<std::size_t>(rung)];
  }

  std::string lemma_;
  bool along_ = false;
  std::vector<Row> rows_;
  std::vector<ShownStep> steps_;
};

}  // namespace lemmata
