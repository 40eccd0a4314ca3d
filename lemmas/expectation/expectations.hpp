// What the lemmas in full expectation need to know of a run: E over all samples i₀, …, i_{T−1}.
#pragma once

#include <array>
#include <vector>

#include "lemmas/numbers/vector.hpp"

namespace lemmata {

/// For t = 0, …, T−1, with Gₜ = ∇f(xₜ), ξₜ = gₜ − Gₜ, and sums over k ∈ Jₜ.
template <class Real>
struct Expectations {
  std::vector<Real> gradient2;        // E‖Gₜ‖²
  std::vector<Real> noise2;           // E‖ξₜ‖²
  std::vector<Real> difference;       // E‖xₜ − x̃ₜ‖²
  std::vector<Real> missed_gradient;  // E‖Σ DₖGₖ‖²
  std::vector<Real> missed_noise;     // E‖Σ Dₖξₖ‖²
  std::vector<Real> missed_gradients; // Σ E‖DₖGₖ‖²
  std::vector<Real> missed_noises;    // Σ E‖Dₖξₖ‖²
  std::vector<Real> f_virtual;        // E f(x̃ₜ), t = 0, …, T

  std::size_t iterations() const { return gradient2.size(); }
  friend bool operator==(const Expectations&, const Expectations&) = default;

  /// The members that are expectations of squares: of points; of gradients and their noise.
  static constexpr std::array point_squares{&Expectations::difference};
  static constexpr std::array gradient_squares{&Expectations::gradient2,    &Expectations::noise2,
                                               &Expectations::missed_gradient,  &Expectations::missed_noise,
                                               &Expectations::missed_gradients, &Expectations::missed_noises};
};

/// What a number 1 stands for in each kind of member.
struct Units {
  Exact points2 = 1, gradients2 = 1, f = 1;
};

/// The same expectations with all units 1, given what they are for each t: computed in γ∇f and γξ, or in integers.
template <class Real, class Number, class UnitsAt>
Expectations<Real> in_units(const Expectations<Number>& E, const UnitsAt& units_at) {
  const auto times = [](const Number& a, const Exact& unit) {
    if constexpr (std::is_same_v<Real, Number>) return unit == 1 ? a : Real(as<Real>(unit) * a);
    else return as<Real>(Exact(Exact(a) * unit));
  };
  Expectations<Real> result;
  for (std::size_t t = 0; t < E.f_virtual.size(); ++t) {
    const Units unit = units_at(t);
    result.f_virtual.push_back(times(E.f_virtual[t], unit.f));
    if (t == E.iterations()) break;
    for (std::size_t m = 0; m < E.point_squares.size(); ++m)
      (result.*result.point_squares[m]).push_back(times((E.*E.point_squares[m])[t], unit.points2));
    for (std::size_t m = 0; m < E.gradient_squares.size(); ++m)
      (result.*result.gradient_squares[m]).push_back(times((E.*E.gradient_squares[m])[t], unit.gradients2));
  }
  return result;
}

}  // namespace lemmata
