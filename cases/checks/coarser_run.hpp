#pragma once
#include <memory>

#include "cases/run_case.hpp"

namespace freshet {

/// The case on a mesh that is coarser by `times` halvings, without its checks; its results lie in
/// a folder below. Collective.
std::unique_ptr<CaseRun> run_coarser(const CaseRun& run, int times);

}  // namespace freshet
