// Tests of algorithms/trace.hpp: what was written is read, and nothing else is taken for it.
#include "algorithms/trace.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <csignal>
#include <cstring>
#include <fstream>

#include "algorithms/audit.hpp"
#include "algorithms/hogwild.hpp"
#include "algorithms/input_error.hpp"
#include "algorithms/mini_batch_sgd.hpp"
#include "algorithms/problems/quadratic.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"
#include "tests/support/small_problem.hpp"

using namespace lemmata;

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

/// A directory of its own for each test, gone afterwards.
class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "lemmata-trace-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Directory(const Directory&) = delete;
  ~Directory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path operator/(const char* name) const { return path_ / name; }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator())); }

 private:
  fs::path path_;
};

Bytes bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void put(const fs::path& file, const Bytes& bytes) {
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}
/// An envelope around any payload, with the right length and checksum.
Bytes enveloped(const Bytes& payload, std::uint32_t version = trace_version) {
  Bytes bytes(24 + payload.size());
  boost::crc_32_type crc;
  crc.process_bytes(payload.data(), payload.size());
  const std::uint32_t checksum = crc.checksum();
  const std::uint64_t length = payload.size();
  std::memcpy(bytes.data(), "LEMMATA\n", 8);
  std::memcpy(bytes.data() + 8, &version, 4);
  std::memcpy(bytes.data() + 12, &checksum, 4);
  std::memcpy(bytes.data() + 16, &length, 8);
  std::copy(payload.begin(), payload.end(), bytes.begin() + 24);
  return bytes;
}

std::string refusal(const fs::path& file) {
  try {
    read_trace(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}
bool names(const std::string& message, const fs::path& file, const std::string& what) {
  INFO(message);
  CHECK(message.find('\n') == std::string::npos);
  return message.rfind(file.string() + ": ", 0) == 0 && message.find(what) != std::string::npos;
}

/// Whether a file can be open here without a name.
bool has_nameless_files([[maybe_unused]] const fs::path& directory) {
#ifdef O_TMPFILE
  const int descriptor = ::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0 && ::access("/proc/self/fd", X_OK) == 0;
#else
  return false;
#endif
}

Recording a_race() {
  return hogwild(SmallProblem::dense(5, 3), {.gamma = ratio(1, 50), .workers = 4, .iterations = 60, .seed = 8, .overlap = true});
}
Delayed a_schedule() {
  std::vector<std::vector<Missing>> missing(12);
  missing[5] = {{2, {true, false, true}}, {4}};
  missing[9] = {{0}, {8, {false, true, false}}};
  return delayed_sgd(SmallProblem::dense(5, 3), Schedule(3, std::move(missing)), {.gamma = ratio(1, 50), .seed = 8});
}
nlohmann::json fields_of(const fs::path& file) {
  const Bytes bytes = bytes_of(file);
  return nlohmann::json::from_cbor(bytes.begin() + 24, bytes.end());
}

}  // namespace

TEST_CASE("A trace is read as it was written") {
  const Directory here;
  const nlohmann::json problem = {{"name", "small"}, {"sizes", {5, 3}}, {"note", "‖x‖ ≤ 1"}};
  property("races, whatever they did", [&](const SmallProblem& p) {
    const HogwildOptions options{.gamma = *rc::gen::element(ratio(1, 50), ratio(1, 3), Exact(900)),
                                 .workers = *rc::gen::inRange<std::size_t>(1, 6),
                                 .iterations = *rc::gen::inRange<std::size_t>(0, 80),
                                 .seed = *rc::gen::arbitrary<std::uint64_t>(),
                                 .writes = *rc::gen::element(Writes::coordinate, Writes::vector)};
    const Recording r = hogwild(p, options);
    write_trace(here / "race.trace", {problem, r});
    const Trace again = read_trace(here / "race.trace");
    RC_ASSERT(std::get<Recording>(again.run) == r);
    RC_ASSERT(again.problem == problem);
    RC_ASSERT(audit(p, std::get<Recording>(again.run)).checks == audit(p, r).checks);
    const Bytes first = bytes_of(here / "race.trace");
    write_trace(here / "race.trace", again);
    RC_ASSERT(bytes_of(here / "race.trace") == first);
  }, {.cases = 40});

  const Recording batches = mini_batch_sgd(SmallProblem::dense(5, 3), {.gamma = ratio(1, 50), .batch = 4, .iterations = 6, .seed = 2,
                                                                       .sampling = Sampling::without_replacement});
  write_trace(here / "batches.trace", {problem, batches});
  CHECK(std::get<Recording>(read_trace(here / "batches.trace").run) == batches);

  const Delayed delayed = a_schedule();
  write_trace(here / "delayed.trace", {problem, delayed});
  const Delayed again = std::get<Delayed>(read_trace(here / "delayed.trace").run);
  CHECK(again.run.x == delayed.run.x);
  CHECK(again.run.update == delayed.run.update);
  CHECK(again.run.sample == delayed.run.sample);
  CHECK(again.run.gamma == delayed.run.gamma);
  CHECK(again.seed == delayed.seed);
  for (std::size_t t = 0; t < 12; ++t) CHECK(again.run.schedule.missing(t) == delayed.run.schedule.missing(t));
  CHECK(audit(SmallProblem::dense(5, 3), again).passed());
  CHECK(here.files() == 3);
}

TEST_CASE("A trace of a run on a lattice says so, and its audit does everything again") {
  const Directory here;
  const fs::path file = here / "run.trace";
  const Quadratic p = small_least_squares();
  const Recording race = hogwild(p, {.gamma = ratio(1, 50), .workers = 4, .iterations = 60, .seed = 8, .overlap = true, .lattice_bits = 0});
  write_trace(file, {"p", race});
  const nlohmann::json fields = fields_of(file);
  CHECK(fields["lattice_bits"] == 0);
  CHECK(std::get<Recording>(read_trace(file).run) == race);
  CHECK(audit(p, std::get<Recording>(read_trace(file).run)).passed());
  for (const nlohmann::json& bad : {nlohmann::json(53), nlohmann::json("40"), nlohmann::json(nullptr)}) {
    nlohmann::json other = fields;
    other["lattice_bits"] = bad;
    put(file, enveloped(nlohmann::json::to_cbor(other)));
    CHECK(names(refusal(file), file, "field \"lattice_bits\""));
  }

  const Delayed delayed = delayed_sgd(p, Schedule::constant_delay(30, 2, 3), {.gamma = ratio(1, 50), .seed = 8, .lattice_bits = 40});
  write_trace(file, {"p", delayed});
  const Delayed again = std::get<Delayed>(read_trace(file).run);
  CHECK(again.lattice_bits == 40);
  CHECK(again.run.update == delayed.run.update);
  CHECK(audit(p, again).passed());
  write_trace(file, {"p", a_race()});
  CHECK_FALSE(fields_of(file).contains("lattice_bits"));
}

TEST_CASE("A trace that is cut anywhere, or has one bit changed anywhere, is refused by name") {
  const Directory here;
  const fs::path file = here / "run.trace";
  write_trace(file, {"p", a_race()});
  const Bytes whole = bytes_of(file);
  for (std::size_t size = 0; size < whole.size(); size += size < 64 ? 1 : 97) {
    put(file, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    CHECK(names(refusal(file), file, size == 0 ? "not a trace" : "byte " + std::to_string(size)));
  }
  for (std::size_t at = 0; at < whole.size(); at += at < 64 ? 1 : 101) {
    Bytes edited = whole;
    edited[at] = static_cast<std::uint8_t>(edited[at] ^ 1u << at % 8);
    put(file, edited);
    const char* what = at < 8 ? "not a trace" : at < 12 ? "another version" : at < 16 ? "altered" : at < 24 ? "byte" : "altered";
    CHECK(names(refusal(file), file, what));
  }
  Bytes longer = whole;
  longer.push_back(0);
  put(file, longer);
  CHECK(names(refusal(file), file, "too long"));
}

TEST_CASE("A later version is said to be one") {
  const Directory here;
  put(here / "new.trace", enveloped({0xa0}, 7));
  CHECK(names(refusal(here / "new.trace"), here / "new.trace", "another version: '7'; expected version 1"));
}

TEST_CASE("A sound envelope around anything else is refused by field") {
  const Directory here;
  const fs::path file = here / "run.trace";
  write_trace(file, {"p", a_race()});
  const nlohmann::json race = fields_of(file);
  write_trace(file, {"p", a_schedule()});
  const nlohmann::json chosen = fields_of(file);
  for (const nlohmann::json& good : {race, chosen})
    for (const auto& [field, value] : good.items()) {
      nlohmann::json bad = good;
      bad.erase(field);
      put(file, enveloped(nlohmann::json::to_cbor(bad)));
      CHECK(names(refusal(file), file, "a field is missing: '" + field + "'"));
      if (field == "problem") continue;
      const nlohmann::json others[] = {"x", -1, nlohmann::json::binary({1, 2, 3}), nlohmann::json::array()};
      for (const nlohmann::json& other : others) {
        if (field == "seconds" && other == -1) continue;
        bad = good;
        bad[field] = other;
        put(file, enveloped(nlohmann::json::to_cbor(bad)));
        INFO(field << " = " << other);
        CHECK(names(refusal(file), file, "field"));
      }
    }
  const auto with = [&](nlohmann::json good, const char* field, const nlohmann::json& value) {
    good[field] = value;
    put(file, enveloped(nlohmann::json::to_cbor(good)));
    return refusal(file);
  };
  CHECK(names(with(race, "dimension", 4), file, "\"x0\": '24 bytes'; expected 1 x 4 numbers of 8 bytes"));
  CHECK(names(with(race, "iterations", 61), file, "\"label\""));
  CHECK(names(with(race, "iterations", 0xffffffffffffffff), file, "\"iterations\""));
  CHECK(names(with(race, "dimension", 0), file, "\"dimension\""));
  CHECK(names(with(race, "gamma", "-1/5"), file, "\"gamma\": '-1/5'; expected a positive rational"));
  CHECK(names(with(race, "workers", 0), file, "there are 0 workers"));
  CHECK(names(with(race, "writes", "twice"), file, "\"writes\": 'twice'"));
  CHECK(names(with(race, "diverged_at", 99), file, "diverged_at = 99"));
  nlohmann::json schedule = chosen["schedule"];
  schedule["k"] = nlohmann::json::binary(Bytes(16, 0));
  CHECK(names(with(chosen, "schedule", schedule), file, "field \"schedule\""));
  schedule = chosen["schedule"];
  schedule["masks"] = nlohmann::json::binary(Bytes(2, 0));
  CHECK(names(with(chosen, "schedule", schedule), file, "the mask misses no"));
}

TEST_CASE("A payload nested without end, or that promises more than there is, is refused") {
  const Directory here;
  const fs::path file = here / "deep.trace";
  put(file, enveloped(Bytes(1000000, 0x81)));  // an array of an array of …
  CHECK(names(refusal(file), file, "nested too deep"));
  put(file, enveloped({0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));  // 2^63 − 1 bytes follow
  CHECK(names(refusal(file), file, "not CBOR"));
  put(file, enveloped({0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
  CHECK(names(refusal(file), file, "not CBOR"));
  put(file, enveloped({}));
  CHECK(names(refusal(file), file, "not CBOR"));
  put(file, enveloped({0x01}));
  CHECK(names(refusal(file), file, "no object"));
  put(file, enveloped({0xa0, 0xa0}));
  CHECK(names(refusal(file), file, "not CBOR"));
}

TEST_CASE("Whatever a payload holds, reading it ends in a run or in an error, and the audit copes with the run") {
  const Directory here;
  const fs::path file = here / "run.trace";
  const auto p = SmallProblem::dense(5, 3);
  write_trace(file, {"p", a_race()});
  const Bytes race = bytes_of(file);
  write_trace(file, {"p", a_schedule()});
  const Bytes chosen = bytes_of(file);
  property("bytes changed under a right checksum", [&] {
    const Bytes& good = *rc::gen::arbitrary<bool>() ? race : chosen;
    Bytes payload(good.begin() + 24, good.end());
    for (int m = *rc::gen::inRange(1, 5); m > 0; --m)
      payload[*rc::gen::inRange<std::size_t>(0, payload.size())] = *rc::gen::arbitrary<std::uint8_t>();
    put(file, enveloped(payload));
    try {
      const Trace trace = read_trace(file);
      std::visit([&](const auto& run) { RC_ASSERT(!audit(p, run).checks.empty()); }, trace.run);
      RC_TAG(std::string("a run"));
    } catch (const InputError&) {
      RC_TAG(std::string("an error"));
    }
  }, {.cases = 1500, .shrink = false});
}

TEST_CASE("What is no file cannot be read or replaced") {
  const Directory here;
  const Trace trace{"p", a_race()};
  const auto write_refusal = [&](const fs::path& file) -> std::string {
    try {
      write_trace(file, trace);
    } catch (const InputError& error) {
      return error.what();
    }
    return "written";
  };
  CHECK(names(refusal(here / "none"), here / "none", "No such file"));
  fs::create_directory(here / "folder");
  CHECK(names(refusal(here / "folder"), here / "folder", "a directory"));
  CHECK(names(write_refusal(here / "folder"), here / "folder", "a directory"));
  CHECK(names(write_refusal(here / "no/such/place"), here / "no/such/place", "No such file or directory"));
  REQUIRE(::mkfifo((here / "pipe").c_str(), 0600) == 0);
  CHECK(names(refusal(here / "pipe"), here / "pipe", "not a regular file"));
  CHECK(names(write_refusal(here / "pipe"), here / "pipe", "not a regular file"));
  CHECK(names(write_refusal("/dev/null"), "/dev/null", "not a regular file"));
  CHECK(here.files() == 2);
}

TEST_CASE("A trace replaces a file at once, through links, and leaves nothing beside it") {
  const Directory here;
  put(here / "run.trace", {1, 2, 3});
  fs::create_symlink(here / "run.trace", here / "link");
  write_trace(here / "link", {"p", a_race()});
  CHECK(fs::is_symlink(here / "link"));
  CHECK(refusal(here / "run.trace") == "accepted");
  CHECK(here.files() == 2);
}

TEST_CASE("A process killed while it writes a trace leaves the old file under its name, and nothing beside it where a file needs no name") {
  const Directory here;
  put(here / "run.trace", {1, 2, 3});
  const Trace trace{"p", a_race()};
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const rlimit small{100, 100}, none{0, 0};  // the 101st byte kills
    ::setrlimit(RLIMIT_CORE, &none);
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::signal(SIGXFSZ, SIG_DFL);
    write_trace(here / "run.trace", trace);
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGXFSZ);
  CHECK(bytes_of(here / "run.trace") == Bytes{1, 2, 3});
  if (has_nameless_files(here / ".")) CHECK(here.files() == 1);
}

TEST_CASE("When a trace cannot be made, the old file stays and nothing is left beside it") {
  const Directory here;
  put(here / "run.trace", {1, 2, 3});
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 100;  // the disk is full after 100 bytes
  ::setrlimit(RLIMIT_FSIZE, &small);
  std::string message = "written";
  try {
    write_trace(here / "run.trace", {"p", a_race()});
  } catch (const InputError& error) {
    message = error.what();
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(names(message, here / "run.trace", "cannot be written: 'File too large'"));
  CHECK(bytes_of(here / "run.trace") == Bytes{1, 2, 3});
  CHECK(here.files() == 1);
}
