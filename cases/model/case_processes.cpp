#include "cases/model/case_processes.hpp"

#include "cases/model/water_on_mesh.hpp"
#include "kernels/process/maxima.hpp"

namespace freshet {

std::vector<std::unique_ptr<ProcessOptions>> processes_of(const Case& given, const Mesh& mesh) {
  std::vector<std::unique_ptr<ProcessOptions>> processes;
  add_water_processes(processes, given.water, mesh);
  if (given.output.maxima)
    processes.push_back(std::make_unique<MaximaOptions>(given.output.arrival_depths));
  return processes;
}

}  // namespace freshet
