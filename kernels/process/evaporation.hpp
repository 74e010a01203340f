#pragma once
#include "kernels/cell_account.hpp"
#include "kernels/process.hpp"
#include "kernels/series_list.hpp"

namespace freshet {

/// Evaporation of the water that stands in cells, as far as there is some.
struct EvaporationOptions : ProcessOptions {
  PiecewiseLinear rate;     ///< s -> m/s, >= 0
  std::vector<Real> share;  ///< of the rate in each owned cell
};

struct EvaporateCell {
  FlowFields<Real> state;
  WaterAccount account;
  SeriesListView rates;
  const Real* share;
  Real dry_depth;
  const StepClock* clock;
  Real wanted = 0;  ///< in the step, m, from the clock

  FRESHET_BODY EvaporateCell loaded() const {
    EvaporateCell k = *this;
    k.wanted = rates[0].mean(clock->time, clock->next) * (clock->next - clock->time);
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    draw_on_account(state, account, cell, cell, share[cell] * wanted, 1, dry_depth);
  }
};

template <class Space>
class Evaporation : public Process<Space> {
 public:
  using Options = EvaporationOptions;

  Evaporation(const Options& options, FlowMemory<Space>& memory)
      : rates_({options.rate}),
        share_(on_device<Real, Space>(options.share)),
        account_(cell_account(memory, "evaporation_depth", "depth of water that evaporated",
                              Passed::Out, "evaporation", Written::AtEnd)) {}

  CellRange act(FlowMemory<Space>& memory) override {
    const CellRange all = cells_between(0, memory.owned);
    launch(memory.space, all,
           EvaporateCell{memory.writable_state(), account_, rates_.view(), share_.data(),
                         memory.constants.dry_depth, memory.clock()});
    return all;
  }

 private:
  SeriesList<Space> rates_;
  DeviceArray<Real, Space> share_;
  WaterAccount account_;
};

}  // namespace freshet
