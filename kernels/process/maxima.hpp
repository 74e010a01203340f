#pragma once
#include <cmath>
#include <optional>
#include <string>

#include "kernels/depth_name.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/hazard.hpp"
#include "kernels/process.hpp"

namespace freshet {

/// Greatest depth, speed and unit discharge of each cell, and when each first came; for each of
/// some depths (m) when it was first reached and how long it held; the worst hazard.
struct MaximaOptions : ProcessOptions {
  explicit MaximaOptions(std::vector<Real> depths) : arrival_depths(std::move(depths)) {}
  std::vector<Real> arrival_depths;
  bool hazard = false;
  std::optional<Real> alarm_time;  ///< s; keeps what is left from it to the arrival
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

/// Keeps the worst class or rating of hazard of a cell, by depth and speed that come together.
struct KeepHazard {
  FlowFields<const Real> state;
  Real *aidr, *defra, *fema, *icold;

  FRESHET_BODY void operator()(Index cell) const {
    const Real h = state.h[cell];
    const Real v = std::sqrt(state.u[cell] * state.u[cell] + state.v[cell] * state.v[cell]);
    aidr[cell] = larger(aidr[cell], hazard_aidr(h, v));
    defra[cell] = larger(defra[cell], hazard_defra(h, v));
    fema[cell] = larger(fema[cell], hazard_fema(h, v));
    icold[cell] = larger(icold[cell], hazard_icold(h, v));
  }
};

/// First time (s) at which a cell is `threshold` (m) deep, and how long (s) it is; where asked for
/// what was left from the alarm to then (s), or nothing.
struct KeepArrival {
  const Real* h;
  Real *arrival, *duration, *warning;
  Real threshold, alarm;
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
    const bool first = deep && arrival[cell] < 0;
    arrival[cell] = first ? time : arrival[cell];
    if (warning != nullptr && first) warning[cell] = larger(time - alarm, 0);
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
    add_warning(options, memory);
    if (options.hazard) add_hazard(memory);
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
    if (aidr_ != nullptr)
      launch(memory.space, active, KeepHazard{memory.state(), aidr_, defra_, fema_, icold_});
    for (const auto& arrival : arrivals_)
      launch(memory.space, arrival.depth > 0 ? active : cells_between(0, memory.owned),
             KeepArrival{memory.state().h, arrival.when, arrival.duration,
                         &arrival == &arrivals_.front() ? warning_ : nullptr, arrival.depth, alarm_,
                         memory.clock()});
  }

 private:
  void add_warning(const Options& options, FlowMemory<Space>& memory) {
    if (!options.alarm_time || arrivals_.empty()) return;
    alarm_ = *options.alarm_time;
    const std::string depth = depth_name(arrivals_.front().depth);
    warning_ =
        memory.fields.add({"warning_" + depth, "s",
                           "time from the alarm to a depth of " + depth + "; -1 if it never came",
                           Place::Cell, Keeping::State, Written::AtEnd, -1});
  }

  void add_hazard(FlowMemory<Space>& memory) {
    aidr_ = add(memory, "hazard_aidr", "", "worst hazard class, 1 to 6 for H1 to H6 (AIDR 2017)");
    defra_ = add(memory, "hazard_defra", "", "greatest hazard rating to people (DEFRA 2006)");
    fema_ = add(memory, "hazard_fema", "", "worst zone of depth times speed, 1 to 5 (FEMA 2012)");
    icold_ = add(memory, "hazard_icold", "", "worst zone of danger to people, 1 to 3 (ICOLD)");
  }

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
  Real *aidr_ = nullptr, *defra_ = nullptr, *fema_ = nullptr, *icold_ = nullptr;
  Real* warning_ = nullptr;
  Real alarm_ = 0;
};

}  // namespace freshet
