// Polynomials with rational coefficients in named variables: what a certificate is made of and is multiplied out in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lemmas/numbers/exact.hpp"

namespace lemmata {

class Polynomial {
 public:
  using Monomial = std::map<std::string, unsigned>;  // variable → exponent ≥ 1
  using Point = std::map<std::string, Exact>;

  Polynomial() = default;
  Polynomial(const Exact& constant) {  // NOLINT: a number is a polynomial
    if (constant != 0) terms_[{}] = constant;
  }
  Polynomial(int constant) : Polynomial(Exact(constant)) {}  // NOLINT
  static Polynomial variable(const std::string& name) { return Polynomial(Monomial{{name, 1}}, 1); }
  Polynomial(Monomial monomial, const Exact& coefficient) {
    if (coefficient != 0) terms_[std::move(monomial)] = coefficient;
  }

  /// Those with a coefficient other than 0.
  const std::map<Monomial, Exact>& terms() const { return terms_; }
  bool mentions(const std::string& variable) const;
  /// Every coefficient is ≥ 0, and so is the polynomial wherever its variables are: "by inspection".
  bool obviously_nonnegative() const;
  /// Throws std::invalid_argument if a variable has no value.
  Exact at(const Point& point) const;
  Polynomial with(const std::string& variable, const Polynomial& value) const;

  Polynomial& operator+=(const Polynomial& other);
  friend Polynomial operator+(Polynomial a, const Polynomial& b) { return a += b; }
  friend Polynomial operator-(const Polynomial& a) { return Polynomial(-1) * a; }
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b) { return a + -b; }
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial&, const Polynomial&) = default;

 private:
  std::map<Monomial, Exact> terms_;
};

Polynomial power(const Polynomial& base, unsigned exponent);
Exact to_the(const Exact& base, unsigned exponent);

/// "½" is written 1/2: "1/2 γ² L σ² − τ".
std::string to_string(const Polynomial& p);
std::string to_string(const Polynomial::Monomial& monomial);

/// p/q, q not 0. Two quotients are equal as functions if and only if they are equal here.
struct Quotient {
  Polynomial over, under = 1;

  friend Quotient operator+(const Quotient& a, const Quotient& b) { return {a.over * b.under + b.over * a.under, a.under * b.under}; }
  friend Quotient operator-(const Quotient& a, const Quotient& b) { return {a.over * b.under - b.over * a.under, a.under * b.under}; }
  friend Quotient operator*(const Quotient& a, const Quotient& b) { return {a.over * b.over, a.under * b.under}; }
  friend bool operator==(const Quotient& a, const Quotient& b) { return a.over * b.under == b.over * a.under; }
  /// Throws std::invalid_argument where the denominator is 0.
  Exact at(const Polynomial::Point& point) const;
  Quotient with(const std::string& variable, const Polynomial& value) const;
};

/// The quotient written as "(n-B)/(B*(n-1))" or "1/2": numbers, the given variables, + - * / ^ and brackets.
/// Throws std::invalid_argument naming what cannot be read, and for a division by 0.
Quotient parse_quotient(std::string_view text, const std::vector<std::string>& variables);

}  // namespace lemmata
