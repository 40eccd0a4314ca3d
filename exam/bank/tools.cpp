#include "exam/bank/tools.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>

namespace lemmata::exam::bank {
namespace {

constexpr std::string_view sign(Relation claimed) { return claimed == Relation::at_most ? "\\gt" : claimed == Relation::equal ? "\\ne" : "\\lt"; }

/// The witness in a sentence: "M = 0, x = 1; there \(\frac{1}{200} \gt 0\)".
std::string sentence(const Witness& w) {
  std::string text;
  for (const auto& [name, value] : w.facts) text += (text.empty() ? "" : ", ") + name + (name == "sides are" ? " " : " = ") + value;
  return fmt::format("Counterexample: {}; there \\({} {} {}\\).", text, tex(w.sides.left), sign(w.relation), tex(w.sides.right));
}

}  // namespace

std::string tex(const Exact& a) {
  if (denominator(a) == 1) return to_string(a);
  const std::string over = numerator(a) < 0 ? Exact(-numerator(a)).str() : Exact(numerator(a)).str();
  return (a < 0 ? "-" : "") + ("\\frac{" + over) + "}{" + Exact(denominator(a)).str() + "}";
}

const Answer& decided(const std::string& family, const std::vector<std::string>& arguments) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::vector<std::string>>, Answer> known;
  const std::lock_guard lock(mutex);
  auto found = known.find({family, arguments});
  if (found == known.end()) found = known.emplace(std::pair(family, arguments), decide(family, std::span<const std::string>(arguments))).first;
  if (found->second.verdict == Truth::unknown) throw Redraw{"undecided: " + found->second.claim};
  return found->second;
}

Question true_or_false(std::string statement, const Answer& answer, const OtherRoute& other, std::string reason, const Claim& claim) {
  const bool truth = answer.verdict == Truth::yes;
  const auto word = [](bool value) { return std::string(value ? "true" : "false"); };
  Question q;
  q.statement = std::move(statement);
  q.choices = {{.text = "True", .right = truth}, {.text = "False", .right = !truth}};
  q.derivations = {{"the statement", word(truth), answer.certificate ? "a certificate" : truth ? "a proof" : "a counterexample", word(other.truth), other.route}};
  q.answer = answer;
  q.solution = {{(truth ? "True. " : "False. ") + std::move(reason), &claim}};
  if (answer.witness) q.solution.push_back({sentence(*answer.witness), &claim});
  q.rubric = {{1, "the truth value"}, {1, truth ? "the reason" : "a counterexample, or the reason"}};
  q.points = q.minutes = 2;
  return q;
}

Choice wrong_number(const Exact& claimed, const Exact& truth, std::string at, std::string diagnosis) {
  return {.text = "\\(" + tex(claimed) + "\\)", .diagnosis = std::move(diagnosis),
          .refutation = Refutation{.at = std::move(at), .left = claimed, .claimed = Relation::equal, .right = truth}};
}

}  // namespace lemmata::exam::bank
