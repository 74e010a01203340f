#pragma once
#include "mesh/mesh.hpp"
#include "mesh/parallel/hdf5.hpp"

namespace freshet {

/// Sizes of the whole mesh's lists in flow.h5, the same on all ranks.
struct FlowTopology {
  GlobalIndex cells = 0, points = 0;
  GlobalIndex connectivity = 0;  ///< corners of all cells
  GlobalIndex mixed = 0;  ///< length of /XDMF/topology: 0 where all cells have as many corners
  int corners = 0;        ///< of each cell; 0 in a mixed mesh
};

/// Counts corners over all ranks. Collective.
FlowTopology count_topology(const Mesh& mesh);

/// Writes the static part of a VTKHDF 2.0 unstructured grid: points (x, y, bed), cells and their
/// types; for a mixed mesh also the list that XDMF wants. Collective.
void write_topology(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology);

}  // namespace freshet
