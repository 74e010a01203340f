#pragma once
#include "kernels/infiltration.hpp"
#include "kernels/infiltration_curve_number.hpp"

namespace freshet {

/// Losses of rain by curve number. Water that runs onto a cell does not infiltrate there.
struct CurveNumberOptions : ProcessOptions {
  std::vector<Real> storage;       ///< S of each owned cell, m
  std::vector<Real> initial;       ///< Ia, m
  std::vector<std::string> rains;  ///< fields of the depths of rain; their processes come before
};

struct CurveNumberLaw {
  const Real *storage, *initial;
  const Real* const* rains;
  Index rain_count;
  Real* seen;  ///< rain that was dealt with, m

  FRESHET_BODY Real depth(Index cell, Real, Real, Real) const {
    Real now = 0;
    for (Index k = 0; k < rain_count; ++k) now += rains[k][cell];
    const Real before = seen[cell];
    seen[cell] = now;
    return curve_number_depth(before, now, initial[cell], storage[cell]);
  }
};

template <class Space>
class CurveNumber : public Infiltration<Space> {
 public:
  using Options = CurveNumberOptions;

  CurveNumber(const Options& options, FlowMemory<Space>& memory)
      : Infiltration<Space>(memory),
        storage_(on_device<Real, Space>(options.storage)),
        initial_(on_device<Real, Space>(options.initial)),
        seen_(memory.fields.add({"curve_number_rain", "m", "rain that losses were taken of",
                                 Place::Cell, Keeping::State})) {
    std::vector<const Real*> rains;
    for (const auto& field : options.rains) rains.push_back(memory.fields.data(field));
    rains_ = on_device<const Real*, Space>(rains);
  }

  CellRange act(FlowMemory<Space>& memory) override {
    return this->infiltrate(memory, CurveNumberLaw{storage_.data(), initial_.data(), rains_.data(),
                                                   static_cast<Index>(rains_.size()), seen_});
  }

 private:
  DeviceArray<Real, Space> storage_, initial_;
  Real* seen_;
  DeviceArray<const Real*, Space> rains_;
};

}  // namespace freshet
