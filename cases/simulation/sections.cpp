#include "cases/simulation/series_rows.hpp"

namespace freshet {
namespace {

/// Of sections.csv; discharge counts from the left to the right of a section's direction.
std::optional<SectionWriter> make_writer(Simulation& simulation, bool append) {
  if (simulation.given().output.sections.empty()) return std::nullopt;
  std::vector<SectionCells> sections;
  for (const auto& section : simulation.given().output.sections) {
    SectionCells cells{section.name, {}};
    for (const auto& piece : simulation.location().cross(section.points))
      cells.pieces.push_back({piece.cell, piece.length, piece.along_y, -piece.along_x});
    sections.push_back(std::move(cells));
  }
  return SectionWriter(simulation.mesh(), simulation.run().out, sections, append);
}

}  // namespace

std::unique_ptr<Participant> make_sections(Simulation& simulation) {
  return std::make_unique<SeriesRows<SectionWriter>>(simulation, make_writer);
}

}  // namespace freshet
