// TeX of the questions: as Unicode, as MathML, and what is refused.
#include "exam/print/mathematics.hpp"

#include "lemmas/claims.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/refusal.hpp"

using namespace lemmata;
using namespace lemmata::exam;

TEST_CASE("Formulas print on one line of Unicode") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"\\frac{1}{4}", "1/4"},
      {"\\|\\nabla f(x_t)\\|^2", "‖∇f(xₜ)‖²"},
      {"\\frac{1}{50L^2\\tau}", "1/(50L²τ)"},
      {"\\frac{a+b}{c}", "(a + b)/c"},
      {"\\frac{\\gamma}{4}\\|g\\|^2", "γ/4·‖g‖²"},
      {"\\tilde x_{t+1} = \\tilde x_t - \\gamma g_t", "x̃ₜ₊₁ = x̃ₜ − γgₜ"},
      {"x^{\\frac12}", "x^(1/2)"},
      {"\\sqrt{2}\\le\\sqrt{a+b}", "√2 ≤ √(a + b)"},
      {"J_t = \\{0,2\\} \\subseteq \\emptyset", "Jₜ = {0, 2} ⊆ ∅"},
      {"-\\langle a, b\\rangle", "−⟨a, b⟩"},
      {"\\mathbb{E}\\|\\xi\\|^2 \\ne \\pm\\infty", "E‖ξ‖² ≠ ±∞"},
      {"(\\frac{1}{2})^2", "(1/2)²"},
      {"\\gamma_{\\text{crit}}", "γ_(crit)"},
      {"\\max(a, b)", "max(a, b)"}};
  for (const auto& [tex, text] : table) {
    INFO(tex);
    CHECK(plain(formula(tex)) == text);
  }
}

TEST_CASE("Formulas are MathML with a fraction, scripts and an accent where they belong") {
  CHECK(mathml(formula("\\frac{1}{4}"), false) == "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mfrac><mn>1</mn><mn>4</mn></mfrac></mrow></math>");
  const std::string sum = mathml(formula("\\sum_{k=0}^{T} \\tilde x_k^2 < 1"), true);
  CHECK_THAT(sum, Catch::Matchers::ContainsSubstring("<munderover><mo>∑</mo>"));
  CHECK_THAT(sum, Catch::Matchers::ContainsSubstring("<msubsup><mover accent=\"true\"><mi>x</mi>"));
  CHECK_THAT(sum, Catch::Matchers::ContainsSubstring("<mo>&lt;</mo>"));
}

TEST_CASE("An unknown command, an unknown character and an open brace are named") {
  CHECK_THAT(refusal([] { formula("\\frac{1}{\\foo}"); }), Catch::Matchers::ContainsSubstring("'\\foo'"));
  CHECK_THAT(refusal([] { formula("a @ b"); }), Catch::Matchers::ContainsSubstring("'@'"));
  CHECK_THAT(refusal([] { formula("\\frac{1}{2"); }), Catch::Matchers::ContainsSubstring("'}'"));
  CHECK_THAT(refusal([] { formula("a}"); }), Catch::Matchers::ContainsSubstring("'}'"));
  CHECK_THAT(refusal([] { formula("x_"); }), Catch::Matchers::ContainsSubstring("argument"));
  CHECK_THAT(refusal([] { formula("\\mathbb{Q}"); }), Catch::Matchers::ContainsSubstring("Q"));
}

TEST_CASE("Unicode of the mutant engine is LaTeX, and what is not known is named") {
  CHECK(latex_of_unicode("x̃ₜ ≤ γ²") == "\\ensuremath{\\tilde{x}}\\ensuremath{_{t}} \\ensuremath{\\le} \\ensuremath{\\gamma}\\ensuremath{^{2}}");
  CHECK(latex_of_unicode("50% & {a_b} #1") == "50\\% \\& \\{a\\_b\\} \\#1");
  CHECK_THAT(refusal([] { latex_of_unicode("snow ☃"); }), Catch::Matchers::ContainsSubstring("☃"));
  for (const Claim* claim : claims::all) CHECK_NOTHROW(latex_of_unicode(claim->statement));
}
