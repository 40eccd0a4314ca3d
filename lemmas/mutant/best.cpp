#include "lemmas/mutant/best.hpp"

#include <functional>

namespace lemmata {

namespace {

using Ask = std::function<Truth(const Exact&)>;

/// The last k in [from, to] with the property, which holds for a beginning of the range; from − 1 if none.
long long last(long long from, long long to, const std::function<bool(long long)>& holds) {
  long long below = from - 1, above = to + 1;
  while (above - below > 1) {
    const long long middle = below + (above - below) / 2;
    (holds(middle) ? below : above) = middle;
  }
  return below;
}

/// The fractions with denominators up to 100 strictly between two numbers, from the first to the second.
std::vector<Exact> fractions_between(const Exact& from, const Exact& to) {
  std::vector<Exact> result;
  const Exact low = std::min(from, to), high = std::max(from, to);
  for (long long q = 1; q <= 100; ++q) {
    const Exact scaled = low * q;
    for (Exact p = Exact(boost::multiprecision::mpz_int(numerator(scaled) / denominator(scaled))); p / q < high; p += 1)
      if (p / q > low) result.push_back(p / q);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  if (from > to) std::reverse(result.begin(), result.end());
  return result;
}

void push(Best& best, const Ask& ask) {
  const Exact step = (best.lecture < ratio(1, 10) ? ratio(1, 1000) : ratio(1, 100)) * (best.larger_is_stronger ? 1 : -1);
  const auto at = [&](long long k) { return Exact(best.lecture + step * k); };
  long long far = 1;  // steps, until refuted; a constant that is better when smaller goes down to 0 at most
  const Exact room = best.larger_is_stronger ? Exact(100'000) : Exact(best.lecture / -step);
  const auto most = static_cast<long long>(Exact(boost::multiprecision::mpz_int(numerator(room) / denominator(room))));
  while (far < most && ask(at(far)) != Truth::no) far = std::min(most, 2 * far);
  const long long proved = last(0, far, [&](long long k) { return ask(at(k)) == Truth::yes; });
  const long long open = last(proved + 1, far, [&](long long k) { return ask(at(k)) != Truth::no; });
  if (open < far) best.refuted = at(open + 1);
  if (proved < 0) return;
  best.proved = at(proved);
  const auto finer = fractions_between(at(proved), at(proved + 1));
  const long long more =
      last(0, static_cast<long long>(finer.size()) - 1, [&](long long k) { return ask(finer[static_cast<std::size_t>(k)]) == Truth::yes; });
  if (more >= 0) best.proved = finer[static_cast<std::size_t>(more)];
}

}  // namespace

std::vector<Best> best(std::string_view name, std::span<const std::string> arguments) {
  const Family& asked = family(name);
  const Parameters given(asked.name, asked.parameters, arguments);
  std::vector<Best> result;
  for (const Parameter& parameter : asked.parameters) {
    if (parameter.stronger == Parameter::Stronger::no) continue;
    Best one{.parameter = parameter.name,
             .larger_is_stronger = parameter.stronger == Parameter::Stronger::larger,
             .lecture = *parse_exact(parameter.value),
             .proved = std::nullopt,
             .refuted = std::nullopt,
             .proof = {},
             .refutation = {}};
    const auto answer = [&](const Exact& value) {
      std::vector<std::string> with;
      for (const std::string& argument : arguments)
        if (!argument.starts_with(parameter.name + "=")) with.push_back(argument);
      with.push_back(parameter.name + "=" + to_string(value));
      return decide(asked.name, with);
    };
    push(one, [&](const Exact& value) {
      if (parameter.kind == Parameter::Kind::positive && value <= 0) return Truth::no;
      return answer(value).verdict;
    });
    if (one.proved) one.proof = answer(*one.proved);
    if (one.refuted && (parameter.kind != Parameter::Kind::positive || *one.refuted > 0)) one.refutation = answer(*one.refuted);
    result.push_back(std::move(one));
  }
  return result;
}

}  // namespace lemmata
