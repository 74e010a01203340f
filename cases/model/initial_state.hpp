#pragma once
#include <filesystem>
#include <functional>
#include <span>

#include "cases/model/case.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Where a rank's cells lie; all spans have one length.
struct CellPlaces {
  std::span<const Real> x, y;  ///< centroid, m
  std::span<const Real> bed;   ///< m
};

/// What is to be filled in for the same cells.
struct InitialFields {
  std::span<Real> depth;                   ///< m
  std::span<Real> velocity_x, velocity_y;  ///< m/s
};

/// Reads the state of all these cells from a checkpoint.
using CheckpointReader =
    std::function<void(InitialFields fields, const std::filesystem::path& file)>;

/// Carries out the steps in their order on cells that start dry. Cells that a step leaves dry have
/// no velocity. Throws InputError naming key and place: a formula that is not finite there, a
/// negative depth, a raster without a value.
void fill_initial_state(InitialFields fields, const CellPlaces& cells,
                        std::span<const InitialSpec> steps,
                        const CheckpointReader& read_checkpoint);

}  // namespace freshet
