#pragma once
#include <mpi.h>

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

struct RawMesh;
struct MeshSpec;

/// Gives every rank a share of the raw mesh. Collective; throws InputError on all ranks alike.
using MeshSource = std::function<RawMesh(MPI_Comm communicator, const MeshSpec& spec)>;

enum class BedSource { Mesh, Raster, Expression };

struct BedSpec {
  BedSource source = BedSource::Mesh;
  std::filesystem::path raster;                    ///< GeoTIFF or ESRI ASCII, sampled bilinearly
  std::function<Real(Real x, Real y)> expression;  ///< m -> bed level in m
};

/// Where the mesh comes from, and what is made of it.
struct MeshSpec {
  MeshSource source;  ///< one of mesh/sources/sources.hpp, or any other
  /// Halves the cells along each side of a generated mesh; empty: take a refinement less for that.
  std::function<void(MeshSpec& spec)> halve;
  std::filesystem::path work_directory;  ///< where a mesh made from a geometry is kept
  BedSpec bed;
  bool bed_needed = true;  ///< false: a file without bed levels is taken too, as if flat at 0
  int refinements = 0;  ///< times that every cell is split in four (bed at new vertices: the mean)
};

}  // namespace freshet
