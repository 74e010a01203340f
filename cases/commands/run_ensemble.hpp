#pragma once
#include "cases/model/run_arguments.hpp"

namespace freshet {

/// `freshet run CASE --ensemble N [--member K]`: each member in a folder of its own, by turns, on
/// all ranks. A member that is done with the same case is left alone, one that was cut off goes on
/// from its newest checkpoint. Returns the worst exit code. Collective.
int run_ensemble(const RunArguments& arguments);

}  // namespace freshet
