#pragma once
#include <cmath>
#include <string>

#include "kernels/depth_name.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Greatest depth, speed and unit discharge of each cell, and when each first came; for each of
/// some depths (m) when it was first reached and how long it held.
struct MaximaOptions : ProcessOptions {
  explicit MaximaOptions(std::vector<Real> depths) : arrival_depths(std::move(depths)) {}
  std::vector<Real> arrival_depths;
};

/// Keeps the largest depth (m), speed (m/s) and unit discharge (m2/s) of a cell, and when (s) each
/// first came.
struct KeepMaxima {
  FlowFields<const Real> state;
  Real *depth, *depth_time, *speed, *speed_time, *discharge, *discharge_time;
  const StepClock* clock;
  Real time = 0;  ///< s, from the clock

  FRESHET_BODY KeepMaxima loaded() const {
    KeepMaxima k = *this;
    k.time = clock->time;
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const Real h = state.h[cell];
    const Real s = std::sqrt(state.u[cell] * state.u[cell] + state.v[cell] * state.v[cell]);
    keep(depth, depth_time, cell, h);
    keep(speed, speed_time, cell, s);
    keep(discharge, discharge_time, cell, h * s);
  }

  FRESHET_BODY void keep(Real* most, Real* when, Index cell, Real value) const {
    const bool more = value > most[cell];
    most[cell] = more ? value : most[cell];
    when[cell] = more ? time : when[cell];
  }
};

/// First time (s) at which a cell is `threshold` (m) deep, and how long (s) it is.
struct KeepArrival {
  const Real* h;
  Real *arrival, *duration;
  Real threshold;
  const StepClock* clock;
  Real time = 0, dt = 0;  ///< s, from the clock

  FRESHET_BODY KeepArrival loaded() const {
    KeepArrival k = *this;
    k.time = clock->time;
    k.dt = clock->dt;
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const bool deep = h[cell] >= threshold;
    arrival[cell] = deep && arrival[cell] < 0 ? time : arrival[cell];
    duration[cell] = deep ? duration[cell] + dt : duration[cell];
  }
};

template <class Space>
class Maxima : public Process<Space> {
 public:
  using Options = MaximaOptions;

  Maxima(const Options& options, FlowMemory<Space>& memory) {
    depth_ = add(memory, "max_depth", "m", "greatest water depth");
    depth_time_ = add_time(memory, "max_depth_time", "time of the greatest water depth");
    speed_ = add(memory, "max_speed", "m/s", "greatest speed");
    speed_time_ = add_time(memory, "max_speed_time", "time of the greatest speed");
    discharge_ = add(memory, "max_unit_discharge", "m2/s", "greatest depth times speed");
    discharge_time_ =
        add_time(memory, "max_unit_discharge_time", "time of the greatest unit discharge");
    for (const Real depth : options.arrival_depths) {
      const std::string name = depth_name(depth), what = "at or above a depth of " + name;
      arrivals_.push_back(
          {depth,
           memory.fields.add({"arrival_" + name, "s", "first time " + what + "; -1 if never",
                              Place::Cell, Keeping::State, Written::AtEnd, -1}),
           nullptr});
    }
    for (auto& arrival : arrivals_) {
      const std::string name = depth_name(arrival.depth);
      arrival.duration =
          add(memory, "duration_" + name, "s", "time at or above a depth of " + name);
    }
  }

  void record(FlowMemory<Space>& memory) override {
    const CellRange active = memory.active(0, memory.owned);
    launch(memory.space, active,
           KeepMaxima{memory.state(), depth_, depth_time_, speed_, speed_time_, discharge_,
                      discharge_time_, memory.clock()});
    for (const auto& arrival : arrivals_)
      launch(memory.space, arrival.depth > 0 ? active : cells_between(0, memory.owned),
             KeepArrival{memory.state().h, arrival.when, arrival.duration, arrival.depth,
                         memory.clock()});
  }

 private:
  static Real* add(FlowMemory<Space>& memory, const std::string& name, const char* unit,
                   const std::string& meaning) {
    return memory.fields.add({name, unit, meaning, Place::Cell, Keeping::State, Written::AtEnd});
  }
  static Real* add_time(FlowMemory<Space>& memory, const char* name, const std::string& meaning) {
    return memory.fields.add({name, "s", meaning + "; -1 if never wet", Place::Cell, Keeping::State,
                              Written::AtEnd, -1});
  }

  struct Arrival {
    Real depth;  ///< m
    Real *when, *duration;
  };
  Real *depth_, *depth_time_, *speed_, *speed_time_, *discharge_, *discharge_time_;
  std::vector<Arrival> arrivals_;
};

}  // namespace freshet
