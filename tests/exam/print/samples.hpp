// A question of every kind, with characters that formats treat specially.
#pragma once

#include "exam/form.hpp"

namespace lemmata::exam {

inline Question sample(Kind kind) {
  Question q;
  q.stamp = {"E02", 1, 7, "0123456789abcdef"};
  q.kind = kind;
  q.title = "A & B <of> 100% #1 {x}";
  q.statement = "Let \\(a < b\\) & \\(x_{t+1} \\in \\{0,1\\}\\), 50% of \"it\" ]]> ~ done.\n\nDisplayed: \\[\\sum_{k=0}^{T-1} \\frac{\\gamma}{4} \\|\\nabla f(\\tilde x_k)\\|^2\\]";
  q.solution = {{"By hand, γ = 1/10 and x̃ₜ₊₁ ≠ xₜ: \\(\\tfrac12\\).", &claims::A21}};
  q.rubric = {{1, "one & two"}, {1, "three < four"}};
  q.derivations = {{"the key", "1", "counting", "1", "a formula"}};
  return q;
}

inline Question sample_truth(bool truth) {
  Question q = sample(Kind::true_false);
  q.choices = {{.text = "True", .right = truth}, {.text = "False", .right = !truth}};
  return q;
}

inline Question sample_choice() {
  Question q = sample(Kind::choice);
  q.choices = {{.text = "\\(\\frac{1}{2}\\)", .diagnosis = "forgot {the} #2 ~ \\(\\frac{M}{b}\\)", .refutation = Refutation{"x = 1", 1, Relation::equal, 2}},
               {.text = "\\(a < b\\)", .right = true},
               {.text = "a & b", .diagnosis = "no", .refutation = Refutation{"x = 2", 3, Relation::at_most, 2}}};
  return q;
}

inline Question sample_number(const std::string& key) {
  Question q = sample(Kind::number);
  q.statement += "\n\nIt is [[1]].";
  q.gaps = {{.key = key, .slips = {{"1/7", "took \\(\\frac{1}{b}\\) of {it} #3"}}, .points = 2}};
  return q;
}

inline Question sample_cloze() {
  Question q = sample(Kind::cloze);
  q.statement += "\n\nFill in [[1]], [[2]], [[3]], [[4]].";
  q.table = Table{{"worker", "reads & writes", "\\(J_t\\)"}, {{"1", "0 < 1", "[[5]]"}}};
  q.gaps = {{.key = "11/3", .slips = {{"4", "rounded {up} to #4"}, {"11/2", "half \\(\\frac{a}{b}\\)"}}, .points = 2},
            {.entry = Gap::Entry::set, .key = "{0,2}", .slips = {{"{}", "forgot all"}}},
            {.entry = Gap::Entry::vector, .key = "(1,-1/2)"},
            {.entry = Gap::Entry::word, .key = "keep", .words = {"keep", "halve", "double"}, .slips = {{"halve", "the other regime"}}},
            {.entry = Gap::Entry::set, .key = "{}"}};
  q.rubric = {{6, "each entry"}};
  q.points = 6;
  return q;
}

inline Question sample_order() {
  Question q = sample(Kind::ordering);
  q.ordering = Ordering{{"\\(c \\le d\\)", "\\(a < b\\)", "so \\(a < d\\) & done", "\\(b \\le c\\)"}, {{1, 2}, {0, 2}, {3, 2}, {1, 3}}, {1, 3, 0, 2}};
  return q;
}

inline Question sample_challenge() {
  Question q = sample(Kind::counterexample);
  const auto judge = [](const Assignment& a) {
    const Exact x = a.at("x"), gamma = a.at("gamma");
    if (gamma <= 0) return Judged{Judged::Is::invalid, "\\(\\gamma \\gt 0\\) is not met", 0, 0};
    return Judged{x * x > gamma ? Judged::Is::refutes : Judged::Is::holds, "", Exact(x * x), gamma};
  };
  q.challenge = Challenge{{{"x", "\\(x\\)"}, {"gamma", "\\(\\gamma\\)"}}, {{"x", 1}, {"gamma", ratio(1, 10)}}, judge, judge};
  return q;
}

inline Question sample_essay() { return sample(Kind::essay); }

inline std::vector<Question> samples() {
  return {sample_truth(true), sample_truth(false), sample_choice(), sample_number("3/16"), sample_number("-11/3"), sample_cloze(), sample_order(), sample_challenge(), sample_essay()};
}

/// The samples as a form; every question is then one of its own.
inline Form form_of(std::vector<Question> questions) {
  for (std::size_t i = 0; i < questions.size(); ++i) questions[i].stamp.seed = i + 1;
  return {.id = "7-60-1", .title = "Midterm", .minutes = 60, .sections = {{"All", std::move(questions)}}};
}

/// Every family with a few seeds.
inline std::vector<Question> real_questions(std::uint64_t seeds) {
  std::vector<Question> all;
  for (const Family& f : families())
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) all.push_back(question(f, seed));
  return all;
}

}  // namespace lemmata::exam
