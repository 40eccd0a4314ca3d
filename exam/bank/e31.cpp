// E31: the two steps with numbers at the end of the proof of the theorem.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Variant {
  bool gradients;  // 1/4 − 1/n ≥ p/q, else 1/2 + 1/n ≤ p/q
  long long n, p, q;
};
const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {true, 100, 1, 5}, {true, 100, 6, 25}, {true, 100, 1, 4},   {true, 100, 23, 100}, {true, 100, 49, 200}, {true, 16, 1, 5},
      {true, 16, 3, 16}, {true, 25, 1, 5},   {true, 25, 21, 100}, {true, 64, 15, 64},   {true, 64, 1, 4},     {false, 10, 3, 5},
      {false, 10, 1, 2}, {false, 4, 1, 1},   {false, 4, 3, 4},    {false, 4, 7, 10},    {false, 2, 9, 10}};
  return all;
}

Question make(Draw& draw) {
  const Variant& v = variants()[static_cast<std::size_t>(draw.between("variant", 0, static_cast<long long>(variants().size()) - 1))];
  const Exact start = v.gradients ? ratio(1, 4) : ratio(1, 2), part = ratio(1, v.n), bound = ratio(v.p, v.q),
              total = v.gradients ? start - part : start + part;
  const std::string n = std::to_string(v.n), p = to_string(bound);
  const Answer& answer =
      v.gradients ? decided("gradient-sum", {"a=1/4", "b=1/" + n, "c=" + p}) : decided("noise-sum", {"a=1/2", "b=1/" + n, "bound=" + p});
  const bool by_integers = v.gradients ? (v.n - 4) * v.q >= v.p * 4 * v.n : (v.n + 2) * v.q <= v.p * 2 * v.n;
  const std::string statement =
      v.gradients
          ? R"(In the proof of the theorem suppose that the sum over the windows contributes \(\frac{1}{@n@T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2\) on the right side, where the left side is \(\frac{1}{4T}\sum_{t=0}^{T-1}\mathbb{E}\|\nabla f(x_t)\|^2\). Bringing it to the left, one may keep the factor \(@bound@\) there: \(\frac{1}{4} - \frac{1}{@n@} \ge @bound@\).)"
          : R"(In the proof of the theorem suppose that the noise contributes \(\frac{\gamma L\sigma^2}{2}\) from (Decrease) and \(\frac{\gamma L\sigma^2}{@n@}\) from (Difference). One may then write \(@noise@\) for both together: \(\frac{1}{2} + \frac{1}{@n@} \le @bound@\).)";
  return true_or_false(
      put(statement, {{"n", n}, {"bound", bound}, {"noise", times(bound, R"(\gamma L\sigma^2)")}}), answer,
      {by_integers, "over a common denominator, in integers"},
      put(R"(\(@start@ @sign@ \frac{1}{@n@} = @total@\)@end@)",
          {{"start", start}, {"sign", v.gradients ? "-" : "+"}, {"n", n}, {"total", total}, {"end", total == bound ? ": equality." : "."}}),
      v.gradients ? claims::A23e : claims::A23d);
}

}  // namespace

Family e31() {
  return {.id = "E31", .title = "The numbers at the end", .kind = Kind::true_false, .claims = {&claims::A23e, &claims::A23d}, .make = make};
}

}  // namespace lemmata::exam::bank
