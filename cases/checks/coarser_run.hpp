#pragma once
#include <memory>

#include "cases/checks/check_kind.hpp"

namespace freshet {

/// The case on a mesh that is coarser by `times` halvings, without its checks; its results lie in a
/// folder below. Collective.
std::unique_ptr<CaseRun> run_coarser(const CaseRun& run, int times, const CheckTools& tools);

}  // namespace freshet
