#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/needs.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {{"points", "list of [x, y, level], m", "required",
                              "measured maximum levels; the figure is in m"},
                             {"place", "\"wet_cell\" or \"flood_edge\"", "\"wet_cell\"",
                              "compared with the nearest cell that was wet, or with the nearest "
                              "that was partly wet; see above"}};

constexpr Real wet_depth = 0.01;  // m; flood marks are where water stood this high

/// The maximum level of one cell and how far its centroid is from a mark, m.
struct LevelNear {
  Real level = kNever, distance = kNever;
};

/// A measured maximum level and ours: in the nearest cell that was wet, and in the nearest at the
/// flood's edge, which is partly wet at its maximum.
struct MarkedLevel {
  Real x = 0, y = 0, measured = 0;  ///< m
  LevelNear wet_cell, flood_edge;
};

class Levels {
 public:
  explicit Levels(const CaseRun& run)
      : run_(run), max_depth_(run.written.at("max_depth")), where_(run.mesh) {
    require(!run.ground_moved, "check of kind max_level_rmse: the bed moves in this run",
            run.given.name);
  }

  MarkedLevel at(const Real* point) const {
    MarkedLevel mark{point[0], point[1], point[2], {}, {}};
    mark.wet_cell = nearest(mark, [&](Index cell) { return wet(cell); });
    mark.flood_edge = nearest(mark, [&](Index cell) { return wet(cell) && partly(cell); });
    return mark;
  }

 private:
  bool wet(Index cell) const { return max_depth_[cell] > wet_depth; }

  /// Whether the cell's highest vertex stands above its maximum level.
  bool partly(Index cell) const {
    const Mesh& mesh = run_.mesh;
    Real highest = -kNever;
    for (int s = 0; s < mesh.slots; ++s) {
      const Index vertex = mesh.cell_vertices[s * static_cast<std::size_t>(mesh.cells) + cell];
      if (vertex >= 0) highest = std::max(highest, mesh.vertex_bed[vertex]);
    }
    return highest > level(cell);
  }

  Real level(Index cell) const { return run_.end.bed[cell] + max_depth_[cell]; }

  template <class Accept>
  LevelNear nearest(const MarkedLevel& mark, Accept&& accept) const {
    const NearestCell found = nearest_over_ranks(run_.mesh, where_.nearest(mark.x, mark.y, accept));
    if (found.number < 0) return {};
    const Real mine = found.cell < 0 ? Real(0) : level(found.cell);
    return {mpi::sum(run_.mesh.communicator, mine), found.distance};
  }

  const CaseRun& run_;
  const std::vector<Real>& max_depth_;  ///< m, of owned cells
  PointLocation where_;
};

void append_to_points(const CaseRun& run, const CheckSpec& check,
                      const std::vector<MarkedLevel>& marks, LevelNear MarkedLevel::*place) {
  const bool first = std::none_of(
      run.given.checks.begin(), run.given.checks.end(),
      [&](const CheckSpec& other) { return other.kind == check.kind && &other < &check; });
  std::ofstream file(run.out / "points.csv", first ? std::ios::trunc : std::ios::app);
  if (first)
    file << "check,x_m,y_m,measured_level_m,level_m,difference_m,distance_m,wet_cell_level_m,"
            "wet_cell_distance_m,flood_edge_level_m,flood_edge_distance_m\n";
  for (const auto& m : marks) {
    const auto& [level, distance] = m.*place;
    file << fmt::format("\"{}\",{},{},{},{:.4f},{:.4f},{:.2f},{:.4f},{:.2f},{:.4f},{:.2f}\n",
                        check.name, m.x, m.y, m.measured, level, level - m.measured, distance,
                        m.wet_cell.level, m.wet_cell.distance, m.flood_edge.level,
                        m.flood_edge.distance);
  }
  file.close();
  if (!file) throw EnvironmentError("cannot write " + (run.out / "points.csv").string());
}

Real root_mean_square(const std::vector<MarkedLevel>& marks, LevelNear MarkedLevel::*place) {
  Real sum = 0;
  for (const auto& m : marks) sum += std::pow((m.*place).level - m.measured, 2);
  return std::sqrt(sum / static_cast<Real>(marks.size()));
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const bool at_edge = check.text.at("place") == "flood_edge";
  const auto place = at_edge ? &MarkedLevel::flood_edge : &MarkedLevel::wet_cell;
  const char* cell = at_edge ? "cell at the flood's edge" : "wet cell";
  const Levels levels(run);
  const auto& points = check.numbers.at("points");
  std::vector<MarkedLevel> marks;
  for (std::size_t i = 0; i + 2 < points.size(); i += 3) marks.push_back(levels.at(&points[i]));
  for (const auto& m : marks)
    tools.say(
        fmt::format("{}: ({}, {}): level {:.2f} m, measured {} m, difference {:+.2f} m, nearest "
                    "{} {:.1f} m away",
                    check.name, m.x, m.y, (m.*place).level, m.measured,
                    (m.*place).level - m.measured, cell, (m.*place).distance));
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) append_to_points(run, check, marks, place);
  });
  const Real found = root_mean_square(marks, place);
  if (!std::isfinite(found)) return {kNever, "m", fmt::format("no {} was there", cell)};
  if (!at_edge) return {found, "m"};
  return {found, "m",
          fmt::format("in the nearest wet cells, at the edge or not: {:.4g} m",
                      root_mean_square(marks, &MarkedLevel::wet_cell))};
}

void confirm(CheckSpec&, const CaseTable& table, const OutputOptions& output) {
  need_maxima(table, output);
}

}  // namespace

CheckKind check_max_level_rmse() {
  return {{"check", "max_level_rmse",
           "Root mean square of the differences from measured maximum levels", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
