// The tree of all sample paths, walked depth first, so that paths share what they have in common.
//
//   xₜ = x̃ₜ + Σ_{k∈Jₜ} Dₖ(Uₖ + ηₖ),   x̃ₜ₊₁ = x̃ₜ − Uₜ − ηₜ,   U = γ∇f(x),   η = γξ
//
// A node is a prefix (i₀, …, iₜ₋₁); what is expected of iteration t is added up over the nodes of depth t.
#pragma once

#include <span>

#include "lemmas/expectation/path_numbers.hpp"
#include "lemmas/schedule.hpp"

namespace lemmata {

/// `missing(t, samples so far)` is Jₜ. Where exchangeable[t], only iₜ ≥ iₜ₋₁ is walked, with the number of orders it stands for.
template <class Numbers, class MissingAt>
class Paths {
 public:
  using Number = typename Numbers::Number;

  Paths(Numbers& numbers, std::vector<bool> exchangeable, const MissingAt& missing)
      : numbers_(numbers), missing_(missing), exchangeable_(std::move(exchangeable)), T_(exchangeable_.size()), samples_(T_),
        nodes_(T_ + 1, Node(numbers)), x_(numbers.x0()), missed_U_(x_), missed_eta_(x_) {
    for (const auto member : sums_.point_squares) (sums_.*member).assign(T_, Number(0));
    for (const auto member : sums_.gradient_squares) (sums_.*member).assign(T_, Number(0));
    sums_.f_virtual.assign(T_ + 1, Number(0));
  }

  /// The sums over all nodes of depth t, for t = 0, …, T; that of noise2 is over the n samples of each node as well.
  const Expectations<Number>& sums() {
    enter(0);
    for (std::size_t t = 0;;) {
      if (t < T_ && nodes_[t].next < numbers_.n()) {
        follow(t, nodes_[t].next++);
        enter(++t);
      } else if (t-- == 0) {
        return sums_;
      }
    }
  }

 private:
  struct Node {
    explicit Node(const Numbers& numbers) : x_virtual(numbers.x0()), U(x_virtual), U2(x_virtual), eta(numbers.n(), x_virtual), eta2(eta) {}
    Vector<Number> x_virtual, U, U2;        // x̃ₜ, Uₜ and its squares, by coordinate
    std::vector<Vector<Number>> eta, eta2;  // ηₜ for each sample
    Number weight = 1;                      // how many paths lead here
    std::size_t next = 0;                   // the sample to follow next
    int place = 0, repeated = 0;            // iₜ₋₁ is the how-many-th among its exchangeable neighbours, and of its kind there
  };

  void enter(std::size_t t) {
    Node& at = nodes_[t];
    add(sums_.f_virtual[t], numbers_.f(at.x_virtual), at.weight);
    if (t == T_) return;
    at.next = exchangeable_[t] ? samples_[t - 1] : 0;
    x_ = at.x_virtual;
    read(t, missing_(t, std::span<const std::size_t>(samples_.data(), t)));
    numbers_.gradients(x_, at.U, at.eta);
    for (Eigen::Index c = 0; c < x_.size(); ++c) {
      add_square(sums_.gradient2[t], at.U2(c), at.U(c), at.weight);
      for (std::size_t i = 0; i < at.eta.size(); ++i) add_square(sums_.noise2[t], at.eta2[i](c), at.eta[i](c), at.weight);
    }
  }

  /// x̃ₜ becomes xₜ.
  void read(std::size_t t, const std::vector<Missing>& J) {
    const Number& weight = nodes_[t].weight;
    for (Eigen::Index c = 0; c < x_.size() && !J.empty(); ++c) {
      Number &U = missed_U_(c), &eta = missed_eta_(c);
      U = 0;
      eta = 0;
      for (const Missing& m : J) {
        if (!m.missed(static_cast<std::size_t>(c))) continue;
        const Node& past = nodes_[m.k];
        const std::size_t i = samples_[m.k];
        U += past.U(c);
        eta += past.eta[i](c);
        add(sums_.missed_gradients[t], past.U2(c), weight);
        add(sums_.missed_noises[t], past.eta2[i](c), weight);
      }
      add_square(sums_.missed_gradient[t], square_, U, weight);
      add_square(sums_.missed_noise[t], square_, eta, weight);
      U += eta;
      add_square(sums_.difference[t], square_, U, weight);
      x_(c) += U;
    }
  }

  /// x̃ₜ₊₁ = x̃ₜ − Uₜ − ηₜ. A multiset of m samples with r times i has m/r times as many orders as without the last i.
  void follow(std::size_t t, std::size_t i) {
    const Node& at = nodes_[t];
    Node& to = nodes_[t + 1];
    to.x_virtual = at.x_virtual;
    for (Eigen::Index c = 0; c < x_.size(); ++c) {
      to.x_virtual(c) -= at.U(c);
      to.x_virtual(c) -= at.eta[i](c);
    }
    to.place = exchangeable_[t] ? at.place + 1 : 1;
    to.repeated = exchangeable_[t] && i == samples_[t - 1] ? at.repeated + 1 : 1;
    to.weight = at.weight;
    if (to.place != to.repeated) {
      to.weight *= to.place;
      to.weight /= to.repeated;
    }
    samples_[t] = i;
  }

  static void add_square(Number& sum, Number& a2, const Number& a, const Number& weight) {
    set_square(a2, a);
    add(sum, a2, weight);
  }
  static void add(Number& sum, const Number& a, const Number& weight) {
    if (weight == 1) sum += a;
    else add_product(sum, a, weight);
  }

  Numbers& numbers_;
  const MissingAt& missing_;
  std::vector<bool> exchangeable_;
  std::size_t T_;
  std::vector<std::size_t> samples_;
  std::vector<Node> nodes_;
  Vector<Number> x_, missed_U_, missed_eta_;
  Number square_ = 0;
  Expectations<Number> sums_;
};

}  // namespace lemmata
