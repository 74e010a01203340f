#include "cases/checks/coarser_run.hpp"

#include <fmt/format.h>

namespace freshet {

std::unique_ptr<CaseRun> run_coarser(const CaseRun& run, int times, const CheckTools& tools) {
  RunArguments arguments = run.arguments;
  arguments.out = run.out / fmt::format("coarser_{}", times);
  arguments.coarser += times;
  arguments.checked = false;
  arguments.until.reset();
  arguments.restart.clear();
  return tools.run_case(arguments);
}

}  // namespace freshet
