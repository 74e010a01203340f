#pragma once
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// The ground moves with these accelerations (s -> m/s2); the run is told in the frame that moves
/// along, where the water feels them reversed. None before a series begins and after it ends.
struct ShakingOptions : ProcessOptions {
  ShakingOptions(PiecewiseLinear along_x, PiecewiseLinear along_y)
      : x(std::move(along_x)), y(std::move(along_y)) {}
  PiecewiseLinear x, y;
};

/// Velocity that a series of accelerations brings in a time, m/s; the series rests beyond its ends.
FRESHET_BODY Real velocity_of(const SeriesView& acceleration, Real from, Real to) {
  if (acceleration.count == 0) return 0;
  if (acceleration.count == 1) return acceleration.y[0] * (to - from);  // at all times
  const Real begin = larger(from, acceleration.x[0]);
  const Real end = smaller(to, acceleration.x[acceleration.count - 1]);
  return end > begin ? acceleration.mean(begin, end) * (end - begin) : 0;
}

/// Takes the ground's gain of velocity in the step off that of the water.
struct ShakeWater {
  FlowFields<Real> state;
  SeriesView x, y;
  const StepClock* clock;
  Real dry_depth;
  Real gain_x = 0, gain_y = 0;  ///< m/s, by the clock

  FRESHET_BODY ShakeWater loaded() const {
    ShakeWater k = *this;
    k.gain_x = velocity_of(x, clock->time, clock->next);
    k.gain_y = velocity_of(y, clock->time, clock->next);
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const bool wet = state.h[cell] >= dry_depth;
    state.u[cell] -= wet ? gain_x : 0;
    state.v[cell] -= wet ? gain_y : 0;
  }
};

template <class Space>
class Shaking : public Process<Space> {
 public:
  using Options = ShakingOptions;

  Shaking(const Options& options, FlowMemory<Space>&)
      : times_x_(on_device<Real, Space>(options.x.x())),
        values_x_(on_device<Real, Space>(options.x.y())),
        times_y_(on_device<Real, Space>(options.y.x())),
        values_y_(on_device<Real, Space>(options.y.y())) {}

  CellRange act(FlowMemory<Space>& memory) override {
    const CellRange all = cells_between(0, memory.owned);
    launch(memory.space, all,
           ShakeWater{memory.writable_state(), view(times_x_, values_x_), view(times_y_, values_y_),
                      memory.clock(), memory.constants.dry_depth});
    return all;
  }

 private:
  using Array = DeviceArray<Real, Space>;
  static SeriesView view(const Array& x, const Array& y) {
    return {x.data(), y.data(), static_cast<Index>(x.size())};
  }
  Array times_x_, values_x_, times_y_, values_y_;
};

}  // namespace freshet
