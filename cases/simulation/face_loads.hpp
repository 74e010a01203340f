#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "cases/model/face_sets.hpp"
#include "mesh/parallel/gather.hpp"
#include "post/loads_file.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// loads.csv and loads.h5 of a run. Each side of a face is read off in every step by the rank that
/// has its cell, and rank 0 sums. All functions are collective.
class FaceLoads {
 public:
  FaceLoads(const Mesh& mesh, const std::vector<LoadFace>& faces, Real gravity);

  /// Before the first step. `goes_on`: rows later than the solver's time are dropped.
  void begin(FlowSolver& solver, const std::filesystem::path& folder, bool goes_on);

  /// The steps that were taken last; `row` tells whether a row ends with one at that time (s).
  void add_steps(const FlowSolver& solver, const std::function<bool(Real)>& row);

  void flush() const;

  /// Sums since the last row, the same on all ranks.
  std::vector<Real> save() const;
  /// Throws InputError where they are of other faces.
  void load(const std::vector<Real>& values);

 private:
  struct Face {
    std::string name;
    loads::FaceForces forces;
    std::size_t sides;
    int segments;
  };

  void add(const FaceOnMesh& face, const LoadFace& asked);
  void open(const std::filesystem::path& folder, bool goes_on);
  void add_step(std::span<const FaceLoad> own, Real time, bool row);
  void write(Real time);

  const Mesh& mesh_;
  Real gravity_;
  std::vector<Face> forces_;
  std::vector<EdgeCell> cells_;  ///< of all sides
  std::vector<LoadedSide> sides_;
  Gather gather_;
  int watch_ = 0;
  Real time_ = 0;                              ///< of the last step that was added, s
  mutable std::optional<LoadsWriter> writer_;  ///< on rank 0
};

}  // namespace freshet
