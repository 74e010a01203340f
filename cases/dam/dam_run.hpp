#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "solver/dam/dam_spec.hpp"

namespace freshet {

/// What a run of a dam is told.
struct DamRunOptions {
  std::filesystem::path out;                    ///< the run's folder; results go into out/dam
  std::optional<Real> until;                    ///< s; ends before dam.analysis.end_time
  std::string restart;                          ///< series: a checkpoint file, "latest", or empty
  std::function<void(const std::string&)> say;  ///< called on all ranks, prints on one
  /// Called on all ranks now and then with cells, steps and the simulated time, s.
  std::function<void(GlobalIndex, std::int64_t, Real)> progress;
};

struct DamResult {
  std::map<std::string, Real> figures;  ///< by name, SI
  GlobalIndex cells = 0;
  std::int64_t steps = 0;
  Real simulated_seconds = 0;
  int signal = 0;  ///< that stopped it, or 0
  std::string hash;
};

/// Throws InputError where `until` or `restart` do not go with the analysis, before anything of a
/// former run is touched.
void check_dam_options(const dam::Spec& spec, const DamRunOptions& options);

/// Computes a dam and writes its results. Collective.
DamResult run_dam(const dam::Spec& spec, const DamRunOptions& options);

/// "dam ..." lines for `freshet check`: sizes and an estimate of the first frequency. Collective;
/// the same on all ranks.
std::string describe_dam(const dam::Spec& spec, const std::filesystem::path& work_directory);

}  // namespace freshet
