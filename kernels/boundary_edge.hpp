#pragma once
#include <cstdint>

#include "kernels/boundary_words.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/ground.hpp"

namespace freshet {

/// What one boundary condition imposes during a step, the same on all ranks.
struct BoundaryForcing {
  Index kind;                      ///< place in BoundaryKinds
  Real values[series_a_boundary];  ///< of its series in the step; 0 where there is none
  std::int64_t total_weight;       ///< of all its edges; 0: share by length
  Real total_length;               ///< m
};

/// A rank's boundary edges.
struct BoundaryEdgesView {
  const Index *cell, *place;   ///< owned cell and place of the edge in its slots
  const Index* condition;      ///< index into the forcings
  const std::int64_t* weight;  ///< share of a prescribed discharge, see WeighEdge
};

constexpr Real no_memory = 1e300;

/// Depth and outward normal velocity just outside an edge.
struct OutsideState {
  Real h, un;
};

/// A boundary edge as its kind sees it.
template <class Topology>
struct EdgeSide {
  const Topology& mesh;
  const Ground& ground;
  const FlowConstants& constants;
  const BoundaryForcing& forcing;
  Index cell;                    ///< just inside
  typename Topology::Face face;  ///< of that cell
  FaceState in;                  ///< water just inside, in the outward frame
  Real z;                        ///< its bed, m
  Real share;                    ///< of the edge in what is imposed on the whole boundary
  Real dt;                       ///< s that this flux counts for
  Real level_ahead;  ///< that of the cell's middle over that at the edge, m; second order only
  bool linear;       ///< second order
  Real* memory;      ///< one value that the edge keeps while its kind stays, no_memory at first;
                     ///< `flux` may change it

  FRESHET_BODY Real g() const { return constants.gravity; }
  FRESHET_BODY Real length() const { return mesh.length(face); }

  /// The edge's share (m2/s) in a discharge over the whole boundary (m3/s).
  FRESHET_BODY Real unit_discharge(Real discharge) const { return discharge * share / length(); }

  /// Flux of the state `out` beyond; what flows out takes the tangential velocity along.
  FRESHET_BODY FaceFlux flux_of(const OutsideState& out) const {
    return physical_flux({out.h, out.un, out.un > 0 ? in.ut : 0}, g());
  }
};

/// Share of an edge in what is imposed on its boundary: by weight, or by length where nothing
/// weighs.
FRESHET_BODY Real share_of(const BoundaryEdgesView& edges, const BoundaryForcing& forcing,
                           Index edge, Real length) {
  return forcing.total_weight > 0
             ? static_cast<Real>(edges.weight[edge]) / static_cast<Real>(forcing.total_weight)
             : length / forcing.total_length;
}

}  // namespace freshet
