#include "cases/commands/run.hpp"

#include <iostream>

#include "cases/commands/run_ensemble.hpp"
#include "cases/simulation/run_case.hpp"

namespace freshet {

int command_run(const RunArguments& arguments) {
  if (arguments.ensemble || arguments.member) return run_ensemble(arguments);
  Log log(std::cout, progress_style(arguments.progress));
  return run_case(arguments, log)->exit_code;
}

}  // namespace freshet
