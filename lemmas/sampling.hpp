// How the b samples of a mini-batch are drawn, and how its update is written.
#pragma once

namespace lemmata {

/// b independent uniform samples of {0, …, n−1}, or all different, every ordered choice equally likely.
enum class Sampling { with_replacement, without_replacement };

/// x − γ Σ gʲ, and x − γ′ (1/b) Σ gʲ. γ is that of the sum form; the mean form has γ′ = bγ.
enum class Form { sum, mean };

}  // namespace lemmata
