#include "cases/reader/read_parts.hpp"

namespace freshet {

Region read_region(const CaseTable& table) {
  Region region;
  if (table.has("polygon")) {
    region.polygon = table.points("polygon", 3);
    Real twice_area = 0;
    for (std::size_t i = 0; i < region.polygon.size(); ++i) {
      const auto& a = region.polygon[i];
      const auto& b = region.polygon[(i + 1) % region.polygon.size()];
      twice_area += a[0] * b[1] - b[0] * a[1];
    }
    if (twice_area == 0) table.fail("polygon", "has no area");
  }
  if (table.has("behind_line")) {
    region.behind_line = table.points("behind_line", 2);
    if (region.behind_line.size() != 2 || region.behind_line[0] == region.behind_line[1])
      table.fail("behind_line", "must be two different points");
  }
  if (table.has("where")) {
    if (table.value("where").as<std::string>() == nullptr)
      table.fail("where", "must be an expression in quotes");
    region.where = [where = table.expression("where", {"x", "y"})](Real x, Real y) {
      return where(x, y) != 0;
    };
  }
  return region;
}

}  // namespace freshet
