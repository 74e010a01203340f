#pragma once
#include "kernels/flow_memory.hpp"
#include "kernels/launch.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Takes water out of every cell at a rate, as far as there is some: a process for tests.
struct ToySinkOptions : ProcessOptions {
  explicit ToySinkOptions(Real depth_rate) : rate(depth_rate) {}
  Real rate;  ///< m/s
};

struct DrainCell {
  FlowFields<Real> state;
  CellAreas area;
  Real* taken;  ///< m3
  Real rate, dry_depth;
  const StepClock* clock;

  FRESHET_BODY void operator()(Index cell) const {
    const Real depth = smaller(rate * clock->dt, state.h[cell]);
    state.h[cell] -= depth;
    const bool wet = state.h[cell] >= dry_depth;
    state.u[cell] = wet ? state.u[cell] : 0;
    state.v[cell] = wet ? state.v[cell] : 0;
    taken[cell] += depth * area[cell];
  }
};

template <class Space>
class ToySink : public Process<Space> {
 public:
  using Options = ToySinkOptions;

  ToySink(const Options& options, FlowMemory<Space>& memory)
      : rate_(options.rate),
        taken_(memory.fields.add({.name = "toy_sink",
                                  .unit = "m3",
                                  .meaning = "water that the sink took",
                                  .place = Place::Cell,
                                  .keeping = Keeping::State,
                                  .written = Written::InTime,
                                  .water = Passed::Out,
                                  .account = "toy sink"})) {}

  CellRange act(FlowMemory<Space>& memory) override {
    const CellRange all = cells_between(0, memory.owned);
    launch(memory.space, all,
           DrainCell{memory.writable_state(), memory.areas(), taken_, rate_,
                     memory.constants.dry_depth, memory.clock()});
    return all;
  }

 private:
  Real rate_;
  Real* taken_;
};

}  // namespace freshet
