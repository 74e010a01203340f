#include "mesh/formats/raster.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "mesh/formats/raster_gaps.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

enum Side : Index { kLeft, kRight, kBottom, kTop, kEdge, kFirstHole };

/// The rank's rows of pixels and one more on either side; NaN beyond the grid and where there are
/// no data.
class Window {
 public:
  Window(const Raster& raster, GlobalIndex first, GlobalIndex last)
      : columns_(raster.columns()),
        rows_(raster.rows()),
        first_(std::max<GlobalIndex>(first - 1, 0)) {
    const GlobalIndex end = std::min(last + 1, rows_);
    if (first < last) values_ = raster.read_rows(first_, end - first_);
  }
  bool inside(GlobalIndex column, GlobalIndex row) const {
    return column >= 0 && column < columns_ && row >= 0 && row < rows_;
  }
  Real at(GlobalIndex column, GlobalIndex row) const {
    return inside(column, row) ? values_[(row - first_) * columns_ + column] : kNoBed;
  }

 private:
  GlobalIndex columns_, rows_, first_;
  std::vector<Real> values_;
};

/// Names the side of a pixel with data towards (column + across, row + down) unless there are data
/// too.
void name_side(RawMesh& mesh, const Window& pixels, const RasterGaps& gaps, GlobalIndex column,
               GlobalIndex row, Side side, GlobalIndex a, GlobalIndex b) {
  const GlobalIndex next_column = column + (side == kRight) - (side == kLeft);
  const GlobalIndex next_row = row + (side == kBottom) - (side == kTop);
  if (!pixels.inside(next_column, next_row)) {
    mesh.edges.push_back({a, b, side});
  } else if (std::isnan(pixels.at(next_column, next_row))) {
    const Index hole = gaps.hole(next_column, next_row);
    mesh.edges.push_back({a, b, hole < 0 ? Index{kEdge} : kFirstHole + hole});
  }
}

void add_pixels(RawMesh& mesh, const Raster& raster, const Window& pixels, const RasterGaps& gaps,
                GlobalIndex first, GlobalIndex last) {
  const GlobalIndex corners = raster.columns() + 1;
  mesh.cells.reserve((last - first) * raster.columns());
  for (GlobalIndex row = first; row < last; ++row)
    for (GlobalIndex column = 0; column < raster.columns(); ++column) {
      const Real bed = pixels.at(column, row);
      if (std::isnan(bed)) continue;
      const GlobalIndex nw = row * corners + column, ne = nw + 1, sw = nw + corners, se = sw + 1;
      RawCell& cell = mesh.cells.emplace_back();
      cell.vertices = {sw, se, ne, nw};
      cell.number = row * raster.columns() + column;
      cell.bed = bed;
      name_side(mesh, pixels, gaps, column, row, kLeft, nw, sw);
      name_side(mesh, pixels, gaps, column, row, kRight, se, ne);
      name_side(mesh, pixels, gaps, column, row, kBottom, sw, se);
      name_side(mesh, pixels, gaps, column, row, kTop, ne, nw);
    }
}

/// Corner (i, j) of the pixels, its bed the mean of the pixels round it that have data.
RawVertex corner(const Raster& raster, const Window& pixels, GlobalIndex i, GlobalIndex j) {
  const auto [x_min, y_min, x_max, y_max] = raster.extent();
  const Real across = static_cast<Real>(i) / static_cast<Real>(raster.columns());
  const Real down = static_cast<Real>(j) / static_cast<Real>(raster.rows());
  Real sum = 0, base = kNoBed;
  int count = 0;
  for (const auto& [column, row] : {std::pair{i - 1, j - 1}, {i, j - 1}, {i - 1, j}, {i, j}}) {
    const Real value = pixels.at(column, row);
    if (std::isnan(value)) continue;
    if (count++ == 0) base = value;
    sum += value - base;
  }
  return {i == raster.columns() ? x_max : x_min + (x_max - x_min) * across,
          j == raster.rows() ? y_min : y_max - (y_max - y_min) * down,
          count > 0 ? base + sum / count : kNoBed};
}

RawMesh read_raster_mesh(MPI_Comm communicator, const std::filesystem::path& file) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  RawMesh mesh;
  mesh.origin = file.string();
  mesh.boundary_names = {"left", "right", "bottom", "top", "edge"};
  std::optional<Raster> raster;
  std::optional<Window> pixels;
  std::optional<RasterGaps> gaps;
  RasterRows share;
  together(communicator, [&] {
    raster.emplace(file);
    share = {raster->columns(), raster->rows(), mpi::share_begin(raster->rows(), rank, ranks),
             mpi::share_begin(raster->rows(), rank + 1, ranks)};
    pixels.emplace(*raster, share.first, share.last);
    const auto [x_min, y_min, x_max, y_max] = raster->extent();
    mesh.pixels = {x_min,
                   y_min,
                   (x_max - x_min) / static_cast<Real>(share.columns),
                   (y_max - y_min) / static_cast<Real>(share.rows),
                   share.columns,
                   share.rows};
    gaps.emplace(share, [&](GlobalIndex i, GlobalIndex j) { return std::isnan(pixels->at(i, j)); });
  });
  const Index holes = gaps->join(communicator);
  for (Index hole = 1; hole <= holes; ++hole)
    mesh.boundary_names.push_back("hole_" + std::to_string(hole));
  together(communicator, [&] {
    add_pixels(mesh, *raster, *pixels, *gaps, share.first, share.last);
    const GlobalIndex corners = share.columns + 1;
    // A row of pixels brings the corners above it, the last also those below.
    for (int r = 0; r < ranks; ++r)
      mesh.vertex_offsets.push_back(mpi::share_begin(share.rows, r, ranks) * corners);
    mesh.vertex_offsets.push_back((share.rows + 1) * corners);
    const GlobalIndex begin = mesh.vertex_offsets[rank], end = mesh.vertex_offsets[rank + 1];
    mesh.vertices.reserve(end - begin);
    for (GlobalIndex v = begin; v < end; ++v)
      mesh.vertices.push_back(corner(*raster, *pixels, v % corners, v / corners));
  });
  return mesh;
}

}  // namespace

MeshSource raster_source(const std::filesystem::path& file) {
  return [file](MPI_Comm communicator, const MeshSpec&) {
    return read_raster_mesh(communicator, file);
  };
}

}  // namespace freshet
