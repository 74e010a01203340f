#pragma once
#include <filesystem>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Columns of a text table by their numbers, counted from 1, whatever stands above it: rows are the
/// lines in which all of these columns are finite numbers, all others are left out (titles, units,
/// "NaN" and blanks where nothing was measured). Columns are separated by tabs, semicolons or
/// commas, whichever the line has, else by spaces. Throws InputError where there is no such row.
std::vector<std::vector<Real>> read_numeric_columns(const std::filesystem::path& file,
                                                    const std::vector<int>& columns);

}  // namespace freshet
