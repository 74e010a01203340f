#include "cases/simulation/run_output.hpp"

#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

std::vector<GaugeCell> locate_gauges(const Case& given, const PointLocation& where) {
  std::vector<GaugeCell> cells;
  for (const auto& gauge : given.output.gauges)
    cells.push_back({gauge.name, where.find(gauge.x, gauge.y)});
  return cells;
}

/// Discharge counts from the left to the right of a section's direction.
std::vector<SectionCells> locate_sections(const Case& given, const PointLocation& where) {
  std::vector<SectionCells> sections;
  for (const auto& section : given.output.sections) {
    SectionCells cells{section.name, {}};
    for (const auto& piece : where.cross(section.points))
      cells.pieces.push_back({piece.cell, piece.length, piece.along_y, -piece.along_x});
    sections.push_back(std::move(cells));
  }
  return sections;
}

std::vector<FlowField> fields_of(const FlowSolver& solver, Written when) {
  std::vector<FlowField> fields;
  for (const auto& field : solver.fields())
    if (field.written == when) fields.push_back({field.name, field.unit, field.meaning, 0});
  return fields;
}

std::vector<std::vector<Real>> values_of(const FlowSolver& solver, Written when) {
  std::vector<std::vector<Real>> values;
  for (const auto& field : solver.fields())
    if (field.written == when) values.push_back(solver.values(field));
  return values;
}

Real series_interval(const OutputOptions& output) {
  return output.series_interval > 0 ? output.series_interval : output.interval;
}

}  // namespace

FlowView view(const FlowState& state) {
  return {state.depth, state.velocity_x, state.velocity_y, state.bed};
}

RunOutput::RunOutput(const Case& given, const Mesh& mesh, const FlowSolver& solver,
                     const std::filesystem::path& out, bool append)
    : given_(given),
      fields_(given.output.interval, given.end_time),
      series_(series_interval(given.output), given.end_time),
      checkpoints_(given.output.checkpoint_interval, given.end_time),
      flow_(mesh, out, given.output, append, fields_of(solver, Written::InTime)) {
  const PointLocation where(mesh);
  if (!given.output.gauges.empty())
    gauges_ = std::make_unique<GaugeWriter>(mesh, out, locate_gauges(given, where), append,
                                            given.flow.dry_depth);
  if (!given.output.sections.empty())
    sections_ = std::make_unique<SectionWriter>(mesh, out, locate_sections(given, where), append);
}

Real RunOutput::next_event(Real time) const {
  return std::min({fields_.after(time), series_.after(time), checkpoints_.after(time)});
}

bool RunOutput::checkpoint_due(Real time) const {
  return given_.output.checkpoint_interval > 0 && checkpoints_.contains(time);
}

void RunOutput::go_on_from(const FlowSolver& solver) {
  const Real time = solver.time();
  if (gauges_) gauges_->go_on_from(time);
  if (sections_) sections_->go_on_from(time);
  flow_.go_on_from(time);
  write(solver, false);
}

void RunOutput::write(const FlowSolver& solver, bool last) {
  const Real time = solver.time();
  const bool fields = last || time == 0 || fields_.contains(time);
  const bool series = last || time == 0 || series_.contains(time);
  if (!fields && !series) return;
  const FlowState state = solver.state();
  if (series && gauges_) gauges_->write(time, view(state));
  if (series && sections_) sections_->write(time, view(state));
  if (fields) flow_.write(time, view(state), values_of(solver, Written::InTime));
  if (last) write_static(solver);
}

void RunOutput::write_static(const FlowSolver& solver) {
  const auto fields = fields_of(solver, Written::AtEnd);
  const auto values = values_of(solver, Written::AtEnd);
  std::vector<FlowValues> all;
  for (std::size_t k = 0; k < fields.size(); ++k) all.push_back({fields[k], values[k]});
  if (!all.empty()) flow_.write_static(all);
}

}  // namespace freshet
