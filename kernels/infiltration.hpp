#pragma once
#include "kernels/cell_account.hpp"
#include "kernels/process.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Lets the soil take water as far as there is some. `Law` tells how much it can take:
/// depth(cell, taken before, water on it, dt), m.
template <class Law>
struct InfiltrateCell {
  FlowFields<Real> state;
  WaterAccount account;
  Law law;
  Real dry_depth;
  const StepClock* clock;
  Real dt = 0;  ///< s, from the clock

  FRESHET_BODY InfiltrateCell loaded() const {
    InfiltrateCell k = *this;
    k.dt = clock->next - clock->time;
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const Real can = law.depth(cell, account.sum[cell], state.h[cell], dt);
    draw_on_account(state, account, cell, cell, can, 1, dry_depth);
  }
};

/// What all laws of infiltration share: the account `infiltration` and its depth in every cell.
template <class Space>
class Infiltration : public Process<Space> {
 public:
  explicit Infiltration(FlowMemory<Space>& memory)
      : account_(cell_account(memory, "infiltration_depth", "depth of water in the soil",
                              Passed::Out, "infiltration", Written::InTime)) {}

 protected:
  template <class Law>
  CellRange infiltrate(FlowMemory<Space>& memory, const Law& law) {
    const CellRange all = cells_between(0, memory.owned);
    launch(memory.space, all,
           InfiltrateCell<Law>{memory.writable_state(), account_, law, memory.constants.dry_depth,
                               memory.clock()});
    return all;
  }

 private:
  WaterAccount account_;
};

}  // namespace freshet
