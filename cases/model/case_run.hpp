#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cases/model/case.hpp"
#include "cases/model/run_arguments.hpp"
#include "mesh/mesh.hpp"
#include "post/summary.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A run that has ended, with all that checks may ask about.
struct CaseRun {
  RunArguments arguments;
  Case given;
  Mesh mesh;
  FlowState end;                                     ///< of owned cells
  std::map<Real, FlowState> kept;                    ///< by the times that the checks ask for, s
  std::map<std::string, std::vector<Real>> written;  ///< fields of owned cells at the end
  bool ground_moved = false;  ///< the bed at the end need not be that of the start
  RunSummary summary;
  std::filesystem::path out;
  int exit_code = 0;  ///< 0, or 128 + N after signal N
};

}  // namespace freshet
