#include "exam/verify_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>

#include "algorithms/input_error.hpp"
#include "exam/distributed.hpp"
#include "exam/family.hpp"
#include "exam/print/papers.hpp"

namespace lemmata::exam {
namespace {

constexpr std::string_view question_mark = "lemmata:question ", end_mark = "lemmata:end ", form_mark_text = "lemmata:form ";

/// "name=value" of a mark; words without "=" are dropped.
using Fields = std::map<std::string, std::string, std::less<>>;
Fields fields(const std::string& text) {
  Fields all;
  std::istringstream words(text);
  for (std::string word; words >> word;)
    if (const auto equals = word.find('='); equals != std::string::npos) all[word.substr(0, equals)] = word.substr(equals + 1);
  return all;
}

std::optional<std::uint64_t> natural(const Fields& all, std::string_view name) {
  const auto found = all.find(name);
  if (found == all.end() || found->second.empty() || found->second.size() > 18 || found->second.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoull(found->second);
}

template <class Names>
std::optional<std::size_t> one_of(const Fields& all, std::string_view name, const Names& names) {
  const auto found = all.find(name);
  if (found == all.end()) return std::nullopt;
  const auto place = std::find(names.begin(), names.end(), found->second);
  return place == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(place - names.begin()));
}

/// The question of a stamp, made again; or what is wrong with the stamp.
struct Again {
  std::optional<Question> question;
  std::string wrong;
};
Again again(const std::string& id, const Fields& stamp, const std::optional<Question>& race) {
  const auto checked = [&stamp](Question q) {
    Again made{std::move(q), {}};
    const auto digest = stamp.find("digest");
    if (digest == stamp.end() || digest->second != made.question->stamp.digest)
      made.wrong = fmt::format("the digest is {}, not {}", digest == stamp.end() ? "missing" : digest->second, made.question->stamp.digest);
    return made;
  };
  if (id == from_a_race) return race ? checked(*race) : Again{std::nullopt, "made from a recorded race: give it with --from-trace"};
  const auto known = std::find_if(families().begin(), families().end(), [&](const Family& f) { return f.id == id; });
  const auto version = natural(stamp, "version"), seed = natural(stamp, "seed");
  if (known == families().end() || !version || !seed) return {std::nullopt, "the stamp cannot be read"};
  if (*version != known->version) return {std::nullopt, fmt::format("made by version {} of the family, this is version {}", *version, known->version)};
  return checked(question(*known, *seed));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Of two lines, from a little before where they begin to differ.
std::pair<std::string, std::string> differing(const std::string& a, const std::string& b) {
  const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  std::size_t from = at > 20 ? at - 20 : 0;
  while (from > 0 && (static_cast<unsigned char>(a[from]) & 0xC0) == 0x80) --from;
  const auto part = [&](const std::string& text) { return text.substr(std::min(from, text.size()), 60); };
  return {printable(part(a)), printable(part(b))};
}

class Reader {
 public:
  Reader(const std::string& name, const std::string& text, const std::optional<Question>& race) : name_(name), lines_(lines_of(text)), race_(race) {}

  Verified read() {
    std::optional<std::uint64_t> declared;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (const auto at = lines_[i].find(form_mark_text); at != std::string::npos) declared = natural(fields(lines_[i].substr(at)), "questions");
      if (const auto at = lines_[i].find(question_mark); at != std::string::npos) i = one(i, lines_[i].substr(at + question_mark.size()));
    }
    if (result_.questions == 0) throw InputError({name_}, "holds no question with a stamp", lines_.empty() ? "" : lines_[0], "a file that lemmata exam new has written, a qti.zip as it was");
    if (declared)
      for (std::uint64_t number = 1; number <= *declared; ++number)
        if (!seen_.contains(number)) result_.edits.push_back(fmt::format("{}: question {} of {} is missing", name_, number, *declared));
    return result_;
  }

 private:
  void edited(std::size_t line, const std::string& what) { result_.edits.push_back(fmt::format("{}:{}: {}", name_, line + 1, what)); }

  /// From the line of its mark to that of its end, which is returned.
  std::size_t one(std::size_t begin, const std::string& mark) {
    ++result_.questions;
    std::size_t end = begin + 1;
    while (end < lines_.size() && lines_[end].find(end_mark) == std::string::npos && lines_[end].find(question_mark) == std::string::npos) ++end;
    const bool closed = end < lines_.size() && lines_[end].find(end_mark) != std::string::npos;
    const std::string id = mark.substr(0, mark.find(' '));
    const Fields stamp = fields(mark);
    const auto number = natural(stamp, "number");
    if (number) seen_.insert(*number);
    const std::string which = fmt::format("question {} ({})", number.value_or(result_.questions), printable(id));
    const auto format = one_of(stamp, "as", format_names), paper = one_of(stamp, "paper", paper_names), space = one_of(stamp, "space", space_names);
    const Again made = again(id, stamp, race_);
    if (!closed) edited(begin, which + ": its end is missing");
    else if (!made.question) edited(begin, which + ": " + made.wrong);
    else if (!number || !format || !paper || !space) edited(begin, which + ": the mark cannot be read");
    else compare(begin, end, which, made,
                 lines_of(block(static_cast<Format>(*format), *made.question, *number, {static_cast<Layout::Paper>(*paper), static_cast<Layout::Space>(*space)})));
    return closed ? end : end - 1;
  }

  void compare(std::size_t begin, std::size_t end, const std::string& which, const Again& made, const std::vector<std::string>& expected) {
    if (!made.wrong.empty()) edited(begin, which + ": " + made.wrong);
    for (std::size_t i = 1; i < expected.size() || begin + i <= end; ++i) {  // the mark itself was read
      const std::string there = begin + i <= end ? lines_[begin + i] : "", right = i < expected.size() ? expected[i] : "";
      if (begin + i == end && there.find(end_mark) != std::string::npos && i + 1 == expected.size()) return;
      if (there == right) continue;
      const auto [is, was] = differing(there, right);
      edited(begin + i, fmt::format("{}: '{}' is not what was generated: '{}'", which, is, was));
      return;
    }
  }

  std::string name_;
  std::vector<std::string> lines_;
  const std::optional<Question>& race_;
  std::set<std::uint64_t> seen_;
  Verified result_;
};

Verified verify_blueprint(const std::string& name, const std::string& text, const std::optional<Question>& race) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.contains("questions") || !json["questions"].is_array()) throw InputError({name}, "is no blueprint", text.substr(0, 40), "a file that lemmata exam new has written");
  Verified result;
  for (const auto& entry : json["questions"]) {
    ++result.questions;
    const auto word = [&](const char* key) { return entry.is_object() && entry.contains(key) ? (entry[key].is_string() ? entry[key].get<std::string>() : entry[key].dump()) : std::string(); };
    const std::string which = fmt::format("{}: question {} ({})", name, result.questions, printable(word("family")));
    const Again made = again(word("family"), {{"version", word("version")}, {"seed", word("seed")}, {"digest", word("digest")}}, race);
    if (!made.wrong.empty()) result.edits.push_back(which + ": " + made.wrong);
    if (!made.question) continue;
    const Form form{.id = "", .title = "", .sections = {{word("section"), {*made.question}}}};
    nlohmann::json expected = blueprint(form)["questions"][0];
    expected["number"] = result.questions;
    for (const auto& [key, value] : expected.items())
      if (key != "digest" && (!entry.contains(key) || entry[key] != value))
        result.edits.push_back(fmt::format("{}: \"{}\" is {}, not {}", which, key, entry.contains(key) ? entry[key].dump() : "missing", value.dump()));
  }
  return result;
}

}  // namespace

Verified verify_sheet(const std::string& name, const std::string& text, const std::optional<Question>& race) {
  if (text.starts_with("%PDF")) throw InputError({name}, "is made of another file", "PDF", "exam.tex, paper.html or key.html, of which it was made");
  if (text.starts_with("{")) return verify_blueprint(name, text, race);
  return Reader(name, text, race).read();
}

}  // namespace lemmata::exam
