// What the tests of the lemmas draw: rationals, points, exact problems with certified constants, schedules, step sizes.
//
// Everything is made of small integers, so that a counterexample shrinks to 0, 1, d = 1, n = 1, τ = 0. A drawn point comes in every
// regime: ordinary, tiny (10⁻¹²) and large (10¹²).
#pragma once

#include <rapidcheck.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "lemmas/assumptions.hpp"
#include "lemmas/schedule.hpp"
#include "tests/support/printing.hpp"

namespace lemmata {

/// (a, b, …) ∈ ℚᵈ.
Vector<Exact> vector(const std::vector<Exact>& entries);
/// The matrix with these rows.
Matrix<Exact> matrix(const std::vector<std::vector<Exact>>& rows);
Matrix<Exact> identity(Eigen::Index d);
Vector<Exact> unit(Eigen::Index d, Eigen::Index c);
/// A x.
Vector<Exact> times(const Matrix<Exact>& A, const Vector<Exact>& x);

/// f = (1/n) Σ fᵢ with rational values and gradients: all fᵢ(x) = ½xᵀAᵢx − bᵢᵀx, or all fᵢ(x) = ψ(aᵢᵀx − yᵢ), ψ(r) = r²/(1+r²)
/// (Geman–McClure, not convex). Satisfies FiniteSum over Exact, Enclosure and WideEnclosure.
class ExactProblem {
 public:
  ExactProblem(std::string name, std::vector<Matrix<Exact>> A, std::vector<Vector<Exact>> b, Constants constants);
  ExactProblem(std::string name, std::vector<Vector<Exact>> a, std::vector<Exact> y, Constants constants);

  std::size_t n() const { return b_.size(); }
  std::size_t dimension() const { return static_cast<std::size_t>(b_.at(0).size()); }
  const Constants& constants() const { return constants_; }
  bool quadratic() const { return !A_.empty(); }
  const Matrix<Exact>& mean_A() const { return mean_A_; }

  template <class Real>
  Real f(const Vector<Real>& x) const;
  template <class Real>
  Vector<Real> gradient(const Vector<Real>& x) const;
  template <class Real>
  Vector<Real> gradient_i(std::size_t i, const Vector<Real>& x) const;
  template <class Real>
  Vector<Real> gradient_difference(const Vector<Real>& x, const Vector<Real>& gap) const;

  friend std::ostream& operator<<(std::ostream& out, const ExactProblem& problem);

 private:
  template <class Real>
  Real residual(std::size_t i, const Vector<Real>& x) const;

  std::string name_;
  std::vector<Matrix<Exact>> A_;  // empty for Geman–McClure
  std::vector<Vector<Exact>> b_;  // bᵢ, or aᵢ
  std::vector<Exact> y_;
  Constants constants_;
  Matrix<Exact> mean_A_;
  Vector<Exact> mean_b_;
};

// The families. Each comes with constants that hold for every x, and the reason why.

/// max_r Σ_c |A_rc| ≥ ‖A‖ for symmetric A; 1 for A = 0, where every L > 0 will do.
Exact smoothness(const Matrix<Exact>& A);
/// ½xᵀAx ± ξₖᵀx, each sign equally likely: V = E‖ξ‖² everywhere. M = 0, σ² = E‖ξ‖², tight at every x. A may be indefinite.
ExactProblem additive_noise(const Matrix<Exact>& A, const std::vector<Vector<Exact>>& xi, std::string name = "additive noise");
/// The quiz: Lx²/2 ± x.
ExactProblem quiz(const Exact& L = 1);
/// L(x₁² − x₂²)/2 ± s e₁ᵀx or ± s e₂ᵀx.
ExactProblem saddle(const Exact& L, const Exact& s);
/// f = Lx²/2 with g(x) = (1 ± m)Lx ± s, four outcomes equally likely: V = m²‖∇f‖² + s² everywhere. M = m², σ² = s².
ExactProblem noisy_quadratic(const Exact& L, const Exact& m, const Exact& s);
/// fᵢ = (d/2)λᵢxᵢ², n = d: ∇f = (λᵢxᵢ)ᵢ and V = (d−1)‖∇f‖² everywhere. M = d−1, σ² = 0.
ExactProblem coordinates(const Vector<Exact>& lambda);
/// ψ(aᵢᵀx − yᵢ): |ψ″| ≤ 2 and ψ′² ≤ 27/64. L = 2E‖a‖² ≥ 2λ_max(E aaᵀ), M = 0, σ² = (27/64)E‖a‖² ≥ E‖∇fᵢ‖², f ≥ 0.
ExactProblem geman_mcclure(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y);
/// fᵢ = ½xᵀAᵢx − bᵢᵀx with the smallest M of 0, 1, 3, 10, 100 that allows a finite σ²; where none does, all Aᵢ are shifted by the
/// same multiple of the identity, which changes Ā and not the noise.
ExactProblem quadratic_sum(std::vector<Matrix<Exact>> A, const std::vector<Vector<Exact>>& b, std::string name = "quadratic sum");
/// fᵢ = ½(aᵢᵀx − yᵢ)², up to a constant.
ExactProblem least_squares(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y);

/// sup_x V(x) − M‖∇f(x)‖² for fᵢ = ½xᵀAᵢx − bᵢᵀx, or nothing if it is infinite. With V(x) = xᵀQx − 2rᵀx + s₀ and P = MĀ² − Q it
/// is finite iff P ⪰ 0 and MĀb̄ − r = Pz for some z, and then it is s₀ − M‖b̄‖² + (MĀb̄ − r)ᵀz.
std::optional<Exact> smallest_sigma2(const std::vector<Matrix<Exact>>& A, const std::vector<Vector<Exact>>& b, const Exact& M);

/// Delayed SGD in exact arithmetic, by its definition: read t is x₀ − γ Σ_{k<t} (I − Dₖᵗ) gₖ, and then gₜ = ∇f_{iₜ}(xₜ).
struct Path {
  std::vector<Vector<Exact>> x, x_virtual, g, G;  // xₜ, x̃ₜ (one more), gₜ, ∇f(xₜ)
};
Path delayed_sgd(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule,
                 const std::vector<std::size_t>& samples);

namespace draw {

using rc::Gen;

/// lowest … largest, each as likely as the others in small cases too; shrinks to lowest.
Gen<std::size_t> count(std::size_t lowest, std::size_t largest);
/// −largest … largest; shrinks to 0, then 1, −1, 2, …
Gen<int> integer(int largest);
/// One of these; shrinks to the first.
template <class T>
Gen<T> among(std::vector<T> values) {
  return rc::gen::map(count(0, values.size() - 1), [values](std::size_t i) { return values[i]; });
}
template <class T>
Gen<T> among(std::initializer_list<T> values) {
  return among(std::vector<T>(values));
}

/// p/q with |p| ≤ 30 and a small q.
Gen<Exact> rational();
Gen<Exact> positive_rational();
/// A rational in any regime: ordinary, tiny or large.
Gen<Exact> any_rational();

Gen<Vector<Exact>> direction(std::size_t d);
/// A point of ℚᵈ in any regime.
Gen<Vector<Exact>> point(std::size_t d);
Gen<std::vector<Vector<Exact>>> points(std::size_t count, std::size_t d);

/// A symmetric matrix, as often indefinite as not.
Gen<Matrix<Exact>> symmetric(std::size_t d);
/// B Bᵀ with B ∈ ℚ^{d×rank}: positive semidefinite, of at most this rank.
Gen<Matrix<Exact>> semidefinite(std::size_t d, std::size_t rank);

/// A quadratic problem of any of the families; M = 0 and σ = 0 among them. Shrinks to the quiz.
Gen<ExactProblem> quadratic();
/// A problem of any family, Geman–McClure among them.
Gen<ExactProblem> problem();

/// 0 < γ ≤ `largest`; shrinks to `largest`, where every slack is least.
Gen<Exact> step_size_up_to(const Exact& largest);
/// Any γ > 0, tiny and far too large ones among them.
Gen<Exact> any_step_size();

/// T reads in any of the ways that delays arise; shrinks to no delay at all.
Gen<Schedule> schedule(std::size_t T, std::size_t d);
Gen<std::vector<std::size_t>> samples(std::size_t T, std::size_t n);

}  // namespace draw
}  // namespace lemmata
