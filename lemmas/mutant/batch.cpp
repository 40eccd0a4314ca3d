// Mutants of what is said of mini-batches: the variance of a mean or a sum, second moments, the delay of a batch.
#include "lemmas/batch_variance.hpp"
#include "lemmas/mutant/families.hpp"
#include "lemmas/mutant/relation.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

namespace {

Polynomial var(const char* name) { return Polynomial::variable(name); }
Quotient quotient(const Polynomial& over, const Polynomial& under = 1) { return {over, under}; }

enum class Draw { with, without, shared };

/// The variance of a batch over that of a sample.
Quotient batch_factor(Draw draw, bool is_sum) {
  const Polynomial n = var("n"), B = var("B");
  const Quotient of_sum = draw == Draw::with ? quotient(B) : draw == Draw::shared ? quotient(B * B) : quotient(B * (n - B), n - 1);
  return is_sum ? of_sum : of_sum * quotient(1, B * B);
}

/// 1, −1, 0, …, 0: V = 2/n.
std::vector<Exact> population(std::size_t n) {
  std::vector<Exact> xi(n, 0);
  xi[0] = 1;
  xi[1] = -1;
  return xi;
}

/// E (Σξ)² over all sequences of B draws, by going through them; as a product of pairs where there are too many.
Exact squared_sum(const std::vector<Exact>& xi, std::size_t B, Draw draw) {
  const std::size_t n = xi.size();
  if (draw == Draw::shared) {
    Exact sum = 0;
    for (const Exact& a : xi) sum += Exact(B) * a * Exact(B) * a;
    return sum / n;
  }
  if (std::pow(static_cast<double>(n), static_cast<double>(B)) > 1e5) {
    std::vector<Vector<Exact>> points;
    for (const Exact& a : xi) points.push_back(Vector<Exact>::Constant(1, a));
    return Exact(B) * Exact(B) *
           batch_variance_over_pairs<Exact>(points, B, draw == Draw::with ? Sampling::with_replacement : Sampling::without_replacement);
  }
  Exact sum = 0, batches = 0;
  std::vector<std::size_t> batch(B, 0);
  for (bool more = true; more;) {
    bool distinct = true;
    Exact total = 0;
    for (std::size_t j = 0; j < B; ++j) {
      total += xi[batch[j]];
      for (std::size_t i = 0; i < j; ++i) distinct = distinct && batch[i] != batch[j];
    }
    if (draw == Draw::with || distinct) {
      sum += total * total;
      batches += 1;
    }
    more = false;
    for (std::size_t j = 0; j < B && !more; ++j) {
      more = ++batch[j] < n;
      if (!more) batch[j] = 0;
    }
  }
  return sum / batches;
}

std::size_t natural(const Exact& a) { return static_cast<std::size_t>(numerator(a)); }

std::string text_of(const std::vector<Exact>& xi) {
  std::string text = "[";
  for (std::size_t i = 0; i < xi.size() && i < 6; ++i) text += (i ? ", " : "") + to_string(xi[i]);
  return text + (xi.size() > 6 ? ", 0, ...]" : "]");
}

Domain batches(Draw draw, bool whole_population, int least_share = 1) {
  const Polynomial i = var("i"), j = var("j");
  if (whole_population) return {{{"n", 2 + i}, {"B", 2 + i}}, {"i"}};
  if (draw == Draw::without)
    return {{{"B", 1 + i}, {"n", least_share * (1 + i) + (least_share == 1 ? Polynomial(1) : Polynomial(0)) + j}}, {"i", "j"}};
  return {{{"B", 1 + i}, {"n", 2 + j}}, {"i", "j"}};
}

Draw draw_of(const Parameters& p) {
  if (p.is("samples", "shared")) return Draw::shared;
  return p.is("sampling", "without") ? Draw::without : Draw::with;
}

Answer decide_variance(const Parameters& p) {
  const Draw draw = draw_of(p);
  const bool is_sum = p.is("form", "sum"), deviation = p.is("quantity", "deviation");
  Quotient factor = p.expression("factor");
  if (deviation) factor = factor * factor;
  if (p.is("of", "sigma2") && p.is("relation", "eq"))
    return refuted({.facts = {{"population", "[0, 0]"}, {"V", "0"}, {"sigma2", "1, a bound that is not attained"}, {"n", "2"}, {"B", "1"}},
                    .sides = {0, factor.at({{"n", 2}, {"B", 1}})},
                    .again = {squared_sum({0, 0}, 1, draw), factor.at({{"n", 2}, {"B", 1}})},
                    .route = "the variance of constants",
                    .other_route = "every batch",
                    .relation = Relation::equal},
                   "σ² is an upper bound of the variance only");
  const auto again = [&](const Polynomial::Point& at) {
    const std::size_t n = natural(at.at("n")), B = natural(at.at("B"));
    const auto xi = population(n);
    Exact V = 0;
    for (const Exact& a : xi) V += a * a / n;
    const Exact left = squared_sum(xi, B, draw) / (is_sum ? Exact(1) : Exact(B * B)) / V;
    return Witness{.facts = {{"population", text_of(xi)}, {"V", to_string(V)}, {"sides are", "over V"}},
                   .sides = {},
                   .again = {left, factor.at(at)},
                   .route = "the law of a batch in n and B",
                   .other_route = "every batch of the population"};
  };
  return decide_relation(batches(draw, p.is("batch", "n")), batch_factor(draw, is_sum), relation_of(p.text("relation")), factor,
                         "the variance of a batch is V times this factor", again);
}

Answer decide_doubling(const Parameters& p) {
  const Draw draw = draw_of(p);
  const Quotient single = batch_factor(draw, p.is("form", "sum")), twice = single.with("B", 2 * var("B")), factor = p.expression("factor");
  const auto again = [&](const Polynomial::Point& at) {
    const std::size_t n = natural(at.at("n")), B = natural(at.at("B"));
    const auto xi = population(n);
    const Exact scale = p.is("form", "sum") ? 1 : 4;
    return Witness{.facts = {{"population", text_of(xi)}, {"sides are", "over V_B"}},
                   .sides = {},
                   .again = {squared_sum(xi, 2 * B, draw) / scale / squared_sum(xi, B, draw), factor.at(at)},
                   .route = "the law of a batch in n and B",
                   .other_route = "every batch of the population"};
  };
  Domain domain = batches(draw, false, 2);
  if (draw == Draw::without) domain = {{{"B", 1 + var("i")}, {"n", 2 + 2 * var("i") + var("j")}}, {"i", "j"}};
  return decide_relation(domain, twice * quotient(single.under, single.over), relation_of(p.text("relation")), factor,
                         "the variance of a batch of 2B is this factor of that of B", again);
}

/// E‖ḡ‖² of B independent draws of x(1±√M)±σ, at (x,σ) = (1,0) or (0,1), by all of them.
Exact second_moment(const Exact& root_M, const Exact& x, const Exact& sigma, std::size_t B) {
  if (B > 14) return x * x + (root_M * root_M * x * x + sigma * sigma) / B;
  Exact sum = 0;
  for (std::size_t path = 0; path < std::size_t{1} << B; ++path) {
    Exact total = 0;
    for (std::size_t j = 0; j < B; ++j) total += x + (path >> j & 1 ? 1 : -1) * (root_M * x + sigma);
    sum += total * total / (Exact(B) * Exact(B));
  }
  return sum / Exact(std::size_t{1} << B);
}

Answer decide_second_moment(const Parameters& p) {
  const Quotient gradient = p.expression("gradient"), noise = p.expression("noise");
  const bool one = p.is("batch", "1");
  const Polynomial m = var("m"), i = var("i");  // M = m²: a rational root, so that two outcomes do
  Domain domain{
      {{"M", m * m}, {"B", one ? Polynomial(1) : 1 + i}}, one ? std::vector<std::string>{} : std::vector<std::string>{"i"}, {"m"}};
  const auto again = [&](const Polynomial::Point& at, bool of_gradient) {
    Exact root = 0;
    while (root * root < at.at("M")) root += ratio(1, 100);
    const Exact x = of_gradient ? 1 : 0, sigma = of_gradient ? 0 : 1;
    return Witness{.facts = {{"x = grad f", to_string(x)}, {"sigma2", to_string(sigma)}, {"g", "x*(1+-sqrt(M))+-sigma"}},
                   .sides = {},
                   .again = {second_moment(root, x, sigma, natural(at.at("B"))), (of_gradient ? gradient : noise).at(at)},
                   .route = "‖∇f‖² + V/B",
                   .other_route = "every outcome of the batch"};
  };
  const std::string statement = "E‖ḡ‖² ≤ gradient‖∇f‖² + noise·σ²";
  Answer of_gradient = decide_relation(domain, quotient(1) + quotient(var("M"), var("B")), Relation::at_most, gradient, statement,
                                       [&](const auto& at) { return again(at, true); });
  if (of_gradient.verdict == Truth::no) return of_gradient;
  Answer of_noise =
      decide_relation(domain, quotient(1, var("B")), Relation::at_most, noise, statement, [&](const auto& at) { return again(at, false); });
  if (of_noise.verdict == Truth::no) return of_noise;
  if (of_gradient.verdict == Truth::yes && of_noise.verdict == Truth::yes)
    return cited("E‖ḡ‖² = ‖∇f‖² + V/B ≤ (1+M/B)‖∇f‖² + σ²/B; neither gradient − (1+M/B) nor noise − 1/B has a negative coefficient in " +
                 std::string("M ≥ 0 and B − 1 ≥ 0"));
  return undecided("a sign that inspection does not see");
}

Answer decide_batch_delay(const Parameters& p) {
  const Quotient tau = p.expression("tau");
  const auto again = [&](const Polynomial::Point& at) {
    const std::size_t b = natural(at.at("b"));
    return Witness{.facts = {{"J_{sb+i}", "{sb,...,sb+i-1}"}},
                   .sides = {},
                   .again = {Schedule::blocks(3 * b, 1, b).tau(), tau.at(at)},
                   .route = "t−k ≤ b−1 in a block",
                   .other_route = "max of t−k over three blocks"};
  };
  return decide_relation({{{"b", 1 + var("i")}}, {"i"}}, quotient(var("b") - 1), relation_of(p.text("relation")), tau,
                         "max over Jₜ of t−k is this", again);
}

}  // namespace

std::vector<Family> batch_families() {
  const std::vector<std::string> sizes{"n", "B"};
  return {{"variance",
           "A2",
           "E‖ḡ−∇f‖² = factor·V for a batch of B of n (mean form; factor·B² in place of factor for sums is yours to write)",
           {choice("sampling", {"with", "without"}), expression("factor", "1/B", sizes), choice("relation", {"eq", "le", "ge"}),
            choice("form", {"mean", "sum"}), choice("samples", {"independent", "pairwise", "shared"}),
            choice("quantity", {"variance", "deviation"}), choice("batch", {"any", "n"}), choice("of", {"V", "sigma2"})},
           decide_variance},
          {"batch-doubling",
           "",
           "the variance of a batch of 2B is factor times that of a batch of B",
           {choice("sampling", {"with", "without"}), expression("factor", "1/2", sizes), choice("relation", {"eq", "le", "ge"}),
            choice("form", {"mean", "sum"}), choice("samples", {"independent", "pairwise", "shared"})},
           decide_doubling},
          {"second-moment",
           "A6a",
           "E‖ḡ‖² ≤ gradient·‖∇f‖² + noise·σ² for a batch of B independent samples",
           {expression("gradient", "M+1", {"M", "B"}), expression("noise", "1", {"M", "B"}), choice("batch", {"1", "B"})},
           decide_second_moment},
          {"batch-delay",
           "A18",
           "mini-batch SGD of batch size b, one gradient at a time, has max over Jₜ of t−k = tau",
           {expression("tau", "b-1", {"b"}), choice("relation", {"eq", "le", "ge"})},
           decide_batch_delay}};
}

}  // namespace lemmata
