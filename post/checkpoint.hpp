#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace freshet {

/// What is to be kept for a restart. Names are free, and the same on all ranks.
struct CheckpointView {
  std::int64_t step = 0;
  std::map<std::string, std::span<const Real>> cells;  ///< a value for each owned cell
  std::map<std::string, std::span<const Real>> edges;  ///< a value for each entry of Mesh::boundary
  std::map<std::string, std::vector<Real>> lists;      ///< any length, the same on all ranks
  std::map<std::string, Real> reals;
  std::map<std::string, std::int64_t> integers;
  std::map<std::string, std::string> texts;
};

/// The same as read back: the values of this rank's cells and edges.
struct Checkpoint {
  std::int64_t step = 0;
  std::map<std::string, std::vector<Real>> cells, edges, lists;
  std::map<std::string, Real> reals;
  std::map<std::string, std::int64_t> integers;
  std::map<std::string, std::string> texts;
};

/// Writes `directory`/checkpoint_STEP.h5 in the order of global numbers, so that it can be read on
/// any number of ranks. It bears its name only when it is whole and on the disk. Keeps the newest
/// `kept` and removes those of later steps, which belong to a run that was given up. Collective.
std::filesystem::path write_checkpoint(const Mesh& mesh, const std::filesystem::path& directory,
                                       const CheckpointView& state, int kept);

/// Why a file cannot be a checkpoint, be it sound or damaged: there is none, or it is something
/// else. Empty where it can. Collective; the same on all ranks.
std::string why_no_checkpoint(MPI_Comm communicator, const std::filesystem::path& file);

/// Throws EnvironmentError where the file is damaged, InputError where it is none or of another
/// mesh. Collective.
Checkpoint read_checkpoint(const Mesh& mesh, const std::filesystem::path& file);

/// Depths of any mesh's cells, shared out equally, and the single values.
struct CheckpointDepth {
  std::vector<Real> depth;  ///< m, of this rank's share; empty where none are kept
  std::map<std::string, Real> reals;
};

/// What can be told of a checkpoint before there is a mesh. Throws EnvironmentError where the file
/// is damaged. Collective.
CheckpointDepth read_checkpoint_depth(MPI_Comm communicator, const std::filesystem::path& file);

/// The newest checkpoint of a directory whose checksums hold, if there is one. Warns of damaged
/// ones. Collective.
std::optional<std::filesystem::path> newest_sound(MPI_Comm communicator,
                                                  const std::filesystem::path& directory);

}  // namespace freshet
