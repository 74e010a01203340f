#pragma once
#include <span>

#include "cases/input/case_schema.hpp"

namespace freshet {

/// Keys of ensembles.
std::span<const CaseKey> ensemble_keys();

}  // namespace freshet
