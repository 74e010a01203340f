#pragma once
#include <filesystem>

#include "kernels/flow_device.hpp"

namespace freshet {

/// `freshet bench scaling`: measures on the ranks at hand, counts what shares of a mesh exchange,
/// and predicts the efficiency on many GPUs. Collective. `json` may be empty.
void report_scaling(Backend backend, GlobalIndex cells, const std::filesystem::path& json);

}  // namespace freshet
