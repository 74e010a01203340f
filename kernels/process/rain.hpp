#pragma once
#include "kernels/cell_account.hpp"
#include "kernels/filling_limit.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Rain that is uniform over a part of the domain.
struct RainOptions : ProcessOptions {
  std::string name;         ///< its account
  std::string field;        ///< its depth (m) in results; unique
  PiecewiseLinear rate;     ///< s -> m/s, >= 0
  std::vector<Real> share;  ///< of the rate that falls on each owned cell
  Real filling = 0;         ///< largest share / size^2 of all cells of all ranks, 1/m2
};

struct RainOnCell {
  FlowFields<Real> state;
  WaterAccount account;
  SeriesListView rates;
  const Real* share;
  Real dry_depth;
  const StepClock* clock;
  Real fallen = 0;  ///< in the step, m, from the clock

  FRESHET_BODY RainOnCell loaded() const {
    RainOnCell k = *this;
    k.fallen = rates[0].mean(clock->time, clock->next) * (clock->next - clock->time);
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    pour_on_account(state, account, cell, cell, share[cell] * fallen, 1, dry_depth);
  }
};

template <class Space>
class Rain : public Process<Space> {
 public:
  using Options = RainOptions;

  Rain(const Options& options, FlowMemory<Space>& memory)
      : rates_({options.rate}),
        filling_(on_device<Real, Space>({options.filling})),
        share_(on_device<Real, Space>(options.share)),
        account_(cell_account(memory, options.field, "depth of rain, " + options.name, Passed::In,
                              options.name, Written::AtEnd)) {}

  void bound_step(FlowMemory<Space>& memory) override {
    launch_one(memory.space, LimitFilling{memory.clock(), rates_.view(), filling_.data(),
                                          memory.constants.gravity, memory.cfl});
  }

  CellRange act(FlowMemory<Space>& memory) override {
    const CellRange all = cells_between(0, memory.owned);
    launch(memory.space, all,
           RainOnCell{memory.writable_state(), account_, rates_.view(), share_.data(),
                      memory.constants.dry_depth, memory.clock()});
    return all;
  }

 private:
  SeriesList<Space> rates_;
  DeviceArray<Real, Space> filling_, share_;
  WaterAccount account_;
};

}  // namespace freshet
