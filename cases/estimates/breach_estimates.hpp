#pragma once
#include <mpi.h>

#include <filesystem>
#include <functional>
#include <map>
#include <span>

#include "cases/model/breach_estimate.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// NAME_QUANTITY_REGRESSION, SI, and where its error is known ..._low, ..._middle and ..._high: the
/// band of about 95 of 100 failures.
std::map<std::string, Real> figures_of(const BreachEstimateSpec& spec);

/// Writes out/breach/estimates.csv, a row for each regression of each breach, and returns all
/// figures. `say` is called with a line for each quantity. Collective; the same on all ranks.
std::map<std::string, Real> estimate_breaches(std::span<const BreachEstimateSpec> specs,
                                              const std::filesystem::path& out,
                                              MPI_Comm communicator,
                                              const std::function<void(const std::string&)>& say);

}  // namespace freshet
