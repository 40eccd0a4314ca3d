// Files that are replaced as a whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace lemmata {

/// `file` holds exactly the given parts, one after the other. They are written beside it, flushed, and renamed into place; SIGINT and
/// SIGTERM wait meanwhile, so nothing half written is left under any name. Where the file system has files without a name, not even a
/// process that is killed leaves one. Links are followed.
/// Throws InputError naming the file if it cannot be written; it is then as it was.
void replace_file(const std::filesystem::path& file, std::initializer_list<std::span<const std::uint8_t>> parts);

/// Throws InputError as replace_file would if there is no directory to write in: to be asked before work that would be lost.
void require_replaceable(const std::filesystem::path& file);

}  // namespace lemmata
