#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// The folder with the cases that come with freshet: $FRESHET_LIBRARY, else the source tree's, else
/// the installed one.
std::filesystem::path library_folder();

/// Names of the cases in the library, sorted.
std::vector<std::string> library_names();

/// The case.toml that `where` means: a folder, a .toml file, or a name in the library.
/// Throws InputError with the nearest name and all names.
std::filesystem::path find_case(const std::string& where);

/// The suite that a case.toml names; empty where it names none or cannot be read.
std::string suite_of(const std::filesystem::path& file);

}  // namespace freshet
