#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "cases/model/water_on_mesh.hpp"
#include "kernels/error.hpp"
#include "kernels/process/water_source.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

/// Weights of owned cells in one source, by cell.
using Weights = std::map<Index, Real>;

[[noreturn]] void fail(const SourceSpec& source, const std::string& what) {
  throw InputError(fmt::format("{}: \"{}\" {} (from x = {}, y = {} on)", source.origin, source.name,
                               what, source.points[0][0], source.points[0][1]));
}

Real total_of(const Weights& weights, const Mesh& mesh) {
  ExactSum sum;
  for (const auto& [cell, weight] : weights) sum.add(weight);
  sum.reduce(mesh.communicator);
  return sum.total();
}

Weights weigh(const SourceSpec& source, const Mesh& mesh, const PointLocation& location) {
  Weights weights;
  if (source.shape == SourceSpec::Shape::Point) {
    Index cell = location.find(source.points[0][0], source.points[0][1]);
    lowest_over_ranks(mesh, cell);
    if (cell >= 0) weights[cell] = 1;
  } else if (source.shape == SourceSpec::Shape::Line) {
    for (const auto& piece : location.cross(source.points)) weights[piece.cell] += piece.length;
  } else {
    Region region;
    region.polygon = source.points;
    for (Index c = 0; c < mesh.owned; ++c)
      if (region.contains(mesh.centroid_x[c], mesh.centroid_y[c])) weights[c] = mesh.area[c];
  }
  return weights;
}

/// Shares of owned cells in one source; all shares of all ranks sum to 1.
Weights shares_of(const SourceSpec& source, const Mesh& mesh, const PointLocation& location) {
  constexpr Real kRounding = 1e-9;  // of a length that is summed in pieces
  Weights weights = weigh(source, mesh, location);
  const Real total = total_of(weights, mesh);
  const bool polygon = source.shape == SourceSpec::Shape::Polygon;
  if (!(total > 0)) fail(source, polygon ? "holds no cell of the mesh" : "is outside the mesh");
  if (source.shape == SourceSpec::Shape::Line) {
    const Real length = length_of(source.points);
    if (total < length * (1 - kRounding))
      fail(source, fmt::format("lies outside the mesh with {:.6g} of its {:.6g} m", length - total,
                               length));
  }
  for (auto& [cell, weight] : weights) weight /= total;
  return weights;
}

}  // namespace

std::unique_ptr<ProcessOptions> sources_on_mesh(const std::vector<SourceSpec>& sources,
                                                const Mesh& mesh) {
  auto options = std::make_unique<WaterSourceOptions>();
  const PointLocation location(mesh);
  std::map<Index, std::vector<std::pair<Index, Real>>> by_cell;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    options->names.push_back(sources[k].name);
    options->discharges.push_back(sources[k].discharge);
    Real filling = 0;
    for (const auto& [cell, share] : shares_of(sources[k], mesh, location)) {
      by_cell[cell].emplace_back(static_cast<Index>(k), share);
      filling = std::max(
          filling, share / mesh.area[cell] * inverse_size(mesh, cell) * inverse_size(mesh, cell));
    }
    options->filling.push_back(mpi::max(mesh.communicator, filling));
  }
  for (const auto& [cell, shares] : by_cell) {
    options->cells.push_back(cell);
    options->first_entry.push_back(static_cast<Index>(options->entry_source.size()));
    for (const auto& [source, share] : shares) {
      options->entry_source.push_back(source);
      options->entry_share.push_back(share);
    }
  }
  const auto count = static_cast<Index>(options->entry_source.size());
  options->first_entry.push_back(count);
  const auto offsets = mpi::offsets_of(mesh.communicator, count);
  require(offsets.back() <= std::numeric_limits<Index>::max(),
          sources[0].origin + ": too many cells in all sources", offsets.back());
  options->entries_of_all = static_cast<Index>(offsets.back());
  for (Index e = 0; e < count; ++e)
    options->entry_place.push_back(static_cast<Index>(offsets[mesh.rank]) + e);
  return options;
}

}  // namespace freshet
