#pragma once
#include "cases/model/case.hpp"

namespace freshet {

/// Times k * interval (s) up to an end, and the end itself. Without state, so that a restarted run
/// meets the same times.
class Schedule {
 public:
  /// `interval` 0: the end only.
  Schedule(Real interval, Real end) : interval_(interval), end_(end) {}

  Real after(Real time) const;     ///< the first one later than `time`
  bool contains(Real time) const;  ///< to the bit

 private:
  Real interval_, end_;
};

/// Those of the rows of gauges.csv and sections.csv.
Schedule series_times(const Case& given);

/// Those of loads.csv, where it does not have a row for each step.
Schedule load_times(const Case& given);

}  // namespace freshet
