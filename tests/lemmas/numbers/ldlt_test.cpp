// Tests of lemmas/numbers/ldlt.hpp, against minors and elimination written here.
#include "lemmas/numbers/ldlt.hpp"

#include "tests/support/catch.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

/// Laplace expansion along the first row.
Exact determinant(const Matrix<Exact>& A) {
  const Eigen::Index n = A.rows();
  if (n == 0) return 1;
  Exact sum = 0;
  for (Eigen::Index c = 0; c < n; ++c) {
    Matrix<Exact> minor(n - 1, n - 1);
    for (Eigen::Index i = 1; i < n; ++i)
      for (Eigen::Index j = 0, k = 0; j < n; ++j)
        if (j != c) minor(i - 1, k++) = A(i, j);
    sum += (c % 2 ? -1 : 1) * A(0, c) * determinant(minor);
  }
  return sum;
}

/// The principal minors, one for each set of rows; with the size of the largest set whose minor is not 0.
struct Minors {
  bool none_negative = true;
  Eigen::Index rank = 0;  // of A, if A ⪰ 0
};
Minors minors(const Matrix<Exact>& A) {
  Minors found;
  const auto n = static_cast<unsigned>(A.rows());
  for (unsigned set = 1; set < 1u << n; ++set) {
    std::vector<Eigen::Index> rows;
    for (unsigned i = 0; i < n; ++i)
      if (set >> i & 1) rows.push_back(i);
    const auto size = static_cast<Eigen::Index>(rows.size());
    Matrix<Exact> sub(size, size);
    for (Eigen::Index r = 0; r < size; ++r)
      for (Eigen::Index c = 0; c < size; ++c) sub(r, c) = A(rows[static_cast<std::size_t>(r)], rows[static_cast<std::size_t>(c)]);
    const Exact minor = determinant(sub);
    if (minor < 0) found.none_negative = false;
    if (minor != 0) found.rank = std::max(found.rank, size);
  }
  return found;
}

/// Row rank by plain elimination.
Eigen::Index rank(Matrix<Exact> A) {
  Eigen::Index r = 0;
  for (Eigen::Index c = 0; c < A.cols() && r < A.rows(); ++c) {
    Eigen::Index p = r;
    while (p < A.rows() && A(p, c) == 0) ++p;
    if (p == A.rows()) continue;
    A.row(r).swap(A.row(p));
    for (Eigen::Index i = r + 1; i < A.rows(); ++i) {
      const Exact factor = A(i, c) / A(r, c);
      for (Eigen::Index j = c; j < A.cols(); ++j) A(i, j) -= factor * A(r, j);
    }
    ++r;
  }
  return r;
}

/// P A Pᵀ = L D Lᵀ, L unit lower triangular, D ≥ 0 with `rank` positive entries first, P a permutation.
bool is_certificate(const Ldlt& f, const Matrix<Exact>& A) {
  const Eigen::Index n = A.rows();
  std::vector<bool> seen(static_cast<std::size_t>(n), false);
  for (const Eigen::Index i : f.order) seen.at(static_cast<std::size_t>(i)) = true;
  if (std::count(seen.begin(), seen.end(), true) != n) return false;
  for (Eigen::Index i = 0; i < n; ++i) {
    if (f.lower(i, i) != 1) return false;
    if (i < f.rank ? f.pivots(i) <= 0 : f.pivots(i) != 0) return false;
    for (Eigen::Index j = i + 1; j < n; ++j)
      if (f.lower(i, j) != 0) return false;
    for (Eigen::Index j = 0; j < n; ++j) {
      Exact sum = 0;
      for (Eigen::Index k = 0; k < n; ++k) sum += f.lower(i, k) * f.pivots(k) * f.lower(j, k);
      if (sum != A(f.order[static_cast<std::size_t>(i)], f.order[static_cast<std::size_t>(j)])) return false;
    }
  }
  return true;
}

/// Semidefinite or not, full rank or not, and semidefinite but for one entry.
rc::Gen<Matrix<Exact>> any_symmetric() {
  return rc::gen::exec([] {
    const auto n = *draw::count(1, 4);
    switch (*draw::count(0, 2)) {
      case 0: return *draw::semidefinite(n, *draw::count(0, n));
      case 1: return *draw::symmetric(n);
      default: {
        Matrix<Exact> A = *draw::semidefinite(n, *draw::count(0, n));
        const auto i = static_cast<Eigen::Index>(*draw::count(0, n - 1));
        A(i, i) -= ratio(1, 100);
        return A;
      }
    }
  });
}

}  // namespace

TEST_CASE("A matrix has an LDLᵀ exactly if no principal minor is negative") {
  property("for every symmetric matrix up to 4 × 4", [] {
    const Matrix<Exact> A = *any_symmetric().as("A");
    const Minors all = minors(A);
    const auto f = ldlt(A);
    RC_CLASSIFY(f.has_value(), "semidefinite");
    RC_ASSERT(f.has_value() == all.none_negative);
    RC_ASSERT(positive_semidefinite(A) == all.none_negative);
    if (f) RC_ASSERT(f->rank == all.rank);
  }, {.cases = 1000});
}

TEST_CASE("An LDLᵀ multiplies out to the matrix") {
  property("P A Pᵀ = L D Lᵀ, L unit lower triangular, D ≥ 0", [] {
    const auto n = *draw::count(1, 6).as("n");
    const Matrix<Exact> A = *draw::semidefinite(n, *draw::count(0, n).as("rank")).as("A");
    const auto f = ldlt(A);
    RC_ASSERT(f.has_value());
    RC_ASSERT(is_certificate(*f, A));
  }, {.cases = 300});
}

TEST_CASE("A certificate of another matrix is not one of this") {
  const Matrix<Exact> A = matrix({{2, 1}, {1, 3}});
  Ldlt f = *ldlt(A);
  CHECK(is_certificate(f, A));
  CHECK_FALSE(is_certificate(f, matrix({{2, 1}, {1, 4}})));
  std::swap(f.order[0], f.order[1]);
  CHECK_FALSE(is_certificate(f, A));
}

TEST_CASE("Indefinite matrices that other factorisations call positive are refused") {
  CHECK_FALSE(positive_semidefinite(matrix({{0, 1}, {1, 0}})));
  CHECK_FALSE(positive_semidefinite(matrix({{1, 0, 0}, {0, 0, 1}, {0, 1, 0}})));
  CHECK_FALSE(positive_semidefinite(matrix({{1, 2}, {2, 1}})));
  CHECK_FALSE(positive_semidefinite(matrix({{1, 1, 0}, {1, 1, 1}, {0, 1, 1}})));
  CHECK_FALSE(positive_semidefinite(matrix({{-1}})));
  CHECK_FALSE(positive_semidefinite(matrix({{1, 0}, {0, -power_of_two(-2000)}})));
}

TEST_CASE("Singular semidefinite matrices that other factorisations refuse are accepted") {
  CHECK(ldlt(matrix({{1, 1}, {1, 1}}))->rank == 1);
  CHECK(ldlt(Matrix<Exact>(Matrix<Exact>::Zero(3, 3)))->rank == 0);
  CHECK(ldlt(matrix({{0, 0, 0}, {0, 2, 1}, {0, 1, ratio(1, 2)}}))->rank == 1);
  CHECK(ldlt(identity(4))->rank == 4);
  CHECK(ldlt(Matrix<Exact>(0, 0))->rank == 0);
}

TEST_CASE("Jensen's Gram matrix mI − 11ᵀ is semidefinite, and no smaller multiple of I is") {
  for (Eigen::Index m = 1; m <= 6; ++m) {
    const Matrix<Exact> ones = Matrix<Exact>::Ones(m, m);
    CHECK(ldlt(Matrix<Exact>(m * identity(m) - ones))->rank == m - 1);
    CHECK_FALSE(positive_semidefinite(Matrix<Exact>((m - ratio(1, 1000000)) * identity(m) - ones)));
  }
}

TEST_CASE("A x = b is solved exactly if b is in the range of A") {
  property("semidefinite A of any rank, b in the range or not", [] {
    const auto n = *draw::count(1, 5).as("n");
    const Matrix<Exact> A = *draw::semidefinite(n, *draw::count(0, n).as("rank")).as("A");
    Vector<Exact> b = *draw::direction(n).as("b");
    if (*rc::gen::arbitrary<bool>().as("b := A b")) b = times(A, Vector<Exact>(b));
    Matrix<Exact> beside(A.rows(), A.cols() + 1);
    beside << A, b;
    const bool in_range = rank(beside) == rank(A);
    RC_CLASSIFY(in_range, "in the range");
    const auto x = solve(*ldlt(A), b);
    RC_ASSERT(x.has_value() == in_range);
    if (x) RC_ASSERT(times(A, *x) == b);
  }, {.cases = 500});
}

TEST_CASE("What is not square or not symmetric is refused") {
  CHECK_THROWS_AS(ldlt(Matrix<Exact>(Matrix<Exact>::Zero(2, 3))), std::invalid_argument);
  CHECK_THROWS_AS(ldlt(matrix({{1, 2}, {3, 1}})), std::invalid_argument);
  CHECK_THROWS_AS(positive_semidefinite(matrix({{1, 2}, {3, 1}})), std::invalid_argument);
}
