#pragma once
#include <functional>
#include <string>

#include "cases/run_case.hpp"

namespace freshet {

/// What a check of a case found.
struct Measured {
  Real value = 0;
  std::string unit;
  std::string note = {};  ///< why it was skipped, or why there is no finite value
  bool skipped = false;   ///< what to compare with is not there
};

/// Where the details of a check go, one line each. Called on rank 0 only.
using SayLine = std::function<void(const std::string&)>;

/// Each measures one kind of check, as docs/case-file.md tells. Collective; the same on all ranks.
Measured measure_exact(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_volume_error(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_max_speed(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_negative_depth(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_dam_figure(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_front(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_gauge_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_gauge_arrival(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_max_level_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_arrival_difference(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_order(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_crossing(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_steady_discharge(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_gauge_value(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_gauge_maximum(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_series_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_profile_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say);
Measured measure_velocity_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say);

}  // namespace freshet
