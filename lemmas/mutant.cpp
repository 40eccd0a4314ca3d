#include "lemmas/mutant.hpp"

#include "lemmas/mutant/families.hpp"

namespace lemmata {

const std::vector<Family>& families() {
  static const std::vector<Family> all = [] {
    std::vector<Family> list;
    for (const auto& part : {decrease_families(), difference_families(), difference_line_families(), averaged_gradient_families(),
                             elementary_families(), scalar_families(), rate_families(), batch_families()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

const Family& family(std::string_view name) {
  std::string names;
  for (const Family& one : families()) {
    if (one.name == name || (!one.claim.empty() && one.claim == name)) return one;
    names += (names.empty() ? "" : ", ") + std::string(one.name);
  }
  throw std::invalid_argument("there is no claim '" + std::string(name) + "'; there are " + names);
}

Answer decide(std::string_view name, std::span<const std::string> arguments) {
  const Family& asked = family(name);
  const Parameters parameters(asked.name, asked.parameters, arguments);
  Answer answer = asked.decide(parameters);
  answer.claim = asked.name;
  answer.statement = asked.statement;
  answer.parameters = parameters.facts();
  return answer;
}

}  // namespace lemmata
