#include "algorithms/replace_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "algorithms/input_error.hpp"

namespace lemmata {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw InputError({file.string()}, "cannot be written", why, "the name of a file in a directory that can be written to");
}

/// Interrupts are held back as long as this lives.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~Uninterrupted() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t before_;
};

fs::path directory_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : "."; }

/// An open file without a name, gone when it is closed; −1 where the system has none or cannot name it later.
int nameless(const fs::path& directory) {
#ifdef O_TMPFILE
  if (::access("/proc/self/fd", X_OK) == 0) return ::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
#endif
  return -1;
}

/// A file that disappears unless it is renamed; if it could be opened without a name, also when the process is killed.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& target)
      : target_(target), path_(target.string() + ".part" + std::to_string(::getpid())), descriptor_(nameless(directory_of(target))) {
    if (descriptor_ >= 0) return;
    descriptor_ = ::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse(target_, std::strerror(errno));
    named_ = true;
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    ::close(descriptor_);
    if (named_) ::unlink(path_.c_str());
  }
  void write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) refuse(target_, std::strerror(errno));
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  /// The bytes are on the disk before the name is. A link cannot replace a file, so a name of its own comes first.
  void rename() {
    if (::fsync(descriptor_) != 0 && errno != EINVAL) refuse(target_, std::strerror(errno));
    const std::string open_file = "/proc/self/fd/" + std::to_string(descriptor_);
    if (!named_ && ::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) != 0) refuse(target_, std::strerror(errno));
    named_ = true;
    if (::rename(path_.c_str(), target_.c_str()) != 0) refuse(target_, std::strerror(errno));
    named_ = false;
  }

 private:
  fs::path target_, path_;
  int descriptor_ = -1;
  bool named_ = false;
};

/// Where the file will stand: only a regular file is replaced.
fs::path target(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return file;
  if (!fs::is_regular_file(status)) refuse(file, fs::is_directory(status) ? "a directory" : "not a regular file");
  const fs::path real = fs::canonical(file, error);
  return error ? file : real;
}

}  // namespace

void require_replaceable(const fs::path& file) {
  const fs::path directory = directory_of(target(file));
  if (::access(directory.c_str(), W_OK | X_OK) != 0) refuse(file, std::strerror(errno));
}

void replace_file(const fs::path& file, std::initializer_list<std::span<const std::uint8_t>> parts) {
  const Uninterrupted uninterrupted;
  Unfinished out(target(file));
  for (const auto& part : parts) out.write(part);
  out.rename();
}

}  // namespace lemmata
