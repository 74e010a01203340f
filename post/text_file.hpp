#pragma once
#include <filesystem>
#include <string>

namespace freshet {

/// Writes `text` to a temporary name beside `path`, syncs and renames: at any time `path` is either
/// the old or the new text, whole. Throws EnvironmentError. One rank only.
void write_text_atomically(const std::filesystem::path& path, const std::string& text);

/// Syncs a file or folder to the disk. Throws EnvironmentError.
void sync_to_disk(const std::filesystem::path& path);

/// Makes a folder and those above it. Throws EnvironmentError.
void make_folder(const std::filesystem::path& path);

/// A line on stderr, "freshet: warning: ...".
void warn(const std::string& text);

}  // namespace freshet
