#include "exam/draw.hpp"

#include <boost/crc.hpp>

#include "algorithms/streams.hpp"

namespace lemmata::exam {
namespace {

/// The stream's index of a family: its name as a number. Collisions would only let two families draw alike.
std::uint32_t number_of(std::string_view family) {
  boost::crc_32_type crc;
  crc.process_bytes(family.data(), family.size());
  return crc.checksum();
}

}  // namespace

Draw::Draw(std::uint64_t seed, std::string_view family, std::uint32_t attempt) : seed_(seed), family_(number_of(family)), attempt_(attempt) {}

Draw Draw::at_corner(std::string_view family, std::uint32_t corner) {
  Draw draw(0, family, 0);
  draw.cornered_ = true;
  draw.corner_ = corner;
  return draw;
}

std::size_t Draw::place(std::size_t n) { return sample(seed_, std::uint64_t{attempt_} << 32 | counter_++, family_, n); }

long long Draw::of(std::string_view name, const std::vector<long long>& options) {
  if (options.empty()) throw std::invalid_argument("nothing to draw " + std::string(name) + " from");
  const std::size_t drawn = cornered_ ? ((corner_ >> (parameters_.size() % 32)) & 1) * (options.size() - 1) : place(options.size());
  parameters_.emplace_back(name, std::to_string(options[drawn]));
  return options[drawn];
}

long long Draw::between(std::string_view name, long long low, long long high) {
  std::vector<long long> options;
  for (long long a = low; a <= high; ++a) options.push_back(a);
  return of(name, options);
}

}  // namespace lemmata::exam
