# Headers, library, program, licences, and a package for find_package(lemmata CONFIG).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lemmata)
set(libraries lemmas algorithms)
if(TARGET exam)
  list(APPEND libraries exam)
endif()
install(TARGETS ${libraries} EXPORT lemmataTargets
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/lemmata)
foreach(program ${lemmata_programs})
  install(TARGETS ${program})
endforeach()
install(EXPORT lemmataTargets NAMESPACE lemmata:: DESTINATION ${package_dir})

configure_package_config_file(cmake/lemmataConfig.cmake.in ${PROJECT_BINARY_DIR}/lemmataConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lemmataConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lemmataConfig.cmake ${PROJECT_BINARY_DIR}/lemmataConfigVersion.cmake cmake/FindMPFI.cmake
        DESTINATION ${package_dir})
install(FILES LICENSE algorithms/problems/wdbc.LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})  # the program holds the data set
