# Warnings for our own sources. The target is private: no consumer of the library inherits it.
add_library(lemmata_warnings INTERFACE)
target_compile_options(lemmata_warnings INTERFACE
  -Wall -Wextra -Wno-missing-field-initializers  # a designated initialiser names what differs from the default
  -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion
  $<$<BOOL:${LEMMATA_WERROR}>:-Werror>)
