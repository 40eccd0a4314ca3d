#include "algorithms/verify/verdicts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include "algorithms/verify/text.hpp"

namespace lemmata {
namespace {

/// From facts of the run to what speaks of many runs.
std::ptrdiff_t order_of(Kind kind) {
  constexpr std::array order{Kind::structural, Kind::identity,   Kind::definition, Kind::sure,
                             Kind::conditional, Kind::full, Kind::asymptotic, Kind::heuristic};
  return std::find(order.begin(), order.end(), kind) - order.begin();
}

}  // namespace

void Row::absorb(const Row& other) {
  const auto share = [](const Row& row) { return row.least ? row.least->share : std::numeric_limits<double>::infinity(); };
  Row shown = std::pair(other.outcome, -share(other)) > std::pair(outcome, -share(*this)) ? other : *this;
  shown.checks = checks + other.checks;
  shown.lines = lines + other.lines;
  for (std::size_t r = 0; r < rungs.size(); ++r) shown.rungs[r] = rungs[r] + other.rungs[r];
  if (!shown.failure) shown.failure = failure ? failure : other.failure;
  if (shown.note.empty()) shown.note = note.empty() ? other.note : note;
  *this = std::move(shown);
}

Row& Verdicts::at(const Claim& claim, std::string_view line, std::optional<Kind> asked) {
  const Kind kind = asked.value_or(claim.kind);
  const auto found =
      std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) { return r.claim == &claim && r.line == line && r.kind == kind; });
  if (found != rows_.end()) return *found;
  rows_.push_back({.claim = &claim, .line = std::string(line), .kind = kind});
  return rows_.back();
}

std::string_view lemma_of(std::string_view id) {
  const bool line = id.size() > 2 && std::isdigit(static_cast<unsigned char>(id[id.size() - 2])) && std::islower(static_cast<unsigned char>(id.back()));
  return line ? id.substr(0, id.size() - 1) : id;
}

std::string Verdicts::shown(const Exact& a) {
  const std::string text = short_text(a);
  return text.size() <= 12 && !text.empty() ? text : "≈ " + short_number(a.convert_to<double>());
}
std::string Verdicts::shown(const Enclosure& a) { return a.is_point() ? short_number(a.middle()) : "≈ " + short_number(a.middle()); }

std::string Verdicts::short_text(const Exact& slack) {
  constexpr std::size_t longest = 24;
  if (msb(denominator(slack)) > 4 * longest) return "";
  std::string text = to_string(slack);
  return text.size() <= longest ? text : "";
}

void Verdicts::add(const Claim& claim, std::string_view line, Outcome outcome, std::size_t checks, std::string note) {
  Row& row = at(claim, line);
  row.outcome = std::max(row.outcome, outcome);
  row.checks += checks;
  row.rungs[static_cast<std::size_t>(Rung::exact)] += checks;
  row.note = std::move(note);
}

void Verdicts::merge(const Verdicts& other) {
  for (const Row& theirs : other.rows_) {
    Row& ours = at(*theirs.claim, theirs.line, theirs.kind);
    ours.outcome = std::max(ours.outcome, theirs.outcome);
    ours.checks += theirs.checks;
    ours.equality = theirs.equality;
    for (std::size_t r = 0; r < ours.rungs.size(); ++r) ours.rungs[r] += theirs.rungs[r];
    if (theirs.least && tighter(*theirs.least, ours.least)) ours.least = theirs.least;
    if (theirs.failure && (!ours.failure || theirs.failure->t < ours.failure->t)) ours.failure = theirs.failure;
    if (ours.note.empty()) ours.note = theirs.note;
    ours.along.insert(ours.along.end(), theirs.along.begin(), theirs.along.end());
  }
  steps_.insert(steps_.end(), other.steps_.begin(), other.steps_.end());
}

void Verdicts::vacuous(const Claim& claim, std::string_view why) {
  for (Row& row : rows_) {
    if (row.claim != &claim) continue;
    row.outcome = Outcome::vacuous;
    row.note = why;
  }
}

void Verdicts::explain(const Claim& claim, std::string_view why) {
  for (Row& row : rows_)
    if (row.claim == &claim && row.outcome == Outcome::vacuous) row.note = why;
}

void Verdicts::sort() {
  const auto place = [](const Row& row) { return std::find(claims::all.begin(), claims::all.end(), row.claim); };
  std::stable_sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
    return std::pair(order_of(a.kind), place(a)) < std::pair(order_of(b.kind), place(b));
  });
}

}  // namespace lemmata
