// What `freshet bench --model gpu` counts and predicts, against values worked out by hand.
#include "cases/bench/gpu_model.hpp"

#include <gtest/gtest.h>

namespace freshet {
namespace {

double bytes(CellShape shape) {
  double sum = 0;
  for (const auto& kernel : cell_kernels(shape, gpu_machines().front())) sum += kernel.bytes;
  return sum;
}

TEST(GpuModel, CountsEachArrayOnce) {
  // Reconstruction: state 3, friction rate, depth in the middle, emptying time, shear, bed and its
  // slopes: 10 reals; 4 neighbours; 4 reals at 4 faces. Update: old and new state, emptying and
  // friction rate, bed, friction, depth in the middle, shear: 12; neighbours and faces again.
  EXPECT_EQ(bytes(CellShape::Pixels), (10 + 12) * 8 + 2 * (4 * 4 + 4 * 4 * 8));
  // Triangles: both have two sizes more, 3 neighbours, faces of 3 reals and 4 of the water; the
  // first offsets and weights, the second the opposite faces.
  EXPECT_EQ(bytes(CellShape::Triangles),
            (10 + 12 + 4) * 8 + 2 * (3 * 4 + 3 * 7 * 8) + 3 * 4 * 8 + 3 * 4);
}

TEST(GpuModel, ReadsTheStaticFigures) {
  for (const auto shape : {CellShape::Pixels, CellShape::Triangles})
    for (const auto& kernel : cell_kernels(shape, gpu_machines().front())) {
      EXPECT_GT(kernel.fp64, 100) << kernel.name;
      EXPECT_GT(kernel.instructions, kernel.fp64) << kernel.name;
      EXPECT_GT(kernel.registers, 16) << kernel.name;
      EXPECT_LE(kernel.registers, 255) << kernel.name;
      EXPECT_GT(kernel.occupancy, 0) << kernel.name;
      EXPECT_LE(kernel.occupancy, 1) << kernel.name;
    }
}

TEST(GpuModel, TakesTheLargestOfTheRoofs) {
  GpuMachine machine = gpu_machines().back();
  const auto step = [&](double cells) {
    return predict_gpu_step(machine, CellShape::Triangles, TimeScheme::Hancock, cells);
  };
  machine.memory_bytes_per_s = 1e9;  // so that nothing else counts
  machine.copy_share = 0.5;
  machine.kernel_s = machine.host_action_s = 0;
  EXPECT_NEAR(step(1e6).step_s, 1e6 * bytes(CellShape::Triangles) / 0.5e9, 1e-9);
  EXPECT_STREQ(step(1e6).bound(), "memory");
  machine.memory_bytes_per_s = 1e30;
  EXPECT_NEAR(step(2e6).step_s / step(1e6).step_s, 2, 1e-9);
  EXPECT_GT(step(1e6).step_s, 0);
  machine.kernel_s = 1;
  EXPECT_NEAR(step(1).step_s, kernels_a_step(TimeScheme::Hancock), 1e-6);
  EXPECT_STREQ(step(1).bound(), "latency");
}

}  // namespace
}  // namespace freshet
