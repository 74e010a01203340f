#pragma once
#include <filesystem>
#include <string>

#include "kernels/time_series.hpp"

namespace freshet {

/// A recorded accelerogram in the unit of its file: PEER's AT2 (a head with "NPTS= 1192, DT= .0100
/// SEC", then the values, whose count must be NPTS), or a CSV with columns `time` and `value` at
/// even times. Throws InputError with file and line where it has gaps, less than two points or what
/// is no number.
PiecewiseLinear read_ground_record(const std::filesystem::path& file, const std::string& time,
                                   const std::string& value);

}  // namespace freshet
