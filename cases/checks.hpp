#pragma once
#include <vector>

#include "post/summary.hpp"

namespace freshet {

struct CaseRun;

/// Holds a run that reached its end against the checks of its case. Collective; the same on all
/// ranks.
std::vector<RunCheck> evaluate_checks(const CaseRun& run);

}  // namespace freshet
