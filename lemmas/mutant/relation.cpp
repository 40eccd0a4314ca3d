#include "lemmas/mutant/relation.hpp"

namespace lemmata {

std::vector<std::string> Domain::names() const {
  std::vector<std::string> result;
  for (const auto& [variable, as] : variables) result.push_back(variable);
  return result;
}

Relation relation_of(std::string_view text) {
  return text == "eq" ? Relation::equal : text == "le" ? Relation::at_most : Relation::at_least;
}

namespace {

/// The points of the grid, the small ones first; stops when `visit` says so.
void grid(const Domain& domain, const std::function<bool(const Polynomial::Point&)>& visit) {
  static const std::vector<Exact> whole{0, 1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000},
      real{0, 1, ratio(1, 2), 2, 3, 4, ratio(1, 10), 9, 16, 100, ratio(1, 100), 1000, 10000};
  const std::size_t count = domain.whole.size() + domain.real.size();
  std::size_t combinations = 1;
  for (std::size_t v = 0; v < count; ++v) combinations *= whole.size();
  for (std::size_t largest = 0; largest < whole.size(); ++largest)  // by the largest index that occurs
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      Polynomial::Point fresh;
      std::size_t rest = combination, most = 0;
      for (std::size_t v = 0; v < count; ++v, rest /= whole.size()) {
        const std::size_t index = rest % whole.size();
        most = std::max(most, index);
        if (v < domain.whole.size())
          fresh[domain.whole[v]] = whole[index];
        else
          fresh[domain.real[v - domain.whole.size()]] = real[index];
      }
      if (most != largest) continue;
      Polynomial::Point point;
      for (const auto& [variable, as] : domain.variables) point[variable] = as.at(fresh);
      if (visit(point)) return;
    }
}

bool holds(Relation relation, const Exact& left, const Exact& right) {
  return relation == Relation::equal ? left == right : relation == Relation::at_most ? left <= right : left >= right;
}

}  // namespace

Answer decide_relation(const Domain& domain, const Quotient& left, Relation relation, const Quotient& right, const std::string& statement,
                       const Again& again) {
  std::optional<Answer> answer;
  grid(domain, [&](const Polynomial::Point& point) {
    Exact a, b;
    try {
      a = left.at(point);
      b = right.at(point);
    } catch (const std::invalid_argument&) {  // a denominator is 0: no number, no statement
      return false;
    }
    if (holds(relation, a, b)) return false;
    Witness w = again(point);
    w.sides = {a, b};
    w.relation = relation;
    for (const auto& [variable, value] : point) w.facts.emplace_back(variable, to_string(value));
    answer = refuted(std::move(w), "both sides, at a point");
    return true;
  });
  if (answer) return *answer;

  Quotient difference = relation == Relation::at_least ? left - right : right - left;
  for (const auto& [variable, as] : domain.variables) difference = difference.with(variable + "", as);
  if (difference.under.terms().begin()->second < 0) difference = {-difference.over, -difference.under};
  if (!difference.under.obviously_nonnegative())
    return undecided("a sign that inspection does not see, and no point of the grid refutes it");
  Certificate c{.statement = statement, .difference = difference.over, .known = {}, .vectors = {}, .of_any_sign = {}, .notes = {}};
  for (const auto& [variable, as] : domain.variables) c.notes.push_back(variable + " = " + to_string(as) + ", with new variables ≥ 0");
  if (difference.under != Polynomial(1)) c.notes.push_back("times " + to_string(difference.under) + ", which is positive");
  if (relation == Relation::equal && difference.over != Polynomial(0)) return undecided("the sides differ, but at no point of the grid");
  if (!objections(c).empty()) return undecided("a sign that inspection does not see, and no point of the grid refutes it");
  return proved(std::move(c),
                relation == Relation::equal ? "both sides are the same function" : "no coefficient of the difference is negative");
}

}  // namespace lemmata
