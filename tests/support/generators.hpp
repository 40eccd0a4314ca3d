// What the tests of the lemmas draw: rationals, points, exact problems with certified constants, schedules, step sizes.
//
// Everything is made of small integers, so that a counterexample shrinks to 0, 1, d = 1, n = 1, τ = 0. A drawn point comes in every
// regime: ordinary, tiny (10⁻¹²) and large (10¹²).
#pragma once

#include <rapidcheck.h>

#include <array>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "lemmas/assumptions.hpp"
#include "lemmas/numbers/ldlt.hpp"
#include "lemmas/schedule.hpp"
#include "tests/support/printing.hpp"

namespace lemmata {

/// (a, b, …) ∈ ℚᵈ.
inline Vector<Exact> vector(const std::vector<Exact>& entries) {
  Vector<Exact> x(static_cast<Eigen::Index>(entries.size()));
  for (std::size_t c = 0; c < entries.size(); ++c) x(static_cast<Eigen::Index>(c)) = entries[c];
  return x;
}

/// The d × d matrix with these entries, row by row.
inline Matrix<Exact> matrix(const std::vector<std::vector<Exact>>& rows) {
  const auto size = static_cast<Eigen::Index>(rows.size());
  Matrix<Exact> A(size, rows.empty() ? 0 : static_cast<Eigen::Index>(rows[0].size()));
  for (Eigen::Index r = 0; r < size; ++r)
    for (Eigen::Index c = 0; c < A.cols(); ++c) A(r, c) = rows[static_cast<std::size_t>(r)].at(static_cast<std::size_t>(c));
  return A;
}

inline Matrix<Exact> identity(Eigen::Index d) { return Matrix<Exact>::Identity(d, d); }
inline Vector<Exact> unit(Eigen::Index d, Eigen::Index c) { return Vector<Exact>::Unit(d, c); }

/// A x, over any of the number types.
template <class Real>
Vector<Real> times(const Matrix<Exact>& A, const Vector<Real>& x) {
  Vector<Real> y(A.rows());
  for (Eigen::Index r = 0; r < A.rows(); ++r) {
    Real sum = 0;
    for (Eigen::Index c = 0; c < A.cols(); ++c)
      if (A(r, c) != 0) sum += as<Real>(A(r, c)) * x(c);
    y(r) = sum;
  }
  return y;
}

/// f = (1/n) Σ fᵢ with rational values and gradients: all fᵢ(x) = ½xᵀAᵢx − bᵢᵀx, or all fᵢ(x) = ψ(aᵢᵀx − yᵢ), ψ(r) = r²/(1+r²)
/// (Geman–McClure, not convex). Satisfies FiniteSum over every number type.
class ExactProblem {
 public:
  ExactProblem(std::string name, std::vector<Matrix<Exact>> A, std::vector<Vector<Exact>> b, Constants constants)
      : name_(std::move(name)), A_(std::move(A)), b_(std::move(b)), constants_(std::move(constants)) {
    mean_A_ = Matrix<Exact>::Zero(A_.at(0).rows(), A_[0].cols());
    mean_b_ = Vector<Exact>::Zero(b_.at(0).size());
    for (const auto& A_i : A_) mean_A_ += A_i / Exact(A_.size());
    for (const auto& b_i : b_) mean_b_ += b_i / Exact(b_.size());
  }
  ExactProblem(std::string name, std::vector<Vector<Exact>> a, std::vector<Exact> y, Constants constants)
      : name_(std::move(name)), b_(std::move(a)), y_(std::move(y)), constants_(std::move(constants)) {}

  const std::string& name() const { return name_; }
  std::size_t n() const { return b_.size(); }
  std::size_t dimension() const { return static_cast<std::size_t>(b_.at(0).size()); }
  const Constants& constants() const { return constants_; }
  bool quadratic() const { return !A_.empty(); }
  const Matrix<Exact>& mean_A() const { return mean_A_; }

  template <class Real>
  Real f(const Vector<Real>& x) const {
    if (quadratic()) return as<Real>(ratio(1, 2)) * dot(x, times(mean_A_, x)) - dot(as<Real>(mean_b_), x);
    return over_samples<Real>(n(), [&](std::size_t i) {
      const Real r2 = square(residual(i, x));
      return Real(r2 / (Real(1) + r2));
    });
  }
  template <class Real>
  Vector<Real> gradient(const Vector<Real>& x) const {
    if (quadratic()) return times(mean_A_, x) - as<Real>(mean_b_);
    return vector_over_samples<Real>(n(), x.size(), [&](std::size_t i) { return gradient_i(i, x); });
  }
  template <class Real>
  Vector<Real> gradient_i(std::size_t i, const Vector<Real>& x) const {
    if (quadratic()) return times(A_.at(i), x) - as<Real>(b_.at(i));
    const Real r = residual(i, x);
    return Real(Real(2) * r / square(Real(Real(1) + square(r)))) * as<Real>(b_.at(i));
  }
  /// ψ'(s) − ψ'(r) = 2(s−r)(1 − 2rs − rs(r²+rs+s²)) / ((1+r²)²(1+s²)²).
  template <class Real>
  Vector<Real> gradient_difference(const Vector<Real>& x, const Vector<Real>& gap) const {
    if (quadratic()) return times(mean_A_, gap);
    return vector_over_samples<Real>(n(), x.size(), [&](std::size_t i) {
      const Real r = residual(i, x), step = dot(as<Real>(b_.at(i)), gap), s = r + step, rs = r * s;
      const Real shape = Real(1) - Real(2) * rs - rs * (square(r) + rs + square(s));
      const Real scale = square(Real(Real(1) + square(r))) * square(Real(Real(1) + square(s)));
      return Vector<Real>(Real(Real(2) * step * shape / scale) * as<Real>(b_.at(i)));
    });
  }

 private:
  template <class Real>
  Real residual(std::size_t i, const Vector<Real>& x) const {
    return dot(as<Real>(b_.at(i)), x) - as<Real>(y_.at(i));
  }

  std::string name_;
  std::vector<Matrix<Exact>> A_;  // empty for Geman–McClure
  std::vector<Vector<Exact>> b_;  // bᵢ, or aᵢ
  std::vector<Exact> y_;
  Constants constants_;
  Matrix<Exact> mean_A_;
  Vector<Exact> mean_b_;
};

inline std::ostream& operator<<(std::ostream& out, const ExactProblem& p) {
  return out << p.name() << ", d = " << p.dimension() << ", n = " << p.n() << ", L = " << p.constants().L << ", M = " << p.constants().M
             << ", σ² = " << p.constants().sigma2;
}

// The families. Each comes with constants that hold for every x, and the reason why.

/// max_r Σ_c |A_rc| ≥ ‖A‖ for symmetric A; 1 for A = 0, where every L > 0 will do.
inline Exact smoothness(const Matrix<Exact>& A) {
  Exact largest = 0;
  for (Eigen::Index r = 0; r < A.rows(); ++r) {
    Exact sum = 0;
    for (Eigen::Index c = 0; c < A.cols(); ++c) sum += abs(A(r, c));
    largest = std::max(largest, sum);
  }
  return largest == 0 ? Exact(1) : largest;
}

/// ½xᵀAx ± ξₖᵀx, each sign equally likely: V = E‖ξ‖² everywhere. M = 0, σ² = E‖ξ‖², tight at every x. A may be indefinite.
inline ExactProblem additive_noise(const Matrix<Exact>& A, const std::vector<Vector<Exact>>& xi, std::string name = "additive noise") {
  std::vector<Vector<Exact>> b;
  Exact sigma2 = 0;
  for (const auto& noise : xi) {
    b.push_back(noise);
    b.push_back(-noise);
    sigma2 += norm2(noise) / Exact(xi.size());
  }
  const std::vector<Matrix<Exact>> everywhere(b.size(), A);
  std::optional<Exact> f_lower;
  if (positive_semidefinite(A)) f_lower = 0;
  return {std::move(name), everywhere, b, {.L = smoothness(A), .M = 0, .sigma2 = sigma2, .f_lower = f_lower}};
}

/// The quiz: Lx²/2 ± x.
inline ExactProblem quiz(const Exact& L = 1) { return additive_noise(matrix({{L}}), {vector({1})}, "quiz"); }
/// L(x₁² − x₂²)/2 ± s e₁ᵀx or ± s e₂ᵀx.
inline ExactProblem saddle(const Exact& L, const Exact& s) {
  return additive_noise(matrix({{L, 0}, {0, -L}}), {s * unit(2, 0), s * unit(2, 1)}, "saddle");
}

/// f = Lx²/2 with g(x) = (1 ± m)Lx ± s, four outcomes equally likely: V = m²‖∇f‖² + s² everywhere. M = m², σ² = s².
inline ExactProblem noisy_quadratic(const Exact& L, const Exact& m, const Exact& s) {
  std::vector<Matrix<Exact>> A;
  std::vector<Vector<Exact>> b;
  for (const int sign : {1, -1})
    for (const int shift : {1, -1}) {
      A.push_back(matrix({{(1 + sign * m) * L}}));
      b.push_back(vector({shift * s}));
    }
  return {"noisy quadratic", A, b, {.L = L, .M = m * m, .sigma2 = s * s, .f_lower = Exact(0)}};
}

/// fᵢ = (d/2)λᵢxᵢ², n = d: ∇f = (λᵢxᵢ)ᵢ and V = (d−1)‖∇f‖² everywhere. M = d−1, σ² = 0.
inline ExactProblem coordinates(const Vector<Exact>& lambda) {
  const Eigen::Index d = lambda.size();
  std::vector<Matrix<Exact>> A(static_cast<std::size_t>(d), Matrix<Exact>::Zero(d, d));
  for (Eigen::Index c = 0; c < d; ++c) A[static_cast<std::size_t>(c)](c, c) = d * lambda(c);
  const std::vector<Vector<Exact>> b(A.size(), Vector<Exact>::Zero(d));
  return {"coordinates", A, b, {.L = smoothness(lambda.asDiagonal()), .M = d - 1, .sigma2 = 0, .f_lower = {}}};
}

/// ψ(aᵢᵀx − yᵢ): |ψ″| ≤ 2 and ψ′² ≤ 27/64. L = 2E‖a‖² ≥ 2λ_max(E aaᵀ), M = 0, σ² = (27/64)E‖a‖² ≥ E‖∇fᵢ‖², f ≥ 0.
inline ExactProblem geman_mcclure(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y) {
  Exact size = 0;
  for (const auto& a_i : a) size += norm2(a_i) / Exact(a.size());
  return {"Geman–McClure", a, y, {.L = size == 0 ? Exact(1) : 2 * size, .M = 0, .sigma2 = ratio(27, 64) * size, .f_lower = Exact(0)}};
}

/// sup_x V(x) − M‖∇f(x)‖² for fᵢ = ½xᵀAᵢx − bᵢᵀx, or nothing if it is infinite. With V(x) = xᵀQx − 2rᵀx + s₀ and P = MĀ² − Q it
/// is finite iff P ⪰ 0 and MĀb̄ − r = Pz for some z, and then it is s₀ − M‖b̄‖² + (MĀb̄ − r)ᵀz.
inline std::optional<Exact> smallest_sigma2(const std::vector<Matrix<Exact>>& A, const std::vector<Vector<Exact>>& b, const Exact& M) {
  const Eigen::Index d = b.at(0).size();
  const Exact n = A.size();
  Matrix<Exact> mean_A = Matrix<Exact>::Zero(d, d), Q = mean_A;
  Vector<Exact> mean_b = Vector<Exact>::Zero(d), r = mean_b;
  for (const auto& A_i : A) mean_A += A_i / n;
  for (const auto& b_i : b) mean_b += b_i / n;
  Exact s0 = 0;
  for (std::size_t i = 0; i < A.size(); ++i) {
    const Matrix<Exact> off = A[i] - mean_A;
    Q += Matrix<Exact>(off * off) / n;
    r += times(off, Vector<Exact>(b[i] - mean_b)) / n;
    s0 += norm2(Vector<Exact>(b[i] - mean_b)) / n;
  }
  const Vector<Exact> right = M * times(mean_A, mean_b) - r;
  const auto factor = ldlt(Matrix<Exact>(M * Matrix<Exact>(mean_A * mean_A) - Q));
  const auto z = factor ? solve(*factor, right) : std::nullopt;
  if (!z) return std::nullopt;
  return s0 - M * norm2(mean_b) + dot(right, *z);
}

/// fᵢ = ½xᵀAᵢx − bᵢᵀx with the smallest M of 0, 1, 3, 10, 100 that allows a finite σ²; where none does, all Aᵢ are shifted by the
/// same multiple of the identity, which changes Ā and not the noise.
inline ExactProblem quadratic_sum(std::vector<Matrix<Exact>> A, const std::vector<Vector<Exact>>& b, std::string name = "quadratic sum") {
  const Eigen::Index d = b.at(0).size();
  for (int attempt = 0;; ++attempt) {
    Matrix<Exact> mean_A = Matrix<Exact>::Zero(d, d);
    for (const auto& A_i : A) mean_A += A_i / Exact(A.size());
    for (const int M : {0, 1, 3, 10, 100})
      if (const auto sigma2 = smallest_sigma2(A, b, M))
        return {name, A, b, {.L = smoothness(mean_A), .M = M, .sigma2 = *sigma2, .f_lower = {}}};
    for (auto& A_i : A) A_i += Matrix<Exact>((10 << attempt) * identity(d));
  }
}

/// fᵢ = ½(aᵢᵀx − yᵢ)², up to a constant.
inline ExactProblem least_squares(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y) {
  std::vector<Matrix<Exact>> A;
  std::vector<Vector<Exact>> b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    A.push_back(a[i] * a[i].transpose());
    b.push_back(y.at(i) * a[i]);
  }
  return quadratic_sum(A, b, "least squares");
}

/// Delayed SGD in exact arithmetic, by its definition: read t is x₀ − γ Σ_{k<t} (I − Dₖᵗ) gₖ, and then gₜ = ∇f_{iₜ}(xₜ).
struct Path {
  std::vector<Vector<Exact>> x, x_virtual, g, G;  // xₜ, x̃ₜ (one more), gₜ, ∇f(xₜ)
};
inline Path delayed_sgd(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule,
                        const std::vector<std::size_t>& samples) {
  Path path;
  path.x_virtual.push_back(x0);
  for (std::size_t t = 0; t < samples.size(); ++t) {
    Vector<Exact> x = x0;
    for (std::size_t k = 0; k < t; ++k) {
      const auto& J = schedule.missing(t);
      const auto m = std::find_if(J.begin(), J.end(), [k](const Missing& missing) { return missing.k == k; });
      for (Eigen::Index c = 0; c < x.size(); ++c)
        if (m == J.end() || !m->missed(static_cast<std::size_t>(c))) x(c) -= gamma * path.g[k](c);
    }
    path.g.push_back(problem.gradient_i(samples[t], x));
    path.G.push_back(problem.gradient(x));
    path.x_virtual.push_back(path.x_virtual.back() - gamma * path.g.back());
    path.x.push_back(std::move(x));
  }
  return path;
}

namespace draw {

using rc::Gen;

/// −largest … largest; shrinks to 0, then 1, −1, 2, …
inline Gen<int> integer(int largest) {
  return rc::gen::map(rc::gen::inRange(0, 2 * largest + 1), [](int u) { return u % 2 ? (u + 1) / 2 : -(u / 2); });
}
/// lowest … largest; shrinks to lowest.
inline Gen<std::size_t> count(std::size_t lowest, std::size_t largest) { return rc::gen::inRange(lowest, largest + 1); }

/// p/q with |p| ≤ 30 and a small q.
inline Gen<Exact> rational() {
  return rc::gen::map(rc::gen::pair(integer(30), rc::gen::element(1, 2, 3, 10, 16)),
                      [](const std::pair<int, int>& r) { return ratio(r.first, r.second); });
}
inline Gen<Exact> positive_rational() {
  return rc::gen::map(rational(), [](const Exact& a) { return a == 0 ? Exact(1) : Exact(abs(a)); });
}
/// Ordinary, tiny or large.
inline Gen<Exact> regime() {
  return rc::gen::map(rc::gen::element(0, 0, 0, -12, 12), [](int e) { return *parse_exact("1e" + std::to_string(e)); });
}
inline Gen<Exact> any_rational() {
  return rc::gen::map(rc::gen::pair(rational(), regime()), [](const std::pair<Exact, Exact>& r) { return Exact(r.first * r.second); });
}

inline Gen<Vector<Exact>> direction(std::size_t d) {
  return rc::gen::map(rc::gen::container<std::vector<Exact>>(d, rational()), vector);
}
/// A point of ℚᵈ in any regime.
inline Gen<Vector<Exact>> point(std::size_t d) {
  return rc::gen::map(rc::gen::pair(direction(d), regime()),
                      [](const std::pair<Vector<Exact>, Exact>& p) { return Vector<Exact>(p.first * p.second); });
}
inline Gen<std::vector<Vector<Exact>>> points(std::size_t count, std::size_t d) {
  return rc::gen::container<std::vector<Vector<Exact>>>(count, point(d));
}

/// A symmetric matrix, as often indefinite as not.
inline Gen<Matrix<Exact>> symmetric(std::size_t d) {
  return rc::gen::map(rc::gen::container<std::vector<Exact>>(d * d, rational()), [d](const std::vector<Exact>& entries) {
    const auto size = static_cast<Eigen::Index>(d);
    Matrix<Exact> A(size, size);
    for (Eigen::Index r = 0; r < size; ++r)
      for (Eigen::Index c = 0; c <= r; ++c) A(r, c) = A(c, r) = entries[static_cast<std::size_t>(r * size + c)];
    return A;
  });
}
/// B Bᵀ with B ∈ ℚ^{d×rank}: positive semidefinite, of at most this rank.
inline Gen<Matrix<Exact>> semidefinite(std::size_t d, std::size_t rank) {
  return rc::gen::map(rc::gen::container<std::vector<Vector<Exact>>>(rank, direction(d)), [d](const std::vector<Vector<Exact>>& columns) {
    Matrix<Exact> A = Matrix<Exact>::Zero(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(d));
    for (const auto& column : columns) A += Matrix<Exact>(column * column.transpose());
    return A;
  });
}

/// A quadratic problem of any of the families; M = 0 and σ = 0 among them. Shrinks to the quiz.
inline Gen<ExactProblem> quadratic() {
  return rc::gen::exec([] {
    const int family = *rc::gen::inRange(0, 7);
    const std::size_t d = *count(1, 3), n = *count(1, 3);
    const auto list = [&](auto gen) { return *rc::gen::container<std::vector<Vector<Exact>>>(n, std::move(gen)); };
    const auto numbers = [&] { return *rc::gen::container<std::vector<Exact>>(n, rational()); };
    switch (family) {
      case 0: return quiz(*positive_rational());
      case 1: return noisy_quadratic(*positive_rational(), *rational(), *rational());
      case 2: return saddle(*positive_rational(), *rational());
      case 3: return coordinates(*direction(d));
      case 4: return additive_noise(*symmetric(d), list(direction(d)));
      case 5: return least_squares(list(direction(d)), numbers());
      default: return quadratic_sum(*rc::gen::container<std::vector<Matrix<Exact>>>(n, symmetric(d)), list(direction(d)));
    }
  });
}
/// A problem of any family, Geman–McClure among them.
inline Gen<ExactProblem> problem() {
  return rc::gen::exec([] {
    if (*rc::gen::inRange(0, 4) < 3) return *quadratic();
    const std::size_t d = *count(1, 3), n = *count(1, 3);
    return geman_mcclure(*rc::gen::container<std::vector<Vector<Exact>>>(n, direction(d)),
                         *rc::gen::container<std::vector<Exact>>(n, rational()));
  });
}

/// 0 < γ ≤ `largest`; shrinks to `largest`, where every slack is least.
inline Gen<Exact> step_size_up_to(const Exact& largest) {
  return rc::gen::map(rc::gen::element(ratio(1, 1), ratio(1, 2), ratio(1, 5), ratio(2, 3), ratio(1, 250), ratio(1, 1000000000000)),
                      [largest](const Exact& part) { return Exact(part * largest); });
}
/// Any γ > 0, tiny and far too large ones among them.
inline Gen<Exact> any_step_size() {
  return rc::gen::map(rc::gen::pair(positive_rational(), regime()),
                      [](const std::pair<Exact, Exact>& r) { return Exact(r.first * r.second); });
}

/// T reads in any of the ways that delays arise; shrinks to no delay at all.
inline Gen<Schedule> schedule(std::size_t T, std::size_t d) {
  return rc::gen::exec([T, d] {
    const int family = *rc::gen::inRange(0, 6);
    const std::size_t tau = *count(1, 5);
    if (family == 0) return Schedule::blocks(T, d, 1);
    if (family == 1) return Schedule::constant_delay(T, d, tau);
    if (family == 2) return Schedule::blocks(T, d, tau);
    if (family == 3) return Schedule::slow_reader(T, d, tau);
    std::vector<std::vector<Missing>> missing(T);
    if (family == 4) {  // coordinate c of update k arrives after `late` more reads, for all readers
      const auto late = *rc::gen::container<std::vector<std::size_t>>(T * d, count(0, tau));
      for (std::size_t t = 0; t < T; ++t)
        for (std::size_t k = 0; k < t; ++k) {
          std::vector<bool> mask(d);
          for (std::size_t c = 0; c < d; ++c) mask[c] = k + late[k * d + c] >= t;
          if (std::count(mask.begin(), mask.end(), true) > 0) missing[t].push_back({k, mask});
        }
    } else {  // any masks in the window
      for (std::size_t t = 0; t < T; ++t)
        for (std::size_t k = t - std::min(t, tau); k < t; ++k) {
          const auto mask = *rc::gen::container<std::vector<bool>>(d, rc::gen::arbitrary<bool>());
          if (std::count(mask.begin(), mask.end(), true) > 0) missing[t].push_back({k, mask});
        }
    }
    return Schedule(d, std::move(missing));
  });
}

inline Gen<std::vector<std::size_t>> samples(std::size_t T, std::size_t n) {
  return rc::gen::container<std::vector<std::size_t>>(T, count(0, n - 1));
}

}  // namespace draw
}  // namespace lemmata
