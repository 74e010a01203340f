#pragma once
#include <string>
#include <vector>

#include "cases/checks/check_kind.hpp"
#include "post/summary.hpp"

namespace freshet {

/// Holds a run against the checks of its case; where --until ended it early, those that have no
/// meaning before the end are skipped, and say so. `tools.say` is called on rank 0 with lines for
/// the log. Collective; the same on all ranks.
std::vector<RunCheck> evaluate_checks(const CaseRun& run, const CheckTools& tools);

/// "NAME: 0.0123 m (bound 0.05): pass"
std::string verdict_line(const RunCheck& check);

}  // namespace freshet
