// E25: an elementary inequality with constants that are too small; give a counterexample.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

using Values = std::vector<Exact>;

/// Both sides at the values of the variables, in their order.
using SidesAt = std::function<std::pair<Exact, Exact>(const Values&)>;

Challenge challenge(const std::vector<Challenge::Variable>& variables, const Values& key, const SidesAt& sides, const SidesAt& again) {
  const auto judge = [variables](const SidesAt& of) {
    return [variables, of](const Assignment& at) {
      Values values;
      for (const auto& v : variables) values.push_back(at.at(v.name));
      const auto [left, right] = of(values);
      return Judged{.is = left > right ? Judged::Is::refutes : Judged::Is::holds,
                    .why = "left side " + to_string(left) + ", right side " + to_string(right),
                    .left = left,
                    .right = right};
    };
  };
  Challenge c{.variables = variables, .key = {}, .judge = judge(sides), .judge_again = judge(again)};
  for (std::size_t i = 0; i < key.size(); ++i) c.key[variables[i].name] = key[i];
  return c;
}

struct Task {
  std::string claimed, criterion;
  Challenge challenge;
  const Claim* claim;
};

/// |u+v|² ≤ pu² + qv², p, q > 1, (p−1)(q−1) < 1: refuted at u = 1, v = p−1.
Task square_of_sum(Draw& draw) {
  static const std::vector<std::pair<Exact, Exact>> pairs{{ratio(3, 2), 2}, {2, ratio(3, 2)},           {ratio(5, 4), 4}, {ratio(4, 3), 3},
                                                          {3, ratio(5, 4)}, {ratio(3, 2), ratio(5, 2)}, {ratio(7, 4), 2}};
  const auto& pair = pairs[static_cast<std::size_t>(draw.between("pair", 0, static_cast<long long>(pairs.size()) - 1))];
  const Exact p = pair.first, q = pair.second;
  const Exact scale = denominator(p);
  return {
      put(R"(\[ (u+v)^2 \le @p@u^2 + @q@v^2 \quad \text{for all real } u, v. \])", {{"p", p}, {"q", q}}),
      put(R"(The right side minus the left side is \((p-1)u^2 - 2uv + (q-1)v^2\) with \(p = @p@\), \(q = @q@\): it is never negative if and only if \((p-1)(q-1) \ge 1\). Here the product is \(@product@\).)",
          {{"p", p}, {"q", q}, {"product", Exact((p - 1) * (q - 1))}}),
      challenge(
          {{"u", R"(\(u\))"}, {"v", R"(\(v\))"}}, {scale, scale * (p - 1)},
          [p, q](const Values& x) { return std::pair<Exact, Exact>(square(Exact(x[0] + x[1])), p * x[0] * x[0] + q * x[1] * x[1]); },
          [p, q](const Values& x) {
            const Exact left = x[0] * x[0] + 2 * x[0] * x[1] + x[1] * x[1];
            return std::pair<Exact, Exact>(left, left + (p - 1) * x[0] * x[0] - 2 * x[0] * x[1] + (q - 1) * x[1] * x[1]);
          }),
      &claims::SquareOfSum};
}

/// −ab ≤ αa² + βb², 4αβ < 1: refuted at a = −1, b = 2α.
Task young(Draw& draw) {
  static const std::vector<std::pair<Exact, Exact>> pairs{{ratio(1, 4), ratio(1, 2)}, {ratio(1, 2), ratio(1, 4)},
                                                          {ratio(1, 3), ratio(1, 2)}, {1, ratio(1, 5)},
                                                          {ratio(1, 3), ratio(2, 3)}, {2, ratio(1, 10)}};
  const auto& pair = pairs[static_cast<std::size_t>(draw.between("pair", 0, static_cast<long long>(pairs.size()) - 1))];
  const Exact alpha = pair.first, beta = pair.second;
  const Exact scale = denominator(Exact(2 * alpha));
  return {
      put(R"(\[ -ab \le @alpha@ + @beta@ \quad \text{for all real } a, b. \])",
          {{"alpha", times(alpha, "a^2")}, {"beta", times(beta, "b^2")}}),
      put(R"(The right side minus the left side is \(\alpha a^2 + ab + \beta b^2\) with \(\alpha = @alpha@\), \(\beta = @beta@\): it is never negative if and only if \(4\alpha\beta \ge 1\). Here \(4\alpha\beta = @product@\).)",
          {{"alpha", alpha}, {"beta", beta}, {"product", Exact(4 * alpha * beta)}}),
      challenge(
          {{"a", R"(\(a\))"}, {"b", R"(\(b\))"}}, {-scale, scale * 2 * alpha},
          [alpha, beta](const Values& x) { return std::pair<Exact, Exact>(-x[0] * x[1], alpha * x[0] * x[0] + beta * x[1] * x[1]); },
          [alpha, beta](const Values& x) {  // the square is completed: α(a + b/(2α))² + (β − 1/(4α))b² is right minus left
            const Exact left = (square(Exact(x[0] - x[1])) - square(Exact(x[0] + x[1]))) / 4;
            return std::pair<Exact, Exact>(
                left, left + alpha * square(Exact(x[0] + x[1] / (2 * alpha))) + (beta - 1 / (4 * alpha)) * x[1] * x[1]);
          }),
      &claims::Young};
}

/// (Σaₖ)² ≤ C Σaₖ², m terms, C < m: refuted at ones.
Task jensen(Draw& draw) {
  const auto m = static_cast<std::size_t>(draw.between("terms", 3, 4));
  const Exact C = Exact(m) - ratio(1, draw.between("less_by_one_over", 1, 2));
  std::string sum, squares;
  std::vector<Challenge::Variable> variables;
  for (std::size_t k = 1; k <= m; ++k) {
    const std::string a = "a_" + std::to_string(k);
    sum += (k > 1 ? "+" : "") + a, squares += (k > 1 ? "+" : "") + a + "^2";
    variables.push_back({"a" + std::to_string(k), "\\(" + a + "\\)"});
  }
  return {
      put(R"(\[ (@sum@)^2 \le @C@(@squares@) \quad \text{for all real } a_1, \dots, a_@m@. \])",
          {{"sum", sum}, {"squares", squares}, {"C", C}, {"m", Exact(m)}}),
      put(R"(\(\|\sum a_k\|^2 \le C\sum\|a_k\|^2\) is true if and only if \(C\) is at least the number of terms, \(@m@\): equal terms attain it.)",
          {{"m", Exact(m)}}),
      challenge(
          variables, Values(m, 1),
          [C](const Values& x) {
            Exact s = 0, s2 = 0;
            for (const Exact& a : x) s += a, s2 += a * a;
            return std::pair<Exact, Exact>(s * s, C * s2);
          },
          [C](const Values& x) {  // (Σa)² = m Σa² − Σ_{j<k} (aⱼ−aₖ)²
            Exact s2 = 0, spread = 0;
            for (std::size_t k = 0; k < x.size(); ++k) {
              s2 += x[k] * x[k];
              for (std::size_t j = 0; j < k; ++j) spread += square(Exact(x[j] - x[k]));
            }
            return std::pair<Exact, Exact>(x.size() * s2 - spread, C * s2);
          }),
      &claims::Jensen};
}

Question make(Draw& draw) {
  const long long which = draw.between("inequality", 0, 2);
  const Task task = which == 0 ? square_of_sum(draw) : which == 1 ? young(draw) : jensen(draw);
  const Judged at_key = task.challenge.judge(task.challenge.key), again = task.challenge.judge_again(task.challenge.key);
  std::string example;
  for (const auto& v : task.challenge.variables)
    example +=
        (example.empty() ? "" : ", ") + v.meaning.substr(0, v.meaning.size() - 2) + " = " + tex(task.challenge.key.at(v.name)) + "\\)";
  Question q;
  q.statement = "This inequality is false. Give a counterexample, and both sides there:\n\n" + task.claimed;
  q.challenge = task.challenge;
  q.derivations = {{"left side minus right side at the example", to_string(Exact(at_key.left - at_key.right)), "substituted",
                    to_string(Exact(again.left - again.right)), "as a sum of squares"}};
  q.solution = {{task.criterion, task.claim},
                {put(R"(For instance @example@: left side \(@left@\), right side \(@right@\).)",
                     {{"example", example}, {"left", at_key.left}, {"right", at_key.right}}),
                 task.claim}};
  q.rubric = {{2, "values that refute"}, {1, "both sides"}};
  q.points = q.minutes = 3;
  return q;
}

}  // namespace

Family e25() {
  return {.id = "E25",
          .title = "The toolbox, with constants too small",
          .kind = Kind::counterexample,
          .claims = {&claims::SquareOfSum, &claims::Young, &claims::Jensen},
          .make = make};
}

}  // namespace lemmata::exam::bank
