// Kernels of Hogwild! that are wrong in one respect each, run on real threads, and the named check that catches each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lemmata {

struct BrokenKernel {
  std::string_view what;    // is wrong
  std::string_view check;   // that is to catch it: of the audit, or a claim
  bool caught = false;
  std::string detail;       // what the check said
};

/// Runs them all: some threads, a second or less.
std::vector<BrokenKernel> broken_kernels();

}  // namespace lemmata
