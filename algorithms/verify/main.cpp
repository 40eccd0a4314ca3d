// lemmata-verify: make a run, audit it, judge every line of the lecture along it. Exit code: docs/pages/verify-json.md.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <thread>

#include "algorithms/input_error.hpp"
#include "algorithms/replace_file.hpp"
#include "algorithms/report/report_page.hpp"
#include "algorithms/verify/verify.hpp"

namespace {

using namespace lemmata;

/// A bar on the terminal's last line while a run is being judged; nothing in a pipe.
class Progress {
 public:
  explicit Progress(std::string what) : what_(std::move(what)), shown_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(double share) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - start_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    drawn_ = true;
    const std::size_t width = terminal_width(stderr), beside = columns(what_ + " [] 100 % ");  // a line that wraps cannot be erased
    const std::size_t bar = std::min<std::size_t>(40, width - std::min(width, beside));
    const auto full = static_cast<std::size_t>(static_cast<double>(bar) * share);
    fmt::print(stderr, "\r{} [{}{}] {:3.0f} %", what_, std::string(full, '#'), std::string(bar - full, '.'), std::floor(100 * share));
    std::fflush(stderr);
  }

 private:
  std::string what_;
  bool shown_, drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

void write_text(const std::string& file, const std::string& text) {
  replace_file(file, {std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())});
}

void write_json(const std::string& file, const std::vector<RunReport>& reports) {
  const std::string text = json(reports).dump(2) + "\n";
  if (file == "-") std::cout << text;
  else write_text(file, text);
}

int run(int argc, char** argv) {
  CLI::App app("Race, then check every line of the lecture along what happened. Without options: a tour of seven runs.\n"
               "Exit code 0: all hold or are vacuous, 1: something is violated or an audit failed, 2: bad input, 3: undecided.",
               "lemmata verify");
  Words words;
  std::optional<std::string> trace, save_trace, json_file, report_file, every, expectation, repeat;
  for (const Option& option : run_options) app.add_option("--" + std::string(option.name), words.*option.word, std::string(option.help));
  app.add_option("--every", every, "judge only t = 0, K, 2K, … (default 1)");
  app.add_option("--expectation", expectation,
                 "how E over all samples is computed along the run's own schedule: paths, moments, replay (whichever applies), none; "
                 "default: what applies and takes seconds");
  app.add_option("--repeat", repeat, "make R runs, with seeds seed, seed+1, …, and judge them as one");
  bool lines = false;
  app.add_flag("--lines", lines, "show every line of a claim in a row of its own");
  app.add_option("--save-trace", save_trace, "store the run in this file");
  app.add_option("--trace", trace, "verify the run stored in this file");
  app.add_option("--json", json_file, "write the report to this file too, or to standard output alone with -");
  app.add_option("--report", report_file, "draw the run in this file: a page with tables and plots that opens anywhere");
  app.set_version_flag("--version", LEMMATA_VERSION);
  app.get_formatter()->column_width(24);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "lemmata verify: {} (--help lists the options)\n", error.what());
    return 2;
  }

  const bool named = std::any_of(run_options.begin(), run_options.end(), [&](const Option& o) { return o.name != "seed" && words.*o.word; });
  if (trace && (named || words.seed || save_trace))
    throw InputError({"--trace"}, "a stored run has its own options", *trace, "only --every, --expectation, --json and --report go with it");
  if (repeat && (trace || save_trace)) throw InputError({"--repeat"}, "a trace is one run", *repeat, "leave out --repeat or the trace");
  if (save_trace && !named) throw InputError({"--save-trace"}, "the tour has seven runs", *save_trace, "name one run, for example --problem logistic");

  VerifyOptions how{.every = every ? whole_number("--every", *every, 1) : 1,
                    .threads = std::max(1u, std::thread::hardware_concurrency()),
                    .save_trace = save_trace,
                    .expectation = expectation ? parse_expectation(*expectation) : Expectation::strongest,
                    .repeat = repeat ? whole_number("--repeat", *repeat, 1) : 1,
                    .along = report_file.has_value()};
  if (save_trace) require_replaceable(*save_trace);
  if (json_file && json_file != "-") require_replaceable(*json_file);
  if (report_file) {
    require_plots();
    require_replaceable(*report_file);
  }
  const bool quiet = json_file == "-";
  const Style style(stdout);
  std::vector<RunReport> reports;
  const auto tell = [&](RunReport report) {
    if (!quiet) std::cout << (reports.empty() ? "" : "\n") << table(report, style, lines) << std::flush;
    reports.push_back(std::move(report));
  };
  if (trace) {
    Progress progress("judging the stored run");
    how.progress = std::ref(progress);
    tell(verify_trace(*trace, how));
  } else {
    for (const Request& r : named ? std::vector{request(words)} : tour(words.seed)) {
      RunReport report = [&] {
        Progress progress("judging " + r.problem.name);
        how.progress = std::ref(progress);
        return verify(r, how);
      }();
      tell(std::move(report));
    }
  }
  if (!quiet) std::cout << "\n" << last_line(reports, style);
  if (json_file) write_json(*json_file, reports);
  if (report_file) write_text(*report_file, report_page(reports));
  return summary(reports).exit_code();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cout << std::flush;
    fmt::print(stderr, "lemmata verify: {}\n", error.what());
    return 2;
  }
}
