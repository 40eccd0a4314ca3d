#include "exam/output_directory.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>

#include "algorithms/input_error.hpp"

namespace lemmata::exam {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& directory, const std::string& why) {
  throw InputError({"--out"}, why, directory.string(), "a new or empty directory where files can be written");
}

sigset_t interrupts() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

/// Interrupts are held back as long as this lives.
class Uninterrupted {
 public:
  Uninterrupted() {
    const sigset_t set = interrupts();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~Uninterrupted() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t before_;
};

/// A directory that disappears unless it is renamed.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& target) : target_(target), path_(target.string() + ".part" + std::to_string(::getpid())) {
    std::error_code error;
    if (!fs::create_directory(path_, error)) refuse(target_, error ? "cannot be written, " + error.message() : "cannot be written, " + path_.string() + " is there");
  }
  ~Unfinished() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const fs::path& path() const { return path_; }

  void write(const std::string& name, const std::string& bytes) {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << bytes << std::flush;
    if (!out) refuse(target_, "cannot be written, " + std::string(std::strerror(errno)));
  }
  /// What was there before goes last.
  void rename() {
    const fs::path old = path_.string() + ".old";
    std::error_code error;
    const bool there = fs::exists(target_);
    if (there) fs::rename(target_, old, error);
    if (!error) fs::rename(path_, target_, error);
    if (error) {
      if (there && fs::exists(old)) fs::rename(old, target_);
      refuse(target_, "cannot be written, " + error.message());
    }
    if (there) fs::remove_all(old, error);
  }

 private:
  fs::path target_, path_;
};

fs::path named(const fs::path& directory) {
  const fs::path whole = fs::absolute(directory).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

std::optional<std::string> found(const std::string& program) {
  std::istringstream path(std::getenv("PATH") ? std::getenv("PATH") : "");
  for (std::string folder; std::getline(path, folder, ':');)
    if (const fs::path file = fs::path(folder.empty() ? "." : folder) / program; ::access(file.c_str(), X_OK) == 0 && !fs::is_directory(file)) return file.string();
  return std::nullopt;
}

/// Runs it there, silently. Its exit code; −1 if it did not run.
int run(const fs::path& directory, std::vector<std::string> command) {
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed = posix_spawn(&child, words[0], &actions, &attributes, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  int status = 0;
  if (failed != 0) return -1;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void keep_no(const fs::path& directory, std::initializer_list<const char*> endings) {
  for (const char* base : {"paper", "key"})
    for (const char* ending : endings) fs::remove(directory / (std::string(base) + ending));
}

Pdfs by_latex(const fs::path& directory, const std::string& pdflatex) {
  bool made = true;
  for (const auto& [job, input] : {std::pair<std::string, std::string>{"paper", "\\input{exam.tex}"}, {"key", "\\def\\withkey{1}\\input{exam.tex}"}})
    for (int pass = 0; pass < 2 && made; ++pass)  // the second knows the number of pages
      made = run(directory, {pdflatex, "-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "-jobname=" + job, input}) == 0;
  keep_no(directory, {".aux", ".log"});
  if (!made) keep_no(directory, {".pdf"});
  return {made, made ? "paper.pdf and key.pdf by pdflatex" : "no PDF: pdflatex refuses exam.tex (pdflatex exam.tex says why; it needs texlive-latex-base)"};
}

Pdfs by_chromium(const fs::path& directory, const std::string& chromium) {
  bool made = true;
  for (const char* job : {"paper", "key"}) {
    std::vector<std::string> command{chromium, "--headless", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=" + (directory / ".chromium").string(),
                                     "--print-to-pdf=" + (directory / job).string() + ".pdf", "file://" + (directory / job).string() + ".html"};
    if (::geteuid() == 0) command.insert(command.begin() + 1, "--no-sandbox");  // Chromium's sandbox refuses root
    made = made && run(directory, command) == 0 && fs::exists(directory / (std::string(job) + ".pdf"));
  }
  std::error_code error;
  fs::remove_all(directory / ".chromium", error);
  if (!made) keep_no(directory, {".pdf"});
  return {made, made ? "paper.pdf and key.pdf by Chromium" : "no PDF: Chromium failed (print paper.html and key.html from a browser)"};
}

}  // namespace

void require_free(const fs::path& directory, bool force) {
  const fs::path target = named(directory);
  std::error_code error;
  if (fs::exists(target) && !fs::is_directory(target)) refuse(directory, "is a file");
  if (fs::is_directory(target) && !fs::is_empty(target, error) && !force) throw InputError({"--out"}, "is there and not empty", directory.string(), "another directory, or --force to replace it");
  if (!fs::is_directory(target.parent_path())) refuse(directory, "has no parent directory");
  if (::access(target.parent_path().c_str(), W_OK | X_OK) != 0) refuse(directory, "cannot be written");
}

void write_directory(const fs::path& directory, const std::vector<std::pair<std::string, std::string>>& files, bool force, const std::function<void(const fs::path&)>& finish) {
  require_free(directory, force);
  const Uninterrupted uninterrupted;
  Unfinished made(named(directory));
  for (const auto& [name, bytes] : files) made.write(name, bytes);
  finish(made.path());
  made.rename();
}

Pdfs make_pdfs(const fs::path& directory) {
  if (const auto pdflatex = found("pdflatex")) {
    const Pdfs made = by_latex(directory, *pdflatex);
    if (made.made) return made;
    for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
      if (const auto chromium = found(name)) return by_chromium(directory, *chromium);
    return made;
  }
  for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
    if (const auto chromium = found(name)) return by_chromium(directory, *chromium);
  return {false, "no PDF: neither pdflatex nor Chromium is here (apt-get install texlive-latex-base, or chromium); or print paper.html from a browser"};
}

}  // namespace lemmata::exam
