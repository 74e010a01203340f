#pragma once
#include <mpi.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "mesh/mesh_spec.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Pixels are quadrilaterals that are worked on as a raster is.
enum class CellShape { Quadrilaterals, Triangles, TrianglesUnaligned, Pixels };

/// Axis-parallel rectangle of nx x ny quadrilaterals, each split in two for Triangles; unaligned
/// triangles have their inner vertices moved by a fixed pseudo-random offset (in shares of a cell).
/// Boundary names: "left" (x min), "right", "bottom" (y min), "top".
struct RectangleSpec {
  std::array<Real, 2> x{}, y{};        ///< m
  std::array<GlobalIndex, 2> cells{};  ///< along x and y
  CellShape shape = CellShape::Quadrilaterals;
};

/// Channel of constant width along a centre line. Boundary names: "inflow" (first point),
/// "outflow" (last point), "left_bank", "right_bank" (seen downstream).
struct ChannelSpec {
  std::vector<std::array<Real, 2>> centreline;  ///< m, at least two points
  Real width = 0;                               ///< m
  std::array<GlobalIndex, 2> cells{};           ///< along and across
  CellShape shape = CellShape::Quadrilaterals;
};

// Bed levels are in the vertices where the source has them; generated meshes lie at level 0.

MeshSource rectangle_source(const RectangleSpec& rectangle);
MeshSource channel_source(const ChannelSpec& channel);
/// A SELAFIN `.slf` with its TELEMAC `.cli`, or an empty name. A file without bed levels serves
/// where the bed comes from elsewhere or none is needed.
MeshSource selafin_source(const std::filesystem::path& file,
                          const std::filesystem::path& boundary_file = {});
/// One cell a pixel.
MeshSource raster_source(const std::filesystem::path& file);
/// Gmsh .msh 2 and 4, or .geo, which the gmsh program meshes into the spec's work directory first.
MeshSource gmsh_source(const std::filesystem::path& file);

/// The same without a spec. Collective.
RawMesh read_gmsh(MPI_Comm communicator, const std::filesystem::path& file,
                  const std::filesystem::path& work_directory);

}  // namespace freshet
