#include "lemmas/mutant/parameters.hpp"

namespace lemmata {

namespace {

std::string list(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

bool is_number(const Parameter& parameter) {
  return parameter.kind == Parameter::Kind::number || parameter.kind == Parameter::Kind::positive;
}

/// "free" is every τ ≥ 1, "5" is τ = 5, "<=14" is τ = 1, …, 14. Nothing for other text.
std::optional<Delays> parse_delays(std::string_view text) {
  if (text == "free") return Delays{};
  const bool up_to = text.starts_with("<=");
  if (up_to) text.remove_prefix(2);
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto tau = static_cast<std::size_t>(std::stoul(std::string(text)));
  if (tau == 0) return std::nullopt;
  return Delays{up_to ? 1 : tau, tau};
}

}  // namespace

std::string Parameter::right() const {
  const std::string also = words.empty() ? "" : list(words, ", ") + " or ";
  switch (kind) {
    case Kind::number:
      return also + "a rational like 1/4";
    case Kind::positive:
      return "a rational above 0 like 10";
    case Kind::choice:
      return list(options, ", ");
    case Kind::delay:
      return "free, a delay from 1 on, or <=14 for all from 1 to 14";
    case Kind::expression:
      return options.empty() ? "a rational like 1/4" : "an expression in " + list(options, ", ");
  }
  return "";
}

Parameters::Parameters(std::string_view family, std::span<const Parameter> known, std::span<const std::string> arguments)
    : family_(family), known_(known), numbers_(known.size()) {
  std::vector<bool> given(known.size());
  for (const Parameter& parameter : known) facts_.emplace_back(parameter.name, parameter.value);
  for (const std::string& argument : arguments) {
    const auto equals = argument.find('=');
    if (equals == std::string::npos) throw std::invalid_argument(family_ + ": '" + argument + "' is not name=value");
    const std::size_t here = place(argument.substr(0, equals));
    if (given[here]) throw std::invalid_argument(family_ + ": '" + argument + "' names " + known[here].name + " for the second time");
    given[here] = true;
    facts_[here].second = argument.substr(equals + 1);
  }
  for (std::size_t p = 0; p < known.size(); ++p) {
    const Parameter& parameter = known[p];
    const std::string& value = facts_[p].second;
    const auto refuse = [&](const std::string& why) {
      throw std::invalid_argument(family_ + ": " + parameter.name + "='" + value + "'" + why + "; right would be " + parameter.right());
    };
    if (std::find(parameter.words.begin(), parameter.words.end(), value) != parameter.words.end()) continue;
    if (parameter.kind == Parameter::Kind::choice) {
      if (std::find(parameter.options.begin(), parameter.options.end(), value) == parameter.options.end()) refuse("");
    } else if (parameter.kind == Parameter::Kind::delay) {
      if (!parse_delays(value)) refuse("");
    } else if (is_number(parameter)) {
      const auto number = parse_exact(value);
      if (!number || (parameter.kind == Parameter::Kind::positive && *number <= 0)) refuse("");
      numbers_[p] = *number;
    } else {
      try {
        parse_quotient(value, parameter.options);
      } catch (const std::invalid_argument& error) {
        refuse(std::string(": ") + error.what());
      }
    }
  }
}

std::size_t Parameters::place(std::string_view name) const {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < known_.size(); ++p) {
    if (known_[p].name == name) return p;
    names.push_back(known_[p].name);
  }
  throw std::invalid_argument(family_ + ": there is no parameter '" + std::string(name) + "'; there are " + list(names, ", "));
}

const Exact& Parameters::number(std::string_view name) const { return numbers_[place(name)]; }

std::size_t Parameters::count(std::string_view name) const {
  const Exact& value = number(name);
  if (denominator(value) != 1 || value < 0 || value > 100000)
    throw std::invalid_argument(family_ + ": " + std::string(name) + "='" + text(name) + "'; right would be a whole number up to 100000");
  return static_cast<std::size_t>(numerator(value));
}

bool Parameters::is_default(std::string_view name) const {
  const std::size_t p = place(name);
  return is_number(known_[p]) && known_[p].words.empty() ? numbers_[p] == *parse_exact(known_[p].value)
                                                         : facts_[p].second == known_[p].value;
}

const std::string& Parameters::text(std::string_view name) const { return facts_[place(name)].second; }

Quotient Parameters::expression(std::string_view name) const {
  const std::size_t p = place(name);
  return parse_quotient(facts_[p].second, known_[p].options);
}

Delays Parameters::delays(std::string_view name) const { return *parse_delays(text(name)); }

}  // namespace lemmata
