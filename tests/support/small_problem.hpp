// A small sum of squares for tests of threads: fᵢ(x) = ½ (⟨aᵢ, x⟩ − bᵢ)², data drawn as small integers, sparse or dense.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>
#include <span>
#include <vector>

namespace lemmata {

class SmallProblem {
 public:
  SmallProblem(std::size_t d, std::vector<std::vector<int>> rows, std::vector<int> b) : d_(d), a_(std::move(rows)), b_(std::move(b)) {
    for (const auto& row : a_) {
      support_.emplace_back();
      for (std::uint32_t c = 0; c < d_; ++c)
        if (row[c] != 0) support_.back().push_back(c);
    }
  }
  /// n rows of ones and minus ones, no zero: every gradient is dense.
  static SmallProblem dense(std::size_t n, std::size_t d) {
    std::vector<std::vector<int>> rows(n, std::vector<int>(d));
    std::vector<int> b(n);
    for (std::size_t i = 0; i < n; ++i) {
      b[i] = static_cast<int>(i % 3) - 1;
      for (std::size_t c = 0; c < d; ++c) rows[i][c] = (i * 7 + c * c * 3 + i * c) % 5 < 2 ? 1 : -1;
    }
    return {d, std::move(rows), std::move(b)};
  }

  std::size_t n() const { return a_.size(); }
  std::size_t dimension() const { return d_; }
  std::span<const std::uint32_t> support(std::size_t i) const { return support_[i]; }
  void gradient_i(std::size_t i, std::span<const double> x, std::span<double> g) const {
    double residual = -b_[i];
    for (const std::uint32_t c : support_[i]) residual += a_[i][c] * x[c];
    for (const std::uint32_t c : support_[i]) g[c] = a_[i][c] * residual;
  }

  friend std::ostream& operator<<(std::ostream& out, const SmallProblem& p) {
    out << "d = " << p.d_;
    for (std::size_t i = 0; i < p.n(); ++i) {
      out << "; (";
      for (const int a : p.a_[i]) out << ' ' << a;
      out << " | " << p.b_[i] << ')';
    }
    return out;
  }

 private:
  std::size_t d_;
  std::vector<std::vector<int>> a_;
  std::vector<int> b_;
  std::vector<std::vector<std::uint32_t>> support_;
};

}  // namespace lemmata

namespace rc {
/// n ≤ 6, d ≤ 5, entries −2, …, 2: about a fifth of them zero, so that some gradients are sparse and some empty.
template <>
struct Arbitrary<lemmata::SmallProblem> {
  static Gen<lemmata::SmallProblem> arbitrary() {
    return gen::exec([] {
      const auto n = *gen::inRange<std::size_t>(1, 7), d = *gen::inRange<std::size_t>(1, 6);
      const auto entry = gen::map(gen::inRange(0, 5), [](int k) { return k % 2 == 1 ? (k + 1) / 2 : -k / 2; });
      auto rows = *gen::container<std::vector<std::vector<int>>>(n, gen::container<std::vector<int>>(d, entry));
      auto b = *gen::container<std::vector<int>>(n, entry);
      return lemmata::SmallProblem(d, std::move(rows), std::move(b));
    });
  }
};
}  // namespace rc
