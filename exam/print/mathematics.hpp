// The TeX of the questions, parsed once and shown as Unicode or MathML; LaTeX and MathJax read it as it is.
//
// What may occur: letters, digits, + - = < > , . ; : ! ( ) [ ] | / ' ^ _ { }; Greek letters; \frac \tfrac \dfrac \sqrt \mathbb \mathrm
// \text \operatorname \tilde \bar \hat \left \right \quad \, \; \! and the symbols of `symbols` in mathematics.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lemmata::exam {

/// A formula as a tree.
struct Term {
  enum class Is { row, identifier, number, sign, relation, opening, closing, large, function, words, space, fraction, root, scripts, accent };
  Is is = Is::row;
  std::string text = {};           // what is printed: "γ", "≤", "12"; the combining mark of an accent
  std::vector<Term> parts = {};    // of a row; {above, below} of a fraction; {base, sub, super} of scripts (an empty row: none); {base}
};

/// Throws std::invalid_argument naming the command or the character that is not known, and the formula.
Term formula(std::string_view tex);

/// "E‖∇f(xₜ)‖² ≤ 1/4": a fraction on one line, with parentheses where it would be read differently.
std::string plain(const Term& term);

/// A <math> element, without a prefix, as browsers and QTI readers take it.
std::string mathml(const Term& term, bool displayed);

/// LaTeX of plain text that may hold Unicode mathematics ("γ = 1/10, x̃ₜ"). Throws std::invalid_argument naming a character that is not known.
std::string latex_of_unicode(std::string_view text);

}  // namespace lemmata::exam
