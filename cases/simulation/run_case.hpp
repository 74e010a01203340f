#pragma once
#include <memory>
#include <string>

#include "cases/model/case_run.hpp"
#include "post/progress.hpp"

namespace freshet {

/// Reads, runs and writes a case. Collective.
std::unique_ptr<CaseRun> run_case(const RunArguments& arguments, Log& log);

/// The backend that a name of the command line means: auto is CUDA where it can be used. Throws
/// EnvironmentError where cuda is asked for and not there.
Backend backend_of(const std::string& name);

}  // namespace freshet
