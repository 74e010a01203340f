#pragma once
#include <memory>

#include "kernels/process.hpp"
#include "mesh/mesh.hpp"
#include "post/output_options.hpp"

namespace freshet {

/// The faces of all sections of a case, one section after the other, each in the order of its line.
struct SectionFaces {
  std::unique_ptr<ProcessOptions> options;  ///< null where there are none
  std::vector<Index> section;               ///< of each own face
};

/// Makes chains of edges of what of each section lies in the mesh; a section outside has none.
/// Collective. Throws InputError, on all ranks alike, where a line cannot be followed.
SectionFaces sections_on_mesh(const std::vector<Section>& sections, const Mesh& mesh);

}  // namespace freshet
