#pragma once
#include <string>
#include <vector>

#include "mesh/mesh.hpp"
#include "mesh/query/edge_chain.hpp"

namespace freshet {

/// A chain along which a mesh is to be split, and the name that both sides get as a boundary.
struct SplitLine {
  std::string name;
  EdgeChain chain;
};

/// Local numbers of cells by their global ones.
class LocalNumbers {
 public:
  explicit LocalNumbers(const Mesh& mesh);
  Index find(GlobalIndex number) const;  ///< -1 where the cell is not local

 private:
  const Mesh& mesh_;
  std::vector<std::pair<GlobalIndex, Index>> halo_;  ///< rising
};

/// Makes boundary edges of both sides of each edge of the lines, so that nothing passes there but
/// what a structure lets through. Cells, vertices and halo stay what they are. Collective. Throws
/// InputError, on all ranks alike, where two lines share an edge, one runs along the rim, or a name
/// is that of a boundary.
void split_mesh(Mesh& mesh, const std::vector<SplitLine>& lines);

}  // namespace freshet
