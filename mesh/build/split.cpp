#include "mesh/build/split.hpp"

#include <algorithm>
#include <set>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

void check_lines(const Mesh& mesh, const std::vector<SplitLine>& lines) {
  std::set<std::pair<GlobalIndex, GlobalIndex>> taken;
  for (const auto& line : lines) {
    const auto& names = mesh.boundary_names;
    require(std::find(names.begin(), names.end(), line.name) == names.end(),
            "a line has the name of a boundary of the mesh", line.name);
    for (const auto& edge : line.chain.edges) {
      require(edge.left.number >= 0 && edge.right.number >= 0, "runs along the rim of the mesh",
              line.name);
      require(taken.insert(std::minmax(edge.from, edge.to)).second,
              "shares edges with another line", line.name);
    }
  }
}

/// A mark for "side of line k", apart from local cells and boundary edges.
Index mark_of(std::size_t line) {
  return std::numeric_limits<Index>::min() + static_cast<Index>(line);
}

/// Boundary edges anew, in the order of cells and slots.
void list_boundary(Mesh& mesh, Index first_name, std::size_t lines) {
  const BoundaryEdges old = std::move(mesh.boundary);
  mesh.boundary = {};
  for (Index c = 0; c < mesh.owned; ++c)
    for (int s = 0; s < mesh.slots; ++s) {
      Index& link = mesh.neighbour[s * mesh.cells + c];
      if (link >= 0) continue;
      const bool marked = link < mark_of(lines);
      const Index name =
          marked ? first_name + (link - mark_of(0)) : old.name[static_cast<std::size_t>(~link)];
      link = ~mesh.boundary.size();
      mesh.boundary.cell.push_back(c);
      mesh.boundary.slot.push_back(s);
      mesh.boundary.name.push_back(name);
    }
  const auto offsets = mpi::offsets_of(mesh.communicator, mesh.boundary.size());
  mesh.boundary.first = offsets[mesh.rank];
  mesh.boundary.total = offsets.back();
}

}  // namespace

LocalNumbers::LocalNumbers(const Mesh& mesh) : mesh_(mesh) {
  for (Index c = mesh.owned; c < mesh.cells; ++c) halo_.emplace_back(mesh.global_number[c], c);
  std::sort(halo_.begin(), halo_.end());
}

Index LocalNumbers::find(GlobalIndex number) const {
  if (const Index own = owned_cell(mesh_, number); own >= 0) return own;
  const auto found = std::lower_bound(halo_.begin(), halo_.end(), std::pair{number, Index{0}});
  return found != halo_.end() && found->first == number ? found->second : -1;
}

void split_mesh(Mesh& mesh, const std::vector<SplitLine>& lines) {
  if (lines.empty()) return;
  check_lines(mesh, lines);
  const LocalNumbers local(mesh);
  for (std::size_t k = 0; k < lines.size(); ++k)
    for (const auto& edge : lines[k].chain.edges)
      for (const EdgeCell* side : {&edge.left, &edge.right}) {
        const Index cell = local.find(side->number);
        if (cell < 0) continue;
        mesh.neighbour[side->slot * mesh.cells + cell] = cell < mesh.owned ? mark_of(k) : cell;
      }
  const auto first = static_cast<Index>(mesh.boundary_names.size());
  for (const auto& line : lines) mesh.boundary_names.push_back(line.name);
  mesh.lines_inside = static_cast<Index>(lines.size());
  list_boundary(mesh, first, lines.size());
}

}  // namespace freshet
