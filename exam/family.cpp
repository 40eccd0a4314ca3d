#include "exam/family.hpp"

#include <fmt/format.h>

#include "exam/bank/sections.hpp"
#include "exam/certify.hpp"

namespace lemmata::exam {
namespace {

constexpr std::uint32_t attempts = 200;

/// As made, with what the family knows of it. Throws std::logic_error with the first objection.
Question made(const Family& family, Draw& draw, std::uint64_t seed) {
  Question q = family.make(draw);
  q.stamp = {std::string(family.id), family.version, seed, ""};
  q.kind = family.kind;
  q.title = family.title;
  q.parameters = draw.parameters();
  if (const auto wrong = objections(q); !wrong.empty()) throw std::logic_error(fmt::format("{} with seed {}: {}", family.id, seed, wrong.front()));
  if (const auto why = unfit(q); !why.empty()) throw Redraw{why.front()};
  q.stamp.digest = digest(q);
  return q;
}

}  // namespace

const std::vector<Family>& families() {
  static const std::vector<Family> all = [] {
    std::vector<Family> list;
    for (const auto& section : {bank::oracles(), bank::mini_batches(), bank::delays(), bank::proofs(), bank::systems(), bank::beyond()})
      list.insert(list.end(), section.begin(), section.end());
    return list;
  }();
  return all;
}

const Family& family(std::string_view id) {
  std::string ids;
  for (const Family& f : families()) {
    if (f.id == id) return f;
    ids += (ids.empty() ? "" : ", ") + std::string(f.id);
  }
  throw std::invalid_argument(fmt::format("unknown family: '{}'; one of {}", id, ids));
}

Question question(const Family& family, std::uint64_t seed) {
  std::string why;
  for (std::uint32_t attempt = 0; attempt < attempts; ++attempt) try {
      Draw draw(seed, family.id, attempt);
      return made(family, draw, seed);
    } catch (const Redraw& redraw) {
      why = redraw.why;
    }
  throw std::logic_error(fmt::format("{} with seed {}: no question in {} attempts; the last: {}", family.id, seed, attempts, why));
}

std::optional<Question> question_at_corner(const Family& family, std::uint32_t corner) try {
  Draw draw = Draw::at_corner(family.id, corner);
  return made(family, draw, 0);
} catch (const Redraw&) {
  return std::nullopt;
}

}  // namespace lemmata::exam
