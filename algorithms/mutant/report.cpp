#include "algorithms/mutant/report.hpp"

#include <fmt/format.h>

namespace lemmata {

namespace {

const char* verdict(const Answer& answer) {
  return answer.verdict == Truth::yes ? "true" : answer.verdict == Truth::no ? "false" : "undecided";
}

const char* sign(Relation relation) { return relation == Relation::at_most ? ">" : relation == Relation::equal ? "≠" : "<"; }

/// A rational of any length, and what it is about.
std::string shown(const Exact& a) {
  const std::string digits = to_string(a);
  if (digits.size() <= 60) return digits;
  return fmt::format("about {:.10g} ({} characters as a rational: --json)", static_cast<double>(a), digits.size());
}

std::string shown(const Witness& w) {
  std::string result;
  for (const auto& [name, value] : w.facts) result += fmt::format("  {} = {}\n", name, value);
  result += fmt::format("  left {}{} {} {} right, by {}\n", w.left_is_a_bound ? "at least " : "", shown(w.sides.left), sign(w.relation),
                        shown(w.sides.right), w.route);
  result += fmt::format("  left {} {} {} right, by {}\n", shown(w.again.left), sign(w.relation), shown(w.again.right), w.other_route);
  return result;
}

nlohmann::ordered_json json(const Facts& facts) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [name, value] : facts) object[name] = value;
  return object;
}

nlohmann::ordered_json json(const Witness& witness) {
  nlohmann::ordered_json object = json(witness.facts);
  object["lhs"] = to_string(witness.sides.left);
  object["rhs"] = to_string(witness.sides.right);
  object["relation"] = sign(witness.relation);
  object["route"] = witness.route;
  object["confirmed"] = {{"by", witness.other_route}, {"lhs", to_string(witness.again.left)}, {"rhs", to_string(witness.again.right)}};
  return object;
}

}  // namespace

nlohmann::ordered_json json(const Answer& answer) {
  nlohmann::ordered_json object;
  object["claim"] = answer.claim;
  object["statement"] = answer.statement;
  object["parameters"] = json(answer.parameters);
  object["verdict"] = verdict(answer);
  object["why"] = answer.why;
  object["witness"] = answer.witness ? json(*answer.witness) : nlohmann::ordered_json();
  if (answer.certificate)
    object["certificate"] = {{"proof", proof_text(*answer.certificate)}, {"smt_lib", smt_lib(*answer.certificate)}};
  else if (answer.verdict == Truth::yes)
    object["certificate"] = {{"proof", answer.why}};
  else
    object["certificate"] = nullptr;
  return object;
}

std::string text(const Answer& answer) {
  std::string result = fmt::format("{}: {}\n", answer.claim, answer.statement);
  for (const auto& [name, value] : answer.parameters) result += fmt::format("  {} = {}\n", name, value);
  result += fmt::format("{}: {}\n", verdict(answer), answer.why);
  if (answer.certificate) result += fmt::format("\n{}", proof_text(*answer.certificate));
  if (answer.witness) result += shown(*answer.witness);
  return result;
}

nlohmann::ordered_json json(const std::vector<Best>& constants) {
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const Best& one : constants) {
    const auto part = [](const std::optional<Exact>& value, const Answer& answer) {
      return value ? nlohmann::ordered_json{{"value", to_string(*value)}, {"answer", json(answer)}} : nlohmann::ordered_json();
    };
    array.push_back({{"parameter", one.parameter},
                     {"stronger", one.larger_is_stronger ? "larger" : "smaller"},
                     {"lecture", to_string(one.lecture)},
                     {"proved", part(one.proved, one.proof)},
                     {"refuted", part(one.refuted, one.refutation)}});
  }
  return array;
}

std::string text(const std::vector<Best>& constants) {
  std::string result = "                      lecture · best proved · best refuted\n";
  for (const Best& one : constants)
    result += fmt::format("{:<20}  {} · {} · {}   ({} is stronger)\n", one.parameter, to_string(one.lecture),
                          one.proved ? to_string(*one.proved) : "none", one.refuted ? to_string(*one.refuted) : "none",
                          one.larger_is_stronger ? "larger" : "smaller");
  for (const Best& one : constants) {
    if (one.proof.certificate)
      result += fmt::format("\n{} = {}\n{}", one.parameter, to_string(*one.proved), proof_text(*one.proof.certificate));
    else if (one.proved)
      result += fmt::format("\n{} = {}: {}\n", one.parameter, to_string(*one.proved), one.proof.why);
    if (one.refutation.witness)
      result += fmt::format("\n{} = {} is refuted\n{}", one.parameter, to_string(*one.refuted), shown(*one.refutation.witness));
  }
  return result;
}

int exit_code(const Answer& answer) { return answer.verdict == Truth::yes ? 0 : answer.verdict == Truth::no ? 1 : 3; }

std::string list_of_families() {
  std::string result;
  for (const Family& family : families()) {
    result +=
        fmt::format("{}{}\n  {}\n ", family.name, family.claim.empty() ? "" : " (" + std::string(family.claim) + ")", family.statement);
    for (const Parameter& parameter : family.parameters) {
      std::string options;
      if (parameter.kind == Parameter::Kind::choice)
        for (const auto& option : parameter.options) options += option == parameter.value ? "" : "|" + option;
      result += fmt::format(" {}={}{}", parameter.name, parameter.value, options);
    }
    result += "\n";
  }
  return result;
}

}  // namespace lemmata
