#include "algorithms/problems/catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "algorithms/input_error.hpp"
#include "algorithms/problems/libsvm.hpp"
#include "algorithms/problems/wdbc.hpp"

namespace lemmata {
namespace {

bool takes(const ProblemName& problem, std::string_view parameter) {
  std::istringstream words{std::string(problem.takes)};
  for (std::string word; words >> word;)
    if (word == parameter) return true;
  return false;
}

const ProblemName& named(const std::string& name) {
  const auto& names = problem_names();
  const auto found = std::ranges::find(names, name, &ProblemName::name);
  if (found != names.end()) return *found;
  std::string all;
  for (const auto& known : names) all.append(all.empty() ? "" : ", ").append(known.name);
  throw InputError({"--problem"}, "unknown problem", name, "one of " + all);
}

void check(const ProblemSpec& spec) {
  const ProblemName& problem = named(spec.name);
  const auto refuse_unless_taken = [&](const char* parameter, const std::optional<std::string>& value) {
    if (!value || takes(problem, parameter)) return;
    const std::string which(problem.takes);
    throw InputError({std::string("--") + parameter}, "not a parameter of " + spec.name, *value, "it takes " + (which.empty() ? "none" : which));
  };
  const auto text = [](const std::optional<Exact>& a) { return a ? std::optional(to_string(*a)) : std::nullopt; };
  refuse_unless_taken("L", text(spec.L));
  refuse_unless_taken("M", text(spec.M));
  refuse_unless_taken("sigma2", text(spec.sigma2));
  refuse_unless_taken("dimension", spec.dimension ? std::optional(std::to_string(*spec.dimension)) : std::nullopt);
  refuse_unless_taken("data", spec.data_file);

  if (spec.L && *spec.L <= 0) throw InputError({"--L"}, "not positive", to_string(*spec.L), "L > 0");
  if (spec.M && *spec.M < 0) throw InputError({"--M"}, "negative", to_string(*spec.M), "M ≥ 0");
  if (spec.dimension && (*spec.dimension == 0 || *spec.dimension > 1000))
    throw InputError({"--dimension"}, "out of range", std::to_string(*spec.dimension), "1 to 1000");
  const bool squares = spec.name == "noisy-quadratic" || spec.name == "saddle";
  for (const auto& [option, value] : {std::pair("--M", spec.M), std::pair("--sigma2", spec.sigma2)})
    if (squares && value && !rational_root(*value))
      throw InputError({option}, "not the square of a rational", to_string(*value), "such as 0, 1/4, 1 or 9, so that the data are rational");
}

/// λ_c = L/c, c = 1, …, d.
std::vector<Exact> curvatures(const Exact& L, std::size_t d) {
  std::vector<Exact> lambda;
  for (std::size_t c = 1; c <= d; ++c) lambda.push_back(L / Exact(c));
  return lambda;
}

/// The rows as the losses want them. WDBC is scaled and has two classes as it comes.
Dataset prepared(const ProblemSpec& spec, bool classes) {
  if (!spec.data_file) return wdbc();
  Dataset data = scaled(*with_data(spec).data);
  return classes ? two_classes(std::move(data)) : data;
}

std::string hexadecimal(std::uint64_t a) {
  std::ostringstream text;
  text << std::hex << a;
  return text.str();
}

std::optional<Exact> rational(const nlohmann::json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  const auto& value = json.at(key);
  if (const auto a = value.is_string() ? parse_exact(value.get<std::string>()) : std::nullopt) return a;
  throw InputError({"problem"}, std::string(key) + " is not a rational", value.dump(), "a string such as \"1/3\"");
}

std::string string(const nlohmann::json& json, const char* key) {
  if (json.contains(key) && json.at(key).is_string()) return json.at(key).get<std::string>();
  throw InputError({"problem"}, std::string(key) + " is not a string", json.contains(key) ? json.at(key).dump() : "", "a string");
}

void refuse_other_keys(const nlohmann::json& json, const std::vector<std::string_view>& keys) {
  if (!json.is_object()) throw InputError({"problem"}, "not an object", json.dump(), "an object with a name");
  for (const auto& [key, value] : json.items())
    if (std::ranges::find(keys, key) == keys.end()) throw InputError({"problem"}, "unknown key", key, "another version may have written it");
}

}  // namespace

const std::vector<ProblemName>& problem_names() {
  static const std::vector<ProblemName> names = {
      {"quiz", "the quiz's two functions", "L dimension"},
      {"noisy-quadratic", "a noisy quadratic", "L M sigma2"},
      {"saddle", "a saddle with additive noise", "L sigma2"},
      {"coordinate", "a quadratic, one coordinate a sample", "L dimension"},
      {"rational-least-squares", "least squares with four rational rows", "M"},
      {"interpolation", "least squares that interpolates three rows", "M"},
      {"least-squares", Squared::title, "M data"},
      {"geman-mcclure", GemanMcClure::title, "data"},
      {"logistic", Logistic::title, "data"},
      {"sigmoid", Sigmoid::title, "data"}};
  return names;
}

Problem make_problem(const ProblemSpec& spec) {
  check(spec);
  const Exact L = spec.L.value_or(1), M = spec.M.value_or(1), sigma2 = spec.sigma2.value_or(1);
  if (spec.name == "quiz") return quiz(L, spec.dimension.value_or(1));
  if (spec.name == "noisy-quadratic") return noisy_quadratic(L, M, sigma2);
  if (spec.name == "saddle") return saddle(L, sigma2);
  if (spec.name == "coordinate") return coordinate(curvatures(L, spec.dimension.value_or(3)));
  if (spec.name == "rational-least-squares") return small_least_squares(spec.M);
  if (spec.name == "interpolation") return small_interpolation(spec.M);
  if (spec.name == "least-squares") return LinearModel<Squared>(prepared(spec, false), spec.M);
  if (spec.name == "geman-mcclure") return LinearModel<GemanMcClure>(prepared(spec, false));
  if (spec.name == "logistic") return LinearModel<Logistic>(prepared(spec, true));
  return LinearModel<Sigmoid>(prepared(spec, true));
}

Problem lattice_oracle(const Problem& problem, const Exact& gamma, int q) {
  return std::visit([&]<class P>(const P& p) -> Problem {
    if constexpr (requires { typename LatticeOracle<P>; }) return LatticeOracle<P>(p, gamma, q);
    else throw InputError({"--arithmetic"}, "not for a problem that is no sum of quadratics", "lattice",
                          "double, or a problem such as quiz, interpolation or least-squares");
  }, problem);
}

bool is_data_problem(const ProblemSpec& spec) { return takes(named(spec.name), "data"); }

std::string title(const ProblemSpec& spec) {
  std::string title(named(spec.name).title);
  if (!is_data_problem(spec)) return title;
  return title + " on " + (spec.data_file ? printable(std::filesystem::path(*spec.data_file).filename().string()) : "WDBC");
}

std::size_t n(const Problem& problem) {
  return std::visit([](const auto& p) { return p.n(); }, problem);
}
std::size_t dimension(const Problem& problem) {
  return std::visit([](const auto& p) { return p.dimension(); }, problem);
}
const Constants& constants(const Problem& problem) {
  return std::visit([](const auto& p) -> const Constants& { return p.constants(); }, problem);
}
bool certified(const Problem& problem) {
  return std::visit([](const auto& p) { return certified(p, p.constants()); }, problem);
}

ProblemSpec with_data(ProblemSpec spec) {
  if (spec.data_file && !spec.data) spec.data = std::make_shared<const Dataset>(read_libsvm(std::filesystem::path(*spec.data_file)));
  return spec;
}

void to_json(nlohmann::json& json, const ProblemSpec& spec) {
  json = {{"name", spec.name}};
  if (spec.L) json["L"] = to_string(*spec.L);
  if (spec.M) json["M"] = to_string(*spec.M);
  if (spec.sigma2) json["sigma2"] = to_string(*spec.sigma2);
  if (spec.dimension) json["dimension"] = *spec.dimension;
  if (spec.data_file) {
    std::ostringstream text;
    write_libsvm(text, *with_data(spec).data);
    json["data"] = {{"file", *spec.data_file}, {"libsvm", text.str()}};
  } else if (is_data_problem(spec)) {
    json["data"] = {{"name", "wdbc"}, {"digest", hexadecimal(digest(wdbc()))}};
  }
}

void from_json(const nlohmann::json& json, ProblemSpec& spec) {
  refuse_other_keys(json, {"name", "L", "M", "sigma2", "dimension", "data"});
  spec = {.name = string(json, "name"), .L = rational(json, "L"), .M = rational(json, "M"), .sigma2 = rational(json, "sigma2")};
  if (json.contains("dimension")) {
    const auto& value = json.at("dimension");
    if (!value.is_number_unsigned()) throw InputError({"problem"}, "dimension is not a whole number", value.dump(), "such as 3");
    spec.dimension = value.get<std::size_t>();
  }
  if (json.contains("data")) {
    const auto& data = json.at("data");
    refuse_other_keys(data, {"name", "digest", "file", "libsvm"});
    if (data.contains("libsvm")) {
      spec.data_file = string(data, "file");
      std::istringstream text(string(data, "libsvm"));
      spec.data = std::make_shared<const Dataset>(read_libsvm(text, *spec.data_file));
    } else if (const std::string own = hexadecimal(digest(wdbc())); string(data, "name") != "wdbc" || string(data, "digest") != own) {
      throw InputError({"problem"}, "another data set than the one built in", data.dump(), "wdbc with digest " + own);
    }
  }
  check(spec);
}

}  // namespace lemmata
