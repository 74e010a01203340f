#pragma once
#include <string>
#include <vector>

#include "cases/model/case.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// Holds the names and places in a case against its mesh. Collective. Throws InputError, on all
/// ranks alike, for a boundary or zone that the mesh does not have and for a gauge, a
/// section or a place of a check outside it; returns what is worth a warning, the mesh's own notes
/// first.
std::vector<std::string> check_on_mesh(const Case& given, const Mesh& mesh);

/// Water of a case at its start.
struct InitialWater {
  Real volume = 0;     ///< m3, of the whole mesh
  Real time_step = 0;  ///< s, about what the first step will be; infinite where all is dry
};

/// Fills in the initial state and measures it. Collective.
InitialWater measure_initial_water(const Case& given, const Mesh& mesh);

/// Of the memory that the flow of a case takes for each cell, by its topology.
int flow_bytes(const Case& given, const Mesh& mesh);

/// Memory while the case runs, by topology, in one line. Collective.
std::string describe_memory(const Case& given, const Mesh& mesh);

/// Cells, vertices, extent, bed, boundaries and zones, one a line. Collective; the text is the same
/// on all ranks.
std::string describe_mesh(const Mesh& mesh);

}  // namespace freshet
