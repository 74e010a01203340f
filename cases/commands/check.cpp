#include "cases/commands/check.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <cmath>

#include "cases/dam/dam_run.hpp"
#include "cases/environment/exit_status.hpp"
#include "cases/environment/work_folder.hpp"
#include "cases/input/case_schema.hpp"
#include "cases/model/case.hpp"
#include "cases/model/case_on_mesh.hpp"
#include "cases/model/erodible_on_mesh.hpp"
#include "cases/model/structures_on_mesh.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

std::string name_of(const BoundaryCondition& boundary) {
  std::string text;
  for (const auto& phase : boundary.phases) {
    const auto name = boundary_words()[phase.kind].name;
    text += text.empty() ? std::string(name) : fmt::format(", {} from {} s", name, phase.from);
  }
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

int check_case(const std::string& name, const CheckArguments& arguments) {
  const bool first = mpi::rank_of(MPI_COMM_WORLD) == 0;
  auto given = read_case(name, arguments.overrides, arguments.data, arguments.any_file);
  const WorkFolder folder(MPI_COMM_WORLD);
  given.mesh.work_directory = folder.path();
  std::string dam = given.dam ? describe_dam(*given.dam, folder.path()) : "";
  if (given.loads.any_formula())
    dam += fmt::format("loads       {} by formula, {} load cases\n", given.loads.formulas.size(),
                       given.loads.cases.size());
  for (const auto& cycles : given.cycles)
    dam += fmt::format("cycles      {}: {}\n", cycles.name, describe(cycles.fatigue));
  for (const auto& estimate : given.breach_estimates)
    dam += fmt::format("breach      {}: estimated by regressions\n", estimate.name);
  if (!given.with_flow) {
    if (first)
      fmt::print("case        {} ({})\n{}output      {} checks\n", given.title, given.file.string(),
                 dam, given.checks.size());
    return 0;
  }
  auto mesh = make_mesh(MPI_COMM_WORLD, given.mesh);
  const auto chains = lay_structures(mesh, given);
  auto warnings = check_on_mesh(given, mesh);
  warnings.insert(warnings.begin(), given.notes.begin(), given.notes.end());
  std::string text = describe_case(given) + describe_mesh(mesh);
  text += describe_memory(given, mesh);
  text += describe_structures(given, mesh, chains);
  text += describe_erodible(given.erodible, mesh);
  text += describe_water(given, measure_initial_water(given, mesh));
  text += dam;
  for (const auto& warning : warnings) text += "note        " + warning + "\n";
  if (first) fmt::print("{}", text);
  return 0;
}

/// One of several: the error says which.
int check_named_case(const std::string& name, const CheckArguments& arguments) {
  try {
    return check_case(name, arguments);
  } catch (const InputError& error) {
    throw InputError(name + ": " + error.what());
  }
}

}  // namespace

int command_check(const CheckArguments& arguments) {
  if (arguments.list_keys) {
    if (mpi::rank_of(MPI_COMM_WORLD) == 0) fmt::print("{}", schema_markdown());
    return 0;
  }
  if (arguments.cases.size() == 1) return check_case(arguments.cases.front(), arguments);
  int code = 0;
  for (const auto& name : arguments.cases)
    code = std::max(
        code, run_on_all_ranks(MPI_COMM_WORLD, [&] { return check_named_case(name, arguments); }));
  return code;
}

}  // namespace freshet
