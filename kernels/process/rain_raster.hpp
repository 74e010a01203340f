#pragma once
#include "kernels/cell_account.hpp"
#include "kernels/filling_limit.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Rain from a series of rasters, each of which holds until the next.
struct RainRasterOptions : ProcessOptions {
  std::string name;          ///< its account
  std::string field;         ///< its depth (m) in results; unique
  std::vector<Real> times;   ///< s, rising: of each layer the start, then the end of the last
  std::vector<Real> rates;   ///< m/s, layer by layer, of the pixels that this rank needs
  std::vector<Index> pixel;  ///< of each owned cell among them; -1: no rain there
  Index pixels = 0;          ///< in a layer
  PiecewiseLinear largest;   ///< s -> largest rate of all ranks, m/s
  Real filling = 0;          ///< largest 1 / size^2 of all cells of all ranks, 1/m2
};

struct RainOfRaster {
  FlowFields<Real> state;
  WaterAccount account;
  const Real *times, *rates;
  Index layers, pixels;
  const Index* pixel;
  Real dry_depth;
  const StepClock* clock;
  Real from = 0, to = 0;  ///< s, from the clock
  Index first = 0;        ///< layer that holds at the start of the step, or comes next

  FRESHET_BODY RainOfRaster loaded() const {
    RainOfRaster k = *this;
    k.from = clock->time;
    k.to = clock->next;
    const Index beyond = SeriesView{times, times, layers + 1}.first_beyond(k.from);
    k.first = beyond > 0 ? beyond - 1 : 0;
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const Index p = pixel[cell];
    Real depth = 0;
    for (Index k = first; k < layers && times[k] < to; ++k) {
      const Real seconds = smaller(times[k + 1], to) - larger(times[k], from);
      depth += p < 0 ? 0 : larger(seconds, 0) * rates[k * pixels + p];
    }
    pour_on_account(state, account, cell, cell, depth, 1, dry_depth);
  }
};

template <class Space>
class RainRaster : public Process<Space> {
 public:
  using Options = RainRasterOptions;

  RainRaster(const Options& options, FlowMemory<Space>& memory)
      : layers_(static_cast<Index>(options.times.size()) - 1),
        pixels_(options.pixels),
        times_(on_device<Real, Space>(options.times)),
        layer_rates_(on_device<Real, Space>(options.rates)),
        pixel_(on_device<Index, Space>(options.pixel)),
        largest_({options.largest}),
        filling_(on_device<Real, Space>({options.filling})),
        account_(cell_account(memory, options.field, "depth of rain, " + options.name, Passed::In,
                              options.name, Written::AtEnd)) {}

  void bound_step(FlowMemory<Space>& memory) override {
    launch_one(memory.space, LimitFilling{memory.clock(), largest_.view(), filling_.data(),
                                          memory.constants.gravity, memory.cfl});
  }

  CellRange act(FlowMemory<Space>& memory) override {
    const CellRange all = cells_between(0, memory.owned);
    launch(
        memory.space, all,
        RainOfRaster{memory.writable_state(), account_, times_.data(), layer_rates_.data(), layers_,
                     pixels_, pixel_.data(), memory.constants.dry_depth, memory.clock()});
    return all;
  }

 private:
  Index layers_, pixels_;
  DeviceArray<Real, Space> times_, layer_rates_;
  DeviceArray<Index, Space> pixel_;
  SeriesList<Space> largest_;
  DeviceArray<Real, Space> filling_;
  WaterAccount account_;
};

}  // namespace freshet
