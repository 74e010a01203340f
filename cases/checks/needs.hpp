#pragma once
#include <array>

#include "cases/input/case_table.hpp"
#include "cases/model/case.hpp"

/// What kinds of checks ask of the rest of the case, beyond the types of their keys.
namespace freshet {

/// Maxima and arrival times are there only if [output] asks for them.
void need_maxima(const CaseTable& table, const OutputOptions& output);

/// The name of a gauge of the case under `key`.
std::string need_gauge(const CaseTable& table, const std::string& key, const OutputOptions& output);

/// Two numbers, the second larger, where the key is there.
void need_increasing(const CaseTable& table, const std::string& key);

/// The range under the key "between", or all numbers.
std::array<Real, 2> between_of(const CheckSpec& check);

}  // namespace freshet
