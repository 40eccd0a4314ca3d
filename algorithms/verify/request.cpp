#include "algorithms/verify/request.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "algorithms/input_error.hpp"

namespace lemmata {
namespace {

InputError wrong(std::string_view option, std::string_view what, std::string_view value, std::string_view right) {
  return InputError({std::string(option), 0}, what, value, right);
}

template <class Choice>
Choice one_of(std::string_view option, const std::string& text, std::initializer_list<std::pair<const char*, Choice>> choices) {
  std::string names;
  for (const auto& [name, choice] : choices) {
    if (text == name) return choice;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  throw wrong(option, "unknown name", text, "one of " + names);
}

Exact rational(std::string_view option, const std::string& text, std::string_view right) {
  const auto value = parse_exact(text);
  if (!value) throw wrong(option, "not a number", text, right);
  return *value;
}

Exact positive(std::string_view option, const std::string& text, std::string_view right) {
  Exact value = rational(option, text, right);
  if (value <= 0) throw wrong(option, "not a positive number", text, right);
  return value;
}

int lattice_bits(const std::string& text, bool on_lattice) {
  if (!on_lattice) throw wrong("--lattice-bits", "given without --arithmetic lattice", text, "both or neither");
  const std::uint64_t q = whole_number("--lattice-bits", text, 0);
  if (q > most_lattice_bits) throw wrong("--lattice-bits", "more than a double can hold", text, "0 to " + std::to_string(most_lattice_bits));
  return static_cast<int>(q);
}

}  // namespace

std::string_view name(Method method) {
  constexpr std::string_view names[] = {"mini-batch", "delayed", "hogwild"};
  return names[static_cast<int>(method)];
}

std::uint64_t whole_number(std::string_view option, const std::string& text, std::uint64_t least) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least)
    throw wrong(option, "not a whole number of at least " + std::to_string(least), text, "for example " + std::to_string(least + 1));
  return value;
}

Request request(const Words& w) {
  Request r{.words = w};
  r.problem.name = w.problem.value_or("logistic");
  r.problem.data_file = w.data;
  if (w.L) r.problem.L = positive("--L", *w.L, "a positive number such as 2 or 1/3");
  if (w.M) r.problem.M = rational("--M", *w.M, "a number ≥ 0 such as 1 or 9/4");
  if (w.sigma2) r.problem.sigma2 = rational("--sigma2", *w.sigma2, "a number ≥ 0 such as 1 or 1/4");
  if (w.dimension) r.problem.dimension = whole_number("--dimension", *w.dimension, 1);
  if (w.algorithm)
    r.method = one_of<Method>("--algorithm", *w.algorithm,
                                    {{"mini-batch", Method::mini_batch}, {"delayed", Method::delayed}, {"hogwild", Method::hogwild}});
  if (r.method == Method::mini_batch) {
    r.workers = 2;
    r.iterations = 250;
  }
  if (w.workers) r.workers = whole_number("--workers", *w.workers, 1);
  if (w.batch) r.batch = whole_number("--batch", *w.batch, 1);
  if (w.sampling)
    r.sampling = one_of<Sampling>("--sampling", *w.sampling,
                                  {{"with-replacement", Sampling::with_replacement}, {"without-replacement", Sampling::without_replacement}});
  if (w.form) r.form = one_of<Form>("--form", *w.form, {{"sum", Form::sum}, {"mean", Form::mean}});
  if (w.schedule)
    r.schedule = one_of<const char*>("--schedule", *w.schedule, {{"constant", "constant"}, {"slow-reader", "slow-reader"}, {"blocks", "blocks"}});
  if (w.iterations) r.iterations = whole_number("--iterations", *w.iterations, 1);
  r.tau = r.method == Method::mini_batch ? r.batch : r.method == Method::delayed ? 5 : 8 * r.workers;
  if (w.tau) r.tau = whole_number("--tau", *w.tau, 1);
  r.tuned = w.gamma == "tuned";
  if (w.gamma && *w.gamma != "crit" && !r.tuned) r.gamma = positive("--gamma", *w.gamma, "crit, tuned, a fraction such as 1/250, or a decimal such as 0.004");
  if (w.writes)
    r.writes = one_of<Writes>("--writes", *w.writes, {{"coordinate", Writes::coordinate}, {"vector", Writes::vector}});
  if (w.seed) r.seed = whole_number("--seed", *w.seed, 0);
  if (w.arithmetic && one_of<bool>("--arithmetic", *w.arithmetic, {{"double", false}, {"lattice", true}})) {
    if (r.method == Method::mini_batch)
      throw wrong("--arithmetic", "not for mini-batches, whose lines are of gradients as they are", *w.arithmetic, "double here");
    r.lattice_bits = 40;
  }
  if (w.lattice_bits) r.lattice_bits = lattice_bits(*w.lattice_bits, r.lattice_bits.has_value());
  if (w.x0) r.x0 = rational("--x0", *w.x0, "the value of every coordinate of x₀, such as 0 or -1/4");
  return r;
}

void to_json(nlohmann::json& json, const Words& words) {
  json = nlohmann::json::object();
  for (const Option& option : run_options)
    if (words.*option.word) json[std::string(option.name)] = *(words.*option.word);
}

void from_json(const nlohmann::json& json, Words& words) {
  for (const Option& option : run_options)
    if (const auto found = json.find(option.name); found != json.end()) words.*option.word = found->get<std::string>();
}

std::vector<Request> tour(const std::optional<std::string>& seed) {
  return {request({.problem = "quiz", .algorithm = "hogwild", .workers = "4", .iterations = "500", .seed = seed}),
          request({.problem = "interpolation", .algorithm = "mini-batch", .workers = "1", .batch = "1", .iterations = "100", .seed = seed}),
          request({.problem = "rational-least-squares", .algorithm = "hogwild", .workers = "8", .iterations = "400", .writes = "coordinate", .seed = seed}),
          request({.problem = "noisy-quadratic", .algorithm = "delayed", .iterations = "400", .tau = "5", .gamma = "tuned", .seed = seed}),
          request({.problem = "logistic", .algorithm = "mini-batch", .batch = "8", .iterations = "250", .seed = seed}),
          request({.problem = "logistic", .algorithm = "hogwild", .workers = "8", .writes = "coordinate", .seed = seed}),
          request({.problem = "logistic", .algorithm = "hogwild", .workers = "8", .writes = "vector", .seed = seed})};
}

}  // namespace lemmata
