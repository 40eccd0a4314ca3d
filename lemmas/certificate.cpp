#include "lemmas/certificate.hpp"

#include <set>

namespace lemmata {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Wherever numbers are ≥ 0: no negative coefficient, vectors to even powers only, nothing that may be negative.
bool nonnegative(const Polynomial& p, const Certificate& in) {
  for (const auto& [monomial, coefficient] : p.terms()) {
    if (coefficient < 0) return false;
    for (const auto& [name, exponent] : monomial)
      if (contains(in.of_any_sign, name) || (contains(in.vectors, name) && exponent % 2 == 1)) return false;
  }
  return true;
}

/// ‖G‖² and ⟨D,G⟩ in place of G² and D G.
std::string text(const Polynomial::Monomial& monomial, const std::vector<std::string>& vectors) {
  Polynomial::Monomial numbers;
  std::vector<std::string> inner;
  for (const auto& [name, exponent] : monomial) {
    if (contains(vectors, name))
      inner.insert(inner.end(), exponent, name);
    else
      numbers[name] = exponent;
  }
  std::string result = to_string(numbers);
  if (inner.size() == 2) {
    if (!result.empty()) result += " ";
    result += inner[0] == inner[1] ? "‖" + inner[0] + "‖²" : "⟨" + inner[0] + "," + inner[1] + "⟩";
  }
  return result;
}

std::string text(const Polynomial& p, const std::vector<std::string>& vectors) {
  std::string result;
  for (const auto& [monomial, coefficient] : p.terms()) {
    const Exact size = coefficient < 0 ? Exact(-coefficient) : coefficient;
    result += coefficient < 0 ? (result.empty() ? "−" : " − ") : (result.empty() ? "" : " + ");
    if (monomial.empty())
      result += to_string(size);
    else
      result += (size == 1 ? "" : to_string(size) + " ") + text(monomial, vectors);
  }
  return result.empty() ? "0" : result;
}

/// vᵀAv = Σ dᵢ‖vᵢ + Σ lⱼᵢvⱼ‖², read off A = LDLᵀ.
std::string sum_of_squares(const Square& square, const std::vector<std::string>& vectors) {
  if (!square.of_vectors) return to_string(square.gram(0, 0));
  const auto f = ldlt(square.gram);
  if (!f) return "not a sum of squares";
  std::string result;
  for (Eigen::Index i = 0; i < f->rank; ++i) {
    Polynomial inside;
    for (Eigen::Index j = i; j < square.gram.rows(); ++j) {
      const auto& name = vectors[static_cast<std::size_t>(f->order[static_cast<std::size_t>(j)])];
      inside += Polynomial(Polynomial::Monomial{{name, 1}}, f->lower(j, i));
    }
    result += (i ? " + " : "") + (f->pivots(i) == 1 ? "" : to_string(f->pivots(i)) + " ") + "‖" + to_string(inside) + "‖²";
  }
  return result.empty() ? "0" : result;
}

}  // namespace

Polynomial left_over(const Certificate& c) {
  Polynomial rest = c.difference;
  for (const Known& line : c.known) rest += -(line.multiplier * line.slack);
  return rest;
}

std::vector<Square> squares(const Certificate& c) {
  const auto size = static_cast<Eigen::Index>(c.vectors.size());
  std::map<std::pair<Polynomial::Monomial, bool>, Square> parts;
  const Polynomial rest = left_over(c);
  for (const auto& [monomial, coefficient] : rest.terms()) {
    Polynomial::Monomial factor;
    std::vector<Eigen::Index> places;
    for (const auto& [name, exponent] : monomial) {
      const auto place = std::find(c.vectors.begin(), c.vectors.end(), name);
      if (place == c.vectors.end())
        factor[name] = exponent;
      else
        places.insert(places.end(), exponent, place - c.vectors.begin());
    }
    if (!places.empty() && places.size() != 2) throw std::invalid_argument("not quadratic in the vectors: " + to_string(monomial));
    auto& part = parts.try_emplace({factor, !places.empty()}, Square{factor, {}, !places.empty()}).first->second;
    if (part.gram.size() == 0) part.gram = Matrix<Exact>::Zero(places.empty() ? 1 : size, places.empty() ? 1 : size);
    const Eigen::Index i = places.empty() ? 0 : places[0], j = places.empty() ? 0 : places[1];
    part.gram(i, j) += coefficient / 2;
    part.gram(j, i) += coefficient / 2;
  }
  std::vector<Square> result;
  for (auto& [key, part] : parts) result.push_back(std::move(part));
  return result;
}

std::vector<std::string> objections(const Certificate& c) {
  std::vector<std::string> wrong;
  for (const Known& line : c.known)
    if (!nonnegative(line.multiplier, c)) wrong.push_back("the multiplier " + text(line.multiplier, c.vectors) + " may be negative");
  try {
    for (const Square& square : squares(c)) {
      const std::string factor = square.factor.empty() ? "1" : to_string(square.factor);
      if (!nonnegative(Polynomial(square.factor, 1), c))
        wrong.push_back("what is left has the factor " + factor + ", which may be negative");
      if (!positive_semidefinite(square.gram)) wrong.push_back("what is left is no sum of squares in its part with the factor " + factor);
    }
  } catch (const std::invalid_argument& error) {
    wrong.emplace_back(error.what());
  }
  return wrong;
}

std::string proof_text(const Certificate& c) {
  std::string result = "Claim: " + c.statement + "\n";
  for (const auto& note : c.notes) result += "  " + note + "\n";
  result += "Right side − left side" + std::string(c.difference.terms().size() > 8 ? "" : " = " + text(c.difference, c.vectors)) + "\n";
  if (!c.known.empty()) result += "is the sum of what is known, each line a number ≥ 0 times a slack ≥ 0:\n";
  for (const Known& line : c.known)
    result += "  (" + text(line.multiplier, c.vectors) + ") × (" + text(line.slack, c.vectors) + ")   " + line.reason + "\n";
  const auto parts = squares(c);
  result += c.known.empty() ? "is\n" : "and of what is left:\n";
  if (parts.empty()) result += "  0\n";
  for (const Square& part : parts)
    result += "  " + (part.factor.empty() ? "" : to_string(part.factor) + " · ") + "(" + sum_of_squares(part, c.vectors) + ")\n";
  const auto wrong = objections(c);
  for (const auto& objection : wrong) result += "This proves nothing: " + objection + ".\n";
  return wrong.empty() ? result + "None of these is negative. ∎\n" : result;
}

namespace {

/// Symbols are numbered: not every solver reads σ².
class Smt {
 public:
  explicit Smt(const Certificate& c) {
    result_ = "; " + c.statement + "\n; every query: unsat\n(set-logic QF_NRA)\n";
    declare(c.difference, c);
    for (const Known& line : c.known) {
      declare(line.multiplier, c);
      declare(line.slack, c);
    }
  }
  void ask(const std::string& question, const std::string& assertion) {
    result_ += "(push 1) ; " + question + "\n(assert " + assertion + ")\n(check-sat)\n(pop 1)\n";
  }
  std::string term(const Polynomial& p) const {
    if (p.terms().empty()) return "0";
    std::string sum;
    for (const auto& [monomial, coefficient] : p.terms()) {
      sum += " (* " + number(coefficient);
      for (const auto& [name, exponent] : monomial)
        for (unsigned e = 0; e < exponent; ++e) sum += " " + names_.at(name);
      sum += monomial.empty() ? " 1)" : ")";
    }
    return "(+" + sum + " 0)";
  }
  std::string times(const Polynomial& a, const Polynomial& b) const { return "(* " + term(a) + " " + term(b) + ")"; }
  const std::string& result() const { return result_; }

 private:
  static std::string number(const Exact& a) {
    const Exact size = a < 0 ? Exact(-a) : a;
    const std::string text = "(/ " + numerator(size).str() + " " + denominator(size).str() + ")";
    return a < 0 ? "(- " + text + ")" : text;
  }
  void declare(const Polynomial& p, const Certificate& c) {
    for (const auto& [monomial, coefficient] : p.terms())
      for (const auto& [name, exponent] : monomial) {
        const auto [entry, is_new] = names_.try_emplace(name, "v" + std::to_string(names_.size()));
        if (!is_new) continue;
        result_ += "(declare-const " + entry->second + " Real) ; " + name + "\n";
        if (!contains(c.vectors, name) && !contains(c.of_any_sign, name)) result_ += "(assert (>= " + entry->second + " 0))\n";
      }
  }

  std::map<std::string, std::string> names_;
  std::string result_;
};

Polynomial as_polynomial(const Square& square, const std::vector<std::string>& vectors) {
  if (!square.of_vectors) return square.gram(0, 0);
  Polynomial form;
  for (Eigen::Index i = 0; i < square.gram.rows(); ++i)
    for (Eigen::Index j = 0; j < square.gram.cols(); ++j)
      form += square.gram(i, j) * Polynomial::variable(vectors[static_cast<std::size_t>(i)]) *
              Polynomial::variable(vectors[static_cast<std::size_t>(j)]);
  return form;
}

}  // namespace

std::string smt_lib(const Certificate& c) {
  Smt smt(c);
  std::string sum = "(+ 0";
  for (const Known& line : c.known) sum += " " + smt.times(line.multiplier, line.slack);
  const auto parts = squares(c);
  for (const Square& part : parts) sum += " " + smt.times(Polynomial(part.factor, 1), as_polynomial(part, c.vectors));
  smt.ask("right − left is not the sum of the lines", "(not (= " + smt.term(c.difference) + " " + sum + ")))");
  for (const Known& line : c.known) smt.ask("a negative multiplier", "(< " + smt.term(line.multiplier) + " 0)");
  for (const Square& part : parts) {
    smt.ask("a negative factor", "(< " + smt.term(Polynomial(part.factor, 1)) + " 0)");
    smt.ask("a negative square", "(< " + smt.term(as_polynomial(part, c.vectors)) + " 0)");
  }
  return smt.result();
}

std::size_t smt_queries(const Certificate& c) { return 1 + c.known.size() + 2 * squares(c).size(); }

}  // namespace lemmata
