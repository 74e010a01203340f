#include "cases/commands/run.hpp"

#include <iostream>

#include "cases/simulation/run_case.hpp"

namespace freshet {

int command_run(const RunArguments& arguments) {
  Log log(std::cout, progress_style(arguments.progress));
  return run_case(arguments, log)->exit_code;
}

}  // namespace freshet
