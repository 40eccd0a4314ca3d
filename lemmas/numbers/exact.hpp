// Exact: rational numbers. They compare, so they judge.
//
// Back-end: GMP's mpq. An exact 40×40 LDLᵀ of 3-digit decimals took 0.06 s with mpq and 0.58 s with Boost's own cpp_rational
// (2-core x86-64 server, g++ 12 -O2). Expression templates are off: every operation returns an Exact, so `auto` is safe.
#pragma once

#include <algorithm>
#include <boost/multiprecision/gmp.hpp>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lemmas/numbers/truth.hpp"

namespace lemmata {

using Exact = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

inline Truth le(const Exact& a, const Exact& b) { return truth(a <= b); }
inline Truth eq(const Exact& a, const Exact& b) { return truth(a == b); }

/// p/q.
inline Exact ratio(long long p, long long q) { return Exact(p) / Exact(q); }

/// The rational that a recorded double is.
/// Throws std::invalid_argument if it is not finite.
inline Exact exact(double value) {
  if (!std::isfinite(value)) throw std::invalid_argument("not a finite number: " + std::to_string(value));
  return Exact(value);
}

/// 2ᵉ, for any sign of e.
inline Exact power_of_two(int e) {
  boost::multiprecision::mpz_int p = 1;
  p <<= (e < 0 ? -e : e);
  return e < 0 ? Exact(1) / Exact(p) : Exact(p);
}

/// ⌊a⌋, the largest integer ≤ a.
inline boost::multiprecision::mpz_int floor(const Exact& a) {
  boost::multiprecision::mpz_int truncated = numerator(a) / denominator(a);
  if (Exact(truncated) > a) --truncated;
  return truncated;
}

/// The rational written as "3", "-1/250", "0.004" or "4e-3", read exactly; nothing if the text is none of these.
inline std::optional<Exact> parse_exact(std::string_view text) {
  using boost::multiprecision::mpz_int;
  const auto digits = [](std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const auto integer = [](std::string_view s) {  // leading zeros would mean octal to GMP
    s.remove_prefix(std::min(s.find_first_not_of('0'), s.size() - 1));
    return Exact(mpz_int(std::string(s)));
  };
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Exact value = 0;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto p = text.substr(0, slash), q = text.substr(slash + 1);
    if (!digits(p) || !digits(q) || integer(q) == 0) return std::nullopt;
    value = integer(p) / integer(q);
  } else {
    int exponent = 0;
    if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
      std::string_view power = text.substr(e + 1);
      const bool below = power.starts_with('-');
      if (below || power.starts_with('+')) power.remove_prefix(1);
      if (!digits(power) || power.size() > 4) return std::nullopt;
      exponent = (below ? -1 : 1) * std::stoi(std::string(power));
      text = text.substr(0, e);
    }
    std::string mantissa(text);
    if (const auto point = mantissa.find('.'); point != std::string::npos) {
      exponent -= static_cast<int>(mantissa.size() - point - 1);
      mantissa.erase(point, 1);
    }
    if (!digits(mantissa)) return std::nullopt;
    mpz_int scale = boost::multiprecision::pow(mpz_int(10), static_cast<unsigned>(std::abs(exponent)));
    value = exponent < 0 ? integer(mantissa) / Exact(scale) : integer(mantissa) * Exact(scale);
  }
  return negative ? Exact(-value) : value;
}

/// "p/q" in lowest terms, or "p".
inline std::string to_string(const Exact& a) { return a.str(); }

}  // namespace lemmata
