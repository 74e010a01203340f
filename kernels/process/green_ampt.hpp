#pragma once
#include "kernels/infiltration.hpp"
#include "kernels/infiltration_green_ampt.hpp"

namespace freshet {

/// Infiltration after Green and Ampt, of the soil of each owned cell.
struct GreenAmptOptions : ProcessOptions {
  std::vector<Real> conductivity;      ///< of the wetted soil, m/s
  std::vector<Real> suction_head;      ///< at the wetting front, m
  std::vector<Real> moisture_deficit;  ///< 0 .. 1
};

struct GreenAmptLaw {
  const Real *conductivity, *suction_head, *moisture_deficit;

  FRESHET_BODY Real depth(Index cell, Real taken, Real ponded, Real dt) const {
    const Real storage = (suction_head[cell] + ponded) * moisture_deficit[cell];
    return green_ampt_depth(taken, conductivity[cell], storage, dt);
  }
};

template <class Space>
class GreenAmpt : public Infiltration<Space> {
 public:
  using Options = GreenAmptOptions;

  GreenAmpt(const Options& options, FlowMemory<Space>& memory)
      : Infiltration<Space>(memory),
        conductivity_(on_device<Real, Space>(options.conductivity)),
        suction_head_(on_device<Real, Space>(options.suction_head)),
        moisture_deficit_(on_device<Real, Space>(options.moisture_deficit)) {}

  CellRange act(FlowMemory<Space>& memory) override {
    return this->infiltrate(
        memory, GreenAmptLaw{conductivity_.data(), suction_head_.data(), moisture_deficit_.data()});
  }

 private:
  DeviceArray<Real, Space> conductivity_, suction_head_, moisture_deficit_;
};

}  // namespace freshet
