#include "algorithms/problems/quadratic.hpp"

#include <Eigen/Eigenvalues>
#include <string>

namespace lemmata {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& value, const std::string& right) {
  throw std::invalid_argument(what + ": '" + value + "'; " + right);
}

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

Matrix<Exact> identity(Eigen::Index d, const Exact& scale = 1) {
  Matrix<Exact> I = Matrix<Exact>::Zero(d, d);
  for (Eigen::Index c = 0; c < d; ++c) I(c, c) = scale;
  return I;
}

Matrix<double> rounded(const Matrix<Exact>& A) {
  Matrix<double> B(A.rows(), A.cols());
  for (Eigen::Index i = 0; i < A.rows(); ++i)
    for (Eigen::Index j = 0; j < A.cols(); ++j) B(i, j) = A(i, j).convert_to<double>();
  return B;
}

/// A ⪰ 0 as far as doubles can tell: a proposal, never a proof.
bool seems_positive(Matrix<double> A) {
  for (Eigen::Index k = 0; k < A.rows(); ++k) {
    if (!(A(k, k) > 0)) return false;
    for (Eigen::Index i = k + 1; i < A.rows(); ++i)
      for (Eigen::Index j = k + 1; j <= i; ++j) A(i, j) -= A(i, k) * A(j, k) / A(k, k);
  }
  return true;
}

bool diagonal(const Matrix<Exact>& A) {
  for (Eigen::Index i = 0; i < A.rows(); ++i)
    for (Eigen::Index j = 0; j < A.cols(); ++j)
      if (i != j && A(i, j) != 0) return false;
  return true;
}

/// The rational of least denominator in [lower, upper], 0 ≤ lower ≤ upper: by continued fractions.
Exact simplest(const Exact& lower, const Exact& upper) {
  using boost::multiprecision::mpz_int;
  const Exact floor(mpz_int(numerator(lower) / denominator(lower)));
  if (floor == lower) return lower;
  if (floor + 1 <= upper) return floor + 1;
  return floor + 1 / simplest(1 / (upper - floor), 1 / (lower - floor));
}

Exact root_of(const Exact& a, const std::string& name) {
  if (const auto root = rational_root(a)) return *root;
  refuse(name + " is not the square of a rational", to_string(a), "it must be, as 0, 1/4 and 9 are, for the data to be rational");
}

template <class Real>
QuadraticData<Real> data_over(const std::vector<Quadratic::Term>& terms, const Quadratic::Term& mean) {
  QuadraticData<Real> data;
  const auto matrix = [](const Matrix<Exact>& A) {
    Matrix<Real> B(A.rows(), A.cols());
    for (Eigen::Index i = 0; i < A.rows(); ++i)
      for (Eigen::Index j = 0; j < A.cols(); ++j) B(i, j) = as<Real>(A(i, j));
    return B;
  };
  for (const auto& term : terms) {
    data.A.push_back(matrix(term.A));
    data.A_deviation.push_back(matrix(term.A - mean.A));
    data.b.push_back(as<Real>(term.b));
    data.b_deviation.push_back(as<Real>(Vector<Exact>(term.b - mean.b)));
    data.c.push_back(as<Real>(term.c));
  }
  data.mean_A = matrix(mean.A);
  data.mean_b = as<Real>(mean.b);
  data.mean_c = as<Real>(mean.c);
  return data;
}

void check(const std::vector<Quadratic::Term>& terms) {
  if (terms.empty()) refuse("a quadratic problem without terms", "0", "n is at least 1");
  const Eigen::Index d = terms.front().b.size();
  if (d == 0) refuse("a quadratic problem without coordinates", "0", "d is at least 1");
  for (const auto& [A, b, c] : terms) {
    if (A.rows() != d || A.cols() != d || b.size() != d)
      refuse("a term has another dimension", std::to_string(A.rows()) + "×" + std::to_string(A.cols()), "d is " + std::to_string(d) + " in the first term");
    if (A != A.transpose()) refuse("Aᵢ is not symmetric", to_string(A(0, d - 1)), "½ xᵀAx determines only a symmetric A");
  }
}

Quadratic::Term mean_of(const std::vector<Quadratic::Term>& terms) {
  Quadratic::Term mean = terms.front();
  for (std::size_t i = 1; i < terms.size(); ++i) {
    mean.A += terms[i].A;
    mean.b += terms[i].b;
    mean.c += terms[i].c;
  }
  const Exact n(terms.size());
  return {mean.A / n, mean.b / n, mean.c / n};
}

NoiseCurve noise_of(const std::vector<Quadratic::Term>& terms, const Quadratic::Term& mean) {
  const Eigen::Index d = mean.b.size();
  NoiseCurve noise{mean.A, mean.b, Matrix<Exact>::Zero(d, d), Vector<Exact>::Zero(d), 0};
  for (const auto& term : terms) {
    const Matrix<Exact> A = term.A - mean.A;
    const Vector<Exact> b = term.b - mean.b;
    noise.Q += A * A;
    noise.r += A * b;
    noise.s += norm2(b);
  }
  const Exact n(terms.size());
  return {noise.A, noise.b, noise.Q / n, noise.r / n, noise.s / n};
}

/// min f, if Ā ⪰ 0 and Āx = b̄ has a solution.
std::optional<Exact> minimum(const Quadratic::Term& mean) {
  const auto factors = ldlt(mean.A);
  if (!factors) return std::nullopt;
  const auto x = solve(*factors, mean.b);
  if (!x) return std::nullopt;
  return mean.c - dot(mean.b, *x) / 2;
}

}  // namespace

bool smooth(const Matrix<Exact>& A, const Exact& L) {
  const Matrix<Exact> LI = identity(A.rows(), L);
  return positive_semidefinite(LI - A) && positive_semidefinite(LI + A);
}

Exact readable_above(const Exact& a) {
  return denominator(a) < 1000 ? a : simplest(a, a * ratio(1001, 1000));
}

std::optional<Exact> rational_root(const Exact& a) {
  using boost::multiprecision::mpz_int;
  if (a < 0) return std::nullopt;
  const Exact root = Exact(sqrt(mpz_int(numerator(a)))) / Exact(sqrt(mpz_int(denominator(a))));
  return root * root == a ? std::optional(root) : std::nullopt;
}

Exact smoothness_constant(const Matrix<Exact>& A) {
  Exact largest_row = 0, largest_diagonal = 0;  // |eigenvalue| ≤ the largest row sum (Gershgorin)
  for (Eigen::Index i = 0; i < A.rows(); ++i) {
    Exact row = 0;
    for (Eigen::Index j = 0; j < A.cols(); ++j) row += abs(A(i, j));
    largest_row = std::max(largest_row, row);
    largest_diagonal = std::max(largest_diagonal, Exact(abs(A(i, i))));
  }
  if (diagonal(A)) return largest_diagonal;
  const Vector<double> eigenvalues = Eigen::SelfAdjointEigenSolver<Matrix<double>>(rounded(A), Eigen::EigenvaluesOnly).eigenvalues();
  const double proposed = eigenvalues.cwiseAbs().maxCoeff();
  if (std::isfinite(proposed) && proposed > 0) {
    const Exact near = exact(proposed);
    const Exact short_one = simplest(near * (1 - power_of_two(-40)), near * (1 + power_of_two(-40)));
    if (denominator(short_one) < 1000 && smooth(A, short_one)) return short_one;
    const Exact above = readable_above(near * (1 + power_of_two(-30)));
    if (above < largest_row && smooth(A, above)) return above;
  }
  return largest_row;
}

bool NoiseCurve::admits(const Exact& M) const { return positive_semidefinite(M * (A * A) - Q); }

std::optional<Vector<Exact>> NoiseCurve::worst_point(const Exact& M) const {
  const auto factors = ldlt(M * (A * A) - Q);
  return factors ? solve(*factors, M * (A * b) - r) : std::nullopt;
}

std::optional<Exact> NoiseCurve::sigma2(const Exact& M) const {
  const auto x = worst_point(M);
  if (!x) return std::nullopt;
  return s - M * norm2(b) + dot(*x, Vector<Exact>(M * (A * b) - r));
}

/// P ascends with M, so bisection finds the least k with P ⪰ 0 at M = 2ᵏ. Doubles propose it, which saves most of the exact factorisations.
NoiseCurve::Point NoiseCurve::first() const {
  if (const auto at_zero = sigma2(0)) return {0, *at_zero};
  constexpr int least = -2, largest = 64;
  const auto bisect = [](int below, int k, const auto& positive) {
    while (k - below > 1) {
      const int middle = below + (k - below) / 2;
      (positive(middle) ? k : below) = middle;
    }
    return k;
  };
  const Matrix<double> A2 = rounded(A * A), Q2 = rounded(Q);
  const auto positive = [&](int e) { return admits(power_of_two(e)); };
  int k = bisect(least - 1, largest, [&](int e) { return seems_positive(std::ldexp(1, e) * A2 - Q2); });
  if (k > least && positive(k - 1)) k = bisect(least - 1, k - 1, positive);
  for (; k <= largest; ++k)
    if (const auto found = sigma2(power_of_two(k))) return {power_of_two(k), *found};
  refuse("no M makes σ² finite", "2^64", "the kernel of Ā must lie in that of E(Aᵢ−Ā)²");
}

Quadratic::Quadratic(std::vector<Term> terms, const std::optional<Exact>& M) : terms_(std::move(terms)) {
  check(terms_);
  const Term mean = mean_of(terms_);
  noise_ = noise_of(terms_, mean);
  if (M && *M < 0) refuse("M is negative", to_string(*M), "M is at least 0");
  const Exact L = smoothness_constant(mean.A);
  constants_ = {.L = L > 0 ? L : Exact(1), .M = 0, .sigma2 = 0, .f_lower = minimum(mean)};
  if (M) {
    const auto sigma2 = noise_.sigma2(*M);
    if (!sigma2) refuse("no σ² is large enough for this M", to_string(*M), "M = " + to_string(noise_.first().M) + " has one");
    constants_.M = *M;
    constants_.sigma2 = *sigma2;
  } else {
    const auto first = noise_.first();
    constants_.M = first.M;
    constants_.sigma2 = first.sigma2;
  }

  data_ = {data_over<Exact>(terms_, mean), data_over<Enclosure>(terms_, mean), data_over<WideEnclosure>(terms_, mean)};
  const auto machine_number = [](const Exact& a) { return Enclosure(a).middle(); };
  const Eigen::Index d = mean.b.size();
  for (const Term& term : terms_) {
    MachineTerm machine;
    for (Eigen::Index c = 0; c < d; ++c)
      if (term.b(c) != 0 || !term.A.row(c).isZero(Exact(0))) machine.support.push_back(static_cast<std::uint32_t>(c));
    for (const std::uint32_t c : machine.support) {
      for (const std::uint32_t k : machine.support) machine.A.push_back(machine_number(term.A(c, k)));
      machine.b.push_back(machine_number(term.b(c)));
    }
    machine_.push_back(std::move(machine));
  }
  for (Eigen::Index c = 0; c < d; ++c) {
    for (Eigen::Index k = 0; k < d; ++k) mean_A_.push_back(machine_number(mean.A(c, k)));
    mean_b_.push_back(machine_number(mean.b(c)));
  }
  mean_c_ = machine_number(mean.c);
}

void Quadratic::gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
  const auto& [support, A, b] = machine_[i];
  for (std::size_t c = 0; c < support.size(); ++c) {
    double sum = 0;
    for (std::size_t k = 0; k < support.size(); ++k) sum += A[c * support.size() + k] * x[support[k]];
    g[support[c]] = sum - b[c];
  }
}

double Quadratic::f(std::span<const double> x) const {
  double sum = mean_c_;
  for (std::size_t c = 0; c < x.size(); ++c) {
    double row = 0;
    for (std::size_t k = 0; k < x.size(); ++k) row += mean_A_[c * x.size() + k] * x[k];
    sum += x[c] * (0.5 * row - mean_b_[c]);
  }
  return sum;
}

bool certified(const Quadratic& problem, const Constants& c) {
  const auto sigma2 = problem.noise().sigma2(c.M);
  const auto f_min = minimum(mean_of(problem.terms()));
  return smooth(problem.noise().A, c.L) && c.M >= 0 && sigma2 && *sigma2 <= c.sigma2 && (!c.f_lower || (f_min && *c.f_lower <= *f_min));
}

Quadratic quiz(const Exact& L, std::size_t d) {
  if (L <= 0) refuse("L is not positive", to_string(L), "L > 0");
  if (d == 0) refuse("no coordinates", "0", "d is at least 1");
  std::vector<Quadratic::Term> terms;
  for (std::size_t c = 0; c < d; ++c)
    for (const int sign : {-1, 1}) {
      Vector<Exact> b = Vector<Exact>::Zero(index(d));
      b(index(c)) = sign;
      terms.push_back({identity(index(d), L), b});
    }
  return Quadratic(std::move(terms), 0);
}

Quadratic noisy_quadratic(const Exact& L, const Exact& M, const Exact& sigma2) {
  if (L <= 0) refuse("L is not positive", to_string(L), "L > 0");
  const Exact m = root_of(M, "M"), sigma = root_of(sigma2, "σ²");
  std::vector<Quadratic::Term> terms;
  for (const int multiplicative : {1, -1})
    for (const int additive : {1, -1})
      terms.push_back({identity(1, (1 + multiplicative * m) * L), Vector<Exact>::Constant(1, Exact(additive * sigma))});
  return Quadratic(std::move(terms), M);
}

Quadratic coordinate(const std::vector<Exact>& lambda) {
  if (lambda.empty()) refuse("no coordinates", "0", "d is at least 1");
  const auto d = index(lambda.size());
  std::vector<Quadratic::Term> terms;
  for (Eigen::Index c = 0; c < d; ++c) {
    const Exact& curvature = lambda[static_cast<std::size_t>(c)];
    if (curvature <= 0) refuse("a curvature is not positive", to_string(curvature), "λ_c > 0");
    Matrix<Exact> A = Matrix<Exact>::Zero(d, d);
    A(c, c) = Exact(lambda.size()) * curvature;
    terms.push_back({A, Vector<Exact>::Zero(d)});
  }
  return Quadratic(std::move(terms), Exact(lambda.size()) - 1);
}

Quadratic saddle(const Exact& L, const Exact& sigma2) {
  if (L <= 0) refuse("L is not positive", to_string(L), "L > 0");
  const Exact sigma = root_of(sigma2, "σ²");
  Matrix<Exact> A = identity(2, L);
  A(1, 1) = -L;
  std::vector<Quadratic::Term> terms;
  for (Eigen::Index c = 0; c < 2; ++c)
    for (const int sign : {-1, 1}) {
      Vector<Exact> b = Vector<Exact>::Zero(2);
      b(c) = sign * sigma;
      terms.push_back({A, b});
    }
  return Quadratic(std::move(terms), 0);
}

Quadratic rational_least_squares(const Matrix<Exact>& A, const Vector<Exact>& y, const std::optional<Exact>& M) {
  if (A.rows() != y.size()) refuse("as many rows as labels are needed", std::to_string(A.rows()), "there are " + std::to_string(y.size()) + " labels");
  std::vector<Quadratic::Term> terms;
  for (Eigen::Index i = 0; i < A.rows(); ++i) {
    const Vector<Exact> a = A.row(i);
    terms.push_back({a * a.transpose(), a * y(i), y(i) * y(i) / 2});
  }
  return Quadratic(std::move(terms), M);
}

namespace {

Matrix<Exact> integers(Eigen::Index rows, Eigen::Index cols, const std::vector<int>& entries) {
  Matrix<Exact> A(rows, cols);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < cols; ++j) A(i, j) = entries[static_cast<std::size_t>(i * cols + j)];
  return A;
}

}  // namespace

Quadratic small_least_squares(const std::optional<Exact>& M) {
  return rational_least_squares(integers(4, 2, {1, 0, 0, 1, 1, 1, 1, -1}), Vector<Exact>(integers(4, 1, {1, 2, 2, 0})), M);
}

Quadratic small_interpolation(const std::optional<Exact>& M) {
  const Matrix<Exact> A = integers(3, 2, {1, 0, 1, 1, 1, -1});
  return rational_least_squares(A, A * Vector<Exact>(integers(2, 1, {1, -2})), M);
}

}  // namespace lemmata
