#pragma once
#include "cases/input/case_schema.hpp"

namespace freshet {

/// Keys of what brings and takes water inside the domain.
std::span<const CaseKey> water_keys();

}  // namespace freshet
