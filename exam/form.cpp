#include "exam/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "algorithms/streams.hpp"

namespace lemmata::exam {
namespace {

/// What a part of the midterm draws from, first those that it prefers; and its share of 60 points.
struct Pool {
  std::string_view title;
  unsigned share;
  std::vector<std::string_view> families;
  bool balanced = false;
};

std::vector<Pool> pools(std::uint64_t seed) {
  std::vector<Pool> all{
      {"True or false", 12, {"E01", "E05", "E11", "E14", "E24", "E26", "E18", "E28", "E31", "E06"}, true},
      {"Short computations", 14, {"E02", "E07", "E09", "E12", "E10", "E03", "E29", "E04", "E30"}},
      {"Proof", 16, {"E23", "E21", "E20", "E27", "E25", "E36"}},
      {"Distributed exercise", 18, {"D1", "E13", "E16", "E19", "E17", "E32", "E33", "E35"}}};
  if (word(seed, 0, 0) % 2) std::swap(all[2].families[2], all[2].families[3]);  // E20 or E27
  return all;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kin{{
    {"D1", "E13"}, {"D1", "E16"}, {"D1", "E19"},    // its parts
    {"E07", "E08"}, {"E07", "E11"},                 // E08 is the table of limits of E07; both state the factor
    {"E21", "E22"}, {"E22", "E31"},                 // the largest c
    {"E23", "E24"}, {"E24", "C2"},                  // the constants of Lemma 6.5, overwritten below where they are not shared
    {"E27", "E31"},                                 // 1/4 − 1/100
    {"E14", "E15"},                                 // delay of p workers
    {"E19", "E31"}, {"E05", "E10"},                 // the best step of SGD without noise
    {"E16", "E17"},                                 // how the virtual iterate starts
    {"E02", "E04"}}};

/// The points of a family's questions.
unsigned points(std::string_view id) { return question(family(id), 0).points; }

/// A way to fill a part: places in its pool, ascending.
using Chosen = std::vector<std::size_t>;

bool coherent(const std::vector<std::string_view>& families) {
  for (std::size_t i = 0; i < families.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (give_away(families[i], families[j])) return false;
  return true;
}

/// By points: the first few ways to fill a part with that many.
std::map<unsigned, std::vector<Chosen>> ways(const Pool& pool) {
  constexpr std::size_t kept = 6;
  std::vector<unsigned> each;
  for (const auto id : pool.families) each.push_back(points(id));
  std::vector<Chosen> all;
  for (std::size_t set = 1; set < std::size_t{1} << each.size(); ++set) {
    Chosen chosen;
    for (std::size_t i = 0; i < each.size(); ++i)
      if (set >> i & 1) chosen.push_back(i);
    if (!pool.balanced || chosen.size() % 2 == 0) all.push_back(std::move(chosen));
  }
  std::sort(all.begin(), all.end());
  std::map<unsigned, std::vector<Chosen>> by_points;
  for (const Chosen& chosen : all) {
    std::vector<std::string_view> ids;
    unsigned sum = 0;
    for (const std::size_t i : chosen) ids.push_back(pool.families[i]), sum += each[i];
    if (by_points[sum].size() < kept && coherent(ids)) by_points[sum].push_back(chosen);
  }
  return by_points;
}

struct Candidate {
  unsigned off;  // Σ |points·60 − share·minutes|
  std::size_t rank;
  std::array<const Chosen*, 4> chosen;
};

bool fits(const Blend& blend) {
  std::vector<std::string_view> all;
  for (const auto& part : blend.parts) all.insert(all.end(), part.families.begin(), part.families.end());
  if (!coherent(all)) return false;
  return std::all_of(lemmas_to_cover().begin(), lemmas_to_cover().end(), [&](const Lemma& lemma) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view id) { return covers(family(id), lemma); });
  });
}

Blend blended(const std::vector<Pool>& from, const Candidate& candidate, unsigned minutes) {
  Blend blend{.minutes = minutes, .parts = {}};
  for (std::size_t p = 0; p < from.size(); ++p) {
    Blend::Part part{.title = std::string(from[p].title), .families = {}, .balanced = from[p].balanced};
    for (const std::size_t i : *candidate.chosen[p]) part.families.push_back(from[p].families[i]);
    blend.parts.push_back(std::move(part));
  }
  return blend;
}

// --- a form of a blend -----------------------------------------------------------------------------------------------------------------

/// Seeds of the questions: a stream of their own.
class Seeds {
 public:
  Seeds(std::uint64_t seed, std::size_t form) : seed_(seed), form_(form) {}
  std::uint64_t next() { return sample(seed_, std::uint64_t{form_} << 32 | counter_++, 0x6578616d, 1'000'000); }
  std::size_t place(std::size_t n) { return sample(seed_, std::uint64_t{form_} << 32 | counter_++, 0x6578616d, n); }
  template <class T>
  void shuffle(std::vector<T>& elements) {
    for (std::size_t i = elements.size(); i > 1; --i) std::swap(elements[i - 1], elements[place(i)]);
  }

 private:
  std::uint64_t seed_, counter_ = 0;
  std::size_t form_;
};

bool truth(const Question& q) { return !q.choices.empty() && q.choices[0].right; }
unsigned steps(const std::vector<Question>& questions) {
  return std::accumulate(questions.begin(), questions.end(), 0U, [](unsigned sum, const Question& q) { return sum + static_cast<unsigned>(q.solution.size()); });
}

/// A statement of each family, half of them true; where `like` is given, with as many steps in all.
std::vector<Question> balanced(const std::vector<std::string_view>& ids, Seeds& seeds, const std::vector<Question>* like) {
  constexpr int tries = 100, draws = 30;
  for (int attempt = 0; attempt < tries; ++attempt) {
    std::vector<std::size_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    seeds.shuffle(order);
    std::size_t wanted[2] = {ids.size() / 2, ids.size() / 2};  // false, true
    std::vector<Question> drawn;
    for (const std::size_t i : order)
      for (int draw = 0; draw < draws; ++draw) {
        Question q = question(family(ids[i]), seeds.next());
        if (wanted[truth(q)] == 0) continue;
        --wanted[truth(q)];
        drawn.push_back(std::move(q));
        break;
      }
    if (drawn.size() == ids.size() && (!like || steps(drawn) == steps(*like))) return drawn;
  }
  throw std::logic_error(fmt::format("no balanced choice of true and false statements in {} attempts", tries));
}

Question alike(std::string_view id, Seeds& seeds, const Question* like) {
  constexpr int tries = 200;
  for (int attempt = 0; attempt < tries; ++attempt) {
    Question q = question(family(id), seeds.next());
    if (!like || (q.points == like->points && q.minutes == like->minutes && q.solution.size() == like->solution.size())) return q;
  }
  throw std::logic_error(fmt::format("{}: no question as difficult as that of the first form in {} attempts", id, tries));
}

Form form(const Blend& blend, std::uint64_t seed, std::size_t number, const Form* first) {
  Seeds seeds(seed, number);
  Form made{.id = fmt::format("{}-{}-{}", seed, blend.minutes, number), .title = "Distributed Optimization I: Midterm", .minutes = blend.minutes, .sections = {}};
  for (std::size_t p = 0; p < blend.parts.size(); ++p) {
    const auto& part = blend.parts[p];
    const std::vector<Question>* like = first ? &first->sections[p].questions : nullptr;
    Section section{part.title, {}};
    if (part.balanced) section.questions = balanced(part.families, seeds, like);
    else
      for (std::size_t i = 0; i < part.families.size(); ++i) section.questions.push_back(alike(part.families[i], seeds, like ? &(*like)[i] : nullptr));
    made.sections.push_back(std::move(section));
  }
  return made;
}

}  // namespace

unsigned Form::points() const {
  unsigned sum = 0;
  for (const Question* q : questions()) sum += q->points;
  return sum;
}

std::vector<const Question*> Form::questions() const {
  std::vector<const Question*> all;
  for (const Section& section : sections)
    for (const Question& q : section.questions) all.push_back(&q);
  return all;
}

bool give_away(std::string_view one, std::string_view other) {
  return one == other || std::any_of(kin.begin(), kin.end(), [&](const auto& pair) { return pair == std::pair(one, other) || pair == std::pair(other, one); });
}

const std::vector<Lemma>& lemmas_to_cover() {
  static const std::vector<Lemma> all{{"the variance of mini-batches", {"A1", "A2", "A4", "A6a"}},
                                      {"Theorem 6.1 and the batch size", {"A6", "A7", "A10", "A11"}},
                                      {"Lemma 6.4 (Decrease)", {"A21"}},
                                      {"Lemma 6.5 (Difference)", {"A22"}},
                                      {"Theorem 6.3 and its step size", {"A16", "A17", "A18", "A19", "A23", "MAIN", "Tuning", "C3"}}};
  return all;
}

bool covers(const Family& family, const Lemma& lemma) {
  return std::any_of(family.claims.begin(), family.claims.end(), [&](const Claim* claim) {
    return std::any_of(lemma.claims.begin(), lemma.claims.end(), [&](std::string_view id) {
      return claim->id.starts_with(id) && (claim->id.size() == id.size() || !std::isdigit(static_cast<unsigned char>(claim->id[id.size()])));
    });
  });
}

Blend midterm(unsigned minutes, std::uint64_t seed) {
  const std::vector<Pool> from = pools(seed);
  std::vector<std::map<unsigned, std::vector<Chosen>>> filled;
  for (const Pool& pool : from) filled.push_back(ways(pool));
  std::vector<Candidate> candidates;
  const auto off = [&](std::size_t p, unsigned sum) { return static_cast<unsigned>(std::abs(static_cast<int>(60 * sum) - static_cast<int>(from[p].share * minutes))); };
  for (const auto& [a, as] : filled[0])
    for (const auto& [b, bs] : filled[1])
      for (const auto& [c, cs] : filled[2]) {
        if (a + b + c >= minutes) continue;
        const auto rest = filled[3].find(minutes - a - b - c);
        if (rest == filled[3].end()) continue;
        const unsigned distance = off(0, a) + off(1, b) + off(2, c) + off(3, rest->first);
        for (std::size_t i = 0; i < as.size(); ++i)
          for (std::size_t j = 0; j < bs.size(); ++j)
            for (std::size_t k = 0; k < cs.size(); ++k)
              for (std::size_t l = 0; l < rest->second.size(); ++l)
                candidates.push_back({distance, i + j + k + l, {&as[i], &bs[j], &cs[k], &rest->second[l]}});
      }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return std::pair(a.off, a.rank) < std::pair(b.off, b.rank); });
  for (const Candidate& candidate : candidates) {
    if (candidate.off > 30 * minutes) break;  // half of the exam would stand in the wrong part
    if (Blend blend = blended(from, candidate, minutes); fits(blend)) return blend;
  }
  throw std::invalid_argument(fmt::format("--minutes: no blend of questions fills '{}' minutes with each lemma covered; right are 30, 45, 60 and 90, among others", minutes));
}

std::vector<Form> forms(const Blend& blend, std::uint64_t seed, std::size_t count) {
  std::vector<Form> all;
  for (std::size_t number = 1; number <= count; ++number) all.push_back(form(blend, seed, number, all.empty() ? nullptr : &all.front()));
  return all;
}

Difficulty difficulty(const Form& form) {
  Difficulty d{.families = {}, .points = form.points()};
  for (const Question* q : form.questions()) {
    d.families.push_back(q->stamp.family);
    d.minutes += q->minutes;
    d.steps += static_cast<unsigned>(q->solution.size());
    if (q->kind == Kind::true_false) ++(truth(*q) ? d.true_statements : d.false_statements);
  }
  std::sort(d.families.begin(), d.families.end());
  return d;
}

}  // namespace lemmata::exam
