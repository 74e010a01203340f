#pragma once
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "mesh/id_table.hpp"
#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_side.hpp"

namespace freshet::testing_mesh {

/// A file of measured data or meshes: under FRESHET_DATA, else beside the sources.
inline std::filesystem::path data_file(const std::string& name) {
  const char* folder = std::getenv("FRESHET_DATA");
  if (folder) return std::filesystem::path(folder) / name;
  const auto tests = std::filesystem::path(__FILE__).parent_path();
  return tests.parent_path().parent_path() / "shared/benchmarks" / name;
}

inline std::size_t at(const Mesh& mesh, int slot, Index cell) {
  return static_cast<std::size_t>(slot) * mesh.cells + cell;
}

inline Real total_area(const Mesh& mesh) {
  Real area = 0;
  for (Index c = 0; c < mesh.owned; ++c) area += mesh.area[c];
  return mpi::sum(mesh.communicator, area);
}

/// Sizes, ranges, neighbour symmetry, orientation and closedness of every local cell.
inline void check_sound(const Mesh& mesh) {
  ASSERT_LE(mesh.owned, mesh.inner);
  ASSERT_LE(mesh.inner, mesh.cells);
  ASSERT_EQ(mesh.shares.size(), static_cast<std::size_t>(mesh.ranks) + 1);
  ASSERT_EQ(mesh.shares.back(), mesh.cells_global);
  ASSERT_EQ(mesh.first_cell, mesh.shares[mesh.rank]);
  ASSERT_EQ(mesh.first_cell + mesh.owned, mesh.shares[mesh.rank + 1]);
  ASSERT_EQ(mpi::sum(mesh.communicator, GlobalIndex{mesh.owned_vertices}), mesh.vertices_global);
  Index boundary = 0;
  for (Index c = 0; c < mesh.cells; ++c) {
    Real sum_x = 0, sum_y = 0, perimeter = 0;
    ASSERT_GT(mesh.area[c], 0);
    for (int s = 0; s < mesh.slots; ++s) {
      const Index next = mesh.neighbour[at(mesh, s, c)];
      const CellSide side = cell_side(mesh, c, s);
      sum_x += side.length * side.normal_x;
      sum_y += side.length * side.normal_y;
      perimeter += side.length;
      EXPECT_NEAR(std::hypot(side.normal_x, side.normal_y), 1, 1e-14);
      EXPECT_GE((side.middle_x - mesh.centroid_x[c]) * side.normal_x +
                    (side.middle_y - mesh.centroid_y[c]) * side.normal_y,
                0);
      if (next < 0) {
        ASSERT_LT(c, mesh.owned);
        EXPECT_EQ(~next, boundary);
        EXPECT_EQ(mesh.boundary.cell[boundary], c);
        EXPECT_EQ(mesh.boundary.slot[boundary], s);
        EXPECT_TRUE(side.left);
        ++boundary;
      } else if (next != c) {
        EXPECT_EQ(side.left, mesh.global_number[c] < mesh.global_number[next]);
        int back = 0;
        for (int t = 0; t < mesh.slots; ++t)
          if (mesh.neighbour[at(mesh, t, next)] == c) {
            const CellSide other = cell_side(mesh, next, t);
            EXPECT_EQ(other.left, !side.left);
            EXPECT_EQ(other.middle_x, side.middle_x);
            EXPECT_EQ(other.middle_y, side.middle_y);
            if (!mesh.pixels) {
              EXPECT_EQ(mesh.face[at(mesh, t, next)], ~mesh.face[at(mesh, s, c)]);
            }
            ++back;
          }
        EXPECT_EQ(back, 1);
        EXPECT_TRUE(c >= mesh.owned || next < mesh.inner);
      } else {
        EXPECT_TRUE(side.length == 0 || c >= mesh.owned);
      }
    }
    EXPECT_NEAR(sum_x, 0, 1e-13 * perimeter);
    EXPECT_NEAR(sum_y, 0, 1e-13 * perimeter);
  }
  EXPECT_EQ(boundary, mesh.boundary.size());
}

/// A hash of everything about one owned cell that must not depend on the number of ranks.
inline std::uint64_t cell_hash(const Mesh& mesh, Index c) {
  std::uint64_t hash = mix_bits(static_cast<std::uint64_t>(mesh.global_number[c]));
  const auto add = [&](auto value) { hash = mix_bits(hash ^ static_cast<std::uint64_t>(value)); };
  const auto add_real = [&](Real value) { add(std::bit_cast<std::uint64_t>(value + 0.0)); };
  for (const auto* values : {&mesh.centroid_x, &mesh.centroid_y, &mesh.area, &mesh.bed,
                             &mesh.bed_slope_x, &mesh.bed_slope_y})
    add_real((*values)[c]);
  for (const char letter : mesh.zone_names[mesh.zone[c]]) add(letter);
  for (int s = 0; s < mesh.slots; ++s) {
    const Index next = mesh.neighbour[at(mesh, s, c)];
    const CellSide side = cell_side(mesh, c, s);
    for (const Real value :
         {side.normal_x, side.normal_y, side.length, side.middle_x, side.middle_y})
      add_real(value);
    add(side.left);
    if (next >= 0)
      add(mesh.global_number[next]);
    else {
      add(mesh.boundary.first + ~next);
      for (const char letter : mesh.boundary_names[mesh.boundary.name[~next]]) add(letter);
    }
    const Index v = mesh.cell_vertices[at(mesh, s, c)];
    if (v < 0) continue;
    add(mesh.vertex_number[v]);
    for (const auto* values : {&mesh.vertex_x, &mesh.vertex_y, &mesh.vertex_bed})
      add_real((*values)[v]);
  }
  return hash;
}

/// The same on all ranks and for all numbers of ranks.
inline std::uint64_t mesh_hash(const Mesh& mesh) {
  std::uint64_t sum = 0;
  for (Index c = 0; c < mesh.owned; ++c) sum += cell_hash(mesh, c);
  return mpi::sum(mesh.communicator, sum);
}

/// The text of the InputError that `work` must throw.
template <class Work>
std::string input_error(Work&& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "no InputError";
  return {};
}

inline void expect_has(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in: " << text;
}

inline std::string make_error(const MeshSpec& spec, MPI_Comm communicator = MPI_COMM_SELF) {
  return input_error([&] { make_mesh(communicator, spec); });
}

}  // namespace freshet::testing_mesh
