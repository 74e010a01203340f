#pragma once
#include <filesystem>

#include "mesh/mesh.hpp"
#include "post/checkpoint.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A snapshot of the flow as a checkpoint has it; looks into `flow`.
CheckpointView view(const FlowSnapshot& flow, const Mesh& mesh);

/// The snapshot in a checkpoint, whose arrays are moved from. `file` names it in errors, `arrivals`
/// is the number of arrival depths of the case. Throws InputError where they do not fit.
FlowSnapshot take_snapshot(Checkpoint& read, const std::filesystem::path& file,
                           std::size_t arrivals);

/// The file that `--restart` means: "latest" is the newest sound one under `out`/checkpoint. Throws
/// InputError if there is none. Collective.
std::filesystem::path restart_file(const std::string& restart, const std::filesystem::path& out);

}  // namespace freshet
