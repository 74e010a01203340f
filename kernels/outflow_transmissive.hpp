#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/ground.hpp"
#include "kernels/hydrostatic_chen_noelle.hpp"

namespace freshet {

/// Slope of the ground round a cell: the mean of it and its neighbours by area. A single cell may
/// rise where the valley falls, for a triangle's plane mixes slope and curvature.
template <class Topology>
FRESHET_BODY Vector ground_slope(const Topology& mesh, const Ground& ground, Index cell) {
  const Vector own = ground.bed_slope(cell);
  Real area = mesh.area(cell), x = area * own.x, y = area * own.y;
  for (int s = 0; s < Topology::slots; ++s) {
    const Index j = index_or(mesh.neighbour(mesh.face(cell, s)), cell);
    const Real share = j == cell ? 0 : mesh.area(j);
    const Vector slope = ground.bed_slope(j);
    area += share;
    x += share * slope.x;
    y += share * slope.y;
  }
  return {x / area, y / area};
}

/// What comes back through a transmissive edge from beyond.
struct Returning {
  Real shift;  ///< of the incoming invariant un - 2c against the cell's own, m/s
  Real kept;   ///< the invariant to remember, m/s
};

/// The water beyond an edge sends back what it sent before: the invariant un - 2c as it was `kept`,
/// which follows the cell's own by the `share` of a step in a long memory. From its own state alone
/// a cell would keep every error of its fluxes for good; on triangles that reflects six tenths of a
/// wave. Where the two part by the celerity the flow is another one, and the memory begins anew.
FRESHET_BODY Returning returning(const FaceState& in, Real kept, Real share, Real g) {
  const Real c = std::sqrt(g * in.h), own = in.un - 2 * c, off = kept - own;
  const Real near = larger(1 - absolute(off) / larger(c, 1e-300), 0);
  return {near > 0 ? off * near : 0, near > 0 ? kept - share * off : own};
}

/// Cell sizes that a wave runs while the memory of a transmissive edge fades.
constexpr Real memory_length = 100;

/// How an edge's cell leads up to a transmissive edge.
struct EdgeApproach {
  Real fall;    ///< of the ground from the cell's middle to where the column beyond stands, m
  Real fallen;  ///< of the level from the cell's middle to the edge, m
};

/// Water beyond a transmissive edge whose inside is `in`: depth and velocity do not change across
/// the edge, and the ground goes on, falling as it falls round the cell and level where it rises.
/// So the level beyond lies lower by what the ground falls and the level has not yet fallen inside.
/// Without that fall a pool that stands at the edge would stand beyond it too, and hold itself.
FRESHET_BODY FaceColumn column_beyond(const FaceColumn& in, Real bed, const EdgeApproach& way) {
  const Real z = smaller(in.z, bed - way.fall);
  const Real drop = larger(way.fall - larger(way.fallen, 0), 0);
  return {larger(in.h + (in.z - z) - drop, 0), z};
}

/// Flux out through a transmissive edge: that of the problem between the water inside and the water
/// beyond, as at a face between two cells; a wall where water would come in. `bed` is that of the
/// cell's middle, m; `shift` see Returning.
FRESHET_BODY FaceFlux flux_transmissive(const FaceState& in, Real z, Real bed,
                                        const EdgeApproach& way, Real shift,
                                        const FlowConstants& constants) {
  const Real g = constants.gravity;
  const FaceColumn own{in.h, z};
  const HydrostaticFace at = hydrostatic_face(own, column_beyond(own, bed, way));
  const Real c = larger(std::sqrt(g * at.right) - 0.25 * shift, 0);
  const FaceState beyond{shift == 0 ? at.right : c * c / g, in.un + 0.5 * shift, in.ut};
  const InnerFlux f = flux_hllc({at.left, in.un, in.ut}, beyond, g, constants.dry_depth);
  if (!(f.mass > 0)) return flux_wall(in, g);
  const Real pressure = f.pressure + bed_thrust(own, {at.left, at.bed}, g);
  return {f.mass, f.advection + pressure, f.tangential};
}

}  // namespace freshet
