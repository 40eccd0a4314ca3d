// E01: is the variance of a mini-batch exactly, or at most, what dividing by its size gives? (Quiz 1)
#include "exam/bank/tools.hpp"
#include "lemmas/batch_variance.hpp"

namespace lemmata::exam::bank {
namespace {

/// E‖ḡ−∇f‖² where ∇f₁, ∇f₂ = ±1 (V = 1), by every batch of two draws.
Exact of_two_draws(Sampling sampling) {
  Exact sum = 0, batches = 0;
  for (const int first : {1, -1})
    for (const int second : {1, -1}) {
      if (sampling == Sampling::without_replacement && first == second) continue;
      sum += square(ratio(first + second, 2));
      batches += 1;
    }
  return sum / batches;
}

struct Variant {
  const char* statement;
  std::vector<std::string> arguments;
  bool exactly;     // = in place of ≤
  Sampling sampling;
  Exact declared;   // σ² where V = 1
  const char* reason;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {"The variance of the gradient of a mini-batch of size \\(B\\) is exactly \\(\\frac{\\sigma^2}{B}\\).", {"of=sigma2"}, true,
       Sampling::with_replacement, 2, "\\(\\sigma^2\\) is an upper bound only, and the samples must be independent."},
      {"The variance of the gradient of a mini-batch of \\(B\\) independent samples is at most \\(\\frac{\\sigma^2}{B}\\).", {"relation=le"}, false,
       Sampling::with_replacement, 2, "Independent noises add their variances: \\(\\frac{V}{B} \\le \\frac{\\sigma^2}{B}\\)."},
      {"If the variance of one sample is exactly \\(\\sigma^2\\), then the variance of the gradient of a mini-batch of \\(B\\) samples, drawn with "
       "replacement, is exactly \\(\\frac{\\sigma^2}{B}\\).", {}, true, Sampling::with_replacement, 1,
       "Independent noises add their variances: \\(\\frac{V}{B}\\) with \\(V = \\sigma^2\\)."},
      {"If the variance of one sample is exactly \\(\\sigma^2\\), then the variance of the gradient of a mini-batch of \\(B\\) different samples "
       "is exactly \\(\\frac{\\sigma^2}{B}\\).", {"sampling=without"}, true, Sampling::without_replacement, 1,
       "Without replacement it is \\(\\frac{\\sigma^2}{B}\\frac{n-B}{n-1}\\)."}};
  return all;
}

Question make(Draw& draw) {
  const Variant& v = variants()[static_cast<std::size_t>(draw.between("variant", 0, static_cast<long long>(variants().size()) - 1))];
  const Exact batch = of_two_draws(v.sampling), claimed = v.declared / 2;
  return true_or_false("Let \\(M = 0\\), so that \\(\\mathbb{E}\\|g(x)-\\nabla f(x)\\|^2 \\le \\sigma^2\\). " + std::string(v.statement),
                       decided("variance", v.arguments), {v.exactly ? batch == claimed : batch <= claimed, "every batch of two of the gradients 1 and -1"},
                       v.reason, claims::A2);
}

}  // namespace

Family e01() { return {.id = "E01", .title = "Exactly or at most", .kind = Kind::true_false, .claims = {&claims::A2, &claims::A1}, .make = make}; }

}  // namespace lemmata::exam::bank
