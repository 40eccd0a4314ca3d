// Tests of lemmas/numbers/vector.hpp.
#include "lemmas/numbers/vector.hpp"

#include "tests/lemmas/agreement.hpp"
#include "tests/support/catch.hpp"
#include "tests/lemmas/generators.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

template <class Real>
concept EntersAs = requires(const Exact& a) { as<Real>(a); };

template <class Real>
bool vectors_agree(const Vector<Exact>& a, const Vector<Exact>& b) {
  const Vector<Real> x = as<Real>(a), y = as<Real>(b);
  for (Eigen::Index c = 0; c < a.size(); ++c)
    if (!contains(x(c), a(c)) || !contains(Vector<Real>(x + y)(c), a(c) + b(c)) || !contains(Vector<Real>(x - y)(c), a(c) - b(c))) return false;
  return contains(dot(x, y), dot(a, b)) && contains(norm2(x), norm2(a)) && le(Real(0), norm2(x)) == Truth::yes;
}

}  // namespace

TEST_CASE("A rational enters every number type as what contains it, and no double") {
  STATIC_REQUIRE(EntersAs<Exact>);
  STATIC_REQUIRE(EntersAs<Enclosure>);
  STATIC_REQUIRE(EntersAs<WideEnclosure>);
  STATIC_REQUIRE_FALSE(EntersAs<double>);
  property("as<Real>(a) ∋ a", [] {
    const Exact a = *draw::any_rational().as("a");
    RC_ASSERT(as<Exact>(a) == a);
    RC_ASSERT(contains(as<Enclosure>(a), a) && as<Enclosure>(a) == Enclosure(a));
    RC_ASSERT(contains(as<WideEnclosure>(a), a));
  });
}

TEST_CASE("Inner products and norms are sums over the coordinates, and contained over intervals") {
  property("⟨a,b⟩ = Σ aᶜbᶜ, ‖a‖² = ⟨a,a⟩ ≥ 0", [] {
    const auto d = *draw::count(0, 5).as("d");
    const Vector<Exact> a = *draw::point(d).as("a"), b = *draw::point(d).as("b");
    Exact sum = 0;
    for (Eigen::Index c = 0; c < a.size(); ++c) sum += a(c) * b(c);
    RC_ASSERT(dot(a, b) == sum);
    RC_ASSERT(norm2(a) == dot(a, a));
    RC_ASSERT(vectors_agree<Enclosure>(a, b));
    RC_ASSERT(vectors_agree<WideEnclosure>(a, b));
  }, {.cases = 300});
}

TEST_CASE("A norm over intervals is never negative where an inner product is") {
  const Vector<Enclosure> a = Vector<Enclosure>::Constant(2, Enclosure(-1, 1));
  CHECK(le(Enclosure(0), norm2(a)) == Truth::yes);
  CHECK(le(Enclosure(0), dot(a, a)) == Truth::unknown);
}

TEST_CASE("Vectors and matrices are Eigen's over every number type") {
  const Matrix<Exact> A = matrix({{1, 2}, {3, 4}});
  const Vector<Exact> x = vector({ratio(1, 2), ratio(1, 3)});
  const Vector<Exact> y = A * x;
  CHECK(y(0) == ratio(7, 6));
  CHECK(y(1) == ratio(17, 6));
  const Vector<Enclosure> z = A.unaryExpr([](const Exact& a) { return Enclosure(a); }).eval() * as<Enclosure>(x);
  CHECK(contains(z(0), y(0)));
  CHECK(contains(z(1), y(1)));
}
