#include "exam/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "algorithms/input_error.hpp"
#include "exam/certify.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\n\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\n\r") - begin + 1));
}
std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}
std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(at, begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

[[noreturn]] void refuse(const Question& q, std::string_view wrong, std::string_view value) {
  throw InputError({"answer to " + q.stamp.family}, wrong, value, how_to_answer(q));
}

/// "−3/4" with the minus of typography too.
std::optional<Exact> number(std::string text) {
  text = trimmed(text);
  if (text.starts_with("−")) text.replace(0, std::string_view("−").size(), "-");
  if (const auto slash = text.find('/'); slash != std::string::npos) {
    const std::string above = trimmed(text.substr(0, slash)), below = trimmed(text.substr(slash + 1));
    text = above + "/" + below;
  }
  return parse_exact(text);
}

std::vector<Exact> numbers(const Question& q, const std::string& inside, const std::string& whole) {
  std::vector<Exact> all;
  if (trimmed(inside).empty()) return all;
  for (const std::string& part : split(inside, ',')) {
    const auto value = number(part);
    if (!value) refuse(q, "cannot be read", whole);
    all.push_back(*value);
  }
  return all;
}

std::string without(const std::string& text, char open, char close) {
  return text.size() >= 2 && text.front() == open && text.back() == close ? text.substr(1, text.size() - 2) : text;
}

/// In the canonical form of a key.
std::string canonical(const Question& q, const Gap& gap, const std::string& text) {
  if (text.empty()) refuse(q, "an entry is empty", text);
  if (gap.entry == Gap::Entry::word) {
    for (const std::string& word : gap.words)
      if (lower(word) == lower(text)) return word;
    refuse(q, "is not one of the words", text);
  }
  if (gap.entry == Gap::Entry::number) {
    const auto value = number(text);
    if (!value) refuse(q, "is not a number", text);
    return to_string(*value);
  }
  const bool set = gap.entry == Gap::Entry::set;
  std::vector<Exact> all = numbers(q, text == "∅" || lower(text) == "empty" ? "" : set ? without(text, '{', '}') : without(text, '(', ')'), text);
  if (set) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }
  std::vector<std::string> parts;
  for (const Exact& a : all) parts.push_back(to_string(a));
  return fmt::format("{}{}{}", set ? "{" : "(", fmt::join(parts, ","), set ? "}" : ")");
}

/// Of digits after the point, half a unit of the last of them away at most.
bool is_rounding(const std::string& written, const Exact& value, const Exact& key) {
  const auto point = written.find('.');
  if (point == std::string::npos || written.find('/') != std::string::npos) return false;
  Exact unit = 1;
  for (std::size_t i = point + 1; i < written.size() && std::isdigit(static_cast<unsigned char>(written[i])); ++i) unit /= 10;
  return abs(Exact(value - key)) <= unit / 2;
}

/// Nothing if it is right, else what can be said.
std::optional<std::string> wrong_with(const Question& q, const Gap& gap, const std::string& entry) {
  const std::string value = canonical(q, gap, entry);
  if (value == gap.key) return std::nullopt;
  if (gap.rounded) {
    const Exact a = parse_exact(value).value();
    if (a >= gap.rounded->upper - gap.rounded->tolerance && a <= gap.rounded->lower + gap.rounded->tolerance) return std::nullopt;
  }
  for (const Slip& slip : gap.slips)
    if (slip.value == value) return "not right: " + slip.diagnosis;
  if (gap.entry == Gap::Entry::number && !gap.rounded && is_rounding(entry, parse_exact(value).value(), parse_exact(gap.key).value()))
    return "rounded; the exact number, as a fraction, is asked for";
  return "not right";
}

Feedback mark_gaps(const Question& q, std::string_view answer) {
  const auto entries = split(answer, ';');
  if (entries.size() != q.gaps.size()) refuse(q, fmt::format("{} instead of {}", entries.size() == 1 ? "one entry" : fmt::format("{} entries", entries.size()), q.gaps.size()), answer);
  Feedback feedback{.points = 0, .of = q.points};
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    const auto wrong = wrong_with(q, q.gaps[g], entries[g]);
    feedback.lines.push_back((q.gaps.size() > 1 ? fmt::format("({}) ", g + 1) : "") + wrong.value_or("right"));
    if (!wrong) feedback.points += q.gaps[g].points;
  }
  return feedback;
}

Feedback mark_order(const Question& q, std::string_view answer) {
  const Ordering& o = *q.ordering;
  std::vector<std::size_t> order;
  for (const char c : answer) {
    if (std::isspace(static_cast<unsigned char>(c)) || c == ',' || c == ';' || c == '>' || c == '-') continue;
    const auto line = static_cast<std::size_t>(std::toupper(static_cast<unsigned char>(c)) - 'A');
    if (line >= o.lines.size() || std::find(order.begin(), order.end(), line) != order.end()) refuse(q, "cannot be read", answer);
    order.push_back(line);
  }
  if (order.size() != o.lines.size()) refuse(q, fmt::format("{} lines", order.size()), answer);
  Feedback feedback{.points = 0, .of = q.points};
  if (accepted(order, o.before)) {
    feedback.points = q.points;
    feedback.lines = {"right"};
    return feedback;
  }
  const auto place = [&](std::size_t line) { return std::find(order.begin(), order.end(), line) - order.begin(); };
  for (const std::size_t line : order)
    for (const auto& [i, j] : o.before)
      if (j == line && place(i) > place(j)) {
        feedback.lines = {fmt::format("not right: {} stands at place {}, but it needs a line that comes later", letter(line), place(line) + 1)};
        return feedback;
      }
  return feedback;
}

Feedback mark_choice(const Question& q, std::string_view answer) {
  std::size_t chosen = q.choices.size();
  const std::string first = lower(trimmed(answer)).substr(0, lower(trimmed(answer)).find_first_of(" ,;.:)"));
  if (q.kind == Kind::true_false) chosen = first == "true" || first == "t" ? 0 : first == "false" || first == "f" ? 1 : chosen;
  else if (first.size() == 1) chosen = static_cast<std::size_t>(first[0] - 'a');
  if (chosen >= q.choices.size()) refuse(q, "cannot be read", answer);
  const Choice& choice = q.choices[chosen];
  const unsigned points = choice.right ? (q.kind == Kind::true_false && !q.rubric.empty() ? q.rubric.front().points : q.points) : 0;
  Feedback feedback{.points = points, .of = points == 0 && q.kind == Kind::true_false && !q.rubric.empty() ? q.rubric.front().points : choice.right ? points : q.points};
  feedback.lines = {choice.right ? "right" : choice.diagnosis.empty() ? "not right" : "not right: " + choice.diagnosis};
  if (q.kind == Kind::true_false && choice.right) feedback.lines.emplace_back("a person marks the reason");
  return feedback;
}

Feedback graded(Feedback feedback) {
  feedback.is = feedback.points == feedback.of ? Feedback::Is::right : feedback.points > 0 ? Feedback::Is::partly : Feedback::Is::wrong;
  return feedback;
}

std::string variables(const Question& q) {
  std::string all;
  for (const auto& variable : q.challenge->variables) all += (all.empty() ? "" : ", ") + variable.name + "=…";
  return all;
}

Assignment assignment(const Question& q, std::string_view text) {
  Assignment values;
  for (const std::string& part : split(text, ',')) {
    const auto equals = part.find('=');
    if (equals == std::string::npos) refuse(q, "cannot be read", part);
    const std::string name = trimmed(part.substr(0, equals));
    const bool known = std::any_of(q.challenge->variables.begin(), q.challenge->variables.end(), [&](const auto& v) { return v.name == name; });
    if (!known) refuse(q, "unknown variable", name);
    const auto value = number(part.substr(equals + 1));
    if (!value) refuse(q, "is not a number", part);
    if (!values.emplace(name, *value).second) refuse(q, "given twice", name);
  }
  for (const auto& variable : q.challenge->variables)
    if (!values.contains(variable.name)) refuse(q, "a variable is missing", variable.name);
  return values;
}

}  // namespace

std::string how_to_answer(const Question& q) {
  switch (q.kind) {
    case Kind::true_false: return "right is true or false, and a reason after it if you like";
    case Kind::choice: return fmt::format("right is a letter from A to {}", letter(q.choices.size() - 1));
    case Kind::ordering: return fmt::format("right are the letters from A to {} in order, as in 'B A C'", letter(q.ordering->lines.size() - 1));
    case Kind::counterexample: return "right is " + variables(q) + " with numbers like -3/4 or 0.75";
    case Kind::essay: return "right is any text";
    default: break;
  }
  std::vector<std::string> kinds;
  for (const Gap& gap : q.gaps) {
    std::string one = gap.entry == Gap::Entry::number ? "a number like -3/4 or 0.75" : gap.entry == Gap::Entry::set ? "a set like {0,2} or {}" : gap.entry == Gap::Entry::vector ? "a vector like (1,-1/2)"
                                                                                    : fmt::format("one of: {}", fmt::join(gap.words, ", "));
    if (std::find(kinds.begin(), kinds.end(), one) == kinds.end()) kinds.push_back(std::move(one));
  }
  return q.gaps.size() == 1 ? "right is " + kinds[0] : fmt::format("right are {} entries separated by ';': {}", q.gaps.size(), fmt::join(kinds, ", or "));
}

Feedback mark_counterexample(const Question& q, std::string_view text) {
  if (!q.challenge) throw InputError({"--counterexample"}, "asks for none", q.stamp.family, "--answer: " + how_to_answer(q));
  const Assignment values = assignment(q, text);
  const Judged judged = q.challenge->judge(values), again = q.challenge->judge_again(values);
  if (judged.is != again.is || (judged.is != Judged::Is::invalid && (judged.left != again.left || judged.right != again.right)))
    throw std::logic_error(fmt::format("{} with seed {}: the two judges differ at {}", q.stamp.family, q.stamp.seed, text));
  Feedback feedback{.points = judged.is == Judged::Is::refutes ? q.points : 0, .of = q.points};
  switch (judged.is) {
    case Judged::Is::invalid: feedback.lines = {"invalid: " + judged.why}; break;
    case Judged::Is::holds:
      feedback.lines = {fmt::format("valid, but no counterexample: the sides are {} and {}, the slack is {}", to_string(judged.left), to_string(judged.right), to_string(Exact(abs(Exact(judged.right - judged.left)))))};
      break;
    case Judged::Is::refutes: feedback.lines = {fmt::format("right: the sides are {} and {}", to_string(judged.left), to_string(judged.right))}; break;
  }
  return graded(feedback);
}

Feedback mark(const Question& q, std::string_view answer) {
  switch (q.kind) {
    case Kind::true_false: case Kind::choice: return graded(mark_choice(q, answer));
    case Kind::number: case Kind::cloze: return graded(mark_gaps(q, answer));
    case Kind::ordering: return graded(mark_order(q, answer));
    case Kind::counterexample: return mark_counterexample(q, answer);
    case Kind::essay: break;
  }
  Feedback feedback{.is = Feedback::Is::open, .points = 0, .of = q.points, .lines = {"a person marks it, by these points:"}};
  for (const RubricLine& line : q.rubric) feedback.lines.push_back(fmt::format("{}: {}", line.points, line.what));
  return feedback;
}

}  // namespace lemmata::exam
