#pragma once
#ifdef __CUDACC__
#include <cuda_runtime.h>

#include <string>

#include "kernels/error.hpp"

namespace freshet {

inline void cuda_check(cudaError_t code, const char* doing) {
  if (code != cudaSuccess)
    throw EnvironmentError(std::string("CUDA, ") + doing + ": " + cudaGetErrorString(code));
}

}  // namespace freshet
#endif
