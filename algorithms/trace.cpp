#include "algorithms/trace.hpp"

#include <algorithm>
#include <bit>
#include <boost/crc.hpp>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "algorithms/input_error.hpp"
#include "algorithms/lattice.hpp"
#include "algorithms/replace_file.hpp"

namespace lemmata {
namespace {

using Json = nlohmann::json;
using Bytes = std::vector<std::uint8_t>;
namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "trace files are little-endian");

constexpr std::string_view magic = "LEMMATA\n";
constexpr std::size_t envelope = 24;  // magic 8, version 4, CRC-32 4, length 8
constexpr std::string_view whole = "a trace as lemmata saved it";

[[noreturn]] void refuse(const fs::path& file, const std::string& wrong, const std::string& value, std::string_view right = whole) {
  throw InputError({file.string()}, wrong, value, "expected " + std::string(right));
}

std::uint32_t crc32(std::span<const std::uint8_t> bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

// ---- names

struct Name {
  std::string_view text;
  int value;
};
constexpr Name writes_names[] = {{"coordinate", static_cast<int>(Writes::coordinate)}, {"vector", static_cast<int>(Writes::vector)}};
constexpr Name sampling_names[] = {{"with replacement", static_cast<int>(Sampling::with_replacement)},
                                   {"without replacement", static_cast<int>(Sampling::without_replacement)}};
constexpr Name algorithm_names[] = {{"hogwild", static_cast<int>(Algorithm::hogwild)},
                                    {"mini-batch", static_cast<int>(Algorithm::mini_batch)}};

template <class Enum>
std::string name(std::span<const Name> names, Enum value) {
  return std::string(std::ranges::find(names, static_cast<int>(value), &Name::value)->text);
}

// ---- numbers as bytes

template <class T>
Json bytes(std::span<const T> numbers) {
  Bytes raw(numbers.size_bytes());
  if (!raw.empty()) std::memcpy(raw.data(), numbers.data(), raw.size());
  return Json::binary(std::move(raw));
}
template <class T>
Json bytes(const std::vector<T>& numbers) {
  return bytes(std::span<const T>(numbers));
}
Json bytes(const Matrix<double>& m) { return bytes(std::span<const double>(m.data(), static_cast<std::size_t>(m.size()))); }
template <class T>
Json bytes(const Columns<T>& table) {
  std::vector<T> packed(table.rows() * table.size());
  for (std::size_t t = 0; t < table.size(); ++t)
    std::ranges::copy(table[t], packed.begin() + static_cast<std::ptrdiff_t>(t * table.rows()));
  return bytes(packed);
}

/// The fields of a payload, each asked for by name and shape.
class Fields {
 public:
  Fields(const fs::path& file, const Json& json) : file_(file), json_(json) {}

  const Json& operator[](const char* field) const {
    const auto found = json_.find(field);
    if (found == json_.end()) refuse(file_, "a field is missing", field);
    return *found;
  }
  std::uint64_t number(const char* field, std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const {
    const Json& j = (*this)[field];
    if (!j.is_number_unsigned() || j.get<std::uint64_t>() > most) wrong(field, shown(j), "a number from 0 to " + std::to_string(most));
    return j.get<std::uint64_t>();
  }
  std::optional<std::size_t> number_or_none(const char* field) const {
    if ((*this)[field].is_null()) return std::nullopt;
    return number(field);
  }
  double real(const char* field) const {
    const Json& j = (*this)[field];
    if (!j.is_number() || !std::isfinite(j.get<double>())) wrong(field, shown(j), "a finite number");
    return j.get<double>();
  }
  bool flag(const char* field) const {
    const Json& j = (*this)[field];
    if (!j.is_boolean()) wrong(field, shown(j), "true or false");
    return j.get<bool>();
  }
  const std::string& text(const char* field) const {
    const Json& j = (*this)[field];
    if (!j.is_string()) wrong(field, shown(j), "text");
    return j.get_ref<const std::string&>();
  }
  template <class Enum>
  Enum one_of(const char* field, std::span<const Name> names) const {
    const std::string& is = text(field);
    const auto found = std::ranges::find(names, is, &Name::text);
    if (found == names.end()) wrong(field, is, "a name of this version");
    return static_cast<Enum>(found->value);
  }
  /// Exactly rows × columns numbers of type T, little-endian.
  template <class T>
  std::span<const std::uint8_t> raw(const char* field, std::size_t rows, std::size_t columns) const {
    const Json& j = (*this)[field];
    if (!j.is_binary()) wrong(field, shown(j), "bytes");
    const Bytes& bytes = j.get_binary();
    const std::size_t cells = bytes.size() / sizeof(T);
    const bool fits =
        bytes.size() % sizeof(T) == 0 && (columns == 0 || rows == 0 ? cells == 0 : cells % rows == 0 && cells / rows == columns);
    if (!fits)
      wrong(field, std::to_string(bytes.size()) + " bytes",
            std::to_string(rows) + " x " + std::to_string(columns) + " numbers of " + std::to_string(sizeof(T)) + " bytes");
    return bytes;
  }
  template <class T>
  std::vector<T> list(const char* field, std::size_t size) const {
    const auto bytes = raw<T>(field, 1, size);
    std::vector<T> numbers(size);
    if (size > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return numbers;
  }
  template <class T>
  Columns<T> table(const char* field, std::size_t rows, std::size_t columns) const {
    const auto bytes = raw<T>(field, rows, columns);
    Columns<T> table(rows, columns);
    for (std::size_t t = 0; t < columns; ++t) std::memcpy(table[t].data(), bytes.data() + t * rows * sizeof(T), rows * sizeof(T));
    return table;
  }
  Matrix<double> matrix(const char* field, std::size_t rows, std::size_t columns) const {
    const auto bytes = raw<double>(field, rows, columns);
    Matrix<double> m(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
    if (m.size() > 0) std::memcpy(m.data(), bytes.data(), bytes.size());
    return m;
  }
  Exact gamma() const {
    const auto gamma = parse_exact(text("gamma"));
    if (!gamma || *gamma <= 0) wrong("gamma", text("gamma"), "a positive rational");
    return *gamma;
  }
  /// Of a run on a lattice alone: a run in doubles has no such field.
  std::optional<int> lattice_bits() const {
    if (!json_.contains("lattice_bits")) return std::nullopt;
    return static_cast<int>(number("lattice_bits", most_lattice_bits));
  }
  /// d ≥ 1.
  std::size_t dimension() const {
    const std::size_t d = number("dimension");
    if (d == 0 || d >= nobody) wrong("dimension", std::to_string(d), "1, ..., 2^32 - 2");
    return d;
  }
  [[noreturn]] void wrong(const std::string& field, const std::string& is, const std::string& right) const {
    refuse(file_, "field \"" + field + "\"", is, right);
  }

 private:
  static std::string shown(const Json& j) { return j.is_number() ? j.dump() : j.type_name(); }

  const fs::path& file_;
  const Json& json_;
};

// ---- runs of threads

Json json(const Recording& r) {
  return {{"algorithm", name(algorithm_names, r.algorithm)},
          {"writes", name(writes_names, r.writes)},
          {"sampling", name(sampling_names, r.sampling)},
          {"gamma", to_string(r.gamma)},
          {"seed", r.seed},
          {"workers", r.workers},
          {"batch", r.batch},
          {"requested", r.requested},
          {"overlap", r.overlap},
          {"diverged_at", r.diverged_at ? Json(*r.diverged_at) : Json()},
          {"seconds", r.seconds},
          {"dimension", r.dimension()},
          {"iterations", r.iterations()},
          {"x0", bytes(r.x0)},
          {"x_final", bytes(r.x_final)},
          {"version_final", bytes(r.version_final)},
          {"label", bytes(r.label)},
          {"worker", bytes(r.worker)},
          {"sample", bytes(r.sample)},
          {"read", bytes(r.read)},
          {"update", bytes(r.update)},
          {"seen", bytes(r.seen)},
          {"landed", bytes(r.landed)}};
}

Recording recording(const Fields& in) {
  Recording r;
  r.algorithm = in.one_of<Algorithm>("algorithm", algorithm_names);
  r.writes = in.one_of<Writes>("writes", writes_names);
  r.sampling = in.one_of<Sampling>("sampling", sampling_names);
  r.gamma = in.gamma();
  r.lattice_bits = in.lattice_bits();
  r.seed = in.number("seed");
  r.workers = in.number("workers");
  r.batch = in.number("batch");
  r.requested = in.number("requested");
  r.overlap = in.flag("overlap");
  r.diverged_at = in.number_or_none("diverged_at");
  r.seconds = in.real("seconds");
  const std::size_t d = in.dimension(), T = in.number("iterations", nobody - 1);
  r.x0 = in.list<double>("x0", d);
  r.x_final = in.list<double>("x_final", d);
  r.version_final = in.list<std::uint32_t>("version_final", d);
  r.label = in.list<std::uint32_t>("label", T);
  r.worker = in.list<std::uint32_t>("worker", T);
  r.sample = in.list<std::uint32_t>("sample", T);
  r.read = in.table<double>("read", d, T);
  r.update = in.table<double>("update", d, T);
  r.seen = in.table<std::uint32_t>("seen", d, T);
  r.landed = in.table<std::uint32_t>("landed", d, T);
  if (const std::string wrong = misshapen(r); !wrong.empty()) in.wrong("recording", wrong, "a recording in shape");
  return r;
}

// ---- runs by a schedule

Json json(const Schedule& schedule) {
  std::vector<std::uint32_t> count, k;
  Bytes is_whole, masks;
  const std::size_t d = schedule.dimension();
  for (std::size_t t = 0; t < schedule.size(); ++t) {
    count.push_back(static_cast<std::uint32_t>(schedule.missing(t).size()));
    for (const Missing& m : schedule.missing(t)) {
      k.push_back(static_cast<std::uint32_t>(m.k));
      is_whole.push_back(m.whole());
      if (m.whole()) continue;
      const std::size_t at = masks.size();
      masks.resize(at + (d + 7) / 8);
      for (std::size_t c = 0; c < d; ++c)
        if (m.mask[c]) masks[at + c / 8] = static_cast<std::uint8_t>(masks[at + c / 8] | 1u << c % 8);
    }
  }
  return {{"count", bytes(count)}, {"k", bytes(k)}, {"whole", Json::binary(is_whole)}, {"masks", Json::binary(masks)}};
}

Schedule schedule(const fs::path& file, const Json& j, std::size_t d, std::size_t T) {
  if (!j.is_object()) refuse(file, "field \"schedule\"", "no object");
  const Fields in(file, j);
  const auto count = in.list<std::uint32_t>("count", T);
  std::size_t all = 0, partial = 0;
  for (const std::uint32_t J : count) all += J;
  const auto k = in.list<std::uint32_t>("k", all);
  const auto is_whole = in.list<std::uint8_t>("whole", all);
  for (const std::uint8_t w : is_whole) partial += w == 0;
  const auto masks = in.raw<std::uint8_t>("masks", (d + 7) / 8, partial);
  std::vector<std::vector<Missing>> missing(T);
  std::size_t entry = 0, mask = 0;
  for (std::size_t t = 0; t < T; ++t)
    for (const std::size_t end = entry + count[t]; entry < end; ++entry) {
      Missing m{k[entry]};
      if (is_whole[entry] == 0) {
        m.mask.resize(d);
        for (std::size_t c = 0; c < d; ++c) m.mask[c] = masks[mask + c / 8] >> c % 8 & 1;
        mask += (d + 7) / 8;
      }
      missing[t].push_back(std::move(m));
    }
  try {
    return Schedule(d, std::move(missing));
  } catch (const std::invalid_argument& error) {
    refuse(file, "field \"schedule\"", error.what());
  }
}

Json json(const Delayed& delayed) {
  const Run& run = delayed.run;
  return {{"algorithm", "delayed"},
          {"gamma", to_string(run.gamma)},
          {"seed", delayed.seed},
          {"requested", delayed.requested},
          {"diverged_at", delayed.diverged_at ? Json(*delayed.diverged_at) : Json()},
          {"dimension", run.dimension()},
          {"iterations", run.iterations()},
          {"x0", bytes(Matrix<double>(run.x0))},
          {"sample", bytes(run.sample)},
          {"read", bytes(run.x)},
          {"update", bytes(run.update)},
          {"schedule", json(run.schedule)}};
}

Delayed delayed(const fs::path& file, const Fields& in) {
  Delayed delayed;
  Run& run = delayed.run;
  run.gamma = in.gamma();
  delayed.lattice_bits = in.lattice_bits();
  delayed.seed = in.number("seed");
  delayed.requested = in.number("requested");
  delayed.diverged_at = in.number_or_none("diverged_at");
  const std::size_t d = in.dimension(), T = in.number("iterations", nobody - 1);
  run.x0 = in.matrix("x0", d, 1);
  run.sample = in.list<std::uint32_t>("sample", T);
  run.x = in.matrix("read", d, T);
  run.update = in.matrix("update", d, T);
  run.schedule = schedule(file, in["schedule"], d, T);
  return delayed;
}

// ---- files

Bytes content(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) refuse(file, "cannot be read", error ? error.message() : "No such file or directory", "a trace file");
  if (!fs::is_regular_file(status))
    refuse(file, "cannot be read", fs::is_directory(status) ? "a directory" : "not a regular file", "a trace file");
  const std::uintmax_t size = fs::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) refuse(file, "cannot be read", std::strerror(errno), "a trace file");
  Bytes bytes(size);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(in.gcount()) != size) refuse(file, "cannot be read", "it ends at byte " + std::to_string(in.gcount()));
  return bytes;
}

/// Lets through what is nested no deeper than a trace is, so that the parser's recursion is bounded.
class Shallow : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth_ <= deepest; }
  bool start_array(std::size_t) override { return ++depth_ <= deepest; }
  bool end_object() override { return depth_-- > 0; }
  bool end_array() override { return depth_-- > 0; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    at = position;
    return false;
  }
  std::size_t at = 0;

 private:
  static constexpr int deepest = 64;
  int depth_ = 0;
};

Json payload(const fs::path& file, std::span<const std::uint8_t> bytes) {
  Shallow shallow;
  if (!Json::sax_parse(bytes.begin(), bytes.end(), &shallow, Json::input_format_t::cbor))
    refuse(file, "the payload is not CBOR, or nested too deep", "byte " + std::to_string(envelope + shallow.at));
  Json json = Json::from_cbor(bytes.begin(), bytes.end());
  if (!json.is_object()) refuse(file, "the payload", "no object");
  return json;
}

}  // namespace

void write_trace(const fs::path& file, const Trace& trace) {
  Json json = std::visit([](const auto& run) { return lemmata::json(run); }, trace.run);
  if (const auto q = std::visit([](const auto& run) { return run.lattice_bits; }, trace.run)) json["lattice_bits"] = *q;
  json["problem"] = trace.problem;
  const Bytes payload = Json::to_cbor(json);
  std::uint8_t head[envelope];
  const std::uint32_t numbers[] = {trace_version, crc32(payload)};
  const std::uint64_t length = payload.size();
  std::memcpy(head, magic.data(), 8);
  std::memcpy(head + 8, numbers, 8);
  std::memcpy(head + 16, &length, 8);
  replace_file(file, {head, payload});
}

Trace read_trace(const fs::path& file) {
  const Bytes bytes = content(file);
  const std::size_t alike = std::min(bytes.size(), magic.size());
  if (!std::equal(magic.begin(), magic.begin() + static_cast<std::ptrdiff_t>(alike), bytes.begin()) || bytes.empty())
    refuse(file, "not a trace, it begins with", std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(alike)),
           "\"LEMMATA\\n\"");
  if (bytes.size() < envelope) refuse(file, "truncated", "it ends at byte " + std::to_string(bytes.size()), "24 bytes of envelope");
  std::uint32_t version = 0, crc = 0;
  std::uint64_t length = 0;
  std::memcpy(&version, bytes.data() + 8, 4);
  std::memcpy(&crc, bytes.data() + 12, 4);
  std::memcpy(&length, bytes.data() + 16, 8);
  if (version != trace_version)
    refuse(file, "a trace of another version", std::to_string(version), "version " + std::to_string(trace_version));
  const std::span body = std::span(bytes).subspan(envelope);
  if (body.size() != length)
    refuse(file, body.size() < length ? "truncated" : "too long", "it ends at byte " + std::to_string(bytes.size()),
           std::to_string(length) + " bytes after byte 24");
  if (const std::uint32_t is = crc32(body); is != crc)
    refuse(file, "altered: the CRC-32 of its payload is", std::to_string(is), std::to_string(crc) + ", as its byte 12 says");
  const Json json = payload(file, body);
  const Fields in(file, json);
  Trace trace{.problem = in["problem"], .run = {}};
  if (in.text("algorithm") == "delayed")
    trace.run = delayed(file, in);
  else
    trace.run = recording(in);
  return trace;
}

}  // namespace lemmata
