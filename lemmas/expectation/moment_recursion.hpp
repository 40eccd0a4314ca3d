// Second moments of a sum of quadratics along a fixed schedule: from one iteration to the next.
//
//   Σₜ = E ẐẐᵀ,   Ẑ = (1, x̃ₜ, and Uₖ, ηₖ of every k < t that a later read misses),   U = γ∇f(x),   η = γξ
//
//   xₜ = x̃ₜ + Σ_{k∈Jₜ} Dₖ(Uₖ + ηₖ)               E[Ẑ(1,x)ᵀ] is Σₜ with columns added up
//   U = γ(Āxₜ − b̄)                               E[ẐUᵀ] = E[Ẑ(1,x)ᵀ] [−γb̄ | γĀ]ᵀ
//   η = γ((Aᵢ−Ā)xₜ − (bᵢ−b̄)), i uniform           E[Ẑηᵀ] = 0, and E[ηηᵀ] is linear in E[(1,x)(1,x)ᵀ]
//   x̃ₜ₊₁ = x̃ₜ − U − η
//
// E[Ẑηᵀ] = 0 because no mask depends on a sample and the mean of η over i is 0 for every x.
#pragma once

#include "lemmas/expectation/expectations.hpp"
#include "lemmas/expectation/moment_maps.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

template <class Number>
class MomentRecursion {
  using Index = Eigen::Index;

 public:
  /// An update is kept in Ẑ until the last read that misses it; then its place is free for another one.
  MomentRecursion(MomentMaps<Number> maps, Schedule schedule)
      : maps_(std::move(maps)), schedule_(std::move(schedule)), d_(maps_.gradient.rows()), size_(1 + d_), place_(schedule_.size(), 0) {
    std::vector<std::size_t> last(schedule_.size(), 0);
    for (std::size_t t = 0; t < schedule_.size(); ++t)
      for (const Missing& m : schedule_.missing(t)) last[m.k] = t;
    std::vector<Index> free;
    for (std::size_t t = 0; t < schedule_.size(); ++t) {
      for (const Missing& m : schedule_.missing(t))
        if (last[m.k] == t) free.push_back(place_[m.k]);
      if (last[t] == 0) continue;  // no read misses it
      if (free.empty()) free.push_back(std::exchange(size_, size_ + 2 * d_));
      place_[t] = free.back();
      free.pop_back();
    }
    const Index kept = (size_ - 1 - d_) / (2 * d_);
    check_size("the second moments of " + std::to_string(kept) + " missing updates in dimension " + std::to_string(d_), size_, size_);
  }

  /// Σ₀ of (1,x₀)(1,x₀)ᵀ.
  Matrix<Number> start(const Matrix<Number>& outer) const {
    Matrix<Number> Sigma = Matrix<Number>::Zero(size_, size_);
    Sigma.topLeftCorner(1 + d_, 1 + d_) = outer;
    return Sigma;
  }

  /// Σₜ becomes Σₜ₊₁. What is expected of iteration t, f(x̃ₜ) apart, is appended to E.
  void step(Matrix<Number>& Sigma, std::size_t t, Expectations<Number>& E) const {
    missed(Sigma, t, E);
    const Matrix<Number> ZX = read(Sigma, t), ZU = gradient(ZX);                                // E[Ẑ(1,x)ᵀ], E[ẐUᵀ]
    const Matrix<Number> XX = read(ZX.transpose(), t), UU = gradient(read(ZU.transpose(), t));  // E[(1,x)(1,x)ᵀ], E[UUᵀ]
    const Matrix<Number> noise = noise_moment(XX), xU = ZU.middleRows(1, d_), xx = Sigma.block(1, 1, d_, d_);
    E.gradient2.push_back(UU.trace());
    E.noise2.push_back(noise.trace());

    Sigma.middleCols(1, d_) -= ZU;  // x̃ₜ₊₁ = x̃ₜ − U − η, with E[Ẑηᵀ] = 0
    Sigma.block(1, 1, d_, d_) = xx - xU - xU.transpose() + UU + noise;
    if (const Index U = place_[t], eta = U + d_; U > 0) {
      Sigma.middleCols(U, d_) = ZU;
      Sigma.middleCols(eta, d_).setZero();
      Sigma.block(1, U, d_, d_) = xU - UU;
      Sigma.block(U, U, d_, d_) = UU;
      Sigma.block(eta, U, d_, d_).setZero();
      Sigma.block(1, eta, d_, d_) = -noise;
      Sigma.block(eta, eta, d_, d_) = noise;
      mirror(Sigma, U, 2 * d_);
    }
    mirror(Sigma, 1, d_);
  }

  /// E f(x̃).
  Number f(const Matrix<Number>& Sigma) const {
    Number sum = 0;
    for (Index j = 0; j <= d_; ++j)
      for (Index i = 0; i <= d_; ++i) sum += maps_.value(i, j) * Sigma(i, j);
    return sum;
  }
  const MomentMaps<Number>& maps() const { return maps_; }

 private:
  /// A Rᵀ: the columns of A that belong to 1 and, added up, those that belong to xₜ.
  Matrix<Number> read(const Matrix<Number>& A, std::size_t t) const {
    Matrix<Number> X = A.leftCols(1 + d_);
    for (const Missing& m : schedule_.missing(t))
      for (Index c = 0, U = place_[m.k]; c < d_; ++c)
        if (m.missed(static_cast<std::size_t>(c))) X.col(1 + c) += A.col(U + c) + A.col(U + d_ + c);
    return X;
  }
  /// A [−γb̄ | γĀ]ᵀ.
  Matrix<Number> gradient(const Matrix<Number>& A) const {
    Matrix<Number> G = Matrix<Number>::Zero(A.rows(), d_);
    for (Index c = 0; c < d_; ++c)
      for (Index j = 0; j <= d_; ++j)
        for (Index i = 0; i < A.rows(); ++i) G(i, c) += maps_.gradient(c, j) * A(i, j);
    return G;
  }
  /// E[ηηᵀ] from E[(1,x)(1,x)ᵀ].
  Matrix<Number> noise_moment(const Matrix<Number>& XX) const {
    Matrix<Number> K = Matrix<Number>::Zero(d_, d_);
    for (Index b = 0, column = 0; b < d_; ++b)
      for (Index a = 0; a <= b; ++a, ++column) {
        for (Index v = 0, row = 0; v <= d_; ++v)
          for (Index u = 0; u <= v; ++u, ++row) K(a, b) += maps_.noise(row, column) * XX(u, v);
        K(b, a) = K(a, b);
      }
    return K;
  }
  /// Over k ∈ Jₜ: E‖Σ DₖUₖ‖², E‖Σ Dₖηₖ‖², E‖Σ Dₖ(Uₖ+ηₖ)‖², Σ E‖DₖUₖ‖², Σ E‖Dₖηₖ‖².
  void missed(const Matrix<Number>& Sigma, std::size_t t, Expectations<Number>& E) const {
    Number U2 = 0, eta2 = 0, U_eta = 0, U2_alone = 0, eta2_alone = 0;
    for (const Missing& j : schedule_.missing(t))
      for (const Missing& k : schedule_.missing(t))
        for (Index c = 0; c < d_; ++c) {
          if (!j.missed(static_cast<std::size_t>(c)) || !k.missed(static_cast<std::size_t>(c))) continue;
          const Index a = place_[j.k] + c, b = place_[k.k] + c;
          U2 += Sigma(a, b);
          eta2 += Sigma(a + d_, b + d_);
          U_eta += Sigma(a, b + d_);
          if (a != b) continue;
          U2_alone += Sigma(a, a);
          eta2_alone += Sigma(a + d_, a + d_);
        }
    E.missed_gradient.push_back(U2);
    E.missed_noise.push_back(eta2);
    E.difference.push_back(U2 + U_eta + U_eta + eta2);
    E.missed_gradients.push_back(U2_alone);
    E.missed_noises.push_back(eta2_alone);
  }
  /// Rows from, …, from+count−1 become what these columns are.
  static void mirror(Matrix<Number>& Sigma, Index from, Index count) {
    for (Index j = from; j < from + count; ++j)
      for (Index i = 0; i < Sigma.rows(); ++i) Sigma(j, i) = Sigma(i, j);
  }

  MomentMaps<Number> maps_;
  Schedule schedule_;
  Index d_, size_;
  std::vector<Index> place_;  // of Uₖ in Ẑ, that of ηₖ is d further on; 0: not kept
};

}  // namespace lemmata
