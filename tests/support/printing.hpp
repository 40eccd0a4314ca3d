// How the theory's types look in a failure message of Catch2 or RapidCheck.
#pragma once

#include <ios>
#include <ostream>

#include "lemmas/numbers/enclosure.hpp"
#include "lemmas/numbers/vector.hpp"
#include "lemmas/proof.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

inline std::ostream& operator<<(std::ostream& out, Truth truth) {
  return out << (truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown");
}
inline std::ostream& operator<<(std::ostream& out, Outcome outcome) { return out << name(outcome); }
inline std::ostream& operator<<(std::ostream& out, Evidence evidence) { return out << name(evidence); }
inline std::ostream& operator<<(std::ostream& out, const Enclosure& a) {
  return out << std::hexfloat << "[" << a.lower() << ", " << a.upper() << "]" << std::defaultfloat;
}

/// "0: · 1: 0 2: 0[10] 1": read 2 missed coordinate 0 of update 0, and update 1 whole.
inline std::ostream& operator<<(std::ostream& out, const Schedule& schedule) {
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    out << (t ? " " : "") << t << ":";
    if (schedule.missing(t).empty()) out << " ·";
    for (const Missing& m : schedule.missing(t)) {
      out << " " << m.k;
      if (m.whole()) continue;
      out << "[";
      for (const bool missed : m.mask) out << (missed ? '1' : '0');
      out << "]";
    }
  }
  return out;
}

/// One line of a proof, as rationals: "A21c: 1/2 ≤ 3/4 (holds)".
inline std::ostream& operator<<(std::ostream& out, const Step<Exact>& step) {
  return out << step.claim->id << ": " << step.left << (step.equality ? " = " : " ≤ ") << step.right << " (" << step.outcome() << ")";
}

}  // namespace lemmata

namespace Eigen {

inline void showValue(const lemmata::Vector<lemmata::Exact>& x, std::ostream& out) {
  out << "(";
  for (Index c = 0; c < x.size(); ++c) out << (c ? ", " : "") << x(c);
  out << ")";
}
inline void showValue(const lemmata::Matrix<lemmata::Exact>& A, std::ostream& out) {
  out << "(";
  for (Index r = 0; r < A.rows(); ++r)
    for (Index c = 0; c < A.cols(); ++c) out << (c ? " " : r ? "; " : "") << A(r, c);
  out << ")";
}

}  // namespace Eigen
