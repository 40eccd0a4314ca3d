#include "exam/print/zip.hpp"

#include <boost/crc.hpp>
#include <cstdint>
#include <stdexcept>

namespace lemmata::exam {
namespace {

void put(std::string& bytes, std::uint64_t value, int count) {  // little endian
  for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
}

/// What the header of a file and its entry in the directory have in common.
std::string description(const std::string& name, const std::string& data) {
  boost::crc_32_type crc;
  crc.process_bytes(data.data(), data.size());
  std::string bytes;
  put(bytes, 20, 2);        // version 2.0
  put(bytes, 1 << 11, 2);   // names are UTF-8
  put(bytes, 0, 2);         // stored
  put(bytes, 0x00210000, 4);  // 1 January 1980, the first date there is
  put(bytes, crc.checksum(), 4);
  put(bytes, data.size(), 4);
  put(bytes, data.size(), 4);
  put(bytes, name.size(), 2);
  put(bytes, 0, 2);  // nothing extra
  return bytes;
}

}  // namespace

std::string zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string bytes, directory;
  if (files.size() > 0xffff) throw std::invalid_argument("too many files for a zip: " + std::to_string(files.size()));
  for (const auto& [name, data] : files) {
    if (bytes.size() + data.size() > 0xffffffffU) throw std::invalid_argument("too large for a zip: " + name);
    const std::string described = description(name, data);
    directory += std::string("PK\1\2", 4);
    put(directory, 20, 2);
    directory += described;
    put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 4);  // no comment, first disk, no attributes
    put(directory, bytes.size(), 4);
    directory += name;
    bytes += std::string("PK\3\4", 4) + described + name + data;
  }
  const std::size_t start = bytes.size();
  bytes += directory + std::string("PK\5\6", 4);
  put(bytes, 0, 2), put(bytes, 0, 2), put(bytes, files.size(), 2), put(bytes, files.size(), 2);
  put(bytes, directory.size(), 4), put(bytes, start, 4), put(bytes, 0, 2);
  return bytes;
}

}  // namespace lemmata::exam
