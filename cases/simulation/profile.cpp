#include "cases/simulation/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mesh/parallel/mpi.hpp"

namespace freshet {

std::vector<std::string> profile_of(const FlowSolver& solver, MPI_Comm communicator) {
  std::vector<std::pair<std::string, double>> tasks;  // those of one name together
  for (const auto& task : solver.tasks()) {
    const auto same = std::find_if(tasks.begin(), tasks.end(),
                                   [&](const auto& entry) { return entry.first == task.name; });
    if (same == tasks.end())
      tasks.emplace_back(task.name, task.seconds);
    else
      same->second += task.seconds;
  }
  std::vector<double> seconds;
  for (const auto& task : tasks) seconds.push_back(task.second);
  mpi::all_reduce(communicator, seconds, MPI_SUM);
  double all = 0;
  for (const double part : seconds) all += part;
  const int ranks = mpi::size_of(communicator);
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < tasks.size(); ++k)
    lines.push_back(fmt::format("profile: {:20} {:9.3f} s {:5.1f} %", tasks[k].first,
                                seconds[k] / ranks, all > 0 ? 100 * seconds[k] / all : 0));
  return lines;
}

}  // namespace freshet
