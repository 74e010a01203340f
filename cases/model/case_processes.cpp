#include "cases/model/case_processes.hpp"

#include "cases/model/erodible_on_mesh.hpp"
#include "cases/model/sections_on_mesh.hpp"
#include "cases/model/water_on_mesh.hpp"
#include "kernels/process/maxima.hpp"
#include "kernels/process/shaking.hpp"

namespace freshet {

std::vector<std::unique_ptr<ProcessOptions>> processes_of(const Case& given, const Mesh& mesh,
                                                          const StructureChains& chains) {
  std::vector<std::unique_ptr<ProcessOptions>> processes;
  add_water_processes(processes, given.water, mesh);
  if (auto structures = structures_on_mesh(given, mesh, chains))
    processes.push_back(std::move(structures));
  if (auto erodible = erodible_on_mesh(given.erodible, mesh))
    processes.push_back(std::move(erodible));
  if (auto sections = sections_on_mesh(given.output.sections, mesh).options)
    processes.push_back(std::move(sections));
  if (given.output.maxima) {
    auto maxima = std::make_unique<MaximaOptions>(given.output.arrival_depths);
    maxima->hazard = given.output.hazard;
    maxima->alarm_time = given.output.alarm_time;
    processes.push_back(std::move(maxima));
  }
  if (given.loads.shakes())
    processes.push_back(
        std::make_unique<ShakingOptions>(given.loads.shaking_x, given.loads.shaking_y));
  return processes;
}

}  // namespace freshet
