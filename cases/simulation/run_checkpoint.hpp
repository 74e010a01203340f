#pragma once
#include <filesystem>

#include "mesh/mesh.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A snapshot of the flow together with what the run's summary needs. Collective, both.
struct RunCheckpoint {
  FlowSnapshot flow;
  Real volume_start = 0;  ///< m3
  Real dry_work = 1;      ///< of a dry cell over that of a wet one
};

std::filesystem::path save(const Mesh& mesh, const std::filesystem::path& directory,
                           const RunCheckpoint& state, int kept);
RunCheckpoint load(const Mesh& mesh, const std::filesystem::path& file);

/// The file that `--restart` means: "latest" is the newest sound one under `out`/checkpoint. Throws
/// InputError if there is none.
std::filesystem::path restart_file(const std::string& restart, const std::filesystem::path& out);

}  // namespace freshet
