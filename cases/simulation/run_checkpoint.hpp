#pragma once
#include <filesystem>

#include "post/checkpoint.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A snapshot of the flow as a checkpoint has it; looks into `flow`.
CheckpointView view(const FlowSnapshot& flow);

/// The snapshot in a checkpoint, whose arrays of cells and edges are moved from.
FlowSnapshot take_snapshot(Checkpoint& read);

/// The file that `--restart` means: "latest" is the newest sound one under `out`/checkpoint. Throws
/// InputError if there is none. Collective.
std::filesystem::path restart_file(const std::string& restart, const std::filesystem::path& out);

}  // namespace freshet
