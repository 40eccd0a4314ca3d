// After Doxygen: addresses of routines and lines are resolved, code and tests link back to the claims, and every link is checked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "docs/generator/tree.hpp"

namespace lemmata::docs {

/// Resolves `routine:FILE: NAME` and `line:FILE:N` in all pages of `site` from Doxygen's tag file, and puts links back to the claims
/// beside each routine and each test. Throws Broken naming an address that is not there.
void resolve(const Tree& tree, const std::filesystem::path& site, const std::filesystem::path& tagfile);

/// What is wrong with the links of a site, a line each: a file or an anchor that is not there, something that would be fetched from
/// another machine, a number that is not one ("nan").
std::vector<std::string> broken_links(const std::filesystem::path& site);

}  // namespace lemmata::docs
