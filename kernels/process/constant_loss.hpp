#pragma once
#include "kernels/infiltration.hpp"

namespace freshet {

/// Infiltration of an initial loss, as fast as water comes, and then at a constant rate.
struct ConstantLossOptions : ProcessOptions {
  std::vector<Real> rate;          ///< m/s
  std::vector<Real> initial_loss;  ///< m
};

struct ConstantLossLaw {
  const Real *rate, *initial_loss;

  FRESHET_BODY Real depth(Index cell, Real taken, Real, Real dt) const {
    return larger(initial_loss[cell] - taken, 0) + rate[cell] * dt;
  }
};

template <class Space>
class ConstantLoss : public Infiltration<Space> {
 public:
  using Options = ConstantLossOptions;

  ConstantLoss(const Options& options, FlowMemory<Space>& memory)
      : Infiltration<Space>(memory),
        rate_(on_device<Real, Space>(options.rate)),
        initial_loss_(on_device<Real, Space>(options.initial_loss)) {}

  CellRange act(FlowMemory<Space>& memory) override {
    return this->infiltrate(memory, ConstantLossLaw{rate_.data(), initial_loss_.data()});
  }

 private:
  DeviceArray<Real, Space> rate_, initial_loss_;
};

}  // namespace freshet
