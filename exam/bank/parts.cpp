#include "exam/bank/parts.hpp"

#include <fmt/format.h>

#include <numeric>

namespace lemmata::exam::bank {

std::string put(std::string text, const std::vector<std::pair<std::string_view, Value>>& values) {
  for (const auto& [name, value] : values) {
    const std::string mark = "@" + std::string(name) + "@";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.text.size()))
      text.replace(at, mark.size(), value.text);
  }
  if (text.find('@') != std::string::npos) throw std::logic_error("a name without a value in: " + text);
  return text;
}

std::string times(const Exact& a, std::string_view what) { return (a == 1 ? "" : a == -1 ? "-" : tex(a)) + std::string(what); }

std::string list(const std::vector<Exact>& values) {
  std::string text;
  for (const Exact& a : values) text += (text.empty() ? "" : ", ") + tex(a);
  return text;
}

Gap number_gap(const Exact& key, std::vector<std::pair<Exact, std::string>> slips, unsigned points) {
  Gap gap{.key = to_string(key), .points = points};
  for (auto& [value, diagnosis] : slips) {
    const std::string text = to_string(value);
    const auto same = [&](const Slip& s) { return s.value == text; };
    if (text != gap.key && std::none_of(gap.slips.begin(), gap.slips.end(), same)) gap.slips.push_back({text, std::move(diagnosis)});
  }
  return gap;
}

Gap word_gap(std::string key, std::vector<std::string> words, unsigned points) {
  return {.entry = Gap::Entry::word, .key = std::move(key), .words = std::move(words), .points = points};
}

std::string rounded(const Exact& lower, const Exact& upper, unsigned decimals) {
  Exact scale = 1;
  for (unsigned d = 0; d < decimals; ++d) scale *= 10;
  const auto whole = floor(lower * scale + ratio(1, 2));
  if (lower < 0 || whole != floor(upper * scale + ratio(1, 2)))
    throw std::logic_error("cannot be rounded: " + to_string(lower) + " to " + to_string(upper));
  std::string digits = whole.str();
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return digits;
}

Gap rounded_gap(const Exact& lower, const Exact& upper, unsigned decimals, unsigned points) {
  Exact tolerance = 1;
  for (unsigned d = 0; d < decimals; ++d) tolerance /= 10;
  return {.key = rounded(lower, upper, decimals), .points = points, .rounded = Gap::Rounded{lower, upper, tolerance}};
}

Derivation derived(std::size_t gap, const Exact& value, std::string route, const Exact& again, std::string other_route) {
  return {fmt::format("[[{}]]", gap), to_string(value), std::move(route), to_string(again), std::move(other_route)};
}

void add_up(Question& q, const std::vector<std::string>& rubric) {
  if (rubric.size() != q.gaps.size()) throw std::logic_error("a line of the rubric for each gap");
  q.points = 0;
  for (std::size_t g = 0; g < q.gaps.size(); ++g) {
    q.rubric.push_back({q.gaps[g].points, rubric[g]});
    q.points += q.gaps[g].points;
  }
  q.minutes = q.points;
}

AtRead at_last_read(const Toy& toy, const Reads& reads) {
  const std::size_t t = reads.size() - 1;
  AtRead mean{0, 0, 0, std::vector<Exact>(t)};
  for (std::size_t path = 0; path < std::size_t{1} << t; ++path) {
    std::vector<Exact> G(t), xi(t);
    for (std::size_t k = 0; k < t; ++k) {
      Exact x = toy.x0;
      for (std::size_t j = 0; j < k; ++j)
        if (std::find(reads[k].begin(), reads[k].end(), j) == reads[k].end()) x -= toy.gamma * (G[j] + xi[j]);
      G[k] = toy.h * x;
      xi[k] = (path >> k & 1 ? -1 : 1) * (toy.noise + toy.slope * x);
      mean.squares[k] += square(G[k]);
    }
    Exact u = 0, v = 0;
    for (const std::size_t k : reads[t]) u += G[k], v += xi[k];
    mean.gradients += square(Exact(u + v));
    mean.mean_gradients += square(u);
    mean.noises += square(v);
  }
  const Exact paths = Exact(std::size_t{1} << t);
  mean.gradients /= paths, mean.mean_gradients /= paths, mean.noises /= paths;
  for (Exact& G2 : mean.squares) G2 /= paths;
  return mean;
}

std::vector<Reads> all_reads(std::size_t t, bool consistent) {
  std::vector<Reads> all{{{}}};
  for (std::size_t s = 1; s <= t; ++s) {
    std::vector<Reads> longer;
    for (const Reads& start : all)
      for (std::size_t set = 0; set < std::size_t{1} << s; ++set) {
        std::vector<std::size_t> J;
        bool seen_again = true;
        for (std::size_t k = 0; k < s; ++k)
          if (set >> k & 1) {
            J.push_back(k);
            seen_again = seen_again && (k + 1 == s || std::find(start.back().begin(), start.back().end(), k) != start.back().end());
          }
        if (consistent && !seen_again) continue;
        longer.push_back(start);
        longer.back().push_back(std::move(J));
      }
    all = std::move(longer);
  }
  return all;
}

std::size_t delay(const Reads& reads) {
  std::size_t tau = 1;
  for (std::size_t s = 0; s < reads.size(); ++s)
    for (const std::size_t k : reads[s]) tau = std::max(tau, s - k);
  return tau;
}

}  // namespace lemmata::exam::bank
