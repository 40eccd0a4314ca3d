// How the b samples of a mini-batch are drawn.
#pragma once

namespace lemmata {

/// b independent uniform samples of {0, …, n−1}, or all different, every ordered choice equally likely.
enum class Sampling { with_replacement, without_replacement };

}  // namespace lemmata
