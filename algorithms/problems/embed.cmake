# A text file as a C++ function that returns it:
#
#   include(algorithms/problems/embed.cmake)
#   lemmata_embed(<target> <file>)
#
# compiles std::string lemmata::embedded::<name>() into <target>, where <name> is the name of the file with '.' as '_'.
# The source is written anew whenever the file changes. Run as a script (cmake -DINPUT=… -DOUTPUT=… -P), this file writes it.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(LEMMATA_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
  function(lemmata_embed target file)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(GET file FILENAME name)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp)
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${source} -P ${LEMMATA_EMBED_SCRIPT}
      DEPENDS ${file} ${LEMMATA_EMBED_SCRIPT}
      COMMENT "Embedding ${name}"
      VERBATIM)
    target_sources(${target} PRIVATE ${source})
  endfunction()
  return()
endif()

cmake_path(GET INPUT FILENAME name)
string(MAKE_C_IDENTIFIER ${name} function)
file(READ ${INPUT} text)
string(LENGTH "${text}" length)
set(pieces "")
set(begin 0)
while(begin LESS length)  # no piece longer than the string literal that every compiler must accept
  string(SUBSTRING "${text}" ${begin} 16384 piece)
  string(APPEND pieces "      R\"embedded(${piece})embedded\",\n")
  math(EXPR begin "${begin} + 16384")
endwhile()
file(WRITE ${OUTPUT}
"// Written by embed.cmake from ${name}.
#include <string>

namespace lemmata::embedded {

std::string ${function}();

std::string ${function}() {
  static constexpr const char* pieces[] = {
${pieces}  };
  std::string text;
  for (const char* piece : pieces) text += piece;
  return text;
}

}  // namespace lemmata::embedded
")
