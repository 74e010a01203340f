#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

enum class MeshSource { Gmsh, Selafin, Raster, Rectangle, Channel };
enum class CellShape { Quadrilaterals, Triangles, TrianglesUnaligned };

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

enum class BedSource { Mesh, Raster, Expression };

struct BedSpec {
  BedSource source = BedSource::Mesh;
  std::filesystem::path raster;                    ///< GeoTIFF or ESRI ASCII, sampled bilinearly
  std::function<Real(Real x, Real y)> expression;  ///< m -> bed level in m
};

/// Where the mesh comes from. Files: Gmsh `.msh` 2 and 4 or `.geo` (meshed by the gmsh program),
/// SELAFIN `.slf` with an optional `.cli`, rasters.
struct MeshSpec {
  MeshSource source = MeshSource::Rectangle;
  std::filesystem::path file;
  std::filesystem::path boundary_file;   ///< TELEMAC `.cli`, or empty
  std::filesystem::path work_directory;  ///< where a mesh made from a `.geo` is kept
  RectangleSpec rectangle;
  ChannelSpec channel;
  BedSpec bed;
  bool bed_needed = true;  ///< false: a file without bed levels is taken too, as if flat at 0
  int refinements = 0;  ///< times that every cell is split in four (bed at new vertices: the mean)
};

}  // namespace freshet
