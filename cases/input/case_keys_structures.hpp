#pragma once
#include <span>

#include "cases/input/case_schema.hpp"

namespace freshet {

/// Keys of structures and pools.
std::span<const CaseKey> structure_keys();

}  // namespace freshet
