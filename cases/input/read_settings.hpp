#pragma once
#include <span>

#include "cases/input/case_schema.hpp"
#include "cases/input/case_table.hpp"
#include "cases/input/settings.hpp"

namespace freshet {

/// Reads `keys` as their types in the schema say. Files under {data} may be missing. Throws
/// InputError as CaseTable does.
void read_settings(Settings& settings, const CaseTable& table, std::span<const KindKey> keys);

}  // namespace freshet
