#include "algorithms/problems/wdbc.hpp"

#include <sstream>
#include <string>

#include "algorithms/problems/libsvm.hpp"

namespace lemmata {
namespace embedded {

/// The text of wdbc.libsvm; the build writes the definition (embed.cmake).
std::string wdbc_libsvm();

}  // namespace embedded

const Dataset& wdbc() {
  static const Dataset data = [] {
    std::istringstream in(embedded::wdbc_libsvm());
    return scaled(two_classes(read_libsvm(in, "wdbc")));
  }();
  return data;
}

}  // namespace lemmata
