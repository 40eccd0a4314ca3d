#include "lemmas/numbers/polynomial.hpp"

#include <cctype>

namespace lemmata {

bool Polynomial::mentions(const std::string& variable) const {
  return std::any_of(terms_.begin(), terms_.end(), [&](const auto& term) { return term.first.contains(variable); });
}

bool Polynomial::obviously_nonnegative() const {
  return std::all_of(terms_.begin(), terms_.end(), [](const auto& term) { return term.second >= 0; });
}

Exact to_the(const Exact& base, unsigned exponent) {
  Exact result = 1;
  for (unsigned e = 0; e < exponent; ++e) result *= base;
  return result;
}

Exact Polynomial::at(const Point& point) const {
  Exact sum = 0;
  for (const auto& [monomial, coefficient] : terms_) {
    Exact product = coefficient;
    for (const auto& [variable, exponent] : monomial) {
      const auto value = point.find(variable);
      if (value == point.end()) throw std::invalid_argument("no value for " + variable);
      product *= to_the(value->second, exponent);
    }
    sum += product;
  }
  return sum;
}

Polynomial Polynomial::with(const std::string& variable, const Polynomial& value) const {
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_) {
    Monomial rest = monomial;
    const auto here = rest.find(variable);
    const unsigned exponent = here == rest.end() ? 0 : here->second;
    if (here != rest.end()) rest.erase(here);
    result += Polynomial(rest, coefficient) * power(value, exponent);
  }
  return result;
}

Polynomial& Polynomial::operator+=(const Polynomial& other) {
  for (const auto& [monomial, coefficient] : other.terms_) {
    const auto [term, is_new] = terms_.try_emplace(monomial, coefficient);
    if (is_new) continue;
    term->second += coefficient;
    if (term->second == 0) terms_.erase(term);
  }
  return *this;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial product;
  for (const auto& [left, p] : a.terms_)
    for (const auto& [right, q] : b.terms_) {
      Polynomial::Monomial both = left;
      for (const auto& [variable, exponent] : right) both[variable] += exponent;
      product += Polynomial(std::move(both), p * q);
    }
  return product;
}

Polynomial power(const Polynomial& base, unsigned exponent) {
  Polynomial result = 1;
  for (unsigned e = 0; e < exponent; ++e) result = result * base;
  return result;
}

std::string to_string(const Polynomial::Monomial& monomial) {
  static constexpr const char* raised[] = {"⁰", "", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const auto& [variable, exponent] : monomial) {
    const std::string base = exponent > 1 && variable.ends_with("²") ? "(" + variable + ")" : variable;
    text += (text.empty() ? "" : " ") + base + (exponent < 10 ? raised[exponent] : "^" + std::to_string(exponent));
  }
  return text;
}

std::string to_string(const Polynomial& p) {
  std::string text;
  for (const auto& [monomial, coefficient] : p.terms()) {
    const Exact size = coefficient < 0 ? Exact(-coefficient) : coefficient;
    text += coefficient < 0 ? (text.empty() ? "−" : " − ") : (text.empty() ? "" : " + ");
    if (monomial.empty())
      text += to_string(size);
    else
      text += (size == 1 ? "" : to_string(size) + " ") + to_string(monomial);
  }
  return text.empty() ? "0" : text;
}

Exact Quotient::at(const Polynomial::Point& point) const {
  const Exact q = under.at(point);
  if (q == 0) throw std::invalid_argument("the denominator " + to_string(under) + " is 0");
  return over.at(point) / q;
}

Quotient Quotient::with(const std::string& variable, const Polynomial& value) const {
  return {over.with(variable, value), under.with(variable, value)};
}

namespace {

/// sum = product (± product)*, product = factor (*|/ factor)*, factor = -factor | atom (^ digits)?, atom = number | variable | (sum).
class Reader {
 public:
  Reader(std::string_view text, const std::vector<std::string>& variables) : text_(text), variables_(variables) {}

  Quotient all() {
    const Quotient result = sum();
    if (!rest().empty()) refuse();
    return result;
  }

 private:
  [[noreturn]] void refuse() const {
    std::string names;
    for (const auto& name : variables_) names += (names.empty() ? "" : ", ") + name;
    throw std::invalid_argument("cannot read '" + std::string(text_.substr(at_)) + "' in '" + std::string(text_) +
                                "'; an expression has numbers" + (names.empty() ? "" : ", " + names) + ", + - * / ^ and brackets");
  }
  std::string_view rest() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return text_.substr(at_);
  }
  bool accept(char c) {
    if (!rest().starts_with(c)) return false;
    ++at_;
    return true;
  }
  std::string_view take(int (*belongs)(int)) {
    const auto start = (rest(), at_);
    while (at_ < text_.size() && belongs(static_cast<unsigned char>(text_[at_]))) ++at_;
    return text_.substr(start, at_ - start);
  }

  Quotient sum() {
    Quotient result = product();
    for (;;) {
      if (accept('+'))
        result = result + product();
      else if (accept('-'))
        result = result - product();
      else
        return result;
    }
  }
  Quotient product() {
    Quotient result = factor();
    for (;;) {
      if (accept('*')) {
        result = result * factor();
      } else if (accept('/')) {
        const Quotient by = factor();
        if (by.over == Polynomial(0)) throw std::invalid_argument("a division by 0 in '" + std::string(text_) + "'");
        result = result * Quotient{by.under, by.over};
      } else {
        return result;
      }
    }
  }
  Quotient factor() {
    if (depth_ > 200) refuse();
    ++depth_;
    if (accept('-')) {
      const Quotient negated = Quotient{-1} * factor();
      --depth_;
      return negated;
    }
    Quotient base = atom(), result{1};
    --depth_;
    if (!accept('^')) return base;
    const std::string digits(take(std::isdigit));
    if (digits.size() != 1) refuse();
    for (int e = digits[0] - '0'; e > 0; --e) result = result * base;
    return result;
  }
  Quotient atom() {
    if (accept('(')) {
      const Quotient inner = sum();
      if (!accept(')')) refuse();
      return inner;
    }
    if (const auto number = take([](int c) { return static_cast<int>(std::isdigit(c) || c == '.'); }); !number.empty()) {
      const auto value = parse_exact(number);
      if (!value) refuse();
      return {Polynomial(*value)};
    }
    const auto start = (rest(), at_);
    const std::string name(take(std::isalpha));
    if (std::find(variables_.begin(), variables_.end(), name) == variables_.end()) {
      at_ = start;
      refuse();
    }
    return {Polynomial::variable(name)};
  }

  std::string_view text_;
  const std::vector<std::string>& variables_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Quotient parse_quotient(std::string_view text, const std::vector<std::string>& variables) { return Reader(text, variables).all(); }

}  // namespace lemmata
