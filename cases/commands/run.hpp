#pragma once
#include "cases/model/run_arguments.hpp"

namespace freshet {

/// Runs a case and writes its results. Collective. Returns the exit code: 0, or 128 + N after
/// signal N.
int command_run(const RunArguments& arguments);

}  // namespace freshet
