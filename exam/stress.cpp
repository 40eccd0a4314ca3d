#include "exam/stress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <mutex>
#include <set>

#include "algorithms/verify/in_parallel.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

constexpr std::uint64_t in_stretch = 50;
constexpr std::uint32_t most_corners = 4096;

struct Stretch {
  std::size_t family;
  std::uint64_t first, last;  // seeds, or corners
  bool corners;
};

struct Tally {
  std::mutex mutex;
  Stressed result;
  std::set<std::uint64_t> asked;
  std::size_t parameters = 0;
};

/// Of what a student reads, without the stamp.
std::uint64_t asked(const Question& q) {
  const std::string text = terminal(q, false);
  boost::crc_optimal<64, 0x42F0E1EBA9EA3693, ~std::uint64_t{0}, ~std::uint64_t{0}, true, true> crc;
  crc.process_bytes(text.data(), text.size());
  return crc.checksum();
}

void judge(const Question& q, const std::string& which, std::vector<std::string>& objections) {
  for (const std::string& what : unprintable(q)) objections.push_back(which + ": " + what);
}

/// The seeds of a stretch, or its corners.
void work(const Family& family, const Stretch& stretch, Tally& tally) {
  std::vector<std::string> objections;
  std::set<std::uint64_t> different;
  std::size_t parameters = 0, made = 0;
  for (std::uint64_t i = stretch.first; i < stretch.last; ++i) {
    const std::string which = fmt::format("{} {} {}", family.id, stretch.corners ? "corner" : "seed", i);
    try {
      const auto q = stretch.corners ? question_at_corner(family, static_cast<std::uint32_t>(i)) : std::optional(question(family, i));
      if (!q) continue;
      ++made;
      parameters = std::max(parameters, q->parameters.size());
      different.insert(asked(*q));
      judge(*q, which, objections);
    } catch (const std::exception& error) {
      objections.push_back(which + ": " + error.what());
    }
  }
  const std::lock_guard lock(tally.mutex);
  tally.result.objections.insert(tally.result.objections.end(), objections.begin(), objections.end());
  (stretch.corners ? tally.result.corners : tally.result.variants) += stretch.last - stretch.first;
  if (stretch.corners) tally.result.corner_questions += made;
  else tally.asked.insert(different.begin(), different.end());
  tally.parameters = std::max(tally.parameters, parameters);
}

}  // namespace

std::vector<std::string> unprintable(const Question& q) {
  std::vector<std::string> wrong;
  for (std::size_t format = 0; format < format_names.size(); ++format) try {
      block(static_cast<Format>(format), q, 1, {});
    } catch (const std::exception& error) {
      wrong.push_back(fmt::format("as {}: {}", format_names[format], error.what()));
    }
  try {
    terminal(q, true);
    const Voice read{.words = [](std::string_view words) { return std::string(words); }, .formula = [](const std::string& tex, bool) { return tex; }, .gap = [](std::size_t) { return std::string(); }};
    std::set<std::string> choices;
    for (const Choice& c : q.choices)
      if (!choices.insert(said_inline(c.text, read)).second) wrong.push_back("two choices print alike: " + c.text);
  } catch (const std::exception& error) {
    wrong.push_back(fmt::format("on a terminal: {}", error.what()));
  }
  return wrong;
}

std::vector<Stressed> stress(const std::vector<const Family*>& families, std::uint64_t seeds, std::size_t threads, const std::function<void(double)>& progress) {
  std::vector<Tally> tallies(families.size());
  std::vector<Stretch> stretches;
  for (std::uint64_t first = 1; first <= seeds; first += in_stretch)
    for (std::size_t f = 0; f < families.size(); ++f) stretches.push_back({f, first, std::min(first + in_stretch, seeds + 1), false});
  const auto run = [&](double from, double share) {
    in_parallel(threads, stretches.size(), [&](std::size_t p) { work(*families[stretches[p].family], stretches[p], tallies[stretches[p].family]); },
                [&](double done) { progress(from + share * done); });
  };
  run(0, 0.9);
  stretches.clear();
  for (std::size_t f = 0; f < families.size(); ++f) {
    const std::uint64_t corners = tallies[f].parameters >= 12 ? most_corners : std::uint64_t{1} << tallies[f].parameters;
    for (std::uint64_t first = 0; first < corners; first += in_stretch) stretches.push_back({f, first, std::min(first + in_stretch, corners), true});
  }
  run(0.9, 0.1);
  std::vector<Stressed> all;
  for (std::size_t f = 0; f < families.size(); ++f) {
    Stressed& result = tallies[f].result;
    result.family = families[f]->id;
    result.different = tallies[f].asked.size();
    std::sort(result.objections.begin(), result.objections.end());
    all.push_back(std::move(result));
  }
  return all;
}

}  // namespace lemmata::exam
