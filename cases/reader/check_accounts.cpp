#include <fmt/format.h>

#include "cases/reader/read_parts.hpp"

namespace freshet {

void check_accounts(const CaseTable& top) {
  std::map<std::string, std::string> taken;  // by name, where it stands
  for (const char* key : {"infiltration", "evaporation"})
    if (top.has(key)) taken[key] = top.where(key);
  for (const char* list : {"source", "rain", "pool", "structure"})
    for (const auto& table : table_list(top, list)) {
      const bool named = table.has("name");
      const auto name = named ? table.text("name") : std::string(list);
      const auto [other, is_new] = taken.emplace(name, named ? table.where("name") : table.where());
      if (!is_new)
        table.fail("name",
                   fmt::format("\"{}\" is the name of {} too: their water would stand under one "
                               "name",
                               name, other->second));
    }
}

}  // namespace freshet
