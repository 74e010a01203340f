#include <set>

#include "cases/reader/read_parts.hpp"

namespace freshet {

void check_rivers(const CaseTable& top) {
  std::set<std::string> names;
  for (const auto& table : table_list(top, "river")) {
    table.new_name("name", names);
    table.points("points", 2);
  }
  names.clear();
  for (const auto& table : table_list(top, "reservoir")) {
    table.new_name("name", names);
    table.points("polygon", 3);
  }
}

}  // namespace freshet
