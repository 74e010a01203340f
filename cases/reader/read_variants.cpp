#include "cases/reader/read_parts.hpp"

namespace freshet {

std::vector<VariantSpec> read_variants(const CaseTable& top) {
  std::vector<VariantSpec> variants;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "variant")) {
    VariantSpec variant{table.new_name("name", names), {}};
    const auto* list = table.value("set").as<CaseValue::Array>();
    if (list == nullptr || list->empty()) table.fail("set", "must be a list of texts");
    for (const auto& entry : *list) {
      const auto* text = entry.as<std::string>();
      if (text == nullptr) table.fail("set", "must be texts in quotes");
      variant.overrides.push_back(*text);
    }
    variants.push_back(std::move(variant));
  }
  return variants;
}

}  // namespace freshet
