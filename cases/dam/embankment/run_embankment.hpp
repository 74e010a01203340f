#pragma once
#include "cases/dam/dam_run.hpp"

namespace freshet {

/// Seepage and slopes of an embankment, as run_dam. Collective.
DamResult run_embankment(const dam::Spec& spec, const DamRunOptions& options);

/// Lines for `freshet check`, as describe_dam. Collective.
std::string describe_embankment(const dam::Spec& spec, const std::filesystem::path& work_directory);

}  // namespace freshet
