#pragma once
#include "kernels/face_load.hpp"
#include "kernels/update_cell.hpp"

namespace freshet {

/// Reads the load of some sides off the flux that the step itself uses: through a boundary that of
/// its kind (a wall's is the pressure of its Riemann problem), between cells the flux and the bed's
/// thrust on the step that it makes there. Stages count by their share of the step; bed, depth and
/// crest are those of the last one.
template <class Update>
struct WatchFaces {
  Update update;  ///< as it runs in this stage
  const Index *cells, *slots;
  FaceLoad* loads;  ///< of all sides, for each of the steps that are taken at once
  Index count;      ///< of sides
  Real step_share;
  bool first_stage;

  FRESHET_BODY WatchFaces loaded() const {
    WatchFaces k = *this;
    k.update = update.loaded();
    k.loads += update.clock->taken * count;
    return k;
  }

  FRESHET_BODY void operator()(Index side) const {
    const Index cell = cells[side];
    const auto& mesh = update.mesh;
    const auto face = mesh.face(cell, slots[side]);
    const Index other = mesh.neighbour(face);
    const Vector n = mesh.normal(face);
    const Real g = update.constants.gravity;
    const FaceValue in = update.value(cell, face);
    const FaceValue out = other >= 0 ? update.value(other, mesh.opposite(face)) : in;
    const HydrostaticFace at = hydrostatic_face({in.h, in.z}, {out.h, out.z});

    typename Update::Sum sum{0, 0, 0, 0, 0, 1e300, 0};
    update.add_face(cell, slots[side], sum);
    // The bed between the cell's middle and the face is pushed on by the cell, not by the face.
    const Real within = update.thrust_within(cell, in) * mesh.length(face);
    const Real push_x = sum.push_x - within * n.x, push_y = sum.push_y - within * n.y;
    const bool wall = other < 0 && sum.mass == 0;
    const Real px = other < 0 ? sum.x : push_x, py = other < 0 ? sum.y : push_y;
    const bool fast = in.u * n.x + in.v * n.y > std::sqrt(g * in.h);

    FaceLoad& load = loads[side];
    add(load.x, sum.x + push_x);
    add(load.y, sum.y + push_y);
    add(load.pressure_x, px);
    add(load.pressure_y, py);
    add(load.discharge, sum.mass);
    add(load.fast, fast ? 1 : 0);
    load.bed = in.z;
    load.depth = in.h;
    load.crest = at.bed;
    load.over = wall ? 0 : larger(at.left, at.right);
  }

  FRESHET_BODY void add(Real& sum, Real value) const {
    sum = (first_stage ? 0 : sum) + step_share * value;
  }
};

}  // namespace freshet
