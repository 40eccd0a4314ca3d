#include "tests/lemmas/generators.hpp"

#include <algorithm>
#include <utility>

#include "lemmas/numbers/ldlt.hpp"

namespace lemmata {
namespace {

/// A x, over any of the number types.
template <class Real>
Vector<Real> product(const Matrix<Exact>& A, const Vector<Real>& x) {
  Vector<Real> y(A.rows());
  for (Eigen::Index r = 0; r < A.rows(); ++r) {
    Real sum = 0;
    for (Eigen::Index c = 0; c < A.cols(); ++c)
      if (A(r, c) != 0) sum += as<Real>(A(r, c)) * x(c);
    y(r) = sum;
  }
  return y;
}

}  // namespace

Vector<Exact> vector(const std::vector<Exact>& entries) {
  Vector<Exact> x(static_cast<Eigen::Index>(entries.size()));
  for (std::size_t c = 0; c < entries.size(); ++c) x(static_cast<Eigen::Index>(c)) = entries[c];
  return x;
}
Matrix<Exact> matrix(const std::vector<std::vector<Exact>>& rows) {
  const auto size = static_cast<Eigen::Index>(rows.size());
  Matrix<Exact> A(size, rows.empty() ? 0 : static_cast<Eigen::Index>(rows[0].size()));
  for (Eigen::Index r = 0; r < size; ++r)
    for (Eigen::Index c = 0; c < A.cols(); ++c) A(r, c) = rows[static_cast<std::size_t>(r)].at(static_cast<std::size_t>(c));
  return A;
}
Matrix<Exact> identity(Eigen::Index d) { return Matrix<Exact>::Identity(d, d); }
Vector<Exact> unit(Eigen::Index d, Eigen::Index c) { return Vector<Exact>::Unit(d, c); }
Vector<Exact> times(const Matrix<Exact>& A, const Vector<Exact>& x) { return product(A, x); }

ExactProblem::ExactProblem(std::string name, std::vector<Matrix<Exact>> A, std::vector<Vector<Exact>> b, Constants constants)
    : name_(std::move(name)), A_(std::move(A)), b_(std::move(b)), constants_(std::move(constants)) {
  mean_A_ = Matrix<Exact>::Zero(A_.at(0).rows(), A_[0].cols());
  mean_b_ = Vector<Exact>::Zero(b_.at(0).size());
  for (const auto& A_i : A_) mean_A_ += A_i / Exact(A_.size());
  for (const auto& b_i : b_) mean_b_ += b_i / Exact(b_.size());
}
ExactProblem::ExactProblem(std::string name, std::vector<Vector<Exact>> a, std::vector<Exact> y, Constants constants)
    : name_(std::move(name)), b_(std::move(a)), y_(std::move(y)), constants_(std::move(constants)) {}

template <class Real>
Real ExactProblem::residual(std::size_t i, const Vector<Real>& x) const {
  return dot(as<Real>(b_.at(i)), x) - as<Real>(y_.at(i));
}
template <class Real>
Real ExactProblem::f(const Vector<Real>& x) const {
  if (quadratic()) return as<Real>(ratio(1, 2)) * dot(x, product(mean_A_, x)) - dot(as<Real>(mean_b_), x);
  return over_samples<Real>(n(), [&](std::size_t i) {
    const Real r2 = square(residual(i, x));
    return Real(r2 / (Real(1) + r2));
  });
}
template <class Real>
Vector<Real> ExactProblem::gradient(const Vector<Real>& x) const {
  if (quadratic()) return product(mean_A_, x) - as<Real>(mean_b_);
  return vector_over_samples<Real>(n(), x.size(), [&](std::size_t i) { return gradient_i(i, x); });
}
template <class Real>
Vector<Real> ExactProblem::gradient_i(std::size_t i, const Vector<Real>& x) const {
  if (quadratic()) return product(A_.at(i), x) - as<Real>(b_.at(i));
  const Real r = residual(i, x);
  return Real(Real(2) * r / square(Real(Real(1) + square(r)))) * as<Real>(b_.at(i));
}
template <class Real>
Vector<Real> ExactProblem::gradient_difference(const Vector<Real>& x, const Vector<Real>& gap) const {
  if (quadratic()) return product(mean_A_, gap);
  // ψ′(s) − ψ′(r) = 2(s−r)(1 − 2rs − rs(r²+rs+s²)) / ((1+r²)²(1+s²)²)
  return vector_over_samples<Real>(n(), x.size(), [&](std::size_t i) {
    const Real r = residual(i, x), step = dot(as<Real>(b_.at(i)), gap), s = r + step, rs = r * s;
    const Real shape = Real(1) - Real(2) * rs - rs * (square(r) + rs + square(s));
    const Real scale = square(Real(Real(1) + square(r))) * square(Real(Real(1) + square(s)));
    return Vector<Real>(Real(Real(2) * step * shape / scale) * as<Real>(b_.at(i)));
  });
}

template Exact ExactProblem::f(const Vector<Exact>&) const;
template Enclosure ExactProblem::f(const Vector<Enclosure>&) const;
template WideEnclosure ExactProblem::f(const Vector<WideEnclosure>&) const;
template Vector<Exact> ExactProblem::gradient(const Vector<Exact>&) const;
template Vector<Enclosure> ExactProblem::gradient(const Vector<Enclosure>&) const;
template Vector<WideEnclosure> ExactProblem::gradient(const Vector<WideEnclosure>&) const;
template Vector<Exact> ExactProblem::gradient_i(std::size_t, const Vector<Exact>&) const;
template Vector<Enclosure> ExactProblem::gradient_i(std::size_t, const Vector<Enclosure>&) const;
template Vector<WideEnclosure> ExactProblem::gradient_i(std::size_t, const Vector<WideEnclosure>&) const;
template Vector<Exact> ExactProblem::gradient_difference(const Vector<Exact>&, const Vector<Exact>&) const;
template Vector<Enclosure> ExactProblem::gradient_difference(const Vector<Enclosure>&, const Vector<Enclosure>&) const;
template Vector<WideEnclosure> ExactProblem::gradient_difference(const Vector<WideEnclosure>&, const Vector<WideEnclosure>&) const;

std::ostream& operator<<(std::ostream& out, const ExactProblem& problem) {
  const auto& [L, M, sigma2, f_lower] = problem.constants_;
  out << problem.name_ << ": L = " << L << ", M = " << M << ", σ² = " << sigma2;
  for (std::size_t i = 0; i < problem.n(); ++i) {
    out << "; ";
    if (problem.quadratic()) Eigen::showValue(problem.A_[i], out);
    Eigen::showValue(problem.b_[i], out);
    if (!problem.quadratic()) out << problem.y_[i];
  }
  return out;
}

Exact smoothness(const Matrix<Exact>& A) {
  Exact largest = 0;
  for (Eigen::Index r = 0; r < A.rows(); ++r) {
    Exact sum = 0;
    for (Eigen::Index c = 0; c < A.cols(); ++c) sum += abs(A(r, c));
    largest = std::max(largest, sum);
  }
  return largest == 0 ? Exact(1) : largest;
}

ExactProblem additive_noise(const Matrix<Exact>& A, const std::vector<Vector<Exact>>& xi, std::string name) {
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

ExactProblem quiz(const Exact& L) { return additive_noise(matrix({{L}}), {vector({1})}, "quiz"); }

ExactProblem saddle(const Exact& L, const Exact& s) {
  return additive_noise(matrix({{L, 0}, {0, -L}}), {s * unit(2, 0), s * unit(2, 1)}, "saddle");
}

ExactProblem noisy_quadratic(const Exact& L, const Exact& m, const Exact& s) {
  std::vector<Matrix<Exact>> A;
  std::vector<Vector<Exact>> b;
  for (const int sign : {1, -1})
    for (const int shift : {1, -1}) {
      A.push_back(matrix({{(1 + sign * m) * L}}));
      b.push_back(vector({shift * s}));
    }
  return {"noisy quadratic", A, b, {.L = L, .M = m * m, .sigma2 = s * s, .f_lower = Exact(0)}};
}

ExactProblem coordinates(const Vector<Exact>& lambda) {
  const Eigen::Index d = lambda.size();
  std::vector<Matrix<Exact>> A(static_cast<std::size_t>(d), Matrix<Exact>::Zero(d, d));
  for (Eigen::Index c = 0; c < d; ++c) A[static_cast<std::size_t>(c)](c, c) = d * lambda(c);
  const std::vector<Vector<Exact>> b(A.size(), Vector<Exact>::Zero(d));
  return {"coordinates", A, b, {.L = smoothness(lambda.asDiagonal()), .M = d - 1, .sigma2 = 0, .f_lower = {}}};
}

ExactProblem geman_mcclure(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y) {
  Exact size = 0;
  for (const auto& a_i : a) size += norm2(a_i) / Exact(a.size());
  return {"Geman–McClure", a, y, {.L = size == 0 ? Exact(1) : 2 * size, .M = 0, .sigma2 = ratio(27, 64) * size, .f_lower = Exact(0)}};
}

std::optional<Exact> smallest_sigma2(const std::vector<Matrix<Exact>>& A, const std::vector<Vector<Exact>>& b, const Exact& M) {
  const Eigen::Index d = b.at(0).size();
  const Exact n = A.size();
  Matrix<Exact> mean_A = Matrix<Exact>::Zero(d, d), Q = mean_A;
  Vector<Exact> mean_b = Vector<Exact>::Zero(d), r = mean_b;
  for (const auto& A_i : A) mean_A += A_i / n;
  for (const auto& b_i : b) mean_b += b_i / n;
  Exact s0 = 0;
  for (std::size_t i = 0; i < A.size(); ++i) {
    const Matrix<Exact> A_off = A[i] - mean_A;
    const Vector<Exact> b_off = b[i] - mean_b;
    Q += Matrix<Exact>(A_off * A_off) / n;
    r += times(A_off, b_off) / n;
    s0 += norm2(b_off) / n;
  }
  const Vector<Exact> right = M * times(mean_A, mean_b) - r;
  const auto factor = ldlt(Matrix<Exact>(M * Matrix<Exact>(mean_A * mean_A) - Q));
  const auto z = factor ? solve(*factor, right) : std::nullopt;
  if (!z) return std::nullopt;
  return s0 - M * norm2(mean_b) + dot(right, *z);
}

ExactProblem quadratic_sum(std::vector<Matrix<Exact>> A, const std::vector<Vector<Exact>>& b, std::string name) {
  const Eigen::Index d = b.at(0).size();
  for (int attempt = 0;; ++attempt) {
    Matrix<Exact> mean_A = Matrix<Exact>::Zero(d, d);
    for (const auto& A_i : A) mean_A += A_i / Exact(A.size());
    for (const int M : {0, 1, 3, 10, 100})
      if (const auto sigma2 = smallest_sigma2(A, b, M))
        return {std::move(name), A, b, {.L = smoothness(mean_A), .M = M, .sigma2 = *sigma2, .f_lower = {}}};
    for (auto& A_i : A) A_i += Matrix<Exact>((10 << attempt) * identity(d));
  }
}

ExactProblem least_squares(const std::vector<Vector<Exact>>& a, const std::vector<Exact>& y) {
  std::vector<Matrix<Exact>> A;
  std::vector<Vector<Exact>> b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    A.push_back(a[i] * a[i].transpose());
    b.push_back(y.at(i) * a[i]);
  }
  return quadratic_sum(A, b, "least squares");
}

Path delayed_sgd(const ExactProblem& problem, const Exact& gamma, const Vector<Exact>& x0, const Schedule& schedule,
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
namespace {

/// 1, 10⁻¹² or 10¹².
Gen<Exact> regime() {
  return rc::gen::map(among<const char*>({"1", "1", "1", "1e-12", "1e12"}), [](const char* scale) { return *parse_exact(scale); });
}

}  // namespace

Gen<std::size_t> count(std::size_t lowest, std::size_t largest) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(lowest, largest + 1));
}
Gen<int> integer(int largest) {
  return rc::gen::map(count(0, 2 * static_cast<std::size_t>(largest)),
                      [](std::size_t u) { return static_cast<int>(u % 2 ? (u + 1) / 2 : 0) - static_cast<int>(u % 2 ? 0 : u / 2); });
}

Gen<Exact> rational() {
  return rc::gen::map(rc::gen::pair(integer(30), among({1, 2, 3, 10, 16})),
                      [](const std::pair<int, int>& r) { return ratio(r.first, r.second); });
}
Gen<Exact> positive_rational() {
  return rc::gen::map(rational(), [](const Exact& a) { return a == 0 ? Exact(1) : Exact(abs(a)); });
}
Gen<Exact> any_rational() {
  return rc::gen::map(rc::gen::pair(rational(), regime()), [](const std::pair<Exact, Exact>& r) { return Exact(r.first * r.second); });
}

Gen<Vector<Exact>> direction(std::size_t d) { return rc::gen::map(rc::gen::container<std::vector<Exact>>(d, rational()), vector); }
Gen<Vector<Exact>> point(std::size_t d) {
  return rc::gen::map(rc::gen::pair(direction(d), regime()),
                      [](const std::pair<Vector<Exact>, Exact>& p) { return Vector<Exact>(p.first * p.second); });
}
Gen<std::vector<Vector<Exact>>> points(std::size_t count, std::size_t d) {
  return rc::gen::container<std::vector<Vector<Exact>>>(count, point(d));
}

Gen<Matrix<Exact>> symmetric(std::size_t d) {
  return rc::gen::map(rc::gen::container<std::vector<Exact>>(d * d, rational()), [d](const std::vector<Exact>& entries) {
    const auto size = static_cast<Eigen::Index>(d);
    Matrix<Exact> A(size, size);
    for (Eigen::Index r = 0; r < size; ++r)
      for (Eigen::Index c = 0; c <= r; ++c) A(r, c) = A(c, r) = entries[static_cast<std::size_t>(r * size + c)];
    return A;
  });
}
Gen<Matrix<Exact>> semidefinite(std::size_t d, std::size_t rank) {
  return rc::gen::map(rc::gen::container<std::vector<Vector<Exact>>>(rank, direction(d)), [d](const std::vector<Vector<Exact>>& columns) {
    Matrix<Exact> A = Matrix<Exact>::Zero(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(d));
    for (const auto& column : columns) A += Matrix<Exact>(column * column.transpose());
    return A;
  });
}

Gen<ExactProblem> quadratic() {
  return rc::gen::exec([] {
    const auto family = *count(0, 6);
    const std::size_t d = *count(1, 3), n = *count(1, 3);
    const auto directions = [&] { return *rc::gen::container<std::vector<Vector<Exact>>>(n, direction(d)); };
    switch (family) {
      case 0: return quiz(*positive_rational());
      case 1: return noisy_quadratic(*positive_rational(), *rational(), *rational());
      case 2: return saddle(*positive_rational(), *rational());
      case 3: return coordinates(*direction(d));
      case 4: return additive_noise(*symmetric(d), directions());
      case 5: return least_squares(directions(), *rc::gen::container<std::vector<Exact>>(n, rational()));
      default: return quadratic_sum(*rc::gen::container<std::vector<Matrix<Exact>>>(n, symmetric(d)), directions());
    }
  });
}
Gen<ExactProblem> problem() {
  return rc::gen::exec([] {
    if (*count(0, 3) < 3) return *quadratic();
    const std::size_t d = *count(1, 3), n = *count(1, 3);
    return geman_mcclure(*rc::gen::container<std::vector<Vector<Exact>>>(n, direction(d)),
                         *rc::gen::container<std::vector<Exact>>(n, rational()));
  });
}

Gen<Exact> step_size_up_to(const Exact& largest) {
  return rc::gen::map(among({ratio(1, 1), ratio(1, 2), ratio(1, 5), ratio(2, 3), ratio(1, 250), ratio(1, 1000000000000)}),
                      [largest](const Exact& part) { return Exact(part * largest); });
}
Gen<Exact> any_step_size() {
  return rc::gen::map(rc::gen::pair(positive_rational(), regime()),
                      [](const std::pair<Exact, Exact>& r) { return Exact(r.first * r.second); });
}

Gen<Schedule> schedule(std::size_t T, std::size_t d) {
  return rc::gen::exec([T, d] {
    const auto family = *count(0, 5);
    const std::size_t tau = *count(1, 5);
    switch (family) {
      case 0: return Schedule::blocks(T, d, 1);
      case 1: return Schedule::constant_delay(T, d, tau);
      case 2: return Schedule::blocks(T, d, tau);
      case 3: return Schedule::slow_reader(T, d, tau);
      default: break;
    }
    std::vector<std::vector<Missing>> missing(T);
    const auto leave_out = [&](std::size_t t, std::size_t k, const std::vector<bool>& mask) {
      if (std::count(mask.begin(), mask.end(), true) > 0) missing[t].push_back({k, mask});
    };
    if (family == 4) {  // coordinate c of update k arrives `late` reads late, for every reader
      const auto late = *rc::gen::container<std::vector<std::size_t>>(T * d, count(0, tau));
      for (std::size_t t = 0; t < T; ++t)
        for (std::size_t k = 0; k < t; ++k) {
          std::vector<bool> mask(d);
          for (std::size_t c = 0; c < d; ++c) mask[c] = k + late[k * d + c] >= t;
          leave_out(t, k, mask);
        }
    } else {  // any masks in the window
      for (std::size_t t = 0; t < T; ++t)
        for (std::size_t k = t - std::min(t, tau); k < t; ++k)
          leave_out(t, k, *rc::gen::container<std::vector<bool>>(d, rc::gen::arbitrary<bool>()));
    }
    return Schedule(d, std::move(missing));
  });
}

Gen<std::vector<std::size_t>> samples(std::size_t T, std::size_t n) {
  return rc::gen::container<std::vector<std::size_t>>(T, count(0, n - 1));
}

}  // namespace draw
}  // namespace lemmata
