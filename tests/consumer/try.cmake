# Installs the build tree BUILD under WORK, then configures, builds and runs the consumer against what was installed.
file(REMOVE_RECURSE ${WORK})

function(must)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

must(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
foreach(licence LICENSE wdbc.LICENSE)
  if(NOT EXISTS ${WORK}/prefix/share/doc/lemmata/${licence})
    message(FATAL_ERROR "${licence} is not installed")
  endif()
endforeach()
must(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK}/build -D CMAKE_PREFIX_PATH=${WORK}/prefix
     -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_FLAGS=${FLAGS})
must(${CMAKE_COMMAND} --build ${WORK}/build)
must(${WORK}/build/consumer)
