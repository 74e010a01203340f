#include "post/checkpoint_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace freshet {
namespace {

const std::string prefix = "checkpoint_", suffix = ".h5";

/// The step that a file's name tells, or -1.
std::int64_t step_of(const std::string& name) {
  if (!name.starts_with(prefix) || !name.ends_with(suffix)) return -1;
  std::int64_t step = -1;
  const char* end = name.data() + name.size() - suffix.size();
  const auto result = std::from_chars(name.data() + prefix.size(), end, step);
  return result.ec == std::errc() && result.ptr == end ? step : -1;
}

}  // namespace

std::filesystem::path checkpoint_name(std::int64_t step) {
  return fmt::format("{}{:010}{}", prefix, step, suffix);
}

std::vector<CheckpointFile> list_checkpoints(const std::filesystem::path& directory) {
  std::vector<CheckpointFile> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    const std::int64_t step = step_of(entry.path().filename().string());
    if (step >= 0) files.push_back({step, entry.path()});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.step > b.step; });
  return files;
}

void remove_old_checkpoints(const std::filesystem::path& directory, std::int64_t step, int kept) {
  std::error_code ignored;
  int newer = 0;
  for (const auto& file : list_checkpoints(directory)) {
    const bool keep = file.step <= step && newer < std::max(kept, 1);
    if (keep) ++newer;
    if (!keep) std::filesystem::remove(file.path, ignored);
  }
  std::vector<std::filesystem::path> unfinished;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(".new")) unfinished.push_back(entry.path());
  }
  for (const auto& path : unfinished) std::filesystem::remove(path, ignored);
}

}  // namespace freshet
