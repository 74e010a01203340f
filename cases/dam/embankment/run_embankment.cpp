#include "cases/dam/embankment/run_embankment.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cases/dam/embankment/embankment_session.hpp"

namespace freshet {
namespace {

/// A steady state on ever finer meshes: their figures side by side, and the last difference as a
/// figure NAME_grid_difference.
void compare_grids(DamResult& result, const std::vector<std::map<std::string, Real>>& grids,
                   const DamRunOptions& options) {
  for (const auto& [name, last] : grids.back()) {
    const bool compared = name.ends_with("flow") || name.ends_with("_discharge") ||
                          name.ends_with("_head") || name.ends_with("_phreatic") ||
                          name.ends_with("_factor");
    if (!compared || !std::isfinite(last)) continue;
    std::string line = fmt::format("dam: grids, {}:", name);
    for (const auto& grid : grids) line += fmt::format(" {:.8g}", grid.at(name));
    const Real before = grids[grids.size() - 2].at(name);
    const Real difference = std::abs(last - before) / std::abs(last);
    if (last != 0) result.figures[name + "_grid_difference"] = difference;
    options.say(line);
  }
}

}  // namespace

DamResult run_embankment(const dam::Spec& spec, const DamRunOptions& options) {
  DamResult result;
  std::vector<std::map<std::string, Real>> grids;
  for (int grid = 0; grid < spec.analysis.grids; ++grid) {
    EmbankmentSession session(spec, options, spec.refinements + grid, !options.restart.empty());
    DamResult one;
    if (spec.analysis.kind == dam::Analysis::Seepage)
      analyse_seepage(session, one);
    else
      analyse_slopes(session, one);
    one.cells = session.mesh().cells_global;
    grids.push_back(one.figures);
    result = one;
  }
  if (grids.size() > 1) compare_grids(result, grids, options);
  return result;
}

std::string describe_embankment(const dam::Spec& spec,
                                const std::filesystem::path& work_directory) {
  DamRunOptions nothing;
  nothing.out = work_directory;
  nothing.say = [](const std::string&) {};
  EmbankmentSession session(spec, nothing, spec.refinements);
  const auto& mesh = session.mesh();
  std::string text = fmt::format("dam         {} cells, {} vertices\ndam zones  ",
                                 mesh.cells_global, mesh.vertices_global);
  for (const auto& name : mesh.zone_names) text += " \"" + name + "\"";
  text += "\ndam boundaries";
  for (const auto& name : mesh.boundary_names) text += " \"" + name + "\"";
  text += fmt::format("\ndam         embankment: {} soils, {} slopes, {}\n",
                      spec.embankment->soils.size(), spec.embankment->slopes.size(),
                      spec.analysis.kind == dam::Analysis::Slopes ? "no seepage"
                      : spec.analysis.end_time > 0                ? "seepage in time"
                                                                  : "steady seepage");
  return text;
}

}  // namespace freshet
