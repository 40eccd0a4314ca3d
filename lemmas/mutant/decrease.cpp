// Mutants of Lemma 6.4 (Decrease), decided completely. With a = γL(1+M) and D = ∇f(x̃ₜ) − G, G = ∇f(xₜ), the statement is true if
// and only if e ≥ ½ and, for every a that the step sizes admit,
//
//   [ 1−c−v−(½−s)a   ½−v ]
//   [      ½−v       d−v ]  ⪰ 0       in (G, D).
//
// Enough: smoothness, the variance assumption and the Lipschitz gradient leave this form. Needed: f = Lx²/2 with the noise ±√M·Lx ± σ
// has equality in all three of them, and G, D of any size.
#include "lemmas/mutant/families.hpp"

namespace lemmata {

namespace {

/// E f(x̃ₜ₊₁) ≤ f(x̃ₜ) − cγ‖G‖² − vγ‖G̃‖² + sγ²L(1+M)‖G‖² + dγⁱLʲΔ + eγᵏLˡσ²; `L` in place of 1 is a factor lost or won by L.
struct Terms {
  Exact c, v, s, d, e, kappa, L;
  unsigned difference_gamma, difference_L, noise_gamma, noise_L;
  bool every_step_size, least_tau_0, only_M;  // γ > 0; τ = 0 admitted; γ ≤ 1/(κL(M+1))

  bool standard() const { return difference_gamma == 1 && difference_L == 2 && noise_gamma == 2 && noise_L == 1; }
  bool unbounded() const { return every_step_size || least_tau_0; }
};

Terms terms(const Parameters& p) {
  const auto small = [&](const char* name) { return static_cast<unsigned>(p.count(name)); };
  return {p.number("c"),
          p.number("virtual"),
          p.number("square"),
          p.number("d"),
          p.number("e"),
          p.number("kappa"),
          p.number("L"),
          small("difference-gamma"),
          small("difference-L"),
          small("noise-gamma"),
          small("noise-L"),
          p.is("range", "every"),
          p.is("least-tau", "0") && p.is("range", "tau"),
          p.is("range", "M")};
}

/// One step in one dimension: f = hx²/2 and the oracle g(x) = hx(1 ± √M) ± σ, four outcomes of the same probability.
struct Instance {
  Exact h = 1, L = 1, root_M = 0, sigma = 0, gamma = 0, x = 0, x_virtual = 0;
};

Exact right_side(const Terms& terms, const Instance& at, const Exact& sigma2) {
  const Exact L = terms.L * at.L, &gamma = at.gamma, M = at.root_M * at.root_M;
  const Exact G = at.h * at.x, G_virtual = at.h * at.x_virtual, gap = at.x - at.x_virtual;
  return at.h * at.x_virtual * at.x_virtual / 2 - terms.c * gamma * G * G - terms.v * gamma * G_virtual * G_virtual +
         terms.s * gamma * gamma * L * (1 + M) * G * G +
         terms.d * to_the(gamma, terms.difference_gamma) * to_the(L, terms.difference_L) * gap * gap +
         terms.e * to_the(gamma, terms.noise_gamma) * to_the(L, terms.noise_L) * sigma2;
}

/// E f(x̃ − γg) = (h/2)((x̃ − γG)² + γ²(MG² + σ²)).
Exact by_moments(const Instance& at) {
  const Exact G = at.h * at.x, mean = at.x_virtual - at.gamma * G;
  return at.h / 2 * (mean * mean + at.gamma * at.gamma * (at.root_M * at.root_M * G * G + at.sigma * at.sigma));
}
/// The same, outcome by outcome.
Exact by_outcomes(const Instance& at) {
  Exact sum = 0;
  for (const int factor : {1, -1})
    for (const int noise : {1, -1}) {
      const Exact g = at.h * at.x * (1 + factor * at.root_M) + noise * at.sigma, next = at.x_virtual - at.gamma * g;
      sum += at.h * next * next / 2;
    }
  return sum / 4;
}

/// γ ≤ 1/(κL(M+τ)) at τ = 1, or the γ at hand where every one is admitted.
Exact largest_step(const Terms& terms, const Exact& L, const Exact& M) { return 1 / (terms.kappa * terms.L * L * (M + 1)); }

Witness witness(const Terms& terms, const Instance& at) {
  const Exact M = at.root_M * at.root_M, sigma2 = at.sigma * at.sigma, right = right_side(terms, at, sigma2);
  Witness w{.facts = {{"f", "h/2*x^2"},
                      {"h", to_string(at.h)},
                      {"L", to_string(at.L)},
                      {"M", to_string(M)},
                      {"sigma2", to_string(sigma2)},
                      {"tau", terms.least_tau_0 ? "0" : "1"},
                      {"gamma", to_string(at.gamma)},
                      {"x_t", to_string(at.x)},
                      {"x_virtual_t", to_string(at.x_virtual)},
                      {"oracle", "h*x*(1+-sqrt(M))+-sigma, 4 equiprobable outcomes"}},
            .sides = {by_moments(at), right},
            .again = {by_outcomes(at), right},
            .route = "second moments",
            .other_route = "the four outcomes of the oracle"};
  return w;
}

bool breaks(const Terms& terms, const Instance& at) { return by_moments(at) > right_side(terms, at, at.sigma * at.sigma); }

/// The form in (G, D) at a.
Matrix<Exact> form(const Terms& t, const Exact& a) {
  const Exact lambda2 = t.L * t.L;  // the statement's L is t.L times the true one
  Matrix<Exact> A(2, 2);
  A << 1 - t.c - t.v - (ratio(1, 2) - t.s * t.L) * a, ratio(1, 2) - t.v, ratio(1, 2) - t.v, t.d * lambda2 - t.v;
  return A;
}

/// Some (G, D) at which a form that is not ⪰ 0 is negative; small numbers first.
std::pair<Exact, Exact> negative_direction(const Matrix<Exact>& A) {
  const auto value = [&](const Exact& G, const Exact& D) { return Exact(A(0, 0) * G * G + 2 * A(0, 1) * G * D + A(1, 1) * D * D); };
  for (const int q : {1, 2, 3, 5})
    for (const int p : {0, -1, 1, -2, 2, -3, 3, -4, 4})
      for (const auto& [G, D] : {std::pair(Exact(1), ratio(p, q)), std::pair(ratio(p, q), Exact(1))})
        if (value(G, D) < 0) return {G, D};
  if (A(0, 0) > 0) return {-A(0, 1) / A(0, 0), 1};
  const Exact tilt = A(0, 1) > 0 ? -1 : 1;  // 2A₀₁GD wins over A₁₁D² for small D
  Exact D = tilt;
  while (value(1, D) >= 0) D /= 2;
  return {1, D};
}

/// The instance that has equality in everything but the form, L = 1 and M = 0.
Witness from_form(const Terms& t, const Terms& effective, const Exact& a) {
  const auto [G, D] = negative_direction(form(effective, a));
  return witness(t, {.gamma = a, .x = G, .x_virtual = G + D});
}

/// ½ against e: the noise at the minimum.
Answer too_little_noise(const Terms& t, const Exact& gamma) {
  return refuted(witness(t, {.sigma = 1, .gamma = gamma}), "at the minimum only the noise is left, and it costs γ²Lσ²/2");
}

Certificate certificate(const Terms& t) {
  const auto symbol = [](const char* name) { return Polynomial::variable(name); };
  const Polynomial gamma = symbol("γ"), L = symbol("L"), M = symbol("M"), tau = symbol("τ"), sigma2 = symbol("σ²"), V = symbol("V"),
                   Delta = symbol("Δ"), f = symbol("f"), next = symbol("f⁺"), G = symbol("G"), D = symbol("D");
  const Polynomial difference_term = t.d * power(gamma, t.difference_gamma) * power(t.L * L, t.difference_L) * Delta,
                   noise_term = t.e * power(gamma, t.noise_gamma) * power(t.L * L, t.noise_L) * sigma2;
  Certificate c{.statement = "f⁺ ≤ f − cγ‖G‖² + dγL²Δ + eγ²Lσ² with the constants asked for",
                .difference = f - t.c * gamma * G * G - t.v * gamma * (G + D) * (G + D) +
                              t.s * power(gamma, 2) * t.L * L * (1 + M) * G * G + difference_term + noise_term - next,
                .known = {},
                .vectors = {"G", "D"},
                .of_any_sign = {"f", "f⁺"},
                .notes = {"f = f(x̃ₜ), f⁺ = E f(x̃ₜ₊₁), G = ∇f(xₜ), D = ∇f(x̃ₜ) − ∇f(xₜ), Δ = ‖xₜ − x̃ₜ‖², V = E‖gₜ − G‖²"}};
  c.known.push_back({1, f - gamma * (G + D) * G + ratio(1, 2) * power(gamma, 2) * L * (G * G + V) - next, "L-smoothness at x̃ₜ, E gₜ = G"});
  c.known.push_back({ratio(1, 2) * power(gamma, 2) * L, M * G * G + sigma2 - V, "variance assumption at xₜ"});

  // What step sizes γ ≤ 1/(κL(M+1)) are good for: (1 − κγL(M+1)) × (a number ≥ 0).
  Polynomial use = 0;
  const Exact kappa = t.kappa * t.L;
  Polynomial lipschitz = t.d * t.L * t.L * gamma;
  if (t.difference_gamma == 0) {  // dLΔ ≥ dκγL²Δ
    use += t.d * t.L * L * Delta;
    lipschitz = t.d * t.L * kappa * gamma;
  }
  if (t.noise_gamma == 1) use += 1 / (2 * kappa) * gamma * sigma2;
  if (const Exact weight = ratio(1, 2) - t.s * t.L; weight > 0 && !t.unbounded()) use += weight / kappa * gamma * G * G;
  if (use != Polynomial(0)) {
    const Polynomial slack = 1 - kappa * gamma * L * (M + (t.only_M ? Polynomial(1) : tau));
    c.known.push_back({use, slack, t.only_M ? "γ ≤ 1/(κL(M+1))" : "γ ≤ 1/(κL(M+τ))"});
    if (!t.only_M) c.known.push_back({use * kappa * gamma * L, tau - 1, "τ ≥ 1"});
  }
  c.known.push_back({lipschitz, L * L * Delta - D * D, "∇f is L-Lipschitz"});
  return c;
}

/// Constants, exponents and ranges of γ; all hypotheses are kept.
Answer decide_constants(const Terms& t) {
  const Exact largest = largest_step(t, 1, 0);  // of a = γL(1+M); at τ = 1, M = 0
  if (!t.standard()) {
    if (t.unbounded()) return undecided("other exponents are decided for γ ≤ 1/(κL(M+τ)) only");
    if (t.noise_L + 1 != t.noise_gamma || t.noise_gamma > 2 || t.difference_L != t.difference_gamma + 1 || t.difference_gamma > 1) {
      for (const Exact& L : {Exact(1), Exact(4), ratio(1, 4), Exact(64), ratio(1, 64), Exact(4096), ratio(1, 4096)})
        for (const Exact& share : {Exact(1), ratio(1, 16), ratio(1, 256), ratio(1, 4096)}) {
          const Exact gamma = share * largest_step(t, L, 0);
          for (const auto& [x, x_virtual, sigma] :
               {std::tuple(Exact(0), Exact(0), 1), std::tuple(Exact(1), ratio(-1, 4), 0), std::tuple(Exact(1), Exact(0), 0),
                std::tuple(Exact(1), ratio(1, 2), 0), std::tuple(Exact(1), ratio(15, 16), 0), std::tuple(Exact(1), ratio(-2, 5), 0)})
            if (const Instance at{.h = L, .L = L, .sigma = sigma, .gamma = gamma, .x = x, .x_virtual = x_virtual}; breaks(t, at))
              return refuted(witness(t, at), "the units are wrong, so that a large or a small L refutes it");
        }
      return undecided("the units are wrong, but none of the instances tried refutes it");
    }
  }
  Terms effective = t;  // the largest γ is the worst where its exponent is 0
  if (t.difference_gamma == 0) effective.d = t.d / (largest * t.L);
  if (t.noise_gamma == 0) return undecided("a noise term without γ");
  if ((t.noise_gamma == 1 ? Exact(t.e / largest) : Exact(t.e * t.L)) < ratio(1, 2)) return too_little_noise(t, largest);

  const auto negative_at = [&](const Exact& a) { return !positive_semidefinite(form(effective, a)); };
  if (t.difference_gamma == 0 && t.s * t.L > ratio(1, 2)) return undecided("the largest γ need not be the worst");
  if (!t.unbounded() && negative_at(largest))
    return refuted(from_form(t, effective, largest), "the form in (G, ∇f(x̃)−G) is negative at the largest γ");
  if (t.difference_gamma == 1 && negative_at(0)) {
    Exact a = largest;
    while (!negative_at(a)) a /= 2;
    return refuted(from_form(t, effective, a), "the form in (G, ∇f(x̃)−G) is negative for small γ");
  }
  if (t.unbounded() && t.s * t.L < ratio(1, 2)) {
    Exact a = 1;
    while (!negative_at(a)) a *= 2;
    return refuted(from_form(t, effective, a), "the form in (G, ∇f(x̃)−G) is negative for large γ");
  }
  return proved(certificate(t), "the form in (G, ∇f(x̃)−G) is positive semidefinite for every γ admitted");
}

// Hypotheses dropped. Each has its own instance; the step size is halved until it refutes, or the statement stays undecided.

Facts two_samples(const Exact& x, const Exact& gamma) {
  return {{"f1", "x^2/2+x"},     {"f2", "x^2/2-x"},          {"L", "1"}, {"M", "0"}, {"sigma2", "1"}, {"tau", "1"},
          {"x_0", to_string(x)}, {"gamma", to_string(gamma)}};
}

/// Two cores, sample 1 fast, sample 2 slow: the write that comes first gets label 0, and P(i₀ = 1) = 3/4.
Answer label_at_write(const Terms& t) {
  Exact gamma = largest_step(t, 1, 0);
  for (int halvings = 0; halvings < 12; ++halvings, gamma /= 2)
    for (const Exact& x : {ratio(-1, 4), ratio(-1, 16), ratio(-1, 64)}) {
      const Instance at{.sigma = 1, .gamma = gamma, .x = x, .x_virtual = x};
      const Exact right = right_side(t, at, 1), mean = (1 - gamma) * x - gamma / 2;  // E ξ = ½, Var ξ = 3/4
      const Exact left = (mean * mean + gamma * gamma * ratio(3, 4)) / 2;
      if (left <= right) continue;
      Exact again = 0;
      for (const int core_1 : {1, -1})
        for (const int core_2 : {1, -1}) {  // what each core drew; xi = +1 is fast
          const Exact next = x - gamma * (x + std::max(core_1, core_2));
          again += next * next / 8;
        }
      Facts facts = two_samples(x, gamma);
      facts.emplace_back("law", "two cores draw, f1 is fast: P(i_0 = 1) = 3/4");
      return refuted({.facts = facts,
                      .sides = {left, right},
                      .again = {again, right},
                      .route = "mean and variance",
                      .other_route = "the four draws of the two cores"},
                     "E g₀ = ∇f(x₀) + 1/2: who writes first is not a uniform sample");
    }
  return undecided("no instance of a biased label refutes it");
}

/// n = 2 on f = −x²/2, ξ₁ = −ξ₀; or on f = x²/2, where it may help.
Answer without_replacement(const Terms& t) {
  Exact gamma = largest_step(t, 1, 0);
  for (int halvings = 0; halvings < 12; ++halvings, gamma /= 2) {
    const Exact one = 1;
    const auto side = [&](const Exact& xi0) {  // t = 1, given ξ₀
      const Exact x = -gamma * xi0, next = x - gamma * (-x - xi0);
      return Sides{-next * next / 2, right_side(t, {.h = -1, .gamma = gamma, .x = x, .x_virtual = x}, 1)};
    };
    const Sides plus = side(one), minus = side(-one), mean{(plus.left + minus.left) / 2, (plus.right + minus.right) / 2};
    if (mean.left <= mean.right) continue;
    const Exact g2 = gamma * gamma, x2 = g2;  // x̃₂ = −γ²ξ₀
    const Exact again = -g2 * g2 / 2, at_rest = right_side(t, {.h = -1, .gamma = gamma}, 1),
                unit = right_side(t, {.h = -1, .gamma = gamma, .x = 1, .x_virtual = 1}, 0);
    return refuted({.facts = {{"f", "-x^2/2"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "1"},
                              {"noise", "+-1, n = 2 without replacement, t = 1"},
                              {"x_0", "0"},
                              {"gamma", to_string(gamma)}},
                    .sides = mean,
                    .again = {again, at_rest + x2 * unit},
                    .route = "both orders",
                    .other_route = "x̃₂ = −γ²ξ₀ in closed form"},
                   "E[ξ₁ | past] = −ξ₀");
  }
  return undecided("no order of two samples refutes it");
}

/// m pending gradients land at once on the memory: f = x²/2 at rest, noise ±1.
Answer real_iterates(const Terms& t) {
  for (int m = 2; m <= 14; ++m) {
    const Exact gamma = 1 / (t.kappa * t.L * (m - 1)),
                right = right_side(t, {.gamma = gamma}, 1) +
                        (m - 1) * gamma * gamma * right_side(t, {.gamma = gamma, .x = 0, .x_virtual = 1}, 0) -
                        (m - 1) * gamma * gamma / 2;  // x̃ₜ has m−1 updates more than xₜ = 0, and f(xₜ) = 0
    const Exact left = m * gamma * gamma / 2;
    if (left <= right) continue;
    Exact again = 0;
    for (int path = 0; path < 1 << m; ++path) {
      int sum = 0;
      for (int k = 0; k < m; ++k) sum += path >> k & 1 ? 1 : -1;
      again += gamma * gamma * sum * sum / 2;
    }
    return refuted({.facts = {{"f", "x^2/2"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "1"},
                              {"noise", "+-1"},
                              {"x_t", "0"},
                              {"tau", std::to_string(m - 1)},
                              {"gamma", to_string(gamma)},
                              {"landing", std::to_string(m) + " gradients of x_t = 0 at once"}},
                    .sides = {left, right},
                    .again = {again / (1 << m), right},
                    .route = "variances add up",
                    .other_route = "all " + std::to_string(1 << m) + " paths"},
                   "the memory moves by several gradients between two labels, x̃ₜ by one");
  }
  return undecided("up to 14 gradients that land at once do not refute it");
}

/// V(x̃ₜ) ≤ M‖∇f(x̃ₜ)‖² + σ² only: at x̃ₜ = argmin f the oracle is exact, at xₜ = 1 its noise is ±N.
Answer noise_elsewhere(const Terms& t) {
  const Exact gamma = largest_step(t, 1, 0);
  for (Exact N = 1; N < 1'000'000'000; N *= 2) {
    const Instance at{.sigma = N, .gamma = gamma, .x = 1};
    const Exact right = right_side(t, at, 0);
    if (by_moments(at) <= right) continue;
    return refuted({.facts = {{"f", "x^2/2"},
                              {"L", "1"},
                              {"M", "0"},
                              {"sigma2", "0"},
                              {"tau", "1"},
                              {"gamma", to_string(gamma)},
                              {"x_t", "1"},
                              {"x_virtual_t", "0"},
                              {"oracle", "x+-" + to_string(N) + "*x, exact at x_virtual_t = 0"}},
                    .sides = {by_moments(at), right},
                    .again = {by_outcomes(at), right},
                    .route = "second moments",
                    .other_route = "the outcomes of the oracle"},
                   "gₜ is drawn at xₜ, and nothing bounds its noise there");
  }
  return undecided("no noise tried refutes it");
}

/// Curvature h above the declared L = 1.
Answer not_smooth(const Terms& t) {
  Exact gamma = largest_step(t, 1, 0);
  for (Exact h = 2; h < 1'000'000; h *= 2)
    for (const int x_virtual : {1, 0})
      if (const Instance at{.h = h, .gamma = gamma, .x = 1, .x_virtual = x_virtual}; breaks(t, at))
        return refuted(witness(t, at), "f bends more than L allows");
  return undecided("no curvature tried refutes it");
}

Answer decide_decrease(const Parameters& p) {
  const Terms t = terms(p);
  if (t.L <= 0) throw std::invalid_argument("decrease: L='" + p.text("L") + "'; right would be a rational above 0");
  const int dropped =
      !p.is_default("labels") + !p.is_default("samples") + !p.is_default("iterates") + !p.is_default("noise") + !p.is_default("smooth");
  if (dropped == 0) return decide_constants(t);
  if (const Answer with_all = decide_constants(t); with_all.verdict == Truth::no) return with_all;  // fewer hypotheses claim more
  if (t.unbounded()) return undecided("hypotheses are dropped one at a time, with a bound on γ");
  if (p.is("labels", "at-write")) return label_at_write(t);
  if (p.is("labels", "before-read"))
    return undecided("x̃₁ may depend on ξ₁, so E⟨∇f(x̃₁),ξ₁⟩ = 0 is lost; no instance here refutes the lemma itself");
  if (p.is("samples", "without-replacement")) return without_replacement(t);
  if (p.is("iterates", "real")) return real_iterates(t);
  if (p.is("noise", "virtual")) return noise_elsewhere(t);
  return not_smooth(t);
}

}  // namespace

std::vector<Family> decrease_families() {
  return {{"decrease",
           "A21",
           "E f(x̃ₜ₊₁) ≤ f(x̃ₜ) − cγ‖∇f(xₜ)‖² − virtual·γ‖∇f(x̃ₜ)‖² + square·γ²L(1+M)‖∇f(xₜ)‖² + dγL²‖xₜ−x̃ₜ‖² + eγ²Lσ², γ ≤ 1/(κL(M+τ))",
           {larger(number("c", "1/4")), smaller(number("d", "1/2")), smaller(number("e", "1/2")), smaller(positive("kappa", "10")),
            choice("range", {"tau", "M", "every"}), number("virtual", "0"), number("square", "0"), positive("L", "1"),
            number("difference-gamma", "1"), number("difference-L", "2"), number("noise-gamma", "2"), number("noise-L", "1"),
            choice("least-tau", {"1", "0"}), choice("labels", {"after-read", "before-read", "at-write"}),
            choice("samples", {"fresh", "without-replacement"}), choice("iterates", {"virtual", "real"}),
            choice("noise", {"read", "virtual"}), choice("smooth", {"yes", "no"}), choice("reads", {"any", "consistent", "dependent"})},
           decide_decrease}};
}

}  // namespace lemmata
