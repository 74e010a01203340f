#pragma once
#include "cases/input/case_schema.hpp"

namespace freshet {

/// Keys of embankment dams: further ones of [dam] and [dam.analysis], and their own tables.
std::span<const CaseKey> embankment_keys();

}  // namespace freshet
