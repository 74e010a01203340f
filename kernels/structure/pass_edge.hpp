#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/ground.hpp"
#include "kernels/kept_faces.hpp"
#include "kernels/structure/edge_passage.hpp"
#include "kernels/structure/structures_view.hpp"

namespace freshet {

/// An edge of a structure that lies on a line, which splits the mesh: two boundary edges. The sides
/// are left and right of the line.
struct StructureEdge {
  Index structure = 0;
  Index cell[2] = {0, 0};           ///< local
  Index place[2] = {0, 0};          ///< of the face in arrays with slots
  Index edge[2] = {-1, -1};         ///< boundary edge, where this rank owns the cell
  Real normal_x = 0, normal_y = 0;  ///< from left to right
  Real crest = 0;                   ///< m
  Real bed = 0;                     ///< the higher one of both sides, m
  Real start = 0, end = 0;          ///< distances along the line, m
};

/// Water through the edges of structures on lines: the same figure on both sides, whichever ranks
/// have them. It leaves one cell and enters the other as through a boundary with a prescribed
/// discharge, under a free gate with the depth of the jet.
struct PassStructureEdge {
  StructuresView view;
  const StructureEdge* edges;
  FlowFields<const Real> state;
  FaceFields<const Real> faces;  ///< second order only
  KeptCells kept;                ///< which cells have them
  Ground ground;
  const Real* emptying;
  BoundaryFluxes<Real> flux;
  Real* discharges;  ///< of boundary edges, out per metre, m2/s
  Real* states;
  Real* breached;  ///< the part of `discharges` through breaches, m2/s
  Real dry_depth;
  bool linear;

  FRESHET_BODY EdgeWater water(const StructureEdge& e, int side) const {
    const Index cell = e.cell[side], at = kept.at(cell, e.place[side]);
    const Real sign = side == 0 ? 1 : -1, nx = sign * e.normal_x, ny = sign * e.normal_y;
    // Faces of dry cells need not be there.
    const bool faced = linear && state.h[cell] >= dry_depth;
    const Real h = faced ? faces.h[at] : state.h[cell];
    const Real z = faced ? faces.z[at] : ground.bed(cell);
    const Real u = faced ? faces.u[at] : state.u[cell], v = faced ? faces.v[at] : state.v[cell];
    return {{h, u * nx + v * ny, v * nx - u * ny}, z};
  }

  FRESHET_BODY void operator()(Index i) const {
    const StructureEdge& e = edges[i];
    const Structure& s = view.structures[e.structure];
    const Real g = view.gravity;
    const EdgeWater both[2] = {water(e, 0), water(e, 1)};
    const int from = level_at_rest(both[0], g) >= level_at_rest(both[1], g) ? 0 : 1;
    const EdgeWater &up = both[from], &down = both[1 - from];
    Passage p;
    const bool shut = from == 1 && s.one_way != 0;
    Real through = 0;
    if (up.in.h >= dry_depth && !shut) p = passage(s, e, up, down, through);
    const Real dt = view.clock->dt;
    const Index row = linear ? kept.row(e.cell[from]) : e.cell[from];
    const Real most = emptying[row] * outflow_bound(up.in, std::sqrt(g * up.in.h));
    const Real q = p.discharge * dt > most ? most / dt : p.discharge;
    const bool jet = p.state == StructureState::Free && s.contraction > 0;
    const Real share = s.width * view.width_shares[e.structure];
    const Real depth = jet ? share * jet_depth(s, view.openings[e.structure]) : 0;
    if (e.edge[from] >= 0) set(e.edge[from], flux_discharge(up.in, -q, 0, g), q, p.state, through);
    if (e.edge[1 - from] >= 0)
      set(e.edge[1 - from], flux_discharge(down.in, q, depth, g), -q, p.state, through);
  }

  FRESHET_BODY Passage passage(const Structure& s, const StructureEdge& e, const EdgeWater& up,
                               const EdgeWater& down, Real& through) const {
    const Real crest = e.crest - view.sunk[e.structure], opening = view.openings[e.structure];
    const Real share = s.width * view.width_shares[e.structure], g = view.gravity;
    const auto law = [&](Real energy, Real tail) {
      Passage p;
      if (view.breaches.cut(e.structure)) {
        p = breached_passage(view.breaches, e.structure, s, opening, e.start, e.end, e.bed, crest,
                             energy, tail, g, through);
        through = p.discharge > 0 ? through / p.discharge : 0;
        p.discharge *= 1 / (e.end - e.start);
      } else {
        p = unit_passage(s, opening, crest, energy, tail, g);
      }
      p.discharge *= share;
      return p;
    };
    return edge_passage(law, up, down, g);
  }

  FRESHET_BODY void set(Index edge, const FaceFlux& f, Real q, StructureState how,
                        Real through) const {
    flux.mass[edge] = q;
    flux.normal[edge] = f.normal;
    flux.tangential[edge] = q > 0 ? f.tangential : 0;
    discharges[edge] = q;
    breached[edge] = q * through;
    states[edge] = static_cast<Real>(static_cast<std::int32_t>(how));
  }
};

}  // namespace freshet
