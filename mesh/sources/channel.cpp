#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/error.hpp"
#include "mesh/sources/grid_cells.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

using Point = std::array<Real, 2>;

Point unit_direction(const Point& from, const Point& to, std::size_t segment) {
  const Real dx = to[0] - from[0], dy = to[1] - from[1], length = std::sqrt(dx * dx + dy * dy);
  require(length > 0 && std::isfinite(length),
          "channel: two points of the centre line coincide or are not finite: point", segment + 2);
  return {dx / length, dy / length};
}

/// The centre line with, at each of its points, the vector from it to the left bank: half the width
/// across the line at its ends, along the bisector of the two segments (mitred) between them.
struct Banks {
  std::vector<Point> centre, to_left;
  std::vector<GlobalIndex> first_row;  ///< grid row at which each point lies
};

std::vector<Point> mitres(const ChannelSpec& spec) {
  const auto& line = spec.centreline;
  std::vector<Point> directions, mitre;
  for (std::size_t s = 0; s + 1 < line.size(); ++s)
    directions.push_back(unit_direction(line[s], line[s + 1], s));
  for (std::size_t p = 0; p < line.size(); ++p) {
    const Point before = directions[p == 0 ? 0 : p - 1];
    const Point after = directions[std::min(p, directions.size() - 1)];
    const Point sum{before[0] + after[0], before[1] + after[1]};
    const Real scale = spec.width / (sum[0] * before[0] + sum[1] * before[1]) / 2;
    require(std::isfinite(scale) && scale > 0 && scale < 5 * spec.width,
            "channel: the centre line turns back on itself at point", p + 1);
    mitre.push_back({-sum[1] * scale, sum[0] * scale});
  }
  return mitre;
}

/// Both banks of each segment must run forwards.
void check_banks(const ChannelSpec& spec, const Banks& banks) {
  for (std::size_t s = 0; s + 1 < banks.centre.size(); ++s) {
    const Point &a = banks.centre[s], &b = banks.centre[s + 1];
    const Real dx = b[0] - a[0], dy = b[1] - a[1];
    const Real turn = (banks.to_left[s + 1][0] - banks.to_left[s][0]) * dx +
                      (banks.to_left[s + 1][1] - banks.to_left[s][1]) * dy;
    require(std::abs(turn) < dx * dx + dy * dy,
            "channel: the centre line bends too sharply for its width of " +
                std::to_string(spec.width) + " m between points " + std::to_string(s + 1) + " and",
            s + 2);
  }
}

/// Shares `cells` among the segments by their lengths, at least one each (largest remainder).
std::vector<GlobalIndex> rows_of_points(const std::vector<Point>& line, GlobalIndex cells) {
  const std::size_t segments = line.size() - 1;
  require(cells >= static_cast<GlobalIndex>(segments),
          "channel: needs at least as many cells along as segments, not", cells);
  std::vector<Real> length(segments);
  for (std::size_t s = 0; s < segments; ++s)
    length[s] = std::hypot(line[s + 1][0] - line[s][0], line[s + 1][1] - line[s][1]);
  const Real total = std::accumulate(length.begin(), length.end(), Real{0});
  std::vector<GlobalIndex> rows(segments + 1, 0);
  Real reached = 0;
  for (std::size_t s = 0; s < segments; ++s) {
    reached += length[s];
    const auto wanted = std::llround(static_cast<Real>(cells) * (reached / total));
    const GlobalIndex rest = static_cast<GlobalIndex>(segments - 1 - s);
    rows[s + 1] = std::clamp<GlobalIndex>(wanted, rows[s] + 1, cells - rest);
  }
  rows.back() = cells;
  return rows;
}

RawVertex channel_vertex(const Banks& banks, GlobalIndex row, Real across) {
  const auto after = std::upper_bound(banks.first_row.begin() + 1, banks.first_row.end() - 1, row);
  const auto s = static_cast<std::size_t>(after - banks.first_row.begin()) - 1;
  const Real share = static_cast<Real>(row - banks.first_row[s]) /
                     static_cast<Real>(banks.first_row[s + 1] - banks.first_row[s]);
  std::array<Real, 2> place{};
  for (int d = 0; d < 2; ++d) {
    const Real start = banks.centre[s][d] + across * banks.to_left[s][d];
    const Real end = banks.centre[s + 1][d] + across * banks.to_left[s + 1][d];
    place[d] = share == 1 ? end : start + (end - start) * share;
  }
  return {place[0], place[1], 0};
}

RawMesh make_channel(MPI_Comm communicator, const ChannelSpec& spec) {
  require(spec.centreline.size() >= 2, "channel: the centre line needs two points or more, not",
          spec.centreline.size());
  require(spec.width > 0 && std::isfinite(spec.width), "channel: width, m", spec.width);
  for (const auto count : spec.cells)
    require(count > 0 && count < (GlobalIndex{1} << 31), "channel: number of cells", count);
  require(spec.shape != CellShape::TrianglesUnaligned,
          "channel: cells are quadrilaterals or triangles, not", "unaligned triangles");
  Banks banks{spec.centreline, mitres(spec), rows_of_points(spec.centreline, spec.cells[0])};
  check_banks(spec, banks);
  // Grid direction i runs along the channel, j from the right bank to the left one.
  Grid grid{spec.cells, spec.shape, {"inflow", "outflow", "right_bank", "left_bank"}, {}};
  grid.vertex = [&](GlobalIndex i, GlobalIndex j) {
    const Real across = 2 * static_cast<Real>(j) / static_cast<Real>(spec.cells[1]) - 1;
    return channel_vertex(banks, i, across);
  };
  RawMesh mesh = make_grid(communicator, grid);
  mesh.origin = "channel";
  return mesh;
}

}  // namespace

MeshSource channel_source(const ChannelSpec& channel) {
  return [channel](MPI_Comm communicator, const MeshSpec&) {
    return make_channel(communicator, channel);
  };
}

}  // namespace freshet
