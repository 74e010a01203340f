#pragma once
#include "kernels/compensated_sum.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/launch.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// What erodes, and how: one of the bodies of a run. SI.
struct ErodibleBody {
  Real erodibility = 0;     ///< m3/(N s)
  Real critical_shear = 0;  ///< Pa
  Real repose_wet = 0;      ///< tangent of the angle at which it stands under water,
  Real repose_dry = 0;      ///< and above
};

/// A cell that may lose or gain bed: those of the bodies and their neighbours.
struct ErodibleCell {
  Index cell = 0;  ///< owned
  Index body = 0;
  Index first_link = 0, last_link = 0;
  Real area = 0, floor = 0;  ///< m2; level below which it does not erode, m
};

/// A face between two such cells, as one of them sees it.
struct ErodibleLink {
  Index neighbour = 0;  ///< local
  Real distance = 0;    ///< between centroids, m
  Real neighbour_area = 0, neighbour_floor = 0;
  Index body = 0;  ///< whose angles hold: the same on both sides
};

/// The bodies and what of them lies on this rank.
struct BedErosionOptions : ProcessOptions {
  std::vector<ErodibleBody> bodies;
  std::vector<ErodibleCell> cells;
  std::vector<ErodibleLink> links;
};

/// Bed of a cell after a step: what stands steeper than its angle of repose falls to the neighbour,
/// a quarter of it at a time, and the stream carries off k (t - tc), t = rho g n^2 u^2 / h^(1/3)
/// (the excess-shear law of Temple and Hanson 1994 with Manning's n), down to the floor. Both cells
/// of a face work out the same volume from the same levels. Water keeps its depth.
struct ErodeCell {
  const ErodibleBody* bodies;
  const ErodibleCell* cells;
  const ErodibleLink* links;
  FlowFields<const Real> before, state;  ///< at the start of the stage, and now
  Ground ground;
  Real *next, *eroded, *carry;  ///< beds by entry, m; since the start, of cells, m
  const StepClock* clock;
  Real dry_depth, gravity;

  FRESHET_BODY void operator()(Index i) const {
    const ErodibleCell& c = cells[i];
    const Real z = ground.bed(c.cell);
    Real fallen = 0;
    for (Index k = c.first_link; k < c.last_link; ++k) fallen += slide(c, z, links[k]);
    const Real bed = z - fallen / c.area;
    const Real lower = larger(bed - worn(c), smaller(bed, c.floor));
    next[i] = lower;
    add_compensated(eroded[c.cell], carry[c.cell], bed - lower);
  }

  /// Volume that falls from a cell to a neighbour, m3; negative: from it.
  FRESHET_BODY Real slide(const ErodibleCell& c, Real z, const ErodibleLink& link) const {
    const Real other = ground.bed(link.neighbour), drop = absolute(z - other);
    const bool from_here = z > other;
    const Index donor = from_here ? c.cell : link.neighbour;
    const ErodibleBody& body = bodies[link.body];
    const Real stands = before.h[donor] >= dry_depth ? body.repose_wet : body.repose_dry;
    const Real excess = drop - stands * link.distance;
    if (!(excess > 0)) return 0;
    const Real area = from_here ? c.area : link.neighbour_area;
    const Real over = from_here ? z - c.floor : other - link.neighbour_floor;
    const Real both = c.area * link.neighbour_area / (c.area + link.neighbour_area);
    const Real volume = 0.25 * smaller(excess * both, larger(over, 0) * area);
    return from_here ? volume : -volume;
  }

  /// Depth that the stream carries off in the step, m.
  FRESHET_BODY Real worn(const ErodibleCell& c) const {
    const Real h = state.h[c.cell];
    if (h < dry_depth) return 0;
    const Real u = state.u[c.cell], v = state.v[c.cell], n = ground.manning(c.cell);
    const Real shear = 1000 * gravity * n * n * (u * u + v * v) * inverse_cube_root(h);
    const ErodibleBody& body = bodies[c.body];
    return (clock->next - clock->time) * body.erodibility * larger(shear - body.critical_shear, 0);
  }
};

struct SetBeds {
  const ErodibleCell* cells;
  const Real* next;
  Real* beds;
  FRESHET_BODY void operator()(Index i) const { beds[cells[i].cell] = next[i]; }
};

/// Erosion of bodies of the bed by the flow itself, cell by cell.
template <class Space>
class BedErosion : public Process<Space> {
 public:
  using Options = BedErosionOptions;

  BedErosion(const Options& o, FlowMemory<Space>& memory)
      : bodies_(on_device<ErodibleBody, Space>(o.bodies)),
        cells_(on_device<ErodibleCell, Space>(o.cells)),
        links_(on_device<ErodibleLink, Space>(o.links)),
        next_(o.cells.size()) {
    const auto add = [&](const char* name, const char* meaning, Written written) {
      return memory.fields.add({.name = name,
                                .unit = "m",
                                .meaning = meaning,
                                .place = Place::Cell,
                                .keeping = Keeping::State,
                                .written = written});
    };
    eroded_ = add("eroded", "depth of bed that the flow has carried off", Written::InTime);
    carry_ = add("eroded_carry", "", Written::Never);
    std::vector<Index> tiles;
    for (const auto& each : o.cells)
      if (tiles.empty() || tiles.back() != each.cell / tile_cells)
        tiles.push_back(each.cell / tile_cells);
    tiles_ = on_device<Index, Space>(tiles);
  }

  bool changes_ground() const override { return true; }

  CellRange act(FlowMemory<Space>& m) override {
    const CellRange all = cells_between(0, static_cast<Index>(cells_.size()));
    launch_shared(
        m.space, all,
        ErodeCell{bodies_.data(), cells_.data(), links_.data(), m.state_at(1 - m.fields.newest()),
                  m.state(), m.ground(), next_.data(), eroded_, carry_, m.clock(),
                  m.constants.dry_depth, m.constants.gravity});
    launch_shared(m.space, all, SetBeds{cells_.data(), next_.data(), m.writable_ground().beds});
    return {0, m.owned, tiles_.data(), static_cast<Index>(tiles_.size())};
  }

 private:
  DeviceArray<ErodibleBody, Space> bodies_;
  DeviceArray<ErodibleCell, Space> cells_;
  DeviceArray<ErodibleLink, Space> links_;
  DeviceArray<Real, Space> next_;
  DeviceArray<Index, Space> tiles_;
  Real *eroded_, *carry_;
};

}  // namespace freshet
