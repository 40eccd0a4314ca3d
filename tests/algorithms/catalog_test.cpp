// Tests of algorithms/problems/catalog.hpp.
#include "algorithms/problems/catalog.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "algorithms/input_error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing.hpp"

using namespace lemmata;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

/// A file of its own that is gone at the end.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text) : path_(std::filesystem::temp_directory_path() / ("lemmata-catalog-test-" + name)) {
    std::ofstream(path_) << text;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { remove(); }
  void remove() const { std::filesystem::remove(path_); }
  std::string name() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

const char* const three_rows = "+1 1:1 2:0.5\n-1 1:2\n+1 2:3\n";

std::string refusal(const json& stored) {
  try {
    stored.get<ProblemSpec>();
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

bool same(const Constants& a, const Constants& b) { return a.L == b.L && a.M == b.M && a.sigma2 == b.sigma2 && a.f_lower == b.f_lower; }

}  // namespace

TEST_CASE("On a lattice every sum of quadratics is certified with a larger sigma^2, and other problems are refused") {
  for (const ProblemName& known : problem_names()) {
    INFO(known.name);
    const Problem problem = make_problem({.name = std::string(known.name)});
    const bool quadratic = std::holds_alternative<Quadratic>(problem) || std::holds_alternative<LinearModel<Squared>>(problem);
    if (!quadratic) {
      CHECK_THROWS_WITH(lattice_oracle(problem, ratio(1, 100), 40), ContainsSubstring("--arithmetic") && ContainsSubstring("lattice"));
      continue;
    }
    const Problem oracle = lattice_oracle(problem, ratio(1, 100), 40);
    CHECK(certified(oracle));
    CHECK(constants(oracle).sigma2 == constants(problem).sigma2 + Exact(dimension(problem)) * 2500 * power_of_two(-80));
    CHECK_THROWS_AS(lattice_oracle(oracle, ratio(1, 100), 40), InputError);
  }
}

TEST_CASE("Every problem of the catalog is certified, and a stored one is rebuilt with the same constants") {
  for (const ProblemName& known : problem_names()) {
    INFO(known.name);
    const ProblemSpec spec{.name = std::string(known.name)};
    const Problem problem = make_problem(spec);
    CHECK(certified(problem));
    CHECK(n(problem) >= 2);
    CHECK(dimension(problem) >= 1);
    const json stored = spec;
    CHECK(json(stored.get<ProblemSpec>()) == stored);
    CHECK(same(constants(make_problem(stored.get<ProblemSpec>())), constants(problem)));
  }
}

TEST_CASE("Constants that are asked for are those of the problem, also after storing") {
  const ProblemSpec spec{.name = "noisy-quadratic", .L = ratio(3, 2), .M = ratio(9, 4), .sigma2 = ratio(1, 4)};
  const Constants asked = constants(make_problem(spec));
  CHECK((asked.L == ratio(3, 2) && asked.M == ratio(9, 4) && asked.sigma2 == ratio(1, 4)));
  const json stored = spec;
  CHECK(stored == json{{"name", "noisy-quadratic"}, {"L", "3/2"}, {"M", "9/4"}, {"sigma2", "1/4"}});
  CHECK(same(constants(make_problem(stored.get<ProblemSpec>())), asked));

  CHECK(constants(make_problem({.name = "coordinate", .dimension = 5})).M == 4);
  CHECK(dimension(make_problem({.name = "quiz", .dimension = 7})) == 7);
  CHECK(constants(make_problem({.name = "rational-least-squares", .M = Exact(64)})).M == 64);
}

TEST_CASE("A stored problem on a user's file needs the file no more") {
  const TemporaryFile file("three.libsvm", three_rows);
  for (const char* name : {"least-squares", "geman-mcclure", "logistic", "sigmoid"}) {
    file.remove();
    std::ofstream(file.name()) << three_rows;
    const ProblemSpec spec{.name = name, .data_file = file.name()};
    const Problem problem = make_problem(spec);
    CHECK(n(problem) == 3);
    CHECK(dimension(problem) == 2);
    const json stored = spec;
    file.remove();
    const ProblemSpec again = json::parse(stored.dump()).get<ProblemSpec>();
    const Problem rebuilt = make_problem(again);
    CHECK(certified(rebuilt));
    CHECK(same(constants(rebuilt), constants(problem)));
    CHECK(title(again) == title(spec));
    CHECK_THROWS_AS(make_problem(spec), InputError);
  }
}

TEST_CASE("Of WDBC only the digest is stored, and another digest is refused") {
  json stored = ProblemSpec{.name = "logistic"};
  CHECK(stored.at("data").at("name") == "wdbc");
  CHECK_FALSE(stored.at("data").contains("libsvm"));
  stored["data"]["digest"] = "1";
  CHECK_THAT(refusal(stored), ContainsSubstring("another data set"));
}

TEST_CASE("Titles are for people") {
  CHECK(title({.name = "logistic"}) == "logistic regression on WDBC");
  CHECK(title({.name = "geman-mcclure", .data_file = "/some/where/mine.libsvm"}) == "Geman–McClure loss on mine.libsvm");
  CHECK(title({.name = "quiz"}) == "the quiz's two functions");
  CHECK(is_data_problem({.name = "sigmoid"}));
  CHECK_FALSE(is_data_problem({.name = "interpolation"}));
}

TEST_CASE("Problems that do not exist or do not fit are refused in one line that says what would") {
  const auto refused = [](const ProblemSpec& spec, const std::string& part, const std::string& other) {
    CHECK_THROWS_WITH(make_problem(spec), ContainsSubstring(part) && ContainsSubstring(other));
    CHECK_THROWS_AS(make_problem(spec), std::invalid_argument);
  };
  for (const ProblemName& known : problem_names()) refused({.name = "mystery"}, "'mystery'", std::string(known.name));
  refused({.name = "noisy-quadratic", .sigma2 = Exact(2)}, "--sigma2", "not the square of a rational: '2'");
  refused({.name = "noisy-quadratic", .M = ratio(1, 2)}, "--M", "'1/2'");
  refused({.name = "quiz", .L = Exact(0)}, "--L", "'0'");
  refused({.name = "quiz", .M = Exact(1)}, "--M", "L dimension");
  refused({.name = "logistic", .L = Exact(1)}, "--L", "data");
  refused({.name = "quiz", .dimension = 0}, "--dimension", "'0'");
  refused({.name = "quiz", .data_file = "x"}, "--data", "'x'");
  refused({.name = "logistic", .data_file = "no/such.libsvm"}, "no/such.libsvm", "cannot be opened");
  refused({.name = "rational-least-squares", .M = Exact(0)}, "no σ² is large enough for this M", "'0'");
  refused({.name = "interpolation", .M = Exact(-1)}, "--M", "'-1'");
  const TemporaryFile file("labels.libsvm", "+1 1:1\n+3 1:2\n-1 1:4\n");
  refused({.name = "logistic", .data_file = file.name()}, ":3: a third label", "'-1'");
}

TEST_CASE("A stored problem that nobody stored is refused") {
  CHECK_THAT(refusal(json::array()), ContainsSubstring("not an object"));
  CHECK_THAT(refusal({{"name", 3}}), ContainsSubstring("name is not a string: '3'"));
  CHECK_THAT(refusal(json::object()), ContainsSubstring("name is not a string"));
  CHECK_THAT(refusal({{"name", "quiz"}, {"L", "one"}}), ContainsSubstring("L is not a rational"));
  CHECK_THAT(refusal({{"name", "quiz"}, {"L", 1}}), ContainsSubstring("L is not a rational: '1'"));
  CHECK_THAT(refusal({{"name", "quiz"}, {"dimension", -1}}), ContainsSubstring("dimension"));
  CHECK_THAT(refusal({{"name", "quiz"}, {"speed", 1}}), ContainsSubstring("unknown key: 'speed'"));
  CHECK_THAT(refusal({{"name", "mystery"}}), ContainsSubstring("mystery"));
  CHECK_THAT(refusal({{"name", "logistic"}, {"data", {{"name", "iris"}, {"digest", "0"}}}}), ContainsSubstring("iris"));
  CHECK_THAT(refusal({{"name", "logistic"}, {"data", {{"file", "x"}, {"libsvm", "+1 0:1\n"}}}}), ContainsSubstring("x:1: index is too small"));
}
