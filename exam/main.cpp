// lemmata-exam: papers with certified keys, and answers checked.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "algorithms/input_error.hpp"
#include "algorithms/trace.hpp"
#include "algorithms/verify/request.hpp"
#include "algorithms/verify/text.hpp"
#include "exam/answer.hpp"
#include "exam/distributed.hpp"
#include "exam/form.hpp"
#include "exam/output_directory.hpp"
#include "exam/print/mathematics.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"
#include "exam/stress.hpp"
#include "exam/verify_sheet.hpp"

namespace lemmata::exam {
namespace {

std::uint64_t seed_of(const std::string& text) { return whole_number("--seed", text, 0); }

template <class Names>
std::size_t one_of(std::string_view option, const std::string& value, const Names& names) {
  const auto place = std::find(names.begin(), names.end(), value);
  if (place == names.end()) throw InputError({std::string(option)}, "unknown", value, fmt::format("one of {}", fmt::join(names, ", ")));
  return static_cast<std::size_t>(place - names.begin());
}

std::vector<const Family*> chosen(const std::vector<std::string>& ids) {
  std::vector<const Family*> all;
  for (const std::string& id : ids) all.push_back(&exam::family(id));
  if (ids.empty())
    for (const Family& f : families()) all.push_back(&f);
  return all;
}

std::string claims_of(const Family& family) {
  std::string all;
  for (const Claim* claim : family.claims) all += (all.empty() ? "" : ", ") + std::string(claim->id);
  return all;
}
/// The slide of the family's first claim.
std::string_view slide(const Family& family) { return family.claims.empty() ? std::string_view("") : family.claims.front()->slide; }

/// Text of a question for a terminal.
std::string readable(const std::string& text) {
  return said_inline(text, {.words = [](std::string_view words) { return std::string(words); }, .formula = [](const std::string& tex, bool) { return plain(formula(tex)); },
                            .gap = [](std::size_t g) { return fmt::format("({})", g + 1); }});
}

/// The exercise of the race in a trace file.
std::optional<Question> of_race(const std::optional<std::string>& trace) {
  if (!trace) return std::nullopt;
  const Trace stored = read_trace(*trace);
  const auto* recording = std::get_if<Recording>(&stored.run);
  if (!recording) throw InputError({*trace}, "no race", "delayed SGD on one thread", "a trace of lemmata verify --algorithm hogwild --save-trace");
  return distributed_exercise(*recording, *trace);
}

// --- new -------------------------------------------------------------------------------------------------------------------------------

struct New {
  std::string seed, minutes = "60", blend = "midterm", students = "1", paper = "a4", space = "third", out;
  std::optional<std::string> trace;
  bool force = false, no_pdf = false;
};

/// The distributed exercise of each form is that of the race.
void use_race(const Question& race, const std::string& trace, std::vector<Form>& all) {
  bool used = false;
  for (Form& form : all)
    for (Section& section : form.sections)
      for (Question& q : section.questions)
        if (q.stamp.family == "D1") q = race, used = true;
  if (!used) throw InputError({"--from-trace"}, "an exam of so few minutes has no distributed exercise", trace, "--minutes 60");
}

std::string report(const std::vector<Form>& all) {
  std::string text = "# Forms of equal difficulty\n\nEach form asks the same families for the same points and minutes, with as many true statements as false ones and as many steps in the\n"
                     "worked solutions. What differs are the seeds, and the order of the statements.\n\n"
                     "| form | questions | points | minutes | steps | true | false | seeds |\n|---|---|---|---|---|---|---|---|\n";
  for (const Form& form : all) {
    const Difficulty d = difficulty(form);
    std::string seeds;
    for (const Question* q : form.questions()) seeds += fmt::format("{}{}:{}", seeds.empty() ? "" : " ", q->stamp.family, q->stamp.seed);
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", form.id, d.families.size(), d.points, d.minutes, d.steps, d.true_statements, d.false_statements, seeds);
  }
  const bool equal = std::all_of(all.begin(), all.end(), [&](const Form& form) { return difficulty(form) == difficulty(all.front()); });
  if (!equal) throw std::logic_error("the forms are not equally difficult");
  return text + fmt::format("\nFamilies of each form: {}.\n", fmt::join(difficulty(all.front()).families, ", "));
}

int make_papers(const New& asked) {
  one_of("--template", asked.blend, std::array<std::string_view, 1>{"midterm"});
  const Layout layout{static_cast<Layout::Paper>(one_of("--paper", asked.paper, paper_names)), static_cast<Layout::Space>(one_of("--space", asked.space, space_names))};
  const std::uint64_t seed = seed_of(asked.seed), minutes = whole_number("--minutes", asked.minutes, 1), students = whole_number("--students", asked.students, 1);
  if (minutes > 600) throw InputError({"--minutes"}, "no blend fills them", asked.minutes, "30, 45, 60 or 90");
  if (students > 1000) throw InputError({"--students"}, "too many", asked.students, "1 to 1000");
  require_free(asked.out, asked.force);
  std::vector<Form> all = forms(midterm(static_cast<unsigned>(minutes), seed), seed, students);
  if (const auto race = of_race(asked.trace)) use_race(*race, *asked.trace, all);
  std::vector<File> files;
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < all.size(); ++i) {
    folders.push_back(all.size() == 1 ? "" : fmt::format("form-{}/", i + 1));
    for (auto& [name, bytes] : papers(all[i], layout)) files.emplace_back(folders.back() + name, std::move(bytes));
  }
  if (all.size() > 1) files.emplace_back("forms.md", report(all));
  std::string how;
  write_directory(asked.out, files, asked.force, [&](const std::filesystem::path& made) {
    if (asked.no_pdf) return;
    for (const std::string& folder : folders) {
      const Pdfs pdfs = make_pdfs(made / folder);
      how = pdfs.how;
      if (!pdfs.made) break;
    }
  });
  const Difficulty d = difficulty(all.front());
  std::cout << wrapped(fmt::format("{}: {} {} of {} questions, {} points, {} minutes", asked.out, all.size(), all.size() == 1 ? "form" : "forms", d.families.size(), d.points, all.front().minutes), 2) << "\n";
  std::string names;
  for (const auto& [name, bytes] : files)
    if (name.starts_with(folders[0]) && name != "forms.md") names += (names.empty() ? "" : ", ") + name.substr(folders[0].size());
  std::cout << wrapped("  " + names + (all.size() > 1 ? "; in each of form-1 … form-" + std::to_string(all.size()) + "; forms.md shows that they are equally difficult" : ""), 2) << "\n";
  if (!how.empty()) std::cout << wrapped("  " + how, 2) << "\n";
  std::cout << wrapped("  every key by two routes; lemmata exam verify FILE derives them again", 2) << "\n";
  return 0;
}

// --- list, show ------------------------------------------------------------------------------------------------------------------------

int list(bool markdown) {
  if (markdown) fmt::print("| family | asks about | kind | points | claims | slide |\n|---|---|---|---|---|---|\n");
  for (const Family& f : families()) {
    const unsigned points = question(f, 0).points;
    if (markdown) fmt::print("| {} | {} | {} | {} | {} | {} |\n", f.id, f.title, name(f.kind), points, claims_of(f), slide(f));
    else std::cout << wrapped(fmt::format("{} {} {} {}  {}", left(f.id, 4), left(f.title, 42), left(name(f.kind), 14), right(std::to_string(points), 2), claims_of(f)), 66) << "\n";
  }
  return 0;
}

int show(const std::string& id, const std::string& seed, const std::optional<std::string>& trace, bool key) {
  if (id.empty() == !trace) throw InputError({"family"}, trace ? "stands beside --from-trace" : "is missing", id, "one of the two; lemmata exam list shows the families");
  if (trace) std::cout << terminal(*of_race(trace), key);
  else std::cout << terminal(question(exam::family(id), seed_of(seed)), key);
  return 0;
}

// --- check, practise -------------------------------------------------------------------------------------------------------------------

void tell(const Feedback& feedback) {
  for (const std::string& line : feedback.lines) std::cout << wrapped(readable(line), 2) << "\n";
  if (feedback.is != Feedback::Is::open) std::cout << fmt::format("{} of {} points\n", feedback.points, feedback.of);
}

int exit_code(const Feedback& feedback) { return feedback.is == Feedback::Is::right ? 0 : feedback.is == Feedback::Is::open ? 3 : 1; }

int check(const std::string& id, const std::string& seed, const std::optional<std::string>& answer, const std::optional<std::string>& example) {
  const Question q = question(exam::family(id), seed_of(seed));
  if (!answer == !example) throw InputError({"--answer"}, answer ? "stands beside --counterexample" : "is missing", answer.value_or(""), "one of the two; " + how_to_answer(q));
  const Feedback feedback = example ? mark_counterexample(q, *example) : mark(q, *answer);
  tell(feedback);
  return exit_code(feedback);
}

int practise(const std::vector<std::string>& ids, const std::string& seed_text, const std::string& count_text) {
  const auto from = chosen(ids);
  const std::uint64_t seed = seed_of(seed_text), count = whole_number("--count", count_text, 1);
  unsigned points = 0, of = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Family& f = *from[ids.empty() ? sample(seed, i, 0x70726163, from.size()) : i % from.size()];
    const Question q = question(f, sample(seed, i, 0x73656564, 1'000'000));
    std::cout << (i ? "\n" : "") << terminal(q, false) << "\n";
    for (;;) {
      std::cout << wrapped(how_to_answer(q) + "; ? shows the solution, q ends", 0) << "\n> " << std::flush;
      std::string line;
      if (!std::getline(std::cin, line) || line == "q") {
        std::cout << fmt::format("\nScore: {} of {} points\n", points, of);
        return 0;
      }
      if (line.find_first_not_of(" \t") == std::string::npos) continue;
      if (line != "?") try {
          const Feedback feedback = mark(q, line);
          tell(feedback);
          points += feedback.points, of += feedback.of * (feedback.is != Feedback::Is::open);
        } catch (const InputError& error) {
          std::cout << wrapped(error.what(), 2) << "\n";
          continue;
        }
      else
        of += q.points;
      for (const Note& note : key_notes(q))
        if (note.heading == "Answer" || note.heading == "Solution")
          for (const std::string& step : note.lines) std::cout << wrapped("  " + readable(step), 4) << "\n";
      break;
    }
  }
  std::cout << fmt::format("\nScore: {} of {} points\n", points, of);
  return 0;
}

// --- verify, stress --------------------------------------------------------------------------------------------------------------------

int verify_file(const std::string& file, const std::optional<std::string>& trace) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) throw InputError({file}, "cannot be read", file, "a file that lemmata exam new has written");
  std::ostringstream text;
  text << in.rdbuf();
  const Verified verified = verify_sheet(file, text.str(), of_race(trace));
  for (const std::string& edit : verified.edits) std::cout << edit << "\n";
  if (verified.edits.empty()) std::cout << fmt::format("{}: {} questions as they were generated, every key derived again\n", file, verified.questions);
  return verified.edits.empty() ? 0 : 1;
}

int stress_families(const std::vector<std::string>& ids, const std::string& seeds_text) {
  const std::uint64_t seeds = whole_number("--seeds", seeds_text, 1);
  const bool shown = isatty(STDERR_FILENO) != 0;
  const auto results = stress(chosen(ids), seeds, std::max(1U, std::thread::hardware_concurrency()), [&](double share) {
    if (shown) fmt::print(stderr, "\r{:3.0f} %", 100 * share), std::fflush(stderr);
  });
  if (shown) fmt::print(stderr, "\r     \r");
  fmt::print("{} {} {} {} {}\n", left("family", 8), right("variants", 9), right("different", 10), right("corners", 15), right("objections", 11));
  std::size_t objections = 0;
  for (const Stressed& r : results) {
    fmt::print("{} {} {} {} {}\n", left(r.family, 8), right(std::to_string(r.variants), 9), right(std::to_string(r.different), 10),
               right(fmt::format("{} of {}", r.corner_questions, r.corners), 15), right(std::to_string(r.objections.size()), 11));
    objections += r.objections.size();
  }
  constexpr std::size_t most = 20;
  std::size_t printed = 0;
  for (const Stressed& r : results)
    for (const std::string& objection : r.objections)
      if (printed++ < most) std::cout << objection << "\n";
  if (printed > most) fmt::print("… and {} more\n", printed - most);
  if (objections == 0) fmt::print("Every key by two routes that agree, every wrong choice refuted, all printable.\n");
  return objections == 0 ? 0 : 1;
}

}  // namespace

// --- the command line ------------------------------------------------------------------------------------------------------------------

static int run(int argc, char** argv) {
  CLI::App app("Papers whose keys are proved, and answers checked.\nExit code 0: done, right, as it was; 1: a wrong answer, an edited key, an objection; 2: bad input; 3: a person must mark it.",
               "lemmata exam");
  app.require_subcommand(1);
  app.set_version_flag("--version", LEMMATA_VERSION);
  app.get_formatter()->column_width(28);

  New asked;
  auto* make = app.add_subcommand("new", "write a paper, its key, and what platforms import");
  make->add_option("--seed", asked.seed, "the same seed gives the same bytes")->required();
  make->add_option("--minutes", asked.minutes, "30, 45, 60 (default), 90, …; a point a minute");
  make->add_option("--template", asked.blend, "midterm");
  make->add_option("--students", asked.students, "so many different forms of equal difficulty");
  make->add_option("--paper", asked.paper, "a4 (default) or letter");
  make->add_option("--space", asked.space, "for answers, of a page for 6 points: none, third (default), half, full");
  make->add_option("--out", asked.out, "a new directory")->required();
  make->add_option("--from-trace", asked.trace, "the distributed exercise is of the race stored in this file");
  make->add_flag("--force", asked.force, "replace the directory if it is not empty");
  make->add_flag("--no-pdf", asked.no_pdf, "everything but PDF");

  bool markdown = false, key = false;
  std::string id, seed = "1", seeds = "2000", count = "10", file;
  std::vector<std::string> ids;
  std::optional<std::string> answer, example, trace;
  auto* listed = app.add_subcommand("list", "every family of questions");
  listed->add_flag("--markdown", markdown, "as a table");
  auto* shown = app.add_subcommand("show", "a question");
  shown->add_option("family", id, "as in list");
  shown->add_option("--from-trace", trace, "in place of a family: the race stored in this file as the distributed exercise");
  shown->add_option("--seed", seed, "default 1");
  shown->add_flag("--key", key, "with key, solution and how the key was found");
  auto* checked = app.add_subcommand("check", "check an answer; the key is not given away");
  checked->add_option("family", id, "as in list")->required();
  checked->add_option("--seed", seed, "of the question")->required();
  checked->add_option("--answer", answer, "several entries are separated by ';'");
  checked->add_option("--counterexample", example, "x=1,gamma=1/10");
  auto* practised = app.add_subcommand("practise", "questions one by one, with feedback and a score");
  practised->add_option("family", ids, "only of these families");
  practised->add_option("--seed", seed, "default 1");
  practised->add_option("--count", count, "how many, default 10");
  auto* verified = app.add_subcommand("verify", "derive every key of a file again");
  verified->add_option("file", file, "written by new")->required();
  verified->add_option("--from-trace", trace, "the race that one of its questions is made of");
  auto* stressed = app.add_subcommand("stress", "many variants of every family, and the corners of its parameters");
  stressed->add_option("--seeds", seeds, "variants of each family, default 2000");
  stressed->add_option("--families", ids, "only of these families");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked_for) {  // --help, --version
    return app.exit(asked_for);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata exam: {} (--help lists the options)\n", error.what());
    return 2;
  }
  if (*make) return make_papers(asked);
  if (*listed) return list(markdown);
  if (*shown) return show(id, seed, trace, key);
  if (*checked) return check(id, seed, answer, example);
  if (*practised) return practise(ids, seed, count);
  if (*verified) return verify_file(file, trace);
  return stress_families(ids, seeds);
}

}  // namespace lemmata::exam

int main(int argc, char** argv) {
  try {
    return lemmata::exam::run(argc, argv);
  } catch (const std::exception& error) {
    std::cout << std::flush;
    fmt::print(stderr, "lemmata exam: {}\n", error.what());
    return 2;
  }
}
