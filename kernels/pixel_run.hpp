#pragma once
#include "kernels/flow_device.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/pixel_sweep.hpp"

namespace freshet {

/// The windows of a rank's raster and the copy that they are worked on in, one after the other.
class PixelRun {
 public:
  explicit PixelRun(const FlowGeometry& g)
      : shape_(PixelShape::of(g.pixels.dx, g.pixels.dy)),
        tiles_(pixel_tiles(g)),
        copy_(std::make_unique<PixelCopy>()) {}

  std::int64_t bytes() const { return tiles_.bytes(); }

  /// Makes the new state of a stage, and raises the stage's rate to its.
  template <bool Linear>
  void update(FlowMemory<Cpu>& m, const StageRequest& stage) {
    run_sweep(sweep<Linear>(m, stage), &m.clock()->stage_rate);
  }

  /// That a stage moves for a cell, each array once.
  template <bool Linear>
  std::int64_t stage_bytes(FlowMemory<Cpu>& m, const StageRequest& stage) {
    std::int64_t bytes = 0;
    sweep<Linear>(m, stage).streams(CountBytes{bytes});
    return bytes;
  }

 private:
  template <bool Linear>
  PixelSweep<Linear> sweep(FlowMemory<Cpu>& m, const StageRequest& stage) {
    const int from = m.fields.newest(), to = 1 - from;
    const PixelStage given{shape_,
                           m.ground(),
                           m.constants,
                           m.state(),
                           m.state_at(stage.over_start ? to : from),
                           m.friction_rate(from),
                           m.emptying(from),
                           m.read_fluxes(),
                           m.writable_state_at(to),
                           {m.emptying(to), m.friction_rate(to)},
                           m.clock(),
                           stage.ahead,
                           stage.old_share,
                           FrictionTime::of(stage.one_of_several),
                           m.active_flags()};
    return {given, tiles_, *copy_};
  }

  PixelShape shape_;
  PixelTiles tiles_;
  std::unique_ptr<PixelCopy> copy_;
};

}  // namespace freshet
