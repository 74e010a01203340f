#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "cases/checks/cells_of_all.hpp"
#include "cases/checks/check_kind.hpp"
#include "cases/checks/needs.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"depth", "number > 0, m", "required", "what the depth (mean over y) crosses"},
    {"place", "number, m", "required", "x where it should; the figure is the difference in m"},
    {"between", "[number, number], m", "everywhere",
     "range of x that is searched, from its lower end"},
    {"column", "number > 0, m", "required",
     "width of the columns over which means are taken: that of a cell"}};

struct Sum {
  Real area = 0, water = 0;
};

/// Mean depth over the width in columns of cells, by x; columns are as wide as the narrowest cell.
std::map<Real, Real> mean_depths(const CellsOfAll& cells, Real from, Real to, Real column) {
  std::map<std::int64_t, Sum> sums;
  for (std::size_t i = 0; i < cells.x.size(); ++i) {
    if (cells.x[i] < from || cells.x[i] > to) continue;
    Sum& sum = sums[static_cast<std::int64_t>(std::floor(cells.x[i] / column))];
    sum.area += cells.area[i];
    sum.water += cells.area[i] * cells.depth[i];
  }
  std::map<Real, Real> depths;
  for (const auto& [number, sum] : sums)
    depths[(static_cast<Real>(number) + 0.5) * column] = sum.water / sum.area;
  return depths;
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const auto cells = cells_of_all(run.mesh, run.end);
  const auto range = between_of(check);
  const Real depth = check.numbers.at("depth")[0], expected = check.numbers.at("place")[0];
  const auto depths = mean_depths(cells, range[0], range[1], check.numbers.at("column")[0]);
  for (auto here = depths.begin(); here != depths.end(); ++here) {
    const auto next = std::next(here);
    if (next == depths.end()) break;
    if (!std::isfinite(here->second) || !std::isfinite(next->second))
      return {kNever, "m", "a depth there is no number"};
    if ((here->second < depth) == (next->second < depth)) continue;
    const Real share = (depth - here->second) / (next->second - here->second);
    const Real place = here->first + share * (next->first - here->first);
    tools.say(fmt::format("{}: at x = {:.4f} m, expected {} m", check.name, place, expected));
    return {std::abs(place - expected), "m"};
  }
  return {kNever, "m", "the depth is crossed nowhere there"};
}

void confirm(CheckSpec&, const CaseTable& table, const OutputOptions&) {
  need_increasing(table, "between");
}

}  // namespace

CheckKind check_crossing() {
  return {{"check", "crossing", "Where along x the depth, averaged over y, crosses a value", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
