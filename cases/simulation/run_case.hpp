#pragma once
#include <filesystem>
#include <map>
#include <memory>

#include "cases/commands/run.hpp"
#include "cases/model/case.hpp"
#include "mesh/mesh.hpp"
#include "post/progress.hpp"
#include "post/summary.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A run that has ended, with all that checks may ask about.
struct CaseRun {
  RunArguments arguments;
  Case given;
  Mesh mesh;
  FlowState end;                   ///< of owned cells
  std::map<Real, FlowState> kept;  ///< by the times that the checks ask for, s
  MaximaArrays maxima;
  RunSummary summary;
  std::filesystem::path out;
  int exit_code = 0;  ///< 0, or 128 + N after signal N
};

/// Reads, runs and writes a case. Collective.
std::unique_ptr<CaseRun> run_case(const RunArguments& arguments, Log& log);

/// The backend that a name of the command line means: auto is CUDA where it can be used. Throws
/// EnvironmentError where cuda is asked for and not there.
Backend backend_of(const std::string& name);

}  // namespace freshet
