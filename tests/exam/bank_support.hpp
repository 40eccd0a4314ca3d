// What is asked of every family of the bank.
#pragma once

#include <fmt/format.h>

#include "exam/certify.hpp"
#include "exam/family.hpp"
#include "tests/support/catch.hpp"

namespace lemmata::exam {

/// Many seeds and all corners: no key without its proof (`question` throws), and each key refused when something is changed.
inline void stress(std::string_view id, std::uint64_t seeds = 200) {
  const Family& f = family(id);
  INFO(id);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    INFO("seed " << seed);
    Question q;
    REQUIRE_NOTHROW(q = question(f, seed));
    REQUIRE(q.stamp.digest.size() == 16);
    for (const SolutionStep& step : q.solution) CHECK_FALSE(step.text.empty());
  }
  Draw draw(1, id, 0);
  try {
    f.make(draw);
  } catch (const Redraw&) {
  }
  const std::size_t corners = std::size_t{1} << std::min<std::size_t>(draw.drawn(), 10);
  for (std::uint32_t corner = 0; corner < corners; ++corner) {
    INFO("corner " << corner);
    REQUIRE_NOTHROW(question_at_corner(f, corner));
  }
}

/// A key that is not the one that was derived is an objection.
inline void refuses_planted_keys(std::string_view id, std::uint64_t seed = 1) {
  INFO(id << ", seed " << seed);
  const Question q = question(family(id), seed);
  REQUIRE(objections(q).empty());
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    Question wrong = q;
    wrong.gaps[g].key = wrong.gaps[g].entry == Gap::Entry::word
                            ? (wrong.gaps[g].key == wrong.gaps[g].words[0] ? wrong.gaps[g].words[1] : wrong.gaps[g].words[0])
                            : wrong.gaps[g].key + "1";
    CHECK_FALSE(objections(wrong).empty());
  }
  if (q.kind == Kind::true_false) {
    Question wrong = q;
    std::swap(wrong.choices[0].right, wrong.choices[1].right);
    CHECK_FALSE(objections(wrong).empty());
  }
  if (q.ordering) {
    Question wrong = q;
    std::reverse(wrong.ordering->key.begin(), wrong.ordering->key.end());
    CHECK_FALSE(objections(wrong).empty());
  }
  if (q.challenge) {
    Question wrong = q;
    for (auto& [name, value] : wrong.challenge->key) value = name == "gamma" ? value : Exact(0);
    CHECK_FALSE(objections(wrong).empty());
  }
  if (!q.derivations.empty()) {
    Question wrong = q;
    wrong.derivations[0].again += "0";
    CHECK_FALSE(objections(wrong).empty());
  }
}

/// The first question, by seed, whose parameters have these values.
inline Question with_parameters(std::string_view id, const Facts& wanted) {
  for (std::uint64_t seed = 1; seed <= 20000; ++seed) {
    Question q = question(family(id), seed);
    if (std::all_of(wanted.begin(), wanted.end(),
                    [&](const auto& fact) { return std::find(q.parameters.begin(), q.parameters.end(), fact) != q.parameters.end(); }))
      return q;
  }
  throw std::runtime_error("no question with these parameters");
}
inline std::vector<std::string> keys(const Question& q) {
  std::vector<std::string> all;
  for (const Gap& gap : q.gaps) all.push_back(gap.key);
  return all;
}
inline bool truth_of(const Question& q) { return q.choices.at(0).right; }

}  // namespace lemmata::exam
