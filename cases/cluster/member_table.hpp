#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// The members of an ensemble from a CSV whose first line names keys of the case
/// ("friction.manning, parameters.h0") and of which each further line is a member: its "key=value"
/// each. Empty lines and lines that start with # are left out. Throws InputError "file:line: ...".
std::vector<std::vector<std::string>> read_members(const std::filesystem::path& file);

/// The same the other way.
std::string members_csv(const std::vector<std::vector<std::string>>& members);

}  // namespace freshet
