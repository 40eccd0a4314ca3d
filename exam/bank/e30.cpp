// E30: from delayed SGD to mini-batch SGD.
#include "exam/bank/parts.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata::exam::bank {
namespace {

Question make(Draw& draw) {
  const Exact b = draw.of("b", {2, 4, 5, 8}), M = draw.of("M", {0, 1, 3, 7, 12}), L = draw.between("L", 1, 3),
              F0 = draw.between("F0", 1, 4);
  const Exact T = draw.of("T", {10, 20, 25, 40, 50, 100}), root = draw.of("root", {1, 2, 3});
  // σ² such that √(LF₀σ²/(bT)) is root/10
  const Exact sigma2 = root * root * b * T / (100 * L * F0);
  if (denominator(sigma2) > 10 || numerator(sigma2) > 99) throw Redraw{"a noise that is not for paper"};
  const Exact first = F0 * L * (M + b) / (b * T), second = root / 10;

  const auto gradients = static_cast<std::size_t>(Exact(b * T));
  const Schedule schedule = Schedule::blocks(gradients, 1, static_cast<std::size_t>(b));
  const Exact counted = schedule.size(), covered = schedule.tau() + 1;  // the slide's bound is one more than the delay
  Question q;
  q.statement = put(
      R"(The theorem on delayed SGD says that after \(T\) gradients, with a well chosen step size, \(\min_t \mathbb{E}\|\nabla f(x_t)\|^2\) is of the order of

\[ \frac{F_0L(M+\tau)}{T} + \sqrt{\frac{LF_0\sigma^2}{T}}. \]

The bound for \(T\) iterations of mini-batch SGD with batches of size \(b\) follows if \(T\) is replaced by [[1]] and \(\tau\) by [[2]].

Let \(b = @b@\), \(T = @T@\), \(M = @M@\), \(L = @L@\), \(F_0 = @F0@\) and \(\sigma^2 = @sigma2@\). Seen as delayed SGD, one gradient at a time, the mini-batch has a delay of exactly [[3]]. With constants 1, the two terms of the bound for mini-batch SGD are [[4]] and [[5]].)",
      {{"b", b}, {"T", T}, {"M", M}, {"L", L}, {"F0", F0}, {"sigma2", sigma2}});
  q.gaps = {word_gap("b T", {"T", "b T", "T/b", "T+b"}), word_gap("b", {"1", "b", "1/b", "b T"}),
            number_gap(b - 1, {{b, "the bound of the slide, not the delay itself"}, {Exact(b + 1), "one too many"}}),
            number_gap(first, {{Exact(F0 * L * (M + 1) / (b * T)), "tau is not replaced by b"},
                               {Exact(F0 * L * (M + b) / T), "T is not replaced by bT"}}),
            number_gap(second, {{Exact(root * root / 100), "the square root is missing"}})};
  const auto word = [](const Exact& value, const Exact& is, const char* name) {
    return value == is ? std::string(name) : to_string(value);
  };
  const Exact per_gradient = F0 * L / counted;
  Exact sum = 0;  // (M+b)·F₀L/(bT), a term for each of the batch
  for (Exact i = 0; i < b; ++i) sum += per_gradient * (M + b) / b;
  q.derivations = {
      {"[[1]]", "b T", "one gradient at a time", word(counted, b * T, "b T"), "the length of the schedule of the batches"},
      {"[[2]]", "b", "one gradient at a time", word(covered, b, "b"), "the delay of the schedule of the batches, and one"},
      derived(3, b - 1, "the last gradient of a batch misses the others", schedule.tau(), "the delay of the schedule of the batches"),
      derived(4, first, "F0 L (M+b)/(bT)", sum, "term by term, from the schedule's length"),
      {"[[5]]", to_string(second), "chosen", square(second) == L * F0 * sigma2 / counted ? to_string(second) : "not the root",
       "its square is L F0 sigma^2 over the schedule's length"}};
  q.solution = {
      {R"(One gradient of a batch after the other is delayed SGD: all \(b\) of them are taken at the same point, so gradient \(i\) of a batch misses the \(i\) before it; the delay is \(b-1\), and \(\tau = b\) is a bound.)",
       &claims::A18},
      {R"(\(T\) iterations take \(bT\) gradients. With \(T \to bT\) and \(\tau \to b\) the bound is \(\frac{F_0L(M+b)}{bT} + \sqrt{\frac{LF_0\sigma^2}{bT}}\), that of mini-batch SGD; for \(b = 1\) it is that of SGD.)",
       &claims::A19},
      {put(R"(\(\frac{@F0@\cdot @L@\cdot(@M@+@b@)}{@b@\cdot @T@} = @first@\) and \(\sqrt{\frac{@L@\cdot @F0@\cdot @sigma2@}{@bT@}} = @second@\).)",
           {{"F0", F0},
            {"L", L},
            {"M", M},
            {"b", b},
            {"T", T},
            {"first", first},
            {"sigma2", sigma2},
            {"bT", Exact(b * T)},
            {"second", second}}),
       &claims::A9}};
  add_up(q, {"T", "tau", "the delay", "the first term", "the second term"});
  return q;
}

}  // namespace

Family e30() {
  return {.id = "E30",
          .title = "From delays to mini-batches",
          .kind = Kind::cloze,
          .claims = {&claims::A19, &claims::A18, &claims::A17, &claims::A9},
          .make = make};
}

}  // namespace lemmata::exam::bank
