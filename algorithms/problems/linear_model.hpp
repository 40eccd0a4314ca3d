// Linear models: f(x) = (1/n) Σᵢ φ(aᵢᵀx, yᵢ) for the rows aᵢ ∈ ℝᵈ and labels yᵢ of a data set and a loss φ.
//
//   L        sup|φ''|·λ with λI − (1/n) Σ aᵢaᵢᵀ ⪰ 0 by exact LDLᵀ (d ≤ 64); λ = (1/n) Σ ‖aᵢ‖² for larger d
//   M, σ²    M = 0 and V(x) ≤ E φ'²‖aᵢ‖² ≤ sup φ'²·(1/n) Σ ‖aᵢ‖²; for n ≤ 16 the maximum of V over the box of all possible slopes;
//            for Squared a point of the exact curve of NoiseCurve (d ≤ 40): the power of two M with the least bound of Theorem 6.3 on a
//            run from 0 with T = 2000 and τ = 64. Columns that nearly depend on each other leave none that is small
//   f_lower  0
//
// λ and σ² may be rounded up to short rationals (readable_above): a bound that is rounded up is a bound. The doubles of the data set are
// the data; all of the above is proved from them as rationals.
//
// Three rungs: on Enclosure vectors plain double loops carry a running error bound (the .cpp says which); WideEnclosure and, for rational
// losses, Exact follow the formulas below as they stand, but for Squared WideEnclosure takes the quadratic forms of NoiseCurve.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "algorithms/problems/data.hpp"
#include "algorithms/problems/losses.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "lemmas/assumptions.hpp"

namespace lemmata {

/// One rational for each row, and its enclosures.
struct RowNumbers {
  std::vector<Exact> exact;
  std::vector<Enclosure> enclosed;

  void push_back(const Exact& a) {
    exact.push_back(a);
    enclosed.emplace_back(a);
  }
  template <class Real>
  Real at(std::size_t i) const {
    if constexpr (std::same_as<Real, Enclosure>) return enclosed[i];
    else return as<Real>(exact[i]);
  }
};

template <class Loss>
class LinearModel {
 public:
  /// Throws InputError if the labels are not what the loss asks for (two classes: −1 and 1), if all features are 0, and for Squared if
  /// d > 40 or σ²(M) = ∞. M is for Squared only.
  explicit LinearModel(Dataset data, const std::optional<Exact>& M = std::nullopt);

  std::size_t n() const { return data_.n(); }
  std::size_t dimension() const { return data_.dimension(); }
  const Constants& constants() const { return constants_; }
  const Dataset& data() const { return data_; }

  /// aᵢᵀx.
  template <class Real>
  Real margin(std::size_t i, const Vector<Real>& x) const {
    const auto [column, value] = data_.row(i);
    Real sum = 0;
    for (std::size_t k = 0; k < column.size(); ++k) sum += Real(value[k]) * x(column[k]);
    return sum;
  }
  template <class Real>
    requires Evaluates<Loss, Real>
  Real f_i(std::size_t i, const Vector<Real>& x) const { return Loss::value(margin(i, x), data_.label[i]); }
  /// ∇fᵢ(x) = φ'(aᵢᵀx, yᵢ) aᵢ.
  template <class Real>
    requires Evaluates<Loss, Real>
  Vector<Real> gradient_i(std::size_t i, const Vector<Real>& x) const {
    Vector<Real> g = Vector<Real>::Zero(static_cast<Eigen::Index>(dimension()));
    add_row(i, slope(i, x), g);
    return g;
  }

  template <class Real>
    requires Evaluates<Loss, Real>
  Real f(const Vector<Real>& x) const {
    return over_samples<Real>(n(), [&](std::size_t i) { return f_i(i, x); });
  }
  template <class Real>
    requires Evaluates<Loss, Real>
  Vector<Real> gradient(const Vector<Real>& x) const {
    return mean_of_rows<Real>([&](std::size_t i) { return slope(i, x); });
  }
  /// ∇f(x+gap) − ∇f(x), by rows: φ'(m+δ) − φ'(m) with δ = aᵢᵀgap.
  template <class Real>
    requires Evaluates<Loss, Real>
  Vector<Real> gradient_difference(const Vector<Real>& x, const Vector<Real>& gap) const {
    return mean_of_rows<Real>([&](std::size_t i) {
      return Loss::derivative_difference(margin(i, x), margin(i, gap), data_.label[i]);
    });
  }
  /// V(x) = E φ'²‖aᵢ‖² − ‖∇f(x)‖².
  template <class Real>
    requires Evaluates<Loss, Real>
  Real variance(const Vector<Real>& x) const {
    return over_samples<Real>(n(), [&](std::size_t i) { return square(slope(i, x)) * row_norm2_.template at<Real>(i); }) - norm2(gradient(x));
  }
  /// E f(x̃ − γ∇fᵢ(x)). For Squared, with H = (1/n) Σ aᵢaᵢᵀ: f(x̃) − γ⟨∇f(x̃), ∇f(x)⟩ + ½γ² E φ'² aᵢᵀHaᵢ.
  template <class Real>
    requires Evaluates<Loss, Real>
  Real expected_f_next(const Exact& gamma, const Vector<Real>& x, const Vector<Real>& x_virtual) const {
    const Real g = as<Real>(gamma);
    if constexpr (std::same_as<Loss, Squared>) {
      const Real bend = over_samples<Real>(n(), [&](std::size_t i) { return square(slope(i, x)) * row_bend_.template at<Real>(i); });
      return f(x_virtual) - g * dot(gradient(x_virtual), gradient(x)) + as<Real>(Exact(gamma * gamma / 2)) * bend;
    } else {
      return over_samples<Real>(n(), [&](std::size_t i) {
        Vector<Real> next = x_virtual;
        add_row(i, Real(-g * slope(i, x)), next);
        return f(next);
      });
    }
  }

  /// The first rung: the same, in double with a running error bound.
  Enclosure f(const Vector<Enclosure>& x) const;
  Vector<Enclosure> gradient(const Vector<Enclosure>& x) const;
  Vector<Enclosure> gradient_difference(const Vector<Enclosure>& x, const Vector<Enclosure>& gap) const;
  Enclosure variance(const Vector<Enclosure>& x) const;
  /// The second rung of Squared, O(d²): with H = (1/n) Σ aᵢaᵢᵀ and b̄ = (1/n) Σ yᵢaᵢ, f = ½xᵀHx − b̄ᵀx + ½E y² and V = xᵀQx − 2rᵀx + s.
  WideEnclosure f(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared>;
  Vector<WideEnclosure> gradient(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared>;
  Vector<WideEnclosure> gradient_difference(const Vector<WideEnclosure>& x, const Vector<WideEnclosure>& gap) const
    requires std::same_as<Loss, Squared>;
  WideEnclosure variance(const Vector<WideEnclosure>& x) const requires std::same_as<Loss, Squared>;

  /// What the slack ledger asks of one iteration, with every margin computed once: x, x̃ and gap = x̃ − x.
  struct AtIteration {
    Vector<Enclosure> G, G_virtual, G_difference;  // ∇f(x), ∇f(x̃), ∇f(x̃) − ∇f(x)
    Vector<Enclosure> variances;                   // E ξ[c]² at x, c = 1, …, d
    Enclosure f_virtual;                           // f(x̃)
  };
  AtIteration at_iteration(const Vector<Enclosure>& x, const Vector<Enclosure>& x_virtual, const Vector<Enclosure>& gap) const;
  /// ∇f₁(x), …, ∇fₙ(x).
  std::vector<Vector<Enclosure>> gradients(const Vector<Enclosure>& x) const;
  /// From the margins zⱼ = aⱼᵀx̃ − γφ'ᵢ·aᵢᵀaⱼ: O(n²), not O(n²d), for n ≤ 2048, where all aᵢᵀaⱼ are kept.
  Enclosure expected_f_next(const Exact& gamma, const Vector<Enclosure>& x, const Vector<Enclosure>& x_virtual) const;

  /// What the threads compute with: the coordinates on which ∇fᵢ may be nonzero, ascending; ∇fᵢ(x) at these places of g ∈ ℝᵈ, in double,
  /// in a fixed order of operations; and f(x) for progress lines.
  std::span<const std::uint32_t> support(std::size_t i) const { return data_.row(i).column; }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const;
  double f(std::span<const double> x) const;

  /// σ²(M) for Squared.
  const std::optional<NoiseCurve>& noise() const { return noise_; }

 private:
  struct Rounded;  // doubles with error bounds
  struct Forms {   // of Squared, once for all points
    Matrix<WideEnclosure> H, Q;
    Vector<WideEnclosure> b, r;
    WideEnclosure half_y2, s;
  };
  static constexpr std::size_t largest_gram = 2048;

  template <class Real>
  Real slope(std::size_t i, const Vector<Real>& x) const { return Loss::derivative(margin(i, x), data_.label[i]); }
  /// sum += scale·aᵢ.
  template <class Real>
  void add_row(std::size_t i, const Real& scale, Vector<Real>& sum) const {
    const auto [column, value] = data_.row(i);
    for (std::size_t k = 0; k < column.size(); ++k) sum(column[k]) += Real(value[k]) * scale;
  }
  /// (1/n) Σᵢ scale(i)·aᵢ.
  template <class Real, class Scale>
  Vector<Real> mean_of_rows(const Scale& scale) const {
    Vector<Real> sum = Vector<Real>::Zero(static_cast<Eigen::Index>(dimension()));
    for (std::size_t i = 0; i < n(); ++i) add_row(i, Real(scale(i)), sum);
    return sum / Real(static_cast<int>(n()));
  }

  Rounded margins(const Vector<Enclosure>& x) const;
  Rounded slopes(const Rounded& margins) const;
  Enclosure f_of(const Rounded& margins) const;
  Rounded slope_changes(const Rounded& margins, const Rounded& of_gap) const;
  /// (1/n) Σᵢ scaleᵢ·entry(aᵢ[c]); 0 only for the entry 0.
  template <class Entry>
  Vector<Enclosure> mean_of_rows(const Rounded& scale, const Entry& entry) const;
  Vector<Enclosure> mean_of_rows(const Rounded& scale) const {
    return mean_of_rows(scale, [](const auto& a) { return a; });
  }
  void gram_row(std::size_t i, std::span<double> row) const;
  const double* column(std::size_t c) const { return columns_.data() + c * n(); }

  Dataset data_;
  Constants constants_;
  std::optional<NoiseCurve> noise_;
  std::optional<Forms> forms_;        // for Squared
  RowNumbers row_norm2_;              // ‖aᵢ‖²
  RowNumbers row_bend_;               // aᵢᵀHaᵢ, for Squared
  std::vector<double> columns_;       // the data once more, column by column with zeros; empty if that would be more than twice as long
  std::vector<double> gram_;          // aᵢᵀaⱼ in double, row by row; empty for n > largest_gram
  std::vector<double> gram_size_;     // Σⱼ |computed aᵢᵀaⱼ|
  std::vector<double> gram_error_;    // Σⱼ |computed aᵢᵀaⱼ − true|, at most
};

/// Each constant of `c` is proved again from the data: λ = c.L/sup|φ''| by LDLᵀ (or the trace), M ≥ 0, σ², f_lower.
template <class Loss>
bool certified(const LinearModel<Loss>& problem, const Constants& c);

extern template class LinearModel<Squared>;
extern template class LinearModel<Logistic>;
extern template class LinearModel<Sigmoid>;
extern template class LinearModel<GemanMcClure>;

}  // namespace lemmata
