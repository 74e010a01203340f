#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace freshet {

/// checkpoint_STEP.h5, the step with leading zeros.
std::filesystem::path checkpoint_name(std::int64_t step);

struct CheckpointFile {
  std::int64_t step;
  std::filesystem::path path;
};

/// The checkpoints in a folder, newest first. Of one rank.
std::vector<CheckpointFile> list_checkpoints(const std::filesystem::path& directory);

/// Removes all but the newest `kept` up to `step`, and all that were not completed. Of one rank.
void remove_old_checkpoints(const std::filesystem::path& directory, std::int64_t step, int kept);

}  // namespace freshet
