# freshet_library(NAME): a static library freshet::NAME of all sources in the current folder and below.
# The same floating-point flags everywhere: no contraction, so that no optimisation level, instruction set or
# backend changes a bit; the two -fno- flags change no result and let loops with sqrt and selects vectorise.
# The language is given as a flag, for CMake 3.25 knows no C++20 of nvcc.
set(FRESHET_GENERATED ${CMAKE_BINARY_DIR}/generated)
set(FRESHET_CXX_FLAGS -std=c++20 -Wall -Wextra -ffp-contract=off -fno-math-errno -fno-trapping-math)
# Device code is kept as it is (--no-compress), so that tests/gpu/static_figures.py can read it.
set(FRESHET_CUDA_FLAGS -std=c++20 --fmad=false --no-compress -Xcompiler=-ffp-contract=off)

function(freshet_flags target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR} ${FRESHET_GENERATED})
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${FRESHET_CXX_FLAGS}>"
                                           "$<$<COMPILE_LANGUAGE:CUDA>:${FRESHET_CUDA_FLAGS}>")
endfunction()

function(freshet_library name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  list(FILTER sources EXCLUDE REGEX "/library/|/main\\.cpp$")
  add_library(freshet_${name} STATIC ${sources})
  add_library(freshet::${name} ALIAS freshet_${name})
  freshet_flags(freshet_${name})
endfunction()
