#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Columns of a text table, chosen by the names in its first line. Separated by commas, semicolons
/// or tabs, whichever the first line has; empty lines and lines that start with # are left out,
/// and so is a line of units below the names.
/// Fields that are empty become `empty`, if it is given.
/// Throws InputError "file:line: ..." for a missing column, a short line, or what is no finite
/// number.
std::vector<std::vector<Real>> read_csv_columns(const std::filesystem::path& file,
                                                const std::vector<std::string>& names,
                                                std::optional<Real> empty = {});

/// The names in the first line of such a table.
std::vector<std::string> csv_header(const std::filesystem::path& file);

}  // namespace freshet
