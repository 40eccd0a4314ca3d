// What is proved and what is refuted never contradict each other: a stronger statement is not true where a weaker one is false.
#include "tests/lemmas/mutant/asking.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

std::string percent(int least, int most) { return to_string(ratio(*rc::gen::inRange(least, most), 100)); }

/// For each constant of the family: two values of it, and the other parameters drawn once.
void in_order(const std::string& family_name, const std::string& others, const std::vector<std::pair<int, int>>& ranges) {
  std::vector<const Parameter*> constants;
  for (const Parameter& parameter : family(family_name).parameters)
    if (parameter.stronger != Parameter::Stronger::no) constants.push_back(&parameter);
  std::vector<std::string> values;
  for (const auto& [least, most] : ranges) values.push_back(percent(least, most));
  const auto pushed = *rc::gen::inRange<std::size_t>(0, ranges.size());
  const auto question = [&](const std::string& value) {
    std::string text = family_name + others;
    for (std::size_t k = 0; k < ranges.size(); ++k) text += " " + constants[k]->name + "=" + (k == pushed ? value : values[k]);
    return text;
  };
  Exact weak = *parse_exact(values[pushed]), strong = *parse_exact(percent(ranges[pushed].first, ranges[pushed].second));
  if ((weak < strong) != (constants[pushed]->stronger == Parameter::Stronger::larger)) std::swap(weak, strong);
  RC_ASSERT(truth_of(question(to_string(strong))) <= truth_of(question(to_string(weak))));
}

}  // namespace

TEST_CASE("A stronger statement is never closer to true than a weaker one") {
  const auto reads = [] { return std::string(*rc::gen::element(" reads=any", " reads=consistent", " reads=dependent")); };
  const auto tau = [] { return std::string(*rc::gen::element("", " tau=1", " tau=2", " tau=5", " tau=<=3")); };
  property("decrease", [] { in_order("decrease", "", {{-20, 80}, {0, 120}, {40, 60}, {50, 2000}}); }, {.cases = 300});
  property("difference", [&] { in_order("difference", reads() + tau(), {{0, 12}, {0, 40}, {200, 1500}}); }, {.cases = 150});
  property("main", [&] { in_order("main", reads() + tau(), {{1, 100}, {5, 150}, {120, 1500}}); }, {.cases = 300});
  property("minibatch-main", [] { in_order("minibatch-main", "", {{1, 100}, {1, 80}, {60, 1500}}); }, {.cases = 200});
}
