#include "exam/print/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "exam/certify.hpp"

namespace lemmata::exam {
namespace {

class Taken {
 public:
  explicit Taken(std::string_view text) : text_(text) {}

  std::vector<Paragraph> apart() {
    while (at_ < text_.size()) {
      if (starts("\\(")) formula(Piece::Is::formula, "\\)");
      else if (starts("\\[")) formula(Piece::Is::displayed, "\\]");
      else if (starts("[[")) gap();
      else if (starts("\n\n")) at_ = std::min(text_.find_first_not_of('\n', at_), text_.size()), words_done(), all_.emplace_back();
      else words_ += text_[at_++];
    }
    words_done();
    std::erase_if(all_, [](const Paragraph& p) { return p.empty(); });
    return std::move(all_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw std::invalid_argument(fmt::format("{} in the text: {}", what, text_)); }
  bool starts(std::string_view with) const { return text_.substr(at_, with.size()) == with; }

  void words_done() {
    if (!words_.empty()) all_.back().push_back({.is = Piece::Is::words, .text = std::move(words_)});
    words_.clear();
  }
  void formula(Piece::Is is, std::string_view end) {
    words_done();
    const auto close = text_.find(end, at_);
    if (close == std::string_view::npos) refuse(fmt::format("'{}' is missing", end));
    const std::string_view tex = text_.substr(at_ + 2, close - at_ - 2);
    if (tex.find("[[") != std::string_view::npos) refuse("a gap within a formula");
    all_.back().push_back({.is = is, .text = std::string(tex)});
    at_ = close + 2;
  }
  void gap() {
    words_done();
    const auto close = text_.find("]]", at_);
    const std::string_view number = text_.substr(at_ + 2, close == std::string_view::npos ? 0 : close - at_ - 2);
    if (number.empty() || number.size() > 2 || number.find_first_not_of("0123456789") != std::string_view::npos || number == "0") refuse("a gap without a number");
    all_.back().push_back({.is = Piece::Is::gap, .gap = static_cast<std::size_t>(std::stoi(std::string(number))) - 1});
    at_ = close + 2;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string words_;
  std::vector<Paragraph> all_{1};
};

std::string said(const Paragraph& paragraph, const Voice& voice) {
  std::string all;
  for (const Piece& piece : paragraph) {
    switch (piece.is) {
      case Piece::Is::words: all += voice.words(piece.text); break;
      case Piece::Is::formula: all += voice.formula(piece.text, false); break;
      case Piece::Is::displayed: all += voice.formula(piece.text, true); break;
      case Piece::Is::gap: all += voice.gap(piece.gap); break;
    }
  }
  return all;
}

std::string tex_of(const std::string& number) {
  const auto slash = number.find('/');
  if (slash == std::string::npos) return number;
  const bool negative = number.starts_with('-');
  return fmt::format("{}\\frac{{{}}}{{{}}}", negative ? "-" : "", number.substr(negative, slash - negative), number.substr(slash + 1));
}

std::string relation(Relation claimed) { return claimed == Relation::at_most ? "\\le" : claimed == Relation::equal ? "=" : "\\ge"; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) { return fmt::format("{}", fmt::join(parts, between)); }

Note answer_note(const Question& q) {
  Note note{"Answer", {}};
  for (std::size_t c = 0; c < q.choices.size(); ++c)
    if (q.choices[c].right) note.lines.push_back((q.kind == Kind::choice ? letter(c) + ": " : "") + q.choices[c].text);
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    const std::string label = q.gaps.size() > 1 ? fmt::format("({}) ", g + 1) : "", unit = q.gaps[g].unit.empty() ? "" : "\\(" + q.gaps[g].unit + " =\\) ";
    note.lines.push_back(fmt::format("{}{}{} ({} {})", label, unit, shown(q.gaps[g]), q.gaps[g].points, q.gaps[g].points == 1 ? "point" : "points"));
    if (q.gaps[g].rounded) note.lines.back() += ", rounded; what differs by at most " + to_string(q.gaps[g].rounded->tolerance) + " is right";
  }
  if (q.ordering) {
    std::vector<std::string> letters;
    for (const std::size_t line : first_order(*q.ordering)) letters.push_back(letter(line));
    const std::size_t orders = accepted_orders_by_subsets(q.ordering->lines.size(), q.ordering->before);
    note.lines.push_back(joined(letters, " ") + (orders > 1 ? fmt::format("; {} orders are right", orders) : ""));
    for (const auto& [i, j] : q.ordering->before) note.lines.back() += (&i == &q.ordering->before.front().first ? ": those with " : ", ") + letter(i) + " before " + letter(j);
  }
  if (q.challenge) {
    std::vector<std::string> values;
    for (const auto& [name, value] : q.challenge->key) values.push_back(name + " = " + to_string(value));
    const Judged judged = q.challenge->judge(q.challenge->key);
    note.lines.push_back("For example " + joined(values, ", ") + fmt::format("; there the sides are \\({} \\gt {}\\).", tex_of(to_string(judged.left)), tex_of(to_string(judged.right))));
    if (!(judged.left > judged.right)) note.lines.back() = "For example " + joined(values, ", ") + fmt::format("; there the sides are \\({}\\) and \\({}\\).", tex_of(to_string(judged.left)), tex_of(to_string(judged.right)));
  }
  return note;
}

Note diagnosis_note(const Question& q) {
  Note note{"Where it goes wrong", {}};
  for (std::size_t c = 0; c < q.choices.size(); ++c) {
    const Choice& choice = q.choices[c];
    if (choice.right || choice.diagnosis.empty()) continue;
    std::string line = fmt::format("{}: {}", q.kind == Kind::choice ? letter(c) : choice.text, choice.diagnosis);
    if (choice.refutation) {
      const Refutation& r = *choice.refutation;
      line += fmt::format(". It claims \\({} {} {}\\) at {}, which is false", tex_of(to_string(r.left)), relation(r.claimed), tex_of(to_string(r.right)), r.at);
    }
    note.lines.push_back(line + ".");
  }
  for (std::size_t g = 0; g < q.gaps.size(); ++g)
    for (const Slip& slip : q.gaps[g].slips)
      note.lines.push_back(fmt::format("{}{}: {}.", q.gaps.size() > 1 ? fmt::format("({}) ", g + 1) : "", shown(q.gaps[g], slip.value), slip.diagnosis));
  return note;
}

}  // namespace

std::vector<Paragraph> paragraphs(std::string_view text) { return Taken(text).apart(); }

std::string said(std::string_view text, const Voice& voice) {
  std::string all;
  for (const Paragraph& paragraph : paragraphs(text)) all += voice.before + said(paragraph, voice) + voice.after;
  return all;
}

std::string said_inline(std::string_view text, const Voice& voice) {
  std::string all;
  for (const Paragraph& paragraph : paragraphs(text)) all += (all.empty() ? "" : " ") + said(paragraph, voice);
  return all;
}

std::string shown(const Gap& gap, const std::string& value) {
  if (gap.entry == Gap::Entry::word) return value;
  if (value == "{}") return "\\(\\emptyset\\)";
  std::string tex, number;
  const auto flush = [&] { tex += tex_of(number), number.clear(); };
  for (const char c : value) {
    if (std::string_view("{}(),").find(c) == std::string_view::npos) {
      number += c;
      continue;
    }
    flush();
    tex += c == '{' ? "\\{" : c == '}' ? "\\}" : std::string(1, c);
  }
  flush();
  return "\\(" + tex + "\\)";
}

std::vector<Note> key_notes(const Question& q) {
  std::vector<Note> notes{answer_note(q), diagnosis_note(q), {"Solution", {}}, {"Marking", {}}, {"How the key was found", {}}};
  for (const SolutionStep& step : q.solution)
    notes[2].lines.push_back(step.text + (step.claim ? fmt::format(" [{}: {}]", step.claim->id, step.claim->slide) : ""));
  for (const RubricLine& line : q.rubric) notes[3].lines.push_back(fmt::format("{} {}: {}", line.points, line.points == 1 ? "point" : "points", line.what));
  for (std::size_t d = 0; d < q.derivations.size(); ++d) {
    const Derivation& derivation = q.derivations[d];
    const std::string what = derivation.what.starts_with("[[") ? "(" + derivation.what.substr(2, derivation.what.size() - 4) + ")" : derivation.what;
    notes[4].lines.push_back(fmt::format("{}: {} by {}, and by {}.", what, derivation.value, derivation.route, derivation.other_route));
  }
  std::erase_if(notes, [](const Note& note) { return note.lines.empty(); });
  return notes;
}

std::vector<std::size_t> first_order(const Ordering& o) {
  std::vector<std::size_t> order;
  while (order.size() < o.lines.size()) {
    const auto done = [&](std::size_t line) { return std::find(order.begin(), order.end(), line) != order.end(); };
    std::size_t next = 0;
    while (next < o.lines.size() &&
           (done(next) || std::any_of(o.before.begin(), o.before.end(), [&](const auto& pair) { return pair.second == next && !done(pair.first); })))
      ++next;
    if (next == o.lines.size()) throw std::invalid_argument("no order of the lines is accepted");
    order.push_back(next);
  }
  return order;
}

std::string where_from(const Stamp& s) { return fmt::format("{}, version {}, seed {}, digest {}", s.family, s.version, s.seed, s.digest); }

std::string instruction(const Question& q) {
  switch (q.kind) {
    case Kind::true_false: return "True or false? Give a reason in one line.";
    case Kind::choice: return "Exactly one is right.";
    case Kind::ordering: return "Number the lines in an order in which each follows from those before it. If several can come next, the one with the first letter does.";
    case Kind::counterexample: {
      std::vector<std::string> names;
      for (const auto& variable : q.challenge->variables) names.push_back(variable.meaning.empty() ? variable.name : variable.meaning);
      return "Give a counterexample: " + joined(names, ", ") + ".";
    }
    default: break;
  }
  std::vector<std::string> words;
  for (const Gap& gap : q.gaps)
    for (const std::string& word : gap.words)
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  return words.empty() ? "" : "To choose from: " + joined(words, "; ") + ".";
}

}  // namespace lemmata::exam
