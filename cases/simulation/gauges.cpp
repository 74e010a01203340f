#include "cases/simulation/series_rows.hpp"

namespace freshet {
namespace {

/// Of gauges.csv; without a cell on the ranks that do not have the place.
std::optional<GaugeWriter> make_writer(Simulation& simulation, bool append) {
  const Case& given = simulation.given();
  if (given.output.gauges.empty()) return std::nullopt;
  std::vector<GaugeCell> cells;
  for (const auto& gauge : given.output.gauges)
    cells.push_back({gauge.name, simulation.location().find(gauge.x, gauge.y)});
  return GaugeWriter(simulation.mesh(), simulation.run().out, cells, append, given.flow.dry_depth);
}

}  // namespace

std::unique_ptr<Participant> make_gauges(Simulation& simulation) {
  return std::make_unique<SeriesRows<GaugeWriter>>(simulation, make_writer);
}

}  // namespace freshet
