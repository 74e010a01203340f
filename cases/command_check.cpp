#include "cases/command_check.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <cmath>

#include "cases/case.hpp"
#include "cases/case_on_mesh.hpp"
#include "cases/dam/dam_run.hpp"
#include "cases/reader/case_schema.hpp"
#include "cases/work_folder.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

const char* name_of(BoundaryType type) {
  switch (type) {
    case BoundaryType::Wall:
      return "wall";
    case BoundaryType::Transmissive:
      return "transmissive";
    case BoundaryType::Discharge:
      return "discharge";
    case BoundaryType::Level:
      return "level";
    case BoundaryType::Critical:
      return "critical";
    case BoundaryType::Rating:
      return "rating";
  }
  return "";
}

std::string name_of(const BoundaryCondition& boundary) {
  std::string text = name_of(boundary.type);
  for (const auto& change : boundary.changes)
    text += fmt::format(", {} from {} s", name_of(change.type), change.time);
  return text;
}

const char* name_of(const FlowOptions& flow) {
  if (flow.order == 1 || flow.scheme == TimeScheme::Euler) return "euler";
  return flow.scheme == TimeScheme::Hancock ? "hancock" : "rk2";
}

std::string describe_case(const Case& given) {
  std::string text = fmt::format("case        {} ({})\n", given.title, given.file.string());
  text += fmt::format("flow        order {}, {}, CFL {}, until {} s\n", given.flow.order,
                      name_of(given.flow), given.flow.cfl, given.end_time);
  for (const auto& boundary : given.boundaries)
    text += fmt::format("condition   \"{}\": {}\n", boundary.name, name_of(boundary));
  text += fmt::format("output      {} gauges, {} sections, {} checks\n", given.output.gauges.size(),
                      given.output.sections.size(), given.checks.size());
  return text;
}

std::string describe_water(const Case& given, const InitialWater& water) {
  if (std::isinf(water.time_step)) return "water       none at the start\n";
  return fmt::format(
      "water       {:.6g} m3 at the start\ntime step   about {:.3g} s at the start, {:.0f} steps "
      "or more\n",
      water.volume, water.time_step, std::ceil(given.end_time / water.time_step));
}

}  // namespace

int command_check(const CheckArguments& arguments) {
  const bool first = mpi::rank_of(MPI_COMM_WORLD) == 0;
  if (arguments.list_keys) {
    if (first) fmt::print("{}", schema_markdown());
    return 0;
  }
  auto given =
      read_case(arguments.case_name, arguments.overrides, arguments.data, arguments.any_file);
  const WorkFolder folder(MPI_COMM_WORLD);
  given.mesh.work_directory = folder.path();
  std::string dam = given.dam ? describe_dam(*given.dam, folder.path()) : "";
  for (const auto& cycles : given.cycles)
    dam += fmt::format("cycles      {}: {}\n", cycles.name, describe(cycles.fatigue));
  if (!given.with_flow) {
    if (first)
      fmt::print("case        {} ({})\n{}output      {} checks\n", given.title, given.file.string(),
                 dam, given.checks.size());
    return 0;
  }
  const auto mesh = make_mesh(MPI_COMM_WORLD, given.mesh);
  auto warnings = check_on_mesh(given, mesh);
  warnings.insert(warnings.begin(), given.notes.begin(), given.notes.end());
  std::string text = describe_case(given) + describe_mesh(mesh);
  text += describe_water(given, measure_initial_water(given, mesh));
  text += dam;
  for (const auto& warning : warnings) text += "note        " + warning + "\n";
  if (first) fmt::print("{}", text);
  return 0;
}

}  // namespace freshet
