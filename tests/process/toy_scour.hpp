#pragma once
#include "kernels/flow_memory.hpp"
#include "kernels/launch.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Lowers the bed under moving water: a process for tests, without equations of anything.
struct ToyScourOptions : ProcessOptions {
  explicit ToyScourOptions(Real factor) : share(factor) {}
  Real share;
};

struct ScourCell {
  FlowFields<const Real> state;
  Real* beds;
  Real share;
  const StepClock* clock;

  FRESHET_BODY void operator()(Index cell) const {
    const Real u = state.u[cell], v = state.v[cell];
    beds[cell] -= share * clock->dt * (u * u + v * v);
  }
};

template <class Space>
class ToyScour : public Process<Space> {
 public:
  using Options = ToyScourOptions;

  ToyScour(const Options& options, FlowMemory<Space>&) : share_(options.share) {}

  bool changes_ground() const override { return true; }

  CellRange act(FlowMemory<Space>& memory) override {
    launch(memory.space, cells_between(0, memory.owned),
           ScourCell{memory.state(), memory.writable_ground().beds, share_, memory.clock()});
    return cells_between(0, memory.owned);
  }

 private:
  Real share_;
};

}  // namespace freshet
