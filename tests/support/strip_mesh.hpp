#pragma once
#include <mpi.h>

#include <array>
#include <cmath>
#include <vector>

#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::test {

enum class StripShape { Quadrilaterals, Triangles, Mixed };

/// The cells of a grid of nx x ny unit squares as lists of corners, row by row.
/// Mixed: every third square is split in two triangles.
inline std::vector<std::vector<GlobalIndex>> strip_cells(GlobalIndex nx, GlobalIndex ny,
                                                         StripShape shape) {
  std::vector<std::vector<GlobalIndex>> cells;
  for (GlobalIndex j = 0; j < ny; ++j) {
    for (GlobalIndex i = 0; i < nx; ++i) {
      const GlobalIndex a = j * (nx + 1) + i, b = a + 1, d = a + nx + 1, c = d + 1;
      const bool split =
          shape == StripShape::Triangles || (shape == StripShape::Mixed && (j * nx + i) % 3 == 0);
      if (split) {
        cells.push_back({a, b, c});
        cells.push_back({a, c, d});
      } else {
        cells.push_back({a, b, c, d});
      }
    }
  }
  return cells;
}

inline Real strip_bed(Real x, Real y) { return 10 + 0.37 * x - 0.11 * y + 0.01 * x * y; }

/// A rank's owned cells and their vertices (no halo, no faces): enough for what is written to
/// files. Every rank builds the whole grid and keeps its share. The left ends of rows are boundary
/// edges.
inline Mesh strip_mesh(GlobalIndex nx, GlobalIndex ny, StripShape shape,
                       MPI_Comm communicator = MPI_COMM_WORLD) {
  const auto all = strip_cells(nx, ny, shape);
  Mesh mesh;
  mesh.communicator = communicator;
  mesh.rank = mpi::rank_of(communicator);
  mesh.ranks = mpi::size_of(communicator);
  mesh.cells_global = static_cast<GlobalIndex>(all.size());
  mesh.vertices_global = (nx + 1) * (ny + 1);
  mesh.first_cell = mpi::share_begin(mesh.cells_global, mesh.rank, mesh.ranks);
  const GlobalIndex end = mpi::share_begin(mesh.cells_global, mesh.rank + 1, mesh.ranks);
  mesh.owned = mesh.inner = mesh.cells = static_cast<Index>(end - mesh.first_cell);
  mesh.slots = shape == StripShape::Triangles ? 3 : 4;

  // Vertices numbered by the first cell that touches them.
  std::vector<GlobalIndex> number(mesh.vertices_global, -1), corner;
  std::vector<GlobalIndex> toucher;
  for (std::size_t c = 0; c < all.size(); ++c) {
    for (const GlobalIndex v : all[c]) {
      if (number[v] >= 0) continue;
      number[v] = static_cast<GlobalIndex>(corner.size());
      corner.push_back(v);
      toucher.push_back(static_cast<GlobalIndex>(c));
    }
  }

  std::vector<Index> local(mesh.vertices_global, -1);
  const auto add_vertex = [&](GlobalIndex v) {
    local[v] = mesh.vertices++;
    mesh.vertex_number.push_back(v);
    const Real x = static_cast<Real>(corner[v] % (nx + 1));
    const Real y = static_cast<Real>(corner[v] / (nx + 1));
    mesh.vertex_x.push_back(x);
    mesh.vertex_y.push_back(y);
    mesh.vertex_bed.push_back(strip_bed(x, y));
  };
  for (GlobalIndex v = 0; v < mesh.vertices_global; ++v) {
    if (toucher[v] < mesh.first_cell) mesh.first_vertex = v + 1;
    if (toucher[v] >= mesh.first_cell && toucher[v] < end) add_vertex(v);
  }
  mesh.owned_vertices = mesh.vertices;

  mesh.cell_vertices.assign(static_cast<std::size_t>(mesh.slots) * mesh.cells, -1);
  for (Index c = 0; c < mesh.owned; ++c) {
    const auto& corners = all[mesh.first_cell + c];
    mesh.global_number.push_back(mesh.first_cell + c);
    Real x = 0, y = 0;
    for (std::size_t s = 0; s < corners.size(); ++s) {
      const GlobalIndex v = number[corners[s]];
      if (local[v] < 0) add_vertex(v);
      mesh.cell_vertices[s * mesh.cells + c] = local[v];
      x += mesh.vertex_x[local[v]];
      y += mesh.vertex_y[local[v]];
    }
    mesh.centroid_x.push_back(x / static_cast<Real>(corners.size()));
    mesh.centroid_y.push_back(y / static_cast<Real>(corners.size()));
    mesh.area.push_back(corners.size() == 3 ? 0.5 : 1.0);
    mesh.bed.push_back(strip_bed(mesh.centroid_x.back(), mesh.centroid_y.back()));
    if (mesh.centroid_x.back() < 0.9) mesh.boundary.cell.push_back(c);
  }
  mesh.zone.assign(mesh.cells, 0);
  mesh.zone_names = {"default"};
  mesh.boundary.slot.assign(mesh.boundary.cell.size(), 3);
  mesh.boundary.name.assign(mesh.boundary.cell.size(), 0);
  mesh.boundary_names = {"left"};
  const auto offsets = mpi::offsets_of(communicator, mesh.boundary.size());
  mesh.boundary.first = offsets[mesh.rank];
  mesh.boundary.total = offsets.back();
  return mesh;
}

/// A state that differs in every cell and step; every fifth cell is dry.
struct StripState {
  std::vector<Real> depth, velocity_x, velocity_y;
};

inline std::span<const Real> owned_bed(const Mesh& mesh) {
  return std::span(mesh.bed).first(mesh.owned);
}

inline StripState strip_state(const Mesh& mesh, Real time) {
  StripState state;
  for (Index c = 0; c < mesh.owned; ++c) {
    const auto n = static_cast<Real>(mesh.global_number[c]);
    const bool dry = mesh.global_number[c] % 5 == 0;
    state.depth.push_back(dry ? 0 : 1 + std::sqrt(n) / 16 + time);
    state.velocity_x.push_back(dry ? -0.0 : 0.1 * n - time);
    state.velocity_y.push_back(dry ? 0 : -0.3 * n + 2 * time);
  }
  return state;
}

}  // namespace freshet::test
