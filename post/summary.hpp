#pragma once
#include <mpi.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A figure of a run held against its bound.
struct RunCheck {
  std::string name;
  Real value = 0, bound = 0;
  bool pass = false;
  std::string unit = {};  ///< "1" where it has none
  bool skipped = false;   ///< what to compare with was not there; then `pass` is false
  std::string note = {};  ///< why it was skipped or has no finite value
  bool at_least = false;  ///< passes where the value is at least the bound, not at most
};

/// Water that passed a boundary, in and out not set off against each other.
struct BoundaryReport {
  std::string name;
  Real volume_in_m3 = 0, volume_out_m3 = 0;
};

/// What the time steps were cut by; key "time_step". Shares are of all steps.
struct TimeStepReport {
  Real smallest_s = 0;  ///< infinite where the flow never set a step
  Real time_s = 0;
  std::string set_by;  ///< "cell", "dry front" or "boundary"
  GlobalIndex cell = -1;
  Real x_m = 0, y_m = 0, depth_m = 0;
  Real share_by_fronts = 0, share_by_films = 0, share_by_boundaries = 0;
};

/// Water that passed a structure.
struct StructureReport {
  std::string name, type;
  Real volume_forward_m3 = 0,
       volume_backward_m3 = 0;  ///< from `from` to `to` (left to right), back
};

/// A breach as it stands in the end; infinite where it has not begun or the body is not known.
struct BreachReport {
  std::string name, structure;
  Real begun_s = 0, width_m = 0, crest_width_m = 0, invert_m = 0, side_slope = 0, eroded_m3 = 0;
};

/// Water of a level pool; in and out through structures.
struct PoolReport {
  std::string name;
  Real volume_start_m3 = 0, volume_end_m3 = 0, inflow_m3 = 0, evaporation_m3 = 0;
  Real volume_in_m3 = 0, volume_out_m3 = 0;
  Real volume_error_relative = 0;
};

/// What summary.json tells of a run; the names are those of its keys.
struct RunSummary {
  std::string status;     ///< "done", "stopped", "failed"
  std::string case_name;  ///< key "case"
  std::string version, backend;
  int ranks = 1;
  GlobalIndex cells = 0;
  std::int64_t steps = 0;
  Real simulated_seconds = 0, wall_seconds = 0, cell_steps_per_second = 0;
  std::int64_t peak_memory_bytes = 0;
  Real volume_start_m3 = 0, volume_end_m3 = 0, volume_in_m3 = 0, volume_out_m3 = 0;
  Real volume_error_relative = 0;
  std::vector<BoundaryReport> boundaries;
  std::vector<BoundaryReport> sources;  ///< water that processes brought and took, by their names
  std::vector<StructureReport> structures;  ///< no key where there are none
  std::vector<PoolReport> pools;            ///< no key where there are none
  std::vector<BreachReport> breaches;       ///< no key where there are none
  TimeStepReport time_step;
  std::string state_hash;
  std::map<std::string, Real> dam;    ///< figures of the dam; no key where there are none
  std::map<std::string, Real> loads;  ///< figures of formulas and load cases; no key where none
  /// Figures of [[breach_estimate]]; no key where there are none.
  std::map<std::string, Real> breach_estimates;
  std::map<std::string, Real> erosion;  ///< of [[erodible]]; no key where there are none
  std::map<std::string, Real> cycles;   ///< figures of [[cycles]]; no key where there are none
  std::vector<RunCheck> checks;
};

/// The summary as JSON. Numbers give back the same bits; NaN and infinities become null.
std::string summary_json(const RunSummary& summary);

/// Writes summary.json, whole or not at all. One rank only.
void write_summary(const std::filesystem::path& directory, const RunSummary& summary);

/// Removes summary.json of a former run, whose presence would mean that this one has ended. One
/// rank only.
void remove_summary(const std::filesystem::path& directory);

/// The most main memory held so far, summed over all ranks. Collective.
std::int64_t peak_memory_bytes(MPI_Comm communicator);

}  // namespace freshet
