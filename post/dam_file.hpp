#pragma once
#include <mpi.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mesh/parallel/hdf5.hpp"

namespace freshet {

/// A mesh of triangles and quadrilaterals with values at its vertices.
struct PlaneMeshView {
  std::span<const Real> points;          ///< m: x, y by vertex
  std::span<const GlobalIndex> corners;  ///< 3 or 4 vertices a cell, one cell after the other
  std::span<const GlobalIndex> first;    ///< into corners, by cell; one more than cells
  std::span<const GlobalIndex> zone;     ///< by cell
};

/// A field at the vertices.
struct VertexField {
  std::string name, unit;
  int columns = 1;  ///< 1: scalar; 2: a vector in the plane
  std::span<const Real> values;
};

/// Writes dam.h5 and dam.xdmf, which ParaView opens with its times: mesh once, under /mesh, the
/// fields of step N under /steps/N. Rank 0 has all values and writes them; all functions are
/// collective and throw the same error on all ranks.
class DamWriter {
 public:
  DamWriter(MPI_Comm communicator, const std::filesystem::path& folder, const PlaneMeshView& mesh);
  void write(Real time, const std::vector<VertexField>& fields);

 private:
  void put(const std::string& name, const VertexField& field);
  std::string topology() const;
  std::string grid(std::size_t step, Real time, const std::vector<VertexField>& fields) const;

  MPI_Comm communicator_;
  std::filesystem::path folder_;
  std::optional<hdf5::File> file_;  ///< on rank 0
  GlobalIndex points_ = 0, cells_ = 0, mixed_ = 0;
  std::size_t steps_ = 0;
  std::string grids_;
};

}  // namespace freshet
