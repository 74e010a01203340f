#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "kernels/flow_device.hpp"
#include "mesh/mesh.hpp"
#include "mesh/sources/sources.hpp"
#include "solver/flow/flow_options.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// One row of the benchmark: a radial dam break on a square of 1000 m.
struct FlowSpeed {
  std::string problem;  ///< radial_wet: 15 m of water within 100 m of the middle, 10 m elsewhere;
                        ///< radial_dry: 0 elsewhere; mostly_dry: on a twentieth of the square;
                        ///< structures, loads: radial_wet with such
  CellShape shape = CellShape::Triangles;
  int order = 2;
  TimeScheme scheme = TimeScheme::Hancock;
  bool skipping = true;  ///< of what is dry
  GlobalIndex cells = 0;
  double mcell_steps_per_s = 0;    ///< a whole step counts once, whatever its stages
  double bytes_per_cell = 0;       ///< that the flow keeps for it on its device
  double mesh_bytes_per_cell = 0;  ///< that the mesh keeps for it on the host
  double bytes_per_step = 0;       ///< read and written, see FlowSolver::step_bytes
  /// Of what is read and written in a second, 1e9 bytes.
  double gb_per_s() const {
    return cells > 0 ? 1e-3 * mcell_steps_per_s * bytes_per_step / static_cast<double>(cells) : 0;
  }
  double added_share = 0;  ///< structures, loads: of the step without them, that they add
};

/// Problems, shapes, orders and schemes that `name` means: "flow" or empty for all, or one problem.
/// Throws InputError.
std::vector<FlowSpeed> bench_rows(const std::string& name);

/// Fills in cells, speed, memory and bytes. Collective.
void measure_flow_speed(FlowSpeed& row, MPI_Comm communicator, Backend backend, GlobalIndex cells);

/// The square of about so many cells, flat, and its dam break with `outside` m of water elsewhere
/// than `within` that radius (m).
MeshSpec bench_square(CellShape shape, GlobalIndex cells);
FlowState radial_dam_break(const Mesh& mesh, Real outside, Real within = 100);

/// Fills in memory and bytes. Collective.
void measure_bytes(FlowSpeed& row, const FlowSolver& solver, const Mesh& mesh);

const char* topology_name(CellShape shape);
const char* scheme_name(TimeScheme scheme);

}  // namespace freshet
