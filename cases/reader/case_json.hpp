#pragma once
#include <filesystem>
#include <string>

#include "cases/input/case_value.hpp"
#include "cases/model/case.hpp"

namespace freshet {

/// case.json of the results: {"name", "title", "file", "folder", "data", "keys"}, where "keys"
/// holds the case file with overrides applied and paths are absolute. Programs that read results
/// find there where gauges stand, what they are compared with and in which coordinate reference.
std::string case_json(const Case& given, const CaseValue& root, const std::filesystem::path& data);

}  // namespace freshet
