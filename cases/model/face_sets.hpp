#pragma once
#include <string>
#include <vector>

#include "cases/model/case.hpp"
#include "mesh/query/face_set.hpp"
#include "solver/loads/face_forces.hpp"

namespace freshet {

/// A side of a face that a [[face]] of the case asks for; the same list on all ranks.
struct AskedSide {
  EdgeCell cell;
  loads::PressedSide pressed;
};

/// A [[face]] on the mesh.
struct FaceOnMesh {
  std::vector<AskedSide> sides;
  int segments = 0;
};

/// What begins the columns of a face's segment, counted from 1.
std::string segment_name(const std::string& face, int k);

/// Throws InputError naming file, line and key where a face is not on the mesh. Collective.
std::vector<FaceOnMesh> faces_on_mesh(const std::vector<LoadFace>& faces, const Mesh& mesh);

}  // namespace freshet
