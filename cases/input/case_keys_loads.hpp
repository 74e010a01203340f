#pragma once
#include <span>

#include "cases/input/case_schema.hpp"

namespace freshet {

/// The keys of [loads] and [[load_cases]] that belong to no kind.
std::span<const CaseKey> loads_keys();

}  // namespace freshet
