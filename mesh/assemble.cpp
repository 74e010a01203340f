#include "mesh/assemble.hpp"

#include <algorithm>

#include "mesh/id_table.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

/// The record of any local cell.
class LocalCells {
 public:
  LocalCells(const OwnedCells& owned, const HaloCells& halo)
      : owned_(owned), halo_(halo), halo_places_(halo.numbers.size()) {
    for (const auto number : halo.numbers) halo_places_.number(number);
  }
  Index size() const { return owned_.size() + static_cast<Index>(halo_.numbers.size()); }
  CellRecord record(Index cell) const {
    return cell < owned_.size() ? owned_.record(cell) : halo_.records[cell - owned_.size()];
  }
  GlobalIndex number(Index cell) const {
    return cell < owned_.size() ? owned_.first_cell + cell : halo_.numbers[cell - owned_.size()];
  }
  /// The local cell of a global number, -1 if there is none.
  Index find(GlobalIndex number) const {
    if (owned_.owns(number)) return static_cast<Index>(number - owned_.first_cell);
    const Index place = halo_places_.find(number);
    return place < 0 ? -1 : owned_.size() + place;
  }

 private:
  const OwnedCells& owned_;
  const HaloCells& halo_;
  IdTable halo_places_;
};

/// Local vertices: the rank's own block, then the others of its local cells by their global
/// numbers.
void collect_vertices(Mesh& mesh, const OwnedCells& owned, const HaloCells& halo) {
  const auto& own = owned.vertices;
  const auto is_own = [&](GlobalIndex number) {
    return number >= own.first && number < own.first + own.owned;
  };
  std::vector<std::pair<GlobalIndex, RawVertex>> all;
  for (std::size_t v = 0; v < own.number.size(); ++v) all.push_back({own.number[v], own.vertex[v]});
  for (const auto& record : halo.records)
    for (int p = 0; p < record.corner_count(); ++p)
      if (!is_own(record.vertices[p])) all.push_back({record.vertices[p], record.corners[p]});
  const auto rest = std::partition(all.begin(), all.end(),
                                   [&](const auto& entry) { return is_own(entry.first); });
  const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::sort(all.begin(), rest, before);
  std::sort(rest, all.end(), before);
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  all.erase(std::unique(rest, all.end(), same), all.end());
  for (const auto& [number, vertex] : all) {
    mesh.vertex_number.push_back(number);
    mesh.vertex_x.push_back(vertex.x);
    mesh.vertex_y.push_back(vertex.y);
    mesh.vertex_bed.push_back(vertex.bed);
  }
  mesh.vertices = static_cast<Index>(all.size());
  mesh.owned_vertices = own.owned;
  mesh.first_vertex = own.first;
  mesh.vertices_global = own.total;
}

Index local_vertex(const Mesh& mesh, GlobalIndex number) {
  if (number >= mesh.first_vertex && number < mesh.first_vertex + mesh.owned_vertices)
    return static_cast<Index>(number - mesh.first_vertex);
  const auto begin = mesh.vertex_number.begin();
  return static_cast<Index>(
      std::lower_bound(begin + mesh.owned_vertices, mesh.vertex_number.end(), number) - begin);
}

void resize_cells(Mesh& mesh) {
  for (auto* values : {&mesh.centroid_x, &mesh.centroid_y, &mesh.area, &mesh.bed, &mesh.bed_slope_x,
                       &mesh.bed_slope_y})
    values->resize(mesh.cells);
  mesh.global_number.resize(mesh.cells);
  mesh.zone.resize(mesh.cells);
  const auto slots = static_cast<std::size_t>(mesh.slots) * mesh.cells;
  mesh.neighbour.resize(slots);
  mesh.face.resize(slots);
  mesh.cell_vertices.assign(slots, -1);
}

void fill_cell(Mesh& mesh, Index cell, const CellRecord& record) {
  const int corners = record.corner_count();
  const auto centre = area_centroid(record.corners, corners);
  const auto plane = bed_plane(record.corners, corners, centre);
  mesh.centroid_x[cell] = centre.x;
  mesh.centroid_y[cell] = centre.y;
  mesh.area[cell] = centre.area;
  mesh.bed[cell] = std::isnan(record.bed) ? plane.level : record.bed;
  mesh.bed_slope_x[cell] = plane.slope_x;
  mesh.bed_slope_y[cell] = plane.slope_y;
  mesh.zone[cell] = record.zone;
  for (int p = 0; p < corners; ++p)
    mesh.cell_vertices[p * mesh.cells + cell] = local_vertex(mesh, record.vertices[p]);
}

/// Neighbours as Mesh wants them; owned boundary edges are listed on the way.
void link_cell(Mesh& mesh, Index cell, const CellRecord& record, const LocalCells& cells) {
  for (int s = 0; s < mesh.slots; ++s) {
    const GlobalIndex beyond = record.neighbours[s];
    Index& link = mesh.neighbour[s * mesh.cells + cell];
    link = cell;
    if (beyond >= 0) {
      const Index found = cells.find(beyond);
      if (found >= 0) link = found;
    } else if (beyond != kEmptySlot && cell < mesh.owned) {
      link = ~mesh.boundary.size();
      mesh.boundary.cell.push_back(cell);
      mesh.boundary.slot.push_back(s);
      mesh.boundary.name.push_back(boundary_name(beyond));
    }
  }
}

/// A face along side `slot` of a cell, which is its left one or not.
Index add_face(Mesh& mesh, const CellRecord& record, int slot, bool is_left) {
  const RawVertex& a = record.corners[slot];
  const RawVertex& b = record.corners[(slot + 1) % record.corner_count()];
  const Real dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
  const Real sign = is_left ? 1 : -1;
  mesh.normal_x.push_back(sign * (dy / length));
  mesh.normal_y.push_back(sign * (-dx / length));
  mesh.face_length.push_back(length);
  mesh.middle_x.push_back((a.x + b.x) / 2);
  mesh.middle_y.push_back((a.y + b.y) / 2);
  return mesh.faces++;
}

/// The empty slot of a triangle: a face of no length at the centroid, so that nothing is far from
/// it.
Index add_empty_face(Mesh& mesh, Index cell) {
  mesh.normal_x.push_back(1);
  mesh.normal_y.push_back(0);
  mesh.face_length.push_back(0);
  mesh.middle_x.push_back(mesh.centroid_x[cell]);
  mesh.middle_y.push_back(mesh.centroid_y[cell]);
  return mesh.faces++;
}

/// The slot of `cell` that runs from local vertex `from` to `to`.
int find_slot(const Mesh& mesh, Index cell, Index from, Index to) {
  const auto vertex = [&](int p) { return mesh.cell_vertices[p * mesh.cells + cell]; };
  const int corners = mesh.slots == 4 && vertex(3) >= 0 ? 4 : 3;
  for (int s = 0; s < corners; ++s)
    if (vertex(s) == from && vertex((s + 1) % corners) == to) return s;
  throw EnvironmentError("mesh: neighbours without a common side");
}

/// Faces in the order in which the local cells first touch them.
void build_faces(Mesh& mesh, const LocalCells& cells) {
  constexpr Index kNone = std::numeric_limits<Index>::min();
  std::fill(mesh.face.begin(), mesh.face.end(), kNone);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const CellRecord record = cells.record(cell);
    const int corners = record.corner_count();
    for (int s = 0; s < mesh.slots; ++s) {
      Index& face = mesh.face[s * mesh.cells + cell];
      if (face != kNone) continue;
      if (s >= corners) {
        face = add_empty_face(mesh, cell);
        continue;
      }
      const GlobalIndex beyond = record.neighbours[s];
      const bool is_left = beyond < 0 || cells.number(cell) < beyond;
      const Index added = add_face(mesh, record, s, is_left);
      face = is_left ? added : ~added;
      const Index other = mesh.neighbour[s * mesh.cells + cell];
      if (other < 0 || other == cell) continue;
      const Index from = mesh.cell_vertices[(s + 1) % corners * mesh.cells + cell];
      const Index to = mesh.cell_vertices[s * mesh.cells + cell];
      mesh.face[find_slot(mesh, other, from, to) * mesh.cells + other] = ~face;
    }
  }
}

}  // namespace

void assemble(Mesh& mesh, const OwnedCells& owned, const HaloCells& halo) {
  const LocalCells cells(owned, halo);
  mesh.cells_global = owned.total;
  mesh.first_cell = owned.first_cell;
  mesh.owned = owned.size();
  mesh.inner = owned.size() + halo.one_away;
  mesh.cells = cells.size();
  collect_vertices(mesh, owned, halo);
  resize_cells(mesh);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const CellRecord record = cells.record(cell);
    mesh.global_number[cell] = cells.number(cell);
    fill_cell(mesh, cell, record);
    link_cell(mesh, cell, record, cells);
  }
  build_faces(mesh, cells);
  const auto offsets = mpi::offsets_of(mesh.communicator, mesh.boundary.size());
  mesh.boundary.first = offsets[mesh.rank];
  mesh.boundary.total = offsets.back();
}

}  // namespace freshet
