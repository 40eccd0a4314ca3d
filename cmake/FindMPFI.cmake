# MPFI::MPFI: interval arithmetic of any precision, with the MPFR and GMP that it rests on.
include(FindPackageHandleStandardArgs)

find_path(MPFI_INCLUDE_DIR mpfi.h)
find_path(MPFR_INCLUDE_DIR mpfr.h)
find_path(GMP_INCLUDE_DIR gmp.h)
find_library(MPFI_LIBRARY mpfi)
find_library(MPFR_LIBRARY mpfr)
find_library(GMP_LIBRARY gmp)
mark_as_advanced(MPFI_INCLUDE_DIR MPFR_INCLUDE_DIR GMP_INCLUDE_DIR MPFI_LIBRARY MPFR_LIBRARY GMP_LIBRARY)

find_package_handle_standard_args(MPFI REQUIRED_VARS
  MPFI_LIBRARY MPFR_LIBRARY GMP_LIBRARY MPFI_INCLUDE_DIR MPFR_INCLUDE_DIR GMP_INCLUDE_DIR)

if(MPFI_FOUND AND NOT TARGET MPFI::MPFI)
  add_library(MPFI::MPFI INTERFACE IMPORTED)
  target_include_directories(MPFI::MPFI INTERFACE ${MPFI_INCLUDE_DIR} ${MPFR_INCLUDE_DIR} ${GMP_INCLUDE_DIR})
  target_link_libraries(MPFI::MPFI INTERFACE ${MPFI_LIBRARY} ${MPFR_LIBRARY} ${GMP_LIBRARY})
endif()
