// The same steps on the CPU and on a CUDA device give the same bits. Needs no package but CUDA.
#include <cstdio>
#include <cstring>
#include <string>

#include "kernels/error.hpp"
#include "tests/support/same_bits.hpp"

constexpr int skipped = 77;

/// same_bits_gpu [--cpu] [SIZE STEPS]: --cpu compares the CPU with itself, to try the program.
int main(int argc, char** argv) {
  const bool alone = argc > 1 && std::strcmp(argv[1], "--cpu") == 0;
  const std::string reason = freshet::why_no_gpu();
  if (!alone && !reason.empty()) {
    std::printf("skipped: no CUDA device (%s)\n", reason.c_str());
    return skipped;
  }
  char** rest = argv + (alone ? 2 : 1);
  const bool sized = argc - (rest - argv) == 2;
  const int size = sized ? std::stoi(rest[0]) : 40, steps = sized ? std::stoi(rest[1]) : 200;
  try {
    const auto other = alone ? freshet::Backend::Cpu : freshet::Backend::Cuda;
    const int failed = freshet::compare(other, size, steps);
    std::printf(failed ? "%d of 8 differ\n" : "all bits are the same\n", failed);
    return failed ? 1 : 0;
  } catch (const freshet::Error& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
