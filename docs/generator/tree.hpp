// The source tree as the pages quote it: where a routine, a line of a proof or a test stands.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lemmas/claims.hpp"

namespace lemmata::docs {

/// What keeps the site from being built, said in one line.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A line of a file, counted from 1.
struct Spot {
  std::string file;
  std::size_t line = 0;
};

/// A routine of a header: its documentation, its lines, and the claims that its lines name, in their order.
struct Routine {
  Spot at;
  std::string name;
  std::string documentation;
  std::vector<std::string> lines;
  std::vector<const Claim*> claims;
};

class Tree {
 public:
  /// Reads the headers that the registry names, and the tests. Throws Broken naming a claim whose routine or test is not there.
  explicit Tree(std::filesystem::path root);

  const std::filesystem::path& root() const { return root_; }
  const Routine& routine(const Claim& claim) const { return routines_.at(std::string(claim.routine)); }
  const std::map<std::string, Routine>& routines() const { return routines_; }
  Spot test(std::string_view name) const;
  /// The lines of the claim's routine that check it; its signature where no line names the claim.
  std::string code(const Claim& claim) const;

 private:
  std::filesystem::path root_;
  std::map<std::string, Routine> routines_;  // "lemmas/decrease.hpp: decrease"
  std::map<std::string, Spot, std::less<>> tests_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);
std::vector<std::string> lines_of(std::string_view text);
std::string replaced(std::string text, std::string_view what, std::string_view with);
/// & < > " as HTML has them.
std::string escaped(std::string_view text);
/// "D3_2a" for D3.2a: what an anchor may be called.
std::string anchor(std::string_view id);
/// The claim with this id. Throws Broken.
const Claim& claim_of(std::string_view id);

}  // namespace lemmata::docs
