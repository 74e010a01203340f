#include "cases/validation/validation_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cases/checks/cells_of_all.hpp"
#include "cases/exact/exact_solution.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

/// Empty where no check compares with one.
ExactSolution exact_of(const Case& given) {
  for (const auto& check : given.checks)
    if (const auto found = check.text.find("solution"); found != check.text.end())
      return exact_solution(found->second, {given.flow.gravity, given.parameters});
  return {};
}

std::string table_of(const CaseRun& run, const CellsOfAll& cells,
                     const std::vector<Real>& deepest) {
  const ExactSolution exact = exact_of(run.given);
  std::string text = "x_m,y_m,bed_m,depth_m,velocity_x_m_per_s,velocity_y_m_per_s,max_depth_m";
  if (exact) text += ",exact_depth_m,exact_velocity_x_m_per_s,exact_velocity_y_m_per_s";
  text += "\n";
  for (std::size_t i = 0; i < cells.x.size(); ++i) {
    text += fmt::format("{:.9g},{:.9g},{:.7g},{:.7g},{:.7g},{:.7g},{:.7g}", cells.x[i], cells.y[i],
                        cells.bed[i], cells.depth[i], cells.velocity_x[i], cells.velocity_y[i],
                        deepest.empty() ? cells.depth[i] : deepest[i]);
    if (exact) {
      const auto at = exact({cells.x[i], cells.y[i], cells.bed[i]}, run.summary.simulated_seconds);
      text += fmt::format(",{:.7g},{:.7g},{:.7g}", at.depth, at.velocity_x, at.velocity_y);
    }
    text += "\n";
  }
  return text;
}

}  // namespace

void write_cells(const CaseRun& run) {
  const auto cells = cells_of_all(run.mesh, run.end);
  const auto found = run.written.find("max_depth");
  const auto deepest = mpi::all_gather(
      run.mesh.communicator, found == run.written.end() ? std::vector<Real>{} : found->second);
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0)
      write_text_atomically(run.out / "cells.csv", table_of(run, cells, deepest));
  });
}

}  // namespace freshet
