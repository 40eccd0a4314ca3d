// E06: the second moment of a stochastic gradient is more than its variance.
#include "exam/bank/parts.hpp"

namespace lemmata::exam::bank {
namespace {

struct Variant {
  const char* statement;
  const char* gradient;  // the factor of ‖∇f‖², for the engine
  int more;              // than M
  const char* reason;
};
const std::vector<Variant>& variants() {
  static const std::vector<Variant> all{
      {R"(\(\mathbb{E}\|g(x)\|^2 \le M\|\nabla f(x)\|^2 + \sigma^2\))", "M", 0, R"(\(\mathbb{E}\|g\|^2 = \|\nabla f\|^2 + \mathbb{E}\|g-\nabla f\|^2\): already the exact gradient, with \(M = \sigma^2 = 0\), has \(\|\nabla f\|^2 > 0\).)"},
      {R"(\(\mathbb{E}\|g(x)\|^2 \le (M+1)\|\nabla f(x)\|^2 + \sigma^2\))", "M+1", 1, R"(\(\mathbb{E}\|g\|^2 = \|\nabla f\|^2 + \mathbb{E}\|g-\nabla f\|^2 \le \|\nabla f\|^2 + M\|\nabla f\|^2 + \sigma^2\).)"}};
  return all;
}

Question make(Draw& draw) {
  const Variant& v = variants()[static_cast<std::size_t>(draw.between("variant", 0, 1))];
  bool holds = true;  // for g = G(1 ± √M) ± σ, which attains the bound on the variance
  for (const int root_M : {0, 1, 2})
    for (const int G : {0, 1, 3})
      for (const int sigma : {0, 1}) {
        Exact second = 0;
        for (const int s : {1, -1})
          for (const int r : {1, -1}) second += square(Exact(G * (1 + s * root_M) + r * sigma)) / 4;
        holds = holds && second <= Exact((root_M * root_M + v.more) * G * G + sigma * sigma);
      }
  return true_or_false(std::string(R"(Let \(\mathbb{E}g(x) = \nabla f(x)\) and \(\mathbb{E}\|g(x)-\nabla f(x)\|^2 \le M\|\nabla f(x)\|^2 + \sigma^2\). Then )") + v.statement + ".",
                       decided("second-moment", {std::string("gradient=") + v.gradient}), {holds, "all outcomes of an oracle that attains the bound"}, v.reason, claims::A21b);
}

}  // namespace

Family e06() { return {.id = "E06", .title = "The second moment", .kind = Kind::true_false, .claims = {&claims::A21b, &claims::A6a}, .make = make}; }

}  // namespace lemmata::exam::bank
