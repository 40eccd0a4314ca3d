# Warnings for our own sources. The target is private: no consumer of the library inherits it.
add_library(lemmata_warnings INTERFACE)
target_compile_options(lemmata_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion
  -Wno-missing-field-initializers  # a designated initialiser names what differs from the default
  # Known false alarms of g++ 12: in std::string, and in the vector intrinsics that -march=native brings in.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${LEMMATA_NATIVE}>>:-Wno-maybe-uninitialized>
  $<$<BOOL:${LEMMATA_WERROR}>:-Werror>)
