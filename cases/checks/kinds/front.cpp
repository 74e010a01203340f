#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>

#include "cases/checks/cells_of_all.hpp"
#include "cases/checks/check_kind.hpp"
#include "cases/checks/coarser_run.hpp"
#include "cases/checks/exact_difference.hpp"
#include "cases/exact/exact_solution.hpp"
#include "mesh/parallel/agreement.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"solution", "text", "required", "name of the exact solution"},
    {"depth", "number > 0, m", "required", "the front is where the depth falls below this"},
    {"sector", "number > 0, <= 360, degrees", "10",
     "width of the directions around (0, 0), counted from the x axis; the figure is the largest "
     "difference of the front's radius in one of them"},
    {"levels", "integer 1 .. 8", "1",
     "meshes that are reported: that of the case and coarser ones"}};

/// The water between two directions seen from (0, 0). A sector of a circle has its mean distance at
/// two thirds of its radius, however much of it the mesh covers.
struct Sector {
  Real area = 0, moment = 0;  ///< m2, m3
  void add(Real cell_area, Real distance) {
    area += cell_area;
    moment += cell_area * distance;
  }
  Real radius() const { return area > 0 ? 1.5 * moment / area : 0; }
};

struct Direction {
  Sector found, exact;
};

/// Both fronts, by sectors from the x axis on.
std::vector<Direction> directions(const CaseRun& run, const CheckSpec& check,
                                  const CellsOfAll& cells) {
  const Real depth = check.numbers.at("depth")[0], width = check.numbers.at("sector")[0];
  const auto exact =
      exact_solution(check.text.at("solution"), {run.given.flow.gravity, run.given.parameters});
  const auto count = static_cast<std::size_t>(std::ceil(360 / width - 1e-9));
  std::vector<Direction> around(count);
  for (std::size_t i = 0; i < cells.x.size(); ++i) {
    const Real angle = std::atan2(cells.y[i], cells.x[i]) * 180 / std::numbers::pi;
    const auto k = static_cast<std::size_t>((angle < 0 ? angle + 360 : angle) / width);
    Direction& direction = around[std::min(k, count - 1)];
    const Real distance = std::hypot(cells.x[i], cells.y[i]);
    const ExactPlace place{cells.x[i], cells.y[i], cells.bed[i]};
    if (!(cells.depth[i] < depth)) direction.found.add(cells.area[i], distance);
    if (exact(place, run.summary.simulated_seconds).depth >= depth)
      direction.exact.add(cells.area[i], distance);
  }
  return around;
}

/// fronts.csv: all checks of this kind, level by level.
struct Table {
  std::string text;

  void add(const CheckSpec& check, GlobalIndex cells, const std::vector<Direction>& around) {
    const Real width = check.numbers.at("sector")[0];
    for (std::size_t k = 0; k < around.size(); ++k) {
      if (around[k].exact.area == 0) continue;
      text += fmt::format("\"{}\",{},{:.6g},{:.9g},{:.9g}\n", check.name, cells,
                          (static_cast<Real>(k) + 0.5) * width, around[k].found.radius(),
                          around[k].exact.radius());
    }
  }

  void append_to(const CaseRun& run, const CheckSpec& check) const {
    const auto& checks = run.given.checks;
    const bool first = std::none_of(checks.begin(), checks.end(), [&](const CheckSpec& other) {
      return other.kind == check.kind && &other < &check;
    });
    std::ofstream file(run.out / "fronts.csv", first ? std::ios::trunc : std::ios::app);
    if (first) file << "check,cells,direction_degrees,radius_m,exact_radius_m\n";
    file << text;
    file.close();
    if (!file) throw EnvironmentError("cannot write " + (run.out / "fronts.csv").string());
  }
};

struct Spread {
  Real least = std::numeric_limits<Real>::infinity();
  Real most = -std::numeric_limits<Real>::infinity();
  Real largest() const { return std::max(std::abs(least), std::abs(most)); }
};

Spread spread_of(const std::vector<Direction>& around) {
  Spread spread;
  for (const auto& direction : around) {
    if (direction.exact.area == 0) continue;
    const Real difference = direction.found.radius() - direction.exact.radius();
    spread.least = std::min(spread.least, difference);
    spread.most = std::max(spread.most, difference);
  }
  return spread;
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  Table table;
  Spread spread;
  for (int times = static_cast<int>(check.numbers.at("levels")[0]) - 1; times >= 0; --times) {
    std::unique_ptr<CaseRun> coarser;
    if (times > 0) coarser = run_coarser(run, times, tools);
    if (coarser && coarser->exit_code != 0)
      return {std::numeric_limits<Real>::quiet_NaN(), "m", "a coarser run was stopped"};
    const CaseRun& level = coarser ? *coarser : run;
    const auto cells = cells_of_all(level.mesh, level.end);
    std::vector<Direction> around;
    together(run.mesh.communicator, [&] { around = directions(level, check, cells); });
    spread = spread_of(around);
    table.add(check, level.mesh.cells_global, around);
    tools.say(
        fmt::format("{}: {} cells: the front lies from {:+.4f} to {:+.4f} m off, by direction",
                    check.name, level.mesh.cells_global, spread.least, spread.most));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) table.append_to(run, check);
  });
  return {spread.largest(), "m", std::isfinite(spread.most) ? "" : "no water is expected there"};
}

}  // namespace

CheckKind check_front() {
  return {{"check", "front", "How far a front lies from that of an exact solution", kKeys},
          measure,
          confirm_exact};
}

}  // namespace freshet
