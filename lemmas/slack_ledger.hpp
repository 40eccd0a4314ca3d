// The slack ledger of one run: RHS + N − LHS of the main inequality is the sum of thirteen slacks, one for each line of the proof.
//
// Not on the slides. An identity between real numbers: it holds for any vectors, any masks and any step size; what the hypotheses give
// is the sign of each slack.
#pragma once

#include <algorithm>
#include <array>

#include "lemmas/sure_forms.hpp"

namespace lemmata {

/// Where the slack of the main inequality comes from: one name for each line of the proof.
enum class Slack {
  smooth,            // f(x̃ₜ₊₁) ≤ f(x̃ₜ) − γ⟨G̃,g⟩ + (γ²L/2)‖g‖²
  lipschitz,         // ‖G̃−G‖² ≤ L²‖xₜ−x̃ₜ‖²
  variance,          // V(xₜ) ≤ M‖G‖² + σ², in Decrease
  virtual_grad,      // 0 ≤ ½‖G̃‖²: what Young loses, −⟨G̃−G,G⟩ ≤ ½‖G‖² + ½‖G̃−G‖²
  stepsize,          // −½ + γL(M+1)/2 ≤ −¼
  young_jensen,      // ‖u+v‖² ≤ 2‖u‖² + 2‖v‖² and ‖ΣDₖGₖ‖² ≤ |J| Σ‖DₖGₖ‖²
  mask_window_grad,  // |J| Σ_J ‖DₖGₖ‖² ≤ τ Σ_window ‖Gₖ‖²
  mask_noise,        // ‖Dₖξₖ‖² ≤ ‖ξₖ‖²
  diff_variance,     // Σ_J V(xₖ) ≤ M Σ_window ‖Gₖ‖² + τσ²
  stepsize_diff,     // γ²L²(τ+M) ≤ 1/(100τ), γ²L²τ ≤ γL/10
  window_end,        // each ‖Gₖ‖² appears at most τ times
  final_gap,         // f(x̃_T) ≥ f*
  rounding           // 1/5 ≤ 1/4 − 1/100, ½ + 1/10 ≤ 1
};
inline constexpr std::array<std::string_view, 13> slack_names{
    "smooth",       "lipschitz",        "variance",   "virtual_grad",  "stepsize",      "young_jensen",
    "mask_window_grad", "mask_noise",   "diff_variance", "stepsize_diff", "window_end", "final_gap", "rounding"};
constexpr std::string_view name(Slack s) { return slack_names[static_cast<std::size_t>(s)]; }

/// left = (1/(5T)) Σ ‖∇f(xₜ)‖², right = F₀/(γT) + γLσ², and for every t what it adds to N and to each of the slacks:
///
///   right + N − left = the sum of all slacks,
///   N = (1/T) Σₜ [ −⟨G̃,ξ⟩ + γL⟨G,ξ⟩ + (γL/2)(‖ξ‖²−V) + γ²L² (Σ_{k∈Jₜ} (‖ξₖ‖²−Vₖ) + 2Σ_{j<k} ⟨D_jξ_j,Dₖξₖ⟩) ]
template <class Real>
struct Ledger {
  Real left, right;
  std::vector<Real> remainder;
  std::array<std::vector<Real>, slack_names.size()> slacks;
  Real descent;                   // (f(x̃₀) − f(x̃_T))/(γT): what the differences of f in `smooth` telescope to
  std::vector<Real> first_order;  // what is left of `smooth` without them

  static Real sum(const std::vector<Real>& values) { return std::accumulate(values.begin(), values.end(), Real(0)); }
  Real& at(Slack s, std::size_t t) { return slacks[static_cast<std::size_t>(s)][t]; }
  const Real& at(Slack s, std::size_t t) const { return slacks[static_cast<std::size_t>(s)].at(t); }
  Real total(Slack s) const { return s == Slack::smooth ? Real(descent + sum(first_order)) : sum(slacks[static_cast<std::size_t>(s)]); }
  /// right + N − left − the sum of all slacks: 0, or an enclosure of 0.
  Real discrepancy() const {
    Real rest = right + sum(remainder) - left;
    for (std::size_t s = 0; s < slacks.size(); ++s) rest -= total(static_cast<Slack>(s));
    return rest;
  }
};

/// What the slacks of all iterations are computed from; ‖∇f(xₜ)‖² and how often each of them appears.
template <class Real>
struct LedgerInput {
  const SamplePath<Real>& path;
  const Schedule& schedule;
  const Constants& problem;
  Exact gamma, Tau;  // τ, with 0 counted as 1
  std::size_t tau;
  std::vector<Real> G2;
  std::vector<std::size_t> count;
};

/// The lines of Decrease at t, divided by γ, and those that only the average has.
template <class Real>
void decrease_slacks(const LedgerInput<Real>& in, std::size_t t, Ledger<Real>& ledger) {
  const auto& [L, M, sigma2, f_lower] = in.problem;
  const Exact gL = in.gamma * L;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const PathStep<Real>& at = in.path.steps[t];
  const Real &G2 = in.G2[t], V = at.variance(), Delta = path_difference(in.path, in.schedule, in.gamma, t);
  const Vector<Real> xi = at.xi();
  const bool last = t + 1 == in.path.iterations();
  ledger.first_order[t] = times(gL / 2, norm2(at.g)) - dot(at.G_virtual, at.g);
  ledger.at(Slack::smooth, t) = times(1 / in.gamma, at.f_virtual - in.path.f_next(t)) + ledger.first_order[t];
  ledger.at(Slack::lipschitz, t) = times(ratio(1, 2), times(L * L, Delta) - norm2(at.G_difference));
  ledger.at(Slack::variance, t) = times(gL / 2, times(M, G2) + as<Real>(sigma2) - V);
  ledger.at(Slack::virtual_grad, t) = times(ratio(1, 2), norm2(at.G_virtual));
  ledger.at(Slack::stepsize, t) = times(ratio(1, 4) - gL * (M + 1) / 2, G2);
  ledger.at(Slack::window_end, t) = times((in.Tau - in.count[t]) / (100 * in.Tau), G2);
  ledger.at(Slack::final_gap, t) = last && f_lower ? times(1 / in.gamma, in.path.f_end - as<Real>(*f_lower)) : Real(0);
  ledger.at(Slack::rounding, t) = times(ratio(1, 25), G2) + as<Real>(ratio(2, 5) * gL * sigma2);
  ledger.remainder[t] = -dot(at.G_virtual, xi) + times(gL, dot(at.G, xi)) + times(gL / 2, norm2(xi) - V);
}

/// The lines of Difference at t, times L²/2. With a₁, …, a_m the DₖGₖ of Jₜ, u = Σ aᵢ, v = Σ Dₖξₖ:
///   2m Σ‖aᵢ‖² + 2 Σ‖Dξ‖² − ‖u+v‖² = ‖u−v‖² + 2 Σ_{j<k} ‖aⱼ−aₖ‖² − 4 Σ_{j<k} ⟨D_jξ_j,Dₖξₖ⟩
///   Σ_{j<k} ‖aⱼ−aₖ‖² = m Σᵢ (1/(i(i+1))) ‖a₁+…+aᵢ − i aᵢ₊₁‖²
template <class Real>
void difference_slacks(const LedgerInput<Real>& in, std::size_t t, Ledger<Real>& ledger) {
  const auto& [L, M, sigma2, f_lower] = in.problem;
  const Exact gL = in.gamma * L, q = gL * gL;
  const auto times = [](const Exact& a, const Real& b) { return Real(as<Real>(a) * b); };
  const auto& J = in.schedule.missing(t);
  const Exact m = J.size();
  Vector<Real> u = Vector<Real>::Zero(in.path.steps[t].g.size()), v = u;
  Real spread = 0, missed = 0, seen_noise = 0, remainder = 0, variances = 0;
  for (std::size_t i = 0; i < J.size(); ++i) {
    const PathStep<Real>& step = in.path.steps[J[i].k];
    const Vector<Real> xi = step.xi(), a = missed_part(J[i], step.G), noise = missed_part(J[i], xi);
    if (i > 0) spread += times(1 / (Exact(i) * Exact(i + 1)), norm2(Vector<Real>(u - as<Real>(i) * a)));
    missed += norm2(a);
    seen_noise += norm2(missed_part(J[i], xi, false));
    remainder += norm2(xi) - step.variance() + times(2, dot(v, noise));
    variances += times(M, in.G2[J[i].k]) + as<Real>(sigma2) - step.variance();
    u += a;
    v += noise;
  }
  Real unseen = 0, outside = 0;  // Σ_window ‖G‖² − Σ_J ‖DG‖², and − Σ_J ‖G‖², term by term
  const std::size_t first = t - std::min(t, in.tau);
  for (const Missing& k : J) {
    const Vector<Real>& G = in.path.steps[k.k].G;
    unseen += k.k >= first ? norm2(missed_part(k, G, false)) : Real(-norm2(missed_part(k, G)));
    if (k.k < first) outside -= in.G2[k.k];
  }
  auto next = std::find_if(J.begin(), J.end(), [first](const Missing& k) { return k.k >= first; });
  for (std::size_t k = first; k < t; ++k) {
    if (next != J.end() && next->k == k) {
      ++next;
      continue;
    }
    unseen += in.G2[k];
    outside += in.G2[k];
  }
  ledger.at(Slack::young_jensen, t) = times(q / 2, norm2(Vector<Real>(u - v)) + times(2 * m, spread));
  ledger.at(Slack::mask_window_grad, t) = times(q, times(in.Tau - m, missed) + times(in.Tau, unseen));
  ledger.at(Slack::mask_noise, t) = times(q, seen_noise);
  ledger.at(Slack::diff_variance, t) = times(q, variances + times(M, outside) + as<Real>((in.Tau - m) * sigma2));
  ledger.at(Slack::stepsize_diff, t) =
      times(1 / (100 * in.Tau) - q * (in.Tau + M), window(in.G2, in.tau, t)) + as<Real>((gL / 10 - q * in.Tau) * sigma2);
  ledger.remainder[t] += times(q, remainder);
}

/// The ledger of one run, O((τ + |Jₜ|)d) at iteration t. Each slack is computed from its own line of the proof, as a sum of squares
/// where it is one; that they add up is not used. Without f_lower, f* is taken to be f(x̃_T).
/// Throws std::invalid_argument if T = 0 or γ = 0.
template <class Real>
Ledger<Real> slack_ledger(const SamplePath<Real>& path, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                          std::size_t tau) {
  const std::size_t T = average_over(path.iterations(), gamma);
  const Exact Tau = std::max<std::size_t>(tau, 1);
  const LedgerInput<Real> in{path, schedule, problem, gamma, Tau, tau, squared_gradients(path), appearances(T, tau)};
  const Real over_T = as<Real>(Exact(1) / T), f_star = problem.f_lower ? as<Real>(*problem.f_lower) : path.f_end;
  Ledger<Real> ledger;
  ledger.left = as<Real>(Exact(1) / (5 * Exact(T))) * ledger.sum(in.G2);
  ledger.right = as<Real>(1 / (gamma * T)) * Real(path.steps[0].f_virtual - f_star) + as<Real>(gamma * problem.L * problem.sigma2);
  ledger.descent = as<Real>(1 / (gamma * T)) * Real(path.steps[0].f_virtual - path.f_end);
  ledger.first_order.resize(T);
  ledger.remainder.resize(T);
  for (auto& slack : ledger.slacks) slack.resize(T);
  for (std::size_t t = 0; t < T; ++t) {
    decrease_slacks(in, t, ledger);
    difference_slacks(in, t, ledger);
    ledger.first_order[t] *= over_T;
    ledger.remainder[t] *= over_T;
    for (auto& slack : ledger.slacks) slack[t] *= over_T;
  }
  return ledger;
}

/// 0 ≤ each slack, at iteration t, or over the run where t is nothing: thirteen lines, each under the hypotheses that it needs.
template <class Real>
Proof<Real> slack_signs(const Ledger<Real>& ledger, const Schedule& schedule, const Constants& problem, const Exact& gamma,
                        std::size_t tau, std::optional<std::size_t> t = {}) {
  Proof<Real> proof;
  const auto lines = [&](std::initializer_list<Slack> slacks) {
    for (const Slack s : slacks) proof.now(0).le(t ? ledger.at(s, *t) : ledger.total(s), claims::D33, name(s));
  };
  lines({Slack::smooth, Slack::lipschitz, Slack::variance, Slack::virtual_grad, Slack::young_jensen, Slack::mask_noise, Slack::window_end,
         Slack::rounding});
  proof.given(covered(schedule, tau));
  lines({Slack::mask_window_grad, Slack::diff_variance});
  proof.given(step_size_for_decrease(gamma, problem));
  lines({Slack::stepsize});
  proof.given(critical(gamma, problem, tau));
  lines({Slack::stepsize_diff});
  proof.given(bounded_below(problem));
  lines({Slack::final_gap});
  return proof;
}

/// right + N − left = the sum of all slacks. In rationals an identity; intervals can only fail to refute it (undecided).
template <class Real>
Proof<Real> ledger_identity(const Ledger<Real>& ledger) {
  Real slacks = 0;
  for (std::size_t s = 0; s < ledger.slacks.size(); ++s) slacks += ledger.total(static_cast<Slack>(s));
  return Proof<Real>(ledger.right + ledger.sum(ledger.remainder) - ledger.left).eq(slacks, claims::D33, "RHS + N − LHS = Σ slacks");
}

}  // namespace lemmata
