// The pages, from docs/pages/*.md and docs/walkthroughs/*.cpp: directives become what this build computed.
//
//   @@claim A21a@@      the claim's home: statement, verdict of this build's runs, links to slide, routine, code, tests, exercises
//   @@slide A1 A2@@     on the page of the lecture: links to the homes
//   \leby{A21a}, \eqby{A21a}   in a formula: a ≤ or = that is a link to the claim's home
//   @@code A21a@@       the lines of the header that check it
//   @@run decrease@@    what the runs measured of the claims at home on this page
//   @@tightness decrease@@   how far the constants of a family of mutants can be pushed
//   @@without A21@@     the gallery's exhibits in which this claim, or a line of it, breaks
//   @@exercises A21@@   the exam's families that name the claim; all: every family
//   @@output lemmata …@@     what that command prints
//   @@gallery@@  @@kernels@@  @@graph@@
//
// `routine:FILE: NAME`, `line:FILE:N` as a link's address are resolved when Doxygen has run (finish.hpp).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "docs/generator/measured.hpp"
#include "docs/generator/tree.hpp"
#include "exam/family.hpp"

namespace lemmata::docs {

/// The page of each claim: the one with its @@claim …@@. Throws Broken naming a claim that has no home, two, or no exercise.
std::map<const Claim*, std::string> homes(const Tree& tree);

class Pages {
 public:
  /// Makes the runs. Throws Broken as homes does.
  Pages(const Tree& tree, std::filesystem::path programs);
  /// Writes every page to `out` as Markdown for Doxygen.
  void write(const std::filesystem::path& out) const;

 private:
  std::string page(const std::string& id, const std::string& text) const;
  std::string directive(const std::string& page, const std::string& name, const std::string& argument) const;
  std::string claim_box(const Claim& claim) const;
  std::string slide_links(const std::string& ids) const;
  std::string code(const Claim& claim) const;
  std::string measured(const std::string& page) const;
  std::string tightness(const std::string& family) const;
  std::string exhibits(const std::string& lemma) const;
  std::string kernels() const;
  std::string exercises(const std::string& claim) const;
  std::string output(const std::string& command) const;
  std::string graph() const;
  std::string runs_page() const;
  std::string walkthrough(const std::filesystem::path& source) const;
  std::string home(const Claim& claim) const { return homes_.at(&claim) + ".html#claim_" + anchor(claim.id); }

  const Tree& tree_;
  std::filesystem::path programs_;
  std::map<std::string, std::string> texts_;          // by page
  std::map<const Claim*, std::string> homes_;         // page of each claim
  std::map<const Claim*, std::vector<const exam::Family*>> exercises_;
  std::vector<NamedRun> runs_;
  std::map<const Claim*, Measured> measured_;
};

/// "E09" as an anchor of the page of exercises.
inline std::string exercise_link(const exam::Family& family) { return "exercises.html#exercise_" + std::string(family.id); }

}  // namespace lemmata::docs
