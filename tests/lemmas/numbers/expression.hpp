// Random expressions over doubles, evaluated over any number type: what a containment property is asked about.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <vector>

#include "tests/lemmas/generators.hpp"

namespace lemmata {

/// value ← value ∘ leaf, or value ∘ value, or leaf ∘ value; from the first leaf on.
struct Expression {
  enum class Op { plus, minus, minus_from, times, divided_by, divides, square, negated, plus_itself, minus_itself, times_itself };
  struct Step {
    Op op;
    double leaf;
  };
  double first;
  std::vector<Step> steps;
};

inline std::ostream& operator<<(std::ostream& out, const Expression& e) {
  static constexpr const char* names[] = {" + ", " - ", " then it from ", " * ", " / ", " then it under ",
                                          " squared", " negated", " + itself", " - itself", " * itself"};
  out << std::hexfloat << e.first;
  for (const auto& step : e.steps) {
    out << names[static_cast<int>(step.op)];
    if (step.op < Expression::Op::square) out << step.leaf;
  }
  return out << std::defaultfloat;
}

/// The value over Real, or nothing where it is divided by what may be zero.
template <class Real>
std::optional<Real> evaluate(const Expression& e) {
  using Op = Expression::Op;
  Real value(e.first);
  try {
    for (const auto& [op, leaf] : e.steps) {
      const Real operand(leaf);
      switch (op) {
        case Op::plus: value = value + operand; break;
        case Op::minus: value = value - operand; break;
        case Op::minus_from: value = operand - value; break;
        case Op::times: value = value * operand; break;
        case Op::divided_by: value = value / operand; break;
        case Op::divides: value = operand / value; break;
        case Op::square: value = square(value); break;
        case Op::negated: value = -value; break;
        case Op::plus_itself: value = value + value; break;
        case Op::minus_itself: value = value - value; break;
        case Op::times_itself: value = value * value; break;
      }
    }
  } catch (const std::domain_error&) {
    return std::nullopt;
  } catch (const std::overflow_error&) {  // how a rational refuses to be divided by zero
    return std::nullopt;
  }
  return value;
}

namespace draw {

/// Any finite double: zeros, subnormals, the largest and the smallest, small integers, decimals, and all 53 bits at any exponent.
inline Gen<double> any_double() {
  using limits = std::numeric_limits<double>;
  const auto special = among({0.0, -0.0, 1.0, -1.0, limits::denorm_min(), -limits::denorm_min(), limits::min(), -limits::min(),
                                        limits::max(), limits::lowest(), limits::epsilon(), 0.1, 1.0 / 3});
  const auto small = rc::gen::map(integer(20), [](int p) { return static_cast<double>(p); });
  const auto decimal = rc::gen::map(integer(1000), [](int p) { return p / 100.0; });
  const auto bits = rc::gen::exec([] {
    const auto mantissa = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 53), std::int64_t{1} << 53));
    const double a = std::ldexp(static_cast<double>(mantissa), *integer(1074));
    return std::isfinite(a) ? a : 1.0;
  });
  return rc::gen::oneOf(special, small, decimal, bits);
}

inline Gen<Expression> expression(std::size_t longest) {
  return rc::gen::exec([longest] {
    Expression e{*any_double(), {}};
    const auto length = *count(1, longest);
    for (std::size_t s = 0; s < length; ++s) e.steps.push_back({static_cast<Expression::Op>(*count(0, 10)), *any_double()});
    return e;
  });
}

}  // namespace draw
}  // namespace lemmata
