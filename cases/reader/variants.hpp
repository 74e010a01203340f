#pragma once
#include <filesystem>
#include <vector>

#include "cases/model/case.hpp"

namespace freshet {

/// The variants that a case.toml lists; none where it cannot be read, for reading the case will say
/// what is wrong.
std::vector<VariantSpec> variants_of(const std::filesystem::path& file);

}  // namespace freshet
