#pragma once
#include <cstdlib>
#include <string_view>

#include "kernels/flow_device.hpp"

namespace freshet {

/// That on which a test is to run: of FRESHET_TEST_BACKEND, or the CPU.
inline Backend test_backend() {
  const char* name = std::getenv("FRESHET_TEST_BACKEND");
  return name != nullptr && std::string_view(name) == "queue" ? Backend::Queue : Backend::Cpu;
}

}  // namespace freshet
