#include "exam/certify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <numeric>
#include <set>

namespace lemmata::exam {
namespace {

using Objections = std::vector<std::string>;

void check_derivations(const Question& q, Objections& wrong) {
  for (const Derivation& d : q.derivations) {
    if (d.value != d.again) wrong.push_back(fmt::format("{}: {} by {}, but {} by {}", d.what, d.value, d.route, d.again, d.other_route));
    else if (!d.agrees()) wrong.push_back(fmt::format("{}: both routes are the same, {}", d.what, d.route));
  }
}

void check_rounded(const Gap& gap, const std::string& which, Objections& wrong) {
  const auto& [lower, upper, tolerance] = *gap.rounded;
  if (!(tolerance > 0 && lower <= upper && 4 * (upper - lower) <= tolerance)) wrong.push_back(which + " is not enclosed to a quarter of its tolerance");
  const std::optional<Exact> key = parse_exact(gap.key);
  if (!key || *key < upper - tolerance || *key > lower + tolerance) wrong.push_back(which + ": the key is not within the tolerance of the enclosure");
}

void check_gaps(const Question& q, Objections& wrong) {
  if (q.derivations.size() < q.gaps.size()) wrong.push_back("a gap has no derivation");
  for (std::size_t g = 0; g < q.gaps.size() && g < q.derivations.size(); ++g) {
    const Gap& gap = q.gaps[g];
    const std::string which = fmt::format("[[{}]]", g + 1);
    if (gap.key != q.derivations[g].value) wrong.push_back(fmt::format("{}: the key {} is not the {} that was derived", which, gap.key, q.derivations[g].value));
    if (q.statement.find(which) == std::string::npos) {
      const auto holds = [&](const std::string& cell) { return cell.find(which) != std::string::npos; };
      const bool in_table = q.table && std::any_of(q.table->rows.begin(), q.table->rows.end(), [&](const auto& row) { return std::any_of(row.begin(), row.end(), holds); });
      if (!in_table) wrong.push_back(which + " is not in the text");
    }
    if (gap.entry == Gap::Entry::word && std::count(gap.words.begin(), gap.words.end(), gap.key) != 1) wrong.push_back(which + ": the key is not one of the words");
    if (gap.rounded) check_rounded(gap, which, wrong);
  }
}

void check_choices(const Question& q, Objections& wrong) {
  const auto right = std::count_if(q.choices.begin(), q.choices.end(), [](const Choice& c) { return c.right; });
  if (right != 1) wrong.push_back(fmt::format("{} choices are right", right));
  if (q.derivations.empty()) wrong.push_back("the right choice has no derivation");
  if (q.kind != Kind::choice) return;
  for (const Choice& c : q.choices) {
    if (c.right) continue;
    if (!c.refutation) wrong.push_back("not refuted: " + c.text);
    else if (!c.refutation->refutes()) wrong.push_back(fmt::format("the refutation of \"{}\" refutes nothing", c.text));
    if (c.diagnosis.empty()) wrong.push_back("no misconception stands behind: " + c.text);
  }
}

void check_truth(const Question& q, Objections& wrong) {
  if (q.choices.size() != 2 || q.choices[0].text != "True" || q.choices[1].text != "False") {
    wrong.push_back("the choices of a true/false question are True and False");
    return;
  }
  const bool truth = q.choices[0].right;
  if (!q.derivations.empty() && q.derivations[0].value != (truth ? "true" : "false")) wrong.push_back("the key is not the truth value that was derived");
  if (!q.answer) return;
  if (q.answer->verdict != (truth ? Truth::yes : Truth::no)) wrong.push_back("the key is not the verdict on the statement");
  if (!truth && !(q.answer->witness && q.answer->witness->confirmed())) wrong.push_back("false without a confirmed witness");
  if (truth && q.answer->certificate)
    for (const std::string& objection : lemmata::objections(*q.answer->certificate)) wrong.push_back("certificate: " + objection);
}

void check_ordering(const Question& q, Objections& wrong) {
  if (!q.ordering) {
    wrong.push_back("nothing to put in order");
    return;
  }
  const Ordering& o = *q.ordering;
  if (o.key.size() != o.lines.size() || !accepted(o.key, o.before)) wrong.push_back("the key is not an accepted order");
  if (accepted_orders_by_permutations(o.lines.size(), o.before) != accepted_orders_by_subsets(o.lines.size(), o.before))
    wrong.push_back("the two counts of the accepted orders differ");
}

void check_challenge(const Question& q, Objections& wrong) {
  if (!q.challenge) {
    wrong.push_back("no statement to refute");
    return;
  }
  const Judged first = q.challenge->judge(q.challenge->key), second = q.challenge->judge_again(q.challenge->key);
  if (first.is != Judged::Is::refutes || second.is != Judged::Is::refutes) wrong.push_back("the key refutes nothing");
  if (first.left != second.left || first.right != second.right) wrong.push_back("the two judges differ at the key");
}

/// Of at most three digits above and below the line, and 100 below.
bool for_paper(const Exact& a) { return abs(numerator(a)) <= 999 && denominator(a) <= 100; }

/// The numbers in a key "(1,-1/2)", "{0,2}" or "3/4" by hand.
std::vector<std::string> entries(const std::string& key) {
  std::vector<std::string> parts(1);
  for (const char c : key) {
    if (c == ',') parts.emplace_back();
    else if (std::string_view("(){} ").find(c) == std::string_view::npos) parts.back() += c;
  }
  return parts;
}

}  // namespace

std::string_view name(Kind kind) {
  constexpr std::string_view names[] = {"true/false", "choice", "number", "cloze", "ordering", "counterexample", "essay"};
  return names[static_cast<int>(kind)];
}

bool Refutation::refutes() const {
  switch (claimed) {
    case Relation::at_most: return left > right;
    case Relation::equal: return left != right;
    case Relation::at_least: return left < right;
  }
  return false;
}

std::vector<std::string> objections(const Question& q) {
  Objections wrong;
  check_derivations(q, wrong);
  switch (q.kind) {
    case Kind::true_false: check_choices(q, wrong), check_truth(q, wrong); break;
    case Kind::choice: check_choices(q, wrong); break;
    case Kind::number:
      if (q.gaps.size() != 1) wrong.push_back("a question for one number has one gap");
      [[fallthrough]];
    case Kind::cloze: check_gaps(q, wrong); break;
    case Kind::ordering: check_ordering(q, wrong); break;
    case Kind::counterexample: check_challenge(q, wrong); break;
    case Kind::essay:
      if (q.derivations.empty()) wrong.push_back("nothing of the solution was derived");
      break;
  }
  if (q.solution.empty()) wrong.push_back("no solution");
  if (!q.rubric.empty() && std::accumulate(q.rubric.begin(), q.rubric.end(), 0U, [](unsigned sum, const RubricLine& r) { return sum + r.points; }) != q.points)
    wrong.push_back("the rubric does not add up to the points");
  if (!q.gaps.empty() && std::accumulate(q.gaps.begin(), q.gaps.end(), 0U, [](unsigned sum, const Gap& g) { return sum + g.points; }) != q.points)
    wrong.push_back("the gaps do not add up to the points");
  if (q.kind == Kind::essay && q.rubric.empty()) wrong.push_back("an essay without a rubric");
  return wrong;
}

std::vector<std::string> unfit(const Question& q) {
  std::vector<std::string> why;
  for (std::size_t i = 0; i < q.choices.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (q.choices[i].text == q.choices[j].text) why.push_back("two choices say the same: " + q.choices[i].text);
  for (const Gap& gap : q.gaps) {
    std::set<std::string> slips;
    for (const Slip& slip : gap.slips)
      if (slip.value == gap.key || !slips.insert(slip.value).second) why.push_back("a slip leads to what is there already: " + slip.value);
    if (gap.entry == Gap::Entry::word || gap.rounded) continue;
    for (const std::string& entry : entries(gap.key))
      if (const auto a = parse_exact(entry); a && !for_paper(*a)) why.push_back("not for paper: " + entry);
  }
  if (q.challenge)
    for (const auto& [variable, value] : q.challenge->key)
      if (!for_paper(value)) why.push_back("not for paper: " + variable + " = " + to_string(value));
  return why;
}

bool accepted(const std::vector<std::size_t>& order, const std::vector<std::pair<std::size_t, std::size_t>>& before) {
  std::vector<std::size_t> place(order.size(), order.size());
  for (std::size_t p = 0; p < order.size(); ++p) {
    if (order[p] >= order.size() || place[order[p]] != order.size()) return false;
    place[order[p]] = p;
  }
  return std::all_of(before.begin(), before.end(), [&](const auto& pair) { return place[pair.first] < place[pair.second]; });
}

std::size_t accepted_orders_by_permutations(std::size_t n, const std::vector<std::pair<std::size_t, std::size_t>>& before) {
  if (n > 8) throw std::invalid_argument("too many lines to go through all orders: " + std::to_string(n) + ", at most 8");
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t count = 0;
  do count += accepted(order, before);
  while (std::next_permutation(order.begin(), order.end()));
  return count;
}

std::size_t accepted_orders_by_subsets(std::size_t n, const std::vector<std::pair<std::size_t, std::size_t>>& before) {
  std::vector<std::size_t> ways(std::size_t{1} << n);  // orders of the lines of a set, all that must come before them among them
  ways[0] = 1;
  for (std::size_t set = 0; set < ways.size(); ++set)
    for (std::size_t next = 0; next < n; ++next) {
      if (set >> next & 1) continue;
      const bool ready = std::all_of(before.begin(), before.end(), [&](const auto& pair) { return pair.second != next || (set >> pair.first & 1); });
      if (ready) ways[set | std::size_t{1} << next] += ways[set];
    }
  return ways.back();
}

std::string digest(const Question& q) {
  std::string all = fmt::format("{}|{}|{}|{}|{}|", q.stamp.family, q.stamp.version, q.stamp.seed, q.title, q.statement);
  for (const auto& [name, value] : q.parameters) all += name + "=" + value + ";";
  if (q.table)
    for (const auto& row : q.table->rows)
      for (const auto& cell : row) all += cell + ";";
  for (const Choice& c : q.choices)
    all += fmt::format("{}:{}:{}:{};", c.text, c.right, c.diagnosis, c.refutation ? to_string(c.refutation->left) + "~" + to_string(c.refutation->right) : "");
  for (const Gap& gap : q.gaps) {
    all += gap.key + ":" + std::to_string(gap.points);
    for (const Slip& slip : gap.slips) all += "," + slip.value + ":" + slip.diagnosis;
  }
  if (q.ordering)
    for (const std::size_t line : q.ordering->key) all += q.ordering->lines[line] + ";";
  if (q.challenge)
    for (const auto& [variable, value] : q.challenge->key) all += variable + "=" + to_string(value) + ";";
  for (const SolutionStep& step : q.solution) all += step.text + (step.claim ? std::string(step.claim->id) : "") + ";";
  for (const RubricLine& line : q.rubric) all += std::to_string(line.points) + line.what + ";";
  for (const Derivation& d : q.derivations) all += d.what + d.value + d.route + d.again + d.other_route + ";";
  boost::crc_optimal<64, 0x42F0E1EBA9EA3693, ~std::uint64_t{0}, ~std::uint64_t{0}, true, true> crc;  // CRC-64/XZ
  crc.process_bytes(all.data(), all.size());
  return fmt::format("{:016x}", crc.checksum());
}

}  // namespace lemmata::exam
