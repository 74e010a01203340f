#include "cases/reader/variants.hpp"

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {

std::vector<VariantSpec> variants_of(const std::filesystem::path& file) {
  try {
    const CaseValue root = read_toml(file);
    const CaseContext nothing;
    return read_variants(CaseTable(nothing, root, "", {""}));
  } catch (const InputError&) {
    return {};
  }
}

}  // namespace freshet
