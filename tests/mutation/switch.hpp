// All mutants of a header in one program: which of them is on is said by LEMMATA_MUTANT when it runs.
//
// `mutants HEADER all` writes a + b as a + Switch<n>{} + b: the switch stands with the operator on both sides, so that precedence is
// as it was. Where the compiler needs the value, a switch is off; the file LEMMATA_MUTANT_MARK tells that it was met and on.
#pragma once

#include <cstdlib>
#include <fstream>
#include <type_traits>
#include <utility>

namespace lemmata::mutation {

inline int number() {
  static const int n = [] {
    const char* text = std::getenv("LEMMATA_MUTANT");
    return text != nullptr && *text >= '0' && *text <= '9' ? std::atoi(text) : -1;
  }();
  return n;
}
inline bool mark() {
  static const bool marked = (std::ofstream(std::getenv("LEMMATA_MUTANT_MARK")) << "met\n").good();
  return marked;
}
constexpr bool on(int n) { return !std::is_constant_evaluated() && n == number() && mark(); }

template <int n>
struct Switch {};

template <int n, char op, class A>
struct Left {  // what stands left of the operator
  A&& a;
};
template <int n, class B>
struct Added {  // what += adds
  B&& b;
};
template <int n, class B>
struct Subtracted {
  B&& b;
};

template <class T>
constexpr auto value(T&& x) {  // no expression that refers to temporaries
  if constexpr (requires { x.eval(); }) return x.eval();
  else return std::decay_t<T>(std::forward<T>(x));
}

// The other one where it exists for these types; a mutant that has none does not compile and stays off.
#define LEMMATA_SWITCH(op, other, name)                                                      \
  template <int n, class A>                                                                  \
  constexpr Left<n, name, A> operator op(A&& a, Switch<n>) {                                 \
    return {std::forward<A>(a)};                                                             \
  }                                                                                          \
  template <int n, class A, class B>                                                         \
  constexpr auto operator op(Left<n, name, A> left, B&& b) {                                 \
    using Same = decltype(value(std::forward<A>(left.a) op std::forward<B>(b)));             \
    if constexpr (requires { Same(std::forward<A>(left.a) other std::forward<B>(b)); }) {    \
      if (on(n)) return Same(std::forward<A>(left.a) other std::forward<B>(b));              \
    }                                                                                        \
    return Same(std::forward<A>(left.a) op std::forward<B>(b));                              \
  }
LEMMATA_SWITCH(+, -, '+')
LEMMATA_SWITCH(-, +, '-')
LEMMATA_SWITCH(<, >, '<')
LEMMATA_SWITCH(>, <, '>')
LEMMATA_SWITCH(<=, >=, 'l')
LEMMATA_SWITCH(>=, <=, 'g')
LEMMATA_SWITCH(==, !=, '=')
LEMMATA_SWITCH(!=, ==, '!')
#undef LEMMATA_SWITCH

template <int n, class B>
constexpr Added<n, B> operator+=(Switch<n>, B&& b) { return {std::forward<B>(b)}; }
template <int n, class B>
constexpr Subtracted<n, B> operator-=(Switch<n>, B&& b) { return {std::forward<B>(b)}; }
template <class A, int n, class B>
constexpr decltype(auto) operator+=(A&& a, Added<n, B> right) {
  if constexpr (requires { a -= std::forward<B>(right.b); }) {
    if (on(n)) return a -= std::forward<B>(right.b);
  }
  return a += std::forward<B>(right.b);
}
template <class A, int n, class B>
constexpr decltype(auto) operator-=(A&& a, Subtracted<n, B> right) {
  if (on(n)) return a += std::forward<B>(right.b);
  return a -= std::forward<B>(right.b);
}
template <int n, class A>
constexpr auto operator->*(Switch<n>, A&& a) {  // -a; binds closer than any operator between two values
  if (on(n)) return decltype(value(-a))(a);
  return value(-a);
}

}  // namespace lemmata::mutation
