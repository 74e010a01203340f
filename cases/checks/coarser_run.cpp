#include "cases/checks/coarser_run.hpp"

#include <fmt/format.h>

#include <ostream>

namespace freshet {

std::unique_ptr<CaseRun> run_coarser(const CaseRun& run, int times) {
  RunArguments arguments = run.arguments;
  arguments.out = run.out / fmt::format("coarser_{}", times);
  arguments.coarser += times;
  arguments.checked = false;
  arguments.until.reset();
  arguments.restart.clear();
  std::ostream nowhere(nullptr);
  Log log(nowhere, ProgressStyle::Log);
  return run_case(arguments, log);
}

}  // namespace freshet
