#pragma once
#include <span>

#include "cases/input/case_schema.hpp"

namespace freshet {

/// The keys of a case that belong to no kind.
std::span<const CaseKey> case_keys();

}  // namespace freshet
