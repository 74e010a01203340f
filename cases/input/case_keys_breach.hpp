#pragma once
#include <span>

#include "cases/input/case_schema.hpp"

namespace freshet {

/// Keys of breaches.
std::span<const CaseKey> breach_keys();

}  // namespace freshet
