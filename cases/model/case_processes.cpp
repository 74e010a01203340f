#include "cases/model/case_processes.hpp"

#include "kernels/process/maxima.hpp"

namespace freshet {

std::vector<std::unique_ptr<ProcessOptions>> processes_of(const Case& given, const Mesh& mesh,
                                                          const StructureChains& chains) {
  std::vector<std::unique_ptr<ProcessOptions>> processes;
  if (auto structures = structures_on_mesh(given, mesh, chains))
    processes.push_back(std::move(structures));
  if (given.output.maxima)
    processes.push_back(std::make_unique<MaximaOptions>(given.output.arrival_depths));
  return processes;
}

}  // namespace freshet
